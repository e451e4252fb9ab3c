using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Platform;

[OpPlatform(Recht.PlatformBeheren)]
public sealed class IndexModel(PlatformbeheerdersVinden vinden) : PageModel
{
    public IReadOnlyList<Platformregel> Beheerders { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Beheerders = await vinden.LeesAsync(ct);
}
