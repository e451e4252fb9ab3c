using Ambulant.Portal.Opstart;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ambulant.Portal.Tests.Geheel;

/// <summary>The page that shows every part of the look is for who builds the portal, and open to all: it is not there when it runs for real.</summary>
public sealed class VoorbeeldenTests
{
    [Theory]
    [InlineData("Development", true)]
    [InlineData("Production", false)]
    public async Task The_examples_are_there_only_for_who_builds(string omgeving, bool aanwezig)
    {
        await using var portaal = PortaalOpstart.Maak(
        [
            "--applicationName", "Ambulant.Portal", "--environment", omgeving, "--ConnectionStrings:Ambulant", "Host=127.0.0.1;Port=1;Username=niemand",
            "--Portaal:Adres", "https://ambulant.proef.voorbeeld", "--Mail:Server", "smtp://127.0.0.1:1", "--Mail:Afzender", "ambulant@proef.voorbeeld", "--Regios:0", "liemers",
        ]);

        var paden = ((IEndpointRouteBuilder)portaal).DataSources.SelectMany(b => b.Endpoints).OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText).ToList();
        Assert.Contains("werk", paden);
        Assert.Equal(aanwezig, paden.Contains("voorbeelden"));
    }
}
