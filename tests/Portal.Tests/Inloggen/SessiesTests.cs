using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Opstart.Aanmelden;
using Microsoft.Extensions.DependencyInjection;

namespace Ambulant.Portal.Tests.Inloggen;

/// <summary>The page on which someone sees and ends the own sessions.</summary>
public sealed class SessiesTests(Inlogproef proef) : IClassFixture<Inlogproef>, IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => proef.Vijand.WeesEerlijk();

    [Fact]
    public async Task One_sees_the_own_sessions_and_ends_them_on_every_copy()
    {
        var persoon = await proef.Bekend("plekken");
        var (thuis, school, werk) = (await BinnenAsync("plekken"), await BinnenAsync("plekken"), await BinnenAsync("plekken"));
        await proef.Bekend("plekken-ander");
        var ander = await BinnenAsync("plekken-ander");
        await proef.Sql("update ambulant.sessie set browser = 'Firefox op een Windows-computer', gemaakt_op = '2026-03-04T09:05:00Z' where nummer = @nummer", new { nummer = await NummerAsync(school) });

        var pagina = await LeesAsync(await thuis.Haal("/sessies"));
        var regels = pagina.QuerySelectorAll("main .werklijst > li");
        Assert.Equal(3, regels.Length);
        Assert.Contains("Deze browser", Assert.Single(regels, r => r.QuerySelector("form") is null).TextContent, StringComparison.Ordinal);
        var daar = Assert.Single(regels, r => r.TextContent.Contains("Firefox op een Windows-computer", StringComparison.Ordinal));
        Assert.Contains("Openbare school Het Masker", daar.TextContent, StringComparison.Ordinal);
        Assert.Contains("sinds 4 maart 2026, 10.05 uur", daar.TextContent, StringComparison.Ordinal);

        // No key, no hash of one: nothing on the page opens or finds a session.
        foreach (var id in await HashesAsync(persoon))
        {
            Assert.DoesNotContain(id, pagina.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
        }

        var (tweede, adres) = await proef.TweedeAsync();
        await using (tweede)
        {
            Assert.Equal(HttpStatusCode.OK, (await school.Haal(new Uri(adres, "/sessies").ToString())).StatusCode);
            Assert.Equal("/sessies", Bezoeker.Verder(await StuurAsync(thuis, pagina, "Beeindigen", ("nummer", (await NummerAsync(school)).ToString()))));
            Assert.StartsWith("/inloggen", Bezoeker.Verder(await school.Haal(new Uri(adres, "/sessies").ToString())), StringComparison.Ordinal);
            Assert.False(await school.IsIngelogd());
            Assert.True(await werk.IsIngelogd());

            Assert.Equal("/sessies", Bezoeker.Verder(await StuurAsync(thuis, pagina, "Andere")));
            Assert.StartsWith("/inloggen", Bezoeker.Verder(await werk.Haal(new Uri(adres, "/werk").ToString())), StringComparison.Ordinal);
        }

        Assert.Contains("op 1 andere plek uitgelogd", (await LeesAsync(await thuis.Haal("/sessies"))).Body!.TextContent, StringComparison.Ordinal);
        Assert.True(await thuis.IsIngelogd());
        Assert.True(await ander.IsIngelogd());
    }

    [Fact]
    public async Task The_session_of_someone_else_cannot_be_seen_or_ended()
    {
        await proef.Bekend("eigenaar");
        await proef.Bekend("gluurder");
        var (eigenaar, gluurder) = (await BinnenAsync("eigenaar"), await BinnenAsync("gluurder"));
        var pagina = await LeesAsync(await gluurder.Haal("/sessies"));
        var nummer = await NummerVanAsync("eigenaar");
        Assert.DoesNotContain(nummer.ToString(), pagina.DocumentElement.OuterHtml, StringComparison.Ordinal);

        // The same answer as for a number that does not exist.
        var vreemd = await StuurAsync(gluurder, pagina, "Beeindigen", ("nummer", nummer.ToString()));
        var geen = await StuurAsync(gluurder, pagina, "Beeindigen", ("nummer", Guid.NewGuid().ToString()));
        Assert.Equal((geen.StatusCode, Bezoeker.Verder(geen)), (vreemd.StatusCode, Bezoeker.Verder(vreemd)));
        await StuurAsync(gluurder, pagina, "Andere");
        Assert.True(await eigenaar.IsIngelogd());
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36 Edg/149.0.0.0", "Edge op een Windows-computer")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:151.0) Gecko/20100101 Firefox/151.0", "Firefox op een Windows-computer")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1", "Safari op een iPhone")]
    [InlineData("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36", "Chrome op een Chromebook")]
    [InlineData("<script>alert(1)</script>", "")]
    [InlineData(null, "")]
    public void A_browser_is_named_in_words(string? gestuurd, string woorden) => Assert.Equal(woorden, Browserwoorden.Van(gestuurd));

    [Fact]
    public async Task Last_used_follows_the_requests()
    {
        await proef.Bekend("laatst");
        var bezoeker = await BinnenAsync("laatst");
        var nummer = await NummerVanAsync("laatst");
        await proef.Sql("update ambulant.sessie set laatst_op = now() - interval '20 minutes', verloopt_op = now() + interval '40 minutes' where nummer = @nummer", new { nummer });
        await bezoeker.Haal("/werk");
        Assert.InRange(await proef.Vraag<double>("select extract(epoch from now() - laatst_op) from ambulant.sessie where nummer = @nummer", new { nummer }), -5, 30);
        Assert.NotEmpty(await proef.Portaal.Services.CreateScope().ServiceProvider.GetRequiredService<SessiesVinden>().LeesAsync(new(await proef.Vraag<Guid>("select persoon_id from ambulant.sessie where nummer = @nummer", new { nummer }), "", []), Ct));
    }

    private async Task<Bezoeker> BinnenAsync(string subject)
    {
        proef.Vijand.Subject = subject;
        var bezoeker = proef.NieuweBezoeker();
        Assert.Equal("/proefpagina", Bezoeker.Verder(await bezoeker.LogIn()));
        return bezoeker;
    }

    /// <summary>The number of this visitor's session: the one of its person that its own page has no form for.</summary>
    private async Task<Guid> NummerAsync(Bezoeker bezoeker)
    {
        var anderen = (await LeesAsync(await bezoeker.Haal("/sessies"))).QuerySelectorAll("input[name=nummer]").Select(i => Guid.Parse(i.GetAttribute("value")!)).ToArray();
        return await proef.Vraag<Guid>("select nummer from ambulant.sessie where nummer <> all (@anderen) and persoon_id in (select persoon_id from ambulant.sessie where nummer = any (@anderen))", new { anderen });
    }

    private Task<Guid> NummerVanAsync(string subject) => proef.Vraag<Guid>("select nummer from ambulant.sessie where subject = @subject", new { subject });

    private async Task<string[]> HashesAsync(Guid persoon) =>
        (await proef.Vraag<string>("select string_agg(id, ' ') from ambulant.sessie where persoon_id = @persoon", new { persoon }))!.Split(' ');

    private static Task<HttpResponseMessage> StuurAsync(Bezoeker bezoeker, IDocument pagina, string handler, params (string, string)[] velden)
    {
        var token = pagina.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return bezoeker.Stuur($"/sessies?handler={handler}", [("__RequestVerificationToken", token), ("Verzoek", Guid.NewGuid().ToString()), .. velden]);
    }

    private static async Task<IDocument> LeesAsync(HttpResponseMessage antwoord)
    {
        Assert.Equal(HttpStatusCode.OK, antwoord.StatusCode);
        return new HtmlParser().ParseDocument(await antwoord.Content.ReadAsStringAsync(Ct));
    }
}
