using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

[Vereist(Recht.RouteBeheren)]
public sealed class StapWieModel(Werkbank werkbank) : PageModel
{
    public Werkbank Werkbank => werkbank;

    [BindProperty]
    public Wieformulier Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string route, string stap, CancellationToken ct)
    {
        // A step that the parents do, and nobody else sees to, has nothing to choose.
        if (!await werkbank.StapAsync(route, stap, null, ct) || (!werkbank.Stap.HeeftFormulier && werkbank.Stap.Rollen.Count == 0))
        {
            return NotFound();
        }

        var nu = werkbank.Stap;
        Formulier = new() { Rollen = Namen(nu.Rollen), Aanwezig = Namen(nu.Aanwezig), Verwacht = Namen(nu.Verwacht), BevestigtBetrokkenen = nu.BevestigtBetrokkenen };
        return Page();
    }

    public Task<IActionResult> OnPostAsync(string route, string stap, Guid verzoek, long versie, CancellationToken ct) =>
        werkbank.DoeAsync(this, route, verzoek, versie, new StapToewijzen(stap, Formulier.Rollen, Formulier.Aanwezig, Formulier.Verwacht, Formulier.BevestigtBetrokkenen), "", "Wie de stap doet, is bewaard in het concept.", ct);

    private static string[] Namen(IEnumerable<Rol> rollen) => [.. rollen.Select(r => r.ToString())];

    public sealed class Wieformulier
    {
        public string[] Rollen { get; set; } = [];

        public string[] Aanwezig { get; set; } = [];

        public string[] Verwacht { get; set; } = [];

        public bool BevestigtBetrokkenen { get; set; }
    }
}
