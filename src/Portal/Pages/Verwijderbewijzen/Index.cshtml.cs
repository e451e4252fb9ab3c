using Ambulant.Core.Bewaren;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Verwijderbewijzen;

[Vereist(Recht.VerwijderbewijsZien)]
public sealed class IndexModel(Huidig huidig, Core.Bewaren.Verwijderbewijzen bewijzen) : PageModel
{
    public Huidig Huidig => huidig;

    public IReadOnlyList<Verwijderbewijs> Bewijzen { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Bewijzen = await bewijzen.LijstAsync(huidig.Wie, huidig.Regio.Sleutel, ct);
}
