using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ambulant.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Ambulant.Portal.Tests.Inloggen;

/// <summary>
/// A provider of which every answer can be bent. Its tokens are put together by hand out of header, claims and signature, so that anything
/// in them can be wrong. Straight it is a good provider of its profile.
/// </summary>
internal sealed class Dwarsprovider : IAsyncDisposable
{
    public const string ClientId = "ambulant";
    public const string Geheim = "verzonnen+geheim/van=ambulant";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, Dictionary<string, string>> codes = [];
    private readonly ConcurrentDictionary<string, Dictionary<string, string>> vragen = [];

    private Dwarsprovider(WebApplication app, string issuer)
    {
        this.app = app;
        Issuer = issuer;
    }

    public static RSA Rsa { get; } = RSA.Create(2048);

    public static RSA VreemdeRsa { get; } = RSA.Create(2048);

    public static RSA ZwakkeRsa { get; } = RSA.Create(1024);

    public static ECDsa Ec { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Issuer { get; }

    public string Subject { get; set; } = "mens";

    /// <summary>What belongs to its profile.</summary>
    public Action<Dictionary<string, object?>> Profielclaims { get; set; } = _ => { };

    public Dictionary<string, object?> Profielgegevens { get; set; } = [];

    // What can be bent; null or empty is straight.
    public Action<Dictionary<string, object?>>? Metadata { get; set; }

    public Func<string>? Metadatatekst { get; set; }

    public Func<object[]>? Sleutels { get; set; }

    public Action<Dictionary<string, string?>>? Antwoord { get; set; }

    public Action<Dictionary<string, object?>>? Claims { get; set; }

    public Action<Dictionary<string, object?>>? Kop { get; set; }

    public Func<byte[], byte[]>? Handtekening { get; set; }

    public Func<string, string>? Token { get; set; }

    public Func<HttpContext, string, Task<bool>>? Tokenantwoord { get; set; }

    public Action<Dictionary<string, object?>>? Gegevens { get; set; }

    public Func<HttpContext, Task<bool>>? Alles { get; set; }

    /// <summary>Sends the browser on to elsewhere instead of answering.</summary>
    public Func<Dictionary<string, string>, string>? Omleiding { get; set; }

    // What it saw.
    public Dictionary<string, string> Vraag { get; private set; } = [];

    public Dictionary<string, string> Tokenvraag { get; private set; } = [];

    public string? Tokenkop { get; private set; }

    public string? Gegevenskop { get; private set; }

    public int Tokenvragen { get; private set; }

    public int Parvragen { get; private set; }

    public int Prooi { get; private set; }

    public string? LaatsteToken { get; private set; }

    /// <summary>Everything that passed and may stand in no log.</summary>
    public ConcurrentBag<string> Geheimen { get; } = [];

    public void Recht()
    {
        (Metadata, Metadatatekst, Sleutels, Antwoord, Claims, Kop, Handtekening, Token, Tokenantwoord, Gegevens, Alles, Omleiding) = (null, null, null, null, null, null, null, null, null, null, null, null);
        (Vraag, Tokenvraag, Tokenvragen, Parvragen, Prooi, Tokenkop, Gegevenskop) = ([], [], 0, 0, 0, null, null);
        Subject = "mens";
        Geheimen.Clear();
    }

    public static string Toegang(string nonce) => "toegang-" + Kort(SHA256.HashData(Encoding.ASCII.GetBytes(nonce)));

    public static byte[] TekenRsa(RSA sleutel, byte[] tekst) => sleutel.SignData(tekst, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public static object Jwk(RSA rsa, string? kid)
    {
        var p = rsa.ExportParameters(false);
        return new { kty = "RSA", use = "sig", kid, n = Kort(p.Modulus!), e = Kort(p.Exponent!) };
    }

    public static object JwkEc(string? kid)
    {
        var p = Ec.ExportParameters(false);
        return new { kty = "EC", use = "sig", crv = "P-256", kid, x = Kort(p.Q.X!), y = Kort(p.Q.Y!) };
    }

    public static string Kort(byte[] bytes) => WebEncoders.Base64UrlEncode(bytes);

    public static string Maak(object kop, object claims, Func<byte[], byte[]> teken)
    {
        var tekst = Kort(JsonSerializer.SerializeToUtf8Bytes(kop)) + "." + Kort(JsonSerializer.SerializeToUtf8Bytes(claims));
        return tekst + "." + Kort(teken(Encoding.ASCII.GetBytes(tekst)));
    }

    public static async Task<Dwarsprovider> StartAsync(string pad = "")
    {
        var poort = PostgresServer.VrijePoort();
        var bouwer = WebApplication.CreateSlimBuilder();
        bouwer.Logging.ClearProviders();
        bouwer.WebHost.UseUrls($"http://localhost:{poort}");
        var app = bouwer.Build();
        var dit = new Dwarsprovider(app, $"http://localhost:{poort}{pad}");
        app.Use(async (http, verder) =>
        {
            if (dit.Alles is not { } alles || !await alles(http))
            {
                await verder(http);
            }
        });
        app.MapGet(pad + "/.well-known/openid-configuration", dit.Beschrijf);
        app.MapGet(pad + "/jwks", () => Results.Json(new { keys = dit.Sleutels?.Invoke() ?? [Jwk(Rsa, "echt"), JwkEc("krom")] }));
        app.MapGet(pad + "/authorize", (Delegate)dit.Autoriseer);
        app.MapPost(pad + "/par", (Delegate)dit.NeemVraagAsync);
        app.MapPost(pad + "/token", (Delegate)dit.GeefTokenAsync);
        app.MapGet(pad + "/userinfo", dit.GeefGegevens);
        app.Map(pad + "/prooi", () =>
        {
            dit.Prooi++;
            return Results.Json(new { access_token = "x", token_type = "Bearer", id_token = dit.LaatsteToken });
        });
        await app.StartAsync();
        return dit;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private IResult Beschrijf()
    {
        Dictionary<string, object?> metadata = new()
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = Issuer + "/authorize",
            ["token_endpoint"] = Issuer + "/token",
            ["jwks_uri"] = Issuer + "/jwks",
            ["userinfo_endpoint"] = Issuer + "/userinfo",
            ["end_session_endpoint"] = Issuer + "/logout",
            ["response_types_supported"] = new[] { "code" },
            ["response_modes_supported"] = new[] { "query", "form_post" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256", "ES256", "PS256" },
            ["code_challenge_methods_supported"] = new[] { "S256" },
        };
        Metadata?.Invoke(metadata);
        return Metadatatekst is { } tekst ? Results.Text(tekst(), "application/json") : Results.Json(metadata);
    }

    private async Task<IResult> NeemVraagAsync(HttpContext http)
    {
        Parvragen++;
        var naam = "urn:ietf:params:oauth:request_uri:" + Guid.NewGuid().ToString("N");
        vragen[naam] = (await http.Request.ReadFormAsync()).ToDictionary(v => v.Key, v => v.Value.ToString());
        return Results.Json(new { request_uri = naam, expires_in = 60 }, statusCode: 201);
    }

    private IResult Autoriseer(HttpContext http)
    {
        var vraag = http.Request.Query.ToDictionary(v => v.Key, v => v.Value.ToString());
        if (vraag.TryGetValue("request_uri", out var naam) && vragen.TryRemove(naam, out var vooraf))
        {
            vraag = vooraf;
        }

        Vraag = vraag;
        foreach (var geheim in new[] { "state", "nonce", "code_challenge" })
        {
            Geheimen.Add(vraag[geheim]);
        }

        if (Omleiding is { } omleiding)
        {
            return Results.Redirect(omleiding(vraag));
        }

        var code = "code-" + Guid.NewGuid().ToString("N");
        Geheimen.Add(code);
        codes[code] = vraag;
        Dictionary<string, string?> antwoord = new() { ["code"] = code, ["state"] = vraag["state"] };
        Antwoord?.Invoke(antwoord);
        var velden = antwoord.Where(a => a.Value is not null).ToList();
        if (vraag.GetValueOrDefault("response_mode") == "form_post")
        {
            return Results.Content(vraag["redirect_uri"] + "\n" + QueryString.Create(velden), "text/formulier");
        }

        return Results.Redirect(vraag["redirect_uri"] + QueryString.Create(velden));
    }

    private async Task<IResult> GeefTokenAsync(HttpContext http)
    {
        Tokenvragen++;
        Tokenvraag = (await http.Request.ReadFormAsync()).ToDictionary(v => v.Key, v => v.Value.ToString());
        Tokenkop = http.Request.Headers.Authorization;
        Geheimen.Add(Tokenvraag.GetValueOrDefault("code_verifier", "geen-verifier"));
        if (!codes.TryRemove(Tokenvraag.GetValueOrDefault("code", ""), out var vraag)
            || vraag["code_challenge"] != Kort(SHA256.HashData(Encoding.ASCII.GetBytes(Tokenvraag["code_verifier"])))
            || vraag["redirect_uri"] != Tokenvraag["redirect_uri"])
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        }

        var nu = DateTimeOffset.UtcNow;
        Dictionary<string, object?> claims = new()
        {
            ["iss"] = Issuer,
            ["sub"] = Subject,
            ["aud"] = ClientId,
            ["sid"] = "sid-" + Subject,
            ["nonce"] = vraag["nonce"],
            ["iat"] = nu.ToUnixTimeSeconds(),
            ["exp"] = nu.AddMinutes(5).ToUnixTimeSeconds(),
        };
        Profielclaims(claims);
        Claims?.Invoke(claims);
        Dictionary<string, object?> kop = new() { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = "echt" };
        Kop?.Invoke(kop);
        var token = Maak(kop, claims, Handtekening ?? (t => TekenRsa(Rsa, t)));
        token = Token?.Invoke(token) ?? token;
        LaatsteToken = token;
        Geheimen.Add(token);
        Geheimen.Add(Toegang(vraag["nonce"]));
        if (Tokenantwoord is { } eigen && await eigen(http, token))
        {
            return Results.Empty;
        }

        return Results.Json(new { access_token = Toegang(vraag["nonce"]), token_type = "Bearer", expires_in = 300, id_token = token, refresh_token = "vernieuw-" + Subject });
    }

    private IResult GeefGegevens(HttpContext http)
    {
        Gegevenskop = http.Request.Headers.Authorization;
        Dictionary<string, object?> gegevens = new(Profielgegevens) { ["sub"] = Subject };
        Gegevens?.Invoke(gegevens);
        return Results.Json(gegevens);
    }
}
