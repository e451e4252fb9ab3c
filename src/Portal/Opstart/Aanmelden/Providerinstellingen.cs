using Ambulant.Core.Toegang;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>Makes the settings of one provider out of its row.</summary>
internal sealed class Providerinstellingen(Identiteitsproviders providers, Providergeheimen geheimen, IHttpClientFactory http, IHostEnvironment omgeving, TimeProvider klok)
    : IConfigureNamedOptions<OpenIdConnectOptions>
{
    public const string Httpclient = "inlogserver";

    /// <summary>Signatures by a key that only the provider has. HS256 would make the client secret, and "none" nobody, a signer.</summary>
    public static readonly string[] Algoritmes = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public void Configure(OpenIdConnectOptions options)
    {
    }

    public void Configure(string? name, OpenIdConnectOptions options)
    {
        if (name?.StartsWith(Providerschemas.Voorvoegsel, StringComparison.Ordinal) != true)
        {
            return;
        }

        // In memory already: the scheme was found just before.
        var provider = providers.VindAsync(name[Providerschemas.Voorvoegsel.Length..]).GetAwaiter().GetResult()
            ?? throw new InvalidOperationException($"Identity provider of {name} was removed.");
        var namen = new Cookienamen(omgeving);

        options.Authority = provider.Authority;
        options.ClientId = provider.ClientId;
        options.ClientSecret = geheimen.Lees(provider);
        options.RequireHttpsMetadata = !omgeving.IsDevelopment();
        options.Backchannel = http.CreateClient(Httpclient);
        options.ConfigurationManager = new Providermetadata(
            provider.Authority.TrimEnd('/') + "/.well-known/openid-configuration",
            new HttpDocumentRetriever(options.Backchannel) { RequireHttps = options.RequireHttpsMetadata },
            new Metadatacontrole(provider.Authority, options.RequireHttpsMetadata),
            klok);

        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = provider.Antwoordwijze;
        options.UsePkce = true;
        options.PushedAuthorizationBehavior = provider.Par switch
        {
            "nooit" => PushedAuthorizationBehavior.Disable,
            "verplicht" => PushedAuthorizationBehavior.Require,
            _ => PushedAuthorizationBehavior.UseIfAvailable,
        };
        // Who someone is, and no more: names and roles come from Ambulant.
        options.Scope.Clear();
        options.Scope.Add("openid");
        // Entree Federatie tells there, and not in the token, which school someone is of.
        options.GetClaimsFromUserInfoEndpoint = Profielcontrole.VraagtGegevens(provider);
        options.SaveTokens = false;
        options.MapInboundClaims = false;
        options.ClaimActions.Clear();
        options.TokenHandler = new StrengeTokenlezer(options.ConfigurationManager);
        options.TokenValidationParameters.ValidAlgorithms = Algoritmes;
        options.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(2);

        options.SignInScheme = Sessiehandler.Schema;
        options.SignOutScheme = Sessiehandler.Schema;
        options.EventsType = typeof(Providerantwoord);
        options.TimeProvider = klok;
        // A path per provider: an answer of one cannot be taken for an answer of another.
        options.CallbackPath = $"/oidc/{provider.Id}/callback";
        options.SignedOutCallbackPath = $"/oidc/{provider.Id}/signed-out";
        options.RemoteSignOutPath = default;
        options.SignedOutRedirectUri = "/uitloggen";
        options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(15);
        options.CorrelationCookie.Name = namen.OpPad("ambulant-start.");
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = namen.Secure;
        options.NonceCookie.Name = namen.OpPad("ambulant-nonce.");
        options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.NonceCookie.SecurePolicy = namen.Secure;
    }

    /// <summary>
    /// The framework's handler switches the need for a signature off in the code flow. A signature stays needed here: then a broken or
    /// intercepted connection to the provider is not enough to be someone else.
    /// </summary>
    private sealed class StrengeTokenlezer : JsonWebTokenHandler
    {
        private readonly IConfigurationManager<OpenIdConnectConfiguration> metadata;

        public StrengeTokenlezer(IConfigurationManager<OpenIdConnectConfiguration> metadata)
        {
            this.metadata = metadata;
            MapInboundClaims = false;
            MaximumTokenSizeInBytes = 64 * 1024;
        }

        public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
        {
            var streng = validationParameters.Clone();
            streng.RequireSignedTokens = true;
            streng.RequireExpirationTime = true;
            streng.ValidateIssuer = true;
            streng.ValidateAudience = true;
            streng.ValidateLifetime = true;
            var resultaat = await base.ValidateTokenAsync(token, streng);
            if (resultaat.Exception is SecurityTokenSignatureKeyNotFoundException)
            {
                // The provider has new keys, maybe since a moment ago.
                metadata.RequestRefresh();
                streng.IssuerSigningKeys = (await metadata.GetConfigurationAsync(CancellationToken.None)).SigningKeys;
                resultaat = await base.ValidateTokenAsync(token, streng);
            }

            return resultaat;
        }
    }

    internal static bool Sterk(SecurityKey sleutel) => sleutel switch
    {
        X509SecurityKey x => x.PublicKey is not null && x.KeySize >= (x.PublicKey is System.Security.Cryptography.RSA ? 2048 : 256),
        RsaSecurityKey r => r.KeySize >= 2048,
        ECDsaSecurityKey e => e.KeySize >= 256,
        JsonWebKey { Kty: "RSA" } j => j.KeySize >= 2048,
        JsonWebKey { Kty: "EC" } j => j.KeySize >= 256,
        _ => false,
    };

    /// <summary>Refuses the discovery document of another issuer, which the framework takes as it comes.</summary>
    internal sealed class Metadatacontrole(string authority, bool versleuteld) : IConfigurationValidator<OpenIdConnectConfiguration>
    {
        public ConfigurationValidationResult Validate(OpenIdConnectConfiguration configuration)
        {
            // A final slash is the one difference between the address of a document and its issuer that occurs in good faith.
            var eigen = string.Equals(configuration.Issuer?.TrimEnd('/'), authority.TrimEnd('/'), StringComparison.Ordinal);

            // A weak key is no key.
            foreach (var zwak in configuration.SigningKeys.Where(k => !Sterk(k)).ToList())
            {
                configuration.SigningKeys.Remove(zwak);
            }

            Geheimvorm.Onthoud(configuration.TokenEndpointAuthMethodsSupported, configuration.TokenEndpoint, configuration.PushedAuthorizationRequestEndpoint);
            // The first stands in a link that people press, the next gets the secret: nothing but a place on the web.
            string?[] adressen =
            [
                configuration.AuthorizationEndpoint, configuration.TokenEndpoint, configuration.JwksUri, configuration.EndSessionEndpoint, configuration.UserInfoEndpoint,
                configuration.PushedAuthorizationRequestEndpoint,
            ];
            if (adressen.Any(a => !string.IsNullOrEmpty(a) && !(Uri.TryCreate(a, UriKind.Absolute, out var adres) && (adres.Scheme == Uri.UriSchemeHttps || (!versleuteld && adres.Scheme == Uri.UriSchemeHttp)))))
            {
                return new() { Succeeded = false, ErrorMessage = "Discovery document with an address that is not https." };
            }

            return eigen && configuration.SigningKeys.Count > 0 && !string.IsNullOrEmpty(configuration.AuthorizationEndpoint) && !string.IsNullOrEmpty(configuration.TokenEndpoint)
                ? new() { Succeeded = true }
                : new() { Succeeded = false, ErrorMessage = eigen ? "Discovery document lacks keys or endpoints." : "Discovery document of another issuer." };
        }
    }
}
