using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;

namespace Ambulant.Portal.Tests.Geheel;

/// <summary>
/// What people and browsers send by mistake: each time the right status, a sentence beside the field, everything typed still there, and
/// nothing written in any table.
/// </summary>
[Collection(nameof(Geheel))]
public sealed class FouteInvoerTests(Proefportaal proef)
{
    private const string Getypt = "Getypt <b>met</b> \"zorg\" & aandacht.\nTweede regel.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Mees => $"/liemers/dossiers/{proef.Uitvoering}";

    private string Daan => $"/liemers/dossiers/{proef.Wachtend}";

    [Theory]
    [InlineData("31-02-2026")]
    [InlineData("gisteren")]
    [InlineData("01-01-0001")]
    [InlineData("99-99-9999")]
    [InlineData("")]
    public async Task A_date_that_is_none_is_refused_beside_the_field(string datum)
    {
        var pagina = await GeweigerdAsync("anna", Mees + "/logboek/nieuw", "Formulier.Datum", ("Formulier.Datum", datum), ("Formulier.Soort", "observatie"), ("Formulier.Bevindingen", Getypt));
        Assert.Equal(Getypt, Waarde(pagina, "Formulier.Bevindingen"));
        Assert.Equal(datum, Waarde(pagina, "Formulier.Datum"));

        pagina = await GeweigerdAsync("loes", Mees + "/interventies/nieuw", "Formulier.Van", ("Formulier.Wat", Getypt), ("Formulier.Van", datum));
        Assert.Equal(Getypt, Waarde(pagina, "Formulier.Wat"));
    }

    [Theory]
    [InlineData("anna", "/logboek/nieuw", "Formulier.Bevindingen")]
    [InlineData("loes", "/interventies/nieuw", "Formulier.Wat")]
    [InlineData("ilse", "/doelen/nieuw", "Formulier.Tekst")]
    [InlineData("ilse", "/afspraken/nieuw", "Formulier.Wat")]
    [InlineData("ilse", "/hulpvraag", "Formulier.Vraag")]
    public async Task Empty_and_huge_texts_are_refused_and_kept(string wie, string pad, string veld)
    {
        if (pad != "/hulpvraag")
        {
            await GeweigerdAsync(wie, Mees + pad, veld, (veld, ""));
            await GeweigerdAsync(wie, Mees + pad, veld, (veld, " \n\t "));
        }

        // A megabyte, with a first and a last line that must both come back.
        var groot = "Begin\n" + string.Concat(Enumerable.Repeat("Lange tekst met é en & < >. ", 40_000)) + "\nEinde";
        var pagina = await GeweigerdAsync(wie, Mees + pad, veld, (veld, groot));
        Assert.Equal(groot, Waarde(pagina, veld));
        Assert.Contains("korter", pagina.QuerySelector(".foutenlijst")!.TextContent, StringComparison.Ordinal);

        // A number that may not stand in a dossier.
        pagina = await GeweigerdAsync(wie, Mees + pad, veld, (veld, "Het nummer is 123456782."));
        Assert.Contains("BSN", pagina.QuerySelector(".foutenlijst")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_that_does_not_exist_is_refused()
    {
        await GeweigerdAsync("anna", Mees + "/logboek/nieuw", "Formulier.Soort", ("Formulier.Soort", "bestaat-niet"), ("Formulier.Bevindingen", Getypt));
        var doel = await proef.Vraag<Guid>("select id from doel where regio_id = 'liemers' and dossier_id = @Uitvoering limit 1", new { proef.Uitvoering });
        await GeweigerdAsync("ilse", $"{Mees}/doelen/{doel}", "Formulier.Stand", ("Formulier.Tekst", "Doel"), ("Formulier.ZichtbaarAan", "Zo"), ("Formulier.Stand", "bestaat-niet"));
        var pagina = await GeweigerdAsync("sven", Daan + "/stappen/eerste-contact", null,
            ("Formulier.Uitkomst", "bestaat-niet"), ("Formulier.Antwoorden[begeleider]", Guid.NewGuid().ToString()), ("Formulier.Antwoorden[bericht]", Getypt));
        var fouten = pagina.QuerySelector(".foutenlijst")!.TextContent;
        Assert.Contains("Deze uitkomst bestaat niet", fouten, StringComparison.Ordinal);
        Assert.Contains("Kies iemand anders", fouten, StringComparison.Ordinal);
        Assert.Equal(Getypt, Waarde(pagina, "Formulier.Antwoorden[bericht]"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1234")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public async Task A_form_without_its_number_is_not_taken_as_done(string? nummer)
    {
        (string, string?)[] velden = [("Verzoek", nummer), ("Formulier.Datum", "01-09-2026"), ("Formulier.Soort", "gesprek"), ("Formulier.Bevindingen", Getypt)];
        await NietsAsync(async () =>
        {
            foreach (var adres in new[] { "/logboek/nieuw", "/stoppen", "/opp" })
            {
                var antwoord = await Formulier.HaalAsync(proef.Als("ilse"), Mees + adres).StuurAsync(velden);
                Assert.Contains("Er is niets opgeslagen", (await Formulier.LeesAsync(antwoord, HttpStatusCode.BadRequest)).Body!.TextContent, StringComparison.Ordinal);
            }
        });
    }

    [Fact]
    public async Task The_wrong_files_are_refused_beside_the_field()
    {
        var adres = Mees + "/documenten/toevoegen";
        (byte[] Inhoud, string Naam, string Zin)[] fout =
        [
            ([.. "MZ"u8, .. new byte[2000]], "verslag.pdf", "Dit soort bestand kan niet"),
            ([.. "GIF89a"u8, .. new byte[200]], "plaatje.png", "Dit soort bestand kan niet"),
            ([], "leeg.pdf", "leeg"),
            ([.. "%PDF-1.7\n"u8, .. new byte[11 * 1024 * 1024]], "groot.pdf", "hooguit 10 MB"),
            ([.. "%PDF-1.7\n"u8, .. new byte[100 * 1024 * 1024]], "film.pdf", "hooguit 10 MB"),
        ];
        foreach (var (inhoud, naam, zin) in fout)
        {
            await NietsAsync(async () =>
            {
                using var bestand = Bestand(inhoud);
                var antwoord = await (await Formulier.HaalAsync(proef.Als("ilse"), adres)).StuurMetBestandAsync("Formulier.Bestand", naam, bestand, ("Formulier.Soort", "verslag"));
                var pagina = await Formulier.LeesAsync(antwoord, HttpStatusCode.BadRequest);
                Beside(pagina, "Formulier.Bestand");
                Assert.Contains(zin, pagina.QuerySelector(".foutenlijst")!.TextContent, StringComparison.Ordinal);
                Assert.NotNull(pagina.QuerySelector("input[name='Formulier.Soort'][value=verslag][checked], select[name='Formulier.Soort'] option[value=verslag][selected]"));
            });
        }

        // Without a file, and with one of far more than the portal takes in at all: still a page that says why.
        await GeweigerdAsync("ilse", adres, "Formulier.Bestand", ("Formulier.Soort", "verslag"));
    }

    [Fact]
    public async Task The_address_of_another_schools_dossier_leads_nowhere_and_writes_nothing()
    {
        var formulier = await Formulier.HaalAsync(proef.Als("loes"), Mees + "/interventies/nieuw");
        await NietsAsync(async () =>
        {
            foreach (var vreemde in new[] { "iris", "tim", "nora", "remco" })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await proef.Als(vreemde).GetAsync(new Uri(Mees, UriKind.Relative), Ct)).StatusCode);
                // Their own token, with the form of someone else.
                var eigen = await proef.Als(vreemde).GetStringAsync(new Uri("/voorbeelden", UriKind.Relative), Ct);
                var token = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(eigen).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value");
                var antwoord = await formulier.StuurAsync(proef.Als(vreemde), ("__RequestVerificationToken", token), ("Formulier.Wat", Getypt), ("Formulier.Van", "01-09-2026"));
                Assert.Equal(HttpStatusCode.NotFound, antwoord.StatusCode);
            }
        });
    }

    [Fact]
    public async Task An_expired_link_of_a_parent_leads_to_one_quiet_page()
    {
        const string Sleutel = "ZYXWVUTSRQPONMLKJIHGFEDCBAzyxwvutsrqponmlkj";
        await proef.Vraag<object?>("""
            insert into ouder_toegang (regio_id, id, ouder_id, dossier_id, sleutel_hash, gemaakt_op, vervalt_op)
            select regio_id, gen_random_uuid(), ouder_id, dossier_id, sha256(convert_to(@Sleutel, 'UTF8')), now() - interval '31 days', now() - interval '1 day' from ouder_toegang where regio_id = 'liemers' limit 1
            """, new { Sleutel });
        var client = proef.Niemand();
        await NietsAsync(async () =>
        {
            foreach (var pad in new[] { "", "/code" })
            {
                var antwoord = await client.GetAsync(new Uri($"/liemers/ouder/{Sleutel}{pad}", UriKind.Relative), Ct);
                Assert.Equal("/liemers/ouder/geen-toegang", antwoord.Headers.Location?.OriginalString);
            }
        });
        var pagina = await Formulier.LeesAsync(await client.GetAsync(new Uri("/liemers/ouder/geen-toegang", UriKind.Relative), Ct), HttpStatusCode.OK);
        Assert.Contains("link", pagina.Body!.TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_form_that_was_overtaken_says_by_whom_and_keeps_the_text()
    {
        // An edit made from an older version than what stands there now.
        var doel = await proef.Vraag<Guid>("select id from doel where regio_id = 'liemers' and dossier_id = @Uitvoering limit 1", new { proef.Uitvoering });
        var oud = await Formulier.HaalAsync(proef.Als("ilse"), $"{Mees}/doelen/{doel}");
        var nieuw = await Formulier.HaalAsync(proef.Als("loes"), $"{Mees}/doelen/{doel}").StuurAsync(("Formulier.ZichtbaarAan", "Loes schreef dit eerder."));
        Assert.Equal(HttpStatusCode.Redirect, nieuw.StatusCode);
        await NietsAsync(async () =>
        {
            var pagina = await Formulier.LeesAsync(await oud.StuurAsync(("Formulier.ZichtbaarAan", Getypt)), HttpStatusCode.BadRequest);
            Assert.Equal(Getypt, Waarde(pagina, "Formulier.ZichtbaarAan"));
            Assert.NotNull(pagina.QuerySelector(".foutenlijst"));
        });
    }

    private static ByteArrayContent Bestand(byte[] inhoud)
    {
        var deel = new ByteArrayContent(inhoud);
        deel.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        return deel;
    }

    private async Task<IHtmlDocument> GeweigerdAsync(string wie, string adres, string? veld, params (string, string?)[] getypt)
    {
        IHtmlDocument pagina = null!;
        await NietsAsync(async () =>
        {
            pagina = await Formulier.LeesAsync(await Formulier.HaalAsync(proef.Als(wie), adres).StuurAsync(getypt), HttpStatusCode.BadRequest);
            if (veld is not null)
            {
                Beside(pagina, veld);
            }
        });
        return pagina;
    }

    private async Task NietsAsync(Func<Task> doe)
    {
        var eerst = await proef.StandAsync();
        await doe();
        Assert.Equal(eerst, await proef.StandAsync());
    }

    // The message is tied to its field, and the list above leads to it.
    private static void Beside(IHtmlDocument pagina, string veld)
    {
        var element = pagina.QuerySelectorAll("input, textarea, select").FirstOrDefault(e => e.GetAttribute("name") == veld);
        Assert.True(element is not null, $"No field {veld}.");
        var vast = element.GetAttribute("aria-describedby") ?? element.Closest("fieldset")?.GetAttribute("aria-describedby") ?? "";
        Assert.True((element.GetAttribute("aria-invalid") ?? element.Closest("fieldset")?.GetAttribute("aria-invalid")) == "true" || vast.Length > 0, $"{veld} has no message: {pagina.QuerySelector(".foutenlijst")?.TextContent}");
        Assert.Contains(pagina.QuerySelectorAll(".foutenlijst a"), a => a.GetAttribute("href") == "#" + veld.Replace('.', '_') || pagina.QuerySelector(a.GetAttribute("href")!.Replace(".", "\\.", StringComparison.Ordinal))?.GetAttribute("name") == veld);
    }

    private static string? Waarde(IHtmlDocument pagina, string veld) => pagina.QuerySelectorAll("input, textarea").FirstOrDefault(e => e.GetAttribute("name") == veld) switch
    {
        IHtmlTextAreaElement t => t.Value.ReplaceLineEndings("\n"),
        { } e => e.GetAttribute("value"),
        _ => null,
    };
}
