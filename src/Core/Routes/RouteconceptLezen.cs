using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;

namespace Ambulant.Core.Routes;

/// <summary>A line of the list of routes.</summary>
/// <param name="Nummer">0: a new route, not published yet.</param>
/// <param name="Laatste">The last edit of the concept; null when nothing is changed.</param>
public sealed record Routeregel(string Sleutel, string Naam, string Uitleg, int Nummer, DateTimeOffset? GepubliceerdOp, string? Door, int Dossiers, bool InGebruik, string? Laatste, string? Wie, DateTimeOffset? Op);

/// <summary>Everything the workbench shows of one route.</summary>
/// <param name="Versie">Of the concept: stands in every form, so that a form of before a change of someone else is noticed. 0: nothing is changed yet.</param>
/// <param name="Nummer">Of the newest published version; 0: none yet.</param>
/// <param name="Fouten">What keeps the concept from being published.</param>
/// <param name="Verschillen">With the published version.</param>
/// <param name="Regio">The region with its routes as they are published now.</param>
/// <param name="NieuweBasis">The module brings another base than the one that stands in the concept.</param>
public sealed record Conceptblad(
    Route Route, long Versie, Route Gepubliceerd, int Nummer, IReadOnlyList<Routefout> Fouten, IReadOnlyList<Verschil> Verschillen, string? Wat, string? Wie, DateTimeOffset? Op, bool NieuweBasis, bool InGebruik, IRegio Regio)
{
    /// <summary>Never published: it can still be thrown away as a whole.</summary>
    public bool Nieuw => Nummer == 0;

    public bool Gewijzigd => Versie != 0;

    /// <summary>Faults of one step or what belongs to it.</summary>
    public IEnumerable<Routefout> FoutenBij(string stap) => Fouten.Where(f => f.Plaats == stap || f.Plaats.StartsWith(stap + "/", StringComparison.Ordinal));

    /// <summary>Faults of no step.</summary>
    public IEnumerable<Routefout> Overig => Fouten.Where(f => Route.Vind(f.Plaats.Split('/')[0]) is null);
}

/// <summary>Reads the workbench.</summary>
public sealed class RouteconceptLezen(Database database, Regioregister regios, Regioroutes routes) : IUseCase
{
    public async Task<IReadOnlyList<Routeregel>> LijstAsync(string regio, CancellationToken ct)
    {
        const string Sql = """
            select k.route as sleutel, k.definitie->>'naam' as naam, k.definitie->>'uitleg' as uitleg, coalesce(v.nummer, 0) as nummer, v.gepubliceerd_op, p.naam as door,
                   (select count(*) from dossier d join routeversie w on w.regio_id = d.regio_id and w.id = d.routeversie_id where d.regio_id = @regio and w.route = k.route)::int as dossiers,
                   coalesce((select g.in_gebruik from route_gebruik g where g.regio_id = @regio and g.route = k.route order by g.volgnummer desc limit 1), true) as in_gebruik,
                   c.wat as laatste, c.wie, c.op
            from (
              select distinct on (route) route, definitie from (
                select route, definitie, nummer::bigint as volgorde, 1 as soort from routeversie where regio_id = @regio
                union all select route, definitie, versie, 2 from routeconcept where regio_id = @regio) x
              order by route, soort, volgorde desc) k
            left join lateral (select r.nummer, r.gepubliceerd_op, r.persoon_id from routeversie r where r.regio_id = @regio and r.route = k.route order by r.nummer desc limit 1) v on true
            left join persoon p on p.id = v.persoon_id
            left join lateral (
              select x.wat, q.naam as wie, x.op from routeconcept x join persoon q on q.id = x.persoon_id
              where x.regio_id = @regio and x.route = k.route order by x.versie desc limit 1) c on true
            where k.route = any (@routes) or v.nummer is null or exists (select from routeversie e where e.regio_id = @regio and e.route = k.route and e.nummer = 1 and e.bron = 'regio')
            order by k.route limit 200
            """;
        string[] module = [.. regios[regio].Routes.Select(r => r.Sleutel)];
        return [.. (await database.LijstAsync<Routeregel>(regio, Sql, new { regio, routes = module }, ct)).OrderBy(r => Array.IndexOf(module, r.Sleutel) is >= 0 and var plaats ? plaats : module.Length)];
    }

    /// <returns>Null when the region has no such route.</returns>
    public async Task<Conceptblad?> LeesAsync(string regio, string route, CancellationToken ct)
    {
        var module = Routeconcepten.VanModule(regios[regio], route);
        if (await database.LeesAsync(regio, Routeconcepten.Sql, new { regio, route }, r => Routeconcepten.LeesAsync(r, module is not null), ct) is not var (concept, gepubliceerd))
        {
            return null;
        }

        var alle = await routes.LeesAsync(regio, ct);
        var plan = await routes.RegioAsync(regio, ct);

        return new(
            concept.Route, concept.Versie, gepubliceerd.Route, gepubliceerd.Nummer, Routecontrole.Controleer(concept.Route, plan), Routeverschil.Tussen(gepubliceerd.Route, concept.Route, plan),
            concept.Wat, concept.Wie, concept.Op, module is not null && !Routejson.Gelijk(module, concept.Basis), alle.FirstOrDefault(r => r.Route.Sleutel == route)?.InGebruik ?? true, plan);
    }

    /// <summary>The concept after an earlier edit, for a form about something that is gone meanwhile.</summary>
    public async Task<Route?> EerderAsync(string regio, string route, long versie, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        return await Routeconcepten.EerderAsync(sessie, route, versie);
    }
}
