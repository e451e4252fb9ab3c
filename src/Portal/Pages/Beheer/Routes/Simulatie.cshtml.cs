using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

[Vereist(Recht.RouteBeheren)]
public sealed class SimulatieModel(Werkbank werkbank, Simulator simulator) : PageModel
{
    public Werkbank Werkbank => werkbank;

    public Simulatie Uitslag { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string route, CancellationToken ct)
    {
        if (!await werkbank.LaadAsync(route, ct) || await simulator.SpeelAsync(werkbank.Wie, werkbank.Regio.Sleutel, route, ct) is not { } uitslag)
        {
            return NotFound();
        }

        Uitslag = uitslag;
        return Page();
    }
}
