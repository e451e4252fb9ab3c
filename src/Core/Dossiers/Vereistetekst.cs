using Ambulant.Core.Regios;
using Ambulant.Core.Routes;

namespace Ambulant.Core.Dossiers;

/// <summary>Vereisten in words, with the words of the region.</summary>
public static class Vereistetekst
{
    /// <summary>As an item of the list beforehand.</summary>
    public static string Naam(Vereistestand stand, IRegio regio) => stand.Vereiste.Soort switch
    {
        Vereistesoort.Hulpvraag => "De hulpvraag is duidelijk: vraag, gebied en soort zijn ingevuld",
        Vereistesoort.Interventies => "De interventies staan erin, elk met een opbrengst",
        Vereistesoort.Opp => "Het OPP zit erbij als bijlage",
        Vereistesoort.Toestemming => "Alle ouders met gezag hebben toestemming gegeven",
        Vereistesoort.Betrokkene => $"Een {regio.Woorden.Noem(stand.Vereiste.Rol!.Value)} is betrokken",
        Vereistesoort.Doelen => "Er is minstens één doel gesteld",
        Vereistesoort.Afspraken => "Er is afgesproken wie wat wanneer doet",
        Vereistesoort.Adviezen => "Alle adviezen zijn verwerkt in het OPP",
        Vereistesoort.Ouders => "Minstens één ouder met gezag staat bij de leerling",
        Vereistesoort.Blok => Blokveld(stand.Vereiste, regio) is (var blok, { } veld) ? $"In {blok} is '{veld}' ingevuld" : $"{Blokveld(stand.Vereiste, regio).Blok.MetHoofdletter()} is geschreven",
        Vereistesoort.Instemming => $"Alle ouders met gezag zijn het eens met {Blokveld(stand.Vereiste, regio).Blok} zoals het er nu staat",
        Vereistesoort.Regel when stand.Storing => Storing(stand.Vereiste, regio),
        Vereistesoort.Regel => Regel(stand.Vereiste, regio) is { Naam: { } naam } ? naam : Regel(stand.Vereiste, regio)!.Ontbreekt.TrimEnd('.'),
        _ => stand.Vereiste.Soort.ToString(),
    };

    /// <summary>As something to do, for who can supply it.</summary>
    public static string Doen(Vereistestand stand, IRegio regio) => stand.Vereiste.Soort switch
    {
        Vereistesoort.Hulpvraag => "Maak de hulpvraag compleet",
        Vereistesoort.Interventies => "Vul de interventies en opbrengsten aan",
        Vereistesoort.Opp => "Bewaar het OPP als bijlage",
        Vereistesoort.Toestemming => "Regel de toestemming van de ouders",
        Vereistesoort.Betrokkene => $"Nodig een {regio.Woorden.Noem(stand.Vereiste.Rol!.Value)} uit",
        Vereistesoort.Doelen => "Stel een doel",
        Vereistesoort.Afspraken => "Maak afspraken: wie doet wat wanneer",
        Vereistesoort.Adviezen => "Verwerk de adviezen in het OPP",
        Vereistesoort.Ouders => "Voeg de ouders met gezag toe",
        Vereistesoort.Blok => $"Werk {Blokveld(stand.Vereiste, regio).Blok} bij",
        Vereistesoort.Instemming => "Regel de instemming van de ouders",
        Vereistesoort.Regel => Regel(stand.Vereiste, regio)?.Naam ?? "Vul dit aan",
        _ => stand.Vereiste.Soort.ToString(),
    };

    /// <summary>As a reason why it cannot be done yet.</summary>
    public static string Ontbreekt(Vereistestand stand, IRegio regio) => stand.Vereiste.Soort switch
    {
        Vereistesoort.Hulpvraag => "De hulpvraag is nog niet compleet.",
        Vereistesoort.Interventies => "Er ontbreken interventies of opbrengsten.",
        Vereistesoort.Opp => "Het OPP zit er nog niet bij.",
        Vereistesoort.Toestemming => "De toestemming van een ouder met gezag ontbreekt.",
        Vereistesoort.Betrokkene => $"Er is nog geen {regio.Woorden.Noem(stand.Vereiste.Rol!.Value)} betrokken.",
        Vereistesoort.Doelen => "Er is nog geen doel gesteld.",
        Vereistesoort.Afspraken => "Er is nog niet afgesproken wie wat wanneer doet.",
        Vereistesoort.Adviezen => "Er wachten nog adviezen.",
        Vereistesoort.Ouders => "Er staat nog geen ouder met gezag bij de leerling.",
        Vereistesoort.Blok => Blokveld(stand.Vereiste, regio) is (var blok, { } veld) ? $"In {blok} is '{veld}' nog leeg." : $"{Blokveld(stand.Vereiste, regio).Blok.MetHoofdletter()} is nog niet geschreven.",
        Vereistesoort.Instemming => $"Nog niet alle ouders met gezag zijn het eens met {Blokveld(stand.Vereiste, regio).Blok} zoals het er nu staat.",
        Vereistesoort.Regel when stand.Storing => $"{Storing(stand.Vereiste, regio)}.",
        Vereistesoort.Regel => Regel(stand.Vereiste, regio)!.Ontbreekt,
        _ => stand.Vereiste.Soort.ToString(),
    };

    private static (string Blok, string? Veld) Blokveld(Vereiste v, IRegio regio)
    {
        var delen = v.Sleutel!.Split('/', 2);
        var blok = regio.Blokken.FirstOrDefault(b => b.Sleutel == delen[0]);
        return (blok?.MetLidwoord ?? delen[0], delen.Length == 1 ? null : blok?.Velden.FirstOrDefault(w => w.Sleutel == delen[1])?.Label ?? delen[1]);
    }

    private static Regel? Regel(Vereiste v, IRegio regio) => regio.Regels.FirstOrDefault(r => r.Sleutel == v.Sleutel);

    private static string Storing(Vereiste v, IRegio regio) =>
        $"De regel '{v.Sleutel}' van de module {((regio as IngesteldeRegio)?.Module ?? regio).GetType().Assembly.GetName().Name} werkt niet. Vraag de beheerder om hulp";
}
