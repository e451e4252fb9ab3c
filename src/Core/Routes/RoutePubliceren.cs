using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Routes;

/// <summary>Makes the concept the next version: immutable, followed by new dossiers. Running dossiers stay on theirs.</summary>
public sealed class RoutePubliceren(Database database, Regioregister regios, Regioroutes routes) : IUseCase
{
    /// <returns>The number of the version.</returns>
    public async Task<Resultaat<int>> VoerUitAsync(Gebruiker wie, string regio, string route, Guid verzoek, long versie, string? reden, CancellationToken ct)
    {
        if (!Rechten.Mag(Recht.RouteBeheren, wie, regio))
        {
            return Resultaat.Onvindbaar;
        }

        await using var sessie = await database.BeginAsync(regio, ct);
        if (await Routeconcepten.NeemAsync(sessie, regios[regio], route) is not var (concept, gepubliceerd))
        {
            return Resultaat.Onvindbaar;
        }

        if (!(await sessie.VerzoekAsync(verzoek, wie.PersoonId, null)).EersteKeer)
        {
            return Resultaat.Gelukt(gepubliceerd.Nummer);
        }

        var invoer = new Invoer();
        if (concept.Versie == 0)
        {
            invoer.Fout("", "Er is niets te publiceren: een ander heeft het concept intussen gepubliceerd of weggegooid.");
        }
        else if (versie != concept.Versie)
        {
            invoer.Fout("", $"{concept.Wie} wijzigde het concept intussen ({Dag.Moment(concept.Op!.Value)}): {concept.Wat} Kijk hieronder na wat u nu zou publiceren, en kies daarna nog een keer voor publiceren.");
        }
        else if (concept.BasisNummer != gepubliceerd.Nummer)
        {
            invoer.Fout("", $"Intussen is versie {gepubliceerd.Nummer} van deze route gepubliceerd, met wat Ambulant nieuw meebrengt. Voeg dat eerst samen met uw concept.");
        }
        else if (gepubliceerd.Nummer > 0 && Routejson.Gelijk(concept.Route, gepubliceerd.Route))
        {
            invoer.Fout("", $"Het concept is gelijk aan versie {gepubliceerd.Nummer}: er is niets te publiceren.");
        }

        foreach (var fout in Routecontrole.Controleer(concept.Route, await routes.RegioAsync(regio, ct)))
        {
            invoer.Fout("", $"{Routetekst.Plaats(concept.Route, fout)}: {fout.Bericht}");
        }

        var waarom = invoer.Tekst("Reden", reden, "de reden", 2000);
        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        const string Nieuw = """
            insert into routeversie (regio_id, id, route, nummer, definitie, gepubliceerd_op, bron, reden, persoon_id, basis)
            values (@Regio, @id, @route, @nummer, @definitie::jsonb, @Nu, 'regio', @waarom, @PersoonId, @basis::jsonb)
            """;
        var id = Guid.CreateVersion7();
        var nummer = gepubliceerd.Nummer + 1;
        await sessie.VoerUitAsync(Nieuw, new { sessie.Regio, id, route, nummer, definitie = Routejson.Schrijf(concept.Route), sessie.Nu, waarom, wie.PersoonId, basis = Routejson.Schrijf(concept.Basis) });
        await Routeconcepten.WegAsync(sessie, route);
        await sessie.LegVastAsync("route gepubliceerd", wie, Rol.Regiobeheerder, dossier: null, onderwerp: id);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(nummer);
    }
}

/// <summary>A published version as a line of the list.</summary>
/// <param name="Door">Null: it came with the module.</param>
/// <param name="Dossiers">How many follow it now.</param>
public sealed record Versieregel(int Nummer, DateTimeOffset Op, string? Door, string? Reden, int Dossiers);

/// <summary>One version, and what is different from the one before.</summary>
public sealed record Versieblad(Versieregel Regel, Route Route, IReadOnlyList<Verschil>? Verschillen);

/// <summary>Reads the published versions of a route.</summary>
public sealed class RouteversiesLezen(Database database, Regioroutes routes) : IUseCase
{
    private const string Kolommen = """
        select v.nummer, v.gepubliceerd_op as op, p.naam as door, v.reden,
               (select count(*) from dossier d where d.regio_id = v.regio_id and d.routeversie_id = v.id)::int as dossiers
        from routeversie v left join persoon p on p.id = v.persoon_id where v.regio_id = @regio and v.route = @route
        """;

    public async Task<IReadOnlyList<Versieregel>> LijstAsync(string regio, string route, CancellationToken ct)
    {
        const string Sql = Kolommen + " order by v.nummer desc limit 200";
        return await database.LijstAsync<Versieregel>(regio, Sql, new { regio, route }, ct);
    }

    public async Task<Versieblad?> LeesAsync(string regio, string route, int nummer, CancellationToken ct)
    {
        var plan = await routes.RegioAsync(regio, ct);
        const string Sql = Kolommen + " and v.nummer = @nummer;\n" + """
            select definitie::text from routeversie where regio_id = @regio and route = @route and nummer in (@nummer, @nummer - 1) order by nummer desc
            """;
        return await database.LeesAsync(regio, Sql, new { regio, route, nummer }, async r =>
        {
            var regel = (await r.ReadAsync<Versieregel>()).SingleOrDefault();
            var teksten = (await r.ReadAsync<string>()).Select(Routejson.Lees).ToList();
            return regel is null ? null : new Versieblad(regel, teksten[0], teksten.Count < 2 ? null : Routeverschil.Tussen(teksten[1], teksten[0], plan));
        }, ct);
    }
}
