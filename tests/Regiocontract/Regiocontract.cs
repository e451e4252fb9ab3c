using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Xunit;

namespace Ambulant.Regiocontract;

/// <summary>
/// What Ambulant counts on in every region. The tests of a region inherit these: <c>public sealed class LiemersTests : Regiocontract&lt;LiemersRegio&gt;;</c>
/// What goes wrong names the place and, where it is not plain, why it matters.
/// </summary>
public abstract class Regiocontract<TRegio>
    where TRegio : IRegio, new()
{
    private const int Wandelingen = 200;
    private const int Stappen = 400;

    /// <summary>The region under test.</summary>
    protected TRegio Regio { get; } = new();

    [Fact]
    public void The_portal_would_start_with_it() => Assert.Same((object)Regio, new Regioregister([Regio], [Regio.Sleutel])[Regio.Sleutel]);

    [Fact]
    public void Two_of_it_say_the_same_so_it_holds_no_state()
    {
        var ander = new TRegio();
        Assert.Equal(Regio.Routes.Select(r => r.Sleutel), ander.Routes.Select(r => r.Sleutel));
        Assert.Equal((Regio.Sleutel, Regio.Naam, Regio.Thema), (ander.Sleutel, ander.Naam, ander.Thema));
        Assert.Empty(typeof(TRegio).GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public).Where(f => !f.IsInitOnly && !f.IsLiteral));
    }

    [Fact]
    public void Every_word_people_read_is_there()
    {
        Assert.False(string.IsNullOrWhiteSpace(Regio.Naam));
        Assert.NotEmpty(Regio.Gebieden);
        Assert.All(Enum.GetValues<Rol>(), rol => Assert.False(string.IsNullOrWhiteSpace(Regio.Woorden.Noem(rol)), $"{rol} has no word"));
        Assert.All(Regio.Woorden.Voluit, v => Assert.False(string.IsNullOrWhiteSpace(v.Value), $"'{v.Key}' is not written out"));
        Assert.False(string.IsNullOrWhiteSpace(Regio.Bewaren.Uitleg));
        Assert.Equal(0, Regio.Bewaren.MaandenNaSluiten);
    }

    [Fact]
    public void The_letter_says_what_is_asked_and_in_which_version()
    {
        var brief = Regio.Brief;
        Assert.All(new[] { brief.Versie, brief.Doel, brief.Titel, brief.Vraag }, t => Assert.False(string.IsNullOrWhiteSpace(t)));
        Assert.NotEmpty(brief.Alineas);
        Assert.All(brief.Alineas, a => Assert.False(string.IsNullOrWhiteSpace(a.Tekst)));
    }

    [Fact]
    public void Every_step_tells_who_does_what_the_parents_read_and_where_it_comes_from()
    {
        foreach (var (route, stap) in Regio.Routes.SelectMany(r => r.Stappen.Select(s => (r, s))))
        {
            var waar = $"{route.Sleutel}/{stap.Sleutel}";
            Assert.False(string.IsNullOrWhiteSpace(stap.Naam), $"{waar}: no name");
            Assert.False(string.IsNullOrWhiteSpace(stap.Uitleg), $"{waar}: does not say what to do");
            Assert.False(string.IsNullOrWhiteSpace(stap.Bron), $"{waar}: does not say where the procedure has it from");
            Assert.False(string.IsNullOrWhiteSpace(stap.VoorOuders) && route.Onderwerpen.Contains(Onderwerp.Leerling), $"{waar}: parents would read nothing while this step is open");
            Assert.All(stap.Uitkomsten, u => Assert.False(string.IsNullOrWhiteSpace(u.Naam), $"{waar}/{u.Sleutel}: no name"));
        }
    }

    [Fact]
    public void Every_walk_through_a_route_can_come_to_its_end()
    {
        foreach (var route in Regio.Routes)
        {
            Assert.Empty(Routecontrole.Controleer(route, Regio));
            for (var wandeling = 0; wandeling < Wandelingen; wandeling++)
            {
                Wandel(route, new Random(wandeling));
            }
        }
    }

    [Fact]
    public void A_step_asks_nothing_that_nobody_can_supply()
    {
        foreach (var (route, stap) in Regio.Routes.SelectMany(r => r.Stappen.Select(s => (r, s))))
        {
            foreach (var vereiste in stap.Vereisten)
            {
                var waar = $"{route.Sleutel}/{stap.Sleutel}: {vereiste.Soort} {vereiste.Sleutel}";
                switch (vereiste.Soort)
                {
                    case Vereistesoort.Regel:
                        Assert.True(Regio.Regels.Any(r => r.Sleutel == vereiste.Sleutel), $"{waar} is no rule of the region");
                        break;
                    case Vereistesoort.Betrokkene:
                        Assert.True(vereiste.Rol is not null and not Rol.Ouder, $"{waar}: nobody of that role can be betrokkene");
                        break;
                    case Vereistesoort.Toestemming or Vereistesoort.Ouders or Vereistesoort.Instemming:
                        Assert.True(route.Onderwerpen.Contains(Onderwerp.Leerling), $"{waar}: without a leerling there are no parents to ask");
                        break;
                    default:
                        break;
                }
            }
        }
    }

    [Fact]
    public void A_rule_says_what_is_missing_and_holds_for_a_dossier_without_anything_without_failing()
    {
        foreach (var regel in Regio.Regels)
        {
            Assert.False(string.IsNullOrWhiteSpace(regel.Ontbreekt), $"{regel.Sleutel} does not say what is missing");
            Assert.NotEmpty(regel.Door);
            Assert.Null(Record.Exception(() => regel.Voldaan(Dossierfeiten.Leeg)));
        }
    }

    [Fact]
    public void Nothing_of_a_leerling_is_asked_that_an_alliance_may_not_keep()
    {
        // Art. 18a WPO and the code of alliances: no BSN and no onderwijsnummer in their dossiers.
        string[] verboden = ["bsn", "burgerservicenummer", "onderwijsnummer", "persoonsgebonden nummer", "pgn"];
        var labels = Regio.Routes.SelectMany(r => r.Stappen.SelectMany(s => s.Velden)).Concat(Regio.Blokken.SelectMany(b => b.Velden)).Select(v => $"{v.Sleutel} {v.Label} {v.Hint}");
        Assert.All(labels, l => Assert.DoesNotContain(verboden, w => l.Split(' ', '-', '?', '.', ',').Contains(w, StringComparer.OrdinalIgnoreCase)));
    }

    [Fact]
    public void What_law_asks_cannot_be_taken_out_by_a_regiobeheerder()
    {
        // Toestemming before an outsider knows who it is about, instemming with a plan, and nothing left behind.
        var vast = Regio.Routes.SelectMany(r => r.Stappen.Where(s => s.Soort is Stapsoort.Toestemming or Stapsoort.Instemming or Stapsoort.Overdracht).Select(s => (Waar: $"{r.Sleutel}/{s.Sleutel}", s.Vast)));
        Assert.Equal("", string.Join(", ", vast.Where(s => string.IsNullOrWhiteSpace(s.Vast)).Select(s => s.Waar)));
    }

    [Fact]
    public void Holidays_end_after_they_begin_and_do_not_overlap()
    {
        var vakanties = Regio.Vakanties.OrderBy(v => v.Van).ToList();
        Assert.All(vakanties, v => Assert.True(v.Tot >= v.Van, $"{v.Naam} ends before it begins"));
        Assert.All(vakanties.Zip(vakanties.Skip(1)), p => Assert.True(p.First.Tot < p.Second.Van, $"{p.First.Naam} and {p.Second.Naam} overlap"));
    }

    // At random for a while, then always the outcome that was taken least: whoever keeps choosing otherwise gets out.
    private static void Wandel(Route route, Random toeval)
    {
        var geschiedenis = new List<Voltooiing>();
        var genomen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Stappen; i++)
        {
            var stand = Voortgang.Bepaal(route, geschiedenis);
            if (stand.Beeindigd || geschiedenis.LastOrDefault() is { } laatste && route.Vind(laatste.Stap)!.Uitkomsten.First(u => u.Sleutel == laatste.Uitkomst).Start is not null)
            {
                return;
            }

            var open = stand.Open[i < Stappen / 2 ? toeval.Next(stand.Open.Count) : i % stand.Open.Count];
            var uitkomst = i < Stappen / 2
                ? toeval.GetItems([.. route.Vind(open.Stap)!.Uitkomsten], 1)[0]
                : route.Vind(open.Stap)!.Uitkomsten.MinBy(u => genomen.GetValueOrDefault($"{open.Stap}/{u.Sleutel}"))!;
            genomen[$"{open.Stap}/{uitkomst.Sleutel}"] = genomen.GetValueOrDefault($"{open.Stap}/{uitkomst.Sleutel}") + 1;
            geschiedenis.Add(new(open.Stap, open.Ronde, uitkomst.Sleutel));
        }

        Assert.Fail($"{route.Sleutel}: did not end in {Stappen} steps; open at last: {string.Join(", ", Voortgang.Bepaal(route, geschiedenis).Open.Select(o => o.Stap))}");
    }
}
