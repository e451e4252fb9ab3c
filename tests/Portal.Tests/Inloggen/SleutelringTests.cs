using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ambulant.Portal.Opstart;
using Ambulant.Portal.Opstart.Aanmelden;
using Ambulant.Testhulp;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ambulant.Portal.Tests.Inloggen;

/// <summary>The key ring in the database is of no use without the certificate beside the portal.</summary>
public sealed class SleutelringTests(TestPostgres postgres)
{
    [Fact]
    public async Task With_a_certificate_no_key_stands_readable_in_the_database_and_older_ones_are_encrypted()
    {
        var map = Directory.CreateTempSubdirectory();
        try
        {
            await using var database = await postgres.NieuweDatabaseAsync(TestContext.Current.CancellationToken);
            await using var verbinding = new NpgsqlConnection(database.Beheer);
            string Ring() => string.Join('\n', verbinding.Query<string>("select xml from ambulant.sleutelring"));

            // As it was: a key without encryption.
            string beschermd;
            await using (var zonder = Maak(database.App))
            {
                beschermd = zonder.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("proef").Protect("verzonnen");
            }

            Assert.Contains("<masterKey", Ring(), StringComparison.Ordinal);

            var (eerste, tweede) = (Certificaat(map.FullName, "eerste.pem"), Certificaat(map.FullName, "tweede.pem"));
            await using (var met = Maak(database.App, "--Sleutelring:Certificaat", eerste))
            {
                Assert.Equal("verzonnen", met.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("proef").Unprotect(beschermd));
            }

            Assert.DoesNotContain("<masterKey", Ring(), StringComparison.Ordinal);
            Assert.Contains("EncryptedData", Ring(), StringComparison.Ordinal);
            Assert.Equal(1, verbinding.ExecuteScalar<long>("select count(*) from ambulant.sleutelring"));

            // A new certificate, with the old one beside it; and without it the key is lost.
            await using (var nieuw = Maak(database.App, "--Sleutelring:Certificaat", tweede, "--Sleutelring:Eerdere:0", eerste))
            {
                Assert.Equal("verzonnen", nieuw.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("proef").Unprotect(beschermd));
            }

            await using var vreemd = Maak(database.App, "--Sleutelring:Certificaat", tweede);
            Assert.ThrowsAny<CryptographicException>(() => vreemd.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("proef").Unprotect(beschermd));
        }
        finally
        {
            map.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Outside_development_the_portal_does_not_start_without_a_certificate_and_says_what_to_do()
    {
        await using (var app = Maak("Host=127.0.0.1;Port=1;Username=niemand", "--environment", "Production"))
        {
            var fout = Assert.Throws<InvalidOperationException>(() => app.Services.GetRequiredService<Sleutelbescherming>().EisBuitenOntwikkeling(app.Environment));
            Assert.Contains("Sleutelring__Certificaat", fout.Message, StringComparison.Ordinal);
        }

        var weg = Assert.Throws<InvalidOperationException>(() => Maak("Host=127.0.0.1;Port=1;Username=niemand", "--Sleutelring:Certificaat", "/bestaat/niet.pem"));
        Assert.Contains("/bestaat/niet.pem is niet te lezen", weg.Message, StringComparison.Ordinal);
    }

    private static string Certificaat(string map, string naam)
    {
        using var rsa = RSA.Create(2048);
        using var certificaat = new CertificateRequest("CN=verzonnen", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        var pad = Path.Combine(map, naam);
        File.WriteAllText(pad, certificaat.ExportCertificatePem() + "\n" + rsa.ExportPkcs8PrivateKeyPem());
        return pad;
    }

    private static WebApplication Maak(string verbinding, params string[] meer) => PortaalOpstart.Maak(
    [
        "--applicationName", "Ambulant.Portal", "--environment", "Development", "--ConnectionStrings:Ambulant", verbinding, "--Portaal:Adres", "http://localhost",
        "--Mail:Server", "smtp://127.0.0.1:9", "--Mail:Afzender", "ambulant@proef.voorbeeld", "--Regios:0", "noord-kennemerland", "--Logging:LogLevel:Default", "Error", .. meer,
    ]);
}
