using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Modules.NoordKennemerland.Routes;

/// <summary>
/// "Handelingsgericht onderzoek en advies door ambulant begeleider" (memo 002/004, Route, first). Parents are asked twice: about the
/// question that is looked into, and about the plan that comes of it, because by then the TOP-dossier is another version.
/// </summary>
internal static class HandelingsgerichtOnderzoek
{
    public static Route Route { get; } = new(
        "handelingsgericht-onderzoek",
        "Handelingsgericht onderzoek en advies",
        "Een ambulant begeleider onderzoekt de vraag en geeft advies. Daarna maken ouders, school, consulent en begeleider samen een plan.",
        Begin: "hulpvraag",
        Slot: "overdragen",
        [
            new("vraag", "Vraag", [Gedeeld.HulpvraagStellen, Gedeeld.Contact, Gedeeld.ToestemmingOuders("mdo", "instemming", "begeleider", "onderzoek", "bespreking", "mdo-plan", "instemming-plan", "evaluatie")]),
            new("analyse", "Analyse", [Mdo, Gedeeld.InstemmingOuders("instemming", "Instemming ouders", ["begeleider"], "mdo")]),
            new("onderzoek", "Onderzoek", [Gedeeld.BegeleiderVragen(["onderzoek"]), Onderzoek, Bespreking]),
            new("plan", "Plan", [MdoPlan, Gedeeld.InstemmingOuders("instemming-plan", "Instemming ouders met het plan", ["evaluatie"], "mdo-plan")]),
            new("afsluiting", "Evaluatie en afsluiting", [Gedeeld.Evaluatie(["mdo-plan"], ook: new Uitkomst("begeleiding", "Verder met begeleiding: dit dossier gaat door op die route", [], SluitAlles: true, Start: new("begeleiding", "mdo"))), Gedeeld.Overdragen]),
        ]);

    private static Stap Mdo => Gedeeld.MdoStap(
        "mdo",
        "Mdo: analyse en onderzoeksvraag",
        "Maak met de ouders en de consulent samen de analyse en bepaal wat de begeleider gaat onderzoeken. Schrijf het kort in het TOP-dossier.",
        [Gedeeld.Hulpvraag, Gedeeld.Consulent, Gedeeld.Toestemming, TopDossier.Deel("analyse"), TopDossier.Deel("onderzoeksvraag")],
        [new("besproken", "Wat is er verder besproken?", Verplicht: false, Hint: "Wat in het TOP-dossier staat, hoeft hier niet nog eens.")],
        "instemming",
        "002, Route 1: mdo, gezamenlijke analyse en onderzoeksvraag bepalen met behulp van TOP-dossier");

    private static Stap Onderzoek => new()
    {
        Sleutel = "onderzoek",
        Naam = "Onderzoek en observatie",
        Uitleg = "De begeleider observeert en onderzoekt, en schrijft na elk bezoek bevindingen en adviezen in het logboek.",
        Soort = Stapsoort.Logboek,
        Rollen = [Rol.Begeleider],
        Vereisten = [Gedeeld.Toestemming, Gedeeld.Instemming],
        Uitkomsten =
        [
            new("bezoek", "Opgeschreven in het logboek", ["onderzoek", "bespreking"]),
            new("met-advies", "Opgeschreven in het logboek, met advies", ["onderzoek", "bespreking"]),
        ],
        VoorOuders = "De ambulant begeleider kijkt in de klas en onderzoekt de vraag.",
        Bron = "002, Route 1: onderzoek-observatie; Rollen, ambulant begeleider: onderzoek/observatie waar adviezen uit voortvloeien",
    };

    private static Stap Bespreking => new()
    {
        Sleutel = "bespreking",
        Naam = "Bespreking begeleider en leerkracht",
        Uitleg = "De begeleider bespreekt met de leerkracht wat het onderzoek liet zien. Het gaat om versterken, niet om overnemen.",
        Rollen = [Rol.Begeleider, Rol.Leerkracht],
        Aanwezig = [Rol.Begeleider, Rol.Leerkracht],
        Verwacht = [Rol.InternBegeleider],
        Vereisten = [Gedeeld.Toestemming],
        Velden =
        [
            new("datum", "Datum van de bespreking", Veldsoort.Datum),
            new("besproken", "Wat is er besproken?"),
            new("leerkracht", "Wat heeft de leerkracht nodig?", Verplicht: false),
        ],
        Uitkomsten =
        [
            new("klaar", "Het onderzoek is klaar: naar het mdo", ["mdo-plan"], Sluit: ["onderzoek"]),
            new("meer", "Er is nog meer onderzoek nodig", ["onderzoek"]),
        ],
        VoorOuders = "De begeleider bespreekt met de leerkracht wat het onderzoek liet zien.",
        Bron = "002, Route 1: bespreking AB en leerkracht",
    };

    private static Stap MdoPlan => Gedeeld.MdoStap(
        "mdo-plan",
        "Mdo: bevindingen en plan van aanpak",
        "Bespreek met de begeleider de bevindingen, zet ze in het TOP-dossier en maak samen het plan van aanpak. Plan ook de evaluatie.",
        [Gedeeld.Toestemming, Gedeeld.Begeleider, TopDossier.Deel("bevindingen"), TopDossier.Deel("plan-van-aanpak"), TopDossier.Tijdelijkheid, Gedeeld.Afspraken],
        [
            new("uitvoerder", "Wie voert het arrangement uit?", Veldsoort.Regel),
            new("korte-lijnen", "Hoe houden de begeleider en de uitvoerder korte lijnen?", Hint: "Bijvoorbeeld: elke twee weken een kwartier bellen over de inhoud.", Lengte: 1000),
            Gedeeld.EvaluatieOp,
        ],
        "instemming-plan",
        "002, Route 1: mdo met ambulant begeleider, bevindingen toevoegen, plan van aanpak, korte lijnen AB-er en uitvoerder arrangement, evaluatie plannen",
        Rol.Begeleider);
}
