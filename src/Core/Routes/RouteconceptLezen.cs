using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;

namespace Ambulant.Core.Routes;

/// <summary>A line of the list of routes.</summary>
/// <param name="Laatste">The last edit of the concept; null when nothing is changed.</param>
public sealed record Routeregel(string Sleutel, string Naam, string Uitleg, int Nummer, DateTimeOffset GepubliceerdOp, string? Door, int Dossiers, string? Laatste, string? Wie, DateTimeOffset? Op);

/// <summary>Everything the workbench shows of one route.</summary>
/// <param name="Versie">Of the concept: stands in every form, so that a form of before a change of someone else is noticed. 0: nothing is changed yet.</param>
/// <param name="Nummer">Of the newest published version.</param>
/// <param name="Fouten">What keeps the concept from being published.</param>
/// <param name="Verschillen">With the published version.</param>
/// <param name="NieuweBasis">The module brings another base than the one that stands in the concept.</param>
public sealed record Conceptblad(
    Route Route, long Versie, Route Gepubliceerd, int Nummer, IReadOnlyList<Routefout> Fouten, IReadOnlyList<Verschil> Verschillen, string? Wat, string? Wie, DateTimeOffset? Op, bool NieuweBasis)
{
    public bool Gewijzigd => Versie != 0;

    /// <summary>Faults of one step or what belongs to it.</summary>
    public IEnumerable<Routefout> FoutenBij(string stap) => Fouten.Where(f => f.Plaats == stap || f.Plaats.StartsWith(stap + "/", StringComparison.Ordinal));

    /// <summary>Faults of no step.</summary>
    public IEnumerable<Routefout> Overig => Fouten.Where(f => Route.Vind(f.Plaats.Split('/')[0]) is null);
}

/// <summary>Reads the workbench.</summary>
public sealed class RouteconceptLezen(Database database, Regioregister regios) : IUseCase
{
    public async Task<IReadOnlyList<Routeregel>> LijstAsync(string regio, CancellationToken ct)
    {
        const string Sql = """
            select v.route as sleutel, v.definitie->>'naam' as naam, v.definitie->>'uitleg' as uitleg, v.nummer, v.gepubliceerd_op, p.naam as door,
                   (select count(*) from dossier d join routeversie w on w.regio_id = d.regio_id and w.id = d.routeversie_id where d.regio_id = @regio and w.route = v.route)::int as dossiers,
                   c.wat as laatste, c.wie, c.op
            from routeversie v left join persoon p on p.id = v.persoon_id
            left join lateral (
              select k.wat, q.naam as wie, k.op from routeconcept k join persoon q on q.id = k.persoon_id
              where k.regio_id = @regio and k.route = v.route order by k.versie desc limit 1) c on true
            where v.regio_id = @regio and v.route = any (@routes)
              and v.nummer = (select max(x.nummer) from routeversie x where x.regio_id = @regio and x.route = v.route)
            """;
        string[] routes = [.. regios[regio].Routes.Select(r => r.Sleutel)];
        return [.. (await database.LijstAsync<Routeregel>(regio, Sql, new { regio, routes }, ct)).OrderBy(r => Array.IndexOf(routes, r.Sleutel))];
    }

    /// <returns>Null when the region has no such route.</returns>
    public async Task<Conceptblad?> LeesAsync(string regio, string route, CancellationToken ct)
    {
        var plan = regios[regio];
        if (Routeconcepten.VanModule(plan, route) is not { } module
            || await database.LeesAsync(regio, Routeconcepten.Sql, new { regio, route }, Routeconcepten.LeesAsync, ct) is not var (concept, gepubliceerd))
        {
            return null;
        }

        return new(
            concept.Route, concept.Versie, gepubliceerd.Route, gepubliceerd.Nummer, Routecontrole.Controleer(concept.Route, plan), Routeverschil.Tussen(gepubliceerd.Route, concept.Route, plan),
            concept.Wat, concept.Wie, concept.Op, !Routejson.Gelijk(module, concept.Basis));
    }

    /// <summary>The concept after an earlier edit, for a form about something that is gone meanwhile.</summary>
    public async Task<Route?> EerderAsync(string regio, string route, long versie, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        return await Routeconcepten.EerderAsync(sessie, route, versie);
    }
}
