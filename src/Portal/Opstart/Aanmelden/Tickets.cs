using System.Security.Cryptography;
using System.Text.Json;
using Ambulant.Core.Toegang;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>What a session keeps to be able to sign out at the provider too.</summary>
public sealed record Ticket(string Provider, string IdToken);

/// <summary>Tickets are unreadable in the database.</summary>
public sealed class Tickets(IDataProtectionProvider bescherming)
{
    private readonly IDataProtector protector = bescherming.CreateProtector("Ambulant.Sessie.v1");

    public byte[] Bescherm(Ticket ticket) => protector.Protect(JsonSerializer.SerializeToUtf8Bytes(ticket));

    /// <summary>The ticket of the session of this request; null when there is none, or when its key is gone.</summary>
    public async Task<Ticket?> LeesAsync(HttpContext http)
    {
        if ((await http.AuthenticateAsync(Sessiehandler.Schema)).Properties?.GetParameter<Sessie>(nameof(Sessie)) is not { } sessie)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<Ticket>(protector.Unprotect(sessie.Ticket));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
