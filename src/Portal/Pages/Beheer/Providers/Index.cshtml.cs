using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Providers;

[Vereist(Recht.ProvidersBeheren), OpPlatform(Recht.PlatformBeheren)]
public sealed class IndexModel(Huidig huidig, ProvidersVinden vinden) : PageModel
{
    public string Pagina => huidig.Providerlijst;

    public bool OpPlatform => huidig.Providerbeheer is null;

    public IReadOnlyList<Identiteitsprovider> Providers { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Providers = await vinden.LijstAsync(huidig.Providerbeheer, ct);
}
