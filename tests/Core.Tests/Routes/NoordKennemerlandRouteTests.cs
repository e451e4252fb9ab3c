using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Modules.NoordKennemerland;

namespace Ambulant.Core.Tests.Routes;

/// <summary>The two routes of the memo (sources 002 and 004), sentence by sentence.</summary>
public sealed class NoordKennemerlandRouteTests
{
    private static readonly NoordKennemerlandRegio Regio = new();

    private static Route Onderzoek => Regio.Routes.Single(r => r.Sleutel == "handelingsgericht-onderzoek");

    private static Route Begeleiding => Regio.Routes.Single(r => r.Sleutel == "begeleiding");

    [Fact]
    public void The_routes_may_be_published() => Assert.Empty(Regio.Routes.SelectMany(r => Routecontrole.Controleer(r, Regio)));

    [Fact]
    public void Every_step_says_where_it_comes_from_and_what_parents_read() =>
        Assert.All(new[] { Onderzoek, Begeleiding }.SelectMany(r => r.Stappen), s => Assert.True(s.Bron.Length > 10 && s.VoorOuders.Length > 10, s.Sleutel));

    [Fact]
    public void Research_and_advice_goes_step_for_step_as_the_memo_has_it() => Assert.Equal(
        "hulpvraag contact toestemming mdo instemming begeleider onderzoek bespreking mdo-plan instemming-plan evaluatie overdragen",
        Loop(Onderzoek, ("hulpvraag", "gesteld"), ("contact", "mdo"), ("toestemming", "gegeven"), ("mdo", "klaar"), ("instemming", "eens"), ("begeleider", "gevraagd"), ("onderzoek", "bezoek"),
            ("bespreking", "klaar"), ("mdo-plan", "klaar"), ("instemming-plan", "eens"), ("evaluatie", "afsluiten"), ("overdragen", "gewist")));

    [Fact]
    public void Begeleiding_goes_step_for_step_as_the_memo_has_it() => Assert.Equal(
        "hulpvraag contact toestemming mdo instemming begeleider uitvoering begeleiden evaluatie overdragen",
        Loop(Begeleiding, ("hulpvraag", "gesteld"), ("contact", "mdo"), ("toestemming", "gegeven"), ("mdo", "klaar"), ("instemming", "eens"), ("begeleider", "gevraagd"), ("uitvoering", "gestart"),
            ("begeleiden", "bezoek"), ("evaluatie", "afsluiten"), ("overdragen", "gewist")));

    [Fact]
    public void A_parent_who_does_not_agree_brings_it_back_to_the_mdo()
    {
        Assert.Equal("mdo", Na(Begeleiding, ("hulpvraag", "gesteld"), ("contact", "mdo"), ("toestemming", "gegeven"), ("mdo", "klaar"), ("instemming", "niet-eens")));
        Assert.Equal("mdo-plan", Na(Onderzoek, ("hulpvraag", "gesteld"), ("contact", "mdo"), ("toestemming", "gegeven"), ("mdo", "klaar"), ("instemming", "eens"), ("begeleider", "gevraagd"), ("onderzoek", "bezoek"),
            ("bespreking", "klaar"), ("mdo-plan", "klaar"), ("instemming-plan", "niet-eens")));
    }

    [Fact]
    public void The_terms_and_the_questions_are_those_of_the_memo()
    {
        Assert.Equal(new Termijn(2, Eenheid.Weken), Begeleiding.Vind("uitvoering")!.Termijn);
        Assert.Contains("uitvoering", Begeleiding.Vind("instemming")!.Uitkomsten[0].Opent);
        foreach (var evaluatie in new[] { Onderzoek, Begeleiding }.Select(r => r.Vind("evaluatie")!))
        {
            Assert.Equal(new Termijn(13, Eenheid.Weken, 10), evaluatie.Termijn);
            Assert.Equal(
                ["Wat ging goed?", "Wat kan beter?", "Welke doelen hebben we bereikt en wat niet?", "Wat heeft het kind, de ouders, de leerkracht en de school opgeleverd?", "Wat is het vervolg?"],
                evaluatie.Velden.Skip(1).Select(v => v.Label));
            Assert.Superset(new HashSet<Rol> { Rol.Ouder, Rol.InternBegeleider, Rol.Leerkracht, Rol.Consulent, Rol.Begeleider }, evaluatie.Aanwezig.ToHashSet());
            Assert.Equal(["afsluiten", "verlengen", "anders"], evaluatie.Uitkomsten.Where(u => u.Start is null).Select(u => u.Sleutel));
        }
    }

    [Fact]
    public void Taking_over_is_always_temporary_and_beside_strengthening()
    {
        var regel = Assert.Single(Regio.Regels);
        Assert.True(regel.Voldaan(Top()));
        Assert.True(regel.Voldaan(Top(("overnemen", "Nee"))));
        Assert.False(regel.Voldaan(Top(("overnemen", "Ja, tijdelijk"))));
        Assert.False(regel.Voldaan(Top(("overnemen", "Ja, tijdelijk"), ("overnemen-tot", "01-02-2027"))));
        Assert.True(regel.Voldaan(Top(("overnemen", "Ja, tijdelijk"), ("overnemen-tot", "01-02-2027"), ("versterken", "Coaching."))));
        Assert.Contains(new Vereiste(Vereistesoort.Regel, Sleutel: regel.Sleutel), Begeleiding.Vind("uitvoering")!.Vereisten);
    }

    private static Dossierfeiten Top(params (string Veld, string Waarde)[] velden) =>
        Dossierfeiten.Leeg with { Blokken = new Dictionary<string, Blokfeit> { ["top-dossier"] = new(1, velden.ToDictionary(v => v.Veld, v => v.Waarde), false) } };

    private static string Na(Route route, params (string Stap, string Uitkomst)[] gang) => string.Join(' ', Stand(route, gang).Open.Select(o => o.Stap));

    // The steps that were done, in the order in which they were first open.
    private static string Loop(Route route, params (string Stap, string Uitkomst)[] gang)
    {
        for (var i = 0; i < gang.Length; i++)
        {
            Assert.Contains(Stand(route, gang[..i]).Open, o => o.Stap == gang[i].Stap);
        }

        Assert.True(Stand(route, gang).Beeindigd);
        return string.Join(' ', gang.Select(g => g.Stap).Distinct());
    }

    private static Routestand Stand(Route route, (string Stap, string Uitkomst)[] gang)
    {
        var rondes = new Dictionary<string, int>();
        return Voortgang.Bepaal(route, gang.Select(g => new Voltooiing(g.Stap, rondes[g.Stap] = rondes.GetValueOrDefault(g.Stap) + 1, g.Uitkomst)).ToList());
    }
}
