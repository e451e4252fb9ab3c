using System.Text;
using Ambulant.Core.Bewaren;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Instemmingen;
using Ambulant.Core.Ouders;
using Ambulant.Core.Routes;
using Ambulant.Core.Toestemmingen;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Blokken;

/// <summary>Parents agree with a version of the TOP-dossier, or not; apart from toestemming.</summary>
public sealed class InstemmingTests(TestPostgres postgres)
{
    private static readonly (string, string)[] TotInstemming = [("hulpvraag", "gesteld"), ("contact", "mdo"), ("toestemming", "gegeven"), ("mdo", "klaar")];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<Noordwereld> MaakAsync(bool toestemming = true)
    {
        var w = await Noordwereld.MaakAsync(postgres, "begeleiding", toestemming, TotInstemming);
        Assert.Equal("instemming", await w.OpenAsync());
        Assert.Equal(1, (await w.SchrijfAsync(w.IbEr, 0, ("analyse", "A."), ("plan-van-aanpak", "Plan."))).Waarde);
        return w;
    }

    private static async Task<Instemmingsblad> BladAsync(Noordwereld w) => (await w.Haal<InstemmingLezen>().LeesAsync(await w.KopAsync(w.IbEr), Noordwereld.Top, Ct))!;

    private static Task<Resultaat<string>> PapierAsync(Noordwereld w, Guid ouder, int versie, string keuze, bool scan = true) => w.Haal<InstemmingOpPapier>().VoerUitAsync(w.IbEr, Noordwereld.Regio, new(
        Guid.NewGuid(), w.Dossier, Noordwereld.Top, versie, ouder, keuze, "02-11-2026", "Wij willen elke maand bellen.", scan ? new MemoryStream(Encoding.ASCII.GetBytes("%PDF-1.4\nverzonnen\n%%EOF")) : null), Ct);

    [Fact]
    public async Task The_step_is_done_when_all_parents_agreed_one_online_and_one_on_paper()
    {
        await using var w = await MaakAsync();
        Assert.True((await w.VraagInstemmingAsync(w.Anna)).IsGelukt);
        Assert.Contains("papieren formulier", (await w.VraagInstemmingAsync(w.Bram)).Weigeringen[0].Bericht, StringComparison.Ordinal);
        Assert.Contains("/noord-kennemerland/ouder/", await w.VraagAsync<string>("select tekst from mail_uit order by gemaakt_op desc limit 1"), StringComparison.Ordinal);

        var vraag = Assert.Single(await w.Haal<InstemmingLezen>().VragenAsync(w.Ouder(w.Anna), Ct));
        Assert.Equal((1, Ouderstand.Gevraagd, false, "Plan."), (vraag.Nummer, vraag.Stand, vraag.Verouderd, vraag.Inhoud["plan-van-aanpak"]));
        Assert.Empty(await w.Haal<InstemmingLezen>().VragenAsync(w.Ouder(w.Bram), Ct));

        Assert.Equal(Ouderstand.Gegeven, (await w.AntwoordAsync(w.Anna, 1, "gegeven", "Fijn plan.")).Waarde);
        Assert.Equal("instemming", await w.OpenAsync());
        Assert.Equal(["Scan"], (await PapierAsync(w, w.Bram, 1, "gegeven", scan: false)).Weigeringen.Select(f => f.Veld));
        Assert.True((await PapierAsync(w, w.Bram, 1, "gegeven")).IsGelukt);
        Assert.Equal("begeleider uitvoering", await w.OpenAsync());
        Assert.True((await BladAsync(w)).Geldig);
        // The plan starts within two weeks of the instemming.
        Assert.Equal(new DateOnly(2026, 11, 17), DateOnly.FromDateTime(await w.VraagAsync<DateTime>("select uiterlijk::timestamp from stap_open where dossier_id = @d and stap = 'uitvoering'")));
    }

    [Fact]
    public async Task One_parent_who_does_not_agree_brings_it_back_to_the_mdo_and_the_ib_er_is_told()
    {
        await using var w = await MaakAsync();
        await w.VraagInstemmingAsync(w.Anna);
        Assert.Equal(Ouderstand.Geweigerd, (await w.AntwoordAsync(w.Anna, 1, "geweigerd", "Te veel tegelijk.")).Waarde);
        Assert.Equal("mdo", await w.OpenAsync());
        Assert.Equal("instemming-geweigerd", await w.VraagAsync<string>("select soort from melding where dossier_id = @d"));
        Assert.Equal("niet-eens", await w.VraagAsync<string>("select uitkomst from stap_voltooid where dossier_id = @d and stap = 'instemming'"));
        Assert.Equal("Te veel tegelijk.", (await BladAsync(w)).Van(w.Anna)!.Daden[0].Mening);
        // Toestemming is another question and stays.
        Assert.True(await w.VraagAsync<bool>("select toestemming_geldig from dossier where id = @d"));
    }

    [Fact]
    public async Task What_was_agreed_does_not_count_for_a_new_version()
    {
        await using var w = await MaakAsync();
        await w.VraagInstemmingAsync(w.Anna);
        await w.AntwoordAsync(w.Anna, 1, "gegeven");
        Assert.Equal(2, (await w.SchrijfAsync(w.IbEr, 1, ("analyse", "A."), ("plan-van-aanpak", "Ander plan."))).Waarde);

        var anna = (await BladAsync(w)).Van(w.Anna)!;
        Assert.Equal((Ouderstand.NietGevraagd, 1), (anna.Stand, anna.Eerder));
        Assert.True((await w.Haal<InstemmingLezen>().VragenAsync(w.Ouder(w.Anna), Ct))[0].Verouderd);
        Assert.Contains("intussen veranderd", (await w.AntwoordAsync(w.Anna, 1, "gegeven")).Weigeringen[0].Bericht, StringComparison.Ordinal);
        Assert.Contains("versie 2", (await PapierAsync(w, w.Bram, 1, "gegeven")).Weigeringen[0].Bericht, StringComparison.Ordinal);
        await PapierAsync(w, w.Bram, 2, "gegeven");
        Assert.Equal("instemming", await w.OpenAsync());

        await w.VraagInstemmingAsync(w.Anna);
        await w.AntwoordAsync(w.Anna, 2, "gegeven");
        Assert.Equal("begeleider uitvoering", await w.OpenAsync());
        var blad = await w.LeesAsync();
        Assert.Equal((1, 2), (blad.Eens[1], blad.Eens[2]));
    }

    [Fact]
    public async Task Agreeing_is_no_toestemming_and_toestemming_is_no_agreement()
    {
        await using var w = await MaakAsync(toestemming: false);
        await w.VraagInstemmingAsync(w.Anna);
        await w.AntwoordAsync(w.Anna, 1, "gegeven");
        await PapierAsync(w, w.Bram, 1, "gegeven");
        Assert.False(await w.VraagAsync<bool>("select toestemming_geldig from dossier where id = @d"));
        Assert.Equal(0, await w.VraagAsync<long>("select count(*) from toestemming where dossier_id = @d"));
        // The step that needs both says that one is missing.
        var stap = (await w.Haal<StapFormulier>().LeesAsync(await w.KopAsync(w.IbEr), "begeleider", Ct))!;
        Assert.Equal(Vereistesoort.Toestemming, Assert.Single(stap.Vereisten, v => !v.Voldaan).Vereiste.Soort);
    }

    [Fact]
    public async Task A_parent_may_change_the_choice_and_the_ib_er_is_told()
    {
        await using var w = await MaakAsync();
        await w.VraagInstemmingAsync(w.Anna);
        await w.AntwoordAsync(w.Anna, 1, "gegeven");
        await PapierAsync(w, w.Bram, 1, "gegeven");
        Assert.Equal(Ouderstand.Geweigerd, (await w.AntwoordAsync(w.Anna, 1, "geweigerd", "Toch niet.")).Waarde);
        Assert.Equal(Ouderstand.Ingetrokken, (await BladAsync(w)).Van(w.Anna)!.Stand);
        Assert.Equal("instemming-ingetrokken", await w.VraagAsync<string>("select soort from melding where dossier_id = @d"));
        // The steps that need it wait; they do not vanish.
        Assert.Equal("begeleider uitvoering", await w.OpenAsync());
        Assert.Contains((await w.Haal<StapFormulier>().LeesAsync(await w.KopAsync(w.IbEr), "uitvoering", Ct))!.Vereisten, v => v is { Voldaan: false, Vereiste.Soort: Vereistesoort.Instemming });
    }

    [Fact]
    public async Task A_form_sent_again_later_undoes_nothing()
    {
        await using var w = await MaakAsync();
        await w.VraagInstemmingAsync(w.Anna);
        var eerste = Guid.NewGuid();
        await w.AntwoordAsync(w.Anna, 1, "gegeven", verzoek: eerste);
        await w.AntwoordAsync(w.Anna, 1, "geweigerd");
        await w.AntwoordAsync(w.Anna, 1, "gegeven", verzoek: eerste);
        Assert.Equal(Ouderstand.Ingetrokken, (await BladAsync(w)).Van(w.Anna)!.Stand);
        Assert.Equal("Keuze", Assert.Single((await w.AntwoordAsync(w.Anna, 1, "misschien")).Weigeringen).Veld);
        Assert.True((await w.AntwoordAsync(w.Bram, 1, "gegeven")).NietGevonden);
    }

    [Fact]
    public async Task The_last_parent_in_the_way_may_turn_out_to_have_no_gezag()
    {
        await using var w = await MaakAsync();
        await w.VraagInstemmingAsync(w.Anna);
        await w.AntwoordAsync(w.Anna, 1, "gegeven");
        Assert.True((await w.Haal<OuderVastleggen>().VoerUitAsync(w.IbEr, Noordwereld.Regio, new(Guid.NewGuid(), w.Leerling, w.Bram, 1, "Bram Verzonnen", null, "nee"), Ct)).IsGelukt);
        Assert.Equal("begeleider uitvoering", await w.OpenAsync());
    }

    [Fact]
    public async Task The_school_receives_every_version_and_every_answer_and_erasing_takes_them_along()
    {
        await using var w = await Noordwereld.MaakAsync(postgres, "begeleiding", true, [.. TotInstemming, ("instemming", "eens"), ("begeleider", "gevraagd"), ("uitvoering", "gestart"), ("evaluatie", "afsluiten")]);
        Assert.Equal("overdragen", await w.OpenAsync());
        await w.SchrijfAsync(w.IbEr, 0, ("analyse", "Eerste analyse."));
        await w.SchrijfAsync(w.IbEr, 1, ("analyse", "Tweede analyse."), ("plan-van-aanpak", "Plan."));
        await w.VraagInstemmingAsync(w.Anna);
        await w.AntwoordAsync(w.Anna, 2, "gegeven", "Goed zo.");

        var inhoud = (await w.Haal<Overdracht>().NeemAsync(w.IbEr, Noordwereld.Regio, w.Dossier, Ct)).Waarde!;
        var blok = Assert.Single(inhoud.Blokken);
        Assert.Equal(("TOP-dossier", 2, "Eerste analyse."), (blok.Naam, blok.Versies.Count, blok.Versies[0].Velden[0].Antwoord));
        Assert.Equal(["gevraagd", "gegeven"], inhoud.Instemmingen.Select(i => i.Soort));
        using var zip = new MemoryStream();
        await w.Haal<Overdracht>().SchrijfAsync(inhoud, zip, Ct);
        using var archief = new System.IO.Compression.ZipArchive(new MemoryStream(zip.ToArray()));
        using var lezer = new StreamReader(archief.GetEntry("dossier.html")!.Open());
        var html = System.Net.WebUtility.HtmlDecode(await lezer.ReadToEndAsync(Ct));
        Assert.All(["TOP-dossier", "Eerste analyse.", "Tweede analyse.", "Goed zo.", "versie 2"], t => Assert.Contains(t, html, StringComparison.Ordinal));

        Assert.True((await w.Haal<DossierWissen>().VoerUitAsync(w.IbEr, Noordwereld.Regio, new(w.Dossier, inhoud.Som(), true), Ct)).IsGelukt);
        Assert.Equal(0, await w.VraagAsync<long>("select (select count(*) from blokversie) + (select count(*) from instemming)"));
        Assert.Equal(2, await w.VraagAsync<int>("select (tellingen->>'blokversie')::int from verwijderbewijs"));
    }
}
