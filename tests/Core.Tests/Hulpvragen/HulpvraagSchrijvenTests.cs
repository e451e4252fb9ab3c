using Ambulant.Core.Hulpvragen;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Hulpvragen;

public sealed class HulpvraagSchrijvenTests(TestPostgres postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_hulpvraag_is_written_and_a_form_made_before_that_is_refused()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres, toestemming: false);
        Assert.True((await SchrijfAsync(proef, Goed(proef))).IsGelukt);
        var nu = await proef.Use<HulpvraagLezen>().LeesAsync(await proef.KopAsync(proef.Leerkracht), Ct);
        Assert.Equal(new("Sterre raakt de draad kwijt.", "Hoe begint een leerling zelf?", "gedrag/taakwerkhouding", "preventief", 2), nu);
        Assert.True(nu.Compleet);

        var laat = await SchrijfAsync(proef, Goed(proef) with { Vraag = "Iets anders?" });
        Assert.Contains("intussen gewijzigd", Assert.Single(laat.Weigeringen).Bericht, StringComparison.Ordinal);
        Assert.Equal("Hoe begint een leerling zelf?", await proef.VraagAsync<string>("select vraag from hulpvraag where dossier_id = @d"));
    }

    [Theory]
    [InlineData("Wat helpt Sterre?")]
    [InlineData("Wat helpt STERRE's aandacht?")]
    [InlineData("Wat helpt leerling Voorbeeld?")]
    [InlineData("Geboren op 2-4-2018, wat helpt?")]
    [InlineData("Geboren op 2 april 2018, wat helpt?")]
    public async Task The_question_names_nobody_also_when_there_is_toestemming(string vraag)
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        var resultaat = await SchrijfAsync(proef, Goed(proef) with { Vraag = vraag });
        Assert.Equal("Vraag", Assert.Single(resultaat.Weigeringen).Veld);
        Assert.Equal(0, await proef.VraagAsync<long>("select count(*) from handeling"));
    }

    [Fact]
    public async Task It_may_be_kept_half_way_but_not_without_signaal_nor_with_what_does_not_exist()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        Assert.True((await SchrijfAsync(proef, Goed(proef) with { Vraag = " ", Gebied = "", Soort = null })).IsGelukt);
        Assert.False((await proef.Use<HulpvraagLezen>().LeesAsync(await proef.KopAsync(proef.IbEr), Ct)).Compleet);

        var fout = await SchrijfAsync(proef, Goed(proef) with { Versie = 2, Signaal = "", Vraag = new('x', 2001), Gebied = "wiskunde", Soort = "allebei" });
        Assert.Equal(["Signaal", "Vraag", "Gebied", "Soort"], fout.Weigeringen.Select(w => w.Veld));
    }

    [Fact]
    public async Task Without_toestemming_an_outsider_reads_the_question_only_and_writes_nothing()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres, toestemming: false);
        var gelezen = await proef.Use<HulpvraagLezen>().LeesAsync(await proef.KopAsync(proef.Begeleider), Ct);
        Assert.Null(gelezen.Signaal);
        Assert.NotNull(gelezen.Vraag);
        Assert.True((await proef.Use<HulpvraagSchrijven>().VoerUitAsync(proef.Begeleider, Proefdossier.Regio, Goed(proef), Ct)).NietGevonden);
    }

    private static HulpvraagSchrijvenVerzoek Goed(Proefdossier proef) =>
        new(Guid.NewGuid(), proef.Id, 1, "Sterre raakt de draad kwijt.", "Hoe begint een leerling zelf?", "gedrag/taakwerkhouding", "preventief");

    private static Task<Resultaat<Guid>> SchrijfAsync(Proefdossier proef, HulpvraagSchrijvenVerzoek verzoek) =>
        proef.Use<HulpvraagSchrijven>().VoerUitAsync(proef.IbEr, Proefdossier.Regio, verzoek, Ct);
}
