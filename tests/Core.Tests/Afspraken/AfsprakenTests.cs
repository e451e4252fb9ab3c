using Ambulant.Core.Afspraken;
using Ambulant.Core.Toegang;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Afspraken;

public sealed class AfsprakenTests(TestPostgres postgres)
{
    private static readonly DateOnly Vandaag = new(2026, 11, 24);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-2, "2 dagen te laat", true)]
    [InlineData(-1, "1 dag te laat", true)]
    [InlineData(0, "Vandaag", false)]
    [InlineData(1, "Morgen", false)]
    [InlineData(14, "Nog 14 dagen", false)]
    [InlineData(15, "Later", false)]
    public void How_it_stands_is_said_in_words(int dagen, string woorden, bool teLaat)
    {
        var afspraak = new Afspraak(Guid.NewGuid(), "Bellen", "persoon:x", "Ans Bedacht", Vandaag.AddDays(dagen), null, 1);
        Assert.Equal((woorden, teLaat), (afspraak.Termijn(Vandaag), afspraak.TeLaat(Vandaag)));
        var gedaan = afspraak with { GedaanOp = DateTimeOffset.UnixEpoch };
        Assert.Equal((null, false), (gedaan.Termijn(Vandaag), gedaan.TeLaat(Vandaag)));
    }

    [Fact]
    public async Task Open_ones_stand_first_by_date_and_a_done_one_can_be_opened_again()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        await MaakAsync(proef, "later", proef.IbEr, "1-12-2026");
        var vroeg = await MaakAsync(proef, "vroeg", proef.IbEr, "1-11-2026");
        await MaakAsync(proef, "midden", proef.IbEr, "15-11-2026");
        Assert.Equal("vroeg,midden,later", await NamenAsync(proef));

        var vink = new AfspraakAfvinkenVerzoek(Guid.NewGuid(), proef.Id, vroeg, 1, true);
        Assert.True((await VinkAsync(proef, proef.Leerkracht, vink)).IsGelukt);
        Assert.True((await VinkAsync(proef, proef.Leerkracht, vink)).IsGelukt);
        Assert.True((await VinkAsync(proef, proef.IbEr, vink with { Verzoek = Guid.NewGuid() })).IsGelukt);
        Assert.Equal("midden,later,vroeg", await NamenAsync(proef));
        Assert.Single((await VinkAsync(proef, proef.IbEr, vink with { Verzoek = Guid.NewGuid(), Gedaan = false })).Weigeringen);
        Assert.True((await VinkAsync(proef, proef.IbEr, vink with { Verzoek = Guid.NewGuid(), Versie = 2, Gedaan = false })).IsGelukt);
        Assert.Equal("vroeg,midden,later", await NamenAsync(proef));
        Assert.Equal(1, await proef.VraagAsync<long>("select count(*) from handeling where soort = 'afspraak-gedaan'"));
    }

    [Fact]
    public async Task Someone_else_who_gets_an_afspraak_hears_it_by_mail_without_what_it_is_about()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        await MaakAsync(proef, "Voor mij", proef.IbEr, "1-12-2026");
        Assert.Equal(0, await MailsAsync(proef));
        var id = await MaakAsync(proef, "Sterre observeren", proef.Begeleider, "1-12-2026");
        Assert.Equal(1, await MailsAsync(proef));
        Assert.DoesNotContain("Sterre", await proef.VraagAsync<string>("select onderwerp || tekst from mail_uit"), StringComparison.Ordinal);

        // Only another owner is news.
        var wijziging = Verzoek(proef, "Sterre tweemaal observeren", Sleutel(proef.Begeleider), "2-12-2026") with { Afspraak = id, Versie = 1 };
        Assert.True((await SchrijfAsync(proef, wijziging)).IsGelukt);
        Assert.Equal(1, await MailsAsync(proef));
        Assert.True((await SchrijfAsync(proef, wijziging with { Verzoek = Guid.NewGuid(), Versie = 2, Wie = Sleutel(proef.Consulent) })).IsGelukt);
        Assert.Equal(2, await MailsAsync(proef));
        Assert.Contains("intussen gewijzigd", (await SchrijfAsync(proef, wijziging with { Verzoek = Guid.NewGuid() })).Weigeringen[0].Bericht, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parent_can_own_an_afspraak_and_a_stranger_cannot()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        var blad = await proef.Use<AfsprakenLezen>().EenAsync(await proef.KopAsync(proef.IbEr), null, Ct);
        Assert.Null(blad.Afspraak);
        var ouder = Assert.Single(blad.Eigenaren, e => e.Rollen.Contains(Rol.Ouder));
        Assert.Equal(5, blad.Eigenaren.Count);
        var id = (await SchrijfAsync(proef, Verzoek(proef, "Elke avond lezen", ouder.Sleutel, "1-12-2026"))).Waarde;
        Assert.Equal((ouder.Sleutel, ouder.Naam), (await proef.Use<AfsprakenLezen>().EenAsync(await proef.KopAsync(proef.IbEr), id, Ct)).Afspraak is { } a ? (a.Eigenaar, a.Wie) : default);

        foreach (var wie in new[] { $"persoon:{Guid.NewGuid()}", $"ouder:{Guid.NewGuid()}", "persoon:", "iedereen" })
        {
            Assert.Equal("Wie", Assert.Single((await SchrijfAsync(proef, Verzoek(proef, "x", wie, "1-12-2026"))).Weigeringen).Veld);
        }

        Assert.Equal(["Wat", "Wie", "Wanneer"], (await SchrijfAsync(proef, Verzoek(proef, "", "", ""))).Weigeringen.Select(w => w.Veld));
    }

    [Fact]
    public async Task Who_left_keeps_what_was_agreed_and_the_form_still_shows_them()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        var id = await MaakAsync(proef, "Verslag", proef.Begeleider, "1-12-2026");
        await proef.DoeAsync($"update betrokkene set tot = now() where dossier_id = @d and persoon_id = '{proef.Begeleider.PersoonId}' returning null");
        var blad = await proef.Use<AfsprakenLezen>().EenAsync(await proef.KopAsync(proef.IbEr), id, Ct);
        Assert.Empty(Assert.Single(blad.Eigenaren, e => e.Sleutel == Sleutel(proef.Begeleider)).Rollen);
        Assert.True((await VinkAsync(proef, proef.Begeleider, new(Guid.NewGuid(), proef.Id, id, 1, true))).NietGevonden);
    }

    private static string Sleutel(Gebruiker wie) => $"persoon:{wie.PersoonId}";

    private static AfspraakSchrijvenVerzoek Verzoek(Proefdossier proef, string wat, string wie, string wanneer) => new(Guid.NewGuid(), proef.Id, null, 0, wat, wie, wanneer);

    private static Task<Resultaat<Guid>> SchrijfAsync(Proefdossier proef, AfspraakSchrijvenVerzoek verzoek) =>
        proef.Use<AfspraakSchrijven>().VoerUitAsync(proef.IbEr, Proefdossier.Regio, verzoek, Ct);

    private static async Task<Guid> MaakAsync(Proefdossier proef, string wat, Gebruiker wie, string wanneer)
    {
        var resultaat = await SchrijfAsync(proef, Verzoek(proef, wat, Sleutel(wie), wanneer));
        Assert.True(resultaat.IsGelukt);
        return resultaat.Waarde;
    }

    private static Task<Resultaat<Guid>> VinkAsync(Proefdossier proef, Gebruiker wie, AfspraakAfvinkenVerzoek verzoek) =>
        proef.Use<AfspraakAfvinken>().VoerUitAsync(wie, Proefdossier.Regio, verzoek, Ct);

    private static async Task<string> NamenAsync(Proefdossier proef) =>
        string.Join(',', (await proef.Use<AfsprakenLezen>().LijstAsync(await proef.KopAsync(proef.Leerkracht), Ct)).Afspraken.Select(a => a.Wat));

    private static Task<long> MailsAsync(Proefdossier proef) => proef.VraagAsync<long>("select count(*) from mail_uit");
}
