using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ambulant.Demo;
using Dapper;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;

namespace Ambulant.Bench;

/// <summary>
/// Sign-ins per second, from choosing the provider to the cookie of the session, beside the framework's own OpenID Connect handler with
/// its cookie and nothing else: no database, no session that can be ended, none of our checks. The provider is the same for both and
/// answers at once; its work (an RSA signature per sign-in) and that of the load fall on the same cores.
/// </summary>
internal static class Aanmeldingen
{
    private const string ClientId = "ambulant-bench";
    private const string Geheim = "verzonnen-geheim-van-de-meting";
    private const int Mensen = 50;
    private const int Verbindingen = 8;

    /// <summary>What is measured beside: started as a program of its own.</summary>
    public static async Task<int> KaalAsync(string adres, string issuer)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(adres);
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie().AddOpenIdConnect(o =>
        {
            (o.Authority, o.ClientId, o.ClientSecret, o.ResponseType, o.RequireHttpsMetadata, o.MapInboundClaims) = (issuer, ClientId, Geheim, "code", false, false);
            o.ResponseMode = "query";
            // As the portal asks it: no profile that nobody uses.
            o.Scope.Clear();
            o.Scope.Add("openid");
            o.CallbackPath = "/oidc/kaal/callback";
        });
        var app = builder.Build();
        app.MapGet("/in", (HttpContext http) => http.ChallengeAsync(OpenIdConnectDefaults.AuthenticationScheme, new AuthenticationProperties { RedirectUri = "/" }));
        app.MapGet("/", () => "binnen");
        await app.RunAsync();
        return 0;
    }

    public static async Task MeetAsync(Uri portaal, string beheer, string issuer, string map)
    {
        await using (var verbinding = new NpgsqlConnection(beheer))
        {
            await verbinding.ExecuteAsync("""
                set search_path = ambulant;
                insert into identiteitsprovider (id, naam, authority, client_id, client_secret) values ('bench', 'De meting (verzonnen)', @issuer, @ClientId, @Geheim);
                with mens as (
                  insert into persoon (id, naam, email) select gen_random_uuid(), 'Mens ' || n, 'mens' || n || '@bench.voorbeeld' from generate_series(1, @Mensen) n returning id, naam),
                lid as (
                  insert into lidmaatschap (regio_id, id, persoon_id, rol, sinds) select 'liemers', gen_random_uuid(), id, 'Consulent', '2020-01-01' from mens)
                insert into persoon_identiteit (issuer, subject, persoon_id) select @issuer, replace(lower(naam), ' ', '-'), id from mens
                """, new { issuer, ClientId, Geheim, Mensen });
        }

        await using var provider = await StartProviderAsync(issuer);
        var kaal = new Uri($"http://127.0.0.1:{PostgresServer.VrijePoort()}");
        await using var proces = await Meting.ZelfAsync(map, kaal, "kaal-aanmelden", issuer);
        async Task<Stand> Portaal(TimeSpan duur) => await RondeAsync(portaal, duur, lijn => lijn.StuurAsync("POST", "/inloggen", null, "organisatie=bench&returnUrl=%2Fprivacy"), "ambulant=");
        async Task<Stand> Kaal(TimeSpan duur) => await RondeAsync(kaal, duur, lijn => lijn.StuurAsync("GET", "/in", null), ".AspNetCore.Cookies=");
        await Portaal(TimeSpan.FromSeconds(12));
        await Kaal(TimeSpan.FromSeconds(12));
        var rondes = new List<(double Portaal, double Kaal)>();
        for (var i = 0; i < 5; i++)
        {
            rondes.Add(((await Portaal(TimeSpan.FromSeconds(4))).PerSeconde, (await Kaal(TimeSpan.FromSeconds(4))).PerSeconde));
        }

        double Midden(Func<(double Portaal, double Kaal), double> wat) => rondes.Select(wat).Order().ElementAt(rondes.Count / 2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            sign-ins: portal {Midden(r => r.Portaal):0}/s
            sign-ins: bare   {Midden(r => r.Kaal):0}/s (the framework's handler and cookie)
            sign-ins: ratio  {Midden(r => r.Portaal / r.Kaal):0.00} (median of {rondes.Count} pairs, {rondes.Min(r => r.Portaal / r.Kaal):0.00} to {rondes.Max(r => r.Portaal / r.Kaal):0.00}; aim: at least 0.70)
            """));
    }

    private static async Task<Stand> RondeAsync(Uri adres, TimeSpan duur, Func<Lijn, Task<Antwoord>> begin, string koekje)
    {
        var van = Stopwatch.GetTimestamp();
        var aantallen = await Task.WhenAll(Enumerable.Range(0, Verbindingen).Select(_ => Task.Run(async () =>
        {
            using var lijn = new Lijn(adres);
            Lijn? school = null;
            var aantal = 0;
            try
            {
                while (Stopwatch.GetElapsedTime(van) < duur)
                {
                    // Choose; go to the provider; come back with its code and the cookies of this sign-in.
                    var gekozen = await begin(lijn);
                    var naar = new Uri(gekozen.Verder ?? throw new InvalidOperationException($"The sign-in did not begin: {gekozen.Kop}"));
                    school ??= new Lijn(naar);
                    var terug = new Uri((await school.StuurAsync("GET", naar.PathAndQuery, null)).Verder!);
                    var binnen = await lijn.StuurAsync("GET", terug.PathAndQuery, gekozen.Koekjes);
                    if (binnen.Status != 302 || !binnen.Koekjes.Contains(koekje, StringComparison.Ordinal))
                    {
                        throw new InvalidOperationException($"A sign-in failed, so the figures would mean nothing: {binnen.Kop}");
                    }

                    aantal++;
                }
            }
            finally
            {
                school?.Dispose();
            }

            return aantal;
        })));
        return new(aantallen.Sum() / Stopwatch.GetElapsedTime(van).TotalSeconds);
    }

    private static async Task<WebApplication> StartProviderAsync(string issuer)
    {
        var rsa = RSA.Create(2048);
        var codes = new ConcurrentDictionary<string, string>();
        var wie = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(issuer);
        var app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = issuer,
            ["authorization_endpoint"] = issuer + "/authorize",
            ["token_endpoint"] = issuer + "/token",
            ["jwks_uri"] = issuer + "/keys",
            ["response_types_supported"] = new[] { "code" },
            ["subject_types_supported"] = new[] { "public" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        app.MapGet("/keys", () =>
        {
            var sleutel = rsa.ExportParameters(false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "een", n = WebEncoders.Base64UrlEncode(sleutel.Modulus!), e = WebEncoders.Base64UrlEncode(sleutel.Exponent!) } } });
        });
        app.MapGet("/authorize", (HttpRequest vraag) =>
        {
            var code = Guid.NewGuid().ToString("N");
            codes[code] = vraag.Query["nonce"]!;
            return Results.Redirect($"{vraag.Query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(vraag.Query["state"]!)}");
        });
        app.MapPost("/token", async (HttpRequest vraag) =>
        {
            var velden = await vraag.ReadFormAsync();
            if (!codes.TryRemove(velden["code"]!, out var nonce))
            {
                return Results.BadRequest();
            }

            var nu = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            var kop = WebEncoders.Base64UrlEncode("""{"alg":"RS256","kid":"een","typ":"JWT"}"""u8);
            var inhoud = WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(new { iss = issuer, aud = ClientId, sub = $"mens-{(Interlocked.Increment(ref wie) % Mensen) + 1}", iat = nu, exp = nu + 300, nonce }));
            var teken = WebEncoders.Base64UrlEncode(rsa.SignData(Encoding.ASCII.GetBytes($"{kop}.{inhoud}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            return Results.Json(new { access_token = "verzonnen", token_type = "Bearer", expires_in = 300, id_token = $"{kop}.{inhoud}.{teken}" });
        });
        await app.StartAsync();
        return app;
    }

    private sealed record Stand(double PerSeconde);

    /// <param name="Koekjes">What it set, as a browser would send it back.</param>
    private sealed record Antwoord(int Status, string Kop, string? Verder, string Koekjes);

    /// <summary>One connection that asks and waits for the whole answer.</summary>
    private sealed class Lijn : IDisposable
    {
        private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        private readonly byte[] buffer = new byte[64 * 1024];
        private readonly Uri adres;

        public Lijn(Uri adres)
        {
            this.adres = adres;
            socket.Connect(adres.Host, adres.Port);
        }

        public async Task<Antwoord> StuurAsync(string methode, string pad, string? koekjes, string? formulier = null)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes($"{methode} {pad} HTTP/1.1\r\nHost: {adres.Authority}\r\nAccept: text/html\r\n{(string.IsNullOrEmpty(koekjes) ? "" : $"Cookie: {koekjes}\r\n")}"
                + (formulier is null ? "\r\n" : $"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {formulier.Length}\r\n\r\n{formulier}")));
            var gelezen = 0;
            do
            {
                var n = await socket.ReceiveAsync(buffer.AsMemory(gelezen));
                gelezen += n > 0 ? n : throw new IOException("The server closed the connection.");
            }
            while (!Belasting.Compleet(buffer.AsSpan(0, gelezen)));
            var kop = Encoding.ASCII.GetString(buffer, 0, buffer.AsSpan(0, gelezen).IndexOf("\r\n\r\n"u8));
            var regels = kop.Split("\r\n");
            string? Een(string naam) => regels.FirstOrDefault(r => r.StartsWith(naam, StringComparison.OrdinalIgnoreCase))?[naam.Length..].Trim();
            var verder = Een("Location:") ?? (Een("Refresh:") is { } opnieuw ? opnieuw[(opnieuw.IndexOf("url=", StringComparison.Ordinal) + 4)..] : null);
            return new(int.Parse(kop.AsSpan(9, 3), CultureInfo.InvariantCulture), kop, verder,
                string.Join("; ", regels.Where(r => r.StartsWith("Set-Cookie:", StringComparison.OrdinalIgnoreCase)).Select(r => r["Set-Cookie:".Length..].Split(';')[0].Trim())));
        }

        public void Dispose() => socket.Dispose();
    }
}
