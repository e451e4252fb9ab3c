using Ambulant.Core.Toegang;
using Ambulant.Core.Toestemmingen;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Toestemming;

[Vereist(Recht.DossierVolledigZien)]
[OverLeerling]
public sealed class BriefModel(Huidig huidig, ToestemmingLezen lezen) : PageModel
{
    public Huidig Huidig => huidig;

    public Toestemmingsblad Blad { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Blad = await lezen.LeesAsync(huidig.Dossier, ct);
}
