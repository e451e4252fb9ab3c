using System.Collections.Concurrent;
using Ambulant.Core.Opslag;

namespace Ambulant.Core.Routes;

/// <summary>Published versions. Immutable, so each is read once and then kept in memory.</summary>
public sealed class Routeversies(Database database)
{
    private readonly ConcurrentDictionary<(string Regio, Guid Id), Route> gelezen = new();

    /// <summary>The version a dossier follows.</summary>
    /// <exception cref="InvalidOperationException">There is no such version in the region.</exception>
    public async Task<Route> HaalAsync(string regio, Guid id, CancellationToken ct)
    {
        if (gelezen.TryGetValue((regio, id), out var route))
        {
            return route;
        }

        const string Sql = "select definitie::text from routeversie where regio_id = @regio and id = @id";
        var definitie = (await database.LijstAsync<string>(regio, Sql, new { regio, id }, ct)).SingleOrDefault()
            ?? throw new InvalidOperationException($"Routeversie {id} van {regio} ontbreekt.");
        return gelezen.GetOrAdd((regio, id), Routejson.Lees(definitie));
    }

    /// <summary>Several versions by their id: those that the history of a dossier was written in.</summary>
    public async Task<IReadOnlyDictionary<Guid, Route>> HaalAsync(string regio, IEnumerable<Guid> ids, CancellationToken ct)
    {
        var uit = new Dictionary<Guid, Route>();
        foreach (var id in ids.Distinct())
        {
            uit[id] = await HaalAsync(regio, id, ct);
        }

        return uit;
    }

    /// <summary>The newest published version of a route; null when none is published.</summary>
    public async Task<Guid?> NieuwsteAsync(string regio, string route, CancellationToken ct)
    {
        const string Sql = "select id from routeversie where regio_id = @regio and route = @route order by nummer desc limit 1";
        return (await database.LijstAsync<Guid?>(regio, Sql, new { regio, route }, ct)).SingleOrDefault();
    }

    /// <summary>The newest published version of each of these routes, in the same order; a route that was never published is left out.</summary>
    public async Task<IReadOnlyList<(Guid Id, Route Route)>> NieuwsteAsync(string regio, IEnumerable<string> routes, CancellationToken ct)
    {
        const string Sql = """
            select v.id from unnest(@routes) with ordinality as r (route, plaats)
            cross join lateral (select id from routeversie where regio_id = @regio and route = r.route order by nummer desc limit 1) v order by r.plaats
            """;
        var uit = new List<(Guid, Route)>();
        foreach (var id in await database.LijstAsync<Guid>(regio, Sql, new { regio, routes = routes.ToArray() }, ct))
        {
            uit.Add((id, await HaalAsync(regio, id, ct)));
        }

        return uit;
    }

    /// <summary>
    /// Publishes what the module brings as the next version, unless the newest already says the same or is the region's own: that one is
    /// changed in the workbench only.
    /// </summary>
    /// <exception cref="InvalidOperationException">The definition has a fault.</exception>
    public async Task<Guid> PubliceerAsync(string regio, Route route, CancellationToken ct)
    {
        if (Routecontrole.Controleer(route) is [var fout, ..])
        {
            throw new InvalidOperationException($"Route '{route.Sleutel}' van regio '{regio}' klopt niet bij {fout.Plaats}: {fout.Voluit}");
        }

        await using var sessie = await database.BeginAsync(regio, ct);
        await SlotAsync(sessie, route.Sleutel);
        const string Nieuwste = "select id, nummer, bron = 'regio' or definitie = @definitie::jsonb as gelijk from routeversie where regio_id = @regio and route = @Sleutel order by nummer desc limit 1";
        var definitie = Routejson.Schrijf(route);
        var nieuwste = await sessie.EenAsync<Versierij>(Nieuwste, new { regio, route.Sleutel, definitie });
        if (nieuwste is { Gelijk: true })
        {
            return nieuwste.Id;
        }

        var id = Guid.CreateVersion7();
        const string Nieuw = "insert into routeversie (regio_id, id, route, nummer, definitie, gepubliceerd_op) values (@regio, @id, @Sleutel, @nummer, @definitie::jsonb, @Nu)";
        await sessie.VoerUitAsync(Nieuw, new { regio, id, route.Sleutel, nummer = (nieuwste?.Nummer ?? 0) + 1, definitie, sessie.Nu });
        await sessie.VoltooiAsync();
        return id;
    }

    /// <summary>Of several who publish or edit one route at once each waits for the one before.</summary>
    internal static Task SlotAsync(DbSessie sessie, string route) =>
        sessie.VoerUitAsync("select pg_advisory_xact_lock(hashtext(@slot))", new { slot = $"routeversie/{sessie.Regio}/{route}" });

    private sealed record Versierij(Guid Id, int Nummer, bool Gelijk);
}
