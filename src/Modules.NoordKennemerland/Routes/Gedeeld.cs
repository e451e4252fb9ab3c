using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Modules.NoordKennemerland.Routes;

/// <summary>The steps that both routes of the memo have in common. "002" is the memo in both printings (002 and 004).</summary>
internal static class Gedeeld
{
    public static readonly Vereiste Hulpvraag = new(Vereistesoort.Hulpvraag);
    public static readonly Vereiste Ouders = new(Vereistesoort.Ouders);
    public static readonly Vereiste Toestemming = new(Vereistesoort.Toestemming);
    public static readonly Vereiste Afspraken = new(Vereistesoort.Afspraken);
    public static readonly Vereiste Instemming = new(Vereistesoort.Instemming, Sleutel: TopDossier.Sleutel);
    public static readonly Vereiste Consulent = new(Vereistesoort.Betrokkene, Rol.Consulent);
    public static readonly Vereiste Begeleider = new(Vereistesoort.Betrokkene, Rol.Begeleider);

    private static readonly Rol[] Mdo = [Rol.InternBegeleider, Rol.Ouder, Rol.Consulent];

    public static Stap HulpvraagStellen => new()
    {
        Sleutel = "hulpvraag",
        Naam = "Hulpvraag stellen",
        Uitleg = "De school ziet een hulpvraag die zij zelf niet kan oplossen. Schrijf de vraag duidelijk op: gaat het om voorkomen (preventief) of om wat er al is (curatief), en welke deskundigheid is nodig? Vraag daarna de consulent erbij.",
        Rollen = [Rol.InternBegeleider, Rol.Leerkracht],
        Vereisten = [Hulpvraag, Ouders],
        Velden =
        [
            new("geprobeerd", "Wat heeft de school zelf al gedaan, en wat leverde dat op?"),
            new("ouders-weten", "De ouders weten dat de school de consulent erbij vraagt", Veldsoort.Bevestiging),
            new("consulent", "Welke consulent vraagt u erbij?", Veldsoort.Persoon, Rol: Rol.Consulent, Hint: "De consulent ziet de hulpvraag zonder naam, tot de ouders toestemming geven."),
        ],
        Uitkomsten = [new("gesteld", "De consulent erbij vragen", ["contact", "toestemming"])],
        VoorOuders = "De school heeft een vraag over uw kind en wil de consulent van het samenwerkingsverband erbij vragen.",
        Bron = "002, Hoe: ondersteuningsvraag preventief of curatief, consulent erbij; Route: hulpvraag",
    };

    public static Stap Contact => new()
    {
        Sleutel = "contact",
        Naam = "Contact tussen school en consulent",
        Uitleg = "School en consulent bespreken de hulpvraag en wie er bij het mdo hoort: de ouders, als het kan het kind, en misschien jeugdhulp.",
        Rollen = [Rol.Consulent, Rol.InternBegeleider],
        Velden =
        [
            new("datum", "Datum van het contact", Veldsoort.Datum),
            new("besproken", "Wat is er besproken?", Hint: "Schrijf geen naam van de leerling zolang de ouders nog geen toestemming gaven.", ZonderNaam: true),
            new("genodigden", "Wie nodigt de school uit voor het mdo?", Veldsoort.Regel, Verplicht: false, Hint: "Bijvoorbeeld: ouders, leerkracht, wijkteam. Schrijf geen namen van het gezin.", ZonderNaam: true),
        ],
        Uitkomsten =
        [
            new("mdo", "De school organiseert een mdo", ["mdo"]),
            new("zelf", "De school kan zelf verder: het dossier sluiten", ["overdragen"], SluitAlles: true, Reden: true),
        ],
        VoorOuders = "De school overlegt met de consulent van het samenwerkingsverband. De naam van uw kind wordt pas genoemd als u toestemming geeft.",
        Bron = "002, Hoe: overleg met de consulent; Route: contact school met consulent",
    };

    /// <param name="later">Steps that cannot go on when a parent refuses.</param>
    public static Stap ToestemmingOuders(params string[] later) => new()
    {
        Sleutel = "toestemming",
        Naam = "Toestemming om anderen te laten meedenken",
        Uitleg = "Elke ouder met gezag leest de brief en geeft toestemming dat de consulent en een ambulant begeleider meedenken, of niet. Dit is iets anders dan instemmen met het plan. De intern begeleider stuurt de vraag of legt een papieren formulier vast.",
        Soort = Stapsoort.Toestemming,
        Vast = "Zonder toestemming van elke ouder met gezag mag iemand van buiten de school niet weten om welk kind het gaat. Dat volgt uit de privacywet (AVG).",
        Rollen = [Rol.InternBegeleider],
        Uitkomsten =
        [
            new("gegeven", "Alle ouders met gezag geven toestemming", []),
            new("geweigerd", "Een ouder geeft geen toestemming", ["contact"], Sluit: later),
        ],
        VoorOuders = "Wij vragen u of de consulent en een ambulant begeleider mogen meedenken. U beslist zelf.",
        Bron = "002, Waarom: altijd in samenspraak met leerkracht, school en ouders; de wet: wie van buiten is ziet gegevens pas met toestemming",
    };

    /// <param name="sleutel">Key of the step.</param>
    /// <param name="eens">Steps that open when all parents agree.</param>
    /// <param name="oneens">Step that opens when one does not.</param>
    /// <param name="sluit">Steps that close when one does not.</param>
    public static Stap InstemmingOuders(string sleutel, string naam, string[] eens, string oneens, string[]? sluit = null) => new()
    {
        Sleutel = sleutel,
        Naam = naam,
        Uitleg = "Elke ouder met gezag leest het TOP-dossier zoals het er nu staat en stemt ermee in, of niet. De intern begeleider stuurt de vraag of legt een papieren formulier vast.",
        Soort = Stapsoort.Instemming,
        Vast = "Het plan geldt pas als elke ouder met gezag ermee instemt. Dat staat in de memo van de regio en, voor het handelingsdeel, in de wet (Wet op het primair onderwijs).",
        Blok = TopDossier.Sleutel,
        Rollen = [Rol.InternBegeleider],
        Uitkomsten =
        [
            new("eens", "Alle ouders met gezag stemmen in met het TOP-dossier", eens),
            new("niet-eens", "Een ouder stemt niet in: terug naar het mdo", [oneens], Sluit: sluit),
        ],
        VoorOuders = "Wij vragen u of u het eens bent met het plan in het TOP-dossier. U kunt ook zeggen wat u anders wilt.",
        Bron = "002, Hoe: met TOP-dossier instemming gevraagd over afspraken en plan; Route: instemming ouders",
    };

    public static Stap MdoStap(string sleutel, string naam, string uitleg, IReadOnlyList<Vereiste> vereisten, IReadOnlyList<Veld> velden, string naar, string bron, params Rol[] ook) => new()
    {
        Sleutel = sleutel,
        Naam = naam,
        Uitleg = uitleg,
        Rollen = [Rol.InternBegeleider],
        Aanwezig = [.. Mdo, .. ook],
        Verwacht = [Rol.Leerkracht, Rol.Jeugdprofessional],
        Vereisten = vereisten,
        Velden =
        [
            new("datum", "Datum van het mdo", Veldsoort.Datum),
            new("kind", "Deed het kind mee?", Veldsoort.Keuze, Keuzes: ["Het kind was erbij", "Het kind is van tevoren gehoord", "Nee"]),
            .. velden,
        ],
        Uitkomsten =
        [
            new("klaar", "Het TOP-dossier aan de ouders voorleggen", [naar]),
            new("zonder-begeleider", "Er is geen ambulant begeleider (meer) nodig: het dossier sluiten", ["overdragen"], SluitAlles: true, Reden: true),
        ],
        VoorOuders = "U overlegt met de school en de consulent over uw kind. Wat u samen afspreekt, komt kort in het TOP-dossier.",
        Bron = bron,
    };

    /// <param name="naar">Steps that open once the begeleider is asked.</param>
    public static Stap BegeleiderVragen(string[] naar) => new()
    {
        Sleutel = "begeleider",
        Naam = "Ambulant begeleider vragen",
        Uitleg = "Vraag een ambulant begeleider met de deskundigheid die bij de vraag hoort. Daarbij horen ook de organisatie en wie het betaalt.",
        Rollen = [Rol.Consulent, Rol.InternBegeleider],
        Vereisten = [Toestemming, Instemming],
        Velden =
        [
            new("begeleider", "Welke ambulant begeleider vraagt u?", Veldsoort.Persoon, Rol: Rol.Begeleider, Hint: "Bovenaan staat wie de deskundigheid heeft die bij de hulpvraag staat."),
            new("bericht", "Bericht aan de begeleider", Verplicht: false),
        ],
        Uitkomsten = [new("gevraagd", "De begeleider vragen", naar)],
        VoorOuders = "De consulent zoekt een ambulant begeleider die past bij de vraag.",
        Bron = "002, Waarom: de juiste deskundigheid; Hoe: op basis van het mdo inzet van een ambulant begeleider; Inleiding: organisatie en financiering",
    };

    /// <param name="verder">Steps that open when the plan is prolonged or changed.</param>
    /// <param name="sluit">Steps that close then.</param>
    /// <param name="ook">Other outcomes.</param>
    public static Stap Evaluatie(string[] verder, string[]? sluit = null, params Uitkomst[] ook) => new()
    {
        Sleutel = "evaluatie",
        Naam = "Mdo: evaluatie",
        Uitleg = "Kijk met alle belangrijke partners terug op resultaat en proces. In principe doet u dit na 10 tot 13 weken. De ambulant begeleider is erbij.",
        Soort = Stapsoort.Evaluatie,
        Rollen = [Rol.InternBegeleider],
        Aanwezig = [.. Mdo, Rol.Begeleider, Rol.Leerkracht],
        Verwacht = [Rol.Jeugdprofessional],
        Vereisten = [Toestemming],
        Velden =
        [
            new("datum", "Datum van de evaluatie", Veldsoort.Datum),
            new("goed", "Wat ging goed?", Lengte: 2000),
            new("beter", "Wat kan beter?", Lengte: 2000),
            new("doelen", "Welke doelen hebben we bereikt en wat niet?", Lengte: 2000),
            new("opgeleverd", "Wat heeft het kind, de ouders, de leerkracht en de school opgeleverd?", Lengte: 2000),
            new("vervolg", "Wat is het vervolg?", Lengte: 2000),
        ],
        Uitkomsten =
        [
            new("afsluiten", "Afsluiten: het dossier gaat naar de school", ["overdragen"], SluitAlles: true),
            new("verlengen", "Verlengen of het plan bijstellen", verder, Sluit: sluit),
            .. ook,
            new("anders", "Iets anders", ["overdragen"], SluitAlles: true, Reden: true),
        ],
        Termijn = new(13, Eenheid.Weken, Vanaf: 10),
        VoorOuders = "U praat met de school, de begeleider en de consulent over wat het plan heeft opgeleverd en hoe het verder gaat.",
        Bron = "002, Wat: na 10-13 weken geëvalueerd op resultaat en proces; Hoe: de ambulant begeleider is aanwezig; Route: mdo, evaluatie met alle cruciale partners",
    };

    public static Stap Overdragen => new()
    {
        Sleutel = "overdragen",
        Naam = "Overdragen en verwijderen",
        Uitleg = "De school krijgt het hele dossier, met het TOP-dossier. Daarna blijft er niets achter bij het samenwerkingsverband.",
        Soort = Stapsoort.Overdracht,
        Vast = "Aan het einde krijgt de school het dossier en blijft er niets achter bij het samenwerkingsverband. Dat volgt uit de privacywet (AVG).",
        Rollen = [Rol.InternBegeleider],
        Uitkomsten = [new("gewist", "Overgedragen en verwijderd", [], SluitAlles: true)],
        Termijn = new(4, Eenheid.Weken),
        VoorOuders = "De school krijgt het dossier. Daarna wist het samenwerkingsverband alle gegevens van uw kind.",
        Bron = "002, Rollen: de school verwerkt in het TOP-dossier en voert de regie",
    };

    public static Veld EvaluatieOp { get; } = new("evaluatie-op", "Wanneer is de evaluatie?", Veldsoort.Datum, Hint: "In principe 10 tot 13 weken na het begin.");
}
