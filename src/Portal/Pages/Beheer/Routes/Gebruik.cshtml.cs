using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

/// <summary>Takes a route out of use, or back.</summary>
[Vereist(Recht.RouteBeheren)]
public sealed class GebruikModel(Werkbank werkbank, RouteGebruiken gebruiken) : PageModel
{
    public Werkbank Werkbank => werkbank;

    /// <summary>Routes from which a dossier can go on on this one.</summary>
    public IEnumerable<string> Hierheen => werkbank.Regio.Routes.Where(r => r.Stappen.Any(s => s.Uitkomsten.Any(u => u.Start?.Route == werkbank.Route.Sleutel))).Select(r => r.Naam);

    [BindProperty]
    public Gebruikformulier Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string route, CancellationToken ct) => await werkbank.LaadAsync(route, ct) && !werkbank.Blad.Nieuw ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string route, Guid verzoek, bool inGebruik, CancellationToken ct)
    {
        if (!await werkbank.LaadAsync(route, ct) || werkbank.Blad.Nieuw)
        {
            return NotFound();
        }

        var resultaat = await gebruiken.VoerUitAsync(werkbank.Wie, werkbank.Regio.Sleutel, route, verzoek, inGebruik, Formulier.Reden, ct);
        return await this.AntwoordAsync(resultaat, nameof(Formulier), aan => this.NaarMetMelding($"{werkbank.Pagina}/versies", aan ? "De route is weer in gebruik." : "De route is buiten gebruik. Lopende dossiers gaan door."), () => Task.CompletedTask);
    }

    public sealed class Gebruikformulier
    {
        public string? Reden { get; set; }
    }
}
