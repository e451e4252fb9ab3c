using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

[Vereist(Recht.RouteBeheren)]
public sealed class VersieModel(Werkbank werkbank, RouteversiesLezen lezen) : PageModel
{
    public Werkbank Werkbank => werkbank;

    public Versieblad Blad { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string route, int nummer, CancellationToken ct)
    {
        if (!await werkbank.LaadAsync(route, ct) || await lezen.LeesAsync(werkbank.Regio.Sleutel, route, nummer, ct) is not { } blad)
        {
            return NotFound();
        }

        Blad = blad;
        return Page();
    }
}
