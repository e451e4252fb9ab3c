using System.Security.Claims;
using System.Text.Encodings.Web;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>
/// The session: an opaque cookie and a row. Not the framework's cookie handler with a ticket store, because that one keeps the key of
/// the session that was there when someone signs in, and renews sessions that were ended meanwhile.
/// </summary>
public sealed class Sessiehandler(
    IOptionsMonitor<AuthenticationSchemeOptions> opties, ILoggerFactory log, UrlEncoder encoder, IHostEnvironment omgeving,
    Sessies sessies, Huidig huidig, Tickets tickets, Getyptetekst getypt)
    : SignInAuthenticationHandler<AuthenticationSchemeOptions>(opties, log, encoder)
{
    public const string Schema = "sessie";

    private const int Sleutellengte = 64;

    private readonly Cookienamen namen = new(omgeving);

    private string? Sleutel => Request.Cookies[namen.Sessie] is { Length: Sleutellengte } sleutel ? sleutel : null;

    /// <summary>The principal of a person, as the handler makes it and as it wants it when someone signs in.</summary>
    internal static ClaimsPrincipal Principal(Guid persoon, string naam) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, persoon.ToString()), new Claim(ClaimTypes.Name, naam)], Schema));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Sleutel is not { } sleutel || await sessies.HaalAsync(sleutel, Context.RequestAborted) is not { } sessie)
        {
            return AuthenticateResult.NoResult();
        }

        huidig.Zet(sessie with { Gebruiker = sessie.Gebruiker with { Herkomst = Context.Connection.RemoteIpAddress?.ToString() } });
        var eigenschappen = new AuthenticationProperties();
        eigenschappen.SetParameter(nameof(Sessie), sessie);
        return AuthenticateResult.Success(new AuthenticationTicket(Principal(sessie.Gebruiker.PersoonId, sessie.Gebruiker.Naam), eigenschappen, Schema));
    }

    protected override async Task HandleSignInAsync(ClaimsPrincipal user, AuthenticationProperties? properties)
    {
        // Always a new key: one that someone else may know must not become the key of this person.
        if (Sleutel is { } oud)
        {
            await sessies.BeeindigAsync(oud, Context.RequestAborted);
        }

        var antwoord = properties?.GetParameter<Geldigantwoord>(nameof(Geldigantwoord)) ?? throw new InvalidOperationException("Only an accepted answer of a provider begins a session.");
        var begin = new Sessiebegin(
            Guid.Parse(user.FindFirstValue(ClaimTypes.NameIdentifier)!), antwoord.Issuer, antwoord.Subject, antwoord.Sid,
            tickets.Bescherm(new Ticket(antwoord.Provider, antwoord.IdToken)), antwoord.Provider, Browserwoorden.Van(Request.Headers.UserAgent), antwoord.TweeStappen);
        var sleutel = await sessies.BeginAsync(begin, Context.RequestAborted);
        Response.Cookies.Append(namen.Sessie, sleutel, Instelling().Build(Context));
    }

    protected override async Task HandleSignOutAsync(AuthenticationProperties? properties)
    {
        if (Sleutel is { } sleutel)
        {
            await sessies.BeeindigAsync(sleutel, Context.RequestAborted);
            Response.Cookies.Delete(namen.Sessie, Instelling().Build(Context));
        }

        huidig.Zet((Sessie?)null);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var terug = Request.PathBase + Request.Path + Request.QueryString;
        if (HttpMethods.IsPost(Request.Method))
        {
            // What was typed, or else the page of the form: the address of its button cannot be opened.
            terug = (Sleutel is { } sleutel ? await getypt.NeemAsync(Context, sleutel) : null) ?? Pages.Getypt.IndexModel.ZonderHandler(terug);
        }

        Response.Redirect(Terugweg.IsEigen(terug) && terug != "/" ? "/inloggen" + QueryString.Create("returnUrl", terug) : "/inloggen");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        // Not yours and not there are the same answer.
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private CookieBuilder Instelling() => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        SecurePolicy = namen.Secure,
    };
}
