using System.Globalization;
using Ambulant.Core;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

/// <summary>Plays the concept with an invented dossier. The game stands in the address: nothing is kept.</summary>
[Vereist(Recht.RouteBeheren)]
public sealed class ProberenModel(Werkbank werkbank, TimeProvider klok) : PageModel
{
    public Werkbank Werkbank => werkbank;

    public Speelstand Stand { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string route, string? zetten, string? zet, string? na, CancellationToken ct)
    {
        if (!await werkbank.LaadAsync(route, ct))
        {
            return NotFound();
        }

        var gespeeld = Proefspel.Lees(zetten);
        if (zet?.Split('.') is [var stap, var uitkomst])
        {
            // So that the address holds the whole game, and the back button goes one move back.
            var dagen = int.TryParse(na, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Math.Min(n, 400) : 7;
            return LocalRedirect($"{werkbank.Pagina}/proberen?zetten={Uri.EscapeDataString(Proefspel.Schrijf([.. gespeeld, new(stap, uitkomst, dagen)]))}");
        }

        Stand = Proefspel.Speel(werkbank.Route, gespeeld, Dag.Van(klok.GetUtcNow()), werkbank.Regio);
        return Page();
    }
}
