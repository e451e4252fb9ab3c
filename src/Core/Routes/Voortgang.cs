namespace Ambulant.Core.Routes;

/// <summary>A line of the history: this step, for the n-th time it was open, ended with this outcome.</summary>
/// <param name="Ronde">1 for the first time the step was open, 2 for the second, and so on.</param>
public sealed record Voltooiing(string Stap, int Ronde, string Uitkomst);

/// <summary>A step that waits to be completed.</summary>
public sealed record OpenStap(string Stap, int Ronde);

/// <summary>Where a dossier stands on its route.</summary>
/// <param name="Open">In the order of the route.</param>
/// <param name="Rondes">How many times each step has been open.</param>
public sealed record Routestand(IReadOnlyList<OpenStap> Open, IReadOnlyDictionary<string, int> Rondes)
{
    /// <summary>The last line leads to another route: nothing is open on this one any more.</summary>
    public Routestart? Start { get; init; }

    /// <summary>Nothing is left to do on this route: it has ended or another one goes on.</summary>
    public bool Beeindigd => Open.Count == 0;

    public bool IsOpen(string stap, int ronde) => Open.Any(o => o.Stap == stap && o.Ronde == ronde);
}

/// <summary>The one place that knows what is open. Pure: the same route and history always give the same answer.</summary>
public static class Voortgang
{
    /// <summary>
    /// Reads the history from the start. A line for a step that was not open in that round, or with an outcome the step does not
    /// have, changes nothing: completing twice is completing once.
    /// </summary>
    public static Routestand Bepaal(Route route, IEnumerable<Voltooiing> geschiedenis) => Bepaal(route, [new(route.Begin, 1)], new Dictionary<string, int>(), geschiedenis);

    /// <summary>The same for a dossier that came to this route on its way.</summary>
    /// <param name="begin">What was open when it came; a step that this route does not have is dropped.</param>
    /// <param name="eerder">How many times each step had been open by then, also those of other routes: a round number is never used twice.</param>
    /// <param name="daarna">The history since then.</param>
    public static Routestand Bepaal(Route route, IReadOnlyList<OpenStap> begin, IReadOnlyDictionary<string, int> eerder, IEnumerable<Voltooiing> daarna)
    {
        var open = begin.Where(b => route.Vind(b.Stap) is not null).ToDictionary(b => b.Stap, b => b.Ronde, StringComparer.Ordinal);
        var rondes = new Dictionary<string, int>(eerder, StringComparer.Ordinal);
        Routestart? start = null;
        foreach (var b in begin)
        {
            rondes[b.Stap] = Math.Max(b.Ronde, rondes.GetValueOrDefault(b.Stap));
        }

        void Openen(string stap)
        {
            if (!open.ContainsKey(stap))
            {
                open[stap] = rondes[stap] = rondes.GetValueOrDefault(stap) + 1;
            }
        }

        foreach (var (sleutel, ronde, uitkomstSleutel) in daarna)
        {
            if (sleutel == Route.Stoppen)
            {
                // Once the closing step is open there is nothing left to stop.
                if (open.Count > 0 && !open.ContainsKey(route.Slot))
                {
                    open.Clear();
                    Openen(route.Slot);
                }

                continue;
            }

            if (!open.TryGetValue(sleutel, out var huidig) || huidig != ronde
                || route.Vind(sleutel)?.Uitkomsten.FirstOrDefault(u => u.Sleutel == uitkomstSleutel) is not { } uitkomst)
            {
                continue;
            }

            open.Remove(sleutel);
            start = uitkomst.Start;
            if (uitkomst.SluitAlles || start is not null)
            {
                open.Clear();
            }

            foreach (var dicht in uitkomst.Sluit ?? [])
            {
                open.Remove(dicht);
            }

            foreach (var volgende in uitkomst.Opent)
            {
                Openen(volgende);
            }
        }

        return new([.. route.Stappen.Where(s => open.ContainsKey(s.Sleutel)).Select(s => new OpenStap(s.Sleutel, open[s.Sleutel]))], rondes) { Start = start };
    }

    /// <summary>One line further: the same as reading the whole history again.</summary>
    public static Routestand Verder(Route route, Routestand stand, Voltooiing regel) => Bepaal(route, stand.Open, stand.Rondes, [regel]);

    /// <summary>Where another route begins, for a dossier that comes from <paramref name="van"/>.</summary>
    public static Routestand Beginnen(Routestand van, string stap)
    {
        var ronde = van.Rondes.GetValueOrDefault(stap) + 1;
        return new([new(stap, ronde)], new Dictionary<string, int>(van.Rondes, StringComparer.Ordinal) { [stap] = ronde });
    }
}
