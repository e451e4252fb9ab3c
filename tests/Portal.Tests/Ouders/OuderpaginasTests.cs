using System.Net;
using Ambulant.Core.Regios;
using Ambulant.Demo;
using Ambulant.Portal.Opstart;
using Ambulant.Testhulp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ambulant.Portal.Tests.Ouders;

/// <summary>The whole way of a parent through the running portal, without a browser and without JavaScript.</summary>
public sealed class OuderpaginasTests(TestPostgres postgres) : IAsyncLifetime
{
    private const string Sleutel = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ";
    private const string Link = $"/liemers/ouder/{Sleutel}";
    private const string GeenToegang = "/liemers/ouder/geen-toegang";

    private readonly SocketsHttpHandler handler = new() { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
    private TestDatabase database = null!;
    private WebApplication portaal = null!;
    private HttpClient client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await postgres.NieuweDatabaseAsync(Ct);
        var adres = $"http://localhost:{PostgresServer.VrijePoort()}";
        portaal = PortaalOpstart.Maak(
        [
            "--applicationName", "Ambulant.Portal", "--environment", "Development", "--urls", adres, "--ConnectionStrings:Ambulant", database.App, "--Portaal:Adres", adres,
            "--Mail:Server", "smtp://127.0.0.1:9", "--Mail:Afzender", "ambulant@proef.voorbeeld", "--Regios:0", "liemers", "--Logging:LogLevel:Default", "Error",
        ]);
        await using (var scope = portaal.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<RegioToevoegen>().VoerUitAsync(Ct);
        }

        await Vraag<object>("""
            insert into school (regio_id, id, brin, naam, plaats) values ('liemers', gen_random_uuid(), '00AA', 'De Verzonnen School', 'Voorbeelddorp');
            insert into leerling (regio_id, id, school_id, roepnaam, achternaam, geboortedatum, groep, gemaakt_op)
            select 'liemers', gen_random_uuid(), id, 'Sterre', 'Voorbeeld', '2018-04-02', '5', now() from school;
            insert into ouder (regio_id, id, leerling_id, naam, email, gezag) select 'liemers', gen_random_uuid(), id, 'Anna Verzonnen', 'anna@proef.voorbeeld', true from leerling;
            insert into dossier (regio_id, id, nummer, leerling_id, school_id, routeversie_id, geopend_op)
            select 'liemers', gen_random_uuid(), 'ABCDEFG', l.id, l.school_id, r.id, now() from leerling l, routeversie r where r.route = 'ambulante-begeleiding';
            insert into stap_open (regio_id, dossier_id, stap, ronde, rollen, geopend_op) select 'liemers', id, 'signaleren', 1, '{Leerkracht}', now() from dossier;
            insert into toestemming (regio_id, id, dossier_id, ouder_id, doel, tekstversie, soort, wijze, op)
            select 'liemers', gen_random_uuid(), d.id, o.id, 'ambulante begeleiding', '2026-1', 'gevraagd', 'online', now() from dossier d, ouder o;
            insert into ouder_toegang (regio_id, id, ouder_id, dossier_id, sleutel_hash, gemaakt_op, vervalt_op)
            select 'liemers', gen_random_uuid(), o.id, d.id, sha256(convert_to(@Sleutel, 'UTF8')), now(), now() + interval '30 days' from dossier d, ouder o;
            """);
        await portaal.StartAsync(Ct);
        client = new HttpClient(handler) { BaseAddress = new Uri(adres) };
    }

    [Fact]
    public async Task Link_code_brief_kiezen_intrekken_en_uitloggen()
    {
        await HaalAsync(Link);
        Assert.Equal(0, await Vraag<int>("select count(*) from mail_uit"));
        await KomBinnenAsync();

        var begin = await HaalAsync("/liemers/ouder");
        Assert.Contains("Sterre", begin.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Anna Verzonnen", begin.Body!.TextContent, StringComparison.Ordinal);

        var brief = await HaalAsync("/liemers/ouder/toestemming");
        Assert.Empty(brief.QuerySelectorAll("input[type=radio][checked]"));
        Assert.Equal(2, brief.QuerySelectorAll("input[type=radio]").Length);
        var zonder = await VerstuurAsync("/liemers/ouder/toestemming", new() { ["Formulier.Tekstversie"] = "2026-1" });
        Assert.Equal(HttpStatusCode.BadRequest, zonder.StatusCode);
        Assert.Contains("Maak een keuze", await zonder.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        var ja = await VerstuurAsync("/liemers/ouder/toestemming", new() { ["Formulier.Tekstversie"] = "2026-1", ["Formulier.Keuze"] = "gegeven" });
        Assert.Equal("/liemers/ouder", ja.Headers.Location!.OriginalString);
        Assert.True(await Vraag<bool>("select toestemming_geldig from dossier"));
        Assert.Contains("U gaf toestemming", (await HaalAsync("/liemers/ouder")).Body!.TextContent, StringComparison.Ordinal);

        Assert.Contains("Wat gebeurt er dan?", (await HaalAsync("/liemers/ouder/toestemming/intrekken")).Body!.TextContent, StringComparison.Ordinal);
        await VerstuurAsync("/liemers/ouder/toestemming/intrekken", []);
        Assert.False(await Vraag<bool>("select toestemming_geldig from dossier"));
        Assert.True(await Vraag<int>("select count(*) from inzage where ouder_id is not null") >= 6);
        var mee = (await HaalAsync("/liemers/ouder/wie-keek-mee")).Body!.TextContent;
        Assert.Contains("Uzelf", mee, StringComparison.Ordinal);
        Assert.Contains("de toestemming (", mee, StringComparison.Ordinal);
        Assert.Contains("toestemming intrekken (iets ingevuld)", mee, StringComparison.Ordinal);
        Assert.Contains("Er zijn geen eerdere dagen", (await HaalAsync("/liemers/ouder/wie-keek-mee?voor=2020-01-01")).Body!.TextContent, StringComparison.Ordinal);

        await VerstuurAsync("/liemers/ouder/uitloggen", [], van: "/liemers/ouder");
        Assert.Equal(GeenToegang, await NaarAsync("/liemers/ouder"));
    }

    [Fact]
    public async Task Zonder_sessie_of_met_een_onbekende_of_verlopen_link_komt_dezelfde_rustige_bladzijde()
    {
        foreach (var adres in new[] { "/liemers/ouder", "/liemers/ouder/toestemming", "/liemers/ouder/toestemming/intrekken", "/liemers/ouder/bestaatniet", "/liemers/ouder/bestaatniet/code" })
        {
            Assert.Equal(GeenToegang, await NaarAsync(adres));
        }

        Assert.DoesNotContain("Sterre", (await HaalAsync(GeenToegang)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/nergens/ouder", UriKind.Relative), Ct)).StatusCode);

        await Vraag<object>("update ouder_toegang set vervalt_op = now() - interval '1 second'");
        Assert.Equal(GeenToegang, await NaarAsync(Link));
        Assert.Equal(GeenToegang, await NaarAsync(Link + "/code"));
    }

    [Fact]
    public async Task Vijf_keer_een_foute_code_en_ook_de_goede_werkt_niet_meer()
    {
        var code = await VraagCodeAsync();
        var fout = code == "000000" ? "000001" : "000000";
        for (var i = 0; i < 5; i++)
        {
            var antwoord = await VerstuurAsync(Link + "/code", new() { ["Formulier.Code"] = fout });
            Assert.Equal(HttpStatusCode.BadRequest, antwoord.StatusCode);
        }

        var goed = await VerstuurAsync(Link + "/code", new() { ["Formulier.Code"] = code });
        Assert.Equal(HttpStatusCode.BadRequest, goed.StatusCode);
        Assert.Contains("Vraag hieronder een nieuwe code", await goed.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(GeenToegang, await NaarAsync("/liemers/ouder"));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        handler.Dispose();
        await portaal.StopAsync(CancellationToken.None);
        await portaal.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task KomBinnenAsync()
    {
        var code = await VraagCodeAsync();
        var binnen = await VerstuurAsync(Link + "/code", new() { ["Formulier.Code"] = code });
        Assert.Equal("/liemers/ouder", binnen.Headers.Location?.OriginalString);
    }

    private async Task<string> VraagCodeAsync()
    {
        var gestuurd = await VerstuurAsync(Link, []);
        Assert.Equal(Link + "/code", gestuurd.Headers.Location?.OriginalString);
        return (await Vraag<string>("select tekst from mail_uit order by gemaakt_op desc limit 1"))!.Split("Uw code is: ")[1][..6];
    }

    private async Task<IDocument> HaalAsync(string adres)
    {
        var antwoord = await client.GetAsync(new Uri(adres, UriKind.Relative), Ct);
        Assert.True(antwoord.StatusCode == HttpStatusCode.OK, $"{adres}: {antwoord.StatusCode} {antwoord.Headers.Location}");
        return await new HtmlParser().ParseDocumentAsync(await antwoord.Content.ReadAsStreamAsync(Ct), Ct);
    }

    private async Task<string?> NaarAsync(string adres) => (await client.GetAsync(new Uri(adres, UriKind.Relative), Ct)).Headers.Location?.OriginalString;

    /// <summary>Fills in the first form that posts to the address, as a browser would.</summary>
    private async Task<HttpResponseMessage> VerstuurAsync(string adres, Dictionary<string, string> velden, string? van = null)
    {
        var form = (await HaalAsync(van ?? adres)).QuerySelectorAll("form").First(f => f.GetAttribute("action") == adres);
        var alles = form.QuerySelectorAll("input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        foreach (var (naam, waarde) in velden)
        {
            alles[naam] = waarde;
        }

        using var inhoud = new FormUrlEncodedContent(alles);
        return await client.PostAsync(new Uri(adres, UriKind.Relative), inhoud, Ct);
    }

    private async Task<T?> Vraag<T>(string sql)
    {
        await using var verbinding = new NpgsqlConnection(database.Beheer);
        await verbinding.OpenAsync(Ct);
        return await verbinding.ExecuteScalarAsync<T>($"set search_path = ambulant; {sql}", new { Sleutel });
    }
}
