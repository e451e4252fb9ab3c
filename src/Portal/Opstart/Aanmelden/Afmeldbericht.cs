using System.Text.Json;
using Ambulant.Core.Toegang;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>A provider says that someone signed out there (OpenID Connect Back-Channel Logout 1.0).</summary>
internal static class Afmeldbericht
{
    private const string Gebeurtenis = "http://schemas.openid.net/event/backchannel-logout";
    private const int Grens = 64 * 1024;
    private static readonly TimeSpan Vers = TimeSpan.FromMinutes(5);

    public static async Task<IResult> OntvangAsync(
        string id, HttpContext http, IAuthenticationSchemeProvider schemas, IOptionsMonitor<OpenIdConnectOptions> instellingen, Sessies sessies, TimeProvider klok, ILogger<Providerantwoord> log)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } grens)
        {
            grens.MaxRequestBodySize = Grens;
        }

        var schema = Providerschemas.Voorvoegsel + id;
        if (await schemas.GetSchemeAsync(schema) is null)
        {
            return Results.NotFound();
        }

        if (!http.Request.HasFormContentType || (await http.Request.ReadFormAsync(http.RequestAborted))["logout_token"] is not [{ Length: > 0 } token])
        {
            return Weiger(log, id, "no token");
        }

        var uitkomst = await ControleerAsync(token, instellingen.Get(schema), klok, http.RequestAborted);
        if (uitkomst.Fout is not null)
        {
            return Weiger(log, id, uitkomst.Fout);
        }

        var aantal = await sessies.BeeindigVanProviderAsync(uitkomst.Issuer!, uitkomst.Sub, uitkomst.Sid, http.RequestAborted);
        log.LogInformation("Provider {Provider} ended {Aantal} sessions", id, aantal);
        return Results.Ok();
    }

    private static IResult Weiger(ILogger log, string provider, string fout)
    {
        log.LogWarning("Logout message of {Provider} refused: {Fout}", provider, fout);
        return Results.BadRequest(new { error = "invalid_request" });
    }

    private static async Task<(string? Fout, string? Issuer, string? Sub, string? Sid)> ControleerAsync(string token, OpenIdConnectOptions instelling, TimeProvider klok, CancellationToken ct)
    {
        TokenValidationResult resultaat;
        string issuer;
        try
        {
            (resultaat, issuer) = await LeesAsync(token, instelling, ct);
            if (resultaat.Exception is SecurityTokenSignatureKeyNotFoundException)
            {
                instelling.ConfigurationManager!.RequestRefresh();
                (resultaat, issuer) = await LeesAsync(token, instelling, ct);
            }
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return (Providerantwoord.Soort(e), null, null, null);
        }

        if (!resultaat.IsValid || resultaat.SecurityToken is not JsonWebToken jwt)
        {
            return (Providerantwoord.Soort(resultaat.Exception), null, null, null);
        }

        var nu = klok.GetUtcNow();
        var fout = jwt.Typ is not (null or "" or "JWT" or "logout+jwt" or "application/logout+jwt") ? "typ"
            : jwt.TryGetClaim("nonce", out _) ? "nonce"
            : !jwt.TryGetPayloadValue<JsonElement>("events", out var gebeurtenissen) || gebeurtenissen.ValueKind != JsonValueKind.Object
                || !gebeurtenissen.TryGetProperty(Gebeurtenis, out var gebeurtenis) || gebeurtenis.ValueKind != JsonValueKind.Object ? "events"
            : !jwt.TryGetPayloadValue<long>("iat", out var iat) || DateTimeOffset.FromUnixTimeSeconds(iat) is var op && (op < nu - Vers || op > nu + Vers) ? "iat"
            : string.IsNullOrEmpty(jwt.Id) ? "jti"
            : jwt.Audiences.Count() != 1 ? "aud"
            : null;
        var sub = Tekst(jwt, "sub");
        var sid = Tekst(jwt, "sid");
        return fout is null && sub is null && sid is null ? ("sub and sid", null, null, null) : (fout, issuer, sub, sid);
    }

    private static string? Tekst(JsonWebToken jwt, string claim) => jwt.TryGetPayloadValue<string>(claim, out var waarde) && waarde.Length > 0 ? waarde : null;

    private static async Task<(TokenValidationResult Resultaat, string Issuer)> LeesAsync(string token, OpenIdConnectOptions instelling, CancellationToken ct)
    {
        var metadata = await instelling.ConfigurationManager!.GetConfigurationAsync(ct);
        return (await new JsonWebTokenHandler { MaximumTokenSizeInBytes = Grens }.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = metadata.Issuer,
            ValidAudience = instelling.ClientId,
            IssuerSigningKeys = metadata.SigningKeys,
            RequireExpirationTime = false,
            ValidAlgorithms = Providerinstellingen.Algoritmes,
            ClockSkew = instelling.TokenValidationParameters.ClockSkew,
        }), metadata.Issuer);
    }
}
