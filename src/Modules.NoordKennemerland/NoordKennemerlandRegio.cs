using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Termijnen;
using Ambulant.Core.Toegang;
using Ambulant.Modules.NoordKennemerland.Routes;

namespace Ambulant.Modules.NoordKennemerland;

/// <summary>Noord-Kennemerland. Read this class first: it names everything the region brings.</summary>
public sealed class NoordKennemerlandRegio : IRegio
{
    public string Sleutel => "noord-kennemerland";

    public string Naam => "Noord-Kennemerland";

    public Woorden Woorden { get; } = new(
        new Dictionary<Rol, string> { [Rol.InternBegeleider] = "intern begeleider", [Rol.Begeleider] = "ambulant begeleider" },
        new Dictionary<string, string> { ["mdo"] = "multidisciplinair overleg" });

    // The blue of the sea behind the dunes.
    public Thema Thema { get; } = new(Accent: "#1c4f86", AccentDonker: "#123761", AccentLicht: "#e8f0f9", AccentLijn: "#a3bfdf", Warm: "#8f5f00");

    public IReadOnlyList<Route> Routes { get; } = [HandelingsgerichtOnderzoek.Route, Begeleiding.Route, Voorlichting.Route];

    // The question leads to the expertise (memo, "Waarom"), so the area of a hulpvraag is the expertise that is asked.
    public IReadOnlyList<string> Gebieden => [.. Deskundigheden.Select(d => d.Naam)];

    // Memo 002/004, "Inleiding".
    public IReadOnlyList<Deskundigheid> Deskundigheden { get; } =
    [
        new("gedrag en leren-leren", "Gedragpunt - stichting Aloysius", "samenwerkingsverband"),
        new("verstandelijke of motorische beperking, langdurig of chronisch ziek", "Heliomare onderwijs", "samenwerkingsverband"),
        new("auditief, taal en communicatie", "Viertaal", "landelijke regeling"),
    ];

    public Toestemmingsbrief Brief => NoordKennemerlandBrief.Brief;

    public Bewaarregel Bewaren { get; } = new(0, "Na afsluiting gaat het dossier naar de school.");

    public IReadOnlyList<Vakantie> Vakanties { get; } = [];

    public IReadOnlyList<Blok> Blokken { get; } = [TopDossier.Blok];

    public IReadOnlyList<Regel> Regels { get; } = [TopDossier.OvernemenIsTijdelijk];
}
