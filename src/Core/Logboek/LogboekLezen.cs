using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Logboek;

/// <summary>A text as it stood.</summary>
public sealed record Logboektekst(Guid Id, DateOnly Datum, string Soort, string Tekst, Guid PersoonId, string Wie, Rol Rol, DateTimeOffset Op);

/// <param name="Verwerking">"overgenomen", "aangepast", "niet", or null while it waits.</param>
public sealed record Logboekadvies(string Tekst, string? Verwerking, string? OppTekst, string? Reden);

/// <summary>A line with the newest text first; what stood there before stays legible.</summary>
public sealed record Logboekregel(Logboektekst Nu, IReadOnlyList<Logboektekst> Eerder, IReadOnlyList<Logboekadvies> Adviezen);

/// <param name="Pagina">1 for the newest.</param>
public sealed record Logboekblad(IReadOnlyList<Logboekregel> Regels, int Pagina, bool Meer);

/// <summary>Reads the logboek of a dossier.</summary>
public sealed class LogboekLezen(Database database, Routeversies versies) : IUseCase
{
    public const int PerPagina = 50;

    public async Task<Logboekblad> LeesAsync(Dossierkop kop, int pagina, CancellationToken ct)
    {
        // A line that was corrected is shown with its correction, in the place of its date.
        const string Ketens = """
            with recursive koppen as (
              select r.id, r.corrigeert, row_number() over (order by r.datum desc, r.op desc, r.id desc) as plaats from logboekregel r
              where r.regio_id = @regio and r.dossier_id = @dossier and not exists (select from logboekregel n where n.regio_id = r.regio_id and n.corrigeert = r.id)
              order by r.datum desc, r.op desc, r.id desc limit @aantal offset @vanaf),
            ketens as (
              select k.plaats, k.id, k.corrigeert, 0 as diepte from koppen k
              union all
              select k.plaats, r.id, r.corrigeert, k.diepte + 1 from ketens k join logboekregel r on r.regio_id = @regio and r.id = k.corrigeert)

            """;
        const string Sql = Ketens + """
            select k.plaats, r.id, r.datum, r.soort, r.tekst, r.persoon_id, p.naam as wie, r.rol, r.op
            from ketens k join logboekregel r on r.regio_id = @regio and r.id = k.id join persoon p on p.id = r.persoon_id order by k.plaats, k.diepte;
            """ + Ketens + """
            select k.plaats, a.tekst, a.verwerking, a.opp_tekst, a.reden
            from ketens k join advies a on a.regio_id = @regio and a.logboekregel_id = k.id order by k.plaats, a.id
            """;
        pagina = Math.Clamp(pagina, 1, 1000);
        var waarden = new { regio = kop.Regio, dossier = kop.Id, aantal = PerPagina + 1, vanaf = (pagina - 1) * PerPagina };
        return await database.LeesAsync(kop.Regio, Sql, waarden, async r =>
        {
            var teksten = (await r.ReadAsync<Tekstrij>()).GroupBy(t => t.Plaats).ToList();
            var adviezen = (await r.ReadAsync<Adviesrij>()).ToLookup(a => a.Plaats, a => new Logboekadvies(a.Tekst, a.Verwerking, a.OppTekst, a.Reden));
            List<Logboekregel> regels = [.. teksten.Take(PerPagina).Select(g => g.Select(t => t.AlsTekst()).ToList() is [var nu, .. var eerder] ? new Logboekregel(nu, eerder, [.. adviezen[g.Key]]) : null!)];
            return new Logboekblad(regels, pagina, teksten.Count > PerPagina);
        }, ct);
    }

    /// <summary>A line that this person wrote and so may correct; else null.</summary>
    public async Task<Logboektekst?> EigenAsync(Dossierkop kop, Gebruiker wie, Guid regel, CancellationToken ct)
    {
        const string Sql = """
            select r.id, r.datum, r.soort, r.tekst, r.persoon_id, p.naam as wie, r.rol, r.op from logboekregel r join persoon p on p.id = r.persoon_id
            where r.regio_id = @regio and r.dossier_id = @dossier and r.id = @regel and r.persoon_id = @persoon
            """;
        return (await database.LijstAsync<Logboektekst>(kop.Regio, Sql, new { regio = kop.Regio, dossier = kop.Id, regel, persoon = wie.PersoonId }, ct)).SingleOrDefault();
    }

    /// <summary>The open step that writing an observatie or gesprek completes for this person; null when there is none.</summary>
    public async Task<Stap?> StapAsync(Dossierkop kop, CancellationToken ct)
    {
        const string Sql = "select stap from stap_open where regio_id = @regio and dossier_id = @dossier";
        var route = await versies.HaalAsync(kop.Regio, kop.RouteversieId, ct);
        var open = await database.LijstAsync<string>(kop.Regio, Sql, new { regio = kop.Regio, dossier = kop.Id }, ct);
        return route.Stappen.FirstOrDefault(s => s.Soort is Stapsoort.Logboek && open.Contains(s.Sleutel) && s.Rollen.Any(kop.Rollen.Contains));
    }

    private sealed record Tekstrij(long Plaats, Guid Id, DateOnly Datum, string Soort, string Tekst, Guid PersoonId, string Wie, string Rol, DateTimeOffset Op)
    {
        public Logboektekst AlsTekst() => new(Id, Datum, Soort, Tekst, PersoonId, Wie, Enum.Parse<Rol>(Rol), Op);
    }

    private sealed record Adviesrij(long Plaats, string Tekst, string? Verwerking, string? OppTekst, string? Reden);
}
