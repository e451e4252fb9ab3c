using Ambulant.Core.Stagnaties;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Stagnaties;

[Vereist(Recht.DossierVolledigZien)]
public sealed class IndexModel(Huidig huidig, StagnatiesLezen lezen) : PageModel
{
    public Huidig Huidig => huidig;

    public IReadOnlyList<Stagnatie> Stagnaties { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Stagnaties = await lezen.LeesAsync(huidig.Dossier, ct);
}
