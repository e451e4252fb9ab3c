using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Handelingen;

/// <summary>A completed step with everything that was filled in, labels included.</summary>
public sealed record Stapverslag(string Naam, string Uitkomst, string? Reden, string Wie, DateTimeOffset Op, IReadOnlyList<(string Vraag, string Antwoord)> Antwoorden, IReadOnlyList<string> Aanwezigen);

public sealed record Handelingregel(string Soort, string Wie, Rol Rol, DateTimeOffset Op);

public sealed record Geschiedenisblad(IReadOnlyList<Stapverslag> Stappen, IReadOnlyList<Handelingregel> Handelingen);

/// <summary>What was done in a dossier, newest first. Who looked at it: <see cref="Inzagen.InzagenLezen"/>.</summary>
public sealed class Geschiedenis(Database database, Routeversies versies) : IUseCase
{
    public async Task<Geschiedenisblad> LeesAsync(Dossierkop kop, CancellationToken ct)
    {
        const string Sql = """
            select v.stap, v.uitkomst, v.reden, coalesce(p.naam, 'ouders') as wie, v.op, v.antwoorden::text as antwoorden, v.aanwezigen, v.routeversie_id
            from stap_voltooid v left join persoon p on p.id = v.persoon_id where v.regio_id = @regio and v.dossier_id = @dossier order by v.volgnummer desc limit 500;
            select 'persoon:' || p.id as sleutel, p.naam from persoon p join betrokkene b on b.persoon_id = p.id where b.regio_id = @regio and b.dossier_id = @dossier
            union
            select 'ouder:' || o.id, o.naam from ouder o join dossier d on d.regio_id = o.regio_id and d.leerling_id = o.leerling_id where o.regio_id = @regio and d.id = @dossier;
            select h.soort, coalesce(p.naam, o.naam, 'Ambulant') as wie, h.rol, h.op from handeling h left join persoon p on p.id = h.persoon_id
            left join ouder o on o.regio_id = h.regio_id and o.id = h.ouder_id
            where h.regio_id = @regio and h.dossier_id = @dossier order by h.op desc limit 500
            """;
        var (blad, stappen, namen) = await database.LeesAsync(kop.Regio, Sql, new { regio = kop.Regio, dossier = kop.Id }, async r =>
        {
            var stappen = (await r.ReadAsync<Staprij>()).ToList();
            var namen = (await r.ReadAsync<Naamrij>()).ToDictionary(n => n.Sleutel, n => n.Naam);
            return (new Geschiedenisblad([], (await r.ReadAsync<Handelingregel>()).ToList()), stappen, namen);
        }, ct);

        // Each step in the words of the version it was done in.
        var toen = await versies.HaalAsync(kop.Regio, stappen.Select(s => s.RouteversieId), ct);
        return blad with { Stappen = [.. stappen.Select(s => Verslag(toen[s.RouteversieId].Vind(s.Stap), s, namen))] };
    }

    private static Stapverslag Verslag(Stap? stap, Staprij rij, Dictionary<string, string> namen)
    {
        var antwoorden = StapFormulier.Antwoorden(stap, rij.Antwoorden, volledig: true);
        var velden = stap?.Velden ?? [];
        return new(
            stap?.Naam ?? "Voortijdig gestopt",
            StapFormulier.Uitkomstnaam(stap, rij.Uitkomst),
            rij.Reden,
            rij.Wie,
            rij.Op,
            [.. velden.Where(v => antwoorden.ContainsKey(v.Sleutel)).Select(v => (v.Label, v.Soort is Veldsoort.Persoon ? namen.GetValueOrDefault("persoon:" + antwoorden[v.Sleutel], "iemand") : antwoorden[v.Sleutel]))],
            [.. rij.Aanwezigen.Select(a => namen.GetValueOrDefault(a, "iemand"))]);
    }

    private sealed record Staprij(string Stap, string Uitkomst, string? Reden, string Wie, DateTimeOffset Op, string Antwoorden, string[] Aanwezigen, Guid RouteversieId);

    private sealed record Naamrij(string Sleutel, string Naam);
}
