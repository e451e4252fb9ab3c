using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Ambulant.Bench;

/// <summary>What a round of load gave.</summary>
/// <param name="Fouten">Answers other than 200; any makes the figures worthless.</param>
internal sealed record Ronde(double PerSeconde, double P95Ms, int Fouten);

/// <summary>
/// A plain load: connections that each ask, wait for the whole answer and ask again. Written on sockets, because a full HTTP client
/// would take so much of the two cores that every page looks alike.
/// </summary>
internal static class Belasting
{
    public static async Task<Ronde> RondeAsync(Uri adres, IReadOnlyList<string> paden, string? cookie, int verbindingen, TimeSpan duur)
    {
        var einde = Stopwatch.GetTimestamp() + (long)(duur.TotalSeconds * Stopwatch.Frequency);
        var begin = Stopwatch.GetTimestamp();
        var uitkomsten = await Task.WhenAll(Enumerable.Range(0, verbindingen).Select(i => Task.Run(() => VraagAsync(adres, paden, i, cookie, einde))));
        var seconden = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        var tijden = uitkomsten.SelectMany(u => u.Tijden).Order().ToArray();
        return new(tijden.Length / seconden, tijden.Length == 0 ? double.NaN : tijden[(int)(tijden.Length * 0.95)], uitkomsten.Sum(u => u.Fouten));
    }

    private static async Task<(List<double> Tijden, int Fouten)> VraagAsync(Uri adres, IReadOnlyList<string> paden, int begin, string? cookie, long einde)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(adres.Host, adres.Port);
        var tijden = new List<double>(4096);
        var fouten = 0;
        var buffer = new byte[256 * 1024];
        for (var i = begin; Stopwatch.GetTimestamp() < einde; i++)
        {
            var vraag = Encoding.ASCII.GetBytes($"GET {paden[(i * 7919) % paden.Count]} HTTP/1.1\r\nHost: {adres.Authority}\r\nAccept: text/html\r\n{(cookie is null ? "" : $"Cookie: {cookie}\r\n")}\r\n");
            var van = Stopwatch.GetTimestamp();
            await socket.SendAsync(vraag);
            var gelezen = 0;
            do
            {
                var n = await socket.ReceiveAsync(buffer.AsMemory(gelezen));
                if (n == 0)
                {
                    throw new IOException("The server closed the connection.");
                }

                gelezen += n;
            }
            while (!Compleet(buffer.AsSpan(0, gelezen)));
            tijden.Add(Stopwatch.GetElapsedTime(van).TotalMilliseconds);
            if (!buffer.AsSpan(0, gelezen).StartsWith("HTTP/1.1 200"u8))
            {
                fouten++;
            }
        }

        return (tijden, fouten);
    }

    // Razor pages answer in chunks; the last one is empty. Other answers say how long they are.
    public static bool Compleet(ReadOnlySpan<byte> antwoord)
    {
        var kop = antwoord.IndexOf("\r\n\r\n"u8);
        if (kop < 0)
        {
            return false;
        }

        var koppen = Encoding.ASCII.GetString(antwoord[..kop]);
        var lengte = koppen.Split("\r\n").FirstOrDefault(k => k.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return lengte is null
            ? antwoord.EndsWith("0\r\n\r\n"u8)
            : antwoord.Length >= kop + 4 + int.Parse(lengte.AsSpan(15), System.Globalization.CultureInfo.InvariantCulture);
    }
}
