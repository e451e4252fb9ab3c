using Ambulant.Core.Inzagen;
using Ambulant.Core.Ouders;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.VoorOuders;

[VoorOuder]
public sealed class WieKeekMeeModel(Huidig huidig, InzagenLezen lezen, OuderoverzichtLezen overzicht) : PageModel
{
    public Inzagezicht Zicht { get; private set; } = null!;

    public bool Terug { get; private set; }

    public string Roepnaam => huidig.Ouder.Roepnaam;

    public string Begin => $"/{huidig.Ouder.Regio}/ouder";

    public async Task OnGetAsync(string? voor, CancellationToken ct)
    {
        var dag = Inzagezicht.Voor(voor);
        Terug = dag is not null;
        var regio = huidig.Ouder.Regio;
        Zicht = new(await lezen.VoorOuderAsync(huidig.Ouder, dag, ct), rol => overzicht.Noem(regio, rol), huidig.Regio.Naam, "uw kind", Begin + "/wie-keek-mee");
    }
}
