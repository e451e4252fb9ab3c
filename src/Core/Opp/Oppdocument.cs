using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Ambulant.Core.Opp;

/// <summary>
/// The OPP as one file that any browser or word processor opens, now and in ten years: no scripts, nothing fetched. Everything that
/// people typed goes through <see cref="Veilig"/>; the rest is fixed text.
/// </summary>
internal static class Oppdocument
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    // The file may be shown by the portal itself one day: it forbids itself everything.
    private const string Begin = """
        <!DOCTYPE html>
        <html lang="nl">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>Ontwikkelingsperspectief (OPP)</title>
        <style>
        body { font: 1rem/1.5 system-ui, sans-serif; color: #1b1f23; background: #fff; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word; }
        h1, h2, h3 { line-height: 1.25; break-after: avoid; }
        h2 { margin-top: 2rem; padding-top: .75rem; border-top: 1px solid #8a9199; }
        h3 { margin-bottom: 0; }
        dt { font-weight: 600; }
        dd { margin: 0 0 .5rem; }
        .tekst { white-space: pre-line; }
        .bij { color: #4a525a; margin-top: 0; }
        section > div { break-inside: avoid; }
        @media print { body { margin: 0; max-width: none; font-size: 11pt; } }
        </style>
        </head>
        <body>

        """;

    public static string Maak(Oppblad blad, DateTimeOffset nu)
    {
        var html = new StringBuilder(Begin);
        html.Append("<h1>Ontwikkelingsperspectief (OPP)</h1>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p>Zoals het op {Veilig(Dag.Moment(nu))} in Ambulant stond, dossier {Veilig(blad.Leerling.Nummer)}.</p>\n");

        Deel(html, "Leerling", () => Feiten(html,
            ("Naam", blad.Leerling.Naam), ("Geboortedatum", Dag.Lang(blad.Leerling.Geboortedatum)), ("Groep", blad.Leerling.Groep), ("School", blad.Leerling.School)));

        Deel(html, "Hulpvraag", () => Feiten(html,
            ("Wat valt op", blad.Hulpvraag.Signaal), ("Hulpvraag", blad.Hulpvraag.Vraag), ("Gebied", blad.Hulpvraag.Gebied), ("Soort", blad.Hulpvraag.Soort)));

        Lijst(html, "Doelen", blad.Doelen, "Er zijn nog geen doelen gesteld.", d => Blok(html, d.Doel, $"Stand: {d.Stand}", ("Zo zien we dat het bereikt is", d.ZichtbaarAan)));

        Lijst(html, "Interventies", blad.Interventies, "Er zijn nog geen interventies genoteerd.", i =>
            Blok(html, i.Wat, $"Van {Dag.Lang(i.Van)} {(i.Tot is { } tot ? $"tot en met {Dag.Lang(tot)}" : "tot nu")}", ("Opbrengst", i.Opbrengst ?? "Nog niet ingevuld")));

        Lijst(html, "Adviezen", blad.Adviezen, "Er zijn nog geen adviezen overgenomen.", a =>
            Blok(html, null, $"{(a.Aangepast ? "Aangepast overgenomen" : "Overgenomen")} van {a.Van}, {Dag.Lang(a.Datum)}", (null, a.Tekst)));

        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void Lijst<T>(StringBuilder html, string kop, IReadOnlyList<T> rijen, string leeg, Action<T> rij) => Deel(html, kop, () =>
    {
        foreach (var r in rijen)
        {
            rij(r);
        }

        if (rijen.Count == 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Veilig(leeg)}</p>\n");
        }
    });

    private static void Deel(StringBuilder html, string kop, Action inhoud)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>{Veilig(kop)}</h2>\n");
        inhoud();
        html.Append("</section>\n");
    }

    private static void Blok(StringBuilder html, string? kop, string bij, (string? Label, string Tekst) tekst)
    {
        html.Append("<div>\n");
        if (kop is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"<h3 class=\"tekst\">{Veilig(kop)}</h3>\n");
        }

        html.Append(CultureInfo.InvariantCulture, $"<p class=\"bij\">{Veilig(bij)}</p>\n<p class=\"tekst\">{(tekst.Label is null ? "" : $"<strong>{Veilig(tekst.Label)}:</strong> ")}{Veilig(tekst.Tekst)}</p>\n</div>\n");
    }

    private static void Feiten(StringBuilder html, params (string Naam, string? Waarde)[] feiten)
    {
        html.Append("<dl>\n");
        foreach (var (naam, waarde) in feiten)
        {
            html.Append(CultureInfo.InvariantCulture, $"<div><dt>{Veilig(naam)}</dt><dd class=\"tekst\">{Veilig(waarde ?? "Nog niet ingevuld")}</dd></div>\n");
        }

        html.Append("</dl>\n");
    }

    // Line ends stay line ends, so that the source reads too.
    private static string Veilig(string tekst) => string.Join('\n', tekst.Split('\n').Select(Encoder.Encode));
}
