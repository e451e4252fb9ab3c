using Ambulant.Core.Bewaren;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Hulpvragen;
using Ambulant.Core.Logboek;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Core.Werk;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Hulpvragen;

/// <summary>A hulpvraag about a group or a school: no leerling, no parents, nothing to close before toestemming.</summary>
public sealed class OnderwerpTests(TestPostgres postgres)
{
    private const string Noord = Schoolwereld.Noord;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dossier_about_a_group_runs_from_question_to_erasing_without_a_leerling()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var (nora, lena, cees) = await MensenAsync(wereld);
        var verzoek = new HulpvraagIndienenVerzoek(
            Guid.NewGuid(), null, null, null, null, null, "5/6", "De groep is onrustig na de pauze.", "Hoe krijgen wij rust in de groep?", "gedrag en leren-leren", "preventief",
            lena.PersoonId.ToString(), nora.PersoonId.ToString(), "voorlichting/groep");
        Assert.Equal(["Groep"], (await wereld.Haal<HulpvraagIndienen>().VoerUitAsync(nora, Noord, verzoek with { Groep = "" }, Ct)).Weigeringen.Select(w => w.Veld));
        Assert.Equal(["Route"], (await wereld.Haal<HulpvraagIndienen>().ControleerAsync(nora, Noord, verzoek with { Route = "zwemmen" }, Hulpvraagdeel.Route, Ct)).Weigeringen.Select(w => w.Veld));
        var id = (await wereld.Haal<HulpvraagIndienen>().VoerUitAsync(nora, Noord, verzoek, Ct)).Waarde;

        await DoeAsync(nora, "hulpvraag", "gesteld", ("onderwerp", "Rust in de groep"), ("voor-wie", "Voor een leerkracht"), ("consulent", cees.PersoonId.ToString()));

        // No toestemming to wait for: everyone involved sees everything.
        var kop = (await wereld.Haal<DossierOpenen>().OpenAsync(cees, Noord, id, new("proef"), Ct))!;
        Assert.Equal(("Groep 5/6", true, Onderwerp.Groep, null), (kop.Aanduiding, kop.Volledig, kop.Onderwerp, kop.LeerlingId));
        Assert.Equal("Groep 5/6", Assert.Single(await wereld.Haal<Dossierlijst>().LeesAsync(cees, Noord, 1, Ct)).Leerling);
        Assert.Equal(("Groep 5/6", "Contact school en consulent"), Assert.Single(await wereld.Haal<Werkvoorraad>().LeesAsync(cees, Ct)) is var w ? (w.Wie, w.Wat) : default);

        await DoeAsync(cees, "contact", "voorlichting", ("datum", "01-10-2026"), ("besproken", "Een begeleider komt langs."), ("begeleider", wereld.Anna.PersoonId.ToString()));
        Assert.True((await wereld.Haal<LogboekregelSchrijven>().VoerUitAsync(wereld.Anna, Noord, new(Guid.NewGuid(), id, "02-10-2026", "gesprek", "Gepraat over rust.", []), Ct)).IsGelukt);
        await DoeAsync(wereld.Anna, "voorlichting", "gegeven", ("datum", "05-10-2026"), ("inhoud", "Rust na de pauze."), ("versterken", "De leerkracht begint rustig."));
        await DoeAsync(nora, "evaluatie", "sluiten", ("datum", "01-11-2026"), ("goed", "Rustiger."), ("beter", "Vaker."), ("opgeleverd", "Handvatten."), ("vervolg", "Geen."));

        var inhoud = (await wereld.Haal<Overdracht>().NeemAsync(nora, Noord, id, Ct)).Waarde!;
        Assert.Null(inhoud.Leerling);
        Assert.Equal(("Groep", "5/6"), (inhoud.Dossier.Onderwerp, inhoud.Dossier.Groep));
        using var zip = new MemoryStream();
        await wereld.Haal<Overdracht>().SchrijfAsync(inhoud, zip, Ct);
        var gewist = await wereld.Haal<DossierWissen>().VoerUitAsync(nora, Noord, new(id, inhoud.Som(), true), Ct);
        Assert.True(gewist.IsGelukt, string.Join(' ', gewist.Weigeringen));
        Assert.Equal(0, await wereld.VraagAsync<long>("select count(*) from dossier"));

        async Task DoeAsync(Gebruiker wie, string stap, string uitkomst, params (string, string)[] antwoorden)
        {
            var kop = (await wereld.Haal<DossierOpenen>().OpenAsync(wie, Noord, id, new("proef"), Ct))!;
            var aanwezig = (await wereld.Haal<StapFormulier>().LeesAsync(kop, stap, Ct))!.Aanwezigen.Select(a => a.Sleutel).Distinct().ToList();
            var r = await wereld.Haal<StapVoltooien>().VoerUitAsync(wie, Noord, new(Guid.NewGuid(), id, stap, 1, uitkomst, antwoorden.ToDictionary(a => a.Item1, a => (string?)a.Item2), aanwezig, false, null), Ct);
            Assert.True(r.IsGelukt, string.Join(' ', r.Weigeringen));
        }
    }

    [Fact]
    public async Task A_question_of_the_school_needs_no_leerkracht_and_the_database_keeps_the_subjects_apart()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var (nora, lena, _) = await MensenAsync(wereld);
        var verzoek = new HulpvraagIndienenVerzoek(Guid.NewGuid(), null, null, null, null, null, null, "Wij willen meer weten over taal.", null, null, null, null, nora.PersoonId.ToString(), "voorlichting/school");
        var id = (await wereld.Haal<HulpvraagIndienen>().VoerUitAsync(nora, Noord, verzoek, Ct)).Waarde;
        Assert.Equal("De Duinroos (verzonnen)", (await wereld.Haal<DossierOpenen>().OpenAsync(nora, Noord, id, new("proef"), Ct))!.Aanduiding);
        Assert.Equal(1, await wereld.VraagAsync<long>("select count(*) from betrokkene"));

        // A leerkracht who asks takes part.
        Assert.Equal(["Leerkracht"], (await wereld.Haal<HulpvraagIndienen>().VoerUitAsync(lena, Noord, verzoek with { Verzoek = Guid.NewGuid() }, Ct)).Weigeringen.Select(w => w.Veld));

        foreach (var fout in new[] { "onderwerp = 'Leerling'", "onderwerp = 'Groep'", "groep = '5'" })
        {
            Assert.Equal("23514", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => wereld.VraagAsync<object>($"update dossier set {fout} returning id"))).SqlState);
        }
    }

    [Fact]
    public void A_route_for_a_group_cannot_ask_parents_anything()
    {
        Stap stap = new() { Sleutel = "a", Naam = "A", Uitleg = "", Rollen = [Rol.InternBegeleider], Vereisten = [new(Vereistesoort.Toestemming)], Uitkomsten = [new("klaar", "Klaar", ["b"])] };
        var route = new Route("r", "R", "", "a", "b", [new("f", "F", [stap, stap with { Sleutel = "b", Vereisten = [], Uitkomsten = [new("klaar", "Klaar", [])] }])]) { Onderwerpen = [Onderwerp.Groep] };
        Assert.Equal(["a"], Routecontrole.Controleer(route).Select(f => f.Plaats));
        Assert.Empty(Routecontrole.Controleer(route with { Onderwerpen = [Onderwerp.Leerling] }));
    }

    private static async Task<(Gebruiker Nora, Gebruiker Lena, Gebruiker Cees)> MensenAsync(Schoolwereld wereld)
    {
        var school = await wereld.Haal<Core.Scholen.SchoolVastleggen>().VoerUitAsync(Noord, "90CC", "De Duinroos (verzonnen)", "Verzonnen aan Zee", "", Ct);
        return (
            await wereld.MensAsync("Nora Bedacht", new Lidmaatschapsopgave(Noord, Rol.InternBegeleider, school)),
            await wereld.MensAsync("Lena Bedacht", new Lidmaatschapsopgave(Noord, Rol.Leerkracht, school)),
            await wereld.MensAsync("Cees Bedacht", new Lidmaatschapsopgave(Noord, Rol.Consulent)));
    }
}
