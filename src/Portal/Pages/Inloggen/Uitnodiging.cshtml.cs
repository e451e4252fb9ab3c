using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Opstart;
using Ambulant.Portal.Opstart.Aanmelden;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Ambulant.Portal.Pages.Inloggen;

/// <summary>The link of an invitation. Its form is guarded against other sites: they must not bind someone's account to a person of theirs.</summary>
[AllowAnonymous, EnableRateLimiting(Limieten.Geheim)]
public sealed class UitnodigingModel(UitnodigingBekijken bekijken, Identiteitsproviders providers, Regioregister regios, Aanmeldstart start) : PageModel
{
    private const int InEenLijst = 12;
    private const int Treffers = 20;

    [BindProperty(SupportsGet = true)]
    public string? Zoek { get; set; }

    public UitnodigingInBeeld? Uitnodiging { get; private set; }

    public IReadOnlyList<Inlogkeuze> Keuzes { get; private set; } = [];

    public bool MetZoekveld { get; private set; }

    public bool Bezet { get; private set; }

    public Doorsturen? Doorsturen { get; private set; }

    public async Task OnGetAsync(string code, bool bezet, CancellationToken ct)
    {
        Bezet = bezet;
        await VulAsync(code, ct);
    }

    public async Task OnPostAsync(string code, string? organisatie, CancellationToken ct)
    {
        await VulAsync(code, ct);
        if (Uitnodiging?.Staat == Uitnodigingsstaat.Open)
        {
            Doorsturen = await start.BeginAsync(HttpContext, organisatie ?? "", "/", code);
            if (Doorsturen is not { Adres: not null })
            {
                Response.StatusCode = Doorsturen is null ? StatusCodes.Status400BadRequest : StatusCodes.Status503ServiceUnavailable;
            }
        }
    }

    private async Task VulAsync(string code, CancellationToken ct)
    {
        Uitnodiging = await bekijken.LeesAsync(code, ct);
        if (Uitnodiging?.Staat != Uitnodigingsstaat.Open)
        {
            Response.StatusCode = Uitnodiging is null ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone;
            return;
        }

        if (Uitnodiging.Provider is { } enige)
        {
            Keuzes = await providers.VindAsync(enige) is { } provider ? [new(provider.Id, provider.Naam)] : [];
            return;
        }

        var alle = await providers.ZoekAsync(null, InEenLijst + 1, [], ct);
        MetZoekveld = alle.Count > InEenLijst || !string.IsNullOrWhiteSpace(Zoek);
        Keuzes = !MetZoekveld ? alle : string.IsNullOrWhiteSpace(Zoek) ? [] : await providers.ZoekAsync(Zoek, Treffers, regios.Alle.Select(r => r.Sleutel), ct);
    }
}
