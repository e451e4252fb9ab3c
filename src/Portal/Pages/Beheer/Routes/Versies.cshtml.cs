using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

[Vereist(Recht.RouteBeheren)]
public sealed class VersiesModel(Werkbank werkbank, RouteversiesLezen lezen, RouteGebruiken gebruik) : PageModel
{
    public Werkbank Werkbank => werkbank;

    public IReadOnlyList<Versieregel> Versies { get; private set; } = [];

    public IReadOnlyList<Gebruiksregel> Gebruik { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string route, CancellationToken ct)
    {
        if (!await werkbank.LaadAsync(route, ct) || werkbank.Blad.Nieuw)
        {
            return NotFound();
        }

        Gebruik = await gebruik.LeesAsync(werkbank.Regio.Sleutel, route, ct);
        Versies = await lezen.LijstAsync(werkbank.Regio.Sleutel, route, ct);
        return Page();
    }
}
