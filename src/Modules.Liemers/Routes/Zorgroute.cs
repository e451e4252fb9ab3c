using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Modules.Liemers.Routes;

/// <summary>
/// "1-zorgroute in schema" (source 003): the cycle in the group, at school and above the school, with what parents are told and asked
/// at each step. It goes round as often as needed: every talk can lead back to the group.
/// </summary>
internal static class Zorgroute
{
    public const string Sleutel = "1-zorgroute";

    /// <summary>The step at which a leerling is brought into the ondersteuningsteam; where ambulante begeleiding that ends can go on.</summary>
    public const string Inbrengen = "inbrengen";

    private static readonly Vereiste Hulpvraag = new(Vereistesoort.Hulpvraag);
    private static readonly Vereiste Toestemming = new(Vereistesoort.Toestemming);
    private static readonly Vereiste Ouders = new(Vereistesoort.Ouders);

    // Source 001: a traject is decided on in the vot, where the hulpvraag is made clear, the swv-er joins and more interventies are looked
    // for. What comes before it there (signaleren, interventies) is the cycle in the group that the dossier has just been through.
    private static readonly Routestart NaarVot = new("ambulante-begeleiding", "vot");

    public static Route Route { get; } = new(
        Sleutel,
        "1-zorgroute",
        "Handelingsgericht werken in de groep, op school en boven de school, zo vaak rond als nodig is. De weg naar de CLO en een TLV.",
        Begin: "groep",
        Slot: "overdragen",
        [
            new("groep", "In de groep", [Groep, Oudergesprek]),
            new("school", "Op school", [Groepsbespreking, Afstemmen, Leerlingbespreking, Consultatief, InOndersteuningsteam, ToestemmingOuders, Ondersteuningsteam]),
            new("bovenschools", "Boven de school", [Clo, Tlv]),
            new("afsluiting", "Afsluiting", [Overdragen]),
        ])
    {
        Doel = LiemersBrief.Ondersteuningsteam.Doel,
    };

    private static Uitkomst Verder => new("verder", "Goed verder in de groep", ["groep"], SluitAlles: true);

    private static Uitkomst Afsluiten => new("afsluiten", "Er is geen extra hulp meer nodig: afsluiten", ["overdragen"], SluitAlles: true);

    private static Uitkomst NaarTeam => new("ondersteuningsteam", "Van buiten de school: naar het ondersteuningsteam", [Inbrengen]);

    private static Uitkomst Begeleiding => new("begeleiding", "Van buiten de school: verder met ambulante begeleiding, in het vot", [], Start: NaarVot);

    // In de groep --------------------------------------------------------------------------

    private static Stap Groep => new()
    {
        Sleutel = "groep",
        Naam = "Handelingsgericht werken in de groep",
        Uitleg = "De leerkracht observeert, signaleert, voert uit en evalueert. Schrijf op wat deze ronde opleverde.",
        Rollen = [Rol.Leerkracht],
        Velden =
        [
            new("gezien", "Wat hebt u gezien en gesignaleerd?", Hint: "Wat heeft de leerling nodig bij het leren en in de omgang?"),
            new("gedaan", "Wat hebt u gedaan in de groep?", Hint: "Leerstof, werkvorm, aanpak, extra instructie of begeleiding."),
            new("evaluatie", "Wat leverde het op?", Verplicht: false),
        ],
        Uitkomsten =
        [
            new("gesprek", "Bespreken met de ouders", ["oudergesprek"]),
            Afsluiten,
        ],
        VoorOuders = "De leerkracht kijkt wat uw kind nodig heeft en past de les daarop aan. Dat heet handelingsgericht werken. Vragen? De leerkracht vertelt u er graag meer over.",
        Bron = "003, schema: leerkracht in de groep; ouders informeren over de HGW-werkwijze",
    };

    private static Stap Oudergesprek => new()
    {
        Sleutel = "oudergesprek",
        Naam = "Gesprek met de ouders",
        Uitleg = "De leerkracht praat met de ouders over de ontwikkeling van hun kind. Vertel hoe de school handelingsgericht werkt en gebruik wat de ouders weten.",
        Rollen = [Rol.Leerkracht],
        Aanwezig = [Rol.Leerkracht, Rol.Ouder],
        Vereisten = [Ouders],
        Velden =
        [
            new("datum", "Datum van het gesprek", Veldsoort.Datum),
            new("hgw-verteld", "De ouders weten hoe de school handelingsgericht werkt", Veldsoort.Bevestiging),
            new("ontwikkeling", "Wat is er besproken over de ontwikkeling?"),
            new("expertise", "Wat weten de ouders dat helpt?", Hint: "Ouders kennen hun kind het best. Wat werkt thuis?"),
            new("formulieren", "Hebt u samen formulieren ingevuld?", Veldsoort.Keuze, Keuzes: ["Nee, dat was niet nodig", "Ja"]),
        ],
        Uitkomsten =
        [
            new("groepsbespreking", "Naar de groepsbespreking", ["groepsbespreking"]),
            Verder,
            Afsluiten,
        ],
        VoorOuders = "De leerkracht praat met u over de ontwikkeling van uw kind. U hoort hoe de school werkt. U kent uw kind het best: wat u weet, helpt de school. Soms vult u samen een formulier in.",
        Bron = "003, schema: leerkracht in gesprek met ouders; ouders informeren over HGW, expertise van ouders gebruiken, samen formulieren invullen",
    };

    // Op school ----------------------------------------------------------------------------

    private static Stap Groepsbespreking => new()
    {
        Sleutel = "groepsbespreking",
        Naam = "Groepsbespreking",
        Uitleg = "De leerkracht overlegt met de ib-er over de groep en over wat deze leerling daarin nodig heeft.",
        Rollen = [Rol.Leerkracht, Rol.InternBegeleider],
        Aanwezig = [Rol.Leerkracht, Rol.InternBegeleider],
        Velden =
        [
            new("datum", "Datum van de groepsbespreking", Veldsoort.Datum),
            new("besproken", "Wat is er besproken?"),
        ],
        Uitkomsten =
        [
            new("afstemmen", "De aanpak afstemmen", ["afstemmen"]),
            Verder,
        ],
        VoorOuders = "De leerkracht en de intern begeleider bespreken de groep. Zij kijken wat uw kind in de groep nodig heeft. Wat u vertelde, nemen zij mee.",
        Bron = "003, schema: leerkracht overlegt met ib-er, groepsbespreking",
    };

    private static Stap Afstemmen => new()
    {
        Sleutel = "afstemmen",
        Naam = "Delen van zorg en afstemmen van de aanpak",
        Uitleg = "De leerkracht en de ib-er delen de zorg over de leerling en spreken een aanpak af.",
        Rollen = [Rol.Leerkracht, Rol.InternBegeleider],
        Aanwezig = [Rol.Leerkracht, Rol.InternBegeleider],
        Velden =
        [
            new("datum", "Datum van het gesprek", Veldsoort.Datum),
            new("zorg", "Welke zorg is er?"),
            new("aanpak", "Welke aanpak spreekt u af?", Hint: "Zet wie wat doet ook bij Afspraken."),
        ],
        Uitkomsten =
        [
            Verder,
            new("leerlingbespreking", "De aanpak is niet genoeg: naar de leerlingbespreking", ["leerlingbespreking"]),
            Afsluiten,
        ],
        VoorOuders = "De leerkracht en de intern begeleider spreken samen af hoe zij uw kind helpen. De leerkracht vertelt u wat er is afgesproken.",
        Bron = "003, schema: delen van zorg, afstemmen van de aanpak",
    };

    private static Stap Leerlingbespreking => new()
    {
        Sleutel = "leerlingbespreking",
        Naam = "Leerlingbespreking",
        Uitleg = "De leerkracht en de ib-er beantwoorden twee vragen: wat is nodig binnen de school, en wat is nodig van buiten de school?",
        Rollen = [Rol.InternBegeleider, Rol.Leerkracht],
        Aanwezig = [Rol.Leerkracht, Rol.InternBegeleider],
        Velden =
        [
            new("datum", "Datum van de leerlingbespreking", Veldsoort.Datum),
            new("binnen", "Wat is nodig binnen de school?"),
            new("buiten", "Wat is nodig van buiten de school?", Hint: "Niets nodig? Schrijf dat dan op."),
            new("ouders-op-de-hoogte", "De ouders weten dat hun kind wordt besproken", Veldsoort.Bevestiging),
        ],
        Uitkomsten =
        [
            new("binnen", "Binnen de school: verder in de groep", ["groep"]),
            new("consultatief", "Van buiten de school: consultatief overleg", ["consultatief-overleg"]),
            Begeleiding,
            NaarTeam,
        ],
        VoorOuders = "De leerkracht en de intern begeleider bespreken wat uw kind nodig heeft: binnen de school, en van buiten de school. De school hoort met u te bespreken wat zij denkt dat nodig is. Soms vult u samen een formulier in.",
        Bron = "003, schema: leerlingbespreking met de twee vragen",
    };

    private static Stap Consultatief => new()
    {
        Sleutel = "consultatief-overleg",
        Naam = "Consultatief overleg",
        Uitleg = "De ib-er schakelt iemand van buiten in voor ondersteuning binnen de school: een ambulant begeleider of een leerlingenbegeleider. De ouders praten mee als partner.",
        Rollen = [Rol.InternBegeleider],
        Aanwezig = [Rol.InternBegeleider],
        Verwacht = [Rol.Ouder, Rol.Leerkracht, Rol.Begeleider],
        Velden =
        [
            new("datum", "Datum van het overleg", Veldsoort.Datum),
            new("met", "Met wie was het overleg?", Veldsoort.Keuze, Keuzes: ["Ambulant begeleider", "Leerlingenbegeleider"]),
            new("begeleider", "Welke ambulant begeleider?", Veldsoort.Persoon, Verplicht: false, Rol: Rol.Begeleider, Hint: "De begeleider ziet de vraag zonder naam, tot de ouders toestemming geven."),
            new("besproken", "Wat is er besproken en geadviseerd?", Hint: "Schrijf geen naam van de leerling: de begeleider leest dit.", ZonderNaam: true),
            new("ouders", "Wat zeggen de ouders?", Hint: "Waren de ouders er niet bij? Schrijf op hoe u hen erbij hebt betrokken."),
        ],
        Uitkomsten =
        [
            Verder,
            Begeleiding,
            NaarTeam,
        ],
        Termijn = new(4, Eenheid.Schoolweken),
        VoorOuders = "De intern begeleider vraagt iemand van buiten om mee te denken. U bent partner: de school nodigt u uit voor het gesprek. De naam van uw kind wordt niet genoemd zolang u geen toestemming geeft.",
        Bron = "003, schema: consultatief overleg; ouders als partner betrekken bij gesprekken",
    };

    private static Stap InOndersteuningsteam => new()
    {
        Sleutel = Inbrengen,
        Naam = "Inbrengen in het ondersteuningsteam",
        Uitleg = "De ib-er brengt de leerling in het ondersteuningsteam van de school in. Vertel de ouders waarom en regel hun toestemming.",
        Rollen = [Rol.InternBegeleider],
        Vereisten = [Ouders],
        Velden =
        [
            new("waarom", "Waarom brengt u de leerling in?", Veldsoort.Keuze, Keuzes:
            [
                "Ondersteuning voor de leerling vanuit hulpverlening is wenselijk",
                "Ondersteuning voor het gezin vanuit hulpverlening is wenselijk",
                "De leerling heeft meer nodig dan de school kan bieden",
            ]),
            new("toelichting", "Toelichting"),
            new("swv-er", "Welke swv-er doet mee?", Veldsoort.Persoon, Rol: Rol.Consulent),
            new("jp-er", "Welke jp-er doet mee?", Veldsoort.Persoon, Verplicht: false, Rol: Rol.Jeugdprofessional),
            new("ouders-ingelicht", "De ouders weten waarom hun kind wordt ingebracht", Veldsoort.Bevestiging),
        ],
        Uitkomsten = [new("ingebracht", "Inbrengen", ["toestemming-ouders", "ondersteuningsteam"])],
        Termijn = new(3, Eenheid.Schoolweken),
        VoorOuders = "De school wil uw kind bespreken in het ondersteuningsteam. De intern begeleider vertelt u waarom en vraagt uw toestemming.",
        Bron = "003, schema: de intern begeleider brengt de leerling in",
    };

    private static Stap ToestemmingOuders => new()
    {
        Sleutel = "toestemming-ouders",
        Naam = "Toestemming ouders",
        Uitleg = "Elke ouder met gezag leest de brief en geeft toestemming, of niet. De ib-er stuurt de vraag of legt een papieren formulier vast.",
        Soort = Stapsoort.Toestemming,
        Rollen = [],
        Uitkomsten =
        [
            new("gegeven", "Alle ouders met gezag geven toestemming", []),
            new("geweigerd", "Een ouder geeft geen toestemming", ["leerlingbespreking"], Sluit: ["ondersteuningsteam"]),
        ],
        VoorOuders = "Wij vragen u om toestemming voor het ondersteuningsteam. U beslist zelf.",
        Bron = "003, schema: toestemming ouders regelen",
        Vast = "Zonder toestemming van elke ouder met gezag mag iemand van buiten de school niet weten om welk kind het gaat. Dat volgt uit de privacywet (AVG).",
    };

    private static Stap Ondersteuningsteam => new()
    {
        Sleutel = "ondersteuningsteam",
        Naam = "Ondersteuningsteam",
        Uitleg = "Bespreek de leerling in het ondersteuningsteam. De ouders zijn partner in de oplossing, op school en thuis.",
        Rollen = [Rol.InternBegeleider],
        Aanwezig = [Rol.InternBegeleider, Rol.Ouder],
        Verwacht = [Rol.Leerkracht, Rol.Consulent, Rol.Jeugdprofessional, Rol.Begeleider],
        Vereisten = [Hulpvraag, Toestemming],
        Velden =
        [
            new("datum", "Datum van het ondersteuningsteam", Veldsoort.Datum),
            new("school", "Wat is nodig op school?"),
            new("thuis", "Wat is nodig thuis?", Hint: "Ook als er hulp voor het gezin komt."),
            new("ouders", "Wat vinden de ouders en wat doen zij?"),
        ],
        Uitkomsten =
        [
            Verder with { Naam = "Goed verder in de groep, met wat is afgesproken" },
            new("volgend-overleg", "Nog een keer bespreken", ["ondersteuningsteam"]),
            new("begeleiding", "Verder met ambulante begeleiding, in het vot", [], Start: NaarVot),
            new("clo", "De leerling aanmelden bij de CLO", ["clo"], Sluit: ["toestemming-ouders"]),
            Afsluiten,
        ],
        Termijn = new(6, Eenheid.Schoolweken),
        VoorOuders = "U bespreekt uw kind met het ondersteuningsteam. U bent partner: samen zoekt u wat uw kind nodig heeft, op school en thuis.",
        Bron = "003, schema: ondersteuningsteam; ouders zijn partner in de oplossing op school en thuis",
    };

    // Boven de school ----------------------------------------------------------------------

    private static Stap Clo => new()
    {
        Sleutel = "clo",
        Naam = "Aanmelding bij de CLO",
        Uitleg = "De ib-er meldt de leerling aan bij de CLO. Schrijf op waarom de school niet kan bieden wat nodig is, en wat de ouders ervan vinden.",
        Rollen = [Rol.InternBegeleider],
        Vereisten = [Hulpvraag, Toestemming, new(Vereistesoort.Opp)],
        Velden =
        [
            new("aangemeld-op", "Wanneer hebt u de leerling aangemeld?", Veldsoort.Datum),
            new("waarom", "Waarom kan de school niet bieden wat nodig is?"),
            new("ouders", "Wat vinden de ouders van de aanmelding?"),
            new("antwoord", "Wat is het antwoord van de CLO?"),
        ],
        Uitkomsten =
        [
            new("tlv", "Een TLV aanvragen", ["tlv"]),
            new("terug", "Terug naar het ondersteuningsteam", ["ondersteuningsteam"], Reden: true),
            Verder with { Reden = true },
        ],
        Termijn = new(6, Eenheid.Schoolweken),
        VoorOuders = "De school meldt uw kind aan bij de CLO. De intern begeleider bespreekt eerst met u wat dat betekent en wat u ervan vindt.",
        Bron = "003, schema: de leerling wordt aangemeld bij de CLO",
    };

    private static Stap Tlv => new()
    {
        Sleutel = "tlv",
        Naam = "TLV aanvragen",
        Uitleg = "De school vraagt een TLV aan voor een plaats op het speciaal basisonderwijs of het speciaal onderwijs. Rond deze stap af als de uitslag er is.",
        Rollen = [Rol.InternBegeleider, Rol.Directeur],
        Vereisten = [Toestemming, new(Vereistesoort.Opp)],
        Velden =
        [
            new("waarvoor", "Voor welk onderwijs vraagt de school een TLV aan?", Veldsoort.Keuze, Keuzes: ["Speciaal basisonderwijs (sbo)", "Speciaal onderwijs (so)"]),
            new("aangevraagd-op", "Wanneer is de TLV aangevraagd?", Veldsoort.Datum),
            new("ouders", "Wat vinden de ouders?"),
            new("uitslag-op", "Wanneer kwam de uitslag?", Veldsoort.Datum),
        ],
        Uitkomsten =
        [
            new("afgegeven", "De TLV is afgegeven: het dossier sluiten", ["overdragen"], SluitAlles: true),
            new("niet-afgegeven", "De TLV is niet afgegeven: terug naar het ondersteuningsteam", ["ondersteuningsteam"], Reden: true),
        ],
        Termijn = new(8, Eenheid.Schoolweken),
        VoorOuders = "De school vraagt een TLV aan. Met een TLV kan uw kind naar het speciaal basisonderwijs of het speciaal onderwijs. De school bespreekt de uitslag met u.",
        Bron = "003, schema: school vraagt een TLV aan voor een lesplaats op het sbo of so",
    };

    // Afsluiting ---------------------------------------------------------------------------

    private static Stap Overdragen => new()
    {
        Sleutel = "overdragen",
        Naam = "Overdragen en verwijderen",
        Uitleg = "De school krijgt het hele dossier. Daarna blijft er niets achter bij het samenwerkingsverband.",
        Soort = Stapsoort.Overdracht,
        Rollen = [Rol.InternBegeleider],
        Uitkomsten = [new("gewist", "Overgedragen en verwijderd", [], SluitAlles: true)],
        Termijn = new(4, Eenheid.Weken),
        VoorOuders = "De school krijgt het dossier. Daarna wist het samenwerkingsverband alle gegevens van uw kind.",
        Bron = "000: er worden geen gegevens bewaard",
        Vast = "Aan het einde krijgt de school het dossier en blijft er niets achter bij het samenwerkingsverband. Dat volgt uit de privacywet (AVG).",
    };
}
