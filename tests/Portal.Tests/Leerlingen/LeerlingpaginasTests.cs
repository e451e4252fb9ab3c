using System.Net;
using AngleSharp.Dom;
using Ambulant.Core.Begeleiders;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Scholen;
using Ambulant.Core.Toegang;
using Ambulant.Testhulp;
using Microsoft.Extensions.DependencyInjection;

namespace Ambulant.Portal.Tests.Leerlingen;

public sealed class LeerlingpaginasTests(TestPostgres postgres)
{
    private const string Liemers = "liemers";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_a_new_leerling_to_a_dossier_and_the_parents_without_script()
    {
        await using var database = await postgres.NieuweDatabaseAsync(Ct);
        var (loes, ilse, iris, _, _) = await VulAsync(database.App);
        await using var portaal = new Alspersoon(database.App, loes);
        using var browser = portaal.Browser();

        // Nothing there yet: an empty page that says how to begin.
        var leeg = await HaalAsync(browser, "/liemers/leerlingen");
        Assert.Contains("Nog geen leerlingen", leeg.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["Mijn werk", "Dossiers", "Leerlingen", "Hulpvraag indienen", "Begeleiders", "Scholen", "Route"],
            leeg.QuerySelectorAll("nav.navigatie--breed a").Select(a => a.TextContent));
        var thema = leeg.QuerySelectorAll("link[rel=stylesheet]").Select(l => l.GetAttribute("href")!).Last();
        Assert.Matches("^/liemers/thema-[0-9a-f]{10}\\.css$", thema);
        using (var kleuren = await browser.GetAsync(new Uri(thema, UriKind.Relative), Ct))
        {
            Assert.Equal("text/css; charset=utf-8", kleuren.Content.Headers.ContentType!.ToString());
            Assert.Contains("immutable", kleuren.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Contains("--basis-color-accent:#14594f", await kleuren.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        }

        using (var oud = await browser.GetAsync(new Uri("/liemers/thema-0000000000.css", UriKind.Relative), Ct))
        {
            Assert.Equal("no-store", oud.Headers.CacheControl!.ToString());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(new Uri("/onbekend/thema-0000000000.css", UriKind.Relative), Ct)).StatusCode);

        const string Nieuw = "/liemers/hulpvragen/nieuw";
        var pagina = await HaalAsync(browser, Nieuw);
        Assert.Equal(["Ambulante begeleiding", "1-zorgroute"], pagina.QuerySelectorAll("input[type=radio]").Select(k => pagina.QuerySelector($"label[for='{k.Id}']")!.TextContent.Trim()));
        pagina = await StapAsync(browser, pagina, Nieuw, ("Formulier.Route", "ambulante-begeleiding"), ("naar", ""));
        (string, string)[] kind = [("Formulier.Roepnaam", "Sterre"), ("Formulier.Achternaam", "Voorbeeld"), ("Formulier.Geboortedatum", $"12-03-{DateTime.Today.Year - 8}"), ("Formulier.Groep", "5/6")];

        // Refused: everything typed is still there.
        var fout = await Alspersoon.LeesAsync(await Alspersoon.StuurAsync(browser, pagina, Nieuw, [.. kind[..2], ("Formulier.Geboortedatum", "31-02-2018"), kind[3], ("naar", "")]), HttpStatusCode.BadRequest);
        Assert.Equal("Sterre", fout.QuerySelector("#Formulier_Roepnaam")!.GetAttribute("value"));
        Assert.Equal("#Formulier_Geboortedatum", fout.QuerySelector(".foutenlijst a")!.GetAttribute("href"));

        pagina = await StapAsync(browser, pagina, Nieuw, [.. kind, ("naar", "")]);
        Assert.NotNull(pagina.QuerySelector("#Formulier_Signaal"));
        pagina = await StapAsync(browser, pagina, Nieuw, ("Formulier.Signaal", "Raakt de draad kwijt.\nElke dag."), ("Formulier.Vraag", "Wat helpt?"), ("naar", ""));

        // The own role and the only ib-er are filled in.
        Assert.Equal(loes.PersoonId.ToString(), Gekozen(pagina, "Leerkracht"));
        Assert.Equal(ilse.PersoonId.ToString(), Gekozen(pagina, "InternBegeleider"));
        pagina = await StapAsync(browser, pagina, Nieuw, ("naar", ""));
        Assert.Contains("Elke dag.", pagina.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        // Back to change one thing, and from there straight to the summary.
        pagina = await StapAsync(browser, pagina, Nieuw, ("naar", "Signaal"));
        Assert.Equal("Wat helpt?", pagina.QuerySelector("#Formulier_Vraag")!.TextContent.Trim());
        pagina = await StapAsync(browser, pagina, Nieuw, ("Formulier.Vraag", "Wat helpt deze leerling?"), ("naar", ""));
        Assert.Contains("Wat helpt deze leerling?", pagina.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        var een = await Alspersoon.StuurAsync(browser, pagina, Nieuw, ("naar", "indienen"));
        var twee = await Alspersoon.StuurAsync(browser, pagina, Nieuw, ("naar", "indienen"));
        Assert.Equal(HttpStatusCode.Redirect, een.StatusCode);
        Assert.Equal(een.Headers.Location, twee.Headers.Location);

        var leerlingen = await HaalAsync(browser, "/liemers/leerlingen?naam=ster");
        var leerling = Assert.Single(leerlingen.QuerySelectorAll("table a")).GetAttribute("href")!;
        pagina = await HaalAsync(browser, leerling + "/ouders/nieuw");
        var bewaard = await Alspersoon.StuurAsync(browser, pagina, leerling + "/ouders/nieuw", ("Formulier.Naam", "Ouder Een"), ("Formulier.Gezag", "ja"));
        Assert.Equal(leerling, bewaard.Headers.Location!.ToString());
        pagina = await HaalAsync(browser, leerling);
        Assert.Contains("Heeft gezag", pagina.Body!.TextContent, StringComparison.Ordinal);
        foreach (var link in pagina.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).Distinct())
        {
            await HaalAsync(browser, link);
        }

        pagina = await HaalAsync(browser, leerling + "/wijzigen");
        Assert.Equal("5/6", pagina.QuerySelector("#Formulier_Groep")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.Redirect, (await Alspersoon.StuurAsync(browser, pagina, leerling + "/wijzigen", ("Formulier.Groep", "7"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Alspersoon.StuurAsync(browser, pagina, leerling + "/wijzigen", ("Formulier.Groep", "8"), ("Verzoek", Guid.NewGuid().ToString()))).StatusCode);

        // Another school: not there.
        await using var ander = new Alspersoon(database.App, iris);
        using var andere = ander.Browser();
        foreach (var adres in new[] { leerling, leerling + "/wijzigen", leerling + "/ouders/nieuw", "/noord-kennemerland/leerlingen", "/liemers/personen" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await andere.GetAsync(new Uri(adres, UriKind.Relative), Ct)).StatusCode);
        }
    }

    [Fact]
    public async Task The_pages_of_a_region_show_what_there_is()
    {
        await using var database = await postgres.NieuweDatabaseAsync(Ct);
        var (_, _, _, anna, _) = await VulAsync(database.App);
        await using var portaal = new Alspersoon(database.App, anna);
        using var browser = portaal.Browser();
        Assert.Contains("90AA", (await HaalAsync(browser, "/liemers/scholen")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("landelijke regeling", (await HaalAsync(browser, "/liemers/begeleiders")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Definitief maken", (await HaalAsync(browser, "/liemers/route")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Voorlichting", (await HaalAsync(browser, "/noord-kennemerland/route")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nog geen scholen", (await HaalAsync(browser, "/noord-kennemerland/scholen")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await HaalAsync(browser, "/noord-kennemerland/route")).QuerySelectorAll("nav.navigatie--breed summary").Length);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(new Uri("/liemers/leerlingen", UriKind.Relative), Ct)).StatusCode);
    }

    [Fact]
    public async Task A_regiobeheerder_adds_a_person_and_ends_a_role()
    {
        await using var database = await postgres.NieuweDatabaseAsync(Ct);
        var (_, _, _, _, remco) = await VulAsync(database.App);
        await using var portaal = new Alspersoon(database.App, remco);
        using var browser = portaal.Browser();
        const string Nieuw = "/liemers/personen/nieuw";
        var pagina = await HaalAsync(browser, Nieuw);
        var fout = await Alspersoon.LeesAsync(await Alspersoon.StuurAsync(browser, pagina, Nieuw, ("Formulier.Naam", "Kim Bedacht"), ("Formulier.Rol", "Leerkracht")), HttpStatusCode.BadRequest);
        Assert.Equal("Kim Bedacht", fout.QuerySelector("#Formulier_Naam")!.GetAttribute("value"));
        Assert.Equal(2, fout.QuerySelectorAll(".foutenlijst a").Length);
        var school = fout.QuerySelectorAll("#Formulier_School option").Single(o => o.TextContent.Contains("Vlinderhof", StringComparison.Ordinal)).GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.Redirect, (await Alspersoon.StuurAsync(browser, fout, Nieuw, ("Formulier.Email", "kim@voorbeeld.nl"), ("Formulier.School", school))).StatusCode);

        pagina = await HaalAsync(browser, "/liemers/personen");
        Assert.Contains("Uitgenodigd tot", pagina.Body!.TextContent, StringComparison.Ordinal);
        var uitgenodigd = pagina.QuerySelectorAll(".werklijst > li").Single(l => l.TextContent.Contains("Kim Bedacht", StringComparison.Ordinal)).QuerySelector("form[action*=Intrekken]")!;
        using var intrekken = new FormUrlEncodedContent(uitgenodigd.QuerySelectorAll("input").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value")!)));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.PostAsync(new Uri(uitgenodigd.GetAttribute("action")!, UriKind.Relative), intrekken, Ct)).StatusCode);
        pagina = await HaalAsync(browser, "/liemers/personen");
        Assert.DoesNotContain("Uitgenodigd tot", pagina.Body!.TextContent, StringComparison.Ordinal);
        var einde = pagina.QuerySelectorAll(".werklijst > li").Single(l => l.TextContent.Contains("Kim Bedacht", StringComparison.Ordinal)).QuerySelector("a")!.GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.Redirect, (await Alspersoon.StuurAsync(browser, await HaalAsync(browser, einde), einde)).StatusCode);
        Assert.DoesNotContain("Kim Bedacht", (await HaalAsync(browser, "/liemers/personen")).QuerySelector(".werklijst")!.TextContent, StringComparison.Ordinal);
    }

    private static string? Gekozen(IDocument pagina, string veld) => pagina.QuerySelector($"#Formulier_{veld} option[selected]")?.GetAttribute("value");

    private static async Task<IDocument> HaalAsync(HttpClient browser, string adres) => await Alspersoon.LeesAsync(await browser.GetAsync(new Uri(adres, UriKind.Relative), Ct));

    private static async Task<IDocument> StapAsync(HttpClient browser, IDocument pagina, string adres, params (string, string)[] getypt) =>
        await Alspersoon.LeesAsync(await Alspersoon.StuurAsync(browser, pagina, adres, getypt));

    private static async Task<(Gebruiker Loes, Gebruiker Ilse, Gebruiker Iris, Gebruiker Anna, Gebruiker Remco)> VulAsync(string verbinding)
    {
        await using var leeg = new Alspersoon(verbinding, new(Guid.NewGuid(), "Niemand", []));
        using var scope = leeg.Services.CreateScope();
        T Haal<T>()
            where T : notnull => scope.ServiceProvider.GetRequiredService<T>();
        await Haal<RegioToevoegen>().VoerUitAsync(Ct);
        var vlinder = await Haal<SchoolVastleggen>().VoerUitAsync(Liemers, "90AA", "De Vlinderhof (verzonnen)", "Verzonnendam", "", Ct);
        var zand = await Haal<SchoolVastleggen>().VoerUitAsync(Liemers, "90BB", "Het Zandkasteel (verzonnen)", "Verzonnendam", "", Ct);
        var werk = await Haal<OrganisatieVastleggen>().VoerUitAsync(Liemers, "Ambulant op Pad (verzonnen)", "landelijke regeling", Ct);
        var daar = await Haal<OrganisatieVastleggen>().VoerUitAsync("noord-kennemerland", "Ambulant op Pad (verzonnen)", "landelijke regeling", Ct);

        async Task<Gebruiker> MensAsync(string naam, params Lidmaatschapsopgave[] lid) => new(
            await Haal<PersoonVastleggen>().VoerUitAsync(naam, naam.Replace(' ', '.') + "@voorbeeld.nl", lid, Ct), naam,
            [.. lid.Select(l => new Lidmaatschap(l.Regio, l.Rol, l.School, l.Organisatie))]);

        return (
            await MensAsync("Loes Verzonnen", new Lidmaatschapsopgave(Liemers, Rol.Leerkracht, vlinder)),
            await MensAsync("Ilse Verzonnen", new Lidmaatschapsopgave(Liemers, Rol.InternBegeleider, vlinder)),
            await MensAsync("Iris Voorbeeld", new Lidmaatschapsopgave(Liemers, Rol.InternBegeleider, zand)),
            await MensAsync("Anna Fictief", new Lidmaatschapsopgave(Liemers, Rol.Begeleider, null, werk), new Lidmaatschapsopgave("noord-kennemerland", Rol.Begeleider, null, daar)),
            await MensAsync("Remco Verzonnen", new Lidmaatschapsopgave(Liemers, Rol.Regiobeheerder)));
    }
}
