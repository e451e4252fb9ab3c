using System.Collections.Immutable;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Ambulant.Demo;

/// <summary>
/// The identity provider of one organisation: a separate program in all but its process, with its own address, keys,
/// store and cookie. It knows who somebody is and nothing of what they may do in Ambulant.
/// </summary>
public sealed class Aanmeldserver : IAsyncDisposable
{
    private const string Schema = CookieAuthenticationDefaults.AuthenticationScheme;
    private const string Bedoeld = "bedoeld-voor";

    private readonly WebApplication app;

    private Aanmeldserver(WebApplication app, Aanbieder aanbieder, string authority)
    {
        this.app = app;
        Aanbieder = aanbieder;
        Authority = authority;
    }

    public Aanbieder Aanbieder { get; }

    public string Authority { get; }

    /// <summary>As it stands in the tokens.</summary>
    public string Issuer => Authority + "/";

    /// <param name="portalen">Addresses of the portals that may use this provider, without a path.</param>
    public static async Task<Aanmeldserver> StartAsync(Aanbieder aanbieder, int poort, IReadOnlyList<string> portalen, CancellationToken afbreken = default)
    {
        var authority = $"http://localhost:{poort}";
        var bouwer = Lokaal.Bouwer(poort);
        bouwer.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        // Named once: the options are made anew for every request.
        var opslag = $"{aanbieder.Id}-{Guid.NewGuid():N}";
        bouwer.Services.AddDbContext<DbContext>(o => o.UseInMemoryDatabase(opslag).UseOpenIddict());
        bouwer.Services.AddAuthentication(Schema).AddCookie(o =>
        {
            o.LoginPath = "/aanmelden";
            // Cookies do not know ports: every provider on localhost needs a name of its own.
            o.Cookie.Name = $"aanmeldserver-{aanbieder.Id}-{poort}";
            o.Cookie.SameSite = SameSiteMode.Lax;
        });
        bouwer.Services.AddOpenIddict()
            .AddCore(o => o.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(o =>
            {
                o.SetIssuer(authority);
                o.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token").SetUserInfoEndpointUris("connect/userinfo")
                    .SetEndSessionEndpointUris("connect/logout").SetPushedAuthorizationEndpointUris("connect/par");
                o.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
                o.RegisterScopes(Scopes.Profile, Scopes.Email);
                o.RegisterClaims(Claims.Subject, Claims.Name, Claims.Email, Claims.AuthenticationTime, "sid");
                o.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
                o.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableEndSessionEndpointPassthrough().EnableUserInfoEndpointPassthrough()
                    .DisableTransportSecurityRequirement();
            });

        var app = bouwer.Build();
        await RegistreerPortalenAsync(app, aanbieder, portalen, afbreken);
        app.MapStijl();
        app.UseAuthentication();
        app.MapGet("/", (Delegate)((HttpContext http) => StartpaginaAsync(http, aanbieder)));
        app.MapGet("/aanmelden", (string? returnUrl, string? naam) => Aanmeldpagina(aanbieder, returnUrl, naam, fout: null));
        app.MapPost("/aanmelden", (Delegate)((HttpContext http) => AanmeldenAsync(http, aanbieder)));
        app.MapMethods("/connect/authorize", ["GET", "POST"], (Delegate)((HttpContext http) => AutoriserenAsync(http, aanbieder)));
        app.MapMethods("/connect/userinfo", ["GET", "POST"], (Delegate)GebruikersinfoAsync);
        app.MapMethods("/connect/logout", ["GET", "POST"], (Delegate)AfmeldenAsync);
        await app.StartAsync(afbreken);
        return new Aanmeldserver(app, aanbieder, authority);
    }

    /// <summary>Its first answers take seconds on a busy machine: longer than the portal waits for a provider.</summary>
    public async Task WarmAsync(CancellationToken afbreken = default)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(3) };
        foreach (var pad in new[] { "/.well-known/openid-configuration", "/.well-known/jwks", "/aanmelden" })
        {
            await client.GetStringAsync(new Uri(Authority + pad), afbreken);
        }

        // Refused, since nothing is in it; what takes the time is done then.
        foreach (var pad in new[] { "/connect/par", "/connect/token" })
        {
            using var leeg = new FormUrlEncodedContent([]);
            using var antwoord = await client.PostAsync(new Uri(Authority + pad), leeg, afbreken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static async Task RegistreerPortalenAsync(WebApplication app, Aanbieder aanbieder, IReadOnlyList<string> portalen, CancellationToken afbreken)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var beschrijving = new OpenIddictApplicationDescriptor
        {
            ClientId = aanbieder.ClientId,
            ClientSecret = aanbieder.ClientSecret,
            DisplayName = "Ambulant",
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.EndSession, Permissions.Endpoints.PushedAuthorization,
                Permissions.GrantTypes.AuthorizationCode, Permissions.ResponseTypes.Code, Permissions.Scopes.Profile, Permissions.Scopes.Email,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        };
        foreach (var portal in portalen.Select(p => p.TrimEnd('/')))
        {
            beschrijving.RedirectUris.Add(new Uri($"{portal}/oidc/{aanbieder.Id}/callback"));
            beschrijving.PostLogoutRedirectUris.Add(new Uri($"{portal}/oidc/{aanbieder.Id}/signed-out"));
        }

        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(beschrijving, afbreken);
    }

    private static async Task<IResult> StartpaginaAsync(HttpContext http, Aanbieder aanbieder)
    {
        var cookie = await http.AuthenticateAsync(Schema);
        return Html.Pagina(aanbieder.Naam, $"""
            <h1>{Html.Veilig(aanbieder.Naam)}</h1>
            <p>{(cookie.Succeeded ? $"U bent hier aangemeld als {Html.Veilig(cookie.Principal.FindFirstValue(Claims.Name))}." : "U bent hier niet aangemeld.")}</p>
            """);
    }

    private static IResult Aanmeldpagina(Aanbieder aanbieder, string? returnUrl, string? naam, string? fout)
    {
        var melding = fout is null ? "" : $"""<p class="fout" id="fout" role="alert">{Html.Veilig(fout)}</p>""";
        var verwijzing = fout is null ? "" : """ aria-invalid="true" aria-describedby="fout" """.TrimEnd();
        var mensen = string.Join('\n', aanbieder.Mensen.Select(m =>
            $"""<li><a href="/aanmelden?naam={Uri.EscapeDataString(m.Aanmeldnaam)}&amp;returnUrl={Html.Veilig(Uri.EscapeDataString(returnUrl ?? ""))}">{Html.Veilig(m.Aanmeldnaam)}</a>: {Html.Veilig(m.Naam)}, {Html.Veilig(m.Functie)}</li>"""));
        return Html.Pagina((fout is null ? "" : "Fout: ") + $"Aanmelden bij {aanbieder.Naam}", $"""
            <h1>Aanmelden bij {Html.Veilig(aanbieder.Naam)}</h1>
            {melding}
            <form method="post" action="/aanmelden">
            <input type="hidden" name="returnUrl" value="{Html.Veilig(returnUrl)}">
            <label for="naam">Aanmeldnaam</label>
            <input id="naam" name="naam" autocomplete="username" autocapitalize="none" spellcheck="false" required value="{Html.Veilig(naam)}"{verwijzing}>
            <label for="wachtwoord">Wachtwoord</label>
            <input id="wachtwoord" name="wachtwoord" type="password" autocomplete="current-password" required{verwijzing}>
            <button type="submit">Aanmelden</button>
            </form>
            <h2>Dit is een demo</h2>
            <p>Deze mensen zijn verzonnen. Het wachtwoord is voor iedereen <strong>{Mensen.Wachtwoord}</strong>.</p>
            <ul>
            {mensen}
            </ul>
            """, fout is null ? 200 : 400);
    }

    private static async Task<IResult> AanmeldenAsync(HttpContext http, Aanbieder aanbieder)
    {
        if (!http.Request.HasFormContentType)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var formulier = await http.Request.ReadFormAsync();
        string? naam = formulier["naam"], returnUrl = formulier["returnUrl"];
        var mens = aanbieder.Mensen.FirstOrDefault(m => string.Equals(m.Aanmeldnaam, naam?.Trim(), StringComparison.OrdinalIgnoreCase));
        if (mens is null || formulier["wachtwoord"] != Mensen.Wachtwoord)
        {
            return Aanmeldpagina(aanbieder, returnUrl, naam, "De aanmeldnaam of het wachtwoord klopt niet.");
        }

        var doel = IsEigenPad(returnUrl) ? returnUrl! : "/";
        var identiteit = new ClaimsIdentity(
            [new(Claims.Subject, mens.Subject), new(Claims.Name, mens.Naam), new("sid", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)))], Schema);
        await http.SignInAsync(Schema, new ClaimsPrincipal(identiteit), new AuthenticationProperties { Items = { [Bedoeld] = Vingerafdruk(doel) } });
        return Results.LocalRedirect(doel);
    }

    private static async Task<IResult> AutoriserenAsync(HttpContext http, Aanbieder aanbieder)
    {
        var verzoek = http.GetOpenIddictServerRequest()!;
        var pad = http.Request.Path + QueryString.Create(
            http.Request.HasFormContentType ? [.. await http.Request.ReadFormAsync()] : [.. http.Request.Query]).ToString();
        var cookie = await http.AuthenticateAsync(Schema);
        // prompt=login asks for a fresh sign-in: one that was made for exactly this request.
        var vers = cookie.Properties?.Items.TryGetValue(Bedoeld, out var bedoeld) == true && bedoeld == Vingerafdruk(pad);
        var mens = aanbieder.Mensen.FirstOrDefault(m => m.Subject == cookie.Principal?.FindFirstValue(Claims.Subject));
        if (mens is null || (verzoek.HasPromptValue(PromptValues.Login) && !vers))
        {
            return verzoek.HasPromptValue(PromptValues.None)
                ? Results.Forbid(new AuthenticationProperties(new Dictionary<string, string?>
                {
                    [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.LoginRequired,
                }), [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme])
                : Results.Challenge(new AuthenticationProperties { RedirectUri = pad }, [Schema]);
        }

        var identiteit = new ClaimsIdentity("oidc", Claims.Name, Claims.Role);
        identiteit.SetClaim(Claims.Subject, mens.Subject).SetClaim(Claims.Name, mens.Naam)
            .SetClaim(Claims.Email, $"{mens.Aanmeldnaam}@{aanbieder.Domein}")
            .SetClaim("sid", cookie.Principal!.FindFirstValue("sid"))
            // As if a code was typed too. Only for who needs it: the portal must ask the others for nothing more.
            .SetClaims(Claims.AuthenticationMethodReference, mens.Rol is Ambulant.Core.Toegang.Rol.Regiobeheerder ? ImmutableArray.Create("pwd", "otp") : ["pwd"])
            .SetClaim(Claims.AuthenticationTime, cookie.Properties!.IssuedUtc!.Value.ToUnixTimeSeconds());
        identiteit.SetScopes(verzoek.GetScopes());
        identiteit.SetDestinations(claim => claim.Type switch
        {
            Claims.Name => [Destinations.AccessToken, Destinations.IdentityToken],
            Claims.Email when identiteit.HasScope(Scopes.Email) => [Destinations.AccessToken, Destinations.IdentityToken],
            Claims.Email => [Destinations.AccessToken],
            _ => [Destinations.IdentityToken],
        });
        return Results.SignIn(new ClaimsPrincipal(identiteit), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static async Task<IResult> GebruikersinfoAsync(HttpContext http)
    {
        var sessie = await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        if (!sessie.Succeeded)
        {
            return Results.Challenge(authenticationSchemes: [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
        }

        var wie = sessie.Principal!;
        return Results.Json(new Dictionary<string, string?>
        {
            [Claims.Subject] = wie.GetClaim(Claims.Subject),
            [Claims.Name] = wie.GetClaim(Claims.Name),
            [Claims.Email] = wie.GetClaim(Claims.Email),
        });
    }

    private static async Task<IResult> AfmeldenAsync(HttpContext http)
    {
        await http.SignOutAsync(Schema);
        return Results.SignOut(new AuthenticationProperties { RedirectUri = "/" }, [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
    }

    private static bool IsEigenPad(string? pad) => pad is ['/', not ('/' or '\\'), ..] or "/";

    private static string Vingerafdruk(string pad) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(pad)));
}
