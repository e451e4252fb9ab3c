using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;

namespace Ambulant.Core.Routes;

/// <summary>A route as it stands in the workbench.</summary>
/// <param name="Versie">0 when nothing is changed yet: the published version is shown.</param>
/// <param name="Basis">The base of the module that stands in it.</param>
/// <param name="BasisNummer">The published version it began from.</param>
/// <param name="Wat">The last edit, in words.</param>
internal sealed record Routeconcept(Route Route, long Versie, long? Vorige, Route Basis, int BasisNummer, string? Wat, string? Wie, DateTimeOffset? Op);

/// <summary>The newest published version.</summary>
/// <param name="Nummer">0: never published, a new route of the region; the route is then what it began as.</param>
internal sealed record Gepubliceerd(Route Route, int Nummer);

/// <summary>Reads and writes the concept of a route; every writer holds its lock.</summary>
internal static class Routeconcepten
{
    public const string Sql = """
        select v.nummer, v.definitie::text as definitie, v.basis::text as basis,
               exists (select from routeversie e where e.regio_id = @regio and e.route = @route and e.nummer = 1 and e.bron = 'regio') as zelf
        from routeversie v where v.regio_id = @regio and v.route = @route order by v.nummer desc limit 1;
        select c.versie, c.vorige, c.definitie::text as definitie, c.basis::text as basis, c.basis_nummer, c.wat, p.naam as wie, c.op
        from routeconcept c join persoon p on p.id = c.persoon_id where c.regio_id = @regio and c.route = @route order by c.versie desc limit 1
        """;

    /// <returns>Null when the region has no such route: not of its module, and none that it made itself.</returns>
    public static async Task<(Routeconcept Concept, Gepubliceerd Gepubliceerd)?> LeesAsync(Dapper.SqlMapper.GridReader r, bool vanModule)
    {
        var versie = (await r.ReadAsync<Versierij>()).SingleOrDefault();
        var concept = (await r.ReadAsync<Conceptrij>()).SingleOrDefault();
        if (versie is null)
        {
            return concept is null ? null : (Lees(concept), new(Routejson.Lees(concept.Basis), 0));
        }

        if (!vanModule && !versie.Zelf)
        {
            return null;
        }

        var gepubliceerd = new Gepubliceerd(Routejson.Lees(versie.Definitie), versie.Nummer);
        return (concept is null
            ? new(gepubliceerd.Route, 0, null, versie.Basis is null ? gepubliceerd.Route : Routejson.Lees(versie.Basis), versie.Nummer, null, null, null)
            : Lees(concept),
            gepubliceerd);
    }

    /// <summary>Takes the concept in hand: others who edit this route wait.</summary>
    public static async Task<(Routeconcept Concept, Gepubliceerd Gepubliceerd)?> NeemAsync(DbSessie sessie, IRegio regio, string route)
    {
        await Routeversies.SlotAsync(sessie, route);
        await using var r = await sessie.MeerdereAsync(Sql, new { regio = sessie.Regio, route });
        return await LeesAsync(r, VanModule(regio, route) is not null);
    }

    /// <summary>The concept after an earlier edit, for a form that was made then; null when it is no longer there.</summary>
    public static async Task<Route?> EerderAsync(DbSessie sessie, string route, long versie)
    {
        const string Eerder = "select definitie::text from routeconcept where regio_id = @Regio and route = @route and versie = @versie";
        return await sessie.EenAsync<string>(Eerder, new { sessie.Regio, route, versie }) is { } definitie ? Routejson.Lees(definitie) : null;
    }

    /// <param name="vorige">The row to go back to when this edit is taken back; null: the published version.</param>
    public static async Task<long> SchrijfAsync(DbSessie sessie, Route route, Route basis, int basisNummer, long? vorige, string wat, Guid persoon)
    {
        const string Nieuw = """
            insert into routeconcept (regio_id, route, vorige, definitie, basis, basis_nummer, wat, persoon_id, op)
            values (@Regio, @Sleutel, @vorige, @definitie::jsonb, @basis::jsonb, @basisNummer, @wat, @persoon, @Nu) returning versie
            """;
        return await sessie.EenAsync<long>(Nieuw, new
        {
            sessie.Regio,
            route.Sleutel,
            vorige,
            definitie = Routejson.Schrijf(route),
            basis = Routejson.Schrijf(basis),
            basisNummer,
            wat = wat.Length > 500 ? wat[..499] + "…" : wat,
            persoon,
            sessie.Nu,
        });
    }

    public static Task<int> WegAsync(DbSessie sessie, string route) =>
        sessie.VoerUitAsync("delete from routeconcept where regio_id = @Regio and route = @route", new { sessie.Regio, route });

    /// <summary>The route as the module brings it now.</summary>
    public static Route? VanModule(IRegio regio, string route) => regio.Routes.FirstOrDefault(r => r.Sleutel == route);

    private static Routeconcept Lees(Conceptrij c) =>
        new(Routejson.Lees(c.Definitie), c.Versie, c.Vorige, Routejson.Lees(c.Basis), c.BasisNummer, c.Wat, c.Wie, c.Op);

    private sealed record Versierij(int Nummer, string Definitie, string? Basis, bool Zelf);

    private sealed record Conceptrij(long Versie, long? Vorige, string Definitie, string Basis, int BasisNummer, string Wat, string Wie, DateTimeOffset Op);
}
