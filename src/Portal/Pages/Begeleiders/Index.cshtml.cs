using Ambulant.Core.Begeleiders;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Begeleiders;

[Vereist(Recht.RegioZien)]
public sealed class IndexModel(Huidig huidig, BegeleidersVinden vinden) : PageModel
{
    public string Regionaam => huidig.Regio.Naam;

    public IReadOnlyList<Begeleider> Begeleiders { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Begeleiders = await vinden.LeesAsync(huidig.Regio.Sleutel, ct);
}
