using System.Globalization;
using System.Net.Mime;

namespace Ambulant.Portal.Opstart;

/// <summary>Where someone who finds a hole can tell it: <c>/.well-known/security.txt</c> (RFC 9116).</summary>
internal static class Beveiligingscontact
{
    /// <exception cref="InvalidOperationException">The setting is no address.</exception>
    public static void MapBeveiligingscontact(this WebApplication app)
    {
        if (app.Configuration["Portaal:Beveiligingscontact"] is not { Length: > 0 } contact)
        {
            return;
        }

        if (!Uri.TryCreate(contact, UriKind.Absolute, out var adres) || adres.Scheme is not ("mailto" or "https"))
        {
            throw new InvalidOperationException($"'{contact}' in de instelling Portaal__Beveiligingscontact is geen adres. Zet daar bijvoorbeeld mailto:beveiliging@voorbeeld.nl of https://voorbeeld.nl/melden.");
        }

        var portaal = app.Configuration["Portaal:Adres"]!.TrimEnd('/');
        app.MapGet("/.well-known/security.txt", (TimeProvider klok) => Results.Text(
            string.Create(CultureInfo.InvariantCulture, $"Contact: {adres}\nExpires: {klok.GetUtcNow().Date.AddMonths(6):yyyy-MM-dd'T'HH:mm:ss'Z'}\nPreferred-Languages: nl, en\nCanonical: {portaal}/.well-known/security.txt\n"),
            MediaTypeNames.Text.Plain)).AllowAnonymous();
    }
}
