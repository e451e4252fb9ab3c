using System.Text;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Ouders;
using Ambulant.Core.Toestemmingen;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Toestemmingen;

public sealed class ToestemmingTests(TestPostgres postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Als_beide_ouders_ja_zeggen_is_er_toestemming_en_is_de_stap_klaar()
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        Assert.True((await w.BeslisAsync(w.Anna, "gegeven")).IsGelukt);
        Assert.False(await w.GeldigAsync());
        Assert.Contains("toestemming", await w.OpenAsync(), StringComparison.Ordinal);
        Assert.Null((await KopAsync(w)).Roepnaam);

        Assert.True((await w.BeslisAsync(w.Bram, "gegeven")).IsGelukt);
        Assert.True(await w.GeldigAsync());
        Assert.Equal("dossier-aanvraag", await w.OpenAsync());
        Assert.Equal("gegeven Ouder", await w.VraagAsync<string>("select uitkomst || ' ' || rol from stap_voltooid where stap = 'toestemming' and persoon_id is null"));
        Assert.Equal("Sterre", (await KopAsync(w)).Roepnaam);
        Assert.Equal(2, await w.VraagAsync<int>("select count(*) from handeling where soort = 'toestemming-gegeven' and ouder_id in (@Anna, @Bram) and rol = 'Ouder'"));
    }

    [Fact]
    public async Task Als_een_ouder_nee_zegt_gaat_de_route_terug_en_hoort_de_iber_het()
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        await w.BeslisAsync(w.Anna, "gegeven");
        Assert.Equal(Ouderstand.Geweigerd, (await w.BeslisAsync(w.Bram, "geweigerd")).Waarde);
        Assert.Equal("vot", await w.OpenAsync());
        Assert.False(await w.GeldigAsync());
        Assert.Equal(w.IbEr.PersoonId, await w.VraagAsync<Guid>("select persoon_id from melding where soort = 'toestemming-geweigerd'"));
        var mail = await w.VraagAsync<string>("select string_agg(tekst, '') from mail_uit");
        Assert.DoesNotContain("Sterre", mail, StringComparison.Ordinal);

        // No means no for now: the parent may still change it.
        await w.BeslisAsync(w.Bram, "gegeven");
        Assert.True(await w.GeldigAsync());
        Assert.Equal("vot", await w.OpenAsync());
    }

    [Fact]
    public async Task Intrekken_sluit_de_naam_meteen_voor_buitenstaanders_en_meldt_het()
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        await w.BeslisAsync(w.Anna, "gegeven");
        await w.BeslisAsync(w.Bram, "gegeven");
        Assert.True((await KopAsync(w)).Volledig);

        Assert.True((await w.TrekInAsync(w.Anna)).IsGelukt);
        var kop = await KopAsync(w);
        Assert.False(kop.Volledig);
        Assert.Null(kop.Roepnaam);
        Assert.Equal(1, await w.VraagAsync<int>("select count(*) from melding where soort = 'toestemming-ingetrokken'"));
        Assert.Equal("dossier-aanvraag", await w.OpenAsync());

        // Twice is once, and nothing given is nothing to withdraw.
        Assert.True((await w.TrekInAsync(w.Anna)).IsGelukt);
        Assert.Equal(1, await w.VraagAsync<int>("select count(*) from toestemming where soort = 'ingetrokken'"));
        await w.TrekInAsync(w.Bram);
        Assert.Equal(2, await w.VraagAsync<int>("select count(*) from toestemming where soort = 'ingetrokken'"));
    }

    [Fact]
    public async Task Dubbel_klikken_is_een_beslissing_ook_tegelijk()
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        var verzoek = Guid.NewGuid();
        var uitkomsten = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => w.BeslisAsync(w.Anna, "gegeven", verzoek)));
        Assert.All(uitkomsten, u => Assert.Equal(Ouderstand.Gegeven, u.Waarde));
        await w.BeslisAsync(w.Anna, "gegeven");
        Assert.Equal(1, await w.VraagAsync<int>("select count(*) from toestemming"));

        // The form of then, sent again after withdrawing, gives nothing back.
        await w.TrekInAsync(w.Anna);
        Assert.Equal(Ouderstand.Ingetrokken, (await w.BeslisAsync(w.Anna, "gegeven", verzoek)).Waarde);
        Assert.Equal(2, await w.VraagAsync<int>("select count(*) from toestemming"));
    }

    [Fact]
    public async Task Twee_ouders_tegelijk_sluiten_de_stap_een_keer()
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        await Task.WhenAll(w.BeslisAsync(w.Anna, "gegeven"), w.BeslisAsync(w.Bram, "gegeven"));
        Assert.True(await w.GeldigAsync());
        Assert.Equal(1, await w.VraagAsync<int>("select count(*) from stap_voltooid where stap = 'toestemming'"));
    }

    [Fact]
    public async Task Zonder_gezag_beslist_iemand_niet_en_wordt_niets_gevraagd()
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        Assert.True((await w.BeslisAsync(w.ZonderGezag, "gegeven")).NietGevonden);
        Assert.True((await w.BeslisAsync(Guid.NewGuid(), "gegeven")).NietGevonden);
        var vraag = await w.Haal<ToestemmingVragen>().VoerUitAsync(w.IbEr, Ouderwereld.Regio, Guid.NewGuid(), w.Dossier, w.ZonderGezag, Ct);
        Assert.Contains("geen gezag", Assert.Single(vraag.Weigeringen).Bericht, StringComparison.Ordinal);
        var zonderMail = await w.Haal<ToestemmingVragen>().VoerUitAsync(w.IbEr, Ouderwereld.Regio, Guid.NewGuid(), w.Dossier, w.Bram, Ct);
        Assert.Contains("geen e-mailadres", Assert.Single(zonderMail.Weigeringen).Bericht, StringComparison.Ordinal);
        Assert.Equal(0, await w.VraagAsync<int>("select count(*) from toestemming"));
        Assert.Equal(0, await w.VraagAsync<int>("select count(*) from mail_uit"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ingetrokken")]
    [InlineData("ja hoor")]
    public async Task Zonder_echte_keuze_gebeurt_er_niets(string? keuze)
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        Assert.Equal("Keuze", Assert.Single((await w.BeslisAsync(w.Anna, keuze)).Weigeringen).Veld);
        Assert.Single((await w.TrekInAsync(w.Anna)).Weigeringen);
        var oudeBrief = await w.Haal<ToestemmingBeslissen>().BeslisAsync(w.Kop(w.Anna), Guid.NewGuid(), "gegeven", "2019-1", Ct);
        Assert.Contains("veranderd", Assert.Single(oudeBrief.Weigeringen).Bericht, StringComparison.Ordinal);
        Assert.Equal(0, await w.VraagAsync<int>("select count(*) from toestemming"));
    }

    [Fact]
    public async Task Op_papier_met_scan_telt_als_online_en_intrekken_mag_zonder_papier()
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        await w.BeslisAsync(w.Anna, "gegeven");
        Assert.True((await PapierAsync(w, "gegeven", "01-11-2026", "%PDF-1.7 verzonnen")).IsGelukt);
        Assert.True(await w.GeldigAsync());
        Assert.Equal("papier 2026-11-01 toestemming application/pdf", await w.VraagAsync<string>(
            "select t.wijze || ' ' || t.getekend_op || ' ' || x.soort || ' ' || x.type from toestemming t join document x on x.id = t.document_id where t.ouder_id = @Bram"));

        Assert.True((await PapierAsync(w, "ingetrokken", "02-11-2026", null)).IsGelukt);
        Assert.False(await w.GeldigAsync());
    }

    [Theory]
    [InlineData("gegeven", "01-11-2026", null, "Scan")]
    [InlineData("geweigerd", "01-11-2026", "MZ dit is een programma", "Scan")]
    [InlineData("gegeven", "01-11-2026", "", "Scan")]
    [InlineData("gegeven", "04-11-2026", "%PDF-1.7", "GetekendOp")]
    [InlineData("gegeven", "31-02-2026", "%PDF-1.7", "GetekendOp")]
    [InlineData("ingetrokken", "01-11-2026", null, "Keuze")]
    [InlineData(null, "01-11-2026", "%PDF-1.7", "Keuze")]
    public async Task Wat_op_papier_niet_kan_krijgt_een_zin(string? keuze, string datum, string? scan, string veld)
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        Assert.Equal(veld, Assert.Single((await PapierAsync(w, keuze, datum, scan)).Weigeringen).Veld);
        Assert.Equal(0, await w.VraagAsync<int>("select count(*) from toestemming"));
        Assert.Equal(0, await w.VraagAsync<int>("select count(*) from document"));
    }

    [Fact]
    public async Task Een_te_grote_scan_wordt_geweigerd_en_een_buitenstaander_legt_niets_vast()
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        using var groot = new MemoryStream(new byte[(10 * 1024 * 1024) + 1]);
        var verzoek = new PapierVastleggenVerzoek(Guid.NewGuid(), w.Dossier, w.Bram, "gegeven", "01-11-2026", groot);
        Assert.Contains("10 MB", Assert.Single((await w.Haal<PapierVastleggen>().VoerUitAsync(w.IbEr, Ouderwereld.Regio, verzoek, Ct)).Weigeringen).Bericht, StringComparison.Ordinal);
        Assert.True((await w.Haal<PapierVastleggen>().VoerUitAsync(w.Begeleider, Ouderwereld.Regio, verzoek with { Scan = null }, Ct)).NietGevonden);
        Assert.True((await w.Haal<ToestemmingVragen>().VoerUitAsync(w.Begeleider, Ouderwereld.Regio, Guid.NewGuid(), w.Dossier, w.Anna, Ct)).NietGevonden);
    }

    [Fact]
    public async Task De_pagina_van_de_iber_laat_per_ouder_de_stand_en_wat_er_gebeurde_zien()
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        await w.LinkAsync(w.Anna);
        await w.BeslisAsync(w.Anna, "gegeven");
        var kop = (await w.Haal<DossierOpenen>().OpenAsync(w.IbEr, Ouderwereld.Regio, w.Dossier, new("toestemming"), Ct))!;
        var blad = await w.Haal<ToestemmingLezen>().LeesAsync(kop, Ct);
        Assert.Equal(["Anna Verzonnen", "Bram Verzonnen"], blad.Ouders.Select(o => o.Naam));
        Assert.Equal(["gegeven", "gevraagd"], blad.Ouders[0].Daden.Select(d => d.Soort));
        Assert.NotNull(blad.Ouders[0].LinkTot);
        Assert.Equal(Ouderstand.NietGevraagd, blad.Ouders[1].Stand);
        Assert.Equal(["Cor Verzonnen"], blad.ZonderGezag);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Valt_de_ouder_weg_op_wie_gewacht_werd_dan_gaat_de_route_verder(bool verwijderen)
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        await w.BeslisAsync(w.Anna, "gegeven");
        var leerling = await w.VraagAsync<Guid>("select leerling_id from dossier where id = @d");
        var r = verwijderen
            ? await w.Haal<OuderVerwijderen>().VoerUitAsync(w.IbEr, Ouderwereld.Regio, Guid.NewGuid(), leerling, w.Bram, 1, Ct)
            : await w.Haal<OuderVastleggen>().VoerUitAsync(w.IbEr, Ouderwereld.Regio, new(Guid.NewGuid(), leerling, w.Bram, 1, "Bram Verzonnen", null, "nee"), Ct);
        Assert.True(r.IsGelukt, string.Join(" ", r.Weigeringen));

        Assert.True(await w.GeldigAsync());
        Assert.Equal("dossier-aanvraag", await w.OpenAsync());
        Assert.Equal($"gegeven InternBegeleider {w.IbEr.PersoonId}", await w.VraagAsync<string>("select uitkomst || ' ' || rol || ' ' || persoon_id from stap_voltooid where stap = 'toestemming'"));
    }

    [Fact]
    public async Task Een_nieuwe_ouder_met_gezag_neemt_de_toestemming_weg_maar_draait_geen_stap_terug()
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        await w.BeslisAsync(w.Anna, "gegeven");
        await w.BeslisAsync(w.Bram, "gegeven");
        var leerling = await w.VraagAsync<Guid>("select leerling_id from dossier where id = @d");
        Assert.True((await w.Haal<OuderVastleggen>().VoerUitAsync(w.IbEr, Ouderwereld.Regio, new(Guid.NewGuid(), leerling, w.ZonderGezag, 1, "Cor Verzonnen", "cor@voorbeeld.nl", "ja"), Ct)).IsGelukt);
        Assert.False(await w.GeldigAsync());
        Assert.False((await KopAsync(w)).Volledig);
        Assert.Equal("dossier-aanvraag", await w.OpenAsync());

        await w.BeslisAsync(w.ZonderGezag, "gegeven");
        Assert.True(await w.GeldigAsync());
        Assert.Equal(1, await w.VraagAsync<int>("select count(*) from stap_voltooid where stap = 'toestemming'"));
    }

    [Fact]
    public async Task Valt_de_laatste_ouder_weg_dan_is_er_geen_toestemming_en_blijft_de_stap_open()
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        var leerling = await w.VraagAsync<Guid>("select leerling_id from dossier where id = @d");
        foreach (var ouder in new[] { w.Anna, w.Bram })
        {
            Assert.True((await w.Haal<OuderVerwijderen>().VoerUitAsync(w.IbEr, Ouderwereld.Regio, Guid.NewGuid(), leerling, ouder, 1, Ct)).IsGelukt);
        }

        Assert.False(await w.GeldigAsync());
        Assert.Contains("toestemming", await w.OpenAsync(), StringComparison.Ordinal);
    }

    private static async Task<Dossierkop> KopAsync(Ouderwereld w) => (await w.Haal<DossierOpenen>().OpenAsync(w.Begeleider, Ouderwereld.Regio, w.Dossier, new("proef"), Ct))!;

    private static async Task<Resultaat<string>> PapierAsync(Ouderwereld w, string? keuze, string datum, string? scan)
    {
        using var stroom = scan is null ? null : new MemoryStream(Encoding.ASCII.GetBytes(scan));
        return await w.Haal<PapierVastleggen>().VoerUitAsync(w.IbEr, Ouderwereld.Regio, new(Guid.NewGuid(), w.Dossier, w.Bram, keuze, datum, stroom), Ct);
    }
}
