using Ambulant.Core.Leerlingen;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Leerlingen;

[Vereist(Recht.LeerlingZien)]
public sealed class IndexModel(Huidig huidig, LeerlingenVinden vinden) : PageModel
{
    public string Regio => huidig.Regio.Sleutel;

    [BindProperty(SupportsGet = true)]
    public string? Naam { get; set; }

    public Leerlingenlijst Lijst { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Lijst = await vinden.LeesAsync(huidig.Wie, Regio, Naam, ct);
}
