using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Modules.NoordKennemerland.Routes;

/// <summary>"Begeleiding door ambulant begeleider" (memo 002/004, Route, second).</summary>
internal static class Begeleiding
{
    public static Route Route { get; } = new(
        "begeleiding",
        "Begeleiding",
        "Ouders, school en consulent maken samen een plan. Een ambulant begeleider helpt bij de uitvoering.",
        Begin: "hulpvraag",
        Slot: "overdragen",
        [
            new("vraag", "Vraag", [Gedeeld.HulpvraagStellen, Gedeeld.Contact, Gedeeld.ToestemmingOuders("mdo", "instemming", "begeleider", "uitvoering", "begeleiden", "evaluatie", "bijstellen", "instemming-bijgesteld")]),
            new("plan", "Plan", [Mdo, Gedeeld.InstemmingOuders("instemming", "Instemming ouders", ["begeleider", "uitvoering"], "mdo")]),
            new("uitvoering", "Uitvoering", [Gedeeld.BegeleiderVragen([]), Uitvoering, Begeleiden]),
            new("afsluiting", "Evaluatie en afsluiting", [Gedeeld.Evaluatie(["bijstellen"]), Bijstellen, Gedeeld.InstemmingOuders("instemming-bijgesteld", "Instemming ouders met het nieuwe plan", ["evaluatie"], "bijstellen"), Gedeeld.Overdragen]),
        ]);

    private static Stap Mdo => Gedeeld.MdoStap(
        "mdo",
        "Mdo: analyse, perspectief en plan van aanpak",
        "Maak met de ouders en de consulent samen de analyse, het perspectief en het plan van aanpak. Schrijf het kort in het TOP-dossier en plan de evaluatie.",
        [Gedeeld.Hulpvraag, Gedeeld.Consulent, Gedeeld.Toestemming, TopDossier.Deel("analyse"), TopDossier.Deel("perspectief"), TopDossier.Deel("plan-van-aanpak"), TopDossier.Tijdelijkheid],
        [
            new("besproken", "Wat is er verder besproken?", Verplicht: false, Hint: "Wat in het TOP-dossier staat, hoeft hier niet nog eens."),
            Gedeeld.EvaluatieOp,
        ],
        "instemming",
        "002, Route 2: mdo, gezamenlijke analyse + perspectief + plan van aanpak met behulp van TOP-dossier + evaluatie plannen");

    // Counted from the instemming, which opens it.
    private static Stap Uitvoering => new()
    {
        Sleutel = "uitvoering",
        Naam = "Uitvoering starten",
        Uitleg = "Het plan start binnen 2 weken nadat de ouders instemden. Alle partijen doen wat is afgesproken.",
        Rollen = [Rol.InternBegeleider],
        Vereisten = [Gedeeld.Toestemming, Gedeeld.Instemming, Gedeeld.Begeleider, Gedeeld.Afspraken, TopDossier.Tijdelijkheid],
        Velden = [new("gestart-op", "Wanneer is het plan gestart?", Veldsoort.Datum)],
        Uitkomsten = [new("gestart", "Het plan is gestart", ["begeleiden", "evaluatie"])],
        Termijn = new(2, Eenheid.Weken),
        BevestigtBetrokkenen = true,
        VoorOuders = "Het plan gaat beginnen. Iedereen doet wat is afgesproken, ook thuis.",
        Bron = "002, Route 2: uitvoering door alle partijen, start binnen 2 weken; Rollen, ouders: uitvoering thuis",
    };

    private static Stap Begeleiden => new()
    {
        Sleutel = "begeleiden",
        Naam = "Begeleiden en coachen",
        Uitleg = "De begeleider coacht de leerling en de leerkracht en schrijft na elk bezoek op wat is gedaan. Het gaat om versterken, niet om overnemen.",
        Soort = Stapsoort.Logboek,
        Rollen = [Rol.Begeleider],
        Vereisten = [Gedeeld.Toestemming],
        Uitkomsten =
        [
            new("bezoek", "Opgeschreven in het logboek", ["begeleiden"]),
            new("met-advies", "Opgeschreven in het logboek, met advies", ["begeleiden"]),
        ],
        VoorOuders = "De ambulant begeleider helpt uw kind en de leerkracht.",
        Bron = "002, Rollen, ambulant begeleider: coaching op leerling en/of leerkracht niveau; Wat: niet overnemen maar versterken",
    };

    private static Stap Bijstellen => Gedeeld.MdoStap(
        "bijstellen",
        "Mdo: plan bijstellen",
        "Pas samen het plan van aanpak aan in het TOP-dossier en spreek een nieuwe evaluatie af. De ouders stemmen opnieuw in.",
        [Gedeeld.Toestemming, TopDossier.Deel("plan-van-aanpak"), TopDossier.Tijdelijkheid],
        [Gedeeld.EvaluatieOp],
        "instemming-bijgesteld",
        "002, Wat: wat is het vervolg?",
        Rol.Begeleider);
}
