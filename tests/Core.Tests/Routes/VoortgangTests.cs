using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Modules.Liemers;
using CsCheck;

namespace Ambulant.Core.Tests.Routes;

/// <summary>What holds for every route that may be published and every history on it.</summary>
public sealed class VoortgangTests
{
    private static readonly IReadOnlyList<string> Sleutels = [.. Enumerable.Range(0, 7).Select(i => $"s{i}")];

    // A route of up to seven steps with random outcomes, loops, side steps and closings; the last step hands over.
    private static readonly Gen<Route> Routes =
        from aantal in Gen.Int[2, 7]
        from stappen in GenStap(aantal).Array[aantal - 1]
        select new Route("proef", "Proef", "", Sleutels[0], Sleutels[aantal - 1],
        [
            new("fase", "Fase",
            [
                .. stappen.Select((uitkomsten, i) => Maak(Sleutels[i], uitkomsten)),
                Maak(Sleutels[aantal - 1], [new("klaar", "Klaar", [], SluitAlles: true)]),
            ]),
        ]);

    private static readonly Gen<(Route Route, Voltooiing[] Pogingen)> Loop =
        from route in Routes
        from pogingen in Gen.Select(Gen.Int[0, 6], Gen.Int[1, 4], Gen.Int[0, 2], (s, r, u) => new Voltooiing(Sleutels[s], r, $"u{u}")).Array[0, 40]
        select (route, pogingen);

    [Fact]
    public void Een_stap_gaat_alleen_open_door_een_uitkomst_van_een_voorganger() => Loop.Sample(p =>
    {
        var geldig = new List<Voltooiing>();
        var voor = Voortgang.Bepaal(p.Route, geldig);
        foreach (var poging in p.Pogingen)
        {
            var na = Voortgang.Bepaal(p.Route, [.. geldig, poging]);
            var uitkomst = p.Route.Vind(poging.Stap)?.Uitkomsten.FirstOrDefault(u => u.Sleutel == poging.Uitkomst);
            var mag = voor.IsOpen(poging.Stap, poging.Ronde) && uitkomst is not null;
            var nieuw = na.Open.Except(voor.Open).ToList();
            if (!mag)
            {
                Assert.Equal(voor.Open, na.Open);
                continue;
            }

            Assert.All(nieuw, n => Assert.Contains(n.Stap, uitkomst!.Opent));
            Assert.DoesNotContain(new OpenStap(poging.Stap, poging.Ronde), na.Open);
            geldig.Add(poging);
            voor = na;
        }
    });

    [Fact]
    public void Tweemaal_voltooien_is_eenmaal_voltooien() => Loop.Sample(p =>
    {
        var dubbel = p.Pogingen.SelectMany(v => new[] { v, v });
        var een = Voortgang.Bepaal(p.Route, p.Pogingen);
        var twee = Voortgang.Bepaal(p.Route, dubbel);
        Assert.Equal(een.Open, twee.Open);
        Assert.Equal(een.Rondes.OrderBy(r => r.Key), twee.Rondes.OrderBy(r => r.Key));
    });

    [Fact]
    public void Elke_route_die_de_controle_doorstaat_kan_vanaf_elke_stand_eindigen()
    {
        var doorstaan = 0;
        Loop.Sample(p =>
        {
            if (Routecontrole.Controleer(p.Route).Count > 0)
            {
                return;
            }

            Interlocked.Increment(ref doorstaan);
            var geldig = new List<Voltooiing>();
            foreach (var poging in p.Pogingen)
            {
                if (Voortgang.Bepaal(p.Route, geldig) is var nu && nu.IsOpen(poging.Stap, poging.Ronde) && p.Route.Vind(poging.Stap)!.Uitkomsten.Any(u => u.Sleutel == poging.Uitkomst))
                {
                    geldig.Add(poging);
                }
            }

            Assert.True(KanEindigen(p.Route, geldig), "no way out after " + string.Join(", ", geldig));
        });
        Assert.True(doorstaan > 5, $"only {doorstaan} generated routes passed the check: the property says too little");
    }

    [Fact]
    public void Stoppen_leidt_altijd_naar_het_slot() => Loop.Sample(p =>
    {
        var voor = Voortgang.Bepaal(p.Route, p.Pogingen);
        var na = Voortgang.Bepaal(p.Route, [.. p.Pogingen, new(Route.Stoppen, 1, "gestopt")]);
        if (voor.Beeindigd || voor.Open.Any(o => o.Stap == p.Route.Slot))
        {
            Assert.Equal(voor.Open, na.Open);
        }
        else
        {
            Assert.Equal(p.Route.Slot, Assert.Single(na.Open).Stap);
        }
    });

    [Fact]
    public void De_route_van_De_Liemers_doorstaat_de_controle() =>
        Assert.Empty(new LiemersRegio().Routes.SelectMany(r => Routecontrole.Controleer(r, new LiemersRegio())));

    [Fact]
    public void Een_start_naar_een_route_die_er_niet_is_wordt_bij_naam_genoemd()
    {
        Route Naar(string route, string stap) => new("r", "R", "", "a", "b",
            [new("f", "F", [Maak("a", [new("verder", "V", ["b"]), new("weg", "W", [], Start: new(route, stap))]), Maak("b", [new("klaar", "K", [], SluitAlles: true)])])]);
        Assert.Empty(Routecontrole.Controleer(Naar("ambulante-begeleiding", "vot"), new LiemersRegio()));
        Assert.Equal([new("a/weg", "De route waar deze uitkomst heen leidt, is er niet (meer) in deze regio.")], Routecontrole.Controleer(Naar("atlantis", "vot"), new LiemersRegio()));
        Assert.Equal([new("a/weg", "De route 'Ambulante begeleiding' heeft de stap niet (meer) waar deze uitkomst heen leidt.")], Routecontrole.Controleer(Naar("ambulante-begeleiding", "zwemmen"), new LiemersRegio()));
        Assert.Equal([new("a/weg", "Een route start niet zichzelf. Laat de uitkomst een stap openen.")], Routecontrole.Controleer(Naar("r", "a")));
    }

    [Fact]
    public void Een_andere_versie_gaat_verder_waar_de_vorige_was_en_wat_overgezet_mag_worden_kan_eindigen()
    {
        var over = 0;
        Gen.Select(Loop, Routes).Sample((p, naar) =>
        {
            var stand = Voortgang.Bepaal(p.Route, p.Pogingen);
            var open = stand.Open.Select(o => o.Stap).ToList();
            if (stand.Beeindigd || Routecontrole.Controleer(naar).Count > 0 || !Routecontrole.KanVerder(naar, open))
            {
                return;
            }

            Interlocked.Increment(ref over);
            var daar = Voortgang.Bepaal(naar, stand.Open, stand.Rondes, []);
            Assert.Equal(stand.Open.ToHashSet(), daar.Open.ToHashSet());
            Assert.Equal(stand.Rondes.OrderBy(r => r.Key), daar.Rondes.OrderBy(r => r.Key));
            Assert.True(KanEindigen(naar, [], stand), "no way out from " + string.Join(", ", open));

            // A step that opens again gets a round that no version used before.
            var verder = Voortgang.Bepaal(naar, stand.Open, stand.Rondes, p.Pogingen);
            Assert.All(verder.Open.Except(stand.Open), o => Assert.True(o.Ronde > stand.Rondes.GetValueOrDefault(o.Stap)));
        }, iter: 500);
        Assert.True(over > 5, $"only {over} generated moves were allowed: the property says too little");
    }

    [Fact]
    public void Een_uitkomst_met_start_laat_deze_route_los() => Loop.Sample(p =>
    {
        var voor = Voortgang.Bepaal(p.Route, p.Pogingen);
        foreach (var open in voor.Open)
        {
            foreach (var uitkomst in p.Route.Vind(open.Stap)!.Uitkomsten.Where(u => u.Start is not null))
            {
                var na = Voortgang.Bepaal(p.Route, [.. p.Pogingen, new(open.Stap, open.Ronde, uitkomst.Sleutel)]);
                Assert.Empty(na.Open);
                Assert.Equal(uitkomst.Start, na.Start);
                var daar = Voortgang.Beginnen(na, uitkomst.Start!.Stap);
                Assert.Equal(na.Rondes.GetValueOrDefault(uitkomst.Start.Stap) + 1, Assert.Single(daar.Open).Ronde);
            }
        }
    });

    [Fact]
    public void Een_uitkomst_die_nergens_heen_leidt_wordt_bij_naam_genoemd()
    {
        var route = new Route("r", "R", "", "a", "b", [new("f", "F", [Maak("a", [new("u0", "U", ["weg"])]), Maak("b", [new("klaar", "K", [], SluitAlles: true)])])]);
        Assert.Contains(Routecontrole.Controleer(route), f => f is { Plaats: "a/u0" } && f.Voluit.Contains("'weg'", StringComparison.Ordinal));
    }

    [Fact]
    public void Een_ingestelde_regio_zonder_module_houdt_de_start_tegen()
    {
        var fout = Assert.Throws<InvalidOperationException>(() => new Regioregister([new LiemersRegio()], ["liemers", "atlantis"]));
        Assert.Contains("atlantis", fout.Message, StringComparison.Ordinal);
    }

    private static Gen<Uitkomst[]> GenStap(int aantal) =>
        Gen.Select(Gen.Int[0, aantal - 1].Array[0, 2], Gen.Int[0, aantal - 1].Array[0, 1], Gen.Int[0, 9], (opent, sluit, alles) =>
            alles == 9
                ? (Opent: [], Sluit: [], Alles: false, Start: new Routestart("andere", "stap"))
                : (Opent: opent.Distinct().Select(i => Sleutels[i]).ToArray(), Sluit: sluit.Select(i => Sleutels[i]).ToArray(), Alles: alles == 0, Start: (Routestart?)null))
        .Array[1, 3]
        .Select(us => us.Select((u, i) => new Uitkomst($"u{i}", $"U{i}", u.Opent, u.Sluit, u.Alles, Start: u.Start)).ToArray());

    private static Stap Maak(string sleutel, IReadOnlyList<Uitkomst> uitkomsten) =>
        new() { Sleutel = sleutel, Naam = sleutel, Uitleg = "", Rollen = [Rol.InternBegeleider], Uitkomsten = uitkomsten };

    // Breadth first over what can be completed next, until nothing is open.
    private static bool KanEindigen(Route route, List<Voltooiing> begin, Routestand? vanaf = null)
    {
        var gezien = new HashSet<string>();
        var werk = new Queue<List<Voltooiing>>([begin]);
        while (werk.TryDequeue(out var nu))
        {
            var stand = vanaf is null ? Voortgang.Bepaal(route, nu) : Voortgang.Bepaal(route, vanaf.Open, vanaf.Rondes, nu);
            if (stand.Beeindigd)
            {
                return true;
            }

            if (!gezien.Add(string.Join(' ', stand.Open.Select(o => o.Stap))))
            {
                continue;
            }

            foreach (var open in stand.Open)
            {
                foreach (var uitkomst in route.Vind(open.Stap)!.Uitkomsten)
                {
                    werk.Enqueue([.. nu, new(open.Stap, open.Ronde, uitkomst.Sleutel)]);
                }
            }
        }

        return false;
    }
}
