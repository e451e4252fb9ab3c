using Ambulant.Core.Dossiers;
using Ambulant.Core.Interventies;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Interventies;

[Vereist(Recht.DossierVolledigZien)]
public sealed class IndexModel(Huidig huidig, InterventiesLezen lezen) : PageModel
{
    public Dossierkop Kop => huidig.Dossier;

    public IReadOnlyList<Interventie> Interventies { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Interventies = await lezen.LijstAsync(Kop, ct);
}
