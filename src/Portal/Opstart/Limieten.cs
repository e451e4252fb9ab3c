using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Ambulant.Portal.Opstart;

/// <summary>
/// How often one address on the internet may knock at the doors that stand open to everyone. A school shares one address, so these are
/// wide; what is guessed at one account or link is counted there, far narrower. Each copy of the portal counts for itself.
/// </summary>
public static class Limieten
{
    /// <summary>Finding the own organisation, going to its provider and coming back: about three requests a sign-in.</summary>
    public const string Aanmelden = "aanmelden";

    /// <summary>Pages whose address is a secret: invitations, links of parents and their codes.</summary>
    public const string Geheim = "geheim";

    /// <exception cref="InvalidOperationException">A setting is no positive number.</exception>
    public static void AddLimieten(this WebApplicationBuilder builder)
    {
        var aanmelden = PerMinuut(builder.Configuration, "Aanmelden", 180);
        var geheim = PerMinuut(builder.Configuration, "Geheim", 60);
        builder.Services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.OnRejected = static (afgewezen, _) =>
            {
                afgewezen.HttpContext.Response.Headers.RetryAfter = "60";
                return ValueTask.CompletedTask;
            };
            o.AddPolicy(Aanmelden, Emmer(aanmelden));
            o.AddPolicy(Geheim, Emmer(geheim));
        });
    }

    // A full bucket is a minute's worth, and it fills all the time: a school that opens its doors does not notice.
    private static Func<HttpContext, RateLimitPartition<string>> Emmer(int perMinuut) => http => RateLimitPartition.GetTokenBucketLimiter(
        Afzender(http.Connection.RemoteIpAddress),
        _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinuut,
            TokensPerPeriod = Math.Max(1, perMinuut / 12),
            ReplenishmentPeriod = TimeSpan.FromSeconds(5),
        });

    // Whoever has one address of IPv6 has all 2^64 beside it.
    private static string Afzender(IPAddress? adres) => adres switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => adres.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(adres.GetAddressBytes().AsSpan(0, 8)),
        _ => adres.ToString(),
    };

    private static int PerMinuut(ConfigurationManager instellingen, string naam, int gewoon) =>
        instellingen["Limieten:" + naam] is not { Length: > 0 } tekst ? gewoon
        : int.TryParse(tekst, NumberStyles.None, CultureInfo.InvariantCulture, out var getal) && getal > 0 ? getal
        : throw new InvalidOperationException($"'{tekst}' in de instelling Limieten__{naam} is geen aantal. Zet daar hoe vaak één adres per minuut mag, bijvoorbeeld {gewoon}.");
}
