using Ambulant.Core.Mail;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Opstart;
using Ambulant.Portal.Opstart.Aanmelden;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Ambulant.Portal.Pages.Inloggen;

/// <summary>
/// A link that begins the sign-in of one organisation. Also the initiate_login_uri of OpenID Connect (third-party initiated login): a portal of
/// the school may name itself (iss) and the page to come back to (target_link_uri), which must be one of ours.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken, EnableRateLimiting(Limieten.Aanmelden)]
public sealed class DirectModel(Identiteitsproviders providers, Aanmeldstart start, Huidig huidig, Portaaladres portaal) : PageModel
{
    public Doorsturen? Doorsturen { get; private set; }

    public string Kiezen { get; private set; } = "/inloggen";

    public Task<IActionResult> OnGetAsync(string provider, string? returnUrl, [FromQuery(Name = "target_link_uri")] string? doel, string? iss) => BeginAsync(provider, returnUrl ?? doel, iss);

    public Task<IActionResult> OnPostAsync(string provider, [FromForm] string? returnUrl, [FromForm(Name = "target_link_uri")] string? doel, [FromForm] string? iss) => BeginAsync(provider, returnUrl ?? doel, iss);

    private async Task<IActionResult> BeginAsync(string id, string? naar, string? iss)
    {
        if (naar?.StartsWith(portaal.Adres + "/", StringComparison.Ordinal) == true)
        {
            naar = naar[portaal.Adres.Length..];
        }

        naar = Terugweg.IsEigen(naar) ? naar : null;
        Kiezen = naar is null ? "/inloggen" : "/inloggen" + QueryString.Create("returnUrl", naar);
        if (huidig.WieOfNiemand is not null)
        {
            return LocalRedirect(naar ?? "/");
        }

        // Whoever names another provider than the one of this address tries to send someone along the wrong one.
        var gevonden = await providers.VindAsync(id) is { } provider && (string.IsNullOrEmpty(iss) || iss.TrimEnd('/') == provider.Authority.TrimEnd('/'));
        Doorsturen = gevonden ? await start.BeginAsync(HttpContext, id, naar) : null;
        if (Doorsturen is not { Adres: not null })
        {
            Response.StatusCode = Doorsturen is null ? StatusCodes.Status400BadRequest : StatusCodes.Status503ServiceUnavailable;
        }

        return Page();
    }
}
