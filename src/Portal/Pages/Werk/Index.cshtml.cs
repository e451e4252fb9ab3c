using Ambulant.Core.Opslag;
using Ambulant.Core.Werk;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Werk;

[VoorIedereenIngelogd]
public sealed class IndexModel(Huidig huidig, Werkvoorraad werkvoorraad, Database database) : PageModel
{
    public IReadOnlyList<Werkregel> Regels { get; private set; } = [];

    public DateOnly Vandaag { get; } = database.Vandaag;

    public int TeLaat => Regels.Count(r => r.Uiterlijk < Vandaag);

    public async Task OnGetAsync(CancellationToken ct) => Regels = await werkvoorraad.LeesAsync(huidig.Wie, ct);
}
