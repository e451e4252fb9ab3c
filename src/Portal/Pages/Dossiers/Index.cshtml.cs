using Ambulant.Core.Dossiers;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers;

[Vereist(Recht.RegioZien)]
public sealed class IndexModel(Huidig huidig, Dossierlijst lijst) : PageModel
{
    public Huidig Huidig => huidig;

    public IReadOnlyList<Dossierregel> Regels { get; private set; } = [];

    public int Pagina { get; private set; }

    public async Task OnGetAsync(int? pagina, CancellationToken ct)
    {
        Pagina = Math.Max(1, pagina ?? 1);
        Regels = await lijst.LeesAsync(huidig.Wie, huidig.Regio.Sleutel, Pagina, ct);
    }
}
