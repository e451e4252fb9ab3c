using Ambulant.Core.Leerlingen;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Leerlingen;

[Vereist(Recht.LeerlingZien)]
public sealed class BekijkenModel(Huidig huidig, LeerlingBekijken bekijken) : PageModel
{
    public string Regio => huidig.Regio.Sleutel;

    public Leerlingblad Blad { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid leerling, CancellationToken ct)
    {
        if (await bekijken.LeesAsync(huidig.Wie, Regio, leerling, ct) is not { } blad)
        {
            return NotFound();
        }

        Blad = blad;
        return Page();
    }
}
