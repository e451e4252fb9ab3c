using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Termijnen;
using Ambulant.Core.Toegang;

namespace Ambulant.Modules.Proef;

/// <summary>
/// An invented region, for the tests: dropped beside a portal that was built without it. It has everything a region can bring: words,
/// colours, a route, a block of its own and a rule of its own. What PROEF says is wrong with it on purpose.
/// </summary>
public sealed class ProefRegio : IRegio
{
    private static readonly string? Fout = Environment.GetEnvironmentVariable("PROEF");

    public string Sleutel => Fout switch { "dubbel" => "liemers", "sleutel" => "../proef", _ => "proef" };

    public string Naam => "Proefvallei (verzonnen)";

    public Woorden Woorden { get; } = new(new Dictionary<Rol, string> { [Rol.Consulent] = "meedenker" }, new Dictionary<string, string> { ["mdk"] = "meedenkerskring" });

    public Thema Thema { get; } = new(Accent: Fout == "thema" ? "groen" : Fout == "bleek" ? "#7fb8ae" : "#5b2a6e", AccentDonker: "#3f1c4d", AccentLicht: "#f4ebf7", AccentLijn: "#c9a9d4", Warm: "#b4541d");

    public IReadOnlyList<Route> Routes { get; } =
    [
        new("proefroute", "Proefroute", "Een route om mee te proberen.", "kijken", "overdragen",
        [
            new("alles", "Alles",
            [
                new()
                {
                    Sleutel = "kijken",
                    Naam = "Kijken met de meedenker",
                    Uitleg = "Kijk mee en kies een koers.",
                    Rollen = [Rol.InternBegeleider],
                    Vereisten = [new(Vereistesoort.Regel, Sleutel: "koers-gekozen")],
                    Uitkomsten = [new("klaar", "Klaar", [Fout == "route" ? "nergens" : "overdragen"])],
                    VoorOuders = "De school kijkt met een meedenker wat uw kind nodig heeft.",
                    Bron = "Verzonnen procedure, stap 1",
                },
                .. Fout == "onbereikbaar" ? [Zwervend] : Array.Empty<Stap>(),
                new()
                {
                    Sleutel = "overdragen",
                    Naam = "Overdragen",
                    Uitleg = "Draag het dossier over aan de school.",
                    Soort = Stapsoort.Overdracht,
                    Vast = "Er blijft niets achter.",
                    Rollen = [Rol.InternBegeleider],
                    Uitkomsten = [new("overgedragen", "Overgedragen", [])],
                    VoorOuders = "De school krijgt het dossier.",
                    Bron = "Verzonnen procedure, stap 2",
                },
            ]),
        ]),
    ];

    public IReadOnlyList<string> Gebieden { get; } = ["proeven"];

    public IReadOnlyList<Deskundigheid> Deskundigheden { get; } = [];

    public Toestemmingsbrief Brief { get; } = new("1", "proef", "Toestemming", [new(null, "Een verzonnen brief.")], "Ik geef toestemming.");

    public Bewaarregel Bewaren { get; } = new(0, "Er wordt niets bewaard.");

    public IReadOnlyList<Vakantie> Vakanties { get; } = [];

    public IReadOnlyList<Blok> Blokken { get; } = [.. Enumerable.Repeat(Kompas, Fout == "blok" ? 2 : 1)];

    public IReadOnlyList<Regel> Regels { get; } =
    [
        new("koers-gekozen", "Er is nog geen koers gekozen in het kompas.", [Rol.InternBegeleider], "blokken/kompas", feiten =>
            Fout == "regel" ? throw new InvalidOperationException("kapot") :
            feiten.Blokken.TryGetValue("kompas", out var kompas) && kompas.Inhoud["koers"] is var koers && (koers != "Kapot" ? true : throw new InvalidOperationException("Deze koers kan niet.")))
        {
            Naam = "Er is een koers gekozen",
        },
    ];

    private static Blok Kompas { get; } = new(
        "kompas",
        "Kompas",
        "Waar gaat het heen met deze leerling?",
        [new("koers", "Koers", Veldsoort.Keuze, Keuzes: ["Verder op school", "Samen verder", "Kapot"]), new("waarom", "Waarom?", Verplicht: false)],
        [Rol.InternBegeleider]);

    private static Stap Zwervend { get; } = new()
    {
        Sleutel = "zwerven",
        Naam = "Zwerven",
        Uitleg = "Niemand komt hier.",
        Rollen = [Rol.InternBegeleider],
        Uitkomsten = [new("klaar", "Klaar", ["overdragen"])],
        VoorOuders = "Niets.",
        Bron = "Nergens",
    };
}
