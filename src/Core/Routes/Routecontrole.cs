using Ambulant.Core.Toegang;

namespace Ambulant.Core.Routes;

/// <summary>A fault in a route definition, at its place.</summary>
public sealed record Routefout(string Plaats, string Bericht);

/// <summary>What every route must satisfy before it is published, a module's and a regiobeheerder's alike.</summary>
public static class Routecontrole
{
    private const int MeesteToestanden = 20_000;

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
            fouten.AddRange(Toestandsfouten(route, stappen));
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

    // Walks every set of open steps a dossier can come to. Steps can be open side by side, so looking at single steps is not enough.
    private static IEnumerable<Routefout> Toestandsfouten(Route route, Dictionary<string, Stap> stappen)
    {
        var begin = Toestand([route.Begin]);
        var vorige = new Dictionary<string, List<string>>(StringComparer.Ordinal) { [begin] = [] };
        var werk = new Queue<string>([begin]);
        var gezien = new HashSet<string>([route.Slot], StringComparer.Ordinal);
        while (werk.TryDequeue(out var nu))
        {
            var open = nu.Split(' ');
            foreach (var sleutel in open)
            {
                gezien.Add(sleutel);
                foreach (var uitkomst in stappen[sleutel].Uitkomsten)
                {
                    var over = uitkomst.SluitAlles ? [] : open.Where(s => s != sleutel && uitkomst.Sluit?.Contains(s) is not true);
                    var straks = Toestand(over.Concat(uitkomst.Opent));
                    if (straks.Length == 0 && sleutel != route.Slot)
                    {
                        yield return new($"{sleutel}/{uitkomst.Sleutel}", $"Hierna staat er niets meer open, terwijl '{route.Slot}' niet gedaan is.");
                    }

                    if (vorige.TryAdd(straks, []) && straks.Length > 0)
                    {
                        werk.Enqueue(straks);
                    }

                    vorige[straks].Add(nu);
                }
            }

            if (vorige.Count > MeesteToestanden)
            {
                yield return new("route", "Er kunnen te veel stappen tegelijk open staan om de route te controleren.");
                yield break;
            }
        }

        foreach (var stap in stappen.Keys.Where(s => !gezien.Contains(s)))
        {
            yield return new(stap, "Deze stap is niet te bereiken.");
        }

        var eindigt = new HashSet<string>([""], StringComparer.Ordinal);
        werk = new(vorige.ContainsKey("") ? [""] : []);
        while (werk.TryDequeue(out var nu))
        {
            foreach (var eerder in vorige[nu].Where(eindigt.Add))
            {
                werk.Enqueue(eerder);
            }
        }

        foreach (var vast in vorige.Keys.Where(t => !eindigt.Contains(t)).SelectMany(t => t.Split(' ')).Distinct())
        {
            yield return new(vast, "Vanaf hier is het einde van de route niet altijd te bereiken.");
        }
    }

    private static string Toestand(IEnumerable<string> open) => string.Join(' ', open.Distinct().Order(StringComparer.Ordinal));

    private static bool IsSleutel(string s) => s.Length is > 0 and <= 60 && s.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
