using Ambulant.Core;
using Ambulant.Core.Inzagen;
using Ambulant.Core.Toegang;

namespace Ambulant.Portal.Look;

/// <summary>Who looked, in plain words, for the school and for parents.</summary>
/// <param name="Noem">How a role is called for this reader.</param>
/// <param name="Verband">Name of the alliance, for who works there.</param>
/// <param name="Kind">How the child is called: "uw kind" or "de leerling".</param>
public sealed record Inzagezicht(Inzageblad Blad, Func<Rol, string> Noem, string Verband, string Kind, string Adres)
{
    public IEnumerable<IGrouping<DateOnly, Inzagebezoek>> Dagen => Blad.Bezoeken.GroupBy(b => b.Dag);

    public string? Ouder => Blad.Eerder is { } dag ? $"{Adres}?voor={dag:yyyy-MM-dd}" : null;

    /// <summary>The day in "?voor=2026-11-25"; anything else is as if nothing was asked.</summary>
    public static DateOnly? Voor(string? tekst) =>
        DateOnly.TryParseExact(tekst, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var dag) ? dag : null;

    public static string Wie(Inzagebezoek b) => b.Uzelf ? "Uzelf" : b.Naam ?? (b.Rol is Rol.Ouder ? "Een andere ouder" : "Onbekend");

    /// <summary>Role and where the person works.</summary>
    public string Als(Rol rol, string? waar) => rol is Rol.Ouder ? Noem(rol) : $"{Noem(rol)}, {waar ?? Verband}";

    public static string Wanneer(Inzagebezoek b)
    {
        var (eerste, laatste) = (Core.Dag.Tijd(b.Eerste), Core.Dag.Tijd(b.Laatste));
        return eerste == laatste ? $"om {eerste} uur" : $"tussen {eerste} en {laatste} uur";
    }

    public string Waarom(Inzagebezoek b) => b.Grond switch
    {
        Inzagegrond.School => "Mocht kijken: werkt op de school.",
        Inzagegrond.Toestemming => "Mocht kijken: de ouders gaven toestemming.",
        Inzagegrond.ZonderNaam => $"Zag de naam van {Kind} niet: er was geen toestemming.",
        Inzagegrond.Betrokken => "Mocht kijken: doet mee in dit dossier.",
        Inzagegrond.Gezag => "Mocht kijken: is ouder.",
        _ => b.MetNaam ? "" : $"Zag de naam van {Kind} niet.",
    };

    /// <summary>"het logboek (3 keer), de doelen".</summary>
    public static string Delen(Inzagebezoek b) => string.Join(", ", b.Delen
        .GroupBy(d => (Naam: Deel(d), d.Actie))
        .Select(g => (g.Key.Naam, g.Key.Actie, Keer: g.Sum(d => d.Keer)))
        .Select(g => g.Naam + (g.Actie, g.Keer) switch
        {
            (Inzageactie.Downloaden, 1) => " (gedownload)",
            (Inzageactie.Downloaden, var n) => string.Create(Dag.Nederlands, $" ({n} keer gedownload)"),
            (Inzageactie.Versturen, 1) => " (iets ingevuld)",
            (Inzageactie.Versturen, var n) => string.Create(Dag.Nederlands, $" ({n} keer iets ingevuld)"),
            (_, 1) => "",
            (_, var n) => string.Create(Dag.Nederlands, $" ({n} keer)"),
        }));

    private static string Deel(Inzagedeel d) => d.Deel switch
    {
        "documenten" when d.Naam is not null => $"document {d.Naam}",
        "documenten" when d.Actie is Inzageactie.Downloaden => "een document",
        "adviezen" => "de adviezen",
        "afspraken" => "de afspraken",
        "betrokkenen" => "wie er meedoen",
        "blokken" => "een document van de regio",
        "doelen" => "de doelen",
        "documenten" => "de documenten",
        "geschiedenis" => "de geschiedenis",
        "hulpvraag" => "de hulpvraag",
        "index" => "de eerste pagina",
        "instemming" => "het plan",
        "interventies" => "de interventies",
        "intrekken" => "toestemming intrekken",
        "leerling" => "de gegevens van de leerling",
        "logboek" => "het logboek",
        "opp" => "het OPP",
        "ouders" => "de gegevens van de ouders",
        "overdragen" => "het hele dossier",
        "overzicht" => "het overzicht",
        "regie" => "de regie",
        "stagnaties" => "de stagnaties",
        "stap" => "een stap",
        "stoppen" => "het dossier stoppen",
        "toestemming" => "de toestemming",
        "wiekeekmee" => "wie er meekeek",
        _ => "een ander onderdeel",
    };
}
