using System.Text;
using Ambulant.Core.Opp;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Opp;

public sealed class OppTests(TestPostgres postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_OPP_is_kept_once_as_a_file_in_which_nothing_typed_is_markup()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        await proef.DoeAsync("""
            insert into interventie (regio_id, id, dossier_id, wat, van, op) values ('liemers', gen_random_uuid(), @d, '<script>alert(1)</script> & één' || chr(10) || 'regel', '2026-09-01', now());
            insert into doel (regio_id, id, dossier_id, doel, zichtbaar_aan, op) values ('liemers', gen_random_uuid(), @d, 'Begint zelf', 'Drie keer per week', now())
            """);
        var vraag = new OppBewarenVerzoek(Guid.NewGuid(), proef.Id);
        var antwoorden = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => proef.Use<OppBewaren>().VoerUitAsync(proef.IbEr, Proefdossier.Regio, vraag, Ct)));
        Assert.All(antwoorden, a => Assert.Equal(antwoorden[0].Waarde, a.Waarde));
        Assert.Equal($"1 opp text/html OPP {Dag.Kort(Dag.Van(TimeProvider.System.GetUtcNow()))}.html", await proef.VraagAsync<string>("select count(*) || ' ' || max(soort) || ' ' || max(type) || ' ' || max(naam) from document where dossier_id = @d"));

        var html = Encoding.UTF8.GetString(await proef.VraagAsync<byte[]>("select inhoud from document where dossier_id = @d"));
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; één\nregel", html, StringComparison.Ordinal);
        Assert.Contains("Sterre Voorbeeld", html, StringComparison.Ordinal);
        Assert.Contains("Begint zelf", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_ib_er_keeps_it_and_everyone_with_toestemming_reads_it()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        foreach (var wie in new[] { proef.Leerkracht, proef.Begeleider, proef.Consulent })
        {
            Assert.True((await proef.Use<OppBewaren>().VoerUitAsync(wie, Proefdossier.Regio, new(Guid.NewGuid(), proef.Id), Ct)).NietGevonden);
        }

        var blad = await proef.Use<OppLezen>().LeesAsync(await proef.KopAsync(proef.Begeleider), Ct);
        Assert.Equal(("Sterre Voorbeeld", null, 0), (blad.Leerling.Naam, blad.Bijlage, blad.AdviezenWachten));
    }
}
