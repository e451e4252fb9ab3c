using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers;

/// <summary>Parents belong to the leerling: from a dossier one is led there.</summary>
[Vereist(Recht.HulpvraagSchrijven)]
[OverLeerling]
public sealed class OudersModel(Huidig huidig) : PageModel
{
    public IActionResult OnGet() => LocalRedirect($"/{huidig.Regio.Sleutel}/leerlingen/{huidig.Dossier.LeerlingId}");
}
