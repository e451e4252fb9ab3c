using Ambulant.Core.Doelen;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Doelen;

[Vereist(Recht.DossierVolledigZien)]
public sealed class IndexModel(Huidig huidig, DoelenLezen lezen) : PageModel
{
    public Dossierkop Kop => huidig.Dossier;

    public IReadOnlyList<Doel> Doelen { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Doelen = await lezen.LijstAsync(Kop, ct);
}
