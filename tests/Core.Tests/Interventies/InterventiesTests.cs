using Ambulant.Core.Interventies;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Interventies;

public sealed class InterventiesTests(TestPostgres postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_interventie_is_added_changed_and_removed_each_once()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        var nieuw = Nieuw(proef);
        var eerste = await SchrijfAsync(proef, nieuw);
        Assert.Equal(eerste.Waarde, (await SchrijfAsync(proef, nieuw)).Waarde);
        Assert.Equal("Sinds 1 september 2026", Assert.Single(await LijstAsync(proef)).Periode);

        var wijziging = nieuw with { Verzoek = Guid.NewGuid(), Interventie = eerste.Waarde, Versie = 1, Tot = "1-10-2026", Opbrengst = "Begint sneller." };
        Assert.True((await SchrijfAsync(proef, wijziging)).IsGelukt);
        Assert.True((await SchrijfAsync(proef, wijziging)).IsGelukt);
        var rij = Assert.Single(await LijstAsync(proef));
        Assert.Equal((2, "Begint sneller.", "1 september 2026 tot en met 1 oktober 2026"), (rij.Versie, rij.Opbrengst, rij.Periode));

        Assert.Contains("niet verwijderd", Assert.Single((await VerwijderAsync(proef, rij.Id, 1)).Weigeringen).Bericht, StringComparison.Ordinal);
        Assert.True((await VerwijderAsync(proef, rij.Id, 2)).IsGelukt);
        Assert.True((await VerwijderAsync(proef, rij.Id, 2)).NietGevonden);
        Assert.Empty(await LijstAsync(proef));
        Assert.Equal(
            "interventie-gewijzigd,interventie-toegevoegd,interventie-verwijderd",
            await proef.VraagAsync<string>("select string_agg(soort, ',' order by soort) from handeling where dossier_id = @d"));
    }

    [Fact]
    public async Task Who_was_overtaken_hears_it_and_overwrites_nothing()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        var id = (await SchrijfAsync(proef, Nieuw(proef))).Waarde;
        var mijne = Nieuw(proef) with { Interventie = id, Versie = 1, Wat = "De mijne" };
        var antwoorden = await Task.WhenAll(SchrijfAsync(proef, mijne), SchrijfAsync(proef, mijne with { Verzoek = Guid.NewGuid(), Wat = "De andere" }));
        Assert.Single(antwoorden, a => a.IsGelukt);
        Assert.Single(antwoorden, a => a.Weigeringen is [{ Veld: "" }]);

        await VerwijderAsync(proef, id, 2);
        Assert.Contains("intussen verwijderd", (await SchrijfAsync(proef, mijne with { Verzoek = Guid.NewGuid(), Versie = 2 })).Weigeringen[0].Bericht, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "1-9-2026", null, "Wat")]
    [InlineData("Iets", "", null, "Van")]
    [InlineData("Iets", "31-2-2026", null, "Van")]
    [InlineData("Iets", "1-9-2026", "1-8-2026", "Tot")]
    [InlineData("Iets", "1-9-2026", "morgen", "Tot")]
    [InlineData("Iets", "1-9-1026", null, "Van")]
    public async Task What_is_wrong_is_said_beside_its_field_and_nothing_is_kept(string wat, string van, string? tot, string veld)
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        var resultaat = await SchrijfAsync(proef, Nieuw(proef) with { Wat = wat, Van = van, Tot = tot });
        Assert.Equal(veld, Assert.Single(resultaat.Weigeringen).Veld);
        Assert.Equal(0, await proef.VraagAsync<long>("select (select count(*) from interventie) + (select count(*) from verzoek)"));
    }

    [Fact]
    public async Task An_interventie_of_another_dossier_is_not_there_and_a_begeleider_writes_none()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        Assert.True((await proef.Use<InterventieSchrijven>().VoerUitAsync(proef.Begeleider, Proefdossier.Regio, Nieuw(proef), Ct)).NietGevonden);
        Assert.True((await SchrijfAsync(proef, Nieuw(proef) with { Dossier = Guid.NewGuid() })).NietGevonden);
        Assert.Null(await proef.Use<InterventiesLezen>().EenAsync(await proef.KopAsync(proef.Leerkracht), Guid.NewGuid(), Ct));
    }

    private static InterventieSchrijvenVerzoek Nieuw(Proefdossier proef) =>
        new(Guid.NewGuid(), proef.Id, null, 0, "Taak in drie delen op een kaartje", "1-9-2026", null, null);

    private static Task<Resultaat<Guid>> SchrijfAsync(Proefdossier proef, InterventieSchrijvenVerzoek verzoek) =>
        proef.Use<InterventieSchrijven>().VoerUitAsync(proef.Leerkracht, Proefdossier.Regio, verzoek, Ct);

    private static Task<Resultaat<Guid>> VerwijderAsync(Proefdossier proef, Guid id, int versie) =>
        proef.Use<InterventieVerwijderen>().VoerUitAsync(proef.IbEr, Proefdossier.Regio, new(Guid.NewGuid(), proef.Id, id, versie), Ct);

    private static async Task<IReadOnlyList<Interventie>> LijstAsync(Proefdossier proef) =>
        await proef.Use<InterventiesLezen>().LijstAsync(await proef.KopAsync(proef.Consulent), Ct);
}
