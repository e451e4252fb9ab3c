using System.Net;
using System.Net.Sockets;

namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>
/// Connections to providers. The address of a provider is typed by a beheerder, so it must not lead to the inside of the network where
/// the portal runs, also not by way of a name or a redirect.
/// </summary>
public static class Uitgaand
{
    public static SocketsHttpHandler Handler(bool internAdresMag)
    {
        var handler = new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectTimeout = TimeSpan.FromSeconds(2),
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxResponseHeadersLength = 32,
        };
        if (!internAdresMag)
        {
            handler.ConnectCallback = VerbindBuitenAsync;
        }

        return handler;
    }

    public static bool IsIntern(IPAddress adres)
    {
        if (adres.IsIPv4MappedToIPv6)
        {
            adres = adres.MapToIPv4();
        }

        if (IPAddress.IsLoopback(adres) || adres.Equals(IPAddress.Any) || adres.Equals(IPAddress.IPv6Any)
            || adres.IsIPv6LinkLocal || adres.IsIPv6SiteLocal || adres.IsIPv6UniqueLocal || adres.IsIPv6Multicast)
        {
            return true;
        }

        var b = adres.GetAddressBytes();
        return b.Length == 4
            ? b[0] is 0 or 10 or >= 224 || (b[0] == 172 && b[1] is >= 16 and < 32) || (b[0] == 192 && b[1] == 168) || (b[0] == 169 && b[1] == 254) || (b[0] == 100 && b[1] is >= 64 and < 128)
                // For protocols and for measuring; no provider lives there.
                || (b[0] == 192 && b[1] == 0 && b[2] == 0) || (b[0] == 198 && b[1] is 18 or 19)
            // An old notation of IPv4, NAT64, 6to4 and Teredo carry an IPv4 address inside.
            : b.AsSpan(0, 12).IndexOfAnyExcept((byte)0) < 0 || (b[0] == 0x00 && b[1] == 0x64) || (b[0] == 0x20 && b[1] == 0x02) || (b[0] == 0x20 && b[1] == 0x01 && b[2] == 0 && b[3] == 0);
    }

    private static async ValueTask<Stream> VerbindBuitenAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        // Resolved once and connected to what was checked: a name that answers differently the second time gains nothing.
        var adressen = (await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct)).Where(a => !IsIntern(a)).ToArray();
        if (adressen.Length == 0)
        {
            throw new HttpRequestException("The address of the provider is inside the network.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(adressen, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
