using System.Net;
using System.Net.Sockets;
using Ambulant.Core.Toegang;

namespace Ambulant.Demo.Tests;

public sealed class OpdrachtTests
{
    [Fact]
    public void Start_is_what_happens_without_words()
    {
        Assert.Equal(new Opdracht("start"), Opdracht.Lees([]));
        Assert.Equal(new Opdracht("start", 6100, Leeg: true, Opnieuw: true, Json: true), Opdracht.Lees(["start", "--poort", "6100", "--data", "leeg", "--opnieuw", "--json"]));
        Assert.Equal(new Opdracht("start", Regio: "zeedorp"), Opdracht.Lees(["start", "--regio", "zeedorp"]));
    }

    [Theory]
    [InlineData("--poort")]
    [InlineData("--poort", "80")]
    [InlineData("--poort", "vijf")]
    [InlineData("--data", "alles")]
    [InlineData("--data")]
    [InlineData("--regio")]
    [InlineData("stop")]
    public void What_is_not_understood_gets_one_sentence(params string[] argumenten)
    {
        var fout = Assert.Throws<Startfout>(() => Opdracht.Lees(argumenten));
        Assert.DoesNotContain('\n', fout.Message);
    }

    [Fact]
    public void A_taken_port_is_named_with_a_way_out()
    {
        using var bezet = new TcpListener(IPAddress.Loopback, 0);
        bezet.Start();
        var poort = ((IPEndPoint)bezet.LocalEndpoint).Port;

        var fout = Assert.Throws<Startfout>(() => new Poorten(poort - 2).Controleer(0, eigenPostgres: false));

        Assert.StartsWith($"Poort {poort} (voor de mailvanger) is al in gebruik.", fout.Message, StringComparison.Ordinal);
        Assert.Contains("--poort", fout.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everybody_signs_in_under_a_name_of_their_own_and_no_provider_is_alone()
    {
        var mensen = Mensen.Aanbieders.SelectMany(a => a.Mensen).ToList();
        Assert.True(Mensen.Aanbieders.Count >= 4);
        Assert.Equal(mensen.Count, mensen.Select(m => m.Subject).Distinct().Count());
        Assert.Equal(Mensen.Aanbieders.Count, Mensen.Aanbieders.Select(a => a.Domein).Distinct().Count());
    }

    [Fact]
    public void A_region_that_was_just_made_has_somebody_in_every_role_who_signs_in()
    {
        var nieuw = Mensen.Van("zeedorp");
        Assert.Equal(Enum.GetValues<Rol>().Except([Rol.Ouder]).Order(), nieuw.Mensen.Select(m => m.Rol).Order());
        Assert.Equal(nieuw.Mensen.Count, nieuw.Mensen.Select(m => m.Subject).Distinct().Count());
        Assert.All(nieuw.Mensen, m => Assert.Equal(["zeedorp"], m.Regios));
    }
}
