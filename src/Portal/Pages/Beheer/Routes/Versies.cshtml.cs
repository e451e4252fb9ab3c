using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

[Vereist(Recht.RouteBeheren)]
public sealed class VersiesModel(Werkbank werkbank, RouteversiesLezen lezen) : PageModel
{
    public Werkbank Werkbank => werkbank;

    public IReadOnlyList<Versieregel> Versies { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string route, CancellationToken ct)
    {
        if (!await werkbank.LaadAsync(route, ct))
        {
            return NotFound();
        }

        Versies = await lezen.LijstAsync(werkbank.Regio.Sleutel, route, ct);
        return Page();
    }
}
