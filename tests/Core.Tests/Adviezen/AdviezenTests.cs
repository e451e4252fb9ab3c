using Ambulant.Core.Adviezen;
using Ambulant.Core.Tests.Logboek;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Adviezen;

public sealed class AdviezenTests(TestPostgres postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_advies_is_taken_over_changed_or_refused_with_a_reason_and_can_be_undone()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        await LogboekTests.SchrijfAsync(proef, proef.Begeleider, LogboekTests.Regel(proef, "observatie", "Eerste", "Tweede", "Derde"));
        var wachten = (await LeesAsync(proef)).Wachten;
        Assert.Equal(["Eerste", "Tweede", "Derde"], wachten.Select(a => a.Tekst));

        await GelukAsync(proef, new(Guid.NewGuid(), proef.Id, wachten[0].Id, "overgenomen", null, null, 1));
        await GelukAsync(proef, new(Guid.NewGuid(), proef.Id, wachten[1].Id, "aangepast", "Tweede, korter", null, 1));
        Assert.Equal("Reden", Assert.Single((await VerwerkAsync(proef, new(Guid.NewGuid(), proef.Id, wachten[2].Id, "niet", null, " ", 1))).Weigeringen).Veld);
        Assert.Equal("OppTekst", Assert.Single((await VerwerkAsync(proef, new(Guid.NewGuid(), proef.Id, wachten[2].Id, "aangepast", "", null, 1))).Weigeringen).Veld);
        Assert.Null((await LeesAsync(proef)).Verder);
        await GelukAsync(proef, new(Guid.NewGuid(), proef.Id, wachten[2].Id, "niet", null, "Past niet bij de groep.", 1));

        var blad = await LeesAsync(proef);
        Assert.Equal("adviezen", blad.Verder?.Sleutel);
        Assert.Equal(["Eerste", "Tweede, korter", null], wachten.Select(w => blad.Verwerkt.Single(v => v.Id == w.Id).OppTekst));
        var geweigerd = blad.Verwerkt.Single(v => v.Id == wachten[2].Id);
        Assert.Equal(("Past niet bij de groep.", proef.IbEr.Naam, 2), (geweigerd.Reden, geweigerd.VerwerktDoor, geweigerd.Versie));

        await GelukAsync(proef, new(Guid.NewGuid(), proef.Id, geweigerd.Id, "terug", null, null, 2));
        blad = await LeesAsync(proef);
        Assert.Equal((geweigerd.Id, null, null), (Assert.Single(blad.Wachten).Id, blad.Wachten[0].Reden, blad.Wachten[0].VerwerktOp));
    }

    [Fact]
    public async Task The_same_form_twice_is_once_and_a_stale_form_changes_nothing()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        await LogboekTests.SchrijfAsync(proef, proef.Begeleider, LogboekTests.Regel(proef, "observatie", "Advies"));
        var advies = Assert.Single((await LeesAsync(proef)).Wachten);
        var vraag = new AdviesVerwerkenVerzoek(Guid.NewGuid(), proef.Id, advies.Id, "overgenomen", null, null, advies.Versie);

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => VerwerkAsync(proef, vraag))), a => Assert.True(a.IsGelukt));
        Assert.Equal(1, await proef.VraagAsync<long>("select count(*) from handeling where dossier_id = @d and soort = 'advies-verwerkt'"));

        var oud = await VerwerkAsync(proef, vraag with { Verzoek = Guid.NewGuid(), Verwerking = "niet", Reden = "Toch niet" });
        Assert.StartsWith("Lotte Verzonnen heeft dit advies intussen overgenomen", Assert.Single(oud.Weigeringen).Bericht, StringComparison.Ordinal);
        Assert.Equal("overgenomen", await proef.VraagAsync<string>("select verwerking from advies where dossier_id = @d"));
    }

    [Fact]
    public async Task Only_the_ib_er_of_an_open_dossier_processes_and_only_its_own_adviezen()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        await LogboekTests.SchrijfAsync(proef, proef.Begeleider, LogboekTests.Regel(proef, "observatie", "Advies"));
        var advies = Assert.Single((await LeesAsync(proef)).Wachten);
        var vraag = new AdviesVerwerkenVerzoek(Guid.NewGuid(), proef.Id, advies.Id, "overgenomen", null, null, 1);

        Assert.True((await proef.Use<AdviesVerwerken>().VoerUitAsync(proef.Begeleider, Proefdossier.Regio, vraag, Ct)).NietGevonden);
        Assert.True((await VerwerkAsync(proef, vraag with { Advies = Guid.NewGuid() })).NietGevonden);
        Assert.False((await VerwerkAsync(proef, vraag with { Verwerking = "verzonnen" })).IsGelukt);
        await proef.DoeAsync("delete from stap_open where dossier_id = @d");
        Assert.Equal("Dit dossier is afgesloten. De adviezen kunnen niet meer veranderen.", Assert.Single((await VerwerkAsync(proef, vraag)).Weigeringen).Bericht);
    }

    private static async Task<Adviezenblad> LeesAsync(Proefdossier proef) => await proef.Use<AdviezenLezen>().LeesAsync(await proef.KopAsync(proef.IbEr), Ct);

    private static Task<Resultaat<Guid>> VerwerkAsync(Proefdossier proef, AdviesVerwerkenVerzoek vraag) => proef.Use<AdviesVerwerken>().VoerUitAsync(proef.IbEr, Proefdossier.Regio, vraag, Ct);

    private static async Task GelukAsync(Proefdossier proef, AdviesVerwerkenVerzoek vraag) => Assert.True((await VerwerkAsync(proef, vraag)).IsGelukt);
}
