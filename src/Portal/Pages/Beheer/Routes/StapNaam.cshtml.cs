using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

[Vereist(Recht.RouteBeheren)]
public sealed class StapNaamModel(Werkbank werkbank) : PageModel
{
    public Werkbank Werkbank => werkbank;

    [BindProperty]
    public Naamformulier Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string route, string stap, CancellationToken ct)
    {
        if (!await werkbank.StapAsync(route, stap, null, ct))
        {
            return NotFound();
        }

        Formulier = new() { Naam = werkbank.Stap.Naam, Uitleg = werkbank.Stap.Uitleg, VoorOuders = werkbank.Stap.VoorOuders };
        return Page();
    }

    public Task<IActionResult> OnPostAsync(string route, string stap, Guid verzoek, long versie, CancellationToken ct) =>
        werkbank.DoeAsync(this, route, verzoek, versie, new StapNoemen(stap, Formulier.Naam, Formulier.Uitleg, Formulier.VoorOuders), "", "De naam en de uitleg zijn bewaard in het concept.", ct);

    public sealed class Naamformulier
    {
        public string? Naam { get; set; }

        public string? Uitleg { get; set; }

        public string? VoorOuders { get; set; }
    }
}
