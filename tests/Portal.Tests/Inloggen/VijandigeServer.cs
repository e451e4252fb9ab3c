using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Ambulant.Portal.Tests.Inloggen;

/// <summary>
/// A provider that signs everyone in at once and lies on demand. Without a lie it is a good provider: that is tested too, so that a
/// refusal is about the lie.
/// </summary>
internal sealed class VijandigeServer : IAsyncDisposable
{
    public const string ClientId = "ambulant";
    private readonly RSA rsa = RSA.Create(2048);
    private readonly RSA vreemd = RSA.Create(2048);
    private readonly WebApplication app;
    private readonly Dictionary<string, (string? Nonce, string Uitdaging)> codes = [];

    private VijandigeServer(WebApplication app, string issuer)
    {
        this.app = app;
        Issuer = issuer;
        Sleutel = new RsaSecurityKey(rsa) { KeyId = "echt" };
        VreemdeSleutel = new RsaSecurityKey(vreemd) { KeyId = "echt" };
    }

    public string Issuer { get; }

    public SecurityKey Sleutel { get; }

    public SecurityKey VreemdeSleutel { get; }

    public string Subject { get; set; } = "mens-1";

    public string Sid { get; set; } = "sessie-1";

    /// <summary>Says in its metadata that every answer names the issuer.</summary>
    public bool BelooftIss { get; set; }

    public string? MetadataIssuer { get; set; }

    /// <summary>Changes the parameters of the answer at the callback.</summary>
    public Action<Dictionary<string, string?>>? Antwoord { get; set; }

    /// <summary>Changes the claims of the ID token.</summary>
    public Action<Dictionary<string, object>>? Claims { get; set; }

    /// <summary>Makes the whole ID token out of its claims.</summary>
    public Func<Dictionary<string, object>, string>? Token { get; set; }

    public bool Dood { get; set; }

    /// <summary>The client secret as the portal last sent it.</summary>
    public string? LaatsteGeheim { get; private set; }

    public void WeesEerlijk()
    {
        (BelooftIss, MetadataIssuer, Antwoord, Claims, Token, Dood, Subject) = (false, null, null, null, null, false, "mens-1");
    }

    public static async Task<VijandigeServer> StartAsync(int poort)
    {
        var bouwer = WebApplication.CreateSlimBuilder();
        bouwer.Logging.ClearProviders();
        bouwer.WebHost.UseUrls($"http://localhost:{poort}");
        var app = bouwer.Build();
        var server = new VijandigeServer(app, $"http://localhost:{poort}");
        app.Use((http, verder) =>
        {
            if (server.Dood)
            {
                http.Abort();
                return Task.CompletedTask;
            }

            return verder(http);
        });
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = server.MetadataIssuer ?? server.Issuer,
            ["authorization_endpoint"] = server.Issuer + "/authorize",
            ["token_endpoint"] = server.Issuer + "/token",
            ["jwks_uri"] = server.Issuer + "/jwks",
            ["authorization_response_iss_parameter_supported"] = server.BelooftIss,
        }));
        app.MapGet("/jwks", () =>
        {
            var sleutel = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(server.rsa.ExportParameters(false)) { KeyId = "echt" });
            return Results.Json(new { keys = new[] { new { kty = sleutel.Kty, n = sleutel.N, e = sleutel.E, kid = "echt", use = "sig" } } });
        });
        app.MapGet("/authorize", (HttpContext http) =>
        {
            var vraag = http.Request.Query;
            var code = Guid.NewGuid().ToString("N");
            server.codes[code] = (vraag["nonce"], vraag["code_challenge"].ToString());
            Dictionary<string, string?> antwoord = new() { ["code"] = code, ["state"] = vraag["state"], ["iss"] = server.BelooftIss ? server.Issuer : null };
            server.Antwoord?.Invoke(antwoord);
            return Results.Redirect(vraag["redirect_uri"] + QueryString.Create(antwoord.Where(a => a.Value is not null)).ToString());
        });
        app.MapPost("/token", async (HttpContext http) =>
        {
            var vraag = await http.Request.ReadFormAsync();
            server.LaatsteGeheim = vraag["client_secret"];
            if (!server.codes.Remove(vraag["code"].ToString(), out var code)
                || code.Uitdaging != Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(vraag["code_verifier"].ToString()))))
            {
                return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
            }

            Dictionary<string, object> claims = new()
            {
                ["iss"] = server.Issuer,
                ["sub"] = server.Subject,
                ["aud"] = ClientId,
                ["sid"] = server.Sid,
                ["nonce"] = code.Nonce!,
                ["iat"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
                ["exp"] = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds(),
            };
            server.Claims?.Invoke(claims);
            return Results.Json(new { access_token = "x", token_type = "Bearer", id_token = server.Token?.Invoke(claims) ?? Teken(claims, server.Sleutel, SecurityAlgorithms.RsaSha256) });
        });
        await app.StartAsync();
        return server;
    }

    public static string Teken(Dictionary<string, object> claims, SecurityKey sleutel, string algoritme) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(JsonSerializer.Serialize(claims), new SigningCredentials(sleutel, algoritme));

    public static string Ongetekend(Dictionary<string, object> claims) =>
        Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""") + "." + Base64UrlEncoder.Encode(JsonSerializer.Serialize(claims)) + ".";

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        rsa.Dispose();
        vreemd.Dispose();
    }
}
