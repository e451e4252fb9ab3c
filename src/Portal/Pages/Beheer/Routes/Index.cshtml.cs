using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

[Vereist(Recht.RouteBeheren)]
public sealed class IndexModel(Huidig huidig, RouteconceptLezen lezen) : PageModel
{
    public string Regio => huidig.Regio.Sleutel;

    public string Pagina => $"/{Regio}/beheer/routes";

    public IReadOnlyList<Routeregel> Routes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Routes = await lezen.LijstAsync(Regio, ct);
}
