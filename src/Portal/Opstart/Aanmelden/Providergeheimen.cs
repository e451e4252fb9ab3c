using System.Security.Cryptography;
using System.Text;
using Ambulant.Core.Toegang;
using Microsoft.AspNetCore.DataProtection;

namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>Client secrets are unreadable in the database, and that of one provider is of no use in the row of another.</summary>
public sealed class Providergeheimen(IDataProtectionProvider bescherming)
{
    public byte[] Versleutel(string provider, string geheim) => Beschermer(provider).Protect(Encoding.UTF8.GetBytes(geheim));

    /// <summary>Null when there is none, or when it can no longer be read: then the beheerder types it again.</summary>
    public string? Lees(Identiteitsprovider provider)
    {
        if (!string.IsNullOrEmpty(provider.ClientSecret))
        {
            return provider.ClientSecret;
        }

        try
        {
            return provider.Geheim is { } geheim ? Encoding.UTF8.GetString(Beschermer(provider.Id).Unprotect(geheim)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Beschermer(string provider) => bescherming.CreateProtector("Ambulant.Providergeheim.v1", provider);
}
