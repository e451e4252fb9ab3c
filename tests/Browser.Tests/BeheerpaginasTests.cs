using static Microsoft.Playwright.Assertions;

namespace Ambulant.Browser.Tests;

/// <summary>
/// Every page of the regiobeheerder, empty and with mistakes, on a wide screen and on a phone; and once a whole journey without script:
/// a route of one's own is begun, published, taken out of use, and an inlogserver comes and goes.
/// </summary>
public sealed class BeheerpaginasTests(Demo demo)
{
    private const string Beheer = "/liemers/beheer";
    private const string Route = $"{Beheer}/routes/1-zorgroute";

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task Elke_beheerpagina_ook_met_fouten(int breedte)
    {
        var remco = await demo.BezoekerAsync(breedte);
        await remco.InloggenAsync("Samenwerkingsverband De Liemers", "remco");
        string[] paginas =
        [
            "routes", "routes/nieuw", "woorden", "vakanties", "providers", "providers/nieuw",
            .. new[] { "entra", "google", "entree", "keycloak", "algemeen" }.Select(p => $"providers/nieuw?profiel={p}"),
        ];
        foreach (var pagina in paginas)
        {
            await remco.GaAsync($"{Beheer}/{pagina}");
        }

        foreach (var pagina in (string[])["", "/naam", "/fasen", "/gebruik", "/overzetten", "/proberen", "/publiceren", "/simulatie", "/stap-toevoegen", .. new[] { "", "/naam", "/wie", "/vereisten", "/vragenlijst", "/termijn", "/vragen", "/uitkomsten", "/verwijderen" }.Select(d => $"/stappen/groep{d}"), "/tekening", "/versies", "/versies/1", "/bestand", "/basis"])
        {
            await remco.GaAsync(Route + pagina);
        }

        async Task Mis(string pagina, string knop, params (string Veld, string Tekst)[] invoer)
        {
            await remco.GaAsync($"{Beheer}/{pagina}");
            foreach (var (veld, tekst) in invoer)
            {
                await remco.Page.Locator(veld).FillAsync(tekst);
            }

            await remco.KnopAsync(knop);
            await Expect(remco.Page.Locator(".foutenlijst")).ToBeVisibleAsync();
            await remco.KeurAsync();
            foreach (var (veld, tekst) in invoer)
            {
                await Expect(remco.Page.Locator(veld)).ToHaveValueAsync(tekst);
            }
        }

        await Mis("routes/nieuw", "Route beginnen", ("#Formulier_Uitleg", "Zonder naam."));
        await Mis("routes/1-zorgroute/naam", "Bewaren in het concept", ("#Formulier_Naam", ""));
        await Mis("routes/1-zorgroute/stappen/groep/naam", "Bewaren in het concept", ("#Formulier_Naam", ""), ("#Formulier_Uitleg", "Een andere uitleg."));
        await Mis("routes/1-zorgroute/stappen/groep/termijn", "Bewaren in het concept", ("#Formulier_Aantal", "vijf"), ("#Formulier_Vanaf", "1"));
        await Mis("routes/1-zorgroute/stappen/groep/vragen", "Bewaren in het concept", ("#Formulier_Label", ""), ("#Formulier_Hint", "Hint."));
        await Mis("routes/1-zorgroute/gebruik", "Buiten gebruik stellen", ("#Formulier_Reden", ""));
        await Mis("woorden", "Bewaren", ("#Formulier_Voluit", "geen dubbele punt"));
        await Mis("vakanties", "Bewaren", ("#Formulier_Vakanties", "Zomervakantie: 31-02-2027 tot en met 40-13-2027"));
        await Mis("providers/nieuw?profiel=entra", "Toevoegen", ("#Formulier_Domeinen", "geen domein"));

        await remco.GaAsync($"{Route}/bestand");
        await remco.Page.Locator("input[type=file]").SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "route.json", MimeType = "application/json", Buffer = "{ \"naam\": "u8.ToArray() });
        await remco.KnopAsync("Inlezen in het concept");
        await remco.FoutAsync("");

        Assert.Empty(demo.Keuring.Bevindingen);
        Assert.Empty(await demo.Keuring.HtmlAsync());
    }

    [Fact]
    public async Task Eigen_route_en_inlogserver_zonder_script()
    {
        var remco = await demo.BezoekerAsync(320, script: false);
        await remco.InloggenAsync("Samenwerkingsverband De Liemers", "remco");
        await remco.GaAsync($"{Beheer}/routes/nieuw");
        await remco.VulAsync("Hoe heet de route?", "Verzonnen leesroute");
        await remco.VulAsync("Waar is de route voor?", "Samen kijken naar lezen.");
        await remco.KnopAsync("Route beginnen");
        await remco.MeldingAsync("De route is begonnen");
        var pad = remco.Pad;
        await remco.GaAsync($"{pad}/publiceren");
        await remco.VulAsync("Waarom", "Scholen vroegen hierom.");
        await remco.KnopAsync("Publiceren");
        await remco.MeldingAsync("is gepubliceerd");
        await remco.GaAsync($"{pad}/gebruik");
        await remco.VulAsync("Waarom?", "Even niet.");
        await remco.KnopAsync("Buiten gebruik stellen");
        await remco.GaAsync($"{Beheer}/routes");
        await remco.ZietAsync("Verzonnen leesroute");

        await remco.GaAsync($"{Beheer}/providers/nieuw?profiel=algemeen");
        await remco.VulAsync("Naam van de school of organisatie", "Verzonnen bestuur");
        await remco.VulAsync("Adres van de inlogserver", "https://inloggen.verzonnen.voorbeeld");
        await remco.KnopAsync("Toevoegen");
        await remco.KopAsync("Verzonnen bestuur");
        await remco.ZietAsync("Staat stil");
        await remco.KnopAsync("Test deze inlogserver");
        await remco.ZietAsync("De test is niet goed gegaan");
        await remco.LinkAsync("Verwijderen");
        await remco.KopAsync("Inlogserver verwijderen");
        await remco.KnopAsync("Verwijderen");
        await remco.KopAsync("Inlogservers");
        await remco.ZietNietAsync("https://inloggen.verzonnen.voorbeeld");
    }
}
