using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Ambulant.Demo;

/// <summary>All ports of the demo follow from the first one.</summary>
public sealed record Poorten(int Portaal)
{
    public string Adres => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{Portaal}");

    public int Mailpagina => Portaal + 1;

    public int Smtp => Portaal + 2;

    public int Postgres => Portaal + 3;

    public int Aanbieder(int volgnummer) => Portaal + 11 + volgnummer;

    public void Controleer(int aanbieders, bool eigenPostgres)
    {
        IEnumerable<(int Poort, string Waarvoor)> nodig =
        [
            (Portaal, "het portaal"), (Mailpagina, "de pagina met mails"), (Smtp, "de mailvanger"), .. eigenPostgres ? [(Postgres, "de database")] : Array.Empty<(int, string)>(),
            .. Enumerable.Range(0, aanbieders).Select(i => (Aanbieder(i), "het aanmelden")),
        ];
        foreach (var (poort, waarvoor) in nodig)
        {
            if (IsBezet(poort))
            {
                throw new Startfout($"Poort {poort} (voor {waarvoor}) is al in gebruik. Stop dat programma, of kies andere poorten, bijvoorbeeld: ./ambulant start --poort {(Portaal < 65400 ? Portaal + 100 : 5080)}");
            }
        }
    }

    private static bool IsBezet(int poort) => IsBezet(IPAddress.Loopback, poort) || (Socket.OSSupportsIPv6 && IsBezet(IPAddress.IPv6Loopback, poort));

    private static bool IsBezet(IPAddress adres, int poort)
    {
        try
        {
            using var luisteraar = new TcpListener(adres, poort) { ExclusiveAddressUse = OperatingSystem.IsWindows() };
            luisteraar.Start();
            return false;
        }
        catch (SocketException fout)
        {
            return fout.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied;
        }
    }
}
