using Ambulant.Core.Dossiers;
using Ambulant.Core.Regie;
using Ambulant.Core.Stagnaties;
using Ambulant.Core.Toegang;
using Ambulant.Core.Werk;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Stagnaties;

/// <summary>Who leads a dossier, and what is done when it gets stuck (source 002, rollen).</summary>
public sealed class RegieEnStagnatieTests(TestPostgres postgres)
{
    private const string Liemers = Proefdossier.Regio;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_consulent_takes_the_regie_over_with_a_reason_and_gives_it_back()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        Assert.Equal((proef.IbEr.PersoonId, false), await HouderAsync(proef));

        RegieOverdragenVerzoek Verzoek(string? reden) => new(Guid.NewGuid(), proef.Id, reden);
        Assert.True((await proef.Use<RegieOverdragen>().NeemOverAsync(proef.IbEr, Liemers, Verzoek("Ik."), Ct)).NietGevonden);
        Assert.True((await proef.Use<RegieOverdragen>().NeemOverAsync(proef.Begeleider, Liemers, Verzoek("Ik."), Ct)).NietGevonden);
        Assert.Equal(["Reden"], (await proef.Use<RegieOverdragen>().NeemOverAsync(proef.Consulent, Liemers, Verzoek(" "), Ct)).Weigeringen.Select(w => w.Veld));

        var over = Verzoek("De overleggen vallen steeds uit.");
        Assert.True((await proef.Use<RegieOverdragen>().NeemOverAsync(proef.Consulent, Liemers, over, Ct)).IsGelukt);
        Assert.True((await proef.Use<RegieOverdragen>().NeemOverAsync(proef.Consulent, Liemers, over, Ct)).IsGelukt);
        Assert.Equal((proef.Consulent.PersoonId, true), await HouderAsync(proef));
        Assert.Equal(1, await proef.VraagAsync<int>("select count(*) from regie"));
        Assert.Equal(3, await proef.VraagAsync<int>("select count(*) from mail_uit"));
        Assert.Equal(0, await proef.VraagAsync<int>("select count(*) from mail_uit where tekst ilike '%overleg%' or tekst ilike '%Sterre%'"));
        Assert.Equal("U hebt de regie al.", (await proef.Use<RegieOverdragen>().NeemOverAsync(proef.Consulent, Liemers, Verzoek("Nog eens."), Ct)).Weigeringen[0].Bericht);

        // Of two at once the second hears that it changed.
        var terug = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => proef.Use<RegieOverdragen>().GeefTerugAsync(proef.Consulent, Liemers, Verzoek("Het loopt weer."), Ct)));
        Assert.Single(terug, t => t.IsGelukt);
        Assert.Contains("niet (meer)", Assert.Single(terug, t => !t.IsGelukt).Weigeringen[0].Bericht, StringComparison.Ordinal);
        Assert.Equal((proef.IbEr.PersoonId, false), await HouderAsync(proef));
        Assert.Equal(["Het loopt weer.", "De overleggen vallen steeds uit."], (await proef.Use<RegieLezen>().LeesAsync(await proef.KopAsync(proef.IbEr), Ct)).Geschiedenis.Select(g => g.Reden));

        // Who no longer takes part does not lead either.
        Assert.True((await proef.Use<RegieOverdragen>().NeemOverAsync(proef.Consulent, Liemers, Verzoek("Weer mis."), Ct)).IsGelukt);
        await proef.DoeAsync($"update betrokkene set tot = now() where persoon_id = '{proef.Consulent.PersoonId}'");
        Assert.Equal((proef.IbEr.PersoonId, false), await HouderAsync(proef));
    }

    [Fact]
    public async Task The_directeur_of_the_school_takes_part_from_then_on()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var dossier = (await wereld.Haal<Core.Hulpvragen.HulpvraagIndienen>().VoerUitAsync(wereld.Ilse, Liemers, new(
            Guid.NewGuid(), "nieuw", null, "Sterre", "Voorbeeld", $"12-03-{DateTime.Today.Year - 8}", "5", "Raakt de draad kwijt.", null, null, null,
            wereld.Loes.PersoonId.ToString(), wereld.Ilse.PersoonId.ToString(), "1-zorgroute"), Ct)).Waarde;
        Assert.True((await wereld.Haal<RegieOverdragen>().NeemOverAsync(wereld.Dirk, Liemers, new(Guid.NewGuid(), dossier, "De ib-er is ziek."), Ct)).IsGelukt);
        Assert.Equal(1, await wereld.VraagAsync<long>($"select count(*) from betrokkene where rol = 'Directeur' and persoon_id = '{wereld.Dirk.PersoonId}'"));
        Assert.True((await wereld.Haal<RegieOverdragen>().NeemOverAsync(wereld.Iris, Liemers, new(Guid.NewGuid(), dossier, "Van een andere school."), Ct)).NietGevonden);
    }

    [Fact]
    public async Task A_stagnatie_goes_from_the_regie_to_who_agreed_and_is_closed_with_a_result()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        var signaleren = proef.Use<StagnatieSignaleren>();
        Assert.True((await signaleren.VoerUitAsync(proef.Begeleider, Liemers, new(Guid.NewGuid(), proef.Id, "proces", "Tekst"), Ct)).NietGevonden);
        Assert.Equal(["Soort", "Tekst"], (await signaleren.VoerUitAsync(proef.Consulent, Liemers, new(Guid.NewGuid(), proef.Id, "humeur", ""), Ct)).Weigeringen.Select(w => w.Veld));
        foreach (var (soort, _) in Stagnatiesoort.Alle)
        {
            Assert.True((await signaleren.VoerUitAsync(proef.Consulent, Liemers, new(Guid.NewGuid(), proef.Id, soort, $"Het loopt vast op {soort}."), Ct)).IsGelukt);
        }

        Assert.Equal(7, (await WerkAsync(proef, proef.IbEr)).Count);
        Assert.Empty(await WerkAsync(proef, proef.Consulent));
        var kop = await proef.KopAsync(proef.IbEr);
        var id = (await proef.Use<StagnatiesLezen>().LeesAsync(kop, Ct)).Single(s => s.Soort == "nakomen van afspraken").Id;

        var opvolgen = proef.Use<StagnatieOpvolgen>();
        StagnatieOpvolgenVerzoek Afspraak(string? wie, string? wanneer) => new(Guid.NewGuid(), proef.Id, id, "afspraak", "De rode kaart komt er.", wie, wanneer);
        Assert.Equal(["Wie", "Wanneer"], (await opvolgen.VoerUitAsync(proef.IbEr, Liemers, Afspraak(Guid.NewGuid().ToString(), "gisteren"), Ct)).Weigeringen.Select(w => w.Veld));
        var dag = DateOnly.FromDateTime(DateTime.Today).AddDays(2);
        Assert.True((await opvolgen.VoerUitAsync(proef.IbEr, Liemers, Afspraak(proef.Leerkracht.PersoonId.ToString(), Dag.Kort(dag)), Ct)).IsGelukt);
        var werk = Assert.Single(await WerkAsync(proef, proef.Leerkracht));
        Assert.Equal(("Stagnatie opvolgen: nakomen van afspraken", (DateOnly?)dag), (werk.Wat, werk.Uiterlijk));
        Assert.Equal(7, (await proef.Use<DossierOverzicht>().LeesAsync(proef.IbEr, kop, Ct)).Stagnaties.Count);

        Assert.True((await opvolgen.VoerUitAsync(proef.Leerkracht, Liemers, new(Guid.NewGuid(), proef.Id, id, "gesloten", "Klaar.", null, null), Ct)).NietGevonden);
        var sluiten = new StagnatieOpvolgenVerzoek(Guid.NewGuid(), proef.Id, id, "gesloten", "De kaart hangt er.", null, null);
        Assert.True((await opvolgen.VoerUitAsync(proef.Consulent, Liemers, sluiten, Ct)).IsGelukt);
        Assert.True((await opvolgen.VoerUitAsync(proef.Consulent, Liemers, sluiten, Ct)).IsGelukt);
        Assert.Contains("intussen afgesloten", (await opvolgen.VoerUitAsync(proef.IbEr, Liemers, Afspraak(proef.IbEr.PersoonId.ToString(), Dag.Kort(dag)), Ct)).Weigeringen[0].Bericht, StringComparison.Ordinal);
        Assert.Equal(6, (await proef.Use<DossierOverzicht>().LeesAsync(proef.IbEr, kop, Ct)).Stagnaties.Count);
        Assert.Empty(await WerkAsync(proef, proef.Leerkracht));
        var klaar = (await proef.Use<StagnatiesLezen>().LeesAsync(kop, Ct)).Single(s => s.Id == id);
        Assert.True(klaar.Gesloten);
        Assert.Equal(["De rode kaart komt er.", "De kaart hangt er."], klaar.Vervolg.Select(v => v.Tekst));
        Assert.Equal(0, await proef.VraagAsync<int>("select count(*) from mail_uit where tekst ilike '%kaart%' or tekst ilike '%vast op%'"));
    }

    private static async Task<List<Werkregel>> WerkAsync(Proefdossier proef, Gebruiker wie) => [.. (await proef.Use<Werkvoorraad>().LeesAsync(wie, Ct)).Where(w => w.Soort is Werksoort.Stagnatie)];

    private static async Task<(Guid, bool)> HouderAsync(Proefdossier proef) =>
        (await proef.Use<DossierOverzicht>().LeesAsync(proef.IbEr, await proef.KopAsync(proef.IbEr), Ct)).Regie is { } h ? (h.PersoonId, h.Overgenomen) : default;
}
