using Ambulant.Core.Betrokkenen;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Toegang;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Blokken;

/// <summary>The hulpvraag leads to the expertise, and that to the organisation and who pays (memo 002/004).</summary>
public sealed class DeskundigheidTests(TestPostgres postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_has_the_expertise_that_is_asked_comes_first_and_the_dossier_says_who_pays()
    {
        await using var w = await Noordwereld.MaakAsync(postgres, gang: [("hulpvraag", "gesteld"), ("contact", "mdo"), ("toestemming", "gegeven"), ("mdo", "klaar"), ("instemming", "eens")]);
        await w.SchrijfAsync(w.IbEr, 0, ("analyse", "A."));
        await w.VraagAsync<object>("""
            insert into instemming (regio_id, id, dossier_id, ouder_id, blok, nummer, soort, wijze, op)
            select 'noord-kennemerland', gen_random_uuid(), @d, o, 'top-dossier', 1, 'gegeven', 'papier', now() from unnest(array[@Anna, @Bram]) o
            """);
        var blad = (await w.Haal<StapFormulier>().LeesAsync(await w.KopAsync(w.Consulent), "begeleider", Ct))!;
        Assert.Equal(
            ["Zoë Bedacht (gedrag en leren-leren, Gedragwijzer (verzonnen), betaald uit samenwerkingsverband)", "Ans Bedacht (andere deskundigheid: auditief, taal en communicatie, Taalzee (verzonnen), betaald uit landelijke regeling)"],
            blad.Kandidaten.Select(k => k.Omschrijving(true)));

        var resultaat = await w.Haal<StapVoltooien>().VoerUitAsync(w.Consulent, Noordwereld.Regio, new(
            Guid.NewGuid(), w.Dossier, "begeleider", 1, "gevraagd", new Dictionary<string, string?> { ["begeleider"] = w.Begeleider.PersoonId.ToString() }, [], false, null), Ct);
        Assert.True(resultaat.IsGelukt, string.Join(' ', resultaat.Weigeringen.Select(f => f.Bericht)));
        var overzicht = await w.Haal<DossierOverzicht>().LeesAsync(w.IbEr, await w.KopAsync(w.IbEr), Ct);
        Assert.Equal("gedrag en leren-leren, Gedragwijzer (verzonnen), betaald uit samenwerkingsverband", Assert.Single(overzicht.Betrokkenen, b => b.Rol is Rol.Begeleider).Toelichting);
        Assert.All(overzicht.Betrokkenen.Where(b => b.Rol is not Rol.Begeleider), b => Assert.Empty(b.Toelichting));
        var betrokkenen = await w.Haal<BetrokkenenLezen>().LeesAsync(await w.KopAsync(w.IbEr), Ct);
        Assert.Contains("landelijke regeling", Assert.Single(betrokkenen.Kandidaten, k => k.Rol is Rol.Begeleider).Toelichting, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_evaluation_before_its_day_is_warned_of_and_not_barred()
    {
        await using var w = await Noordwereld.MaakAsync(postgres, gang: [("hulpvraag", "gesteld"), ("contact", "mdo"), ("toestemming", "gegeven"), ("mdo", "klaar"), ("instemming", "eens"), ("begeleider", "gevraagd")]);
        await w.SchrijfAsync(w.IbEr, 0, ("plan-van-aanpak", "Plan."));
        await w.VraagAsync<object>("""
            insert into instemming (regio_id, id, dossier_id, ouder_id, blok, nummer, soort, wijze, op)
            select 'noord-kennemerland', gen_random_uuid(), @d, o, 'top-dossier', 1, 'gegeven', 'papier', now() from unnest(array[@Anna, @Bram]) o;
            insert into afspraak (regio_id, id, dossier_id, wat, ouder_id, wanneer, op) values ('noord-kennemerland', gen_random_uuid(), @d, 'Elke dag lezen', @Anna, current_date, now());
            """);
        Assert.True((await w.Haal<BetrokkeneUitnodigen>().VoerUitAsync(w.IbEr, Noordwereld.Regio, w.Dossier, Guid.NewGuid(), $"Begeleider:{w.Begeleider.PersoonId}", Ct)).IsGelukt);
        var gestart = await w.Haal<StapVoltooien>().VoerUitAsync(w.IbEr, Noordwereld.Regio, new(
            Guid.NewGuid(), w.Dossier, "uitvoering", 1, "gestart", new Dictionary<string, string?> { ["gestart-op"] = "02-11-2026" }, [], true, null), Ct);
        Assert.True(gestart.IsGelukt, string.Join(' ', gestart.Weigeringen.Select(f => f.Bericht)));

        // From 3 November: ten weeks and thirteen weeks.
        var evaluatie = (await w.Haal<StapFormulier>().LeesAsync(await w.KopAsync(w.IbEr), "evaluatie", Ct))!;
        Assert.Equal(new DateOnly(2027, 1, 12), evaluatie.TeVroegTot);
        var open = (await w.Haal<DossierOverzicht>().LeesAsync(w.IbEr, await w.KopAsync(w.IbEr), Ct)).Open.Single(o => o.Stap.Sleutel == "evaluatie");
        Assert.Equal((new DateOnly(2027, 1, 12), new DateOnly(2027, 2, 2)), (open.Vanaf!.Value, open.Uiterlijk!.Value));

        var aanwezig = evaluatie.Aanwezigen.Select(a => a.Sleutel).ToList();
        var gedaan = await w.Haal<StapVoltooien>().VoerUitAsync(w.IbEr, Noordwereld.Regio, new(
            Guid.NewGuid(), w.Dossier, "evaluatie", 1, "afsluiten", new[] { "goed", "beter", "doelen", "opgeleverd", "vervolg" }.ToDictionary(v => v, v => (string?)"Verzonnen.").Append(new("datum", "03-11-2026")).ToDictionary(), aanwezig, false, null), Ct);
        Assert.True(gedaan.IsGelukt, string.Join(' ', gedaan.Weigeringen.Select(f => f.Bericht)));
        Assert.Equal("overdragen", await w.OpenAsync());
    }
}
