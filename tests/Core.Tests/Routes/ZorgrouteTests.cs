using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Modules.Liemers;

namespace Ambulant.Core.Tests.Routes;

/// <summary>The route of source 003, played as its scheme tells it.</summary>
public sealed class ZorgrouteTests
{
    private static readonly LiemersRegio Regio = new();
    private static readonly Route Route = Regio.Routes.Single(r => r.Sleutel == "1-zorgroute");

    [Fact]
    public void De_stappen_staan_in_de_volgorde_van_het_schema() => Assert.Equal(
        [
            "Handelingsgericht werken in de groep", "Gesprek met de ouders", "Groepsbespreking", "Delen van zorg en afstemmen van de aanpak", "Leerlingbespreking", "Consultatief overleg",
            "Inbrengen in het ondersteuningsteam", "Toestemming ouders", "Ondersteuningsteam", "Aanmelding bij de CLO", "TLV aanvragen", "Overdragen en verwijderen",
        ],
        Route.Stappen.Select(s => s.Naam));

    [Fact]
    public void Van_de_groep_tot_en_met_de_TLV()
    {
        var (stand, gedaan) = Speel("groep gesprek, oudergesprek groepsbespreking, groepsbespreking afstemmen, afstemmen leerlingbespreking, leerlingbespreking consultatief, consultatief-overleg ondersteuningsteam, inbrengen ingebracht");
        Assert.Equal(["toestemming-ouders", "ondersteuningsteam"], stand.Open.Select(o => o.Stap));
        (stand, _) = Speel("toestemming-ouders gegeven, ondersteuningsteam clo, clo tlv, tlv afgegeven", gedaan);
        Assert.Equal(["overdragen"], stand.Open.Select(o => o.Stap));
    }

    [Fact]
    public void Het_gaat_zo_vaak_rond_als_nodig_is()
    {
        var gedaan = new List<Voltooiing>();
        for (var ronde = 1; ronde <= 4; ronde++)
        {
            var (stand, _) = Speel("groep gesprek, oudergesprek groepsbespreking, groepsbespreking afstemmen, afstemmen verder", gedaan);
            Assert.Equal([new OpenStap("groep", ronde + 1)], stand.Open);
        }
    }

    [Theory]
    [InlineData("afstemmen")]
    [InlineData("leerlingbespreking")]
    [InlineData("consultatief-overleg")]
    [InlineData("ondersteuningsteam")]
    [InlineData("clo")]
    public void Elk_overleg_kan_terug_naar_de_groep(string stap) =>
        Assert.Contains(Route.Vind(stap)!.Uitkomsten, u => u.Opent.SequenceEqual(["groep"]));

    [Theory]
    [InlineData("leerlingbespreking")]
    [InlineData("consultatief-overleg")]
    public void Van_buiten_de_school_kan_ambulante_begeleiding_beginnen_in_het_vot(string stap) =>
        Assert.Equal(new("ambulante-begeleiding", "vot"), Route.Vind(stap)!.Uitkomsten.Single(u => u.Sleutel == "begeleiding").Start);

    [Fact]
    public void De_leerlingbespreking_beantwoordt_de_twee_vragen_van_de_bron() => Assert.Superset(
        new HashSet<string> { "Wat is nodig binnen de school?", "Wat is nodig van buiten de school?" },
        Route.Vind("leerlingbespreking")!.Velden.Select(v => v.Label).ToHashSet());

    [Fact]
    public void Bij_elke_stap_staat_wat_ouders_lezen_en_zonder_hun_toestemming_geen_ondersteuningsteam_CLO_of_TLV()
    {
        Assert.All(Route.Stappen, s => Assert.NotEmpty(s.VoorOuders));
        Assert.All(Route.Stappen.Where(s => s.Sleutel is "ondersteuningsteam" or "clo" or "tlv"), s => Assert.Contains(new Vereiste(Vereistesoort.Toestemming), s.Vereisten));
        Assert.Contains(Rol.Ouder, Route.Vind("ondersteuningsteam")!.Aanwezig);
        Assert.Equal("ondersteuningsteam", Regio.Brieven.Single(b => b.Doel == Route.Doel).Doel);
    }

    [Fact]
    public void Begeleiding_die_eindigt_kan_verder_in_het_ondersteuningsteam() =>
        Assert.Equal(new("1-zorgroute", "inbrengen"), Regio.Routes[0].Vind("eindevaluatie")!.Uitkomsten.Single(u => u.Sleutel == "verder").Start);

    private static (Routestand Stand, List<Voltooiing> Gedaan) Speel(string stappen, List<Voltooiing>? gedaan = null)
    {
        gedaan ??= [];
        foreach (var stap in stappen.Split(", ").Select(s => s.Split(' ')))
        {
            var open = Assert.Single(Voortgang.Bepaal(Route, gedaan).Open, o => o.Stap == stap[0]);
            Assert.Contains(stap[1], Route.Vind(stap[0])!.Uitkomsten.Select(u => u.Sleutel));
            gedaan.Add(new(stap[0], open.Ronde, stap[1]));
        }

        return (Voortgang.Bepaal(Route, gedaan), gedaan);
    }
}
