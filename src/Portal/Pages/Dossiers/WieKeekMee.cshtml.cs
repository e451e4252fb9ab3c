using Ambulant.Core.Inzagen;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers;

[Vereist(Recht.InzageZien)]
public sealed class WieKeekMeeModel(Huidig huidig, InzagenLezen lezen) : PageModel
{
    public Inzagezicht Zicht { get; private set; } = null!;

    public bool Terug { get; private set; }

    public string Adres => $"{huidig.Dossier.Adres}/wie-keek-mee";

    public async Task OnGetAsync(string? voor, CancellationToken ct)
    {
        var dag = Inzagezicht.Voor(voor);
        Terug = dag is not null;
        Zicht = new(await lezen.VoorSchoolAsync(huidig.Dossier, dag, ct), huidig.Regio.Woorden.Noem, huidig.Regio.Naam, "de leerling", Adres);
    }
}
