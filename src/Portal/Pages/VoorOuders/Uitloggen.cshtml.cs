using Ambulant.Core.Ouders;
using Ambulant.Portal.Opstart;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.VoorOuders;

/// <summary>Open: who was out already is simply out.</summary>
[AllowAnonymous]
public sealed class UitloggenModel(Huidig huidig, OuderInloggen inloggen, Oudercookie cookie) : PageModel
{
    public IActionResult OnGet() => huidig.RegioOfGeen is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (huidig.RegioOfGeen is not { } regio)
        {
            return NotFound();
        }

        if (cookie.Lees(HttpContext) is { } sleutel)
        {
            await inloggen.LogUitAsync(sleutel, ct);
        }

        cookie.Wis(HttpContext);
        HttpContext.WisBijBezoeker();
        return LocalRedirect($"/{regio.Sleutel}/ouder/uitloggen");
    }
}
