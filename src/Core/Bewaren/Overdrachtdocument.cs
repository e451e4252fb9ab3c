using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Bewaren;

/// <summary>
/// The dossier as one page to read, print and keep: no script, nothing loaded from elsewhere, every text encoded. It must still open
/// in ten years on a machine that never heard of Ambulant.
/// </summary>
internal sealed class Overdrachtdocument
{
    private const string Stijl = """
        body{font:16px/1.55 system-ui,sans-serif;color:#1b1b1b;background:#fff;max-width:52rem;margin:0 auto;padding:1.5rem}
        h1{font-size:1.8rem;line-height:1.25}h2{margin-top:2.5rem;border-bottom:2px solid #555;padding-bottom:.25rem}h3{margin-top:1.75rem}
        dt{font-weight:700;margin-top:.6rem}dd{margin:0;white-space:pre-line;overflow-wrap:anywhere}
        table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:700;padding-bottom:.4rem}
        th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #767676;white-space:pre-line;overflow-wrap:anywhere}
        .blok{border-left:4px solid #767676;padding-left:1rem;margin:1rem 0}.bij{color:#4a4a4a;margin:.2rem 0}.tekst{white-space:pre-line;overflow-wrap:anywhere;margin:.3rem 0}
        .tabel{overflow-x:auto}a{color:#0b4f9e}a:focus-visible,.tabel:focus-visible{outline:3px solid #0b4f9e;outline-offset:2px}
        @media print{body{padding:0;max-width:none}a{color:inherit}h2,h3{break-after:avoid}.blok,tr{break-inside:avoid}}
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder uit = new();
    private readonly Dossierinhoud inhoud;
    private readonly Woorden woorden;

    private Overdrachtdocument(Dossierinhoud inhoud, Woorden woorden) => (this.inhoud, this.woorden) = (inhoud, woorden);

    public static string Maak(Dossierinhoud inhoud, string som, Woorden woorden)
    {
        var document = new Overdrachtdocument(inhoud, woorden);
        document.Schrijf(som);
        return document.uit.ToString().ReplaceLineEndings("\n");
    }

    private void Schrijf(string som)
    {
        var d = inhoud.Dossier;
        Zet($"""
            <!DOCTYPE html>
            <html lang="nl">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="robots" content="noindex">
            <title>Dossier {E(d.Nummer)}</title>
            <style>
            {Stijl}
            </style>
            </head>
            <body>
            <main>
            <h1>Dossier van {E(Over)}</h1>
            <p>Dit is het hele dossier zoals de school het ontvangt van samenwerkingsverband {E(inhoud.Regio.Naam)}. De school bewaart het. {(inhoud.Leerling is null ? "Bewaar" : "Er staan persoonlijke gegevens in van een kind: bewaar")} dit bestand op een veilige plek.</p>
            <div class="blok">
            <p><strong>Controlecode: {Controlecode.Van(som)}</strong></p>
            <p>Typ deze code over in Ambulant. Daarmee laat u zien dat u dit dossier kunt openen. Daarna kan het in Ambulant worden gewist.</p>
            </div>

            """);

        Kop("Gegevens");
        Lijst(
            ("Nummer van het dossier", d.Nummer),
            ("Leerling", inhoud.Leerling is null ? null : Over),
            ("Geboortedatum", inhoud.Leerling is { } kind ? Dag.Lang(kind.Geboortedatum) : null),
            ("Groep", inhoud.Leerling?.Groep ?? d.Groep),
            ("School", $"{d.School.Naam} ({d.School.Brin}), {d.School.Plaats}"),
            ("Bestuur", d.School.Bestuur),
            ("Route", Route(d.Route)),
            ("Geopend op", Dag.Moment(d.GeopendOp)),
            ("Traject begonnen op", d.TrajectBegonnenOp is { } begin ? Dag.Lang(begin) : null));

        Tabel("Ouders", ["Naam", "E-mail", "Gezag"], inhoud.Ouders.Select(o => new[] { o.Naam, o.Email ?? "", o.Gezag ? "ja" : "nee" }));

        Kop("Hulpvraag");
        if (inhoud.Hulpvraag is { } vraag)
        {
            Lijst(("Wat de school ziet", vraag.Signaal), ("De vraag", vraag.Vraag), ("Gebied", vraag.Gebied), ("Soort", vraag.Soort));
        }
        else
        {
            Niets();
        }

        Tabel("Betrokkenen", ["Naam", "Rol", "Sinds", "Tot"], inhoud.Betrokkenen.Select(b => new[] { b.Naam, Rolnaam(b.Rol), Dag.Moment(b.Sinds), b.Tot is { } tot ? Dag.Moment(tot) : "" }));
        Tabel("Geschiedenis", ["Wanneer", "Stap", "Uitkomst", "Door"], inhoud.Stappen.Select(s => new[] { Dag.Moment(s.Op), s.Naam, s.UitkomstNaam, Door(s) }));
        if (inhoud.Overgangen.Count > 0)
        {
            Tabel("Andere route of versie", ["Wanneer", "Van", "Naar", "Waarom", "Door"], inhoud.Overgangen.Select(o => new[] { Dag.Moment(o.Op), Route(o.Van), Route(o.Naar), o.Reden, o.Door }));
        }

        if (inhoud.Regie.Count > 0)
        {
            Tabel("Regie", ["Wanneer", "Naar", "Waarom", "Door"], inhoud.Regie.Select(r => new[] { Dag.Moment(r.Op), $"{r.Naam} ({Rolnaam(r.Rol)})", r.Reden, r.Door }));
        }

        if (inhoud.Stagnaties.Count > 0)
        {
            Tabel("Stagnaties", ["Wanneer", "Wat", "Tekst", "Wie en voor wanneer", "Door"], inhoud.Stagnaties.SelectMany(s => s.Vervolg
                .Select(v => new[] { Dag.Moment(v.Op), v.Soort, v.Tekst, v.Eigenaar is null ? "" : $"{v.Eigenaar}, {Dag.Kort(v.Wanneer!.Value)}", $"{v.Door} ({Rolnaam(v.Rol)})" })
                .Prepend([Dag.Moment(s.Op), s.Soort, s.Tekst, "", $"{s.Door} ({Rolnaam(s.Rol)})"])));
        }

        Verwijzingen("Besluiten", inhoud.Stappen.Where(s => s.Soort is "Besluit"));
        Verwijzingen("Evaluaties", inhoud.Stappen.Where(s => s.Soort is "Evaluatie"));
        Stappen();
        Logboek();
        Tabel("Adviezen", ["Advies", "Wat de school ermee deed", "Tekst in het OPP", "Reden", "Verwerkt door"], inhoud.Adviezen.Select(a => new[]
        {
            a.Tekst,
            a.Verwerking switch { null => "nog niet verwerkt", "niet" => "niet overgenomen", var v => v },
            a.OppTekst ?? "",
            a.Reden ?? "",
            a.VerwerktDoor is null ? "" : $"{a.VerwerktDoor}, {Dag.Moment(a.VerwerktOp!.Value)}",
        }));
        Tabel("Interventies", ["Wat", "Van", "Tot", "Opbrengst"], inhoud.Interventies.Select(i => new[] { i.Wat, Dag.Kort(i.Van), i.Tot is { } tot ? Dag.Kort(tot) : "", i.Opbrengst ?? "" }));
        Tabel("Doelen", ["Doel", "Waaraan te zien", "Stand"], inhoud.Doelen.Select(x => new[] { x.Doel, x.ZichtbaarAan, x.Stand }));
        Tabel("Afspraken", ["Wat", "Wie", "Wanneer", "Gedaan"], inhoud.Afspraken.Select(a => new[] { a.Wat, a.Eigenaar, Dag.Kort(a.Wanneer), a.GedaanOp is { } op ? Dag.Moment(op) : "nee" }));
        foreach (var blok in inhoud.Blokken)
        {
            Blok(blok);
        }

        Tabel("Toestemming", ["Ouder", "Waarvoor", "Wat", "Hoe", "Wanneer"], inhoud.Toestemmingen.Select(t => new[]
        {
            t.Ouder, $"{t.Doel} (tekst {t.Tekstversie})", t.Soort, $"{t.Wijze}{(t.GetekendOp is { } dag ? $", getekend op {Dag.Kort(dag)}" : "")}{(t.VastgelegdDoor is null ? "" : $", vastgelegd door {t.VastgelegdDoor}")}", Dag.Moment(t.Op),
        }));
        if (inhoud.Blokken.Count > 0)
        {
            Tabel("Instemming", ["Ouder", "Waarmee", "Wat", "Wat de ouder erbij zei", "Hoe", "Wanneer"], inhoud.Instemmingen.Select(i => new[]
            {
                i.Ouder,
                $"{inhoud.Blokken.FirstOrDefault(b => b.Sleutel == i.Blok)?.Naam ?? i.Blok}, versie {i.Versie.ToString(CultureInfo.InvariantCulture)}",
                i.Soort,
                i.Mening ?? "",
                $"{i.Wijze}{(i.GetekendOp is { } dag ? $", getekend op {Dag.Kort(dag)}" : "")}{(i.VastgelegdDoor is null ? "" : $", vastgelegd door {i.VastgelegdDoor}")}",
                Dag.Moment(i.Op),
            }));
        }

        Bijlagen();
        Tabel("Wat er gedaan is", ["Wanneer", "Wie", "Rol", "Wat"], inhoud.Handelingen.Select(h => new[] { Dag.Moment(h.Op), h.Door, Rolnaam(h.Rol), h.Soort.Replace('-', ' ') }));
        Tabel("Wie het dossier heeft ingezien", ["Wanneer", "Wie", "Rol", "Wat", "Met naam"], inhoud.Inzagelog.Select(i => new[] { Dag.Moment(i.Op), i.Wie, Rolnaam(i.Rol), i.Wat, i.Volledig ? "ja" : "nee" }));
        uit.Append("</main>\n</body>\n</html>\n");
    }

    private string Over => inhoud.Leerling is { } l ? $"{l.Roepnaam} {l.Achternaam}" : inhoud.Dossier.Groep is { } groep ? $"groep {groep}" : inhoud.Dossier.School.Naam;

    private void Stappen()
    {
        Kop("Alle stappen");
        if (inhoud.Stappen.Count == 0)
        {
            Niets();
        }

        foreach (var s in inhoud.Stappen)
        {
            var nummer = s.Volgnummer.ToString(CultureInfo.InvariantCulture);
            Zet($"""<h3 id="stap-{nummer}">{nummer}. {E(s.Naam)}{(s.Ronde > 1 ? $" (keer {s.Ronde.ToString(CultureInfo.InvariantCulture)})" : "")}</h3>""");
            Zet($"""<p class="bij">{(s.Fase.Length > 0 ? E(s.Fase) + ". " : "")}{E(Door(s))}, {Dag.Moment(s.Op)}</p>""");
            Lijst([
                ("Uitkomst", s.UitkomstNaam),
                ("Reden", s.Reden),
                .. s.Antwoorden.Select(a => (a.Vraag, (string?)a.Antwoord)),
                ("Aanwezig", s.Aanwezigen.Count == 0 ? null : string.Join('\n', s.Aanwezigen.Select(a => a.Rol.Length > 0 ? $"{a.Naam} ({Rolnaam(a.Rol)})" : a.Naam))),
            ]);
        }
    }

    // The newest version first: that is the one that holds.
    private void Blok(InhoudBlok blok)
    {
        Kop(blok.Naam);
        foreach (var versie in blok.Versies.Reverse())
        {
            Zet($"""<h3>Versie {versie.Nummer.ToString(CultureInfo.InvariantCulture)}</h3><p class="bij">{E(versie.Door)} ({E(Rolnaam(versie.Rol))}), {Dag.Moment(versie.Op)}</p>""").Append('\n');
            Lijst([.. versie.Velden.Select(v => (v.Vraag, (string?)v.Antwoord))]);
        }
    }

    private void Logboek()
    {
        Kop("Logboek");
        if (inhoud.Logboek.Count == 0)
        {
            Niets();
        }

        foreach (var r in inhoud.Logboek)
        {
            Zet($"""<div class="blok" id="regel-{r.Id}"><h3>{Dag.Lang(r.Datum)}: {E(r.Soort)}</h3><p class="bij">{E(r.Door)} ({E(Rolnaam(r.Rol))}), geschreven op {Dag.Moment(r.Op)}</p>""");
            if (r.Corrigeert is { } eerder)
            {
                Zet($"""<p class="bij">Dit verbetert <a href="#regel-{eerder}">een eerdere notitie</a>.</p>""");
            }

            Zet($"""<p class="tekst">{E(r.Tekst)}</p></div>""").Append('\n');
        }
    }

    private void Bijlagen()
    {
        Kop("Bijlagen");
        if (inhoud.Bijlagen.Count == 0)
        {
            Niets();
            return;
        }

        uit.Append("<ul>\n");
        foreach (var b in inhoud.Bijlagen)
        {
            Zet($"""<li><a href="{E(b.Bestand)}">{E(b.Naam)}</a> ({E(b.Soort)}), toegevoegd {(b.Door is null ? "" : $"door {E(b.Door)} ")}op {Dag.Moment(b.Op)}</li>""").Append('\n');
        }

        uit.Append("</ul>\n");
    }

    private void Verwijzingen(string kop, IEnumerable<InhoudStap> stappen)
    {
        Kop(kop);
        var lijst = stappen.ToList();
        if (lijst.Count == 0)
        {
            Niets();
            return;
        }

        uit.Append("<ul>\n");
        foreach (var s in lijst)
        {
            Zet($"""<li><a href="#stap-{s.Volgnummer.ToString(CultureInfo.InvariantCulture)}">{E(s.Naam)}, {Dag.Moment(s.Op)}</a>: {E(s.UitkomstNaam)}{(s.Reden is null ? "" : $". {E(s.Reden)}")}</li>""").Append('\n');
        }

        uit.Append("</ul>\n");
    }

    private void Kop(string tekst) => Zet($"<h2>{E(tekst)}</h2>\n");

    private void Niets() => uit.Append("<p>Er staat niets bij dit onderdeel.</p>\n");

    private void Lijst(params IReadOnlyList<(string Naam, string? Waarde)> regels)
    {
        uit.Append("<dl>\n");
        foreach (var (naam, waarde) in regels.Where(r => !string.IsNullOrEmpty(r.Waarde)))
        {
            Zet($"<dt>{E(naam)}</dt><dd>{E(waarde!)}</dd>\n");
        }

        uit.Append("</dl>\n");
    }

    private void Tabel(string kop, string[] kolommen, IEnumerable<string[]> rijen)
    {
        Kop(kop);
        var lijst = rijen.ToList();
        if (lijst.Count == 0)
        {
            Niets();
            return;
        }

        // Can be scrolled sideways on a phone, by keyboard too.
        Zet($"""<div class="tabel" tabindex="0" role="region" aria-label="{E(kop)}"><table><thead><tr>{string.Concat(kolommen.Select(k => $"<th scope=\"col\">{E(k)}</th>"))}</tr></thead><tbody>""").Append('\n');
        foreach (var rij in lijst)
        {
            uit.Append("<tr>").AppendJoin("", rij.Select(c => $"<td>{E(c)}</td>")).Append("</tr>\n");
        }

        uit.Append("</tbody></table></div>\n");
    }

    private static string Route(InhoudRoute r) => $"{r.Naam}, versie {r.Versie.ToString(CultureInfo.InvariantCulture)}";

    private string Door(InhoudStap s) => s.Door is null ? (s.Rol is nameof(Rol.Ouder) ? "de ouders" : "Ambulant") : $"{s.Door} ({Rolnaam(s.Rol)})";

    private string Rolnaam(string rol) => Enum.TryParse<Rol>(rol, out var r) ? woorden.Noem(r) : rol;

    private StringBuilder Zet(string html) => uit.Append(html);

    private static string E(string tekst) => Encoder.Encode(tekst);
}
