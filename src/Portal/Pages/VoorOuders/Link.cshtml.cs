using Ambulant.Core.Ouders;
using Ambulant.Portal.Opstart;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Ambulant.Portal.Pages.VoorOuders;

/// <summary>The personal link. Opening it does nothing.</summary>
[AllowAnonymous, EnableRateLimiting(Limieten.Geheim)]
public sealed class LinkModel(Huidig huidig, OuderInloggen inloggen) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string sleutel, CancellationToken ct) =>
        huidig.RegioOfGeen is not { } regio ? NotFound()
        : await inloggen.WerktAsync(regio.Sleutel, sleutel, ct) ? Page()
        : LocalRedirect($"/{regio.Sleutel}/ouder/geen-toegang");

    public async Task<IActionResult> OnPostAsync(string sleutel, CancellationToken ct)
    {
        if (huidig.RegioOfGeen is not { } regio)
        {
            return NotFound();
        }

        switch (await inloggen.StuurCodeAsync(regio.Sleutel, sleutel, ct))
        {
            case Codestand.Gestuurd:
                return LocalRedirect($"/{regio.Sleutel}/ouder/{Uri.EscapeDataString(sleutel)}/code");
            case Codestand.TeVaak:
                ModelState.AddModelError("", "U hebt al vaak een code gevraagd. Wacht een uur en probeer het dan opnieuw.");
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
            default:
                return LocalRedirect($"/{regio.Sleutel}/ouder/geen-toegang");
        }
    }
}
