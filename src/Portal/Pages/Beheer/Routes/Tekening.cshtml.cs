using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

/// <summary>The drawing of the concept, to look at in full or print, and the same as text.</summary>
[Vereist(Recht.RouteBeheren)]
public sealed class TekeningModel(Werkbank werkbank) : PageModel
{
    public Werkbank Werkbank => werkbank;

    public async Task<IActionResult> OnGetAsync(string route, CancellationToken ct) => await werkbank.LaadAsync(route, ct) ? Page() : NotFound();
}
