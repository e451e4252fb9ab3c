using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Ambulant.Core.Documenten;

/// <summary>What the scanner said of a file.</summary>
public enum Scanuitslag
{
    Goed,
    Besmet,

    /// <summary>No answer, or one that says nothing about the file. Counts as: not taken.</summary>
    Onbekend,
}

/// <summary>The ClamAV daemon that looks at every file before it is kept. Without an address nothing is scanned.</summary>
public sealed partial class Virusscanner
{
    private static readonly TimeSpan Hoogstens = TimeSpan.FromSeconds(30);

    private readonly Uri? adres;
    private readonly ILogger logboek;

    /// <param name="adres"><c>tcp://host:3310</c> or <c>unix:///run/clamav/clamd.ctl</c>; null or empty: no scanner.</param>
    /// <exception cref="InvalidOperationException">The address is not one of these two.</exception>
    public Virusscanner(string? adres, ILoggerFactory logboeken)
    {
        logboek = logboeken.CreateLogger<Virusscanner>();
        if (string.IsNullOrWhiteSpace(adres))
        {
            return;
        }

        this.adres = Uri.TryCreate(adres, UriKind.Absolute, out var gelezen) && (gelezen is { Scheme: "tcp", Port: > 0, Host.Length: > 0 } || gelezen is { Scheme: "unix", Host.Length: 0, AbsolutePath.Length: > 1 })
            ? gelezen
            : throw new InvalidOperationException("Zet in Virusscanner__Adres waar ClamAV luistert: tcp://127.0.0.1:3310 of unix:///run/clamav/clamd.ctl.");
    }

    /// <summary>Asks the daemon about the bytes as they were sent (clamd, INSTREAM). Never throws about the daemon.</summary>
    public async Task<Scanuitslag> KeurAsync(ReadOnlyMemory<byte> inhoud, CancellationToken ct)
    {
        if (adres is null)
        {
            return Scanuitslag.Goed;
        }

        using var tijd = CancellationTokenSource.CreateLinkedTokenSource(ct);
        tijd.CancelAfter(Hoogstens);
        try
        {
            var antwoord = await VraagAsync(adres, inhoud, tijd.Token);
            if (antwoord == "stream: OK")
            {
                return Scanuitslag.Goed;
            }

            if (antwoord.EndsWith(" FOUND", StringComparison.Ordinal))
            {
                Gevonden(logboek, antwoord);
                return Scanuitslag.Besmet;
            }

            GeenOordeel(logboek, antwoord, null);
        }
        catch (Exception fout) when (fout is SocketException or IOException || (fout is OperationCanceledException && !ct.IsCancellationRequested))
        {
            GeenOordeel(logboek, fout.Message, fout);
        }

        return Scanuitslag.Onbekend;
    }

    private static async Task<string> VraagAsync(Uri adres, ReadOnlyMemory<byte> inhoud, CancellationToken ct)
    {
        var unix = adres.Scheme == "unix";
        using var lijn = unix ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        await (unix ? lijn.ConnectAsync(new UnixDomainSocketEndPoint(adres.AbsolutePath), ct) : lijn.ConnectAsync(adres.Host, adres.Port, ct));
        await using var stroom = new NetworkStream(lijn);
        var lengte = new byte[4];
        try
        {
            await stroom.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
            BinaryPrimitives.WriteInt32BigEndian(lengte, inhoud.Length);
            await stroom.WriteAsync(lengte, ct);
            await stroom.WriteAsync(inhoud, ct);
            await stroom.WriteAsync(new byte[4], ct);
        }
        catch (IOException)
        {
            // The daemon hangs up on a file above its own limit, and says so first.
        }

        var antwoord = new byte[1024];
        var gelezen = await stroom.ReadAtLeastAsync(antwoord, antwoord.Length, throwOnEndOfStream: false, ct);
        return Encoding.ASCII.GetString(antwoord, 0, gelezen).TrimEnd('\0', '\n');
    }

    // What the daemon says names a signature and nothing of the file.
    [LoggerMessage(5001, LogLevel.Warning, "Een bestand is geweigerd door de virusscanner: {Antwoord}")]
    private static partial void Gevonden(ILogger logger, string antwoord);

    [LoggerMessage(5002, LogLevel.Error, "De virusscanner gaf geen oordeel, dus een bestand is geweigerd: {Antwoord}")]
    private static partial void GeenOordeel(ILogger logger, string antwoord, Exception? fout);
}
