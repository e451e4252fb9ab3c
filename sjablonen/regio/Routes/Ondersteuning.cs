using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Modules.Voorbeeldstreek.Routes;

/// <summary>The procedure of the region. Name the source of each step, so that everyone can look it up.</summary>
internal static class Ondersteuning
{
    public static Route Route { get; } = new(
        "ondersteuning",
        "Ondersteuning",
        "Van hulpvraag tot afsluiting.",
        Begin: "hulpvraag",
        Slot: "overdragen",
        [
            new("vooraf", "Vooraf", [Hulpvraag, Toestemming]),
            new("uitvoering", "Uitvoering", [Begeleiding, Evaluatie]),
            new("afsluiting", "Afsluiting", [Overdragen]),
        ]);

    private static Stap Hulpvraag => new()
    {
        Sleutel = "hulpvraag",
        Naam = "Hulpvraag bespreken",
        Uitleg = "Bespreek de hulpvraag met de consulent. De naam van de leerling blijft nog weg.",
        Rollen = [Rol.InternBegeleider],
        Vereisten = [new(Vereistesoort.Hulpvraag), new(Vereistesoort.Ouders)],
        Velden = [new("consulent", "Welke consulent denkt mee?", Veldsoort.Persoon, Rol: Rol.Consulent)],
        Uitkomsten =
        [
            new("verder", "Hulp van buiten is nodig", ["toestemming"]),
            new("school-verder", "De school kan zelf verder", ["overdragen"], SluitAlles: true),
        ],
        VoorOuders = "De school bespreekt de vraag over uw kind. De naam van uw kind wordt nog niet genoemd.",
        Bron = "Procedure van de regio, stap 1",
    };

    private static Stap Toestemming => new()
    {
        Sleutel = "toestemming",
        Naam = "Toestemming ouders",
        Uitleg = "Elke ouder met gezag leest de brief en geeft toestemming, of niet.",
        Soort = Stapsoort.Toestemming,
        Vast = "Zonder toestemming van elke ouder met gezag mag iemand van buiten de school niet weten om welk kind het gaat. Dat volgt uit de privacywet (AVG).",
        Rollen = [],
        Uitkomsten =
        [
            new("gegeven", "Alle ouders met gezag geven toestemming", ["begeleiding", "evaluatie"]),
            new("geweigerd", "Een ouder geeft geen toestemming", ["hulpvraag"]),
        ],
        VoorOuders = "Wij vragen u om toestemming. U beslist zelf.",
        Bron = "Procedure van de regio, stap 2",
    };

    private static Stap Begeleiding => new()
    {
        Sleutel = "begeleiding",
        Naam = "Begeleiding",
        Uitleg = "De begeleider schrijft na elk bezoek in het logboek.",
        Soort = Stapsoort.Logboek,
        Rollen = [Rol.Begeleider, Rol.Consulent],
        Vereisten = [new(Vereistesoort.Toestemming)],
        Uitkomsten = [new("genoteerd", "Genoteerd", ["begeleiding"])],
        VoorOuders = "De begeleider komt op school.",
        Bron = "Procedure van de regio, stap 3",
    };

    private static Stap Evaluatie => new()
    {
        Sleutel = "evaluatie",
        Naam = "Evaluatie",
        Uitleg = "Kijk samen of het plan werkt.",
        Soort = Stapsoort.Evaluatie,
        Rollen = [Rol.InternBegeleider],
        Aanwezig = [Rol.InternBegeleider, Rol.Ouder],
        Vereisten = [new(Vereistesoort.Toestemming), new(Vereistesoort.Regel, Sleutel: "plan-af")],
        Velden = [new("datum", "Datum", Veldsoort.Datum), new("opbrengst", "Wat heeft het opgeleverd?")],
        Uitkomsten =
        [
            new("doorgaan", "Doorgaan", ["evaluatie"]),
            new("sluiten", "Sluiten", ["overdragen"], SluitAlles: true),
        ],
        Termijn = new(8, Eenheid.Schoolweken),
        VoorOuders = "U bespreekt met de school hoe het gaat.",
        Bron = "Procedure van de regio, stap 4",
    };

    private static Stap Overdragen => new()
    {
        Sleutel = "overdragen",
        Naam = "Overdragen en verwijderen",
        Uitleg = "De school krijgt het hele dossier. Daarna blijft er niets achter.",
        Soort = Stapsoort.Overdracht,
        Vast = "Aan het einde krijgt de school het dossier en blijft er niets achter bij het samenwerkingsverband. Dat volgt uit de privacywet (AVG).",
        Rollen = [Rol.InternBegeleider],
        Uitkomsten = [new("gewist", "Overgedragen en verwijderd", [], SluitAlles: true)],
        VoorOuders = "De school krijgt het dossier. Daarna wist het samenwerkingsverband alle gegevens van uw kind.",
        Bron = "Procedure van de regio, stap 5",
    };
}
