using Ambulant.Core.Hulpvragen;
using Ambulant.Core.Leerlingen;
using Ambulant.Core.Ouders;
using Ambulant.Core.Toegang;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Leerlingen;

public sealed class LeerlingenTests(TestPostgres postgres)
{
    private const string Liemers = Schoolwereld.Liemers;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ib_er_and_directeur_see_the_school_a_leerkracht_the_own_leerlingen_and_another_school_nothing()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var vanLoes = await ToevoegenAsync(wereld, wereld.Loes, "Sterre");
        var vanIlse = await ToevoegenAsync(wereld, wereld.Ilse, "Noor");

        Assert.Equal(["Noor", "Sterre"], await NamenAsync(wereld, wereld.Ilse));
        Assert.Equal(["Noor", "Sterre"], await NamenAsync(wereld, wereld.Dirk));
        Assert.Equal(["Sterre"], await NamenAsync(wereld, wereld.Loes));
        Assert.Empty(await NamenAsync(wereld, wereld.Lars));
        Assert.Empty(await NamenAsync(wereld, wereld.Iris));
        Assert.Equal(["Noor"], (await wereld.Haal<LeerlingenVinden>().LeesAsync(wereld.Ilse, Liemers, " noor v", Ct)).Leerlingen.Select(l => l.Roepnaam));
        Assert.Empty((await wereld.Haal<LeerlingenVinden>().LeesAsync(wereld.Ilse, Liemers, "%", Ct)).Leerlingen);

        var bekijken = wereld.Haal<LeerlingBekijken>();
        Assert.True((await bekijken.LeesAsync(wereld.Loes, Liemers, vanLoes, Ct))!.MagWijzigen);
        Assert.False((await bekijken.LeesAsync(wereld.Dirk, Liemers, vanLoes, Ct))!.MagWijzigen);
        Assert.Null(await bekijken.LeesAsync(wereld.Loes, Liemers, vanIlse, Ct));
        Assert.Null(await bekijken.LeesAsync(wereld.Iris, Liemers, vanLoes, Ct));
        Assert.Null(await bekijken.LeesAsync(wereld.Ilse, Schoolwereld.Noord, vanLoes, Ct));

        // Taking part in the dossier opens the leerling to a leerkracht, and looking is written down.
        var dossier = await DossierAsync(wereld, vanIlse);
        Assert.Equal(["Noor", "Sterre"], await NamenAsync(wereld, wereld.Loes));
        Assert.Equal(dossier, Assert.Single((await bekijken.LeesAsync(wereld.Loes, Liemers, vanIlse, Ct))!.Dossiers).Id);
        Assert.Equal(1, await wereld.VraagAsync<long>($"select count(*) from inzage where dossier_id = '{dossier}' and persoon_id = '{wereld.Loes.PersoonId}' and wat = 'leerling'"));
    }

    [Fact]
    public async Task A_change_is_checked_and_a_stale_form_writes_nothing()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var id = await ToevoegenAsync(wereld, wereld.Ilse, "Sterre");
        await ToevoegenAsync(wereld, wereld.Ilse, "Noor");
        var goed = new LeerlingWijzigenVerzoek(Guid.NewGuid(), id, 1, "Sterre", "Voorbeeld", Jaar(9), "6");
        Assert.True((await wereld.Haal<LeerlingWijzigen>().VoerUitAsync(wereld.Ilse, Liemers, goed, Ct)).IsGelukt);
        Assert.True((await wereld.Haal<LeerlingWijzigen>().VoerUitAsync(wereld.Ilse, Liemers, goed, Ct)).IsGelukt);
        Assert.Equal(2, await wereld.VraagAsync<int>($"select versie from leerling where id = '{id}' and groep = '6'"));

        var oud = await wereld.Haal<LeerlingWijzigen>().VoerUitAsync(wereld.Ilse, Liemers, goed with { Verzoek = Guid.NewGuid(), Groep = "7" }, Ct);
        Assert.Contains("intussen gewijzigd", Assert.Single(oud.Weigeringen).Bericht, StringComparison.Ordinal);
        var dubbel = await wereld.Haal<LeerlingWijzigen>().VoerUitAsync(wereld.Ilse, Liemers, goed with { Verzoek = Guid.NewGuid(), Versie = 2, Roepnaam = "noor", Geboortedatum = Jaar(8) }, Ct);
        Assert.Contains("staat al", Assert.Single(dubbel.Weigeringen).Bericht, StringComparison.Ordinal);
        Assert.True((await wereld.Haal<LeerlingWijzigen>().VoerUitAsync(wereld.Iris, Liemers, goed with { Verzoek = Guid.NewGuid(), Versie = 2 }, Ct)).NietGevonden);
        Assert.True((await wereld.Haal<LeerlingWijzigen>().VoerUitAsync(wereld.Dirk, Liemers, goed with { Verzoek = Guid.NewGuid(), Versie = 2 }, Ct)).NietGevonden);
        Assert.Equal(2, await wereld.VraagAsync<int>($"select versie from leerling where id = '{id}'"));
    }

    [Fact]
    public async Task A_name_that_the_hulpvraag_mentions_waits_until_it_is_taken_out_there()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var id = await ToevoegenAsync(wereld, wereld.Ilse, "Sterre");
        var dossier = await DossierAsync(wereld, id, "Hoe helpen wij dit kind als Pim uit de klas er niet is?");
        var verzoek = new LeerlingWijzigenVerzoek(Guid.NewGuid(), id, 1, "Pim", "Voorbeeld", Jaar(9), "6");
        var fout = Assert.Single((await wereld.Haal<LeerlingWijzigen>().VoerUitAsync(wereld.Ilse, Liemers, verzoek, Ct)).Weigeringen);
        Assert.Contains(await wereld.VraagAsync<string>($"select nummer from dossier where id = '{dossier}'"), fout.Bericht, StringComparison.Ordinal);
        Assert.Equal("Sterre", await wereld.VraagAsync<string>($"select roepnaam from leerling where id = '{id}'"));

        // Another name is no trouble, and nor is this one once the text is changed.
        Assert.True((await wereld.Haal<LeerlingWijzigen>().VoerUitAsync(wereld.Ilse, Liemers, verzoek with { Verzoek = Guid.NewGuid(), Roepnaam = "Ster" }, Ct)).IsGelukt);
        var vraag = new HulpvraagSchrijvenVerzoek(Guid.NewGuid(), dossier, 1, "Raakt snel de draad kwijt.", "Hoe helpen wij dit kind?", null, null);
        Assert.True((await wereld.Haal<HulpvraagSchrijven>().VoerUitAsync(wereld.Ilse, Liemers, vraag, Ct)).IsGelukt);
        Assert.True((await wereld.Haal<LeerlingWijzigen>().VoerUitAsync(wereld.Ilse, Liemers, verzoek with { Verzoek = Guid.NewGuid(), Versie = 2 }, Ct)).IsGelukt);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(14, true)]
    [InlineData(2, false)]
    [InlineData(15, false)]
    public async Task A_leerling_is_three_to_fourteen(int leeftijd, bool mag)
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var r = await wereld.Haal<LeerlingToevoegen>().VoerUitAsync(wereld.Ilse, Liemers, new(Guid.NewGuid(), null, "Sterre", "Voorbeeld", Jaar(leeftijd), "3"), Ct);
        Assert.Equal(mag, r.IsGelukt);
    }

    [Fact]
    public async Task Who_has_two_schools_chooses_one_of_them()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var twee = await wereld.MensAsync("Twan Tweescholen", new Lidmaatschapsopgave(Liemers, Rol.InternBegeleider, wereld.Vlinder), new Lidmaatschapsopgave(Liemers, Rol.InternBegeleider, wereld.Zand));
        var verzoek = new LeerlingToevoegenVerzoek(Guid.NewGuid(), null, "Sterre", "Voorbeeld", Jaar(8), "3");
        Assert.Equal("School", Assert.Single((await wereld.Haal<LeerlingToevoegen>().VoerUitAsync(twee, Liemers, verzoek, Ct)).Weigeringen).Veld);
        Assert.True((await wereld.Haal<LeerlingToevoegen>().VoerUitAsync(twee, Liemers, verzoek with { School = wereld.Zand.ToString() }, Ct)).IsGelukt);
        Assert.Equal(["Sterre"], await NamenAsync(wereld, wereld.Iris));
    }

    [Fact]
    public async Task Toestemming_follows_the_parents_with_gezag()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var leerling = await ToevoegenAsync(wereld, wereld.Ilse, "Sterre");
        var dossier = await DossierAsync(wereld, leerling);
        var een = await OuderAsync(wereld, leerling, null, 0, "Ouder Een", "ja");
        await wereld.VraagAsync<int>($"""
            with t as (insert into toestemming (regio_id, id, dossier_id, ouder_id, doel, tekstversie, soort, wijze, op)
              values ('liemers', gen_random_uuid(), '{dossier}', '{een}', 'ambulante begeleiding', '1', 'gegeven', 'papier', now()))
            select 1
            """);
        Task<bool> GeldigAsync() => wereld.VraagAsync<bool>($"select toestemming_geldig from dossier where id = '{dossier}'");

        await OuderAsync(wereld, leerling, een, 1, "Ouder Een", "ja");
        Assert.True(await GeldigAsync());
        var twee = await OuderAsync(wereld, leerling, null, 0, "Ouder Twee", "ja");
        Assert.False(await GeldigAsync());
        await OuderAsync(wereld, leerling, twee, 1, "Ouder Twee", "nee");
        Assert.True(await GeldigAsync());
        await OuderAsync(wereld, leerling, twee, 2, "Ouder Twee", "ja");
        Assert.False(await GeldigAsync());
        Assert.True((await wereld.Haal<OuderVerwijderen>().VoerUitAsync(wereld.Ilse, Liemers, Guid.NewGuid(), leerling, twee, 3, Ct)).IsGelukt);
        Assert.True(await GeldigAsync());
        Assert.True((await wereld.Haal<OuderVerwijderen>().VoerUitAsync(wereld.Ilse, Liemers, Guid.NewGuid(), leerling, een, 2, Ct)).IsGelukt);
        Assert.False(await GeldigAsync());
    }

    [Fact]
    public async Task A_parent_is_checked_and_of_the_own_school()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var leerling = await ToevoegenAsync(wereld, wereld.Ilse, "Sterre");
        var vastleggen = wereld.Haal<OuderVastleggen>();
        var leeg = await vastleggen.VoerUitAsync(wereld.Ilse, Liemers, new(Guid.NewGuid(), leerling, null, 0, " ", "geen adres", null), Ct);
        Assert.Equal(["Naam", "Email", "Gezag"], leeg.Weigeringen.Select(w => w.Veld));
        Assert.True((await vastleggen.VoerUitAsync(wereld.Iris, Liemers, new(Guid.NewGuid(), leerling, null, 0, "Ouder", null, "ja"), Ct)).NietGevonden);
        Assert.True((await vastleggen.VoerUitAsync(wereld.Ilse, Liemers, new(Guid.NewGuid(), leerling, Guid.NewGuid(), 0, "Ouder", null, "ja"), Ct)).NietGevonden);
        var id = await OuderAsync(wereld, leerling, null, 0, "Ouder Een", "nee");
        Assert.Contains("intussen", Assert.Single((await vastleggen.VoerUitAsync(wereld.Ilse, Liemers, new(Guid.NewGuid(), leerling, id, 7, "Ouder", null, "ja"), Ct)).Weigeringen).Bericht, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_address_of_a_parent_changes_the_old_address_hears_it()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var leerling = await ToevoegenAsync(wereld, wereld.Ilse, "Sterre");
        var ouder = await OuderAsync(wereld, leerling, null, 0, "Ouder Een", "ja");
        await OuderAsync(wereld, leerling, ouder, 1, "Ouder Eén", "ja");
        Task<long> MailsAsync() => wereld.VraagAsync<long>("select count(*) from mail_uit where aan = 'ouder@voorbeeld.nl' and onderwerp = 'Uw e-mailadres is gewijzigd'");
        Assert.Equal(0, await MailsAsync());

        var verzoek = new OuderVastleggenVerzoek(Guid.NewGuid(), leerling, ouder, 2, "Ouder Eén", "ander@voorbeeld.nl", "ja");
        for (var keer = 0; keer < 2; keer++)
        {
            Assert.True((await wereld.Haal<OuderVastleggen>().VoerUitAsync(wereld.Ilse, Liemers, verzoek, Ct)).IsGelukt);
        }

        Assert.Equal(1, await MailsAsync());
        Assert.Equal(0, await wereld.VraagAsync<long>("select count(*) from mail_uit where tekst like '%Sterre%' or tekst like '%ander@voorbeeld.nl%'"));
    }

    private static string Jaar(int leeftijd) => $"01-01-{DateTime.Today.Year - leeftijd}";

    private static async Task<Guid> ToevoegenAsync(Schoolwereld wereld, Gebruiker wie, string naam)
    {
        var r = await wereld.Haal<LeerlingToevoegen>().VoerUitAsync(wie, Liemers, new(Guid.NewGuid(), null, naam, "Voorbeeld", Jaar(8), "5/6"), Ct);
        Assert.True(r.IsGelukt, string.Join(" ", r.Weigeringen));
        return r.Waarde;
    }

    private static async Task<Guid> OuderAsync(Schoolwereld wereld, Guid leerling, Guid? ouder, int versie, string naam, string gezag)
    {
        var r = await wereld.Haal<OuderVastleggen>().VoerUitAsync(wereld.Ilse, Liemers, new(Guid.NewGuid(), leerling, ouder, versie, naam, "ouder@voorbeeld.nl", gezag), Ct);
        Assert.True(r.IsGelukt, string.Join(" ", r.Weigeringen));
        return r.Waarde;
    }

    private static async Task<Guid> DossierAsync(Schoolwereld wereld, Guid leerling, string? vraag = null)
    {
        var r = await wereld.Haal<HulpvraagIndienen>().VoerUitAsync(wereld.Ilse, Liemers, new(
            Guid.NewGuid(), leerling.ToString(), null, null, null, null, null, "Raakt snel de draad kwijt.", vraag, null, null,
            wereld.Loes.PersoonId.ToString(), wereld.Ilse.PersoonId.ToString(), "ambulante-begeleiding"), Ct);
        Assert.True(r.IsGelukt, string.Join(" ", r.Weigeringen));
        return r.Waarde;
    }

    private static async Task<IEnumerable<string>> NamenAsync(Schoolwereld wereld, Gebruiker wie) =>
        (await wereld.Haal<LeerlingenVinden>().LeesAsync(wie, Liemers, null, Ct)).Leerlingen.Select(l => l.Roepnaam);
}
