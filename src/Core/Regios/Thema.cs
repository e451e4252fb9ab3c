using System.Globalization;
using System.Text.RegularExpressions;

namespace Ambulant.Core.Regios;

/// <summary>
/// The colours of a region, each as #rrggbb. Everything else of the look is the same everywhere. Who chooses them owes its readers
/// contrast (WCAG 2.2 AA): what is said below per colour is checked when the portal starts.
/// </summary>
/// <param name="Accent">Links, the filled button (white on it), the outline of the other buttons. 4.5:1 with white, the page and <paramref name="AccentLicht"/>.</param>
/// <param name="AccentDonker">The same under the pointer, and text on <paramref name="AccentLicht"/>. 4.5:1 with white, the page and that colour.</param>
/// <param name="AccentLicht">Background of what is chosen or comes next. 4.5:1 with the colours of text.</param>
/// <param name="AccentLijn">Lines beside text that says the same; decoration, so no contrast is owed.</param>
/// <param name="Warm">Marks the step where a dossier is now. 3:1 with white and the page.</param>
/// <param name="Focus">Ring around what has the focus. 3:1 with white, the page, <paramref name="AccentLicht"/> and <paramref name="FocusOm"/>.</param>
/// <param name="FocusOm">Second ring, so that the first shows on dark surfaces too.</param>
public sealed partial record Thema(
    string Accent, string AccentDonker, string AccentLicht, string AccentLijn, string Warm, string Focus = "#12263a", string FocusOm = "#ffd44d")
{
    private const string Wit = "#ffffff";

    // As in the style sheet of the portal: the page and the two colours of text.
    private const string Papier = "#fbf9f5";
    private const string Tekst = "#23272b";
    private const string TekstZacht = "#555a5f";

    /// <summary>Every colour by the name of its property.</summary>
    public IReadOnlyList<(string Naam, string Kleur)> Kleuren =>
    [
        (nameof(Accent), Accent), (nameof(AccentDonker), AccentDonker), (nameof(AccentLicht), AccentLicht), (nameof(AccentLijn), AccentLijn),
        (nameof(Warm), Warm), (nameof(Focus), Focus), (nameof(FocusOm), FocusOm),
    ];

    /// <summary>What is wrong with these colours, each a sentence for whoever chose them. Empty: they may be shown.</summary>
    public IReadOnlyList<string> Fouten()
    {
        var vorm = Kleuren.Where(k => !Kleurvorm().IsMatch(k.Kleur)).Select(k => $"{k.Naam} is '{k.Kleur}'. Schrijf een kleur als # met zes cijfers of letters a tot en met f, bijvoorbeeld #14594f.").ToList();
        if (vorm.Count > 0)
        {
            return vorm;
        }

        (string Naam, string Kleur, string Op, string Ondergrond, double Minstens)[] eisen =
        [
            (nameof(Accent), Accent, "wit", Wit, 4.5),
            (nameof(Accent), Accent, "de pagina", Papier, 4.5),
            (nameof(Accent), Accent, nameof(AccentLicht), AccentLicht, 4.5),
            (nameof(AccentDonker), AccentDonker, "wit", Wit, 4.5),
            (nameof(AccentDonker), AccentDonker, "de pagina", Papier, 4.5),
            (nameof(AccentDonker), AccentDonker, nameof(AccentLicht), AccentLicht, 4.5),
            ("Tekst", Tekst, nameof(AccentLicht), AccentLicht, 4.5),
            ("Zachte tekst", TekstZacht, nameof(AccentLicht), AccentLicht, 4.5),
            (nameof(Warm), Warm, "wit", Wit, 3),
            (nameof(Warm), Warm, "de pagina", Papier, 3),
            (nameof(Focus), Focus, "wit", Wit, 3),
            (nameof(Focus), Focus, "de pagina", Papier, 3),
            (nameof(Focus), Focus, nameof(AccentLicht), AccentLicht, 3),
            (nameof(Focus), Focus, nameof(FocusOm), FocusOm, 3),
        ];
        return
        [
            .. eisen.Select(e => (e, Contrast: Contrast(e.Kleur, e.Ondergrond))).Where(x => x.Contrast < x.e.Minstens)
                .Select(x => string.Create(Dag.Nederlands, $"{x.e.Naam} ({x.e.Kleur}) op {x.e.Op} ({x.e.Ondergrond}) heeft een contrast van {Math.Floor(x.Contrast * 100) / 100:0.00}:1. Dat moet minstens {x.e.Minstens}:1 zijn.")),
        ];
    }

    /// <summary>The contrast of two colours as WCAG 2 defines it, from 1 to 21.</summary>
    public static double Contrast(string een, string ander)
    {
        var (a, b) = (Helderheid(een), Helderheid(ander));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Helderheid(string kleur) => (0.2126 * Kanaal(kleur, 1)) + (0.7152 * Kanaal(kleur, 3)) + (0.0722 * Kanaal(kleur, 5));

    private static double Kanaal(string kleur, int plaats)
    {
        var c = int.Parse(kleur.AsSpan(plaats, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
    }

    // These values are written into a style sheet: nothing but a colour may pass.
    [GeneratedRegex(@"\A#[0-9a-fA-F]{6}\z")]
    private static partial Regex Kleurvorm();
}
