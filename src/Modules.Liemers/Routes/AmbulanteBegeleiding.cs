using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Modules.Liemers.Routes;

/// <summary>"Procedure aanvraag ambulante begeleiding" (source 001), with the intake of letter 000.</summary>
internal static class AmbulanteBegeleiding
{
    private static readonly Vereiste Hulpvraag = new(Vereistesoort.Hulpvraag);
    private static readonly Vereiste Interventies = new(Vereistesoort.Interventies);
    private static readonly Vereiste Opp = new(Vereistesoort.Opp);
    private static readonly Vereiste Toestemming = new(Vereistesoort.Toestemming);
    private static readonly Vereiste Ouders = new(Vereistesoort.Ouders);

    public static Route Route { get; } = new(
        "ambulante-begeleiding",
        "Ambulante begeleiding",
        "Van signaal tot afsluiting: de procedure van De Liemers.",
        Begin: "signaleren",
        Slot: "overdragen",
        [
            new("vooraf", "Vooraf", [Signaleren, InterventiesInzetten, Vot, Ot]),
            new("aanvraag", "Aanvraag", [EersteContact, Gesprek, ToestemmingOuders, DossierEnAanvraag, Definitief, Doorzetten, Besluit]),
            new("uitvoering", "Uitvoering", [InUitvoering, Intake, Observatie, Adviezen, Tussenevaluatie]),
            new("afsluiting", "Afsluiting", [Eindevaluatie, Overdragen]),
        ]);

    // Vooraf -------------------------------------------------------------------------------

    private static Stap Signaleren => new()
    {
        Sleutel = "signaleren",
        Naam = "Signaleren en bespreken",
        Uitleg = "De leerkracht ziet dat een leerling meer nodig heeft en bespreekt dit met de ib-er.",
        Rollen = [Rol.Leerkracht, Rol.InternBegeleider],
        Velden =
        [
            new("besproken-op", "Wanneer hebben leerkracht en ib-er dit besproken?", Veldsoort.Datum),
            new("besproken", "Wat is er besproken?", Hint: "Kort: wat ziet de leerkracht, wat is al geprobeerd?"),
        ],
        Uitkomsten = [new("klaar", "Interventies inzetten", ["interventies"])],
        VoorOuders = "De leerkracht en de intern begeleider van de school bespreken wat uw kind nodig heeft.",
        Bron = "001, voorafgaand, eerste punt",
    };

    private static Stap InterventiesInzetten => new()
    {
        Sleutel = "interventies",
        Naam = "Interventies inzetten",
        Uitleg = "De leerkracht zet interventies in en noteert ze met hun opbrengst. Misschien start de school een OPP.",
        Rollen = [Rol.Leerkracht, Rol.InternBegeleider],
        Vereisten = [Interventies],
        Velden = [new("opp-gestart", "Is er een OPP gestart?", Veldsoort.Keuze, Keuzes: ["Ja", "Nog niet"])],
        Uitkomsten =
        [
            new("onvoldoende", "De interventies leveren niet genoeg op: naar het vot", ["vot"]),
        ],
        VoorOuders = "De leerkracht probeert op school uit wat uw kind helpt.",
        Bron = "001, voorafgaand, tweede en derde punt",
    };

    private static Stap Vot => new()
    {
        Sleutel = "vot",
        Naam = "Bespreken in het vot",
        Uitleg = "Bespreek de leerling in het voor-ondersteuningsteam. De ouders weten hiervan. Stel de hulpvraag duidelijk vast en bekijk of er nog meer interventies mogelijk zijn.",
        Rollen = [Rol.InternBegeleider],
        Aanwezig = [Rol.InternBegeleider],
        Verwacht = [Rol.Leerkracht, Rol.Consulent],
        Vereisten = [Hulpvraag],
        Velden =
        [
            new("datum", "Datum van het vot", Veldsoort.Datum),
            new("swv-er", "Welke swv-er denkt mee?", Veldsoort.Persoon, Rol: Rol.Consulent, Hint: "De swv-er ziet de hulpvraag zonder naam, tot de ouders toestemming geven."),
            new("ouders-op-de-hoogte", "De ouders weten dat hun kind in het vot besproken is", Veldsoort.Bevestiging),
            new("besproken", "Wat is er besproken?"),
        ],
        Uitkomsten =
        [
            new("meer-interventies", "Er zijn meer interventies mogelijk", ["interventies"]),
            new("ot", "Er volgt een ot", ["gesprek-ouders"]),
            new("traject", "Een traject ambulante begeleiding aanvragen", ["gesprek-ouders"]),
        ],
        VoorOuders = "De school bespreekt uw kind in het voor-ondersteuningsteam. De school hoort dit met u te bespreken.",
        Bron = "001, voorafgaand, derde tot en met zesde punt",
    };

    private static Stap Ot => new()
    {
        Sleutel = "gesprek-ouders",
        Naam = "Gesprek met ouders (ot)",
        Uitleg = "Vertel de ouders in een gesprek dat de school een traject wil aanvragen. De interventies en opbrengsten staan in het OPP.",
        Rollen = [Rol.InternBegeleider],
        Aanwezig = [Rol.InternBegeleider, Rol.Ouder],
        Verwacht = [Rol.Leerkracht, Rol.Consulent],
        Vereisten = [Hulpvraag, Interventies, Ouders],
        Velden =
        [
            new("datum", "Datum van het gesprek", Veldsoort.Datum),
            new("ouders-ingelicht", "De ouders weten dat de school een traject wil aanvragen", Veldsoort.Bevestiging),
            new("besproken", "Wat is er besproken en wat vinden de ouders?"),
        ],
        Uitkomsten =
        [
            new("traject", "Een traject aanvragen", ["eerste-contact"]),
            new("meer-interventies", "Eerst meer interventies", ["interventies"]),
        ],
        VoorOuders = "De school praat met u over de begeleiding die zij wil aanvragen.",
        Bron = "001, voorafgaand, vijfde en zesde punt",
    };

    // Aanvraag -----------------------------------------------------------------------------

    private static Stap EersteContact => new()
    {
        Sleutel = "eerste-contact",
        Naam = "Eerste contact",
        Uitleg = "De swv-er vraagt een ambulant begeleider en stelt de hulpvraag zonder naam. De ib-er krijgt hetzelfde bericht.",
        Rollen = [Rol.Consulent],
        Vereisten = [Hulpvraag],
        Velden =
        [
            new("begeleider", "Welke ambulant begeleider vraagt u?", Veldsoort.Persoon, Rol: Rol.Begeleider),
            new("bericht", "Bericht bij de hulpvraag", Verplicht: false, Hint: "Schrijf geen naam of geboortedatum van de leerling.", ZonderNaam: true),
        ],
        Uitkomsten = [new("gesteld", "De hulpvraag stellen", ["gesprek-begeleider"])],
        Termijn = new(2, Eenheid.Schoolweken),
        VoorOuders = "Het samenwerkingsverband zoekt een ambulant begeleider. De naam van uw kind wordt nog niet genoemd.",
        Bron = "001, aanvraag, derde punt",
    };

    private static Stap Gesprek => new()
    {
        Sleutel = "gesprek-begeleider",
        Naam = "Gesprek ib-er en begeleider",
        Uitleg = "De ib-er en de begeleider zoeken elkaar direct op en bespreken de hulpvraag verder.",
        Rollen = [Rol.InternBegeleider, Rol.Begeleider],
        Velden =
        [
            new("datum", "Datum van het gesprek", Veldsoort.Datum),
            new("besproken", "Wat is er besproken?", Hint: "Schrijf geen naam van de leerling: de ouders gaven nog geen toestemming.", ZonderNaam: true),
        ],
        Uitkomsten =
        [
            new("school-verder", "De school kan verder: er is geen traject nodig", ["overdragen"], SluitAlles: true),
            new("meer-nodig", "Er is meer nodig: een traject aanvragen", ["toestemming", "dossier-aanvraag"]),
        ],
        Termijn = new(3, Eenheid.Schoolweken),
        VoorOuders = "De intern begeleider praat met een ambulant begeleider over de vraag van de school. De naam van uw kind wordt nog niet genoemd.",
        Bron = "001, aanvraag, vierde tot en met zesde punt",
    };

    private static Stap ToestemmingOuders => new()
    {
        Sleutel = "toestemming",
        Naam = "Toestemming ouders",
        Uitleg = "Elke ouder met gezag leest de brief en geeft toestemming, of niet. De ib-er stuurt de vraag of legt een papieren formulier vast.",
        Soort = Stapsoort.Toestemming,
        Rollen = [],
        Uitkomsten =
        [
            new("gegeven", "Alle ouders met gezag geven toestemming", []),
            new("geweigerd", "Een ouder geeft geen toestemming", ["vot"], Sluit: ["dossier-aanvraag", "definitief"]),
        ],
        VoorOuders = "Wij vragen u om toestemming. U beslist zelf.",
        Bron = "000; 001, aanvraag",
        Vast = "Zonder toestemming van elke ouder met gezag mag iemand van buiten de school niet weten om welk kind het gaat. Dat staat in de brief aan ouders en volgt uit de privacywet (AVG).",
    };

    private static Stap DossierEnAanvraag => new()
    {
        Sleutel = "dossier-aanvraag",
        Naam = "Dossier en aanvraag extra ondersteuning",
        Uitleg = "Maak de aanvraag compleet: een duidelijke hulpvraag, het OPP met interventies en opbrengsten als bijlage, en de swv-er, jp-er en begeleider als betrokkenen.",
        Rollen = [Rol.InternBegeleider],
        Vereisten = [Hulpvraag, Interventies, Opp, new(Vereistesoort.Betrokkene, Rol.Consulent), new(Vereistesoort.Betrokkene, Rol.Begeleider)],
        Velden =
        [
            new("jp-er", "Welke jp-er nodigt u uit?", Veldsoort.Persoon, Rol: Rol.Jeugdprofessional),
            new("ondersteuning", "Welke extra ondersteuning vraagt u aan?"),
        ],
        Uitkomsten = [new("klaar", "De aanvraag is klaar om definitief te maken", ["definitief"])],
        VoorOuders = "De intern begeleider maakt de aanvraag klaar.",
        Bron = "001, aanvraag, stappen in otr",
    };

    private static Stap Definitief => new()
    {
        Sleutel = "definitief",
        Naam = "Definitief maken",
        Uitleg = "Overleg met de swv-er of de aanvraag compleet is. Maak haar daarna definitief.",
        Rollen = [Rol.InternBegeleider],
        Vereisten =
        [
            Hulpvraag, Interventies, Opp, Toestemming,
            new(Vereistesoort.Betrokkene, Rol.Consulent), new(Vereistesoort.Betrokkene, Rol.Begeleider), new(Vereistesoort.Betrokkene, Rol.Jeugdprofessional),
        ],
        Velden = [new("overlegd-op", "Wanneer hebt u met de swv-er overlegd?", Veldsoort.Datum)],
        Uitkomsten = [new("definitief", "Definitief maken", ["doorzetten"], Sluit: ["toestemming"])],
        VoorOuders = "De intern begeleider controleert de aanvraag en maakt haar definitief.",
        Bron = "001, aanvraag: dossier op definitief",
    };

    private static Stap Doorzetten => new()
    {
        Sleutel = "doorzetten",
        Naam = "Doorzetten",
        Uitleg = "De swv-er zet de aanvraag door naar wie voor het samenwerkingsverband besluit.",
        Rollen = [Rol.Consulent],
        Vereisten = [Toestemming],
        Velden =
        [
            new("besluitnemer", "Wie neemt het besluit?", Veldsoort.Persoon, Rol: Rol.Besluitnemer),
            new("toelichting", "Toelichting", Verplicht: false),
        ],
        Uitkomsten = [new("doorgezet", "Doorzetten", ["besluit"])],
        Termijn = new(1, Eenheid.Schoolweken),
        VoorOuders = "Het samenwerkingsverband bekijkt de aanvraag.",
        Bron = "001, aanvraag: de swv-er zet het dossier door",
    };

    private static Stap Besluit => new()
    {
        Sleutel = "besluit",
        Naam = "Besluit",
        Uitleg = "Besluit op de aanvraag. Bij 'negatief' en 'aanvullen' schrijft u waarom.",
        Soort = Stapsoort.Besluit,
        Rollen = [Rol.Besluitnemer],
        Vereisten = [Toestemming],
        Velden = [new("motivering", "Motivering van het besluit", Verplicht: false)],
        Uitkomsten =
        [
            new("positief", "Positief: het traject kan beginnen", ["in-uitvoering"]),
            new("negatief", "Negatief", ["vot"], Reden: true),
            new("aanvullen", "Terug om aan te vullen", ["dossier-aanvraag"], Reden: true),
        ],
        Termijn = new(2, Eenheid.Schoolweken),
        VoorOuders = "Het samenwerkingsverband beslist over de aanvraag.",
        Bron = "001, aanvraag: de aanvraag wordt besloten",
        Vast = "Alleen wie voor het samenwerkingsverband beslist, neemt het besluit, met een reden bij nee of aanvullen. Zonder toestemming van de ouders komt er geen besluit.",
    };

    // Uitvoering ---------------------------------------------------------------------------

    private static Stap InUitvoering => new()
    {
        Sleutel = "in-uitvoering",
        Naam = "In uitvoering nemen",
        Uitleg = "Neem het arrangement in uitvoering. Dezelfde betrokkenen gaan mee: u bevestigt dat in één keer.",
        Rollen = [Rol.InternBegeleider],
        Vereisten = [Toestemming],
        BevestigtBetrokkenen = true,
        Uitkomsten = [new("in-uitvoering", "In uitvoering nemen", ["intake"])],
        Termijn = new(2, Eenheid.Schoolweken),
        VoorOuders = "De aanvraag is goedgekeurd. De school start de begeleiding.",
        Bron = "001, uitvoering: in uitvoering nemen en betrokkenen uitnodigen",
    };

    private static Stap Intake => new()
    {
        Sleutel = "intake",
        Naam = "Kennismaking en intake (ot)",
        Uitleg = "Het eerste gesprek met ouders, school en begeleider. Bespreek de zes onderwerpen, stel doelen en spreek af wie wat wanneer doet.",
        Rollen = [Rol.InternBegeleider, Rol.Begeleider],
        Aanwezig = [Rol.InternBegeleider, Rol.Ouder],
        Verwacht = [Rol.Begeleider, Rol.Leerkracht],
        Vereisten = [Toestemming, new(Vereistesoort.Doelen), new(Vereistesoort.Afspraken)],
        Velden =
        [
            new("datum", "Datum van het gesprek", Veldsoort.Datum),
            new("verwachtingen", "1. Wat verwacht iedereen van elkaar, van deze bespreking en van het traject?"),
            new("thuis", "2. Ouders: wat gaat thuis goed en wat minder goed?"),
            new("school", "3. School: wat gaat op school goed en wat minder goed?", Hint: "Stimulerende en belemmerende factoren."),
            new("ondersteuningsbehoefte", "4. Wat is de hulpvraag en welke ondersteuning heeft de school nodig?"),
            new("onderzoek", "5. Is verder onderzoek nodig?", Veldsoort.Keuze, Keuzes: ["Nee", "Ja"]),
            new("onderzoek-toelichting", "Welk onderzoek, en waarom?", Verplicht: false),
            new("wie-wat-wanneer", "6. Wie doet wat wanneer?", Hint: "Zet elke afspraak ook bij Afspraken, met een eigenaar en een datum."),
            new("communicatie", "Hoe houden school en begeleider contact?", Veldsoort.Keuze, Keuzes: ["Telefoon", "App", "Mail", "Anders"]),
        ],
        Uitkomsten = [new("klaar", "De begeleiding begint", ["observatie", "tussenevaluatie"])],
        Termijn = new(3, Eenheid.Schoolweken),
        VoorOuders = "U krijgt een uitnodiging voor het eerste gesprek met de school en de ambulant begeleider.",
        Bron = "000, intakegesprek; 001, kennismakingsgesprek en taken ab-er",
    };

    private static Stap Observatie => new()
    {
        Sleutel = "observatie",
        Naam = "Observatie en gesprek",
        Uitleg = "De begeleider observeert, praat daarna met de leerkracht of ib-er en noteert elke keer de bevindingen en adviezen in het logboek.",
        Soort = Stapsoort.Logboek,
        Rollen = [Rol.Begeleider],
        Vereisten = [Toestemming],
        Uitkomsten =
        [
            new("genoteerd", "Genoteerd", ["observatie"]),
            new("genoteerd-met-advies", "Genoteerd, met adviezen", ["observatie", "adviezen"]),
        ],
        VoorOuders = "De ambulant begeleider kijkt in de klas en praat met de leerkracht.",
        Bron = "001, uitvoering en taken ab-er",
    };

    private static Stap Adviezen => new()
    {
        Sleutel = "adviezen",
        Naam = "Adviezen verwerken in het OPP",
        Uitleg = "De ib-er neemt elk advies over in het OPP, past het aan of legt uit waarom niet.",
        Rollen = [Rol.InternBegeleider],
        Vereisten = [new(Vereistesoort.Adviezen)],
        Uitkomsten = [new("verwerkt", "Alle adviezen zijn verwerkt", ["observatie"])],
        Termijn = new(2, Eenheid.Schoolweken),
        VoorOuders = "De school verwerkt de adviezen van de begeleider in het plan voor uw kind.",
        Bron = "001, taken: de ib-er verwerkt deze adviezen in het opp",
    };

    private static Stap Tussenevaluatie => new()
    {
        Sleutel = "tussenevaluatie",
        Naam = "Tussenevaluatie",
        Uitleg = "Kijk samen hoe het gaat en besluit of u doorgaat, bijstelt of stopt.",
        Soort = Stapsoort.Evaluatie,
        Rollen = [Rol.InternBegeleider],
        Aanwezig = [Rol.InternBegeleider, Rol.Ouder],
        Verwacht = [Rol.Leerkracht, Rol.Begeleider],
        Vereisten = [Toestemming, new(Vereistesoort.Adviezen)],
        Velden =
        [
            new("datum", "Datum van de evaluatie", Veldsoort.Datum),
            new("goed", "Wat gaat goed?"),
            new("beter", "Wat kan beter?"),
            new("doelen", "Hoe staat het met de doelen?"),
            new("bijstellen", "Wat wordt er bijgesteld?", Verplicht: false, Hint: "Pas ook de doelen en afspraken aan."),
        ],
        Uitkomsten =
        [
            new("doorgaan", "Doorgaan", ["tussenevaluatie"]),
            new("bijstellen", "Bijstellen en doorgaan", ["tussenevaluatie"]),
            new("stoppen", "Stoppen: naar de eindevaluatie", ["eindevaluatie"], Sluit: ["observatie", "adviezen"]),
        ],
        Termijn = new(8, Eenheid.Schoolweken),
        VoorOuders = "U praat met de school en de begeleider over hoe het gaat.",
        Bron = "000, begeleidingsfase; 001, tussenevaluaties",
    };

    // Afsluiting ---------------------------------------------------------------------------

    private static Stap Eindevaluatie => new()
    {
        Sleutel = "eindevaluatie",
        Naam = "Eindevaluatie en eindgesprek",
        Uitleg = "Evalueer het traject met de ib-er, de leerkracht en de ouders. De swv-er en de begeleider zijn er allebei bij.",
        Soort = Stapsoort.Evaluatie,
        Rollen = [Rol.InternBegeleider],
        Aanwezig = [Rol.InternBegeleider, Rol.Leerkracht, Rol.Ouder, Rol.Consulent, Rol.Begeleider],
        Vereisten = [Toestemming, new(Vereistesoort.Adviezen)],
        Velden =
        [
            new("datum", "Datum van het eindgesprek", Veldsoort.Datum),
            new("opgeleverd", "Wat heeft het traject opgeleverd?"),
            new("doelen", "Welke doelen zijn bereikt en welke niet?"),
            new("vervolg", "Hoe gaat het verder?"),
        ],
        Uitkomsten =
        [
            new("sluiten", "Het traject sluiten", ["overdragen"], SluitAlles: true),
            new("verlengen", "Verlengen", ["observatie", "tussenevaluatie"]),
            new("verder", "Verder naar het ondersteuningsteam of de CLO", [], Reden: true, Start: new(Zorgroute.Sleutel, Zorgroute.Inbrengen)),
        ],
        Termijn = new(4, Eenheid.Schoolweken),
        VoorOuders = "U bespreekt met de school, de begeleider en het samenwerkingsverband hoe het traject ging.",
        Bron = "000, einde; 001, eindgesprek",
    };

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
        Vast = "Aan het einde krijgt de school het dossier en blijft er niets achter bij het samenwerkingsverband. Dat staat in de brief aan ouders en volgt uit de privacywet (AVG).",
    };
}
