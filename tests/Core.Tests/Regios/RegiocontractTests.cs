using Ambulant.Core.Dossiers;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Termijnen;
using Ambulant.Core.Toegang;
using Microsoft.Extensions.Logging;

namespace Ambulant.Core.Tests.Regios;

/// <summary>What a module may bring besides routes, and what is said when it is wrong.</summary>
public sealed class RegiocontractTests
{
    private static readonly Blok Plan = new("plan", "Plan", "Het plan.", [new("analyse", "Analyse"), new("vervolg", "Vervolg", Verplicht: false)], [Rol.InternBegeleider]);

    private static readonly Regel Werkt = new("kort-genoeg", "De analyse is te lang.", [Rol.InternBegeleider], "blokken/plan/wijzigen",
        f => !f.Blokken.TryGetValue("plan", out var plan) || plan.Inhoud.GetValueOrDefault("analyse", "").Length < 100)
    { Naam = "De analyse is kort" };

    [Fact]
    public void A_module_that_is_right_starts() => Assert.Single(Start(new Proef()).Alle);

    public static TheoryData<string, string> Fouten => new()
    {
        { "dubbel-blok", "blok 'plan' staat er twee keer in" },
        { "persoon", "kies geen persoon" },
        { "leeg", "heeft geen velden" },
        { "lidwoord", "blok 'plan' heeft het lidwoord 'een'" },
        { "bewaren", "bewaart 36 maanden" },
        { "dubbele-regel", "regel 'kort-genoeg' staat er twee keer in" },
        { "werpt", "regel 'kapot' werpt een fout (KeyNotFoundException" },
        { "werpt-vol", "regel 'kapot' werpt een fout (InvalidOperationException" },
        { "blok-onbekend", "niet (meer) heeft. Haal dat vinkje weg. (sleutel: 'ander')" },
        { "veld-onbekend", "(sleutel: 'plan/ander')" },
        { "regel-onbekend", "volgens een regel die uw regio niet (meer) heeft. Haal dat vinkje weg. (sleutel: 'ander')" },
        { "instemming-zonder-blok", "Kies waarmee de ouders instemmen" },
        { "instemming-ander-blok", "een document dat uw regio niet (meer) heeft. (sleutel: 'ander')" },
        { "zonder-sleutel", "waarvan niet is gezegd waarover het gaat" },
        { "vanaf", "'Niet eerder dan'" },
    };

    [Theory]
    [MemberData(nameof(Fouten))]
    public void A_module_that_is_wrong_stops_the_start_with_one_sentence(string fout, string zin)
    {
        var bericht = Assert.Throws<InvalidOperationException>(() => Start(new Proef(fout))).Message;
        Assert.Contains(zin, bericht, StringComparison.Ordinal);
        Assert.Contains(fout is "dubbel-blok" or "persoon" or "leeg" or "lidwoord" or "bewaren" or "dubbele-regel" or "werpt" or "werpt-vol" ? "Ambulant.Core.Tests" : "regio 'proef'", bericht, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', bericht);
    }

    [Fact]
    public void A_vereiste_on_a_block_looks_at_its_newest_version()
    {
        var stap = Stap(new(Vereistesoort.Blok, Sleutel: "plan"), new(Vereistesoort.Blok, Sleutel: "plan/vervolg"), new(Vereistesoort.Instemming, Sleutel: "plan"), new(Vereistesoort.Regel, Sleutel: "kort-genoeg"));
        var regio = new Proef();
        var vereisten = new Vereisten(Start(regio), Logboek.Geen);
        var leeg = vereisten.Toets("proef", stap, Dossierfeiten.Leeg);
        Assert.Equal([false, false, false, true], leeg.Select(v => v.Voldaan));
        Assert.Equal("blokken/plan/wijzigen", leeg[0].Pagina);
        Assert.Equal("In het Plan is 'Vervolg' nog leeg.", Vereistetekst.Ontbreekt(leeg[1], regio));
        Assert.Equal("De Kaart", (Plan with { Naam = "Kaart", Lidwoord = "de" }).MetLidwoord.MetHoofdletter());
        Assert.Equal("De analyse is kort", Vereistetekst.Naam(leeg[3], regio));
        Assert.All(leeg, v => Assert.NotEmpty(Vereistetekst.Doen(v, regio)));

        var halverwege = Dossierfeiten.Leeg with { Blokken = new Dictionary<string, Blokfeit> { ["plan"] = new(3, new Dictionary<string, string> { ["analyse"] = new('x', 200) }, true) } };
        Assert.Equal([true, false, true, false], vereisten.Toets("proef", stap, halverwege).Select(v => v.Voldaan));
    }

    [Fact]
    public void A_rule_that_throws_counts_as_not_met_is_logged_and_names_its_module()
    {
        // The third time it is asked: after both tries at the start.
        var regio = new Proef("later");
        var logboek = new Logboek();
        var stand = Assert.Single(new Vereisten(Start(regio), logboek).Toets("proef", Stap(new Vereiste(Vereistesoort.Regel, Sleutel: "kapot")), Dossierfeiten.Leeg));
        Assert.False(stand.Voldaan);
        Assert.Contains("Ambulant.Core.Tests", Vereistetekst.Ontbreekt(stand, regio), StringComparison.Ordinal);
        Assert.Contains("'kapot'", Assert.Single(logboek.Regels), StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_after_ten_to_thirteen_weeks_knows_both_days()
    {
        var termijn = new Termijn(13, Eenheid.Weken, 10);
        Assert.Equal(new DateOnly(2027, 3, 1), Termijnrekening.Uiterlijk(new(2026, 11, 30), termijn, []));
        Assert.Equal(new DateOnly(2027, 2, 8), Termijnrekening.Uiterlijk(new(2026, 11, 30), termijn with { Aantal = 10 }, []));
    }

    private static Regioregister Start(IRegio regio) => new([regio], ["proef"]);

    private static Stap Stap(params Vereiste[] vereisten) =>
        new() { Sleutel = "begin", Naam = "Begin", Uitleg = "Begin.", Rollen = [Rol.InternBegeleider], Vereisten = vereisten, Uitkomsten = [new("klaar", "Klaar", ["eind"])] };

    private sealed class Proef(string fout = "") : IRegio
    {
        private int keren;

        public string Sleutel => "proef";

        public string Naam => "Proef (verzonnen)";

        public Woorden Woorden { get; } = new(new Dictionary<Rol, string>(), new Dictionary<string, string>());

        public Thema Thema { get; } = new("#14594f", "#0c3f38", "#e6f2ef", "#9cc7bf", "#b4541d");

        public IReadOnlyList<Blok> Blokken => fout switch
        {
            "dubbel-blok" => [Plan, Plan],
            "persoon" => [Plan with { Velden = [new("wie", "Wie?", Veldsoort.Persoon, Rol: Rol.Begeleider)] }],
            "leeg" => [Plan with { Velden = [] }],
            "lidwoord" => [Plan with { Lidwoord = "een" }],
            _ => [Plan],
        };

        public IReadOnlyList<Regel> Regels => fout switch
        {
            "dubbele-regel" => [Werkt, Werkt],
            "werpt" => [new("kapot", "Kapot.", [Rol.InternBegeleider], "", f => f.Blokken["plan"].Versie > 0)],
            "werpt-vol" => [new("kapot", "Kapot.", [Rol.InternBegeleider], "", f => f.Blokken.Count > 0 ? throw new InvalidOperationException("met\nregel") : true)],
            "later" => [new("kapot", "Kapot.", [Rol.InternBegeleider], "", _ => ++keren <= 2 ? true : throw new InvalidOperationException("later"))],
            _ => [Werkt],
        };

        public IReadOnlyList<Route> Routes =>
        [
            new("proef", "Proef", "Proef.", "begin", "eind",
            [
                new("alles", "Alles",
                [
                    Begin,
                    new() { Sleutel = "eind", Naam = "Eind", Uitleg = "Eind.", Soort = Stapsoort.Overdracht, Rollen = [Rol.InternBegeleider], Uitkomsten = [new("gewist", "Gewist", [])] },
                ]),
            ]),
        ];

        public IReadOnlyList<string> Gebieden { get; } = ["proeven"];

        public IReadOnlyList<Deskundigheid> Deskundigheden { get; } = [];

        public Toestemmingsbrief Brief { get; } = new("1", "proef", "Toestemming", [new(null, "Een verzonnen brief.")], "Ik geef toestemming.");

        public Bewaarregel Bewaren { get; } = new(fout == "bewaren" ? 36 : 0, "Er wordt niets bewaard.");

        public IReadOnlyList<Vakantie> Vakanties { get; } = [];

        private Stap Begin => fout switch
        {
            "blok-onbekend" => Stap(new Vereiste(Vereistesoort.Blok, Sleutel: "ander")),
            "veld-onbekend" => Stap(new Vereiste(Vereistesoort.Blok, Sleutel: "plan/ander")),
            "regel-onbekend" => Stap(new Vereiste(Vereistesoort.Regel, Sleutel: "ander")),
            "zonder-sleutel" => Stap(new Vereiste(Vereistesoort.Instemming)),
            "instemming-zonder-blok" => Instemmen(null),
            "instemming-ander-blok" => Instemmen("ander"),
            "vanaf" => Stap() with { Termijn = new(10, Eenheid.Weken, 10) },
            _ => Instemmen("plan"),
        };

        private static Stap Instemmen(string? blok) =>
            Stap() with { Soort = Stapsoort.Instemming, Rollen = [], Blok = blok, Uitkomsten = [new("ja", "Ja", ["eind"]), new("nee", "Nee", ["eind"])] };
    }

    private sealed class Logboek : ILoggerFactory, ILogger
    {
        public static Logboek Geen => new();

        public List<string> Regels { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Regels.Add(formatter(state, exception));

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }
    }
}
