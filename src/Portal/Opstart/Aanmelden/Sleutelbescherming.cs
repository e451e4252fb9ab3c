using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>
/// Encrypts the key ring with a certificate that is not in the database. Without it, whoever reads the database or a back-up can make a
/// session and read the secrets of providers.
/// </summary>
public sealed class Sleutelbescherming
{
    public const string Uitleg = "Zet in Sleutelring__Certificaat het bestand met het certificaat dat de sleutelring versleutelt (.pfx, of .pem met certificaat en sleutel). Hoe u dat maakt, staat in docs/draaien.md.";

    private static readonly XNamespace Vorm = "http://schemas.asp.net/2015/03/dataProtection";
    private readonly string? bestand;

    private Sleutelbescherming(string? bestand, X509Certificate2? certificaat, X509Certificate2[] eerdere) => (this.bestand, Certificaat, Eerdere) = (bestand, certificaat, eerdere);

    /// <summary>The certificate for new keys; null when none is set.</summary>
    public X509Certificate2? Certificaat { get; }

    /// <summary>Certificates of before, for keys that were encrypted then.</summary>
    public X509Certificate2[] Eerdere { get; }

    public static Sleutelbescherming Lees(IConfiguration instellingen)
    {
        var deel = instellingen.GetSection("Sleutelring");
        return new(deel["Certificaat"], deel["Certificaat"] is { Length: > 0 } pad ? Laad(pad, deel["Wachtwoord"]) : null, [.. (deel.GetSection("Eerdere").Get<string[]>() ?? []).Select(p => Laad(p, deel["Wachtwoord"]))]);
    }

    /// <summary>Outside development there is no portal without it.</summary>
    public void EisBuitenOntwikkeling(IHostEnvironment omgeving)
    {
        if (Certificaat is null && !omgeving.IsDevelopment())
        {
            throw new InvalidOperationException(string.IsNullOrEmpty(bestand) ? Uitleg : $"Het certificaat {bestand} is niet te lezen.");
        }
    }

    /// <summary>A key as it may stand in the database: what the framework marks as secret is encrypted, also in keys of before there was a certificate.</summary>
    /// <returns>The element, and whether anything had to be done.</returns>
    public (XElement Element, bool Gewijzigd) Versleutel(XElement element)
    {
        if (Certificaat is null)
        {
            return (element, false);
        }

        var kopie = new XElement(element);
        var open = kopie.Descendants().Where(e => e.Attributes().Any(a => a.Name.LocalName == "requiresEncryption" && a.Value == "true")).ToList();
        var versleutelaar = new CertificateXmlEncryptor(Certificaat, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        foreach (var geheim in open)
        {
            var resultaat = versleutelaar.Encrypt(new XElement(geheim));
            geheim.ReplaceWith(new XElement(Vorm + "encryptedSecret", new XAttribute("decryptorType", resultaat.DecryptorType.AssemblyQualifiedName!), resultaat.EncryptedElement));
        }

        return (kopie, open.Count > 0);
    }

    private static X509Certificate2 Laad(string pad, string? wachtwoord)
    {
        X509Certificate2 certificaat;
        try
        {
            certificaat = Path.GetExtension(pad).Equals(".pem", StringComparison.OrdinalIgnoreCase)
                ? string.IsNullOrEmpty(wachtwoord) ? X509Certificate2.CreateFromPemFile(pad) : X509Certificate2.CreateFromEncryptedPemFile(pad, wachtwoord)
                : X509CertificateLoader.LoadPkcs12FromFile(pad, wachtwoord);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"Het certificaat {pad} is niet te lezen. {Uitleg}");
        }

        using var sleutel = certificaat.GetRSAPrivateKey();
        return sleutel is { KeySize: >= 2048 }
            ? certificaat
            : throw new InvalidOperationException($"Het certificaat {pad} heeft geen eigen RSA-sleutel van 2048 bits of meer. {Uitleg}");
    }
}
