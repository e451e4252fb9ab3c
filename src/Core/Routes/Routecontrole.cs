using Ambulant.Core.Toegang;

namespace Ambulant.Core.Routes;

/// <summary>A fault in a route definition, at its place.</summary>
public sealed record Routefout(string Plaats, string Bericht);

/// <summary>What every route must satisfy before it is published, a module's and a regiobeheerder's alike.</summary>
public static class Routecontrole
{
    /// <summary>All faults; empty when the route may be published.</summary>
    public static IReadOnlyList<Routefout> Controleer(Route route)
    {
        var fouten = new List<Routefout>();
        var stappen = new Dictionary<string, Stap>(StringComparer.Ordinal);
        foreach (var stap in route.Stappen)
        {
            if (!IsSleutel(stap.Sleutel))
            {
                fouten.Add(new(stap.Sleutel, "Een sleutel bestaat uit kleine letters, cijfers en streepjes."));
            }

            if (stap.Sleutel == Route.Stoppen)
            {
                fouten.Add(new(stap.Sleutel, $"De sleutel '{Route.Stoppen}' is van Ambulant zelf."));
            }

            if (!stappen.TryAdd(stap.Sleutel, stap))
            {
                fouten.Add(new(stap.Sleutel, "Deze stap staat twee keer in de route."));
            }

            fouten.AddRange(Stapfouten(stap));
        }

        foreach (var (plaats, doel) in Verwijzingen(route).Where(v => !stappen.ContainsKey(v.Doel)))
        {
            fouten.Add(new(plaats, $"Stap '{doel}' bestaat niet."));
        }

        if (fouten.Count == 0)
        {
            var bereikbaar = Bereik([route.Begin, route.Slot], s => stappen[s].Uitkomsten.SelectMany(u => u.Opent));
            fouten.AddRange(stappen.Keys.Where(s => !bereikbaar.Contains(s)).Select(s => new Routefout(s, "Deze stap is niet te bereiken.")));

            var terug = stappen.Values.SelectMany(s => s.Uitkomsten.SelectMany(u => u.Opent.Select(naar => (naar, van: s.Sleutel)))).ToLookup(p => p.naar, p => p.van);
            var eindigt = Bereik([route.Slot], s => terug[s]);
            fouten.AddRange(stappen.Keys.Where(s => bereikbaar.Contains(s) && !eindigt.Contains(s)).Select(s => new Routefout(s, "Vanaf deze stap is het einde niet te bereiken.")));
        }

        return fouten;
    }

    private static IEnumerable<Routefout> Stapfouten(Stap stap)
    {
        if (stap.Uitkomsten.Count == 0)
        {
            yield return new(stap.Sleutel, "Een stap heeft minstens één uitkomst.");
        }

        if (stap.Rollen.Count == 0 && stap.Soort is not Stapsoort.Toestemming)
        {
            yield return new(stap.Sleutel, "Niemand kan deze stap doen: kies minstens één rol.");
        }

        foreach (var dubbel in stap.Uitkomsten.GroupBy(u => u.Sleutel).Where(g => g.Count() > 1))
        {
            yield return new($"{stap.Sleutel}/{dubbel.Key}", "Deze uitkomst staat twee keer bij de stap.");
        }

        foreach (var dubbel in stap.Velden.GroupBy(v => v.Sleutel).Where(g => g.Count() > 1))
        {
            yield return new($"{stap.Sleutel}/{dubbel.Key}", "Dit veld staat twee keer bij de stap.");
        }

        foreach (var veld in stap.Velden)
        {
            if (veld.Soort is Veldsoort.Keuze && veld.Keuzes is not { Count: > 1 })
            {
                yield return new($"{stap.Sleutel}/{veld.Sleutel}", "Een keuzeveld heeft minstens twee keuzes.");
            }

            if (veld.Soort is Veldsoort.Persoon && veld.Rol is null or Rol.Ouder)
            {
                yield return new($"{stap.Sleutel}/{veld.Sleutel}", "Bij een persoon hoort een rol.");
            }

            if (veld.Lengte is < 1 or > 8000)
            {
                yield return new($"{stap.Sleutel}/{veld.Sleutel}", "De lengte is 1 tot en met 8000 tekens.");
            }
        }

        if (stap.Termijn is { Aantal: < 1 or > 400 })
        {
            yield return new(stap.Sleutel, "Een termijn is 1 tot en met 400.");
        }
    }

    private static IEnumerable<(string Plaats, string Doel)> Verwijzingen(Route route) =>
    [
        ("begin", route.Begin),
        ("slot", route.Slot),
        .. route.Stappen.SelectMany(s => s.Uitkomsten.SelectMany(u => u.Opent.Concat(u.Sluit ?? []).Select(doel => ($"{s.Sleutel}/{u.Sleutel}", doel)))),
    ];

    private static HashSet<string> Bereik(IEnumerable<string> van, Func<string, IEnumerable<string>> buren)
    {
        var gezien = new HashSet<string>(van, StringComparer.Ordinal);
        var werk = new Queue<string>(gezien);
        while (werk.TryDequeue(out var s))
        {
            foreach (var buur in buren(s).Where(gezien.Add))
            {
                werk.Enqueue(buur);
            }
        }

        return gezien;
    }

    private static bool IsSleutel(string s) => s.Length is > 0 and <= 60 && s.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
