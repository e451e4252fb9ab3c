using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages;

[AllowAnonymous]
public sealed class IndexModel(Huidig huidig) : PageModel
{
    public IActionResult OnGet() => huidig.WieOfNiemand is null ? Page() : LocalRedirect("/werk");
}
