using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Termijnen;
using Ambulant.Core.Toegang;

namespace Ambulant.Modules.Proef;

/// <summary>
/// The smallest region there can be, for the tests: dropped beside a portal that was built without it. What PROEF says is wrong with it
/// on purpose.
/// </summary>
public sealed class ProefRegio : IRegio
{
    private static readonly string? Fout = Environment.GetEnvironmentVariable("PROEF");

    public string Sleutel => Fout switch { "dubbel" => "liemers", "sleutel" => "../proef", _ => "proef" };

    public string Naam => "Proefvallei (verzonnen)";

    public Woorden Woorden { get; } = new(new Dictionary<Rol, string> { [Rol.Consulent] = "meedenker" }, new Dictionary<string, string>());

    public Thema Thema { get; } = new(Accent: Fout == "thema" ? "groen" : Fout == "bleek" ? "#7fb8ae" : "#5b2a6e", AccentDonker: "#3f1c4d", AccentLicht: "#f4ebf7", AccentLijn: "#c9a9d4", Warm: "#b4541d");

    public IReadOnlyList<Route> Routes { get; } =
    [
        new("proefroute", "Proefroute", "Een route om mee te proberen.", "kijken", "overdragen",
        [
            new("alles", "Alles",
            [
                new() { Sleutel = "kijken", Naam = "Kijken met de meedenker", Uitleg = "Kijk mee.", Rollen = [Rol.InternBegeleider], Uitkomsten = [new("klaar", "Klaar", [Fout == "route" ? "nergens" : "overdragen"])] },
                new() { Sleutel = "overdragen", Naam = "Overdragen", Uitleg = "Draag over.", Soort = Stapsoort.Overdracht, Rollen = [Rol.InternBegeleider], Uitkomsten = [new("overgedragen", "Overgedragen", [])] },
            ]),
        ]),
    ];

    public IReadOnlyList<string> Gebieden { get; } = ["proeven"];

    public IReadOnlyList<Deskundigheid> Deskundigheden { get; } = [];

    public Toestemmingsbrief Brief { get; } = new("1", "proef", "Toestemming", [new(null, "Een verzonnen brief.")], "Ik geef toestemming.");

    public Bewaarregel Bewaren { get; } = new(0, "Er wordt niets bewaard.");

    public IReadOnlyList<Vakantie> Vakanties { get; } = [];
}
