using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Personen;

[Vereist(Recht.PersonenBeheren)]
public sealed class IndexModel(Huidig huidig, PersonenVinden vinden) : PageModel
{
    public string Regio => huidig.Regio.Sleutel;

    public string Pagina => $"/{Regio}/personen";

    public IReadOnlyList<Persoonregel> Personen { get; private set; } = [];

    public string Rolnaam(Rol rol) => huidig.Regio.Woorden.Noem(rol);

    public async Task OnGetAsync(CancellationToken ct) => Personen = await vinden.LeesAsync(Regio, ct);
}
