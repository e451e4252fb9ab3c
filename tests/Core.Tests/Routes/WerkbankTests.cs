using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Routes;

/// <summary>The concept of a route in the database: edited by one or two, taken back, published, never overwritten.</summary>
public sealed class WerkbankTests(TestPostgres postgres)
{
    private const string R = "ambulante-begeleiding";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wijzigen_terugnemen_en_publiceren_met_reden()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var begin = await LeesAsync(wereld);
        Assert.Equal((0L, 1), (begin.Versie, begin.Nummer));

        var verzoek = Guid.NewGuid();
        var noem = new FaseNoemen("vooraf", "Op school");
        Assert.True((await BewerkAsync(wereld, 0, noem, verzoek)).IsGelukt);
        Assert.True((await BewerkAsync(wereld, 0, noem, verzoek)).IsGelukt);
        Assert.True((await BewerkAsync(wereld, (await LeesAsync(wereld)).Versie, new StapToevoegen("Gesprek met de jeugdarts", "Praat met de jeugdarts.", ["InternBegeleider"], "vot/ot"))).IsGelukt);
        var blad = await LeesAsync(wereld);
        Assert.Equal(2L, await wereld.VraagAsync<long>("select count(*) from routeconcept"));
        Assert.Empty(blad.Fouten);
        Assert.Contains(blad.Verschillen, v => v.Zin == "De fase 'Vooraf' heet nu 'Op school'.");
        Assert.Contains(blad.Verschillen, v => v.Zin == "'Bespreken in het vot': na 'Er volgt een ot' volgt nu 'Gesprek met de jeugdarts' (was 'Gesprek met ouders (ot)').");

        var terug = await wereld.Haal<BewerkingTerugnemen>().VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, R, Guid.NewGuid(), blad.Versie, alles: false, Ct);
        Assert.True(terug.IsGelukt);
        blad = await LeesAsync(wereld);
        Assert.Null(blad.Route.Vind("gesprek-met-de-jeugdarts"));
        Assert.Equal("Op school", blad.Route.Fasen[0].Naam);

        var publiceren = wereld.Haal<RoutePubliceren>();
        Assert.Contains((await publiceren.VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, R, Guid.NewGuid(), blad.Versie, " ", Ct)).Weigeringen, w => w.Veld == "Reden");
        Assert.Equal(2, (await publiceren.VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, R, Guid.NewGuid(), blad.Versie, "Zo noemen wij het.", Ct)).Waarde);
        var na = await LeesAsync(wereld);
        Assert.Equal((0L, 2), (na.Versie, na.Nummer));
        var versie = (await wereld.Haal<RouteversiesLezen>().LeesAsync(Schoolwereld.Liemers, R, 2, Ct))!;
        Assert.Equal(("Zo noemen wij het.", "De fase 'Vooraf' heet nu 'Op school'."), (versie.Regel.Reden, Assert.Single(versie.Verschillen!).Zin));

        // At the next start the module does not put its own version over it.
        await wereld.Haal<RegioToevoegen>().VoerUitAsync(Ct);
        Assert.Equal(2, (await LeesAsync(wereld)).Nummer);
        Assert.False((await LeesAsync(wereld)).NieuweBasis);
    }

    [Fact]
    public async Task Twee_beheerders_tegelijk_verliezen_niets()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var vot = new LiemersRoute().Vot;
        Assert.True((await BewerkAsync(wereld, 0, new StapNoemen("vot", vot.Naam, "De ene uitleg.", vot.VoorOuders))).IsGelukt);

        // Made before that edit: another part goes through, the same part is refused and says who changed what.
        Assert.True((await BewerkAsync(wereld, 0, new FaseNoemen("vooraf", "Op school"))).IsGelukt);
        Assert.True((await BewerkAsync(wereld, 0, new TermijnZetten("vot", "3", "Weken", null))).IsGelukt);
        var geweigerd = await BewerkAsync(wereld, 0, new StapNoemen("vot", vot.Naam, "De andere uitleg.", vot.VoorOuders));
        Assert.Contains("Remco Verzonnen veranderde dit intussen", Assert.Single(geweigerd.Weigeringen).Bericht, StringComparison.Ordinal);
        Assert.Equal("De ene uitleg.", (await LeesAsync(wereld)).Route.Vind("vot")!.Uitleg);

        // Many at once: all of them stand.
        var versie = (await LeesAsync(wereld)).Versie;
        var alle = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => BewerkAsync(wereld, versie, new FaseToevoegen($"Fase {i}"))));
        Assert.All(alle, r => Assert.True(r.IsGelukt));
        Assert.Equal(12, (await LeesAsync(wereld)).Route.Fasen.Count);

        // Published meanwhile: the form says so, and publishing or taking back what was not seen is refused.
        var blad = await LeesAsync(wereld);
        Assert.Contains("wijzigde het concept intussen", (await wereld.Haal<RoutePubliceren>().VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, R, Guid.NewGuid(), versie, "Reden.", Ct)).Weigeringen[0].Bericht, StringComparison.Ordinal);
        Assert.False((await wereld.Haal<BewerkingTerugnemen>().VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, R, Guid.NewGuid(), versie, false, Ct)).IsGelukt);
        Assert.True((await wereld.Haal<RoutePubliceren>().VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, R, Guid.NewGuid(), blad.Versie, "Reden.", Ct)).IsGelukt);
        Assert.Contains("gepubliceerd of weggegooid", (await BewerkAsync(wereld, blad.Versie, new FaseNoemen("vooraf", "Anders"))).Weigeringen[0].Bericht, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alleen_een_regiobeheerder_van_de_regio_wijzigt()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        foreach (var wie in new[] { wereld.Ilse, wereld.Dirk, wereld.Anna })
        {
            Assert.True((await wereld.Haal<RouteBewerken>().VoerUitAsync(wie, Schoolwereld.Liemers, R, Guid.NewGuid(), 0, new FaseToevoegen("Nee"), Ct)).NietGevonden);
        }

        Assert.True((await wereld.Haal<RouteBewerken>().VoerUitAsync(wereld.Remco, Schoolwereld.Noord, R, Guid.NewGuid(), 0, new FaseToevoegen("Nee"), Ct)).NietGevonden);
        Assert.Equal(0L, await wereld.VraagAsync<long>("select count(*) from routeconcept"));
    }

    [Fact]
    public async Task Woorden_en_vakanties_gelden_meteen_en_alleen_in_de_eigen_regio()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var instellen = wereld.Haal<RegioInstellen>();
        var uit = await instellen.WoordenAsync(wereld.Remco, Schoolwereld.Liemers, 0, new Dictionary<string, string?> { ["Consulent"] = "meedenker" }, "mdo: multidisciplinair overleg", Ct);
        Assert.True(uit.IsGelukt, string.Join(" ", uit.Weigeringen.Select(w => w.Bericht)));
        var regios = wereld.Haal<Regioregister>();
        Assert.Equal(("meedenker", "ib-er"), (regios["liemers"].Woorden.Noem(Rol.Consulent), regios["liemers"].Woorden.Noem(Rol.InternBegeleider)));
        Assert.Equal(["mdo"], regios["liemers"].Woorden.Voluit.Keys);
        Assert.NotEqual("meedenker", regios["noord-kennemerland"].Woorden.Noem(Rol.Consulent));

        Assert.Contains("intussen", (await instellen.VakantiesAsync(wereld.Remco, Schoolwereld.Liemers, 0, "Zomer: 10-07-2027 tot en met 22-08-2027", Ct)).Weigeringen[0].Bericht, StringComparison.Ordinal);
        Assert.Contains("Regel 2", (await instellen.VakantiesAsync(wereld.Remco, Schoolwereld.Liemers, 1, "Zomer: 10-07-2027 tot en met 22-08-2027\nHerfst: ooit", Ct)).Weigeringen[0].Bericht, StringComparison.Ordinal);
        Assert.True((await instellen.VakantiesAsync(wereld.Remco, Schoolwereld.Liemers, 1, "Zomer: 10-07-2027 tot en met 22-08-2027", Ct)).IsGelukt);
        Assert.Equal("Zomer", Assert.Single(regios["liemers"].Vakanties).Naam);
        Assert.Equal("meedenker", regios["liemers"].Woorden.Noem(Rol.Consulent));

        // All else is the module's, also what the contract gets later.
        foreach (var eigenschap in typeof(IRegio).GetProperties().Where(p => p.Name is not (nameof(IRegio.Woorden) or nameof(IRegio.Vakanties))))
        {
            Assert.Equal(eigenschap.GetValue(new Modules.Liemers.LiemersRegio())?.ToString(), eigenschap.GetValue(regios["liemers"])?.ToString());
        }
    }

    [Fact]
    public async Task De_simulator_telt_wat_stil_zou_staan()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var route = (await LeesAsync(wereld)).Route;
        var dag = new DateOnly(2026, 9, 1);
        List<Gebeurtenis> lijnen = [new("signaleren", "klaar", dag), new("interventies", "onvoldoende", dag.AddDays(20)), new("vot", "ot", dag.AddDays(30))];
        var gelijk = Simulator.Speel(route, [], [(dag, lijnen)], dag.AddDays(31));
        Assert.Equal((1, 1, 0, 0), (gelijk.Dossiers, gelijk.Zonder, gelijk.Vast, gelijk.TeLaat));

        var strenger = Bewerken.Doe(Bewerken.Doe(route, new StapToevoegen("Extra gesprek", "Praat.", ["Consulent"], "signaleren/klaar"), wereld.Haal<Regioregister>()["liemers"]).Waarde!,
            new StapVerwijderen("vot", "gesprek-ouders"), wereld.Haal<Regioregister>()["liemers"]).Waarde!;
        var anders = Simulator.Speel(strenger, [], [(dag, lijnen)], dag.AddDays(31));
        Assert.Equal((1, 0, 1), (anders.Dossiers, anders.Zonder, anders.Vast));
        Assert.Equal(1, anders.Regels.Single(r => r.Stap == "extra-gesprek").Wacht);
        Assert.Equal(1, anders.Regels.Single(r => r.Stap == "vot").Vervalt);
        Assert.Equal(1, anders.Regels.Single(r => r.Stap == "gesprek-ouders").Open);
        Assert.NotNull(await wereld.Haal<Simulator>().SpeelAsync(wereld.Remco, Schoolwereld.Liemers, R, Ct));
        Assert.Null(await wereld.Haal<Simulator>().SpeelAsync(wereld.Ilse, Schoolwereld.Liemers, R, Ct));
    }

    [Fact]
    public void Samenvoegen_neemt_per_deel_over()
    {
        var oud = new LiemersRoute().Route;
        var regio = new Modules.Liemers.LiemersRegio();
        var nieuw = Bewerken.Doe(Bewerken.Doe(oud, new StapToevoegen("Nieuw van module", "Uitleg.", ["Consulent"], "vot/ot"), regio).Waarde!, new VeldVerwijderen("signaleren", "besproken"), regio).Waarde!;
        var eigen = Bewerken.Doe(Bewerken.Doe(oud, new StapNoemen("signaleren", oud.Vind("signaleren")!.Naam, "Eigen uitleg.", oud.Vind("signaleren")!.VoorOuders), regio).Waarde!, new FaseNoemen("vooraf", "Op school"), regio).Waarde!;
        var blad = Routesamenvoeging.Vergelijk(oud, nieuw, eigen, 0, regio);
        Assert.Equal(["signaleren"], blad.Delen.Where(d => d.Botst).Select(d => d.Sleutel));
        Assert.Contains(blad.Delen, d => d.Sleutel == "nieuw-van-module" && !d.Botst);
        Assert.Contains(blad.Alleen, v => v.Zin.Contains("Op school", StringComparison.Ordinal));

        var samen = Routesamenvoeging.Voeg(oud, nieuw, eigen, ["vot", "nieuw-van-module"]);
        Assert.Empty(Routecontrole.Controleer(samen, regio));
        Assert.Equal(("Eigen uitleg.", "Op school"), (samen.Vind("signaleren")!.Uitleg, samen.Fasen[0].Naam));
        Assert.Equal("vot", samen.Fasen[0].Stappen[samen.Fasen[0].Stappen.ToList().FindIndex(s => s.Sleutel == "nieuw-van-module") - 1].Sleutel);
        Assert.True(Routejson.Gelijk(nieuw, Routesamenvoeging.Voeg(oud, nieuw, oud, [.. Routesamenvoeging.Vergelijk(oud, nieuw, oud, 0, regio).Delen.Select(d => d.Sleutel)])));
    }

    private static async Task<Conceptblad> LeesAsync(Schoolwereld wereld) => (await wereld.Haal<RouteconceptLezen>().LeesAsync(Schoolwereld.Liemers, R, Ct))!;

    private static Task<Resultaat<Route>> BewerkAsync(Schoolwereld wereld, long versie, Bewerking bewerking, Guid? verzoek = null) =>
        wereld.Haal<RouteBewerken>().VoerUitAsync(wereld.Remco, Schoolwereld.Liemers, R, verzoek ?? Guid.NewGuid(), versie, bewerking, Ct);

    private sealed class LiemersRoute
    {
        public Route Route { get; } = new Modules.Liemers.LiemersRegio().Routes.Single(r => r.Sleutel == R);

        public Stap Vot => Route.Vind("vot")!;
    }
}
