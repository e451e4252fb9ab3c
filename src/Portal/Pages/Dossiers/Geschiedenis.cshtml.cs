using Ambulant.Core.Handelingen;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers;

[Vereist(Recht.DossierVolledigZien)]
public sealed class GeschiedenisModel(Huidig huidig, Geschiedenis lezen) : PageModel
{
    public Huidig Huidig => huidig;

    public Geschiedenisblad Blad { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Blad = await lezen.LeesAsync(huidig.Dossier, ct);
}
