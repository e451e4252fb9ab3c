using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Opstart;
using Ambulant.Portal.Opstart.Aanmelden;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Ambulant.Portal.Pages.Inloggen;

// Beginning to sign in changes nothing and can be done by link too; without the token a page left open overnight still works.
[AllowAnonymous, IgnoreAntiforgeryToken, EnableRateLimiting(Limieten.Aanmelden)]
public sealed class InloggenModel(Identiteitsproviders providers, Aanmeldstart start, Huidig huidig, Regioregister regios, IHostEnvironment omgeving) : PageModel
{
    /// <summary>With this many organisations a list is quicker than a search.</summary>
    private const int InEenLijst = 12;

    private const int Treffers = 20;

    [BindProperty(SupportsGet = true)]
    public string? Zoek { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public Inlogkeuze? Laatste { get; private set; }

    public IReadOnlyList<Inlogkeuze> Keuzes { get; private set; } = [];

    public bool MetZoekveld { get; private set; }

    public bool Gezocht => !string.IsNullOrWhiteSpace(Zoek);

    /// <summary>Signing in gives a typed text back.</summary>
    public bool TekstWacht => ReturnUrl?.StartsWith(Getyptetekst.Pad, StringComparison.Ordinal) == true;

    public bool TeVeel { get; private set; }

    public bool Vertrokken { get; private set; }

    public Doorsturen? Doorsturen { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (huidig.WieOfNiemand is not null)
        {
            return LocalRedirect(Terugweg.Of(ReturnUrl, "/"));
        }

        await VulAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? organisatie, bool opnieuw, CancellationToken ct)
    {
        ReturnUrl = Terugweg.IsEigen(ReturnUrl) ? ReturnUrl : null;
        Doorsturen = await start.BeginAsync(HttpContext, organisatie ?? "", ReturnUrl, opnieuw: opnieuw);
        if (Doorsturen is { Adres: not null })
        {
            return Page();
        }

        Vertrokken = Doorsturen is null;
        Response.StatusCode = Vertrokken ? StatusCodes.Status400BadRequest : StatusCodes.Status503ServiceUnavailable;
        await VulAsync(ct);
        return Page();
    }

    private async Task VulAsync(CancellationToken ct)
    {
        ModelState.Remove(nameof(ReturnUrl));
        ReturnUrl = Terugweg.IsEigen(ReturnUrl) ? ReturnUrl : null;
        if (Request.Cookies[new Cookienamen(omgeving).Organisatie] is { } id && await providers.VindAsync(id) is { } laatste)
        {
            Laatste = new(laatste.Id, laatste.Naam);
        }

        var gevonden = await providers.ZoekAsync(null, InEenLijst + 1, [], ct);
        MetZoekveld = gevonden.Count > InEenLijst || Gezocht;
        if (Gezocht)
        {
            gevonden = await providers.ZoekAsync(Zoek, Treffers + 1, regios.Alle.Select(r => r.Sleutel), ct);
        }
        else if (MetZoekveld)
        {
            return;
        }

        TeVeel = Gezocht && gevonden.Count > Treffers;
        Keuzes = [.. gevonden.Take(Treffers).Where(k => Gezocht || k.Id != Laatste?.Id)];
    }
}
