using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Modules.NoordKennemerland.Routes;

/// <summary>
/// "Daarnaast kan er door AB-ers voorlichting worden gegeven over een specifiek onderwerp" (memo 002/004, rollen): a hulpvraag of a
/// school or a group, without a leerling. The way to the begeleider is that of the other routes: through the consulent.
/// </summary>
internal static class Voorlichting
{
    public static Route Route { get; } = new(
        "voorlichting",
        "Voorlichting",
        "Een ambulant begeleider geeft voorlichting over een onderwerp. Dit gaat niet over één leerling.",
        Begin: "hulpvraag",
        Slot: "overdragen",
        [
            new("vraag", "Vraag", [Hulpvraag, Contact]),
            new("uitvoering", "Uitvoering", [Geven, Evaluatie]),
            new("afsluiting", "Afsluiting", [Overdragen]),
        ])
    {
        Onderwerpen = [Onderwerp.Groep, Onderwerp.School],
    };

    private static Stap Hulpvraag => new()
    {
        Sleutel = "hulpvraag",
        Naam = "Hulpvraag",
        Uitleg = "De school heeft een vraag die zij zelf niet kan oplossen. Maak de vraag duidelijk en vraag de consulent erbij.",
        Rollen = [Rol.InternBegeleider],
        Vereisten = [new(Vereistesoort.Hulpvraag)],
        Velden =
        [
            new("onderwerp", "Over welk onderwerp wilt u voorlichting?", Veldsoort.Regel),
            new("voor-wie", "Voor wie is de voorlichting?", Veldsoort.Keuze, Keuzes: ["Voor een leerkracht", "Voor het team", "Voor een groep leerlingen"]),
            new("consulent", "Welke consulent denkt mee?", Veldsoort.Persoon, Rol: Rol.Consulent),
        ],
        Uitkomsten = [new("gesteld", "De consulent erbij vragen", ["contact"])],
        Bron = "002, hoe: de consulent wordt door de school erbij gevraagd",
    };

    private static Stap Contact => new()
    {
        Sleutel = "contact",
        Naam = "Contact school en consulent",
        Uitleg = "De consulent bespreekt de vraag met de school en zoekt een ambulant begeleider met de juiste deskundigheid.",
        Rollen = [Rol.Consulent],
        Aanwezig = [Rol.Consulent, Rol.InternBegeleider],
        Velden =
        [
            new("datum", "Datum van het contact", Veldsoort.Datum),
            new("besproken", "Wat is er besproken?"),
            new("begeleider", "Welke ambulant begeleider?", Veldsoort.Persoon, Verplicht: false, Rol: Rol.Begeleider),
        ],
        Uitkomsten =
        [
            new("voorlichting", "Een ambulant begeleider geeft voorlichting", ["voorlichting"]),
            new("school-verder", "De school kan zelf verder", ["overdragen"], SluitAlles: true, Reden: true),
        ],
        Termijn = new(3, Eenheid.Schoolweken),
        Bron = "002, route: hulpvraag, contact school met consulent",
    };

    private static Stap Geven => new()
    {
        Sleutel = "voorlichting",
        Naam = "Voorlichting geven",
        Uitleg = "De ambulant begeleider geeft de voorlichting. Het doel is dat de school daarna zelf meer kan.",
        Rollen = [Rol.Begeleider],
        Vereisten = [new(Vereistesoort.Betrokkene, Rol.Begeleider)],
        Velden =
        [
            new("datum", "Datum van de voorlichting", Veldsoort.Datum),
            new("inhoud", "Waar ging de voorlichting over?"),
            new("versterken", "Wat kan de school hierna zelf?"),
        ],
        Uitkomsten =
        [
            new("gegeven", "De voorlichting is gegeven", ["evaluatie"]),
            new("nog-een-keer", "Er volgt nog een keer", ["voorlichting"]),
        ],
        Termijn = new(8, Eenheid.Schoolweken),
        Bron = "002, rollen: voorlichting door de ambulant begeleider; wat: versterken, niet overnemen",
    };

    private static Stap Evaluatie => new()
    {
        Sleutel = "evaluatie",
        Naam = "Evaluatie",
        Uitleg = "Kijk samen terug op het resultaat en op hoe het ging.",
        Soort = Stapsoort.Evaluatie,
        Rollen = [Rol.InternBegeleider],
        Aanwezig = [Rol.InternBegeleider, Rol.Begeleider],
        Verwacht = [Rol.Leerkracht, Rol.Consulent],
        Velden =
        [
            new("datum", "Datum van de evaluatie", Veldsoort.Datum),
            new("goed", "Wat ging goed?"),
            new("beter", "Wat kan beter?"),
            new("opgeleverd", "Wat heeft het de leerkracht en de school opgeleverd?"),
            new("vervolg", "Wat is het vervolg?"),
        ],
        Uitkomsten =
        [
            new("sluiten", "Sluiten", ["overdragen"], SluitAlles: true),
            new("meer", "Er is meer nodig: opnieuw contact met de consulent", ["contact"]),
        ],
        Termijn = new(13, Eenheid.Weken),
        Bron = "002, wat: evaluatie op resultaat en proces",
    };

    private static Stap Overdragen => new()
    {
        Sleutel = "overdragen",
        Naam = "Overdragen en verwijderen",
        Uitleg = "De school krijgt het hele dossier. Daarna wist het samenwerkingsverband zijn kopie.",
        Soort = Stapsoort.Overdracht,
        Vast = "Aan het einde krijgt de school het dossier en blijft er niets achter bij het samenwerkingsverband.",
        Rollen = [Rol.InternBegeleider],
        Uitkomsten = [new("gewist", "Overgedragen en verwijderd", [], SluitAlles: true)],
        Termijn = new(4, Eenheid.Weken),
        Bron = "domein: overdragen en verwijderen",
    };
}
