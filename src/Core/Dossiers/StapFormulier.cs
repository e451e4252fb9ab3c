using System.Text.Json;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Dossiers;

/// <summary>Someone who can be ticked as present: a betrokkene or a parent.</summary>
/// <param name="Sleutel">"persoon:…" or "ouder:…".</param>
public sealed record Aanwezige(string Sleutel, string Naam, Rol Rol);

/// <summary>Someone who can be chosen in a field of kind Persoon.</summary>
/// <param name="Toelichting">Expertise, organisation and who pays; empty when there is nothing to say.</param>
/// <param name="Past">Has the expertise that the hulpvraag asks for.</param>
public sealed record Kandidaat(Guid PersoonId, string Naam, Rol Rol, string Toelichting, bool Past)
{
    /// <summary>For who chooses: with what kind of help comes along.</summary>
    public string Omschrijving(bool kiesOpDeskundigheid) =>
        Toelichting.Length == 0 ? Naam : kiesOpDeskundigheid && Rol is Rol.Begeleider && !Past ? $"{Naam} (andere deskundigheid: {Toelichting})" : $"{Naam} ({Toelichting})";
}

/// <summary>An earlier completion of the same step, newest first.</summary>
public sealed record EerdereRonde(int Ronde, string Uitkomst, string? Reden, string Wie, DateTimeOffset Op, IReadOnlyDictionary<string, string> Antwoorden);

/// <summary>Everything the page of one step shows.</summary>
/// <param name="Ronde">The round that is open, or 0 when the step is not open.</param>
/// <param name="Mag">The person has a role that completes this step.</param>
/// <param name="TeVroegTot">The day from which the step is meant to be done, while that day has not come.</param>
public sealed record Stapblad(
    Stap Stap,
    string Fase,
    int Ronde,
    bool Mag,
    IReadOnlyList<Vereistestand> Vereisten,
    IReadOnlyList<Aanwezige> Aanwezigen,
    IReadOnlyList<Kandidaat> Kandidaten,
    IReadOnlyList<EerdereRonde> Eerder,
    string? TerugReden,
    string? Hulpvraag,
    DateOnly? TeVroegTot)
{
    /// <summary>Names of the documents, for a field of kind Document; only for who may see names.</summary>
    public IReadOnlyList<string> Documenten { get; init; } = [];

    /// <summary>The doelen of the dossier, for a field of kind Doelen.</summary>
    public IReadOnlyList<string> Doelen { get; init; } = [];

    public bool Klaar => Vereisten.All(v => v.Voldaan);
}

/// <summary>Reads the page of a step.</summary>
public sealed class StapFormulier(Database database, Routeversies versies, Regioregister regios, Vereisten vereisten) : IUseCase
{
    /// <returns>Null when the route has no such step, nor had one that the dossier followed before.</returns>
    public async Task<Stapblad?> LeesAsync(Dossierkop kop, string stapSleutel, CancellationToken ct)
    {
        var route = await versies.HaalAsync(kop.Regio, kop.RouteversieId, ct);
        if (route.Vind(stapSleutel) is not { } stap)
        {
            var eerdere = await database.LijstAsync<Guid>(kop.Regio, Dossieroverzetting.EerdereVersies, new { regio = kop.Regio, dossier = kop.Id }, ct);
            if ((await versies.HaalAsync(kop.Regio, eerdere, ct)).Values.FirstOrDefault(r => r.Vind(stapSleutel) is not null) is not { } vorige)
            {
                return null;
            }

            (route, stap) = (vorige, vorige.Vind(stapSleutel)!);
        }

        const string Sql = Feiten.Sql + """
            ;
            select 'persoon:' || b.persoon_id as sleutel, p.naam, b.rol from betrokkene b join persoon p on p.id = b.persoon_id
            where b.regio_id = @regio and b.dossier_id = @dossier and b.tot is null
            union all
            select 'ouder:' || o.id, o.naam, 'Ouder' from ouder o join dossier d on d.regio_id = o.regio_id and d.leerling_id = o.leerling_id
            where o.regio_id = @regio and d.id = @dossier and @volledig
            order by 3, 2;
            select p.id as persoon_id, p.naam, l.rol, case when @financiering then concat_ws(', ', l.deskundigheid, g.naam, 'betaald uit ' || g.betaald_uit) else coalesce(l.deskundigheid, g.naam, '') end as toelichting,
                   coalesce(l.deskundigheid = h.gebied, false) as past
            from lidmaatschap l join persoon p on p.id = l.persoon_id left join organisatie g on g.regio_id = l.regio_id and g.id = l.organisatie_id
            left join hulpvraag h on h.regio_id = l.regio_id and h.dossier_id = @dossier
            where l.regio_id = @regio and l.tot is null and l.rol = any (@rollen) order by past desc, p.naam limit 200;
            select v.ronde, v.uitkomst, v.reden, coalesce(p.naam, 'ouders') as wie, v.op, v.antwoorden::text as antwoorden, v.routeversie_id
            from stap_voltooid v join routeversie x on x.regio_id = v.regio_id and x.id = v.routeversie_id left join persoon p on p.id = v.persoon_id
            where v.regio_id = @regio and v.dossier_id = @dossier and v.stap = @stap and x.route = @route order by v.ronde desc limit 20;
            select ronde, vanaf from stap_open where regio_id = @regio and dossier_id = @dossier and stap = @stap;
            select v.reden from stap_voltooid v where v.regio_id = @regio and v.dossier_id = @dossier and v.reden is not null
              and v.volgnummer > coalesce((select max(w.volgnummer) from stap_voltooid w where w.regio_id = @regio and w.dossier_id = @dossier and w.stap = @stap), 0)
            order by v.volgnummer desc limit 1;
            select h.vraag from hulpvraag h where h.regio_id = @regio and h.dossier_id = @dossier;
            select distinct naam from document where regio_id = @regio and dossier_id = @dossier and @volledig order by naam limit 200;
            select doel from doel where regio_id = @regio and dossier_id = @dossier and stand <> 'vervallen' and @volledig order by op limit 100
            """;
        var rollen = stap.Velden.Where(v => v.Rol is not null).Select(v => v.Rol.ToString()!).ToArray();
        var waarden = new { regio = kop.Regio, dossier = kop.Id, stap = stapSleutel, route = route.Sleutel, rollen, volledig = kop.Volledig, financiering = regios[kop.Regio].Deskundigheden.Count > 0 };
        var (blad, rondes) = await database.LeesAsync(kop.Regio, Sql, waarden, async r =>
        {
            var feiten = (await r.ReadSingleAsync<Feiten.Rij>()).AlsFeiten();
            var aanwezigen = (await r.ReadAsync<Aanwezige>()).ToList();
            var kandidaten = (await r.ReadAsync<Kandidaat>()).ToList();
            var eerder = (await r.ReadAsync<Ronderij>()).ToList();
            var open = await r.ReadSingleOrDefaultAsync<Openrij>();
            var terug = await r.ReadSingleOrDefaultAsync<string?>();
            var vraag = await r.ReadSingleOrDefaultAsync<string?>();
            var documenten = (await r.ReadAsync<string>()).ToList();
            var doelen = (await r.ReadAsync<string>()).Select(EenRegel).Distinct().ToList();
            var mag = kop.Rollen.Any(stap.Rollen.Contains);
            return (new Stapblad(stap, route.Fasen.First(f => f.Stappen.Contains(stap)).Naam, open?.Ronde ?? 0, mag, vereisten.Toets(kop.Regio, stap, feiten), aanwezigen, kandidaten, [], terug, vraag, open?.Vanaf > database.Vandaag ? open.Vanaf : null) { Documenten = documenten, Doelen = doelen }, eerder);
        }, ct);

        // Each round in the words of the version it was done in.
        var toen = await versies.HaalAsync(kop.Regio, rondes.Select(e => e.RouteversieId), ct);
        return blad with
        {
            Eerder = [.. rondes.Select(e => (e, Toen: toen[e.RouteversieId].Vind(stapSleutel))).Select(x => new EerdereRonde(
                x.e.Ronde, Uitkomstnaam(x.Toen, x.e.Uitkomst), x.e.Reden, x.e.Wie, x.e.Op, Antwoorden(x.Toen, x.e.Antwoorden, kop.Volledig)))],
        };
    }

    /// <summary>A doel as one line: in an answer each doel is a line.</summary>
    internal static string EenRegel(string doel) => string.Join(' ', doel.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>How a role is called in the region.</summary>
    public string Noem(string regio, Rol rol) => regios[regio].Woorden.Noem(rol);

    internal static string Uitkomstnaam(Stap? stap, string uitkomst) => stap?.Uitkomsten.FirstOrDefault(u => u.Sleutel == uitkomst)?.Naam ?? uitkomst;

    // While names are closed, only the fields that were written to be read by outsiders.
    internal static Dictionary<string, string> Antwoorden(Stap? stap, string json, bool volledig)
    {
        var alle = JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
        return alle.Where(a => volledig || stap?.Velden.FirstOrDefault(v => v.Sleutel == a.Key)?.ZonderNaam is true).ToDictionary();
    }

    private sealed record Openrij(int Ronde, DateOnly? Vanaf);

    private sealed record Ronderij(int Ronde, string Uitkomst, string? Reden, string Wie, DateTimeOffset Op, string Antwoorden, Guid RouteversieId);
}
