using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Ambulant.Demo;

/// <summary>One conversation with a mail program, by RFC 5321.</summary>
internal sealed partial class SmtpGesprek(Mailvanger vanger, TcpClient verbinding)
{
    private const int LangsteRegel = 64 * 1024;
    private const int GrootsteBericht = 10 * 1024 * 1024;
    private const int MeesteOntvangers = 100;
    private static readonly TimeSpan Geduld = TimeSpan.FromMinutes(5);

    private readonly List<string> ontvangers = [];
    private string? afzender;
    private bool begroet;

    public async Task VoerAsync(CancellationToken einde)
    {
        using var _ = verbinding;
        try
        {
            await using var stroom = verbinding.GetStream();
            await using var lezer = new BufferedStream(stroom);
            await AntwoordAsync(stroom, "220 localhost Mailvanger van de demo", einde);
            while (await LeesRegelAsync(lezer, einde) is { } ruw)
            {
                var regel = Encoding.UTF8.GetString(ruw);
                var woord = regel.Split(' ', 2)[0].ToUpperInvariant();
                if (woord == "QUIT")
                {
                    await AntwoordAsync(stroom, "221 2.0.0 Tot ziens", einde);
                    return;
                }

                if (woord == "DATA" && Weigering() is null)
                {
                    await AntwoordAsync(stroom, "354 Schrijf de mail; een punt alleen op een regel sluit af", einde);
                    if (await LeesBerichtAsync(lezer, einde) is not { } antwoord)
                    {
                        return;
                    }

                    await AntwoordAsync(stroom, antwoord, einde);
                    continue;
                }

                await AntwoordAsync(stroom, Beantwoord(woord, regel), einde);
            }
        }
        catch (InvalidDataException)
        {
            // A line without end: there is nothing left to answer to.
        }
        catch (Exception fout) when (fout is IOException or OperationCanceledException or SocketException)
        {
            // The other side hung up, kept silent too long, or the demo stops.
        }
    }

    private string Beantwoord(string woord, string regel)
    {
        switch (woord)
        {
            case "EHLO" or "HELO" when regel.Trim().Length == 4:
                return $"501 5.5.4 Zeg wie u bent: {woord} naam";
            case "EHLO":
                Vergeet();
                begroet = true;
                return $"250-localhost\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE {GrootsteBericht}";
            case "HELO":
                Vergeet();
                begroet = true;
                return "250 localhost";
            case "NOOP":
                return "250 2.0.0 Goed";
            case "RSET":
                Vergeet();
                return "250 2.0.0 Vergeten";
            case "MAIL":
                return Afzender(regel);
            case "RCPT":
                return Ontvanger(regel);
            case "DATA":
                return Weigering()!;
            case "AUTH" or "STARTTLS" or "VRFY" or "EXPN" or "HELP" or "BDAT":
                return $"502 5.5.1 {woord} kent deze mailvanger niet";
            default:
                return "500 5.5.2 Onbekende opdracht";
        }
    }

    private string Afzender(string regel)
    {
        if (!begroet)
        {
            return "503 5.5.1 Begin met EHLO";
        }

        if (afzender is not null)
        {
            return "503 5.5.1 Er is al een afzender; begin opnieuw met RSET";
        }

        var gevonden = Van().Match(regel);
        if (!gevonden.Success)
        {
            return "501 5.1.7 Schrijf MAIL FROM:<adres>";
        }

        var grootte = Grootte().Match(gevonden.Groups["rest"].Value);
        if (grootte.Success && (!long.TryParse(grootte.Groups[1].Value, out var aantal) || aantal > GrootsteBericht))
        {
            return "552 5.3.4 De mail is groter dan 10 MB";
        }

        afzender = gevonden.Groups["adres"].Value;
        return "250 2.1.0 Goed";
    }

    private string Ontvanger(string regel)
    {
        if (afzender is null)
        {
            return "503 5.5.1 Noem eerst de afzender met MAIL FROM";
        }

        var gevonden = Naar().Match(regel);
        if (!gevonden.Success)
        {
            return "501 5.1.3 Schrijf RCPT TO:<adres>";
        }

        if (ontvangers.Count >= MeesteOntvangers)
        {
            return "452 4.5.3 Te veel ontvangers";
        }

        ontvangers.Add(gevonden.Groups["adres"].Value);
        return "250 2.1.5 Goed";
    }

    private string? Weigering() =>
        !begroet ? "503 5.5.1 Begin met EHLO" : afzender is null ? "503 5.5.1 Noem eerst de afzender met MAIL FROM" : ontvangers.Count == 0 ? "503 5.5.1 Noem eerst een ontvanger met RCPT TO" : null;

    private async Task<string?> LeesBerichtAsync(Stream stroom, CancellationToken einde)
    {
        using var bericht = new MemoryStream();
        var teGroot = false;
        while (await LeesRegelAsync(stroom, einde) is { } regel)
        {
            if (regel is [(byte)'.'])
            {
                if (teGroot)
                {
                    Vergeet();
                    return "552 5.3.4 De mail is groter dan 10 MB";
                }

                vanger.Bewaar(afzender!, [.. ontvangers], bericht.ToArray());
                Vergeet();
                return "250 2.0.0 Gevangen";
            }

            teGroot |= bericht.Length + regel.Length > GrootsteBericht;
            if (!teGroot)
            {
                // A line that begins with a dot got a second one on its way (RFC 5321, 4.5.2).
                bericht.Write(regel is [(byte)'.', ..] ? regel.AsSpan(1) : regel);
                bericht.Write("\r\n"u8);
            }
        }

        return null;
    }

    private void Vergeet()
    {
        afzender = null;
        ontvangers.Clear();
    }

    private static async Task AntwoordAsync(Stream stroom, string regel, CancellationToken einde)
    {
        await stroom.WriteAsync(Encoding.ASCII.GetBytes(regel + "\r\n"), einde);
        await stroom.FlushAsync(einde);
    }

    private static async Task<byte[]?> LeesRegelAsync(Stream stroom, CancellationToken einde)
    {
        using var klok = CancellationTokenSource.CreateLinkedTokenSource(einde);
        klok.CancelAfter(Geduld);
        using var regel = new MemoryStream();
        var teken = new byte[1];
        while (await stroom.ReadAsync(teken, klok.Token) == 1)
        {
            if (teken[0] == '\n')
            {
                var inhoud = regel.ToArray();
                return inhoud is [.., (byte)'\r'] ? inhoud[..^1] : inhoud;
            }

            if (regel.Length >= LangsteRegel)
            {
                throw new InvalidDataException();
            }

            regel.WriteByte(teken[0]);
        }

        return null;
    }

    [GeneratedRegex(@"^MAIL\s+FROM:\s*<(?<adres>[^<>\s]*)>(?<rest>.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Van();

    [GeneratedRegex(@"^RCPT\s+TO:\s*<(?<adres>[^<>\s@]+@[^<>\s@]+)>", RegexOptions.IgnoreCase)]
    private static partial Regex Naar();

    [GeneratedRegex(@"\bSIZE=(\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex Grootte();
}
