using Ambulant.Portal.Opstart;
using Ambulant.Portal.Opstart.Aanmelden;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Inloggen;

// Another site cannot send the session's cookie along (SameSite=Lax), so it cannot sign anyone out; and signing out must also work from
// a page whose form has gone stale.
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class UitloggenModel(Huidig huidig, Tickets tickets, Aanmeldstart start) : PageModel
{
    public bool NogIngelogd { get; private set; }

    public bool AlleenHier { get; private set; }

    public Doorsturen? Doorsturen { get; private set; }

    public void OnGet() => NogIngelogd = huidig.WieOfNiemand is not null;

    public async Task OnPostAsync()
    {
        var ticket = await tickets.LeesAsync(HttpContext);
        var was = huidig.WieOfNiemand is not null;
        await HttpContext.SignOutAsync(Sessiehandler.Schema);
        HttpContext.WisBijBezoeker();
        Doorsturen = ticket is null ? null : await start.EindigAsync(HttpContext, ticket);
        AlleenHier = was && Doorsturen is not { Adres: not null };
    }
}
