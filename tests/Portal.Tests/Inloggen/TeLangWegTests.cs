using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ambulant.Portal.Opstart.Aanmelden;

namespace Ambulant.Portal.Tests.Inloggen;

/// <summary>A form that arrives when its session is over: nothing typed is lost, and nobody else gets it. Without script.</summary>
public sealed class TeLangWegTests(Inlogproef proef) : IClassFixture<Inlogproef>, IDisposable
{
    private const string Adres = "/noord-kennemerland/leerlingen/nieuw";
    private const string Getypt = "Zo & \"zo\" <b>getypt</b>";

    private const string VanTypist = "getypt where persoon_id = (select persoon_id from persoon_identiteit where subject = 'typist')";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => proef.Vijand.WeesEerlijk();

    [Fact]
    public async Task What_was_typed_is_offered_again_after_signing_in_and_then_arrives_once()
    {
        await IbAsync("typist");
        var bezoeker = await BinnenAsync("typist");
        var velden = await VulAsync(bezoeker, Adres);
        await VerloopAsync("typist");

        var antwoord = await bezoeker.Stuur(Adres, velden);
        var inloggen = Bezoeker.Verder(antwoord)!;
        Assert.Matches("^/inloggen\\?returnUrl=%2Fgetypt%2F[0-9a-f-]{36}$", inloggen);
        Assert.Matches("^ambulant-getypt=[0-9a-f]{64}; max-age=3600; path=/getypt/[0-9a-f-]{36}; samesite=lax; httponly$", Assert.Single(antwoord.Headers.GetValues("Set-Cookie"), c => c.StartsWith("ambulant-getypt", StringComparison.Ordinal)));
        Assert.Contains("U was te lang weg", (await LeesAsync(await bezoeker.Haal(inloggen))).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await AantalAsync("leerling where achternaam = @Getypt"));

        // In the database it is noise: no word of it, and the key is in the browser only.
        Assert.Equal(1, await AantalAsync(VanTypist));
        Assert.Equal(0, await AantalAsync(VanTypist + " and (position(convert_to('getypt', 'UTF8') in inhoud) > 0 or position(convert_to('Formulier', 'UTF8') in inhoud) > 0)"));

        var terug = Uri.UnescapeDataString(inloggen.Split('=')[1]);
        Assert.Equal(terug, Bezoeker.Verder(await bezoeker.LogIn(terug: terug)));
        var pagina = await LeesAsync(await bezoeker.Haal(terug));
        Assert.Contains(Getypt, pagina.QuerySelector("main dl")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Achternaam", pagina.QuerySelector("main dl")!.TextContent, StringComparison.Ordinal);

        var (naar, opnieuw) = Formulier(pagina);
        Assert.Equal(Adres, naar);
        antwoord = await bezoeker.Stuur(naar, opnieuw);
        Assert.Matches("^/noord-kennemerland/leerlingen/", Bezoeker.Verder(antwoord));
        Assert.Equal(1, await AantalAsync("leerling where achternaam = @Getypt"));
        await bezoeker.Stuur(naar, opnieuw);
        Assert.Equal(1, await AantalAsync("leerling where achternaam = @Getypt"));
        Assert.Equal(0, await AantalAsync(VanTypist));
        Assert.Contains("Er staat hier geen tekst", (await LeesAsync(await bezoeker.Haal(terug))).Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_else_at_this_browser_and_the_same_person_elsewhere_get_nothing()
    {
        await IbAsync("eigen");
        await IbAsync("collega");
        var bezoeker = await BinnenAsync("eigen");
        var velden = await VulAsync(bezoeker, Adres);
        await VerloopAsync("eigen");
        var terug = Uri.UnescapeDataString(Bezoeker.Verder(await bezoeker.Stuur(Adres, velden))!.Split('=')[1]);

        // A colleague signs in where the text waits.
        proef.Vijand.Subject = "collega";
        Assert.Equal(terug, Bezoeker.Verder(await bezoeker.LogIn(terug: terug)));
        await GeenAsync(bezoeker, terug);
        var weg = await LeesAsync(await bezoeker.Haal("/sessies"));
        await bezoeker.Stuur(terug + "?handler=Weggooien", ("__RequestVerificationToken", Token(weg)), ("Verzoek", Guid.NewGuid().ToString()));

        // The same person without the key.
        await GeenAsync(await BinnenAsync("eigen"), terug);

        // And in the browser it was typed in it is still there, unless the hour is over.
        proef.Vijand.Subject = "eigen";
        velden = await VulAsync(bezoeker, Adres, "collega");
        await VerloopAsync("collega");
        var tweede = Uri.UnescapeDataString(Bezoeker.Verder(await bezoeker.Stuur(Adres, velden))!.Split('=')[1]);
        await bezoeker.LogIn();
        await GeenAsync(bezoeker, tweede);
        proef.Vijand.Subject = "collega";
        await bezoeker.LogIn();
        Assert.Contains(Getypt, (await LeesAsync(await bezoeker.Haal(tweede))).Body!.TextContent, StringComparison.Ordinal);
        await proef.Sql("update ambulant.getypt set vervalt_op = now()");
        await GeenAsync(bezoeker, tweede);
    }

    [Fact]
    public async Task Only_a_form_of_this_portal_to_this_person_is_kept()
    {
        await IbAsync("doel");
        await IbAsync("aanvaller");
        var bezoeker = await BinnenAsync("doel");
        var velden = await VulAsync(bezoeker, Adres);
        var vreemd = Token(await LeesAsync(await (await BinnenAsync("aanvaller")).Haal(Adres)));
        await VerloopAsync("doel");
        var eerst = await AantalAsync("getypt");
        foreach (var token in new[] { null, "", vreemd })
        {
            (string, string)[] zonder = [.. velden.Where(v => v.Item1 != "__RequestVerificationToken"), .. token is null ? Array.Empty<(string, string)>() : [("__RequestVerificationToken", token)]];
            Assert.Equal("/inloggen?returnUrl=" + Uri.EscapeDataString(Adres), Bezoeker.Verder(await bezoeker.Stuur(Adres, zonder)));
        }

        // Without a session of before, and with one that somebody ended: that was nobody's any more.
        Assert.Equal("/inloggen?returnUrl=" + Uri.EscapeDataString(Adres), Bezoeker.Verder(await proef.NieuweBezoeker().Stuur(Adres, velden)));
        await proef.Sql("delete from ambulant.sessie where subject = 'doel'");
        Assert.Equal("/inloggen?returnUrl=" + Uri.EscapeDataString(Adres), Bezoeker.Verder(await bezoeker.Stuur(Adres, velden)));
        Assert.Equal(eerst, await AantalAsync("getypt"));
    }

    [Fact]
    public async Task A_button_is_pressed_anew_and_a_file_and_a_secret_are_not_kept()
    {
        await IbAsync("knoppen");
        var bezoeker = await BinnenAsync("knoppen");
        var token = Token(await LeesAsync(await bezoeker.Haal(Adres)));
        await VerloopAsync("knoppen");
        (string, string)[] knop = [("__RequestVerificationToken", token), ("Verzoek", Guid.NewGuid().ToString()), ("nummer", Guid.NewGuid().ToString())];
        Assert.Equal("/inloggen?returnUrl=%2Fsessies", Bezoeker.Verder(await bezoeker.Stuur("/sessies?handler=Beeindigen", knop)));

        using var delen = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(Getypt), "Formulier.Naam" }, { new StringContent("zeer-geheim"), "Formulier.Geheim" }, { new ByteArrayContent(new byte[5000]), "Formulier.Bestand", "verslag.pdf" } };
        var terug = Uri.UnescapeDataString(Bezoeker.Verder(await bezoeker.Stuur("/ergens?soort=x&handler=Iets", delen))!.Split("returnUrl=")[1]);
        await bezoeker.LogIn();
        var pagina = await LeesAsync(await bezoeker.Haal(terug));
        Assert.Contains("Het bestand is niet bewaard", pagina.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Getypt, pagina.Body.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("zeer-geheim", pagina.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Empty(pagina.QuerySelectorAll("main input[name='Formulier.Naam']"));
        Assert.NotNull(pagina.QuerySelector("main a[href='/ergens?soort=x']"));
    }

    [Fact]
    public async Task The_page_says_until_when_and_asking_moves_it()
    {
        await IbAsync("klok");
        var bezoeker = await BinnenAsync("klok");
        var regel = (await LeesAsync(await bezoeker.Haal(Adres))).QuerySelector("main form [data-sessie-over]")!;
        Assert.InRange(Getal(regel.GetAttribute("data-sessie-over")!), 3500, 3600);
        Assert.Matches("Verstuur dit voor [0-9]{2}\\.[0-9]{2} uur", regel.TextContent);
        Assert.Null((await LeesAsync(await bezoeker.Haal("/sessies"))).QuerySelector("[data-sessie-over]"));

        await proef.Sql("update ambulant.sessie set verloopt_op = now() + interval '3 minutes' where subject = 'klok'");
        Assert.InRange(Getal(await (await bezoeker.Haal("/sessie")).Content.ReadAsStringAsync(Ct)), 3500, 3600);
        await proef.Sql("update ambulant.sessie set gemaakt_op = now() - interval '9 hours 58 minutes' where subject = 'klok'");
        await bezoeker.Haal("/sessie");
        await proef.Sql("update ambulant.sessie set verloopt_op = gemaakt_op + interval '10 hours' where subject = 'klok'");
        Assert.InRange(Getal(await (await bezoeker.Haal("/sessie")).Content.ReadAsStringAsync(Ct)), 60, 120);
        await VerloopAsync("klok");
        Assert.StartsWith("/inloggen", Bezoeker.Verder(await bezoeker.Haal("/sessie")), StringComparison.Ordinal);

        var script = await proef.NieuweBezoeker().Haal("/js/sessie.js?v=x");
        Assert.Equal("text/javascript", script.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromDays(365), script.Headers.CacheControl!.MaxAge);
    }

    [Fact]
    public void A_label_is_made_of_the_name_of_a_field_and_the_button_is_left_out_of_an_address()
    {
        Assert.True(Getyptetekst.IsGetypt(new("Formulier.Tekst", "x")));
        Assert.False(Getyptetekst.IsGetypt(new("Verzoek", "x")));
        Assert.False(Getyptetekst.IsGetypt(new("persoon", Guid.NewGuid().ToString())));
        Assert.False(Getyptetekst.IsGetypt(new("Formulier.Tekst", " \n")));
    }

    private async Task IbAsync(string subject)
    {
        var persoon = await proef.Bekend(subject);
        await proef.Sql("insert into ambulant.lidmaatschap (regio_id, id, persoon_id, rol, school_id, sinds) select regio_id, gen_random_uuid(), @persoon, 'InternBegeleider', id, '2020-01-01' from ambulant.school limit 1", new { persoon });
    }

    private async Task<Bezoeker> BinnenAsync(string subject)
    {
        proef.Vijand.Subject = subject;
        var bezoeker = proef.NieuweBezoeker();
        Assert.Equal("/proefpagina", Bezoeker.Verder(await bezoeker.LogIn()));
        return bezoeker;
    }

    private Task VerloopAsync(string subject) => proef.Sql("update ambulant.sessie set verloopt_op = now() - interval '1 second' where subject = @subject", new { subject });

    private Task<long> AantalAsync(string wat) => proef.Vraag<long>($"set search_path = ambulant; select count(*) from {wat}", new { Getypt });

    // As a browser sends the form of the page, with what was typed.
    private static async Task<(string, string)[]> VulAsync(Bezoeker bezoeker, string adres, string roepnaam = "Sterre")
    {
        var (_, velden) = Formulier(await LeesAsync(await bezoeker.Haal(adres)));
        return [.. velden.Where(v => v.Item1 is not ("Formulier.Roepnaam" or "Formulier.Achternaam" or "Formulier.Geboortedatum" or "Formulier.Groep")),
            ("Formulier.Roepnaam", roepnaam), ("Formulier.Achternaam", Getypt), ("Formulier.Geboortedatum", $"01-01-{DateTime.Today.Year - 8}"), ("Formulier.Groep", "5")];
    }

    private static (string Naar, (string, string)[] Velden) Formulier(IDocument pagina)
    {
        var form = pagina.QuerySelector("main form[method=post]")!;
        return (form.GetAttribute("action")!, [.. form.QuerySelectorAll("input, textarea, select").Where(e => e.HasAttribute("name") && (e.GetAttribute("type") is not ("radio" or "checkbox") || e.HasAttribute("checked")))
            .Select(e => (e.GetAttribute("name")!, e is AngleSharp.Html.Dom.IHtmlSelectElement s ? s.Value ?? "" : e is AngleSharp.Html.Dom.IHtmlTextAreaElement t ? t.Value : e.GetAttribute("value") ?? ""))]);
    }

    private static int Getal(string tekst) => int.Parse(tekst, System.Globalization.CultureInfo.InvariantCulture);

    private static string Token(IDocument pagina) => pagina.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static async Task GeenAsync(Bezoeker bezoeker, string adres)
    {
        var pagina = await LeesAsync(await bezoeker.Haal(adres));
        Assert.Contains("Er staat hier geen tekst", pagina.Title, StringComparison.Ordinal);
        Assert.DoesNotContain(Getypt, pagina.Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<IDocument> LeesAsync(HttpResponseMessage antwoord)
    {
        var tekst = await antwoord.Content.ReadAsStringAsync(Ct);
        Assert.True(antwoord.StatusCode is HttpStatusCode.OK, $"{antwoord.RequestMessage!.RequestUri}: {antwoord.StatusCode}");
        return new HtmlParser().ParseDocument(tekst);
    }
}
