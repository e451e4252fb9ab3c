using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;

namespace Ambulant.Core.Routes;

/// <summary>A route of the region in its newest version.</summary>
/// <param name="InGebruik">New dossiers can begin on it.</param>
public sealed record Regioroute(Guid Versie, Route Route, bool InGebruik);

/// <summary>The published routes of a region: those of its module, in that order, and then those that the region made itself.</summary>
public sealed class Regioroutes(Database database, Regioregister regios, Routeversies versies)
{
    public async Task<IReadOnlyList<Regioroute>> LeesAsync(string regio, CancellationToken ct)
    {
        const string Sql = """
            select v.id, v.route, coalesce((select g.in_gebruik from route_gebruik g where g.regio_id = @regio and g.route = v.route order by g.volgnummer desc limit 1), true) as in_gebruik
            from (select distinct on (route) route, id from routeversie where regio_id = @regio order by route, nummer desc) v
            where v.route = any (@module) or exists (select from routeversie e where e.regio_id = @regio and e.route = v.route and e.nummer = 1 and e.bron = 'regio')
            order by v.route
            """;
        string[] module = [.. regios[regio].Routes.Select(r => r.Sleutel)];
        var uit = new List<Regioroute>();
        foreach (var rij in (await database.LijstAsync<Rij>(regio, Sql, new { regio, module }, ct)).OrderBy(r => Array.IndexOf(module, r.Route) is >= 0 and var plaats ? plaats : module.Length))
        {
            uit.Add(new(rij.Id, await versies.HaalAsync(regio, rij.Id, ct), rij.InGebruik));
        }

        return uit;
    }

    /// <summary>The region with its routes as they are published now: what an uitkomst can lead to, and which names are taken.</summary>
    public async Task<IRegio> RegioAsync(string regio, CancellationToken ct)
    {
        var plan = regios[regio];
        return new IngesteldeRegio(plan, plan.Woorden, plan.Vakanties, [.. (await LeesAsync(regio, ct)).Select(r => r.Route)]);
    }

    private sealed record Rij(Guid Id, string Route, bool InGebruik);
}
