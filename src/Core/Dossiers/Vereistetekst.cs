using Ambulant.Core.Regios;
using Ambulant.Core.Routes;

namespace Ambulant.Core.Dossiers;

/// <summary>Vereisten in words, with the words of the region.</summary>
public static class Vereistetekst
{
    /// <summary>As an item of the list beforehand.</summary>
    public static string Naam(Vereiste v, Woorden woorden) => v.Soort switch
    {
        Vereistesoort.Hulpvraag => "De hulpvraag is duidelijk: vraag, gebied en soort zijn ingevuld",
        Vereistesoort.Interventies => "De interventies staan erin, elk met een opbrengst",
        Vereistesoort.Opp => "Het OPP zit erbij als bijlage",
        Vereistesoort.Toestemming => "Alle ouders met gezag hebben toestemming gegeven",
        Vereistesoort.Betrokkene => $"Een {woorden.Noem(v.Rol!.Value)} is betrokken",
        Vereistesoort.Doelen => "Er is minstens één doel gesteld",
        Vereistesoort.Afspraken => "Er is afgesproken wie wat wanneer doet",
        Vereistesoort.Adviezen => "Alle adviezen zijn verwerkt in het OPP",
        Vereistesoort.Ouders => "Minstens één ouder met gezag staat bij de leerling",
        _ => v.Soort.ToString(),
    };

    /// <summary>As something to do, for who can supply it.</summary>
    public static string Doen(Vereiste v, Woorden woorden) => v.Soort switch
    {
        Vereistesoort.Hulpvraag => "Maak de hulpvraag compleet",
        Vereistesoort.Interventies => "Vul de interventies en opbrengsten aan",
        Vereistesoort.Opp => "Bewaar het OPP als bijlage",
        Vereistesoort.Toestemming => "Regel de toestemming van de ouders",
        Vereistesoort.Betrokkene => $"Nodig een {woorden.Noem(v.Rol!.Value)} uit",
        Vereistesoort.Doelen => "Stel een doel",
        Vereistesoort.Afspraken => "Maak afspraken: wie doet wat wanneer",
        Vereistesoort.Adviezen => "Verwerk de adviezen in het OPP",
        Vereistesoort.Ouders => "Voeg de ouders met gezag toe",
        _ => v.Soort.ToString(),
    };

    /// <summary>As a reason why it cannot be done yet.</summary>
    public static string Ontbreekt(Vereiste v, Woorden woorden) => v.Soort switch
    {
        Vereistesoort.Hulpvraag => "De hulpvraag is nog niet compleet.",
        Vereistesoort.Interventies => "Er ontbreken interventies of opbrengsten.",
        Vereistesoort.Opp => "Het OPP zit er nog niet bij.",
        Vereistesoort.Toestemming => "De toestemming van een ouder met gezag ontbreekt.",
        Vereistesoort.Betrokkene => $"Er is nog geen {woorden.Noem(v.Rol!.Value)} betrokken.",
        Vereistesoort.Doelen => "Er is nog geen doel gesteld.",
        Vereistesoort.Afspraken => "Er is nog niet afgesproken wie wat wanneer doet.",
        Vereistesoort.Adviezen => "Er wachten nog adviezen.",
        Vereistesoort.Ouders => "Er staat nog geen ouder met gezag bij de leerling.",
        _ => v.Soort.ToString(),
    };
}
