using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Termijnen;
using Ambulant.Core.Toegang;

namespace Ambulant.Modules.NoordKennemerland;

/// <summary>Noord-Kennemerland. Read this class first: it names everything the region brings. Its two routes are still to come.</summary>
public sealed class NoordKennemerlandRegio : IRegio
{
    public string Sleutel => "noord-kennemerland";

    public string Naam => "Noord-Kennemerland";

    public Woorden Woorden { get; } = new(
        new Dictionary<Rol, string> { [Rol.InternBegeleider] = "intern begeleider", [Rol.Begeleider] = "ambulant begeleider" },
        new Dictionary<string, string> { ["mdo"] = "multidisciplinair overleg" });

    // The blue of the sea behind the dunes.
    public Thema Thema { get; } = new(Accent: "#1c4f86", AccentDonker: "#123761", AccentLicht: "#e8f0f9", AccentLijn: "#a3bfdf", Warm: "#8f5f00");

    public IReadOnlyList<Route> Routes { get; } = [];

    public IReadOnlyList<string> Gebieden { get; } = ["gedrag en leren-leren", "verstandelijke of motorische beperking, langdurig of chronisch ziek", "auditief, taal en communicatie"];

    // Memo 002/004, "Inleiding".
    public IReadOnlyList<Deskundigheid> Deskundigheden { get; } =
    [
        new("gedrag en leren-leren", "Gedragpunt - stichting Aloysius", "samenwerkingsverband"),
        new("verstandelijke of motorische beperking, langdurig of chronisch ziek", "Heliomare onderwijs", "samenwerkingsverband"),
        new("auditief, taal en communicatie", "Viertaal", "landelijke regeling"),
    ];

    public Toestemmingsbrief Brief { get; } = new(
        "2026-1",
        "ambulante begeleiding",
        "Instemming met de inzet van een ambulant begeleider",
        [new(null, "De school en de consulent hebben met u een plan gemaakt voor uw kind. Daarvoor vragen wij een ambulant begeleider. Dat kan alleen als u het eens bent met het plan.")],
        "Ik stem in met de inzet van een ambulant begeleider voor mijn kind.");

    public Bewaarregel Bewaren { get; } = new(0, "Na afsluiting gaat het dossier naar de school.");

    public IReadOnlyList<Vakantie> Vakanties { get; } = [];
}
