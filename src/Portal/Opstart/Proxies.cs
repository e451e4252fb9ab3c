using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Ambulant.Portal.Opstart;

/// <summary>
/// Behind a reverse proxy the portal sees the proxy's address and plain http. What the proxy says of the visitor is believed only from
/// the addresses in the setting <c>Proxies</c>; without it from nobody.
/// </summary>
internal static class Proxies
{
    /// <exception cref="InvalidOperationException">An entry is no address and no range.</exception>
    public static void AddProxies(this WebApplicationBuilder builder)
    {
        var proxies = builder.Configuration.GetSection("Proxies").Get<string[]>() ?? [];
        var netten = proxies.Select(p => Net(p) ?? throw new InvalidOperationException($"'{p}' in de instelling 'Proxies' is geen adres. Zet daar adressen of reeksen van uw proxy, bijvoorbeeld Proxies__0=10.0.0.5 of Proxies__0=10.0.0.0/24.")).ToList();
        builder.Services.Configure<ForwardedHeadersOptions>(o =>
        {
            // No host: addresses in mails and at providers come from Portaal__Adres or the Host header the proxy passes on.
            o.ForwardedHeaders = netten.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            o.KnownProxies.Clear();
            o.KnownIPNetworks.Clear();
            netten.ForEach(o.KnownIPNetworks.Add);
        });
    }

    private static System.Net.IPNetwork? Net(string tekst) =>
        IPAddress.TryParse(tekst, out var adres) ? new System.Net.IPNetwork(adres, adres.GetAddressBytes().Length * 8)
        : System.Net.IPNetwork.TryParse(tekst, out var net) ? net
        : null;
}
