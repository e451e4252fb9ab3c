using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Termijnen;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Routes;

/// <summary>A line of the history of a dossier with its moment.</summary>
public sealed record Gebeurtenis(string Stap, string Uitkomst, DateOnly Op);

/// <summary>What would have come of one step.</summary>
/// <param name="Gedaan">Times it was done and would have been done in the concept.</param>
/// <param name="TeLaat">Of those: after the term of the concept.</param>
/// <param name="Wacht">Dossiers that would have had to do it first, while in reality they went on without.</param>
/// <param name="Vervalt">Times it was done that the concept does not ask for.</param>
/// <param name="Open">Dossiers for which it would be open now.</param>
public sealed record Simulatieregel(string Stap, string Naam, int Gedaan, int TeLaat, int Wacht, int Vervalt, int Open);

/// <param name="Dossiers">How many were replayed.</param>
/// <param name="Zonder">Of those, how many would have gone just the same.</param>
/// <param name="Vast">How many would stand still somewhere, waiting for a step that in reality was not done.</param>
public sealed record Simulatie(int Dossiers, int Zonder, int Vast, int TeLaat, IReadOnlyList<Simulatieregel> Regels, bool Meer);

/// <summary>
/// Replays the concept over what happened in the dossiers of its route: figures only, nothing of a dossier is shown or changed. Dossiers
/// that are erased are gone; they cannot be replayed.
/// </summary>
public sealed class Simulator(Database database, Regioregister regios) : IUseCase
{
    private const int Meeste = 5_000;
    private const int Diepte = 3;

    /// <summary>Null: there is no such route, or the person may not.</summary>
    public async Task<Simulatie?> SpeelAsync(Gebruiker wie, string regio, string route, CancellationToken ct)
    {
        if (!Rechten.Mag(Recht.RouteBeheren, wie, regio)
            || await database.LeesAsync(regio, Routeconcepten.Sql, new { regio, route }, r => Routeconcepten.LeesAsync(r, Routeconcepten.VanModule(regios[regio], route) is not null), ct) is not var (concept, _))
        {
            return null;
        }

        // A dossier that came from another route has lines of that one too; those before it came are left out.
        const string Sql = """
            with eerste as (
              select d.id, d.geopend_op, coalesce((select max(o.volgnummer) from dossier_overgang o join routeversie w on w.regio_id = o.regio_id and w.id = o.van_routeversie_id
                                                   where o.regio_id = d.regio_id and o.dossier_id = d.id and w.route <> @route), 0) as vanaf
              from dossier d join routeversie v on v.regio_id = d.regio_id and v.id = d.routeversie_id
              where d.regio_id = @regio and v.route = @route order by d.geopend_op desc limit @Meeste + 1)
            select e.id as dossier, e.geopend_op, s.stap, s.uitkomst, s.op
            from eerste e left join stap_voltooid s on s.regio_id = @regio and s.dossier_id = e.id and s.volgnummer >= e.vanaf
            order by e.geopend_op desc, e.id, s.volgnummer
            """;
        var rijen = await database.LijstAsync<Rij>(regio, Sql, new { regio, route, Meeste }, ct);
        var dossiers = rijen.GroupBy(r => r.Dossier)
            .Select(g => (Begin: Dag.Van(g.First().GeopendOp), Lijnen: g.Where(r => r.Stap is not null).Select(r => new Gebeurtenis(r.Stap!, r.Uitkomst!, Dag.Van(r.Op!.Value))).ToList()))
            .ToList();
        return Speel(concept.Route, regios[regio].Vakanties, [.. dossiers.Take(Meeste)], database.Vandaag) with { Meer = dossiers.Count > Meeste };
    }

    /// <summary>The replay itself. Pure.</summary>
    public static Simulatie Speel(Route route, IReadOnlyList<Vakantie> vakanties, IReadOnlyList<(DateOnly Begin, List<Gebeurtenis> Lijnen)> dossiers, DateOnly vandaag)
    {
        var telling = new Dictionary<string, int[]>(StringComparer.Ordinal);
        var (zonder, vast, laat) = (0, 0, 0);
        foreach (var (begin, lijnen) in dossiers)
        {
            var spel = new Spel(route, vakanties, telling, begin);
            foreach (var lijn in lijnen)
            {
                spel.Doe(lijn);
            }

            spel.Sluit(vandaag);
            zonder += spel.Gelijk ? 1 : 0;
            vast += spel.Vast ? 1 : 0;
            laat += spel.Laat ? 1 : 0;
        }

        return new(dossiers.Count, zonder, vast, laat,
            [.. route.Stappen.Select(s => s.Sleutel).Concat(telling.Keys).Distinct().Select(s => Regel(s, telling.GetValueOrDefault(s) ?? new int[5]))], false);

        Simulatieregel Regel(string stap, int[] n) => new(stap, route.Vind(stap)?.Naam ?? $"{stap} (niet meer in de route)", n[0], n[1], n[2], n[3], n[4]);
    }

    // Walks one dossier. What the concept would still ask before the next line is taken as done, by the shortest way there, and counted.
    private sealed class Spel
    {
        private readonly Route route;
        private readonly IReadOnlyList<Vakantie> vakanties;
        private readonly Dictionary<string, int[]> telling;
        private readonly HashSet<string> gewacht = new(StringComparer.Ordinal);
        private Dictionary<string, DateOnly> open = new(StringComparer.Ordinal);
        private bool gestopt;

        public Spel(Route route, IReadOnlyList<Vakantie> vakanties, Dictionary<string, int[]> telling, DateOnly begin)
        {
            (this.route, this.vakanties, this.telling) = (route, vakanties, telling);
            open[route.Begin] = begin;
        }

        public bool Gelijk { get; private set; } = true;

        public bool Vast { get; private set; }

        public bool Laat { get; private set; }

        public void Doe(Gebeurtenis lijn)
        {
            if (lijn.Stap == Route.Stoppen)
            {
                if (!open.ContainsKey(route.Slot))
                {
                    open = new(StringComparer.Ordinal) { [route.Slot] = lijn.Op };
                    gestopt = true;
                }

                return;
            }

            if (!open.ContainsKey(lijn.Stap) && Weg(lijn.Stap) is { } weg)
            {
                foreach (var (stap, uitkomst) in weg)
                {
                    Gelijk = false;
                    Vast = true;
                    if (gewacht.Add(stap))
                    {
                        Tel(stap)[2]++;
                    }

                    open = Na(open, route.Vind(stap)!, uitkomst, lijn.Op);
                }
            }

            if (!open.TryGetValue(lijn.Stap, out var sinds) || route.Vind(lijn.Stap) is not { } nu || nu.Uitkomsten.FirstOrDefault(u => u.Sleutel == lijn.Uitkomst) is not { } hoe)
            {
                Gelijk = false;
                Tel(lijn.Stap)[3]++;
                return;
            }

            Tel(lijn.Stap)[0]++;
            if (TeLaat(nu, sinds, lijn.Op))
            {
                Laat = true;
                Tel(lijn.Stap)[1]++;
            }

            open = Na(open, nu, hoe, lijn.Op);
        }

        public void Sluit(DateOnly vandaag)
        {
            foreach (var (sleutel, sinds) in open)
            {
                Tel(sleutel)[4]++;
                if (!gestopt && route.Vind(sleutel) is { } stap && TeLaat(stap, sinds, vandaag))
                {
                    Laat = true;
                    Tel(sleutel)[1]++;
                }
            }
        }

        private static Dictionary<string, DateOnly> Na(Dictionary<string, DateOnly> open, Stap stap, Uitkomst uitkomst, DateOnly op)
        {
            var na = uitkomst.SluitAlles || uitkomst.Start is not null ? new(StringComparer.Ordinal) : new Dictionary<string, DateOnly>(open, StringComparer.Ordinal);
            na.Remove(stap.Sleutel);
            foreach (var dicht in uitkomst.Sluit ?? [])
            {
                na.Remove(dicht);
            }

            foreach (var volgende in uitkomst.Opent)
            {
                na.TryAdd(volgende, op);
            }

            return na;
        }

        private bool TeLaat(Stap stap, DateOnly sinds, DateOnly op) => stap.Termijn is { } t && Termijnrekening.Uiterlijk(sinds, t, vakanties) < op;

        private int[] Tel(string stap) => telling.TryGetValue(stap, out var n) ? n : telling[stap] = new int[5];

        private List<(string Stap, Uitkomst Uitkomst)>? Weg(string naar)
        {
            if (route.Vind(naar) is null)
            {
                return null;
            }

            var gezien = new HashSet<string>(StringComparer.Ordinal);
            var werk = new Queue<(Dictionary<string, DateOnly> Open, List<(string, Uitkomst)> Weg)>([(open, [])]);
            while (werk.TryDequeue(out var hier))
            {
                foreach (var sleutel in hier.Open.Keys)
                {
                    foreach (var uitkomst in route.Vind(sleutel)!.Uitkomsten.Where(u => !u.Overslaan))
                    {
                        List<(string, Uitkomst)> weg = [.. hier.Weg, (sleutel, uitkomst)];
                        var na = Na(hier.Open, route.Vind(sleutel)!, uitkomst, default);
                        if (na.ContainsKey(naar))
                        {
                            return weg;
                        }

                        if (weg.Count < Diepte && gezien.Add(string.Join(' ', na.Keys.Order(StringComparer.Ordinal))))
                        {
                            werk.Enqueue((na, weg));
                        }
                    }
                }
            }

            return null;
        }
    }

    private sealed record Rij(Guid Dossier, DateTimeOffset GeopendOp, string? Stap, string? Uitkomst, DateTimeOffset? Op);
}
