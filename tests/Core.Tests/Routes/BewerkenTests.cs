using System.Globalization;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Modules.Liemers;
using CsCheck;

namespace Ambulant.Core.Tests.Routes;

/// <summary>Whatever a regiobeheerder does to a route: it is refused with a reason at its place, or it runs to an end.</summary>
public sealed class BewerkenTests
{
    private static readonly LiemersRegio Regio = new();
    private static readonly Route Begin = Regio.Routes.Single(r => r.Sleutel == "ambulante-begeleiding");

    // An edit is a function of the route as it is by then: numbers choose the step, the outcome and the rest.
    private static readonly Gen<Func<Route, Bewerking>> Bewerkingen =
        from soort in Gen.Int[0, 20]
        from a in Gen.Int[0, 1000]
        from b in Gen.Int[0, 1000]
        from c in Gen.Int[0, 1000]
        from ja in Gen.Bool
        from tekst in Gen.Frequency((9, Gen.Const("Iets nieuws")), (1, Gen.Const("")))
        select (Func<Route, Bewerking>)(r => Maak(r, soort, a, b, c, ja, tekst));

    [Fact]
    public void Elke_reeks_bewerkingen_geeft_een_route_die_met_reden_geweigerd_wordt_of_een_einde_haalt()
    {
        var (goed, fout) = (0, 0);
        Bewerkingen.Array[0, 30].Select(Gen.Int[0, int.MaxValue]).Sample((stappen, dobbel) =>
        {
            var route = Begin;
            foreach (var stap in stappen)
            {
                var uit = Bewerken.Doe(route, stap(route), Regio);
                Assert.All(uit.Weigeringen, w => Assert.False(string.IsNullOrWhiteSpace(w.Bericht)));
                route = uit.IsGelukt ? uit.Waarde! : route;
            }

            // The locks hold whatever was done.
            Assert.All(Begin.Stappen.Where(s => s.Vast is not null), s => Assert.Equal(s.Vereisten.Count, s.Vereisten.Intersect(route.Vind(s.Sleutel)!.Vereisten).Count()));
            var fouten = Routecontrole.Controleer(route);
            if (fouten.Count > 0)
            {
                Interlocked.Increment(ref fout);
                Assert.All(fouten, f => Assert.True(f.Bericht.Length > 0 && f.Plaats.Length > 0));
                return;
            }

            Interlocked.Increment(ref goed);
            Assert.True(Loopt(route, new Random(dobbel)), "a random walk got stuck");
            Assert.True(Routejson.Gelijk(route, Routejson.Lees(Routejson.Schrijf(route))), "the route changes when it is stored");
        }, iter: 500);
        Assert.True(goed > 50 && fout > 50, $"{goed} good and {fout} refused: the property says too little");
    }

    [Fact]
    public void Een_stap_tussenvoegen_geeft_altijd_een_goede_route()
    {
        foreach (var (stap, uitkomst) in Begin.Stappen.Where(s => s.Sleutel != Begin.Slot && s.HeeftFormulier).SelectMany(s => s.Uitkomsten.Where(u => u.Start is null).Select(u => (s, u))))
        {
            var na = Bewerken.Doe(Begin, new StapToevoegen("Extra overleg", "Overleg nog eens.", ["Consulent"], $"{stap.Sleutel}/{uitkomst.Sleutel}"), Regio);
            Assert.True(na.IsGelukt);
            Assert.Empty(Routecontrole.Controleer(na.Waarde!));
            Assert.Contains(Routeverschil.Tussen(Begin, na.Waarde!, Regio), v => v.Zin.StartsWith("Nieuwe stap: 'Extra overleg'", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("toestemming")]
    [InlineData("besluit")]
    [InlineData("overdragen")]
    public void Wat_vast_staat_weigert_met_de_reden(string stap)
    {
        var vast = Begin.Vind(stap)!;
        Bewerking[] pogingen =
        [
            new StapVerwijderen(stap, "vot"),
            new UitkomstVerwijderen(stap, vast.Uitkomsten[^1].Sleutel),
            new OverslaanToestaan(stap, true),
            new StapToewijzen(stap, ["Leerkracht"], [], [], vast.BevestigtBetrokkenen),
        ];
        Assert.All(pogingen, p => Assert.Contains(Bewerken.Doe(Begin, p, Regio).Weigeringen, w => w.Bericht.Contains(vast.Vast!, StringComparison.Ordinal) || w.Bericht.Contains("door de ouders zelf", StringComparison.Ordinal) || w.Bericht.Contains("einde van de route", StringComparison.Ordinal)));

        // Words are the region's own.
        var na = Bewerken.Doe(Begin, new StapNoemen(stap, "Een andere naam", "Andere uitleg.", vast.VoorOuders), Regio);
        Assert.Equal("Een andere naam", na.Waarde!.Vind(stap)!.Naam);
    }

    [Fact]
    public void Een_stap_verwijderen_leidt_wie_erheen_ging_verder()
    {
        var na = Bewerken.Doe(Begin, new StapVerwijderen("interventies", "vot"), Regio).Waarde!;
        Assert.Empty(Routecontrole.Controleer(na));
        Assert.Equal(["vot"], na.Vind("signaleren")!.Uitkomsten[0].Opent);
        Assert.Contains(new Verschil("interventies", "De stap 'Interventies inzetten' is weg."), Routeverschil.Tussen(Begin, na, Regio));
    }

    [Fact]
    public void Wie_niets_verandert_verandert_niets()
    {
        foreach (var stap in Begin.Stappen)
        {
            Assert.All(Zelfde(stap), b =>
            {
                var na = Bewerken.Doe(Begin, b, Regio);
                Assert.True(na.IsGelukt, string.Join(" ", na.Weigeringen.Select(w => w.Bericht)));
                Assert.Empty(Routeverschil.Tussen(Begin, na.Waarde!, Regio));
                Assert.True(Routejson.Gelijk(Begin, na.Waarde));
            });
        }
    }

    [Fact]
    public void Een_stap_komt_voor_de_eerste()
    {
        var na = Bewerken.Doe(Begin, new StapToevoegen("Nog eerder", "Doe dit eerst.", ["Leerkracht"], Bewerken.Vooraan), Regio).Waarde!;
        Assert.Empty(Routecontrole.Controleer(na, Regio));
        Assert.Equal(("nog-eerder", "nog-eerder"), (na.Begin, na.Fasen[0].Stappen[0].Sleutel));
        Assert.Equal([Begin.Begin], na.Vind("nog-eerder")!.Uitkomsten.Single().Opent);
        Assert.Contains(new Verschil("", $"De route begint nu met 'Nog eerder' (was '{Begin.Vind(Begin.Begin)!.Naam}')."), Routeverschil.Tussen(Begin, na, Regio));
    }

    [Fact]
    public void Een_stap_die_nergens_staat_krijgt_later_een_plaats()
    {
        Assert.Equal("Na", Assert.Single(Bewerken.Doe(Begin, new StapToevoegen("Los", "Doe dit.", ["Leerkracht"], null), Regio).Weigeringen).Veld);
        var los = Bewerken.Doe(Begin, new StapToevoegen("Los", "Doe dit.", ["Leerkracht"], Bewerken.Nergens), Regio).Waarde!;
        Assert.Equal(Stapdeel.Wanneer, Routecontrole.Controleer(los, Regio).First(f => f.Plaats == "los").Deel);
        Assert.All(new[] { "los/klaar", "weg/weg", "", null }, na => Assert.False(Bewerken.Doe(los, new StapTussenvoegen("los", na), Regio).IsGelukt));
        foreach (var plaats in Begin.Stappen.Where(s => s.HeeftFormulier && s.Sleutel != Begin.Slot).SelectMany(s => s.Uitkomsten.Where(u => u.Start is null).Select(u => $"{s.Sleutel}/{u.Sleutel}")).Append(Bewerken.Vooraan))
        {
            var na = Bewerken.Doe(los, new StapTussenvoegen("los", plaats), Regio);
            Assert.True(na.IsGelukt, string.Join(" ", na.Weigeringen.Select(w => w.Bericht)));
            Assert.Empty(Routecontrole.Controleer(na.Waarde!, Regio));
            // Once it has a place, its way is changed at the uitkomst that leads there.
            Assert.Equal("Na", Assert.Single(Bewerken.Doe(na.Waarde!, new StapTussenvoegen("los", Bewerken.Vooraan), Regio).Weigeringen).Veld);
        }
    }

    [Fact]
    public void Wat_ontbreekt_heeft_op_het_scherm_geen_sleutel()
    {
        var kapot = Begin with
        {
            Doel = "weg-doel",
            Fasen = [.. Begin.Fasen.Select(f => f with { Stappen = [.. f.Stappen.Select(s => s.Sleutel != "vot" ? s : s with
        {
            Vereisten = [.. s.Vereisten, new(Vereistesoort.Blok, Sleutel: "weg-blok/weg-veld"), new(Vereistesoort.Instemming, Sleutel: "weg-blok"), new(Vereistesoort.Regel, Sleutel: "weg-regel")],
            Uitkomsten = [.. s.Uitkomsten, new("weg", "Weg", ["weg-stap"])],
        })] })]
        };
        var fouten = Routecontrole.Controleer(kapot, Regio);
        Assert.All(fouten, f => Assert.DoesNotContain("weg-", f.Bericht, StringComparison.Ordinal));
        Assert.All(new[] { "weg-doel", "weg-blok/weg-veld", "weg-blok", "weg-regel", "weg-stap" }, w => Assert.Contains(fouten, f => f.Voluit.Contains($"'{w}'", StringComparison.Ordinal)));
        Assert.All(kapot.Vind("vot")!.Vereisten, v => Assert.DoesNotContain("weg-", Routetekst.Vereiste(v, Regio), StringComparison.Ordinal));
        Assert.DoesNotContain("weg-", Routetekst.Daarna(kapot, kapot.Vind("vot")!, kapot.Vind("vot")!.Uitkomsten[^1], Regio), StringComparison.Ordinal);
    }

    [Fact]
    public void Overslaan_en_herhalen_gaan_aan_en_uit()
    {
        var mag = Bewerken.Doe(Begin, new OverslaanToestaan("interventies", true), Regio).Waarde!;
        Assert.Contains(mag.Vind("interventies")!.Uitkomsten, u => u is { Overslaan: true, Reden: true } && u.Opent.SequenceEqual(["vot"]));
        Assert.Empty(Routecontrole.Controleer(mag));
        Assert.True(Routejson.Gelijk(Begin, Bewerken.Doe(mag, new OverslaanToestaan("interventies", false), Regio).Waarde));
        var nogEens = Bewerken.Doe(Begin, new HerhalenToestaan("vot", true), Regio).Waarde!;
        Assert.Empty(Routecontrole.Controleer(nogEens));
        Assert.True(Routejson.Gelijk(Begin, Bewerken.Doe(nogEens, new HerhalenToestaan("vot", false), Regio).Waarde));
    }

    // Each part of a step, as it is.
    private static IEnumerable<Bewerking> Zelfde(Stap s) =>
    [
        new StapNoemen(s.Sleutel, s.Naam, s.Uitleg, s.VoorOuders),
        new StapToewijzen(s.Sleutel, Namen(s.Rollen), Namen(s.Aanwezig), Namen(s.Verwacht), s.BevestigtBetrokkenen),
        new StapVereisen(s.Sleutel, [.. s.Vereisten.Select(Bewerken.Vereistesleutel)]),
        new TermijnZetten(s.Sleutel, s.Termijn?.Aantal.ToString(CultureInfo.InvariantCulture), s.Termijn?.Eenheid.ToString(), s.Termijn?.Vanaf?.ToString(CultureInfo.InvariantCulture)),
    ];

    private static string[] Namen(IEnumerable<Rol> rollen) => [.. rollen.Select(r => r.ToString())];

    private static bool Loopt(Route route, Random dobbel)
    {
        var gedaan = new List<Voltooiing>();
        for (var i = 0; i < 60; i++)
        {
            var stand = Voortgang.Bepaal(route, gedaan);
            if (stand.Beeindigd)
            {
                return true;
            }

            var open = stand.Open[dobbel.Next(stand.Open.Count)];
            var uitkomsten = route.Vind(open.Stap)!.Uitkomsten;
            gedaan.Add(new(open.Stap, open.Ronde, uitkomsten[dobbel.Next(uitkomsten.Count)].Sleutel));
        }

        // Still under way: from here there is a way out.
        var gezien = new HashSet<string>();
        var werk = new Queue<List<Voltooiing>>([gedaan]);
        while (werk.TryDequeue(out var nu))
        {
            var stand = Voortgang.Bepaal(route, nu);
            if (stand.Beeindigd)
            {
                return true;
            }

            if (gezien.Add(string.Join(' ', stand.Open.Select(o => o.Stap))))
            {
                foreach (var (open, uitkomst) in stand.Open.SelectMany(o => route.Vind(o.Stap)!.Uitkomsten.Select(u => (o, u))))
                {
                    werk.Enqueue([.. nu, new(open.Stap, open.Ronde, uitkomst.Sleutel)]);
                }
            }
        }

        return false;
    }

    private static Bewerking Maak(Route r, int soort, int a, int b, int c, bool ja, string tekst)
    {
        var stappen = r.Stappen.ToList();
        var stap = stappen[a % stappen.Count];
        var ander = stappen[b % stappen.Count].Sleutel;
        var derde = stappen[c % stappen.Count].Sleutel;
        var fase = r.Fasen[b % r.Fasen.Count].Sleutel;
        var uitkomst = stap.Uitkomsten.Count == 0 ? "geen" : stap.Uitkomsten[b % stap.Uitkomsten.Count].Sleutel;
        var veld = stap.Velden.Count == 0 ? "geen" : stap.Velden[b % stap.Velden.Count].Sleutel;
        var naam = tekst.Length == 0 ? tekst : $"{tekst} {a} {b} {c}";
        var vraag = new Veldinvoer(naam, null, Enum.GetNames<Veldsoort>()[b % 9], ja, c % 2 == 0 ? "Ja\nNee" : "Ja", "Begeleider", ja);
        var leidt = new Uitkomstinvoer(naam, c % 3 == 0 ? [] : c % 3 == 1 ? [ander] : [ander, derde], c % 5 == 0 ? [derde] : [], c % 7 == 0, ja, b % 6 == 0 ? $"1-zorgroute/{Regio.Routes.Single(z => z.Sleutel == "1-zorgroute").Begin}" : b % 11 == 0 ? "weg/weg" : null);
        return soort switch
        {
            0 => new RouteNoemen(naam, "Uitleg.", b % 3 == 0 ? ["Leerling", "Groep"] : b % 7 == 0 ? [] : ["Leerling"], c % 5 == 0 ? "bestaat niet" : c % 2 == 0 ? Regio.Brief.Doel : null, ja ? r.Begin : ander),
            1 => new FaseToevoegen(naam),
            2 => new FaseNoemen(fase, naam),
            3 => new FaseVerplaatsen(fase, ja),
            4 => new FaseVerwijderen(fase),
            5 => new StapToevoegen(naam, "Uitleg.", ["InternBegeleider"], c % 4 == 0 ? Bewerken.Nergens : c % 4 == 1 && ja ? Bewerken.Vooraan : $"{stap.Sleutel}/{uitkomst}"),
            6 => new StapVerwijderen(stap.Sleutel, c % 4 == 0 ? null : ander),
            7 => new StapVerplaatsen(stap.Sleutel, ja),
            8 => new StapNoemen(stap.Sleutel, naam, "Uitleg.", null),
            9 => new VeldToevoegen(stap.Sleutel, vraag),
            10 => new VeldWijzigen(stap.Sleutel, veld, vraag),
            11 => new VeldVerwijderen(stap.Sleutel, veld),
            12 => new UitkomstToevoegen(stap.Sleutel, leidt),
            13 => new UitkomstWijzigen(stap.Sleutel, uitkomst, leidt),
            14 => new UitkomstVerwijderen(stap.Sleutel, uitkomst),
            15 => new OverslaanToestaan(stap.Sleutel, ja),
            16 => new HerhalenToestaan(stap.Sleutel, ja),
            17 => new StapToewijzen(stap.Sleutel, c % 2 == 0 ? ["Leerkracht"] : Namen(stap.Rollen), Namen(stap.Aanwezig), ["Ouder"], stap.BevestigtBetrokkenen),
            18 => new StapVereisen(stap.Sleutel, ja ? [] : [.. stap.Vereisten.Select(Bewerken.Vereistesleutel)]),
            19 => new TermijnZetten(stap.Sleutel, c % 2 == 0 ? "3" : "nul", "Weken", ja ? "1" : null),
            _ => new StapTussenvoegen(stap.Sleutel, ja ? Bewerken.Vooraan : $"{ander}/{(r.Vind(ander)!.Uitkomsten is [var eerste, ..] ? eerste.Sleutel : "")}"),
        };
    }
}
