using Ambulant.Core.Dossiers;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Routes;

/// <summary>One difference between two versions of a route.</summary>
/// <param name="Plaats">Key of the step it is about; "" for the route and its phases.</param>
/// <param name="Zin">In Dutch, for a regiobeheerder.</param>
public sealed record Verschil(string Plaats, string Zin);

/// <summary>What is different between two versions of a route, readable. Pure.</summary>
public static class Routeverschil
{
    /// <summary>Empty when both say the same.</summary>
    public static IReadOnlyList<Verschil> Tussen(Route oud, Route nieuw, IRegio regio) => [.. Route(oud, nieuw, regio), .. Stappen(oud, nieuw, regio)];

    /// <summary>A step said in one line: who, where it leads.</summary>
    private static IEnumerable<Verschil> Route(Route oud, Route nieuw, IRegio regio)
    {
        if (oud.Naam != nieuw.Naam)
        {
            yield return new("", $"De route heet nu '{nieuw.Naam}' (was '{oud.Naam}').");
        }

        if (oud.Uitleg != nieuw.Uitleg)
        {
            yield return new("", $"De uitleg van de route is nu: '{nieuw.Uitleg}'");
        }

        if (oud.Begin != nieuw.Begin)
        {
            yield return new("", $"De route begint nu met '{Naam(nieuw, nieuw.Begin)}' (was '{Naam(oud, oud.Begin)}').");
        }

        if (!Zelfde(oud.Onderwerpen, nieuw.Onderwerpen))
        {
            yield return new("", $"Een hulpvraag op deze route gaat nu over {Routetekst.Onderwerpen(nieuw)} (was {Routetekst.Onderwerpen(oud)}).");
        }

        if (oud.Doel != nieuw.Doel)
        {
            yield return new("", $"Ouders geven nu toestemming voor: {nieuw.Doel ?? regio.Brief.Doel}.");
        }

        foreach (var fase in nieuw.Fasen)
        {
            if (oud.Fasen.FirstOrDefault(f => f.Sleutel == fase.Sleutel) is not { } was)
            {
                yield return new("", $"Nieuwe fase: '{fase.Naam}'.");
            }
            else if (was.Naam != fase.Naam)
            {
                yield return new("", $"De fase '{was.Naam}' heet nu '{fase.Naam}'.");
            }
        }

        foreach (var weg in oud.Fasen.Where(f => nieuw.Fasen.All(n => n.Sleutel != f.Sleutel)))
        {
            yield return new("", $"De fase '{weg.Naam}' is weg.");
        }

        if (!Volgorde(oud.Fasen.Select(f => f.Sleutel), nieuw.Fasen.Select(f => f.Sleutel)))
        {
            yield return new("", $"De volgorde van de fasen is nu: {string.Join(", ", nieuw.Fasen.Select(f => f.Naam))}.");
        }
    }

    private static IEnumerable<Verschil> Stappen(Route oud, Route nieuw, IRegio regio)
    {
        foreach (var fase in nieuw.Fasen)
        {
            foreach (var stap in fase.Stappen)
            {
                var was = oud.Vind(stap.Sleutel);
                if (was is null)
                {
                    yield return new(stap.Sleutel, $"Nieuwe stap: '{stap.Naam}', in de fase '{fase.Naam}', gedaan door {Door(stap, regio)}.");
                    foreach (var uitkomst in stap.Uitkomsten)
                    {
                        yield return new(stap.Sleutel, $"'{stap.Naam}': uitkomst '{uitkomst.Naam}', daarna {Routetekst.Daarna(nieuw, stap, uitkomst, regio)}.");
                    }

                    continue;
                }

                if (oud.Fasen.First(f => f.Stappen.Contains(was)) is var wasFase && wasFase.Sleutel != fase.Sleutel)
                {
                    yield return new(stap.Sleutel, $"'{stap.Naam}' staat nu in de fase '{fase.Naam}' (was '{wasFase.Naam}').");
                }

                foreach (var zin in Stap(oud, nieuw, was, stap, regio))
                {
                    yield return new(stap.Sleutel, zin);
                }
            }

            if (oud.Fasen.FirstOrDefault(f => f.Sleutel == fase.Sleutel) is { } faseWas && !Volgorde(faseWas.Stappen.Select(s => s.Sleutel), fase.Stappen.Select(s => s.Sleutel)))
            {
                yield return new("", $"De volgorde in de fase '{fase.Naam}' is nu: {string.Join(", ", fase.Stappen.Select(s => s.Naam))}.");
            }
        }

        foreach (var weg in oud.Stappen.Where(s => nieuw.Vind(s.Sleutel) is null))
        {
            yield return new(weg.Sleutel, $"De stap '{weg.Naam}' is weg.");
        }
    }

    private static IEnumerable<string> Stap(Route oudeRoute, Route nieuweRoute, Stap oud, Stap nieuw, IRegio regio)
    {
        var naam = $"'{nieuw.Naam}'";
        if (oud.Naam != nieuw.Naam)
        {
            yield return $"De stap '{oud.Naam}' heet nu {naam}.";
        }

        if (oud.Uitleg != nieuw.Uitleg)
        {
            yield return $"{naam}: de uitleg is nu '{nieuw.Uitleg}'";
        }

        if (!Zelfde(oud.Rollen, nieuw.Rollen))
        {
            yield return $"{naam} wordt nu gedaan door {Door(nieuw, regio)} (was {Door(oud, regio)}).";
        }

        foreach (var zin in Erbij(oud.Aanwezig, nieuw.Aanwezig, r => $"de {regio.Woorden.Noem(r)} moet er nu bij zijn", r => $"de {regio.Woorden.Noem(r)} hoeft er niet meer bij te zijn")
            .Concat(Erbij(oud.Verwacht, nieuw.Verwacht, r => $"de {regio.Woorden.Noem(r)} is er nu in principe bij", r => $"de {regio.Woorden.Noem(r)} wordt er niet meer bij verwacht"))
            .Concat(Erbij(oud.Vereisten, nieuw.Vereisten, v => $"nu nodig: {Klein(Routetekst.Vereiste(v, regio))}", v => $"niet meer nodig: {Klein(Routetekst.Vereiste(v, regio))}")))
        {
            yield return $"{naam}: {zin}.";
        }

        if (oud.Termijn != nieuw.Termijn)
        {
            yield return $"{naam}: de termijn is nu {Routetekst.Termijn(nieuw.Termijn)} (was {Routetekst.Termijn(oud.Termijn)}).";
        }

        if (oud.VoorOuders != nieuw.VoorOuders)
        {
            yield return nieuw.VoorOuders.Length == 0 ? $"{naam}: ouders lezen hier geen tekst meer." : $"{naam}: ouders lezen nu '{nieuw.VoorOuders}'";
        }

        if (oud.BevestigtBetrokkenen != nieuw.BevestigtBetrokkenen)
        {
            yield return $"{naam}: de betrokkenen worden hier {(nieuw.BevestigtBetrokkenen ? "nu" : "niet meer")} bevestigd.";
        }

        if (oud.Vast != nieuw.Vast || oud.Soort != nieuw.Soort || oud.Blok != nieuw.Blok || oud.Bron != nieuw.Bron)
        {
            yield return $"{naam}: wat aan deze stap vast staat, is veranderd.";
        }

        foreach (var zin in Velden(oud, nieuw, regio).Concat(Uitkomsten(oudeRoute, nieuweRoute, oud, nieuw, regio)))
        {
            yield return $"{naam}: {zin}";
        }
    }

    private static IEnumerable<string> Velden(Stap oud, Stap nieuw, IRegio regio)
    {
        foreach (var veld in nieuw.Velden)
        {
            if (oud.Velden.FirstOrDefault(v => v.Sleutel == veld.Sleutel) is not { } was)
            {
                yield return $"nieuwe vraag '{veld.Label}' ({Routetekst.Soort(veld, regio)}{(veld.Verplicht ? "" : ", mag leeg blijven")}).";
            }
            else if (was.Label != veld.Label)
            {
                yield return $"de vraag '{was.Label}' luidt nu '{veld.Label}'.";
            }
            else if (!Routejson.Gelijk(was, veld))
            {
                yield return was.Verplicht != veld.Verplicht ? $"de vraag '{veld.Label}' {(veld.Verplicht ? "moet nu beantwoord worden" : "mag nu leeg blijven")}."
                    : $"de vraag '{veld.Label}' is veranderd: {Routetekst.Soort(veld, regio)}{(veld.Hint is null ? "" : $", uitleg '{veld.Hint}'")}.";
            }
        }

        foreach (var weg in oud.Velden.Where(v => nieuw.Velden.All(n => n.Sleutel != v.Sleutel)))
        {
            yield return $"de vraag '{weg.Label}' is weg.";
        }

        if (!Volgorde(oud.Velden.Select(v => v.Sleutel), nieuw.Velden.Select(v => v.Sleutel)))
        {
            yield return "de vragen staan in een andere volgorde.";
        }
    }

    private static IEnumerable<string> Uitkomsten(Route oudeRoute, Route nieuweRoute, Stap oud, Stap nieuw, IRegio regio)
    {
        foreach (var uitkomst in nieuw.Uitkomsten)
        {
            var daarna = Routetekst.Daarna(nieuweRoute, nieuw, uitkomst, regio);
            if (oud.Uitkomsten.FirstOrDefault(u => u.Sleutel == uitkomst.Sleutel) is not { } was)
            {
                yield return $"nieuwe uitkomst '{uitkomst.Naam}', daarna {daarna}.";
                continue;
            }

            if (was.Naam != uitkomst.Naam)
            {
                yield return $"de uitkomst '{was.Naam}' heet nu '{uitkomst.Naam}'.";
            }

            if (!was.Opent.ToHashSet().SetEquals(uitkomst.Opent) || was.Start != uitkomst.Start)
            {
                yield return $"na '{uitkomst.Naam}' volgt nu {daarna} (was {Routetekst.Daarna(oudeRoute, oud, was, regio)}).";
            }

            if (was.SluitAlles != uitkomst.SluitAlles || !(was.Sluit ?? []).ToHashSet().SetEquals(uitkomst.Sluit ?? []))
            {
                yield return $"bij '{uitkomst.Naam}' {(uitkomst.SluitAlles ? "sluit nu alles wat nog openstaat" : uitkomst.Sluit is { Count: > 0 } dicht ? $"sluit nu {string.Join(" en ", dicht.Select(s => $"'{Naam(nieuweRoute, s)}'"))}" : "sluit nu geen andere stap")}.";
            }

            if (was.Reden != uitkomst.Reden)
            {
                yield return $"bij '{uitkomst.Naam}' is {(uitkomst.Reden ? "nu" : "niet meer")} een reden nodig.";
            }

            if (!Routejson.Gelijk(was with { Naam = "", Opent = [], Sluit = null, SluitAlles = false, Reden = false, Start = null }, uitkomst with { Naam = "", Opent = [], Sluit = null, SluitAlles = false, Reden = false, Start = null }))
            {
                yield return $"wat de uitkomst '{uitkomst.Naam}' doet, is veranderd.";
            }
        }

        foreach (var weg in oud.Uitkomsten.Where(u => nieuw.Uitkomsten.All(n => n.Sleutel != u.Sleutel)))
        {
            yield return $"de uitkomst '{weg.Naam}' is weg.";
        }
    }

    private static IEnumerable<string> Erbij<T>(IReadOnlyList<T> oud, IReadOnlyList<T> nieuw, Func<T, string> erbij, Func<T, string> weg) =>
        nieuw.Except(oud).Select(erbij).Concat(oud.Except(nieuw).Select(weg));

    private static bool Zelfde<T>(IReadOnlyList<T> oud, IReadOnlyList<T> nieuw) => oud.ToHashSet().SetEquals(nieuw);

    // What stands in both, in the same order.
    private static bool Volgorde(IEnumerable<string> oud, IEnumerable<string> nieuw)
    {
        var (een, ander) = (oud.ToList(), nieuw.ToList());
        return een.Where(ander.Contains).SequenceEqual(ander.Where(een.Contains));
    }

    private static string Door(Stap stap, IRegio regio) => Routetekst.Door(stap, regio);

    private static string Naam(Route route, string sleutel) => route.Vind(sleutel)?.Naam ?? sleutel;

    private static string Klein(string zin) => zin.StartsWith("OPP", StringComparison.Ordinal) ? zin : char.ToLowerInvariant(zin[0]) + zin[1..];
}

/// <summary>Parts of a route in words.</summary>
public static class Routetekst
{
    /// <summary>As an item of the list of what a step needs.</summary>
    public static string Vereiste(Vereiste vereiste, IRegio regio) =>
        vereiste.Soort is Vereistesoort.Regel && regio.Regels.All(r => r.Sleutel != vereiste.Sleutel) ? "Iets dat uw regio niet (meer) heeft"
        : vereiste.Soort is Vereistesoort.Blok or Vereistesoort.Instemming && regio.Blokken.All(b => b.Sleutel != vereiste.Sleutel?.Split('/')[0]) ? "Een document dat uw regio niet (meer) heeft"
        : Vereistetekst.Naam(new(vereiste, true, [], ""), regio);

    public static string Door(Stap stap, IRegio regio) => stap.Rollen.Count == 0 ? "de ouders" : $"de {regio.Woorden.Noem(stap.Rollen)}";

    /// <summary>The place of a fault by the names that stand on the screen.</summary>
    public static string Plaats(Route route, Routefout fout)
    {
        var delen = fout.Plaats.Split('/');
        return route.Vind(delen[0]) is not { } stap ? "De route"
            : delen.Length == 1 ? $"'{stap.Naam}'"
            : stap.Uitkomsten.FirstOrDefault(u => u.Sleutel == delen[1]) is { } uitkomst ? $"'{stap.Naam}', uitkomst '{uitkomst.Naam}'"
            : stap.Velden.FirstOrDefault(v => v.Sleutel == delen[1]) is { } veld ? $"'{stap.Naam}', vraag '{veld.Label}'"
            : $"'{stap.Naam}'";
    }

    public static string Onderwerp(Onderwerp onderwerp) => onderwerp switch
    {
        Routes.Onderwerp.Leerling => "een leerling",
        Routes.Onderwerp.Groep => "een groep",
        _ => "een school",
    };

    public static string Onderwerpen(Route route) => route.Onderwerpen.Count == 0 ? "niets" : string.Join(" of ", route.Onderwerpen.Order().Select(Onderwerp));

    /// <summary>Where an uitkomst leads that goes on on another route.</summary>
    public static string Start(Routestart start, IRegio regio) => regio.Routes.FirstOrDefault(r => r.Sleutel == start.Route) is not { } naar ? "een route die er niet (meer) is"
        : $"de route '{naar.Naam}', bij {(naar.Vind(start.Stap) is { } stap ? $"'{stap.Naam}'" : "een stap die er niet (meer) is")}";

    public static string Daarna(Route route, Stap stap, Uitkomst uitkomst, IRegio regio)
    {
        var namen = uitkomst.Opent.Select(o => o == stap.Sleutel ? "deze stap opnieuw" : $"{(route.Vind(o) is { } naar ? $"'{naar.Naam}'" : "een stap die er niet is")}").ToList();
        return namen.Count > 0 ? string.Join(" en ", namen)
            : uitkomst.Start is { } start ? $"gaat het dossier verder op {Start(start, regio)}"
            : stap.Sleutel == route.Slot ? "is de route klaar"
            : uitkomst.SluitAlles ? "niets meer" : "alleen wat al openstaat";
    }

    public static string Termijn(Termijn? termijn) => termijn is null ? "er niet" : (termijn.Vanaf is { } vanaf ? $"{vanaf} tot " : "") + $"{termijn.Aantal} " + termijn.Eenheid switch
    {
        Eenheid.Dagen => termijn.Aantal == 1 ? "dag" : "dagen",
        Eenheid.Weken => termijn.Aantal == 1 ? "week" : "weken",
        _ => termijn.Aantal == 1 ? "schoolweek" : "schoolweken",
    };

    public static string Soort(Veldsoort soort) => soort switch
    {
        Veldsoort.Regel => "één regel tekst",
        Veldsoort.Tekst => "een stuk tekst",
        Veldsoort.Keuze => "een keuze",
        Veldsoort.Datum => "een datum",
        Veldsoort.Getal => "een getal",
        Veldsoort.Bevestiging => "een vinkje",
        Veldsoort.Persoon => "een persoon",
        Veldsoort.Document => "een document uit het dossier",
        Veldsoort.Doelen => "doelen uit het dossier",
        _ => soort.ToString(),
    };

    public static string Soort(Veld veld, IRegio regio) => veld switch
    {
        { Soort: Veldsoort.Keuze, Keuzes: { } keuzes } => $"een keuze uit {string.Join(", ", keuzes)}",
        { Soort: Veldsoort.Persoon, Rol: { } rol } => $"een persoon: {regio.Woorden.Noem(rol)}",
        _ => Soort(veld.Soort),
    };
}
