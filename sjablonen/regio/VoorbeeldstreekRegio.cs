using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Termijnen;
using Ambulant.Core.Toegang;
using Ambulant.Modules.Voorbeeldstreek.Routes;

namespace Ambulant.Modules.Voorbeeldstreek;

/// <summary>Naam van de regio. Read this class first: it names everything the region brings.</summary>
public sealed class VoorbeeldstreekRegio : IRegio
{
    // Stands in addresses and in every row: choose it once.
    public string Sleutel => "voorbeeldstreek";

    public string Naam => "Naam van de regio";

    // Only what differs from the general words; see Woorden.
    public Woorden Woorden { get; } = new(
        new Dictionary<Rol, string> { [Rol.Consulent] = "consulent" },
        new Dictionary<string, string> { ["mdo"] = "multidisciplinair overleg" });

    public Thema Thema { get; } = new(Accent: "#1d5c3a", AccentDonker: "#123d26", AccentLicht: "#e9f4ee", AccentLijn: "#a5cdb6", Warm: "#9a4a10");

    public IReadOnlyList<Route> Routes { get; } = [Ondersteuning.Route];

    public IReadOnlyList<string> Gebieden { get; } = ["gedrag", "leren"];

    public IReadOnlyList<Deskundigheid> Deskundigheden { get; } = [];

    public Toestemmingsbrief Brief { get; } = new(
        "2026-1",
        "ambulante begeleiding",
        "Toestemming voor hulp van buiten de school",
        [
            new(null, "De school wil met u en met iemand van buiten de school kijken wat uw kind nodig heeft."),
            new("Wat gebeurt er met de gegevens?", "Wie meedoet, leest wat de school opschrijft. Na afloop krijgt de school alles en blijft er niets achter."),
        ],
        "Ik geef toestemming om iemand van buiten de school mee te laten kijken.");

    public Bewaarregel Bewaren { get; } = new(0, "Na afsluiting krijgt de school het dossier en blijft er niets achter.");

    public IReadOnlyList<Vakantie> Vakanties { get; } =
    [
        new("Kerstvakantie", new(2026, 12, 19), new(2027, 1, 3)),
    ];

    // A document of a dossier with versions. Leave it out when you need none.
    public IReadOnlyList<Blok> Blokken { get; } =
    [
        new("plan", "Plan", "Wat gaan we doen, en wanneer is het goed?", [new("wat", "Wat gaan we doen?"), new("goed", "Wanneer is het goed?")], [Rol.InternBegeleider]),
    ];

    // A demand on a step that Ambulant does not know. Leave it out when you need none.
    public IReadOnlyList<Regel> Regels { get; } =
    [
        new("plan-af", "Het plan is nog niet af.", [Rol.InternBegeleider], "blokken/plan", feiten => feiten.Blokken.ContainsKey("plan")) { Naam = "Het plan is af" },
    ];
}
