using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

/// <summary>One step in the workbench: what it is now, and a way to the page of each part.</summary>
[Vereist(Recht.RouteBeheren)]
public sealed class StapModel(Werkbank werkbank) : PageModel
{
    public Werkbank Werkbank => werkbank;

    [BindProperty]
    public Plaatsformulier Formulier { get; set; } = new();

    public bool MagOverslaan => werkbank.Stap.Uitkomsten.Any(u => u.Overslaan);

    public bool MagHerhalen => werkbank.Stap.Uitkomsten.Any(u => u.Opent is [var enige] && enige == werkbank.Stap.Sleutel);

    /// <summary>The uitkomsten of other steps that open this one.</summary>
    public IEnumerable<(Stap Van, Uitkomst Uitkomst)> Vanwaar =>
        werkbank.Route.Stappen.Where(s => s != werkbank.Stap).SelectMany(s => s.Uitkomsten.Where(u => u.Opent.Contains(werkbank.Stap.Sleutel)).Select(u => (s, u)));

    public async Task<IActionResult> OnGetAsync(string route, string stap, CancellationToken ct) => await werkbank.StapAsync(route, stap, null, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostTussenvoegenAsync(string route, string stap, Guid verzoek, long versie, CancellationToken ct) =>
        werkbank.DoeAsync(this, route, verzoek, versie, new StapTussenvoegen(stap, Formulier.Na), "", "De stap heeft nu een plaats in de route.", ct);

    public Task<IActionResult> OnPostOverslaanAsync(string route, string stap, Guid verzoek, long versie, bool mag, CancellationToken ct) =>
        werkbank.DoeAsync(this, route, verzoek, versie, new OverslaanToestaan(stap, mag), "", mag ? "De stap mag nu worden overgeslagen, met een reden." : "De stap mag niet meer worden overgeslagen.", ct);

    public Task<IActionResult> OnPostHerhalenAsync(string route, string stap, Guid verzoek, long versie, bool mag, CancellationToken ct) =>
        werkbank.DoeAsync(this, route, verzoek, versie, new HerhalenToestaan(stap, mag), "", mag ? "De stap kan nu nog een keer worden gedaan." : "De stap kan niet meer worden herhaald.", ct);

    public sealed class Plaatsformulier
    {
        public string? Na { get; set; }
    }
}
