using System.Text.RegularExpressions;
using Ambulant.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Ambulant.Browser.Tests;

/// <summary>Someone at a browser, doing what a person does: read a heading, fill in a labelled field, press a named button.</summary>
internal sealed partial class Bezoeker
{
    private readonly Demo demo;
    private readonly bool script;
    private IResponse? laatste;

    public Bezoeker(Demo demo, IPage page, bool script)
    {
        this.demo = demo;
        this.script = script;
        Page = page;
        page.Response += (_, r) =>
        {
            if (r.Request.IsNavigationRequest && r.Frame == page.MainFrame && r.Status is < 300 or >= 400)
            {
                laatste = r;
            }
        };
    }

    public IPage Page { get; }

    public string Pad => new Uri(Page.Url).AbsolutePath;

    public ILocator Main => Page.Locator("main");

    public async Task InloggenAsync(string organisatie, string naam)
    {
        await GaAsync("/inloggen");
        await Page.GetByRole(AriaRole.Button, new() { Name = organisatie }).ClickAsync();
        await Page.Locator("#naam").FillAsync(naam);
        await Page.Locator("#wachtwoord").FillAsync(Mensen.Wachtwoord);
        await Page.Locator("form button").First.ClickAsync();
        await KopAsync("Mijn werk");
    }

    public async Task GaAsync(string adres)
    {
        await Page.GotoAsync(new Uri(demo.Portaal, adres).ToString());
        await KeurAsync();
    }

    /// <summary>The page with this heading is there; it is looked at too.</summary>
    public async Task KopAsync(string tekst)
    {
        await Expect(Page.Locator("h1")).ToHaveTextAsync(new Regex(Regex.Escape(tekst)));
        await KeurAsync();
    }

    public async Task MeldingAsync(string tekst)
    {
        await Expect(Page.Locator("[role=status]")).ToContainTextAsync(tekst);
        await KeurAsync();
    }

    /// <summary>The list of faults is there and says this.</summary>
    public async Task FoutAsync(string tekst)
    {
        await Expect(Page.Locator(".foutenlijst")).ToContainTextAsync(tekst);
        await KeurAsync();
    }

    public Task VulAsync(string label, string tekst) => Page.GetByLabel(label).FillAsync(tekst);

    public Task KiesAsync(string label) => Page.GetByRole(AriaRole.Radio, new() { Name = label, Exact = true }).CheckAsync(new() { Force = true });

    public Task VinkAsync(string label, bool aan = true) => Page.GetByRole(AriaRole.Checkbox, new() { Name = label }).SetCheckedAsync(aan, new() { Force = true });

    public Task LijstAsync(string label, string keuze) => Page.GetByLabel(label).SelectOptionAsync(new SelectOptionValue { Label = keuze });

    public Task KnopAsync(string naam) => Page.GetByRole(AriaRole.Button, new() { Name = naam, Exact = true }).First.ClickAsync();

    /// <summary>A button that several rows have: its name ends with whose row it is, for who hears the page.</summary>
    public Task KnopVanAsync(string naam, string wie) => Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^{Regex.Escape(naam)} ?: {Regex.Escape(wie)}$") }).ClickAsync();

    public Task LinkAsync(string naam) => Main.GetByRole(AriaRole.Link, new() { Name = naam }).First.ClickAsync();

    public Task ZietAsync(string tekst) => Expect(Main).ToContainTextAsync(tekst);

    public async Task ZietNietAsync(params string[] teksten)
    {
        var html = await Page.ContentAsync();
        Assert.All(teksten, t => Assert.DoesNotContain(t, html, StringComparison.OrdinalIgnoreCase));
    }

    public async Task KeurAsync()
    {
        await Expect(Page.Locator("h1").First).ToBeVisibleAsync();
        // Without script in the page axe cannot run; the same pages are looked at with the others.
        if (script && new Uri(Page.Url).Port == demo.Portaal.Port)
        {
            await demo.Keuring.KijkAsync(Page, laatste);
        }
    }
}
