using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ambulant.Demo;
using Ambulant.Portal.Opstart;
using Ambulant.Testhulp;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Ambulant.Portal.Tests.Inloggen;

/// <summary>What holds in Production only, where no demo ever comes.</summary>
public sealed class BuitenOntwikkelingTests(TestPostgres postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signing_out_empties_the_browser_and_files_name_their_letters()
    {
        var map = Directory.CreateTempSubdirectory();
        try
        {
            await using var database = await postgres.NieuweDatabaseAsync(Ct);
            var adres = new Uri($"http://localhost:{PostgresServer.VrijePoort()}");
            await using var portaal = Maak(database.App, adres, map.FullName);
            await portaal.StartAsync(Ct);
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = adres };

            using var uit = await client.PostAsync(new Uri("/uitloggen", UriKind.Relative), null, Ct);
            Assert.Equal(HttpStatusCode.OK, uit.StatusCode);
            Assert.Equal("\"cache\", \"storage\"", uit.Headers.GetValues("Clear-Site-Data").Single());
            using var script = await client.GetAsync(new Uri("/js/sessie.js", UriKind.Relative), Ct);
            Assert.Equal("utf-8", script.Content.Headers.ContentType?.CharSet);
            using var beeld = await client.GetAsync(new Uri("/beeld/woordmerk.svg", UriKind.Relative), Ct);
            Assert.Equal("image/svg+xml; charset=utf-8", beeld.Content.Headers.ContentType?.ToString());
        }
        finally
        {
            map.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_line_of_the_log_is_one_object_with_its_moment_in_UTC_and_without_addresses()
    {
        var map = Directory.CreateTempSubdirectory();
        try
        {
            await using var portaal = Maak("Host=127.0.0.1;Port=1;Username=niemand", new Uri("http://localhost:1"), map.FullName);
            var vorm = portaal.Services.GetRequiredService<IOptionsMonitor<JsonConsoleFormatterOptions>>().CurrentValue;
            Assert.Equal("json", portaal.Services.GetRequiredService<IOptionsMonitor<ConsoleLoggerOptions>>().CurrentValue.FormatterName);
            Assert.True(vorm.UseUtcTimestamp);
            Assert.False(vorm.IncludeScopes);
            Assert.EndsWith("Z", vorm.TimestampFormat, StringComparison.Ordinal);

            await using var anders = Maak("Host=127.0.0.1;Port=1;Username=niemand", new Uri("http://localhost:1"), map.FullName, "--Logging:Console:FormatterName", "systemd");
            Assert.Equal("systemd", anders.Services.GetRequiredService<IOptionsMonitor<ConsoleLoggerOptions>>().CurrentValue.FormatterName);
        }
        finally
        {
            map.Delete(recursive: true);
        }
    }

    private static WebApplication Maak(string verbinding, Uri adres, string map, params string[] meer)
    {
        var pad = Path.Combine(map, "ring.pem");
        if (!File.Exists(pad))
        {
            using var rsa = RSA.Create(2048);
            using var certificaat = new CertificateRequest("CN=verzonnen", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
            File.WriteAllText(pad, certificaat.ExportCertificatePem() + "\n" + rsa.ExportPkcs8PrivateKeyPem());
        }

        return PortaalOpstart.Maak(
        [
            "--applicationName", "Ambulant.Portal", "--environment", "Production", "--urls", adres.ToString(), "--ConnectionStrings:Ambulant", verbinding, "--Portaal:Adres", adres.ToString(),
            "--Mail:Server", "smtp://127.0.0.1:9", "--Mail:Afzender", "ambulant@proef.voorbeeld", "--Regios:0", "noord-kennemerland", "--Logging:LogLevel:Default", "Error", "--Sleutelring:Certificaat", pad, .. meer,
        ]);
    }
}
