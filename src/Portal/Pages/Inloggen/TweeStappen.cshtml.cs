using Ambulant.Core.Toegang;
using Ambulant.Portal.Opstart.Aanmelden;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Inloggen;

/// <summary>Where the access filter sends a beheerder whose sign-in did not show two steps, and the way back.</summary>
[VoorIedereenIngelogd]
public sealed class TweeStappenModel(Huidig huidig, Identiteitsproviders providers, Tickets tickets, Aanmeldstart start) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string Organisatie { get; private set; } = "uw organisatie";

    /// <summary>The provider of this session can show it.</summary>
    public bool Kan { get; private set; } = true;

    public Doorsturen? Doorsturen { get; private set; }

    public async Task<IActionResult> OnGetAsync() => huidig.SessieOfGeen is { TweeStappen: true } ? LocalRedirect(Terugweg.Of(ReturnUrl, "/")) : await LaadAsync();

    public async Task<IActionResult> OnPostAsync(Guid verzoek)
    {
        // Beginning to sign in twice is beginning once.
        _ = verzoek;
        var pagina = await LaadAsync();
        if (Kan && await tickets.LeesAsync(HttpContext) is { } ticket)
        {
            Doorsturen = await start.BeginAsync(HttpContext, ticket.Provider, ReturnUrl, tweeStappen: true);
        }

        if (Doorsturen is not { Adres: not null })
        {
            Response.StatusCode = Doorsturen is null ? StatusCodes.Status400BadRequest : StatusCodes.Status503ServiceUnavailable;
        }

        return pagina;
    }

    private async Task<IActionResult> LaadAsync()
    {
        ModelState.Remove(nameof(ReturnUrl));
        ReturnUrl = Terugweg.IsEigen(ReturnUrl) ? ReturnUrl : null;
        if (await tickets.LeesAsync(HttpContext) is { } ticket && await providers.VindAsync(ticket.Provider) is { } provider)
        {
            Organisatie = provider.Naam;
            Kan = provider.ToontTweeStappen;
        }

        return Page();
    }
}
