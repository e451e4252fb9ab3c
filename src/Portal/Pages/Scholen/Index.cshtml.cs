using Ambulant.Core.Scholen;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Scholen;

[Vereist(Recht.RegioZien)]
public sealed class IndexModel(Huidig huidig, ScholenVinden vinden) : PageModel
{
    public string Regionaam => huidig.Regio.Naam;

    public IReadOnlyList<School> Scholen { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Scholen = await vinden.LeesAsync(huidig.Regio.Sleutel, ct);
}
