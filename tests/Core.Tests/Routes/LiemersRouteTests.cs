using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Modules.Liemers;

namespace Ambulant.Core.Tests.Routes;

/// <summary>The route of source 001, played as the source tells it.</summary>
public sealed class LiemersRouteTests
{
    private static readonly Route Route = new LiemersRegio().Routes[0];

    [Fact]
    public void Van_signaleren_tot_overdragen()
    {
        var spel = new Spel();
        spel.Doe("signaleren", "klaar").Doe("interventies", "onvoldoende").Doe("vot", "traject").Doe("gesprek-ouders", "traject")
            .Doe("eerste-contact", "gesteld").Doe("gesprek-begeleider", "meer-nodig");
        Assert.Equal(["toestemming", "dossier-aanvraag"], spel.Open);
        spel.Doe("toestemming", "gegeven").Doe("dossier-aanvraag", "klaar").Doe("definitief", "definitief").Doe("doorzetten", "doorgezet").Doe("besluit", "positief")
            .Doe("in-uitvoering", "in-uitvoering").Doe("intake", "klaar");
        Assert.Equal(["observatie", "tussenevaluatie"], spel.Open);
        spel.Doe("observatie", "genoteerd-met-advies");
        Assert.Equal(["observatie", "adviezen", "tussenevaluatie"], spel.Open);
        spel.Doe("adviezen", "verwerkt").Doe("observatie", "genoteerd").Doe("tussenevaluatie", "doorgaan").Doe("tussenevaluatie", "stoppen");
        Assert.Equal(["eindevaluatie"], spel.Open);
        spel.Doe("eindevaluatie", "sluiten").Doe("overdragen", "gewist");
        Assert.Empty(spel.Open);
    }

    [Fact]
    public void Als_de_school_na_het_gesprek_verder_kan_komt_er_geen_traject()
    {
        var spel = new Spel();
        spel.Doe("signaleren", "klaar").Doe("interventies", "onvoldoende").Doe("vot", "ot").Doe("gesprek-ouders", "traject").Doe("eerste-contact", "gesteld").Doe("gesprek-begeleider", "school-verder");
        Assert.Equal(["overdragen"], spel.Open);
    }

    [Theory]
    [InlineData("negatief", "vot")]
    [InlineData("aanvullen", "dossier-aanvraag")]
    public void Een_besluit_dat_niet_positief_is_gaat_met_reden_terug(string uitkomst, string naar)
    {
        var spel = new Spel().Tot("besluit").Doe("besluit", uitkomst);
        Assert.Equal([naar], spel.Open);
        Assert.True(Route.Vind("besluit")!.Uitkomsten.Single(u => u.Sleutel == uitkomst).Reden);
    }

    [Fact]
    public void Weigert_een_ouder_dan_gaat_het_terug_naar_het_vot()
    {
        var spel = new Spel().Tot("toestemming").Doe("dossier-aanvraag", "klaar").Doe("toestemming", "geweigerd");
        Assert.Equal(["vot"], spel.Open);
    }

    [Fact]
    public void Bij_het_eindgesprek_horen_swv_er_en_begeleider() =>
        Assert.Superset(new HashSet<Rol> { Rol.Consulent, Rol.Begeleider, Rol.Ouder, Rol.Leerkracht }, Route.Vind("eindevaluatie")!.Aanwezig.ToHashSet());

    [Fact]
    public void Definitief_maken_eist_hulpvraag_opp_interventies_toestemming_en_de_drie_betrokkenen() =>
        Assert.Equal(
            [
                new(Vereistesoort.Hulpvraag), new(Vereistesoort.Interventies), new(Vereistesoort.Opp), new(Vereistesoort.Toestemming),
                new(Vereistesoort.Betrokkene, Rol.Consulent), new(Vereistesoort.Betrokkene, Rol.Begeleider), new(Vereistesoort.Betrokkene, Rol.Jeugdprofessional),
            ],
            Route.Vind("definitief")!.Vereisten);

    [Fact]
    public void Alles_vanaf_definitief_wacht_op_toestemming() =>
        Assert.All(
            new[] { "definitief", "doorzetten", "besluit", "in-uitvoering", "intake", "observatie", "tussenevaluatie", "eindevaluatie" },
            s => Assert.Contains(new Vereiste(Vereistesoort.Toestemming), Route.Vind(s)!.Vereisten));

    private sealed class Spel
    {
        private readonly List<Voltooiing> gedaan = [];

        public IEnumerable<string> Open => Voortgang.Bepaal(Route, gedaan).Open.Select(o => o.Stap);

        public Spel Doe(string stap, string uitkomst)
        {
            var open = Assert.Single(Voortgang.Bepaal(Route, gedaan).Open, o => o.Stap == stap);
            Assert.Contains(uitkomst, Route.Vind(stap)!.Uitkomsten.Select(u => u.Sleutel));
            gedaan.Add(new(stap, open.Ronde, uitkomst));
            return this;
        }

        public Spel Tot(string stap)
        {
            (string Stap, string Uitkomst)[] pad =
            [
                ("signaleren", "klaar"), ("interventies", "onvoldoende"), ("vot", "traject"), ("gesprek-ouders", "traject"), ("eerste-contact", "gesteld"), ("gesprek-begeleider", "meer-nodig"),
                ("toestemming", "gegeven"), ("dossier-aanvraag", "klaar"), ("definitief", "definitief"), ("doorzetten", "doorgezet"), ("besluit", "positief"),
            ];
            foreach (var (s, u) in pad.TakeWhile(p => p.Stap != stap))
            {
                Doe(s, u);
            }

            return this;
        }
    }
}
