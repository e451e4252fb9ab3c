using static Microsoft.Playwright.Assertions;

namespace Ambulant.Browser.Tests;

/// <summary>
/// A regiobeheerder changes the route, sees the drawing change, tries it out, publishes with a reason and moves a running dossier; once
/// on a phone and without script.
/// </summary>
public sealed class WerkbankTests(Demo demo)
{
    private const string Route = "/liemers/beheer/routes/ambulante-begeleiding";

    [Fact]
    public async Task Wijzigen_uitproberen_publiceren_en_overzetten()
    {
        var remco = await demo.BezoekerAsync();
        await remco.InloggenAsync("Samenwerkingsverband De Liemers", "remco");
        await remco.GaAsync("/liemers/beheer/routes");
        await remco.LinkAsync("Ambulante begeleiding");
        await remco.KopAsync("Ambulante begeleiding");

        await remco.GaAsync($"{Route}/bestand");
        var zoals = await remco.Page.RunAndWaitForDownloadAsync(() => remco.LinkAsync("Bestand van Ambulant (JSON)"));

        // What is locked says why.
        await remco.GaAsync($"{Route}/stappen/toestemming");
        await remco.ZietAsync("Een deel van deze stap staat vast");

        await remco.GaAsync(Route);
        await remco.LinkAsync("Stap toevoegen");
        await remco.KopAsync("Stap toevoegen");
        await remco.KnopAsync("Toevoegen aan het concept");
        await remco.FoutAsync("Vul de naam van de stap in.");
        await remco.VulAsync("Hoe heet de stap?", "Gesprek met de jeugdarts");
        await remco.VulAsync("Wat gebeurt er in deze stap?", "Vraag de jeugdarts om mee te denken.");
        await remco.VinkAsync("ib-er");
        await remco.LijstAsync("Wanneer komt deze stap?", "Na 'Signaleren en bespreken'");
        await remco.KnopAsync("Toevoegen aan het concept");
        await remco.MeldingAsync("De stap staat in het concept");
        await Expect(remco.Page.Locator("svg.tekening")).ToContainTextAsync("Gesprek met de jeugdarts");

        await remco.LinkAsync("Gesprek met de jeugdarts");
        await remco.KopAsync("Gesprek met de jeugdarts");
        await remco.LinkAsync(": vragen");
        await remco.LinkAsync("Vraag toevoegen");
        await remco.Page.Locator("#Formulier_Label").FillAsync("Wat adviseert de jeugdarts?");
        await remco.KnopAsync("Bewaren in het concept");
        await remco.MeldingAsync("De vraag is bewaard");
        await remco.LinkAsync("Terug naar de stap");
        await remco.KnopAsync("Overslaan toestaan, met een reden");
        await remco.MeldingAsync("mag nu worden overgeslagen");

        // On a phone, without script, another window: an edit and its undo.
        var klein = await demo.BezoekerAsync(320, script: false);
        await klein.InloggenAsync("Samenwerkingsverband De Liemers", "remco");
        await klein.GaAsync($"{Route}/fasen/vooraf");
        await klein.VulAsync("Naam van de fase", "Op school");
        await klein.KnopAsync("Bewaren in het concept");
        await klein.ZietAsync("Op school");
        await klein.KnopAsync("Laatste wijziging terugnemen");
        await klein.ZietAsync("Vooraf");

        await remco.GaAsync($"{Route}/proberen");
        await remco.KnopAsync("Interventies inzetten");
        await remco.KopAsync("Uitproberen");
        await remco.ZietAsync("Gesprek met de jeugdarts");
        await remco.KnopAsync("Klaar");
        await remco.ZietAsync("Open gegaan: Interventies inzetten");
        await remco.GaAsync($"{Route}/simulatie");
        await remco.ZietAsync("Zou ergens stilstaan");
        foreach (var pagina in new[] { "stappen/vot/uitkomsten/ot", "stappen/vot/verwijderen", "stappen/vot/vragen/datum" })
        {
            await remco.GaAsync($"{Route}/{pagina}");
        }

        await remco.GaAsync("/liemers/beheer/woorden");
        await remco.GaAsync("/liemers/beheer/vakanties");

        await remco.GaAsync($"{Route}/publiceren");
        await remco.ZietAsync("Nieuwe stap: 'Gesprek met de jeugdarts'");
        await remco.KnopAsync("Publiceren");
        await remco.FoutAsync("Vul de reden in.");
        await remco.VulAsync("Waarom verandert u de route?", "De jeugdarts denkt voortaan eerder mee.");
        await remco.KnopAsync("Publiceren");
        await remco.MeldingAsync("is gepubliceerd");
        await remco.ZietAsync("De jeugdarts denkt voortaan eerder mee.");
        await remco.LinkAsync("Versie 2");
        await remco.ZietAsync("Nieuwe stap: 'Gesprek met de jeugdarts'");

        // One running dossier moves; the others stay.
        await remco.GaAsync($"{Route}/overzetten");
        await remco.Page.GetByRole(Microsoft.Playwright.AriaRole.Checkbox).First.SetCheckedAsync(true, new() { Force = true });
        await remco.VulAsync("Waarom zet u deze dossiers over?", "Dit dossier begint net.");
        await remco.KnopAsync("Overzetten");
        await remco.MeldingAsync("volgt nu versie 2");

        // Back to how it was, from the file: other tests walk this route.
        await remco.GaAsync($"{Route}/bestand");
        await remco.Page.GetByLabel("Bestand").SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "route.json", MimeType = "application/json", Buffer = await File.ReadAllBytesAsync(await zoals.PathAsync(), TestContext.Current.CancellationToken) });
        await remco.KnopAsync("Inlezen in het concept");
        await remco.MeldingAsync("Het bestand staat in het concept");
        await remco.GaAsync($"{Route}/publiceren");
        await remco.ZietAsync("Gesprek met de jeugdarts");
        await remco.VulAsync("Waarom verandert u de route?", "Toch niet.");
        await remco.KnopAsync("Publiceren");
        await remco.MeldingAsync("is gepubliceerd");

        Assert.Empty(demo.Keuring.Bevindingen);
        Assert.Empty(await demo.Keuring.HtmlAsync());
    }
}
