using Ambulant.Core.Toegang;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Inloggen;

[AllowAnonymous]
public sealed class OnbekendModel(Identiteitsproviders providers) : PageModel
{
    public Identiteitsprovider? Organisatie { get; private set; }

    public async Task OnGetAsync(string? organisatie) => Organisatie = await providers.VindAsync(organisatie ?? "");
}
