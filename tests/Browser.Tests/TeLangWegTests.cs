using Dapper;
using Microsoft.Playwright;
using Npgsql;
using static Microsoft.Playwright.Assertions;

namespace Ambulant.Browser.Tests;

/// <summary>Someone types longer than a session lasts: warned with script, and without it nothing typed is lost.</summary>
public sealed class TeLangWegTests(Demo demo)
{
    private const string Adres = "/liemers/leerlingen/nieuw";

    [Fact]
    public async Task Vooraf_gewaarschuwd_en_verder_met_het_toetsenbord()
    {
        var loes = await demo.BezoekerAsync(320);
        await loes.InloggenAsync("De Vlinderhof", "loes");
        await loes.Page.Clock.InstallAsync();
        await loes.Page.GotoAsync(new Uri(demo.Portaal, Adres).ToString());
        var melding = loes.Page.Locator(".sessiemelding");
        await Expect(loes.Page.Locator("[data-sessie-over]")).ToContainTextAsync("Verstuur dit voor");
        await loes.VulAsync("Achternaam", "Half getypt");

        await loes.Page.Clock.FastForwardAsync("50:00");
        await Expect(melding).ToHaveCountAsync(0);
        await loes.Page.Clock.FastForwardAsync("06:00");
        await Expect(melding.GetByRole(AriaRole.Alert)).ToContainTextAsync("Bent u er nog?");
        await Expect(melding).ToBeInViewportAsync();

        // The alert does not take the focus; its button is reached by tab, and gives the focus back.
        await Expect(loes.Page.GetByLabel("Achternaam")).ToBeFocusedAsync();
        var knop = melding.GetByRole(AriaRole.Button, new() { Name = "Ga door" });
        await knop.FocusAsync();
        await loes.Page.Keyboard.PressAsync("Enter");
        await Expect(melding).ToHaveCountAsync(0);
        await Expect(loes.Page.GetByLabel("Achternaam")).ToBeFocusedAsync();
        await Expect(loes.Page.GetByLabel("Achternaam")).ToHaveValueAsync("Half getypt");

        await loes.Page.Clock.FastForwardAsync("01:01:00");
        await Expect(melding.GetByRole(AriaRole.Alert)).ToContainTextAsync("U bent uitgelogd");
        await Expect(knop).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Zonder_script_komt_de_tekst_terug_na_het_inloggen()
    {
        var iris = await demo.BezoekerAsync(320, script: false);
        await iris.InloggenAsync("Het Zandkasteel", "iris");
        await iris.GaAsync(Adres);
        await iris.VulAsync("Roepnaam", "Lang");
        await iris.VulAsync("Achternaam", "Weggeweest (verzonnen)");
        await iris.VulAsync("Geboortedatum", "morgen");
        await iris.VulAsync("Groep", "5");
        await using (var verbinding = new NpgsqlConnection(demo.Postgres))
        {
            await verbinding.ExecuteAsync("update ambulant.sessie set verloopt_op = now() where persoon_id = (select id from ambulant.persoon where email = 'iris@zandkasteel.voorbeeld')");
        }

        await iris.KnopAsync("Toevoegen");
        await iris.KopAsync("Inloggen");
        await iris.ZietAsync("U was te lang weg");
        await iris.KnopAsync("Basisschool Het Zandkasteel (verzonnen)");
        await iris.KopAsync("Wat u typte, is er nog");
        await iris.ZietAsync("Weggeweest (verzonnen)");
        await iris.KnopAsync("Versturen");
        await iris.FoutAsync("datum");
        await Expect(iris.Page.GetByLabel("Achternaam")).ToHaveValueAsync("Weggeweest (verzonnen)");
        await iris.VulAsync("Geboortedatum", $"01-02-{DateTime.Today.Year - 8}");
        await iris.KnopAsync("Toevoegen");
        await iris.MeldingAsync("De leerling is toegevoegd");

        // The same pages, looked at with script.
        var kijker = await demo.BezoekerAsync();
        await kijker.InloggenAsync("Het Zandkasteel", "iris");
        await kijker.GaAsync("/sessies");
        await kijker.GaAsync($"/getypt/{Guid.NewGuid()}");
        await kijker.GaAsync(Adres);
        Assert.Empty(demo.Keuring.Bevindingen);
        Assert.Empty(await demo.Keuring.HtmlAsync());
    }
}
