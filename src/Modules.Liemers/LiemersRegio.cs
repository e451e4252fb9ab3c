using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Termijnen;
using Ambulant.Core.Toegang;
using Ambulant.Modules.Liemers.Routes;

namespace Ambulant.Modules.Liemers;

/// <summary>De Liemers. Read this class first: it names everything the region brings.</summary>
public sealed class LiemersRegio : IRegio
{
    public string Sleutel => "liemers";

    public string Naam => "De Liemers";

    public Woorden Woorden { get; } = new(
        new Dictionary<Rol, string>
        {
            [Rol.InternBegeleider] = "ib-er",
            [Rol.Consulent] = "swv-er",
            [Rol.Jeugdprofessional] = "jp-er",
        },
        new Dictionary<string, string>
        {
            ["ib-er"] = "intern begeleider",
            ["swv-er"] = "contactpersoon van het samenwerkingsverband",
            ["jp-er"] = "jeugdprofessional",
            ["vot"] = "voor-ondersteuningsteam",
            ["ot"] = "ondersteuningsteam",
            ["CLO"] = "commissie van het samenwerkingsverband, voor een TLV",
            ["TLV"] = "toelaatbaarheidsverklaring",
            ["sbo"] = "speciaal basisonderwijs",
            ["so"] = "speciaal onderwijs",
            ["hgw"] = "handelingsgericht werken",
            ["OPP"] = "ontwikkelingsperspectief",
        });

    // The green of river meadows.
    public Thema Thema { get; } = new(Accent: "#14594f", AccentDonker: "#0c3f38", AccentLicht: "#e6f2ef", AccentLijn: "#9cc7bf", Warm: "#b4541d");

    public IReadOnlyList<Route> Routes { get; } = [AmbulanteBegeleiding.Route, Zorgroute.Route];

    // Letter 000, "Doel".
    public IReadOnlyList<string> Gebieden { get; } =
    [
        "gedrag/sociaal-emotioneel",
        "gedrag/taakwerkhouding",
        "rekenen/lezen/spraak-taalontwikkeling",
        "motoriek/lichamelijke ontwikkeling",
        "meer- en hoogbegaafdheid",
    ];

    public IReadOnlyList<Deskundigheid> Deskundigheden { get; } = [];

    public Toestemmingsbrief Brief => LiemersBrief.Brief;

    public IReadOnlyList<Toestemmingsbrief> Brieven { get; } = [LiemersBrief.Brief, LiemersBrief.Ondersteuningsteam];

    // Letter 000: nothing is kept by the alliance after closing.
    public Bewaarregel Bewaren { get; } = new(0, "Het samenwerkingsverband bewaart niets nadat het traject is afgesloten. De school beheert het leerlingdossier.");

    public IReadOnlyList<Vakantie> Vakanties { get; } =
    [
        new("Kerstvakantie", new(2026, 12, 19), new(2027, 1, 3)),
        new("Voorjaarsvakantie", new(2027, 2, 20), new(2027, 2, 28)),
        new("Meivakantie", new(2027, 4, 24), new(2027, 5, 9)),
        new("Zomervakantie", new(2027, 7, 10), new(2027, 8, 22)),
        new("Herfstvakantie", new(2027, 10, 16), new(2027, 10, 24)),
        new("Kerstvakantie", new(2027, 12, 25), new(2028, 1, 9)),
    ];
}
