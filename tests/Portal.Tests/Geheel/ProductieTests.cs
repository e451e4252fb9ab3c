using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ambulant.Demo;
using Ambulant.Portal.Opstart;
using Ambulant.Testhulp;
using Microsoft.AspNetCore.Builder;

namespace Ambulant.Portal.Tests.Geheel;

/// <summary>
/// The portal as it runs for real: outside development, behind a proxy that ends TLS. What every answer carries, and how often a
/// stranger may knock.
/// </summary>
public sealed class ProductieTests(Productieportaal portaal) : IClassFixture<Productieportaal>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/", 200, "2001:db8:1::1")]
    [InlineData("/inloggen", 200, "2001:db8:2::1")]
    [InlineData("/inloggen/mislukt", 400, "2001:db8:3::1")]
    [InlineData("/privacy", 200, "2001:db8:4::1")]
    [InlineData("/geen-pagina", 302, "2001:db8:5::1")]
    [InlineData("/liemers/dossiers", 302, "2001:db8:6::1")]
    [InlineData("/liemers/ouder", 302, "2001:db8:7::1")]
    [InlineData("/liemers/ouder/geen-toegang", 200, "2001:db8:8::1")]
    [InlineData("/uitnodiging/bestaat-niet", 404, "2001:db8:9::1")]
    [InlineData("/oidc/bestaat-niet/callback", 404, "2001:db8:a::1")]
    [InlineData("/gezond", 200, "2001:db8:b::1")]
    [InlineData("/.well-known/security.txt", 200, "2001:db8:c::1")]
    [InlineData("/css/bestaat-niet.css", 302, "2001:db8:d::1")]
    public async Task Every_answer_scores_as_high_on_the_scale_of_observatory_as_headers_can(string pad, int status, string van)
    {
        var antwoord = await StuurAsync(HttpMethod.Get, pad, van);
        Assert.Equal(status, (int)antwoord.StatusCode);
        Observatory.Keur(antwoord, pad, overHttps: true);
    }

    [Fact]
    public async Task A_form_without_its_token_and_an_unknown_method_too()
    {
        Observatory.Keur(await StuurAsync(HttpMethod.Post, "/uitloggen", "2001:db8:e::1"), "POST /uitloggen", overHttps: true);
        Observatory.Keur(await StuurAsync(HttpMethod.Put, "/inloggen", "2001:db8:e::2"), "PUT /inloggen", overHttps: true);
        Observatory.Keur(await StuurAsync(HttpMethod.Options, "/inloggen", "2001:db8:e::3"), "OPTIONS /inloggen", overHttps: true);
    }

    [Fact]
    public async Task Security_txt_says_where_to_report_and_until_when()
    {
        var regels = (await (await StuurAsync(HttpMethod.Get, "/.well-known/security.txt", "2001:db8:f::1")).Content.ReadAsStringAsync(Ct)).Split('\n');
        Assert.Contains("Contact: mailto:beveiliging@proef.voorbeeld", regels);
        Assert.Contains("Canonical: https://ambulant.proef.voorbeeld/.well-known/security.txt", regels);
        var tot = DateTimeOffset.Parse(regels.Single(r => r.StartsWith("Expires: ", StringComparison.Ordinal))["Expires: ".Length..], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(tot, DateTimeOffset.UtcNow.AddDays(30), DateTimeOffset.UtcNow.AddDays(365));
    }

    [Theory]
    [InlineData("/inloggen?zoek=school", 24, "198.51.100")]
    [InlineData("/oidc/bestaat-niet/callback", 24, "198.51.101")]
    [InlineData("/inloggen/bestaat-niet", 24, "198.51.102")]
    [InlineData("/uitnodiging/geraden", 12, "198.51.103")]
    [InlineData("/liemers/ouder/geraden-geraden-geraden-geraden-geraden", 12, "198.51.104")]
    [InlineData("/liemers/ouder/geraden-geraden-geraden-geraden-geraden/code", 12, "198.51.105")]
    public async Task Who_knocks_too_often_waits_and_nobody_else_does(string pad, int keer, string net)
    {
        var (goed, te) = (0, 0);
        HttpResponseMessage? geweigerd = null;
        for (var i = 0; i < keer * 2; i++)
        {
            // The part before the last is what the sender says of itself; only the proxy is believed.
            var antwoord = await StuurAsync(HttpMethod.Get, pad, $"203.0.113.{i}, {net}.1");
            if (antwoord.StatusCode == HttpStatusCode.TooManyRequests)
            {
                (te, geweigerd) = (te + 1, antwoord);
            }
            else
            {
                goed++;
            }
        }

        // What fills up meanwhile lets a few more through on a slow machine.
        Assert.InRange(goed, keer, keer + (keer / 2));
        Assert.True(te > 0);
        Assert.Equal("60", geweigerd!.Headers.GetValues("Retry-After").Single());
        Assert.Contains("Te veel pogingen", await geweigerd.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Observatory.Keur(geweigerd, pad, overHttps: true);

        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await StuurAsync(HttpMethod.Get, pad, $"{net}.2")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await StuurAsync(HttpMethod.Get, "/privacy", $"{net}.1")).StatusCode);
    }

    [Fact]
    public async Task All_addresses_of_one_network_of_ipv6_are_one_sender()
    {
        var antwoorden = new List<HttpStatusCode>();
        for (var i = 0; i < 30; i++)
        {
            antwoorden.Add((await StuurAsync(HttpMethod.Get, "/uitnodiging/geraden", $"2001:db8:77:1::{i:x}")).StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, antwoorden);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await StuurAsync(HttpMethod.Get, "/uitnodiging/geraden", "2001:db8:77:2::1")).StatusCode);
    }

    [Theory]
    [InlineData("--Limieten:Geheim", "veel", "Limieten__Geheim")]
    [InlineData("--Limieten:Aanmelden", "0", "Limieten__Aanmelden")]
    [InlineData("--Portaal:Beveiligingscontact", "beveiliging@proef.voorbeeld", "Portaal__Beveiligingscontact")]
    [InlineData("--Virusscanner:Adres", "127.0.0.1:3310", "Virusscanner__Adres")]
    public void A_wrong_setting_is_one_sentence_at_the_start(string instelling, string waarde, string zin) =>
        Assert.Contains(zin, Assert.Throws<InvalidOperationException>(() => PortaalOpstart.Maak(
        [
            "--applicationName", "Ambulant.Portal", "--environment", "Development", "--ConnectionStrings:Ambulant", "Host=127.0.0.1;Port=1;Username=niemand", "--Portaal:Adres", "http://localhost",
            "--Mail:Server", "smtp://127.0.0.1:9", "--Mail:Afzender", "ambulant@proef.voorbeeld", "--Regios:0", "liemers", instelling, waarde,
        ])).Message, StringComparison.Ordinal);

    private async Task<HttpResponseMessage> StuurAsync(HttpMethod methode, string pad, string van)
    {
        using var vraag = new HttpRequestMessage(methode, pad);
        vraag.Headers.Host = "ambulant.proef.voorbeeld";
        vraag.Headers.Add("X-Forwarded-Proto", "https");
        vraag.Headers.Add("X-Forwarded-For", van);
        return await portaal.Client.SendAsync(vraag, Ct);
    }
}

/// <summary>A portal in production, on a database without anyone in it.</summary>
public sealed class Productieportaal(TestPostgres postgres) : IAsyncLifetime
{
    private readonly DirectoryInfo map = Directory.CreateTempSubdirectory();
    private TestDatabase database = null!;
    private WebApplication portaal = null!;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public async ValueTask InitializeAsync()
    {
        database = await postgres.NieuweDatabaseAsync(TestContext.Current.CancellationToken);
        var adres = $"http://127.0.0.1:{PostgresServer.VrijePoort()}";
        portaal = PortaalOpstart.Maak(
        [
            "--applicationName", "Ambulant.Portal", "--environment", "Production", "--urls", adres, "--ConnectionStrings:Ambulant", database.App, "--Portaal:Adres", "https://ambulant.proef.voorbeeld",
            "--Mail:Server", "smtp://127.0.0.1:9", "--Mail:Afzender", "ambulant@proef.voorbeeld", "--Regios:0", "liemers", "--Logging:LogLevel:Default", "Critical", "--Proxies:0", "127.0.0.1",
            "--Sleutelring:Certificaat", Certificaat(), "--Portaal:Beveiligingscontact", "mailto:beveiliging@proef.voorbeeld", "--Limieten:Aanmelden", "24", "--Limieten:Geheim", "12",
        ]);
        await portaal.StartAsync(TestContext.Current.CancellationToken);
        Client.BaseAddress = new Uri(adres);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await portaal.StopAsync();
        await portaal.DisposeAsync();
        await database.DisposeAsync();
        map.Delete(recursive: true);
    }

    private string Certificaat()
    {
        using var rsa = RSA.Create(2048);
        using var certificaat = new CertificateRequest("CN=verzonnen", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        var pad = Path.Combine(map.FullName, "sleutelring.pem");
        File.WriteAllText(pad, certificaat.ExportCertificatePem() + "\n" + rsa.ExportPkcs8PrivateKeyPem());
        return pad;
    }
}
