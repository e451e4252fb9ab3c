using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Routes;

/// <summary>A fault in a route definition, at its place.</summary>
/// <param name="Sleutel">What is missing, for who mends a file or a module. On the screen of a regiobeheerder it says nothing.</param>
public sealed record Routefout(string Plaats, string Bericht, string? Sleutel = null)
{
    /// <summary>The part of the step that it is about; null: its uitkomsten, or not of a step.</summary>
    public Stapdeel? Deel { get; init; }

    /// <summary>With the key of what is missing.</summary>
    public string Voluit => Sleutel is null ? Bericht : $"{Bericht} (sleutel: '{Sleutel}')";
}

/// <summary>Parts of a step in which something can be wrong.</summary>
public enum Stapdeel
{
    Wie,
    Vereisten,
    Termijn,

    /// <summary>When it opens.</summary>
    Wanneer,
}

/// <summary>What every route must satisfy before it is published, a module's and a regiobeheerder's alike.</summary>
public static class Routecontrole
{
    private const int MeesteToestanden = 4_000;

    /// <summary>All faults; empty when the route may be published.</summary>
    /// <param name="regio">The region whose blocks, rules and routes the route may name. Null: whether these exist is not looked at.</param>
    public static IReadOnlyList<Routefout> Controleer(Route route, IRegio? regio = null)
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
            if (regio is not null)
            {
                fouten.AddRange(Regiofouten(stap, regio));
            }
        }

        if (route.Onderwerpen.Count == 0)
        {
            fouten.Add(new("route", "Kies waar een hulpvraag op deze route over kan gaan."));
        }

        if (regio is not null && route.Doel is not null && regio.Brieven.All(b => b.Doel != route.Doel))
        {
            fouten.Add(new("route", "Uw regio heeft de toestemmingsbrief niet (meer) waar deze route om vraagt. Kies een andere bij 'Naam, onderwerp en begin'.", route.Doel));
        }

        // A dossier on another route must still arrive at the step that route leads to.
        foreach (var (ander, uitkomst) in (regio?.Routes ?? []).Where(r => r.Sleutel != route.Sleutel)
            .SelectMany(r => r.Stappen.SelectMany(s => s.Uitkomsten.Where(u => u.Start?.Route == route.Sleutel && route.Vind(u.Start.Stap) is null).Select(u => (r, u)))))
        {
            fouten.Add(new("route", $"Op de route '{ander.Naam}' leidt de uitkomst '{uitkomst.Naam}' naar een stap die hier niet meer is. Verander eerst die route."));
        }

        fouten.AddRange(Ouderfouten(route));
        fouten.AddRange(Startfouten(route, regio));
        foreach (var (plaats, doel) in Verwijzingen(route).Where(v => !stappen.ContainsKey(v.Doel)))
        {
            fouten.Add(new(plaats, plaats is "begin" or "slot" ? "De route begint of eindigt met een stap die er niet is." : "Deze uitkomst leidt naar een stap die er niet is.", doel));
        }

        if (fouten.Count == 0)
        {
            fouten.AddRange(Toestandsfouten(route, stappen, [route.Begin], alles: true));
        }

        return fouten;
    }

    /// <summary>Whether a dossier with these steps open can go on along a route that passed the check, and still come to an end from wherever it gets.</summary>
    public static bool KanVerder(Route route, IReadOnlyCollection<string> open)
    {
        var stappen = route.Stappen.ToDictionary(s => s.Sleutel, StringComparer.Ordinal);
        return open.All(stappen.ContainsKey) && !Toestandsfouten(route, stappen, open, alles: false).Any();
    }

    // A dossier about a group or a school has no leerling, and so no parents who could answer or be there.
    private static IEnumerable<Routefout> Ouderfouten(Route route) =>
        route.Onderwerpen.All(o => o is Onderwerp.Leerling) ? [] : route.Stappen
            .Where(s => s.Soort is Stapsoort.Toestemming or Stapsoort.Instemming || s.Aanwezig.Contains(Rol.Ouder)
                || s.Vereisten.Any(v => v.Soort is Vereistesoort.Toestemming or Vereistesoort.Instemming or Vereistesoort.Ouders or Vereistesoort.Opp))
            .Select(s => new Routefout(s.Sleutel, "Deze stap vraagt iets van de ouders van een leerling. Dat kan niet in een dossier over een groep of een school."));

    private static IEnumerable<Routefout> Startfouten(Route route, IRegio? regio)
    {
        foreach (var (stap, uitkomst) in route.Stappen.SelectMany(s => s.Uitkomsten.Where(u => u.Start is not null).Select(u => (s, u))))
        {
            var plaats = $"{stap.Sleutel}/{uitkomst.Sleutel}";
            if (uitkomst.Opent.Count > 0 || uitkomst.Sluit is { Count: > 0 })
            {
                yield return new(plaats, "Een uitkomst die een andere route start, opent of sluit geen stappen van deze route.");
            }

            if (stap.Sleutel == route.Slot)
            {
                yield return new(plaats, "De laatste stap start geen andere route: daarna is het dossier gewist.");
            }

            var doel = regio?.Routes.FirstOrDefault(r => r.Sleutel == uitkomst.Start!.Route);
            if (uitkomst.Start!.Route == route.Sleutel)
            {
                yield return new(plaats, "Een route start niet zichzelf. Laat de uitkomst een stap openen.");
            }
            else if (regio is not null && doel?.Vind(uitkomst.Start.Stap) is null)
            {
                yield return new(plaats, doel is null ? "De route waar deze uitkomst heen leidt, is er niet (meer) in deze regio." : $"De route '{doel.Naam}' heeft de stap niet (meer) waar deze uitkomst heen leidt.");
            }
            else if (doel is not null && route.Onderwerpen.Except(doel.Onderwerpen).Any())
            {
                yield return new(plaats, $"Route '{doel.Naam}' is er niet voor alles waar een hulpvraag op deze route over kan gaan.");
            }
        }
    }

    private static IEnumerable<Routefout> Stapfouten(Stap stap)
    {
        if (stap.Uitkomsten.Count == 0)
        {
            yield return new(stap.Sleutel, "Een stap heeft minstens één uitkomst.");
        }

        if (stap.Rollen.Count == 0 && stap.Soort is not (Stapsoort.Toestemming or Stapsoort.Instemming))
        {
            yield return new(stap.Sleutel, "Niemand kan deze stap doen: kies minstens één rol.") { Deel = Stapdeel.Wie };
        }

        foreach (var dubbel in stap.Uitkomsten.GroupBy(u => u.Sleutel).Where(g => g.Count() > 1))
        {
            yield return new($"{stap.Sleutel}/{dubbel.Key}", "Deze uitkomst staat twee keer bij de stap.");
        }

        foreach (var fout in Veldfouten(stap.Sleutel, stap.Velden))
        {
            yield return fout;
        }

        if (stap.Termijn is { Aantal: < 1 or > 400 })
        {
            yield return new(stap.Sleutel, "Een termijn is 1 tot en met 400.") { Deel = Stapdeel.Termijn };
        }

        if (stap.Termijn is { Vanaf: { } vanaf, Aantal: var aantal } && (vanaf < 1 || vanaf >= aantal))
        {
            yield return new(stap.Sleutel, "'Niet eerder dan' ligt na het begin en voor het einde van de termijn.") { Deel = Stapdeel.Termijn };
        }

        if (stap.Soort is Stapsoort.Instemming && stap.Blok is null)
        {
            yield return new(stap.Sleutel, "Kies waarmee de ouders instemmen: een blok van de regio.");
        }

        if (stap.Soort is Stapsoort.Instemming && stap.Uitkomsten.Count < 2)
        {
            yield return new(stap.Sleutel, "Ouders kunnen het ook niet eens zijn: geef de stap daarvoor een tweede uitkomst.");
        }

        foreach (var v in stap.Vereisten.Where(v => v.Soort is Vereistesoort.Blok or Vereistesoort.Instemming or Vereistesoort.Regel && string.IsNullOrEmpty(v.Sleutel)))
        {
            yield return new(stap.Sleutel, "Bij wat in orde moet zijn, staat iets waarvan niet is gezegd waarover het gaat.", v.Soort.ToString()) { Deel = Stapdeel.Vereisten };
        }
    }

    /// <summary>What is wrong with the fields of a form.</summary>
    internal static IEnumerable<Routefout> Veldfouten(string plaats, IReadOnlyList<Veld> velden)
    {
        foreach (var dubbel in velden.GroupBy(v => v.Sleutel).Where(g => g.Count() > 1))
        {
            yield return new($"{plaats}/{dubbel.Key}", "Dit veld staat er twee keer.");
        }

        foreach (var veld in velden)
        {
            if (veld.Soort is Veldsoort.Keuze && veld.Keuzes is not { Count: > 1 })
            {
                yield return new($"{plaats}/{veld.Sleutel}", "Een keuzeveld heeft minstens twee keuzes.");
            }

            if (veld.Soort is Veldsoort.Persoon && veld.Rol is null or Rol.Ouder)
            {
                yield return new($"{plaats}/{veld.Sleutel}", "Bij een persoon hoort een rol.");
            }

            if (veld.Lengte is < 1 or > 8000)
            {
                yield return new($"{plaats}/{veld.Sleutel}", "De lengte is 1 tot en met 8000 tekens.");
            }
        }
    }

    private static IEnumerable<Routefout> Regiofouten(Stap stap, IRegio regio)
    {
        if (stap.Blok is { } blok && regio.Blokken.All(b => b.Sleutel != blok))
        {
            yield return new(stap.Sleutel, "De ouders moeten hier instemmen met een document dat uw regio niet (meer) heeft.", blok);
        }

        foreach (var v in stap.Vereisten.Where(v => v.Sleutel is not null))
        {
            var delen = v.Sleutel!.Split('/', 2);
            if (v.Soort is Vereistesoort.Blok or Vereistesoort.Instemming)
            {
                var gevonden = regio.Blokken.FirstOrDefault(b => b.Sleutel == delen[0]);
                if (gevonden is null || (delen.Length > 1 && (v.Soort is Vereistesoort.Instemming || gevonden.Velden.All(w => w.Sleutel != delen[1]))))
                {
                    yield return new(stap.Sleutel, "Er moet iets in orde zijn in een document, of een deel daarvan, dat uw regio niet (meer) heeft. Haal dat vinkje weg.", v.Sleutel) { Deel = Stapdeel.Vereisten };
                }
            }

            if (v.Soort is Vereistesoort.Regel && regio.Regels.All(r => r.Sleutel != v.Sleutel))
            {
                yield return new(stap.Sleutel, "Er moet iets in orde zijn volgens een regel die uw regio niet (meer) heeft. Haal dat vinkje weg.", v.Sleutel) { Deel = Stapdeel.Vereisten };
            }
        }
    }

    private static IEnumerable<(string Plaats, string Doel)> Verwijzingen(Route route) =>
    [
        ("begin", route.Begin),
        ("slot", route.Slot),
        .. route.Stappen.SelectMany(s => s.Uitkomsten.SelectMany(u => u.Opent.Concat(u.Sluit ?? []).Select(doel => ($"{s.Sleutel}/{u.Sleutel}", doel)))),
    ];

    // Walks every set of open steps a dossier can come to. Steps can be open side by side, so looking at single steps is not enough.
    private static IEnumerable<Routefout> Toestandsfouten(Route route, Dictionary<string, Stap> stappen, IEnumerable<string> vanaf, bool alles)
    {
        var begin = Toestand(vanaf);
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
                    var straks = uitkomst.Start is not null ? "" : Toestand(over.Concat(uitkomst.Opent));
                    if (straks.Length == 0 && sleutel != route.Slot && uitkomst.Start is null)
                    {
                        yield return new($"{sleutel}/{uitkomst.Sleutel}", $"Hierna staat er niets meer open, terwijl '{stappen[route.Slot].Naam}' niet gedaan is.");
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
                yield return new("route", "Er lopen zo veel stappen naast elkaar dat niet te controleren is of een dossier altijd een einde haalt. Laat minder uitkomsten twee of meer stappen tegelijk openen, of sluit stappen als zij niet meer nodig zijn.");
                yield break;
            }
        }

        foreach (var stap in stappen.Keys.Where(s => alles && !gezien.Contains(s)))
        {
            yield return new(stap, "Deze stap is niet te bereiken. Kies waar de stap komt, of haal de stap weg.") { Deel = Stapdeel.Wanneer };
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
            yield return new(vast, "Vanaf hier is het einde van de route niet altijd te bereiken. Kijk waar de uitkomsten van deze stap heen leiden.");
        }
    }

    private static string Toestand(IEnumerable<string> open) => string.Join(' ', open.Distinct().Order(StringComparer.Ordinal));

    internal static bool IsSleutel(string s) => s.Length is > 0 and <= 60 && s.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}
