using Ambulant.Core.Doelen;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Doelen;

public sealed class DoelenTests(TestPostgres postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_doel_begins_as_running_and_is_brought_further_by_one_form_at_a_time()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        var nieuw = new DoelSchrijvenVerzoek(Guid.NewGuid(), proef.Id, null, 0, "Zelf beginnen", "Begint binnen 5 minuten", "bereikt");
        var id = (await SchrijfAsync(proef, nieuw)).Waarde;
        Assert.Equal(id, (await SchrijfAsync(proef, nieuw)).Waarde);
        var lezen = proef.Use<DoelenLezen>();
        var kop = await proef.KopAsync(proef.Consulent);
        Assert.Equal("loopt", Assert.Single(await lezen.LijstAsync(kop, Ct)).Stand);

        var wijziging = nieuw with { Verzoek = Guid.NewGuid(), Doel = id, Versie = 1, Stand = "niet bereikt" };
        Assert.True((await SchrijfAsync(proef, wijziging)).IsGelukt);
        Assert.Equal(("niet bereikt", 2), await lezen.EenAsync(kop, id, Ct) is { } d ? (d.Stand, d.Versie) : default);
        Assert.Contains("intussen gewijzigd", (await SchrijfAsync(proef, wijziging with { Verzoek = Guid.NewGuid() })).Weigeringen[0].Bericht, StringComparison.Ordinal);
        Assert.True((await SchrijfAsync(proef, wijziging with { Verzoek = Guid.NewGuid(), Doel = Guid.NewGuid() })).NietGevonden);
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_its_field()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        var fout = await SchrijfAsync(proef, new(Guid.NewGuid(), proef.Id, Guid.NewGuid(), 1, " ", new('x', 1001), "half"));
        Assert.Equal(["Tekst", "ZichtbaarAan", "Stand"], fout.Weigeringen.Select(w => w.Veld));
        Assert.True((await proef.Use<DoelSchrijven>().VoerUitAsync(proef.Consulent, Proefdossier.Regio, new(Guid.NewGuid(), proef.Id, null, 0, "a", "b", null), Ct)).NietGevonden);
    }

    private static Task<Resultaat<Guid>> SchrijfAsync(Proefdossier proef, DoelSchrijvenVerzoek verzoek) =>
        proef.Use<DoelSchrijven>().VoerUitAsync(proef.Begeleider, Proefdossier.Regio, verzoek, Ct);
}
