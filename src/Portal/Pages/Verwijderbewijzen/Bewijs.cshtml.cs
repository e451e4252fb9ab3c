using Ambulant.Core.Bewaren;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Verwijderbewijzen;

[Vereist(Recht.VerwijderbewijsZien)]
public sealed class BewijsModel(Huidig huidig, Core.Bewaren.Verwijderbewijzen bewijzen) : PageModel
{
    public Huidig Huidig => huidig;

    public Verwijderbewijs Bewijs { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await bewijzen.LeesAsync(huidig.Wie, huidig.Regio.Sleutel, id, ct) is not { } bewijs)
        {
            return NotFound();
        }

        Bewijs = bewijs;
        return Page();
    }
}
