using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.VoorOuders;

/// <summary>For every link and session that does not work: the same page, whatever the reason.</summary>
[AllowAnonymous]
public sealed class GeenToegangModel(Huidig huidig) : PageModel
{
    public IActionResult OnGet() => huidig.RegioOfGeen is null ? NotFound() : Page();
}
