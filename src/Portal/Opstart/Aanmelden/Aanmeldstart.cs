using Ambulant.Core.Toegang;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Polly;

namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>On to a page of the provider, or with a number when the provider does not answer.</summary>
public sealed record Doorsturen(string Naam, string? Adres, string? Storingsnummer);

/// <summary>
/// Begins a sign-in or a sign-out at a provider. The answer is a page that moves on by itself, not a redirect: browsers hold a redirect
/// after a form against form-action, and the addresses a provider sends people along are not ours to list.
/// </summary>
public sealed class Aanmeldstart(Identiteitsproviders providers, ILogger<Aanmeldstart> log)
{
    /// <summary>Null when there is no such provider.</summary>
    public async Task<Doorsturen?> BeginAsync(HttpContext http, string id, string? terug, string? uitnodiging = null, bool opnieuw = false, bool tweeStappen = false)
    {
        if (await providers.VindAsync(id) is not { } provider)
        {
            return null;
        }

        var eigenschappen = new OpenIdConnectChallengeProperties { RedirectUri = Terugweg.Of(terug, "/") };
        if (uitnodiging is not null)
        {
            eigenschappen.Items[Providerantwoord.Uitnodiging] = uitnodiging;
        }

        if (tweeStappen)
        {
            eigenschappen.Items[Providerantwoord.TweeStappen] = "1";
            eigenschappen.MaxAge = TimeSpan.Zero;
        }

        // An invitation binds for good: on a shared computer the account of a colleague must not slip in.
        if (opnieuw || tweeStappen || uitnodiging is not null)
        {
            eigenschappen.Prompt = "login";
        }

        return await StuurAsync(http, provider, () => http.ChallengeAsync(Providerschemas.Voorvoegsel + id, eigenschappen));
    }

    /// <summary>Null when the provider cannot be asked to sign out.</summary>
    public async Task<Doorsturen?> EindigAsync(HttpContext http, Ticket ticket)
    {
        if (await providers.VindAsync(ticket.Provider) is not { } provider)
        {
            return null;
        }

        var eigenschappen = new AuthenticationProperties { RedirectUri = "/uitloggen" };
        eigenschappen.SetParameter(nameof(Ticket), ticket);
        return await StuurAsync(http, provider, () => http.SignOutAsync(Providerschemas.Voorvoegsel + ticket.Provider, eigenschappen));
    }

    internal static bool IsStoring(Exception? fout) =>
        fout is HttpRequestException or TaskCanceledException or TimeoutException or ExecutionRejectedException or IOException
        || (fout?.InnerException is { } binnen && IsStoring(binnen));

    private async Task<Doorsturen> StuurAsync(HttpContext http, Identiteitsprovider provider, Func<Task> vraag)
    {
        try
        {
            await vraag();
            var adres = http.Response.Headers.Location.ToString();
            http.Response.Headers.Remove("Location");
            http.Response.StatusCode = StatusCodes.Status200OK;
            http.Response.Headers["Refresh"] = $"0; url={adres}";
            return new(provider.Naam, adres, null);
        }
        catch (Exception e) when (!http.RequestAborted.IsCancellationRequested)
        {
            // Its discovery document or pushed request could not be had. Others are not touched: each has its own circuit.
            var nummer = Referentie.Nieuw();
            log.LogWarning("Provider {Provider} cannot be reached, {Nummer}: {Soort}", provider.Id, nummer, Providerantwoord.Soort(e));
            http.Response.Headers.Remove("Location");
            return new(provider.Naam, null, nummer);
        }
    }
}
