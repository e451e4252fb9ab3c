using Ambulant.Core.Hulpvragen;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Modules.NoordKennemerland;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Routes;

/// <summary>A route that a region makes itself: begun, edited, published, chosen, out of use and back.</summary>
public sealed class NieuweRouteTests(TestPostgres postgres)
{
    private static readonly Routeopgave Opgave = new("Rouw en verlies", "Begeleiding na een verlies.", ["Leerling"], true, ((IRegio)new Modules.Liemers.LiemersRegio()).Brieven[0].Doel);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, Onderwerp.Leerling)]
    [InlineData(false, Onderwerp.Leerling)]
    [InlineData(false, Onderwerp.Groep)]
    public void De_kortste_route_kan_worden_gepubliceerd(bool toestemming, Onderwerp over)
    {
        var regio = new NoordKennemerlandRegio();
        var route = RouteBeginnen.Maak("rouw", "Rouw", "Uitleg.", [over], null, toestemming);
        Assert.Empty(Routecontrole.Controleer(route, regio));
        Assert.Equal(toestemming, route.Stappen.Any(s => s.Soort is Stapsoort.Toestemming));
        Assert.All(route.Stappen.Where(s => !s.HeeftFormulier), s => Assert.NotNull(s.Vast));
        Assert.False(Bewerken.Doe(route, new StapVerwijderen("overdragen", "vraag"), regio).IsGelukt);
        foreach (var (stap, uitkomst) in route.Stappen.Where(s => s.HeeftFormulier).SelectMany(s => s.Uitkomsten.Select(u => (s, u))))
        {
            Assert.Empty(Routecontrole.Controleer(Bewerken.Doe(route, new StapToevoegen("Extra", "Extra.", ["InternBegeleider"], $"{stap.Sleutel}/{uitkomst.Sleutel}"), regio).Waarde!, regio));
        }
    }

    [Fact]
    public async Task Van_begin_tot_versie_1_die_te_kiezen_is_en_weer_buiten_gebruik()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var verzoek = Guid.NewGuid();
        Assert.Equal("rouw-en-verlies", (await BeginAsync(wereld, Opgave, verzoek)).Waarde);
        Assert.Equal("rouw-en-verlies", (await BeginAsync(wereld, Opgave, verzoek)).Waarde);
        Assert.Equal(1L, await wereld.VraagAsync<long>("select count(*) from routeconcept"));
        Assert.DoesNotContain("rouw-en-verlies", await TeKiezenAsync(wereld));

        // A name that is taken: by a route of the module, by a concept, or all but.
        foreach (var naam in new[] { "ambulante begeleiding", "Rouw en verlies", "Rouw, en verlies!", "Nieuw", "" })
        {
            Assert.Contains((await BeginAsync(wereld, Opgave with { Naam = naam })).Weigeringen, w => w.Veld == "Naam");
        }

        Assert.Contains((await BeginAsync(wereld, Opgave with { Naam = "Samen", Onderwerpen = ["Leerling", "Groep"] })).Weigeringen, w => w.Veld == "Onderwerpen");
        Assert.Contains((await BeginAsync(wereld, Opgave with { Naam = "Samen", Doel = "iets anders" })).Weigeringen, w => w.Veld == "Doel");

        // Edited as any other; the first line cannot be taken back, only thrown away.
        var blad = await BladAsync(wereld);
        Assert.True(blad!.Nieuw && blad.Fouten.Count == 0);
        Assert.False((await TerugAsync(wereld, blad.Versie, alles: false)).IsGelukt);
        Assert.True((await wereld.Haal<RouteBewerken>().VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, "rouw-en-verlies", Guid.NewGuid(), blad.Versie, new FaseNoemen("begin", "Eerst"), Ct)).IsGelukt);
        Assert.True((await TerugAsync(wereld, (await BladAsync(wereld))!.Versie, alles: false)).IsGelukt);
        Assert.Equal("Begin", (await BladAsync(wereld))!.Route.Fasen[0].Naam);
        Assert.True((await TerugAsync(wereld, (await BladAsync(wereld))!.Versie, alles: true)).IsGelukt);
        Assert.Null(await BladAsync(wereld));

        await BeginAsync(wereld, Opgave);
        Assert.Contains(await wereld.Haal<RouteconceptLezen>().LijstAsync(Schoolwereld.Liemers, Ct), r => r is { Sleutel: "rouw-en-verlies", Nummer: 0 });
        Assert.Equal(1, (await wereld.Haal<RoutePubliceren>().VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, "rouw-en-verlies", Guid.NewGuid(), (await BladAsync(wereld))!.Versie, "Er is vraag naar.", Ct)).Waarde);
        Assert.Contains("rouw-en-verlies", await TeKiezenAsync(wereld));
        Assert.DoesNotContain("rouw-en-verlies", (await wereld.Haal<Regioroutes>().LeesAsync(Schoolwereld.Noord, Ct)).Select(r => r.Route.Sleutel));
        Assert.Equal("Er is vraag naar.", Assert.Single(await wereld.Haal<RouteversiesLezen>().LijstAsync(Schoolwereld.Liemers, "rouw-en-verlies", Ct)).Reden);

        // A dossier begins on it; out of use it cannot, and the one that runs stays.
        var dossier = await wereld.Haal<HulpvraagIndienen>().VoerUitAsync(wereld.Ilse, Schoolwereld.Liemers, Hulpvraag(wereld, "Fien"), Ct);
        Assert.True(dossier.IsGelukt, string.Join(" ", dossier.Weigeringen.Select(w => w.Veld + ": " + w.Bericht)));
        var gebruiken = wereld.Haal<RouteGebruiken>();
        Assert.Contains((await gebruiken.VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, "rouw-en-verlies", Guid.NewGuid(), false, " ", Ct)).Weigeringen, w => w.Veld == "Reden");
        Assert.True((await gebruiken.VoerUitAsync(wereld.Ilse, Schoolwereld.Liemers, "rouw-en-verlies", Guid.NewGuid(), false, "Nee", Ct)).NietGevonden);
        Assert.True((await gebruiken.VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, "rouw-en-verlies", Guid.NewGuid(), false, "Geen begeleiders.", Ct)).IsGelukt);
        Assert.False((await gebruiken.VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, "rouw-en-verlies", Guid.NewGuid(), false, "Nog eens.", Ct)).IsGelukt);
        Assert.DoesNotContain("rouw-en-verlies", await TeKiezenAsync(wereld));
        Assert.Contains((await wereld.Haal<HulpvraagIndienen>().VoerUitAsync(wereld.Ilse, Schoolwereld.Liemers, Hulpvraag(wereld, "Guus"), Ct)).Weigeringen, w => w.Veld == "Route");
        Assert.Equal(1L, await wereld.VraagAsync<long>("select count(*) from dossier"));
        Assert.True((await gebruiken.VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, "rouw-en-verlies", Guid.NewGuid(), true, "Er zijn weer begeleiders.", Ct)).IsGelukt);
        Assert.Contains("rouw-en-verlies", await TeKiezenAsync(wereld));
        Assert.Equal([true, false], (await gebruiken.LeesAsync(Schoolwereld.Liemers, "rouw-en-verlies", Ct)).Select(g => g.InGebruik));
    }

    [Fact]
    public async Task Een_uitkomst_leidt_naar_een_eigen_route_en_die_houdt_de_stap()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        await BeginAsync(wereld, Opgave);
        await wereld.Haal<RoutePubliceren>().VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, "rouw-en-verlies", Guid.NewGuid(), (await BladAsync(wereld))!.Versie, "Nieuw.", Ct);
        var bewerken = wereld.Haal<RouteBewerken>();
        var uit = await bewerken.VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, "ambulante-begeleiding", Guid.NewGuid(), 0, new UitkomstToevoegen("vot", new("Het gaat om rouw", [], [], false, false, "rouw-en-verlies/vraag")), Ct);
        Assert.True(uit.IsGelukt, string.Join(" ", uit.Weigeringen.Select(w => w.Bericht)));
        var blad = (await wereld.Haal<RouteconceptLezen>().LeesAsync(Schoolwereld.Liemers, "ambulante-begeleiding", Ct))!;
        Assert.Empty(blad.Fouten);
        Assert.Contains(blad.Verschillen, v => v.Zin.Contains("gaat het dossier verder op de route 'Rouw en verlies', bij 'Vraag bespreken'", StringComparison.Ordinal));
        Assert.True(Routejson.Gelijk(blad.Route, Routebestand.Lees(System.Text.Encoding.UTF8.GetBytes(Bpmn.Schrijf(blad.Route)), blad.Gepubliceerd).Waarde));
        await wereld.Haal<RoutePubliceren>().VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, "ambulante-begeleiding", Guid.NewGuid(), blad.Versie, "Rouw.", Ct);

        // The step that others lead to cannot go without a word.
        await bewerken.VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, "rouw-en-verlies", Guid.NewGuid(), 0, new StapToevoegen("Eerst dit", "Doe dit.", ["InternBegeleider"], "vraag/verder"), Ct);
        var eigen = (await BladAsync(wereld))!;
        await bewerken.VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, "rouw-en-verlies", Guid.NewGuid(), eigen.Versie, new StapVerwijderen("vraag", "eerst-dit"), Ct);
        Assert.Contains((await BladAsync(wereld))!.Fouten, f => f.Bericht.Contains("Op de route 'Ambulante begeleiding' leidt de uitkomst 'Het gaat om rouw'", StringComparison.Ordinal));
    }

    [Fact]
    public void Begin_onderwerp_en_doel_zijn_te_wijzigen()
    {
        IRegio regio = new NoordKennemerlandRegio();
        var route = RouteBeginnen.Maak("rouw", "Rouw", "Uitleg.", [Onderwerp.Groep], null, toestemming: false);
        var na = Bewerken.Doe(route, new RouteNoemen("Rouw", "Uitleg.", ["School", "Groep"], regio.Brieven[^1].Doel, "uitvoeren"), regio).Waarde!;
        Assert.Equal(("uitvoeren", regio.Brieven[^1].Doel), (na.Begin, na.Doel));
        Assert.Equal([Onderwerp.Groep, Onderwerp.School], na.Onderwerpen);
        Assert.Equal(3, Routeverschil.Tussen(route, na, regio).Count);
        Assert.Contains(Routecontrole.Controleer(na, regio), f => f.Plaats == "vraag" && f.Bericht.Contains("niet te bereiken", StringComparison.Ordinal));
        Assert.Equal(["Begin", "Doel", "Naam", "Onderwerpen"], Bewerken.Doe(route, new RouteNoemen(regio.Routes[0].Naam, "Uitleg.", [], "geen brief", "weg"), regio).Weigeringen.Select(w => w.Veld).Order());
    }

    [Fact]
    public void Een_route_die_te_wijd_vertakt_wordt_geweigerd_met_een_reden()
    {
        // Sixteen steps side by side, each done or not: 65,536 sets.
        string[] naast = [.. Enumerable.Range(1, 16).Select(i => $"naast-{i}")];
        var kort = RouteBeginnen.Maak("wijd", "Wijd", "Uitleg.", [Onderwerp.Groep], null, toestemming: false);
        var route = kort with
        {
            Fasen =
            [
                .. kort.Fasen.Select(f => f with
                {
                    Stappen = [.. f.Stappen.Select(s => s.Sleutel == "vraag" ? s with { Uitkomsten = [new("alles", "Alles", naast)] } : s)],
                }),
                new("naast", "Naast", [.. naast.Select(n => kort.Vind("uitvoeren")! with { Sleutel = n, Naam = n, Uitkomsten = [new("klaar", "Klaar", ["uitvoeren"])] })]),
            ],
        };
        var klok = System.Diagnostics.Stopwatch.StartNew();
        var fout = Assert.Single(Routecontrole.Controleer(route));
        Assert.Contains("naast elkaar", fout.Bericht, StringComparison.Ordinal);
        Assert.Equal("De route", Routetekst.Plaats(route, fout));
        Assert.True(klok.Elapsed < TimeSpan.FromSeconds(5));
    }

    private static HulpvraagIndienenVerzoek Hulpvraag(Schoolwereld wereld, string naam) => new(
        Guid.NewGuid(), HulpvraagIndienen.NieuweLeerling, null, naam, "Verzonnen", "01-02-2018", "5", "Stil na een verlies.", "Hoe helpen wij?", new Modules.Liemers.LiemersRegio().Gebieden[0], "curatief", wereld.Loes.PersoonId.ToString(), wereld.Ilse.PersoonId.ToString(), "rouw-en-verlies");

    private static Task<Resultaat<string>> BeginAsync(Schoolwereld wereld, Routeopgave opgave, Guid? verzoek = null) =>
        wereld.Haal<RouteBeginnen>().VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, verzoek ?? Guid.NewGuid(), opgave, Ct);

    private static Task<Conceptblad?> BladAsync(Schoolwereld wereld) => wereld.Haal<RouteconceptLezen>().LeesAsync(Schoolwereld.Liemers, "rouw-en-verlies", Ct);

    private static Task<Resultaat<string>> TerugAsync(Schoolwereld wereld, long versie, bool alles) =>
        wereld.Haal<BewerkingTerugnemen>().VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, "rouw-en-verlies", Guid.NewGuid(), versie, alles, Ct);

    private static async Task<IEnumerable<string>> TeKiezenAsync(Schoolwereld wereld) =>
        (await wereld.Haal<HulpvraagFormulier>().LeesAsync(wereld.Ilse, Schoolwereld.Liemers, null, Ct)).Routes.Select(r => r.Sleutel);
}
