using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Over;

[AllowAnonymous]
public sealed class ToegankelijkheidModel(Huidig huidig) : PageModel
{
    public bool Ingelogd => huidig.WieOfNiemand is not null;
}
