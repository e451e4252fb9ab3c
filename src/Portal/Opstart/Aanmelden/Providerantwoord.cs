using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ambulant.Core.Toegang;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>An answer of a provider that passed every check.</summary>
internal sealed record Geldigantwoord(string Provider, string Issuer, string Subject, string? Sid, string IdToken, bool TweeStappen);

/// <summary>What we do with the answer of a provider: the checks that the framework leaves out, and finding the person.</summary>
public sealed partial class Providerantwoord(Identiteitsproviders providers, PersoonVinden personen, UitnodigingAanvaarden uitnodigingen, IHostEnvironment omgeving, TimeProvider klok, ILogger<Providerantwoord> log)
    : OpenIdConnectEvents
{
    internal const string Uitnodiging = "uitnodiging";

    /// <summary>Asked for: a fresh sign-in in two steps.</summary>
    internal const string TweeStappen = "twee-stappen";

    // Microsoft dates its tokens five minutes back.
    private static readonly TimeSpan Versgemaakt = TimeSpan.FromMinutes(12);

    private static readonly object Foutcode = new();
    private static readonly object Schoolbekend = new();

    public override async Task MessageReceived(MessageReceivedContext context)
    {
        var bericht = context.ProtocolMessage;
        context.HttpContext.Items[Foutcode] = bericht.Error;
        var metadata = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);

        // RFC 9207: an answer that names another issuer, or none where one was promised, is not the answer to our question.
        if (string.IsNullOrEmpty(bericht.Iss) ? metadata.AuthorizationResponseIssParameterSupported : bericht.Iss != metadata.Issuer)
        {
            context.Fail(new Antwoordfout("iss of the response"));
        }
        else if (bericht.IdToken is not null || bericht.AccessToken is not null)
        {
            context.Fail(new Antwoordfout("tokens in the response"));
        }
        else if (context.Request.Query.Any(q => q.Value.Count > 1) || (context.Request.HasFormContentType && context.Request.Form.Any(q => q.Value.Count > 1)))
        {
            context.Fail(new Antwoordfout("repeated parameter"));
        }
    }

    public override async Task RedirectToIdentityProvider(RedirectContext context)
    {
        if (await ProviderAsync(context.Scheme) is { } provider)
        {
            var acr = context.Properties.Items.ContainsKey(TweeStappen) && provider.AcrTweeStappen.Length > 0 ? provider.AcrTweeStappen : provider.Acr;
            if (acr.Length > 0)
            {
                context.ProtocolMessage.AcrValues = string.Join(' ', acr);
            }

            if (acr == provider.AcrTweeStappen && acr.Length > 0 && provider.Profiel == Providerprofiel.Entra)
            {
                // Microsoft takes an authentication context this way only.
                context.ProtocolMessage.SetParameter("claims", JsonSerializer.Serialize(new { id_token = new { acrs = new { essential = true, values = acr } } }));
            }

            if (provider is { Profiel: Providerprofiel.Google, Domeinen: [var domein] })
            {
                // So that Google offers the right account; its answer is checked for it anyway.
                context.ProtocolMessage.SetParameter("hd", domein);
            }
        }
    }

    public override async Task TokenValidated(TokenValidatedContext context)
    {
        var token = context.SecurityToken;
        if (string.IsNullOrEmpty(token.Subject) || token.Subject.Length > 255)
        {
            context.Fail(new Antwoordfout("sub"));
        }
        else if (token.Audiences.Count() != 1)
        {
            // Meant for others too: then others hold it, and can use it here.
            context.Fail(new Antwoordfout("aud"));
        }
        else if (token.Header.ContainsKey("crit"))
        {
            // It says that something must be understood that nobody here understands.
            context.Fail(new Antwoordfout("crit"));
        }
        else if (token.IssuedAt < klok.GetUtcNow().UtcDateTime - Versgemaakt || token.IssuedAt > klok.GetUtcNow().UtcDateTime + context.Options.TokenValidationParameters.ClockSkew)
        {
            // The code was handed in just now: a token of another day was made for another sign-in.
            context.Fail(new Antwoordfout("iat"));
        }
        else if (await ProviderAsync(context.Scheme) is not { } provider)
        {
            context.Fail(new Antwoordfout("provider"));
        }
        else if (Profielcontrole.Fout(provider, [.. token.Claims]) is { } fout)
        {
            context.Fail(new Antwoordfout(fout));
        }
        else
        {
            if (!Profielcontrole.VraagtGegevens(provider) || token.Claims.Any(c => c.Type == Profielcontrole.School))
            {
                context.HttpContext.Items[Schoolbekend] = true;
            }

            context.Properties!.SetParameter(nameof(Geldigantwoord), new Geldigantwoord(
                Id(context.Scheme), token.Issuer, token.Subject,
                token.Claims.FirstOrDefault(c => c.Type == "sid")?.Value, context.TokenEndpointResponse!.IdToken,
                Profielcontrole.TweeStappen(provider, [.. token.Claims]) && Vers(context)));
        }
    }

    // Asked to sign in anew (max_age=0): a second step of this morning does not show who sits there now.
    private bool Vers(TokenValidatedContext context) => !context.Properties!.Items.ContainsKey(TweeStappen)
        || (long.TryParse(context.SecurityToken.Claims.FirstOrDefault(c => c.Type == "auth_time")?.Value, CultureInfo.InvariantCulture, out var op) && op is > 0 and < 100_000_000_000 && DateTimeOffset.FromUnixTimeSeconds(op) > klok.GetUtcNow() - Versgemaakt);

    public override async Task UserInformationReceived(UserInformationReceivedContext context)
    {
        // The framework has compared its sub with that of the token.
        if (await ProviderAsync(context.Scheme) is { } provider)
        {
            var scholen = Waarden(context.User.RootElement, Profielcontrole.School).ToList();
            if (scholen is not [var school] || !Profielcontrole.IsSchool(provider, school))
            {
                context.Fail(new Antwoordfout(Profielcontrole.School));
            }
            else
            {
                context.HttpContext.Items[Schoolbekend] = true;
            }
        }
    }

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        var antwoord = context.Properties!.GetParameter<Geldigantwoord>(nameof(Geldigantwoord))!;
        var afbreken = context.HttpContext.RequestAborted;
        if (!context.HttpContext.Items.ContainsKey(Schoolbekend))
        {
            var nummer = Noteer(context.Scheme, null, new Antwoordfout(Profielcontrole.School));
            await ZonderSessieAsync(context, Mislukt("fout", nummer, antwoord.Provider));
            return;
        }

        if (context.Properties!.Items.TryGetValue(Uitnodiging, out var code) && code is not null)
        {
            var resultaat = await uitnodigingen.VoerUitAsync(code, antwoord.Issuer, antwoord.Subject, afbreken, antwoord.Provider);
            if (!resultaat.IsGelukt)
            {
                // The page of the invitation says what is wrong with it; only of the account it cannot know.
                await ZonderSessieAsync(context, $"/uitnodiging/{Uri.EscapeDataString(code)}" + (resultaat.Weigeringen[0].Veld == "identiteit" ? "?bezet=true" : ""));
                return;
            }
        }

        if (await personen.LeesAsync(antwoord.Issuer, antwoord.Subject, afbreken) is not { } persoon)
        {
            log.LogInformation("Sign-in through {Provider} by someone who was not invited", antwoord.Provider);
            await ZonderSessieAsync(context, "/inloggen/onbekend" + QueryString.Create("organisatie", antwoord.Provider));
            return;
        }

        var namen = new Cookienamen(omgeving);
        context.Response.Cookies.Append(namen.Organisatie, antwoord.Provider, new CookieBuilder
        {
            HttpOnly = true,
            Path = "/",
            SameSite = SameSiteMode.Lax,
            SecurePolicy = namen.Secure,
            MaxAge = TimeSpan.FromDays(180),
        }.Build(context.HttpContext));
        context.Principal = Sessiehandler.Principal(persoon, "");
        context.ReturnUri = Terugweg.Of(context.ReturnUri, "/");
        log.LogInformation("Sign-in through {Provider} succeeded", antwoord.Provider);
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        var fout = context.HttpContext.Items[Foutcode] as string is { } code && Codevorm.IsMatch(code) ? code : null;
        var nummer = Noteer(context.Scheme, fout, context.Failure);
        var reden = fout switch
        {
            "access_denied" or "login_required" or "interaction_required" or "consent_required" => "afgebroken",
            "server_error" or "temporarily_unavailable" => "storing",
            null when Aanmeldstart.IsStoring(context.Failure) => "storing",
            _ => "fout",
        };
        context.Response.Redirect(Mislukt(reden, nummer, Id(context.Scheme)));
        context.HandleResponse();
        return Task.CompletedTask;
    }

    public override Task RedirectToIdentityProviderForSignOut(RedirectContext context)
    {
        context.ProtocolMessage.IdTokenHint = context.Properties.GetParameter<Ticket>(nameof(Ticket))?.IdToken;
        return Task.CompletedTask;
    }

    private static string Id(AuthenticationScheme schema) => schema.Name[Providerschemas.Voorvoegsel.Length..];

    private Task<Identiteitsprovider?> ProviderAsync(AuthenticationScheme schema) => providers.VindAsync(Id(schema));

    private static string Mislukt(string reden, string nummer, string provider) =>
        "/inloggen/mislukt" + QueryString.Create("reden", reden).Add("nummer", nummer).Add("organisatie", provider);

    /// <summary>Types only: messages can hold what the provider or the browser sent.</summary>
    private string Noteer(AuthenticationScheme schema, string? code, Exception? fout)
    {
        var nummer = Referentie.Nieuw();
        log.LogWarning("Sign-in {Nummer} through {Provider} failed: {Fout} {Soort}", nummer, Id(schema), code, Soort(fout));
        return nummer;
    }

    private static IEnumerable<string> Waarden(JsonElement gegevens, string naam) => gegevens.ValueKind != JsonValueKind.Object || !gegevens.TryGetProperty(naam, out var waarde) ? []
        : waarde.ValueKind == JsonValueKind.Array ? waarde.EnumerateArray().Select(w => w.ToString())
        : [waarde.ToString()];

    internal static string Soort(Exception? fout)
    {
        var soorten = new List<string>();
        for (; fout is not null; fout = fout.InnerException)
        {
            soorten.Add(fout is Antwoordfout ? fout.Message : fout.GetType().Name);
        }

        return string.Join(" < ", soorten);
    }

    private static async Task ZonderSessieAsync(TicketReceivedContext context, string naar)
    {
        await context.HttpContext.SignOutAsync(Sessiehandler.Schema);
        context.Response.Redirect(naar);
        context.HandleResponse();
    }

    [GeneratedRegex("^[a-z_]{1,40}$")]
    private static partial Regex Codevorm { get; }

    /// <summary>A check of our own that failed; the message names the check and nothing of the answer.</summary>
    private sealed class Antwoordfout(string wat) : Exception(wat);
}
