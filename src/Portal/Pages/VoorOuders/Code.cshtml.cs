using Ambulant.Core.Ouders;
using Ambulant.Portal.Opstart;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Ambulant.Portal.Pages.VoorOuders;

[AllowAnonymous, EnableRateLimiting(Limieten.Geheim)]
public sealed class CodeModel(Huidig huidig, OuderInloggen inloggen, Oudercookie cookie, ILogger<CodeModel> log) : PageModel
{
    public string Linkadres => $"/{huidig.Regio.Sleutel}/ouder/{Uri.EscapeDataString((string)RouteData.Values["sleutel"]!)}";

    [BindProperty]
    public Invoer Formulier { get; set; } = new();

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

        var (stand, sessie) = await inloggen.LogInAsync(regio.Sleutel, sleutel, Formulier.Code, ct);
        log.LogInformation("A parent in {Regio} typed a code: {Stand}", regio.Sleutel, stand);
        switch (stand)
        {
            case Codestand.Goed:
                // Always a new key; the row of an earlier one goes.
                if (cookie.Lees(HttpContext) is { } oud)
                {
                    await inloggen.LogUitAsync(oud, ct);
                }

                cookie.Zet(HttpContext, sessie!);
                return LocalRedirect($"/{regio.Sleutel}/ouder");
            case Codestand.GeenLink:
                return LocalRedirect($"/{regio.Sleutel}/ouder/geen-toegang");
            default:
                ModelState.AddModelError("Formulier.Code", stand is Codestand.Fout
                    ? "Deze code klopt niet. Kijk de cijfers na. Gebruik de code uit de nieuwste mail."
                    : "Deze code werkt niet meer. Vraag hieronder een nieuwe code.");
                Response.StatusCode = StatusCodes.Status400BadRequest;
                return Page();
        }
    }

    public sealed class Invoer
    {
        public string? Code { get; set; }
    }
}
