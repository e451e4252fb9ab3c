using Ambulant.Core.Logboek;
using Ambulant.Core.Toegang;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Logboek;

public sealed class LogboekTests(TestPostgres postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writing_an_observatie_completes_the_step_once_however_often_the_form_is_sent()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        Assert.Equal("observatie/1, tussenevaluatie/1", await proef.OpenAsync());
        var verzoek = Regel(proef, "observatie");

        var antwoorden = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => proef.Use<LogboekregelSchrijven>().VoerUitAsync(proef.Begeleider, Proefdossier.Regio, verzoek, Ct)));

        Assert.All(antwoorden, a => Assert.Equal(antwoorden[0].Waarde, a.Waarde));
        Assert.All(antwoorden, a => Assert.True(a.IsGelukt));
        Assert.Equal("observatie/2, tussenevaluatie/1", await proef.OpenAsync());
        Assert.Equal("genoteerd", await proef.VraagAsync<string>("select string_agg(uitkomst, ',') from stap_voltooid where dossier_id = @d and stap = 'observatie'"));
        Assert.Equal(1, await proef.VraagAsync<long>("select count(*) from logboekregel where dossier_id = @d"));
        Assert.Equal("Begeleider", await proef.VraagAsync<string>("select rol from logboekregel where dossier_id = @d"));
    }

    [Fact]
    public async Task Two_lines_at_once_are_two_rounds()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        var antwoorden = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => proef.Use<LogboekregelSchrijven>().VoerUitAsync(proef.Begeleider, Proefdossier.Regio, Regel(proef, "gesprek"), Ct)));
        Assert.All(antwoorden, a => Assert.True(a.IsGelukt));
        Assert.Equal("observatie/3, tussenevaluatie/1", await proef.OpenAsync());
    }

    [Fact]
    public async Task Adviezen_open_the_step_in_which_the_ib_er_processes_them_and_tell_the_ib_er()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        await SchrijfAsync(proef, proef.Begeleider, Regel(proef, "observatie", "Zet de taak op drie kaartjes.", " ", "Geef na elke stap een teken."));
        Assert.Equal("adviezen/1, observatie/2, tussenevaluatie/1", await proef.OpenAsync());
        Assert.Equal("Geef na elke stap een teken.|Zet de taak op drie kaartjes.", await proef.VraagAsync<string>("select string_agg(tekst, '|' order by tekst) from advies where dossier_id = @d and verwerking is null"));
        Assert.Equal(1, await MailsAsync(proef, proef.IbEr));

        // The step stays open with a second visit; nothing opens twice.
        await SchrijfAsync(proef, proef.Begeleider, Regel(proef, "observatie", "Nog een advies."));
        Assert.Equal("adviezen/1, observatie/3, tussenevaluatie/1", await proef.OpenAsync());
    }

    [Theory]
    [InlineData("overleg")]
    [InlineData("overig")]
    [InlineData("gebeurtenis")]
    public async Task Other_kinds_leave_the_step_as_it_is(string soort)
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        await SchrijfAsync(proef, proef.Begeleider, Regel(proef, soort, "Een advies uit een overleg."));
        Assert.Equal("observatie/1, tussenevaluatie/1", await proef.OpenAsync());
        Assert.Equal(1, await MailsAsync(proef, proef.IbEr));
    }

    [Fact]
    public async Task The_school_writes_without_moving_the_step_and_without_adviezen()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        await SchrijfAsync(proef, proef.Leerkracht, Regel(proef, "observatie"));
        Assert.Equal("observatie/1, tussenevaluatie/1", await proef.OpenAsync());

        var geweigerd = await proef.Use<LogboekregelSchrijven>().VoerUitAsync(proef.IbEr, Proefdossier.Regio, Regel(proef, "gesprek", "Mijn advies"), Ct);
        Assert.Equal("Alleen een ambulant begeleider schrijft adviezen, hooguit 3 per keer.", Assert.Single(geweigerd.Weigeringen).Bericht);
        Assert.Equal(1, await proef.VraagAsync<long>("select count(*) from logboekregel where dossier_id = @d"));
    }

    [Fact]
    public async Task Without_toestemming_a_begeleider_is_told_why_and_nothing_is_written()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres, toestemming: false);
        var verzoek = Regel(proef, "observatie", "Advies");
        var geweigerd = await proef.Use<LogboekregelSchrijven>().VoerUitAsync(proef.Begeleider, Proefdossier.Regio, verzoek, Ct);
        Assert.Contains("toestemming", Assert.Single(geweigerd.Weigeringen).Bericht, StringComparison.Ordinal);
        Assert.Equal(0, await proef.VraagAsync<long>("select (select count(*) from logboekregel) + (select count(*) from advies) + (select count(*) from verzoek)"));
        Assert.Equal("observatie/1, tussenevaluatie/1", await proef.OpenAsync());

        // The same form, sent again once the parents agreed, is handled.
        await proef.DoeAsync("update dossier set toestemming_geldig = true where id = @d");
        await SchrijfAsync(proef, proef.Begeleider, verzoek);
        Assert.Equal("adviezen/1, observatie/2, tussenevaluatie/1", await proef.OpenAsync());
    }

    [Fact]
    public async Task The_vereisten_of_the_step_hold_for_whoever_completes_it()
    {
        // A leerkracht who guides too sees the name without toestemming, but the step still needs it.
        await using var proef = await Proefdossier.MaakAsync(postgres, toestemming: false);
        await proef.DoeAsync($"insert into betrokkene (regio_id, id, dossier_id, persoon_id, rol, sinds) values ('liemers', gen_random_uuid(), @d, '{proef.Leerkracht.PersoonId}', 'Begeleider', now())");
        var geweigerd = await proef.Use<LogboekregelSchrijven>().VoerUitAsync(proef.Leerkracht, Proefdossier.Regio, Regel(proef, "observatie"), Ct);
        Assert.StartsWith("De toestemming van een ouder met gezag ontbreekt.", Assert.Single(geweigerd.Weigeringen).Bericht, StringComparison.Ordinal);
        Assert.Equal("observatie/1, tussenevaluatie/1", await proef.OpenAsync());
    }

    [Fact]
    public async Task A_person_outside_the_dossier_finds_nothing()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        await proef.DoeAsync($"update betrokkene set tot = now() where persoon_id = '{proef.Begeleider.PersoonId}'");
        Assert.True((await proef.Use<LogboekregelSchrijven>().VoerUitAsync(proef.Begeleider, Proefdossier.Regio, Regel(proef, "gesprek"), Ct)).NietGevonden);
    }

    [Theory]
    [InlineData("31-02-2026", "gesprek", "tekst", "Datum")]
    [InlineData("01-01-2099", "gesprek", "tekst", "Datum")]
    [InlineData("", "gesprek", "tekst", "Datum")]
    [InlineData("01-11-2026", "", "tekst", "Soort")]
    [InlineData("01-11-2026", "verzonnen", "tekst", "Soort")]
    [InlineData("01-11-2026", "gesprek", " \r\n ", "Bevindingen")]
    [InlineData("01-11-2026", "gesprek", "a\0b", "Bevindingen")]
    public async Task Bad_input_is_refused_beside_its_field(string datum, string soort, string tekst, string veld)
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        var geweigerd = await proef.Use<LogboekregelSchrijven>().VoerUitAsync(proef.Begeleider, Proefdossier.Regio, new(Guid.NewGuid(), proef.Id, datum, soort, tekst, []), Ct);
        Assert.Equal(veld, Assert.Single(geweigerd.Weigeringen).Veld);
    }

    [Fact]
    public async Task Text_that_is_too_long_is_refused_beside_its_field()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        var lang = new string('x', 8001);
        var geweigerd = await proef.Use<LogboekregelSchrijven>().VoerUitAsync(proef.Begeleider, Proefdossier.Regio, new(Guid.NewGuid(), proef.Id, "01-11-2026", "gesprek", lang, [null, lang]), Ct);
        Assert.Equal(["Bevindingen", "Advies2"], geweigerd.Weigeringen.Select(w => w.Veld));
    }

    [Fact]
    public async Task An_unexpected_event_written_by_the_ib_er_reaches_every_active_begeleider()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        await SchrijfAsync(proef, proef.IbEr, Regel(proef, "gebeurtenis"));
        Assert.Equal(1, await MailsAsync(proef, proef.Begeleider));
        Assert.Equal(1, await proef.VraagAsync<long>("select count(*) from mail_uit"));
        Assert.Equal(proef.Begeleider.PersoonId, await proef.VraagAsync<Guid>("select persoon_id from melding where dossier_id = @d and soort = 'gebeurtenis'"));

        await proef.DoeAsync("update betrokkene set tot = now() where rol = 'Begeleider'");
        await SchrijfAsync(proef, proef.IbEr, Regel(proef, "gebeurtenis"));
        await SchrijfAsync(proef, proef.Leerkracht, Regel(proef, "gebeurtenis"));
        Assert.Equal(1, await proef.VraagAsync<long>("select count(*) from melding"));
    }

    [Fact]
    public async Task A_correction_is_a_new_line_that_shows_the_old()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        var eerste = await SchrijfAsync(proef, proef.Begeleider, Regel(proef, "observatie", "Advies"));
        var verbetering = new LogboekregelCorrigerenVerzoek(Guid.NewGuid(), proef.Id, eerste, "02-11-2026", "gesprek", "Toch iets anders.");

        Assert.True((await CorrigeerAsync(proef, proef.IbEr, verbetering)).NietGevonden);
        var tweede = await CorrigeerAsync(proef, proef.Begeleider, verbetering);
        Assert.True(tweede.IsGelukt);
        Assert.Equal(tweede.Waarde, (await CorrigeerAsync(proef, proef.Begeleider, verbetering)).Waarde);

        // The step was done and stays done once.
        Assert.Equal("adviezen/1, observatie/2, tussenevaluatie/1", await proef.OpenAsync());
        var nogmaals = await CorrigeerAsync(proef, proef.Begeleider, verbetering with { Verzoek = Guid.NewGuid(), Bevindingen = "Nog anders." });
        Assert.StartsWith("Deze regel is al gecorrigeerd.", Assert.Single(nogmaals.Weigeringen).Bericht, StringComparison.Ordinal);
        var gelijk = await CorrigeerAsync(proef, proef.Begeleider, verbetering with { Verzoek = Guid.NewGuid(), Regel = tweede.Waarde });
        Assert.Equal("Bevindingen", Assert.Single(gelijk.Weigeringen).Veld);
        Assert.True((await CorrigeerAsync(proef, proef.Begeleider, verbetering with { Verzoek = Guid.NewGuid(), Regel = tweede.Waarde, Bevindingen = "Derde tekst." })).IsGelukt);

        var regel = Assert.Single((await proef.Use<LogboekLezen>().LeesAsync(await proef.KopAsync(proef.IbEr), 1, Ct)).Regels);
        Assert.Equal("Derde tekst.", regel.Nu.Tekst);
        Assert.Equal(["Toch iets anders.", "Sterre begint vlot."], regel.Eerder.Select(e => e.Tekst));
        Assert.Equal("Advies", Assert.Single(regel.Adviezen).Tekst);
    }

    [Fact]
    public async Task The_list_is_newest_first_and_paged_by_fifty()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        await proef.DoeAsync($"""
            insert into logboekregel (regio_id, id, dossier_id, datum, soort, tekst, persoon_id, rol, op)
            select 'liemers', gen_random_uuid(), @d, date '2026-01-01' + n, 'overig', 'regel ' || n, '{proef.Begeleider.PersoonId}', 'Begeleider', now() from generate_series(1, 51) n
            """);
        var kop = await proef.KopAsync(proef.Begeleider);
        var eerste = await proef.Use<LogboekLezen>().LeesAsync(kop, 1, Ct);
        var tweede = await proef.Use<LogboekLezen>().LeesAsync(kop, 2, Ct);
        Assert.Equal(("regel 51", "regel 2", 50, true), (eerste.Regels[0].Nu.Tekst, eerste.Regels[^1].Nu.Tekst, eerste.Regels.Count, eerste.Meer));
        Assert.Equal(("regel 1", false), (Assert.Single(tweede.Regels).Nu.Tekst, tweede.Meer));
        Assert.Equal(Rol.Begeleider, eerste.Regels[0].Nu.Rol);
        Assert.Equal("observatie", (await proef.Use<LogboekLezen>().StapAsync(kop, Ct))?.Sleutel);
        Assert.Null(await proef.Use<LogboekLezen>().StapAsync(await proef.KopAsync(proef.IbEr), Ct));
    }

    internal static LogboekregelSchrijvenVerzoek Regel(Proefdossier proef, string soort, params string?[] adviezen) =>
        new(Guid.NewGuid(), proef.Id, "01-11-2026", soort, "Sterre begint vlot.", adviezen);

    internal static async Task<Guid> SchrijfAsync(Proefdossier proef, Gebruiker wie, LogboekregelSchrijvenVerzoek verzoek)
    {
        var antwoord = await proef.Use<LogboekregelSchrijven>().VoerUitAsync(wie, Proefdossier.Regio, verzoek, Ct);
        Assert.Empty(antwoord.Weigeringen);
        Assert.True(antwoord.IsGelukt);
        return antwoord.Waarde;
    }

    private static Task<Resultaat<Guid>> CorrigeerAsync(Proefdossier proef, Gebruiker wie, LogboekregelCorrigerenVerzoek verzoek) =>
        proef.Use<LogboekregelCorrigeren>().VoerUitAsync(wie, Proefdossier.Regio, verzoek, Ct);

    private static Task<long> MailsAsync(Proefdossier proef, Gebruiker aan) =>
        proef.VraagAsync<long>($"select count(*) from mail_uit where aan = (select email from persoon where id = '{aan.PersoonId}')");
}
