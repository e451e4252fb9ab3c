using Ambulant.Core.Hulpvragen;
using Ambulant.Core.Toegang;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Hulpvragen;

public sealed class HulpvraagIndienenTests(TestPostgres postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hulpvraag_for_a_new_leerling_begins_a_dossier_once()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var verzoek = Goed(wereld);
        var keren = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => wereld.Haal<HulpvraagIndienen>().VoerUitAsync(wereld.Loes, Schoolwereld.Liemers, verzoek, Ct))));

        Assert.All(keren, k => Assert.True(k.IsGelukt, string.Join(" ", k.Weigeringen)));
        var dossier = Assert.Single(keren.Select(k => k.Waarde).Distinct());
        Assert.Equal(1, await wereld.VraagAsync<long>("select count(*) from leerling"));
        Assert.Equal(1, await wereld.VraagAsync<long>("select count(*) from dossier where nummer ~ '^[A-Z2-9]{7}$' and toestemming_geldig = false"));
        Assert.Equal("signaleren", await wereld.VraagAsync<string>($"select stap from stap_open where dossier_id = '{dossier}'"));
        Assert.Equal(2, await wereld.VraagAsync<long>($"select count(*) from betrokkene where dossier_id = '{dossier}'"));
        Assert.Equal("hulpvraag-ingediend", await wereld.VraagAsync<string>($"select soort from handeling where dossier_id = '{dossier}'"));
        // The one who submits knows already; only the colleague is told, and nothing about the child.
        Assert.Equal("ilse.verzonnen@voorbeeld.nl", await wereld.VraagAsync<string>("select aan from mail_uit"));
        Assert.Equal(0, await wereld.VraagAsync<long>("select count(*) from mail_uit where tekst || onderwerp ilike '%sterre%'"));
    }

    [Fact]
    public async Task A_second_dossier_for_the_same_leerling_on_the_same_route_is_refused()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var eerste = await wereld.Haal<HulpvraagIndienen>().VoerUitAsync(wereld.Loes, Schoolwereld.Liemers, Goed(wereld), Ct);
        var leerling = await wereld.VraagAsync<Guid>("select id from leerling");

        var keuzes = await wereld.Haal<HulpvraagFormulier>().LeesAsync(wereld.Ilse, Schoolwereld.Liemers, "ambulante-begeleiding", Ct);
        var keuze = Assert.Single(keuzes.Leerlingen);
        Assert.Equal((eerste.Waarde, true), (keuze.LopendDossier, keuze.LopendOpen));

        var tweede = await wereld.Haal<HulpvraagIndienen>().VoerUitAsync(wereld.Ilse, Schoolwereld.Liemers, Goed(wereld) with { Leerling = leerling.ToString() }, Ct);
        Assert.Contains("loopt al een dossier", Fout(tweede, "Leerling"), StringComparison.Ordinal);

        // Nor by typing the same leerling again.
        Assert.Contains("staat al bij uw school", Fout(await wereld.Haal<HulpvraagIndienen>().VoerUitAsync(wereld.Ilse, Schoolwereld.Liemers, Goed(wereld), Ct), "Roepnaam"), StringComparison.Ordinal);
        Assert.Equal(1, await wereld.VraagAsync<long>("select count(*) from dossier"));
    }

    [Fact]
    public async Task Of_two_people_at_once_one_begins_the_dossier()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        Gebruiker[] wie = [wereld.Loes, wereld.Ilse, wereld.Loes, wereld.Ilse];
        var keren = await Task.WhenAll(wie.Select(w => Task.Run(() => wereld.Haal<HulpvraagIndienen>().VoerUitAsync(w, Schoolwereld.Liemers, Goed(wereld), Ct))));
        Assert.Single(keren, k => k.IsGelukt);
        Assert.Equal(1, await wereld.VraagAsync<long>("select count(*) from dossier"));
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_its_field_and_nothing_is_written()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var leeg = new HulpvraagIndienenVerzoek(Guid.NewGuid(), null, null, null, null, null, null, null, null, null, null, null, null, "ambulante-begeleiding");
        Assert.Equal(["Route"], (await wereld.Haal<HulpvraagIndienen>().ControleerAsync(wereld.Loes, Schoolwereld.Liemers, leeg with { Route = null }, Hulpvraagdeel.Route, Ct)).Weigeringen.Select(w => w.Veld));
        var r = await wereld.Haal<HulpvraagIndienen>().VoerUitAsync(wereld.Loes, Schoolwereld.Liemers, leeg, Ct);
        Assert.Equal(["Leerling", "Signaal", "Leerkracht", "InternBegeleider"], r.Weigeringen.Select(w => w.Veld));

        var een = await wereld.Haal<HulpvraagIndienen>().ControleerAsync(wereld.Loes, Schoolwereld.Liemers, leeg, Hulpvraagdeel.Leerling, Ct);
        Assert.Equal(["Leerling"], een.Weigeringen.Select(w => w.Veld));
        var nieuw = await wereld.Haal<HulpvraagIndienen>().ControleerAsync(wereld.Loes, Schoolwereld.Liemers, leeg with { Leerling = "nieuw" }, Hulpvraagdeel.NieuweLeerling, Ct);
        Assert.Equal(["Roepnaam", "Achternaam", "Geboortedatum", "Groep"], nieuw.Weigeringen.Select(w => w.Veld));

        var goed = Goed(wereld);
        Assert.Contains("3 tot en met 14", await FoutAsync(wereld, goed with { Geboortedatum = "1-1-1999" }, "Geboortedatum"), StringComparison.Ordinal);
        Assert.Contains("dag-maand-jaar", await FoutAsync(wereld, goed with { Geboortedatum = "31-02-2018" }, "Geboortedatum"), StringComparison.Ordinal);
        Assert.Contains("BSN", await FoutAsync(wereld, goed with { Achternaam = "Voorbeeld 123456782" }, "Achternaam"), StringComparison.Ordinal);
        Assert.Contains("BSN", await FoutAsync(wereld, goed with { Signaal = "Nummer 1234.56.782 staat in Parnassys." }, "Signaal"), StringComparison.Ordinal);
        Assert.Contains("naam of geboortedatum", await FoutAsync(wereld, goed with { Vraag = "Wat helpt Sterre?" }, "Vraag"), StringComparison.Ordinal);
        Assert.Contains("korter", await FoutAsync(wereld, goed with { Signaal = new string('x', 4001) }, "Signaal"), StringComparison.Ordinal);
        Assert.Contains("5/6", await FoutAsync(wereld, goed with { Groep = "negen" }, "Groep"), StringComparison.Ordinal);
        Assert.Contains("bestaat niet", await FoutAsync(wereld, goed with { Gebied = "toveren" }, "Gebied"), StringComparison.Ordinal);
        Assert.Contains("ib-er van deze school", await FoutAsync(wereld, goed with { InternBegeleider = wereld.Iris.PersoonId.ToString() }, "InternBegeleider"), StringComparison.Ordinal);
        Assert.Contains("Kies uzelf", await FoutAsync(wereld, goed with { Leerkracht = wereld.Lars.PersoonId.ToString() }, "Leerkracht"), StringComparison.Ordinal);
        Assert.Equal(0, await wereld.VraagAsync<long>("select (select count(*) from leerling) + (select count(*) from dossier) + (select count(*) from verzoek)"));
    }

    [Fact]
    public async Task Another_school_and_another_region_do_not_exist()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        Assert.True((await wereld.Haal<HulpvraagIndienen>().VoerUitAsync(wereld.Loes, Schoolwereld.Liemers, Goed(wereld), Ct)).IsGelukt);
        var leerling = await wereld.VraagAsync<Guid>("select id from leerling");
        var anders = Goed(wereld) with { Leerling = leerling.ToString() };

        Assert.Contains("staat niet (meer)", Fout(await wereld.Haal<HulpvraagIndienen>().VoerUitAsync(wereld.Iris, Schoolwereld.Liemers, anders, Ct), "Leerling"), StringComparison.Ordinal);
        // A colleague who does not take part does not see the leerling either.
        Assert.Contains("staat niet (meer)", Fout(await wereld.Haal<HulpvraagIndienen>().VoerUitAsync(wereld.Lars, Schoolwereld.Liemers, anders, Ct), "Leerling"), StringComparison.Ordinal);
        Assert.True((await wereld.Haal<HulpvraagIndienen>().VoerUitAsync(wereld.Anna, Schoolwereld.Liemers, anders, Ct)).NietGevonden);
        Assert.True((await wereld.Haal<HulpvraagIndienen>().VoerUitAsync(wereld.Dirk, Schoolwereld.Liemers, anders, Ct)).NietGevonden);
    }

    private static string Fout(Resultaat r, string veld) => string.Join(" ", r.Weigeringen.Where(w => w.Veld == veld).Select(w => w.Bericht));

    private static async Task<string> FoutAsync(Schoolwereld wereld, HulpvraagIndienenVerzoek verzoek, string veld) =>
        Fout(await wereld.Haal<HulpvraagIndienen>().VoerUitAsync(wereld.Loes, Schoolwereld.Liemers, verzoek, Ct), veld);

    private static HulpvraagIndienenVerzoek Goed(Schoolwereld wereld) => new(
        Guid.NewGuid(), HulpvraagIndienen.NieuweLeerling, null, "Sterre", "Voorbeeld", $"12-03-{DateTime.Today.Year - 8}", "5/6",
        "Sterre raakt snel de draad kwijt.", "Wat helpt deze leerling om een taak af te maken?", "gedrag/taakwerkhouding", "preventief",
        wereld.Loes.PersoonId.ToString(), wereld.Ilse.PersoonId.ToString(), "ambulante-begeleiding");
}
