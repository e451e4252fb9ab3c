using System.IO.Compression;
using System.Net;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;
using Ambulant.Demo;
using Ambulant.Portal.Opstart;
using Ambulant.Testhulp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ambulant.Portal.Tests.Bewaren;

/// <summary>The ib-er stops a dossier, downloads it, types the code over and erases it: signed in for real, without JavaScript.</summary>
public sealed class AfsluitingspaginasTests(TestPostgres postgres) : IAsyncLifetime
{
    private const string School = "Basisschool De Afsluiting (verzonnen)";

    private static readonly Aanbieder Aanbieder = new("afsluiting", School, "afsluiting.voorbeeld", [new("ilse", "Ilse Verzonnen", "ib-er", ["liemers"], Rol.InternBegeleider)]);

    private readonly Guid dossier = Guid.CreateVersion7();
    private TestDatabase database = null!;
    private Aanmeldserver aanmelden = null!;
    private WebApplication portaal = null!;
    private HttpClient client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Dossier => $"/liemers/dossiers/{dossier}";

    public async ValueTask InitializeAsync()
    {
        database = await postgres.NieuweDatabaseAsync(Ct);
        var adres = $"http://localhost:{PostgresServer.VrijePoort()}";
        aanmelden = await Aanmeldserver.StartAsync(Aanbieder, PostgresServer.VrijePoort(), [adres + "/"]);
        await aanmelden.WarmAsync(Ct);
        await using (var app = new Database(database.App, TimeProvider.System))
        {
            var provider = new Identiteitsprovider(Aanbieder.Id, School, aanmelden.Authority, Aanbieder.ClientId, Aanbieder.ClientSecret, [Aanbieder.Domein], true);
            Assert.True((await new IdentiteitsproviderVastleggen(app).VoerUitAsync(provider, Ct)).IsGelukt);
        }

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
            insert into persoon (id, naam, email) values (gen_random_uuid(), 'Ilse Verzonnen', 'ilse@afsluiting.voorbeeld');
            insert into persoon_identiteit (issuer, subject, persoon_id) select @Issuer, 'p-ilse', id from persoon;
            insert into school (regio_id, id, brin, naam, plaats) values ('liemers', gen_random_uuid(), '00AA', 'De Afsluiting', 'Voorbeelddorp');
            insert into lidmaatschap (regio_id, id, persoon_id, rol, school_id, sinds) select 'liemers', gen_random_uuid(), p.id, 'InternBegeleider', s.id, '2020-01-01' from persoon p, school s;
            insert into leerling (regio_id, id, school_id, roepnaam, achternaam, geboortedatum, groep, gemaakt_op) select 'liemers', gen_random_uuid(), id, 'Zbyněkje', 'Verzonnenstein', '2018-04-02', '5', now() from school;
            insert into dossier (regio_id, id, nummer, leerling_id, school_id, routeversie_id, geopend_op)
            select 'liemers', @dossier, 'ABCDEFG', l.id, l.school_id, r.id, now() from leerling l, routeversie r where r.route = 'ambulante-begeleiding';
            insert into stap_open (regio_id, dossier_id, stap, ronde, rollen, geopend_op) values ('liemers', @dossier, 'signaleren', 1, '{Leerkracht}', now());
            """);
        await portaal.StartAsync(Ct);
        client = await Inlog.AlsAsync(new Uri(adres), Aanbieder.Id, "ilse");
    }

    [Fact]
    public async Task From_stopping_to_the_verwijderbewijs()
    {
        Assert.Contains("nog geen dossier gewist", (await HaalAsync("/liemers/verwijderbewijzen")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Overdragen kan nog niet", (await HaalAsync(Dossier + "/overdragen")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Dossier + "/overdragen", (await client.GetAsync(new Uri(Dossier + "/overdragen/bestand", UriKind.Relative), Ct)).Headers.Location?.OriginalString);

        var (fout, status) = await VerstuurAsync(await HaalAsync(Dossier + "/stoppen"), new() { ["Formulier.Reden"] = "anders" });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Vul de reden in.", fout.Body!.TextContent, StringComparison.Ordinal);
        (var pagina, status) = await VerstuurAsync(fout, new() { ["Formulier.Reden"] = "anders", ["Formulier.Toelichting"] = "een verzonnen reden" });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Het dossier is gestopt", pagina.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Stoppen is niet nodig", (await HaalAsync(Dossier + "/stoppen")).Body!.TextContent, StringComparison.Ordinal);

        var antwoord = await client.GetAsync(new Uri(Dossier + "/overdragen/bestand", UriKind.Relative), Ct);
        Assert.Equal("application/zip", antwoord.Content.Headers.ContentType?.MediaType);
        Assert.Equal("dossier-ABCDEFG.zip", antwoord.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
        Assert.True(antwoord.Headers.CacheControl?.NoStore);
        using var zip = new ZipArchive(await antwoord.Content.ReadAsStreamAsync(Ct));
        using var lezer = new StreamReader(await zip.GetEntry("dossier.html")!.OpenAsync(Ct));
        var html = await lezer.ReadToEndAsync(Ct);
        Assert.Contains("Zbyněkje Verzonnenstein", html, StringComparison.Ordinal);
        var code = html[(html.IndexOf("Controlecode: ", StringComparison.Ordinal) + 14)..][..11];

        Assert.DoesNotContain(code, pagina.Source.Text, StringComparison.Ordinal);
        (fout, status) = await VerstuurAsync(pagina, new() { ["Formulier.Code"] = "AAAAA-AAAAA" });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("AAAAA-AAAAA", fout.QuerySelector("input[name='Formulier.Code']")!.GetAttribute("value"));
        (var bevestigen, status) = await VerstuurAsync(fout, new() { ["Formulier.Code"] = code, ["Formulier.Ontvangen"] = "true" });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Wissen kan niet ongedaan", bevestigen.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await Vraag<int>("select count(*)::int from dossier"));

        (fout, status) = await VerstuurAsync(bevestigen, []);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Vink aan dat u weet", fout.Body!.TextContent, StringComparison.Ordinal);
        (var bewijs, status) = await VerstuurAsync(fout, new() { ["Formulier.Bevestigd"] = "true" });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Verwijderbewijs ABCDEFG", bewijs.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 leerling", bewijs.Body!.TextContent, StringComparison.Ordinal);

        // A second click on the same button, with the dossier gone.
        (var nogmaals, status) = await VerstuurAsync(fout, new() { ["Formulier.Bevestigd"] = "true" });
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(bewijs.QuerySelector("code")!.TextContent, nogmaals.QuerySelector("code")!.TextContent);
        Assert.Equal(1, await Vraag<int>("select count(*)::int from verwijderbewijs"));

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri(Dossier + "/overdragen", UriKind.Relative), Ct)).StatusCode);
        Assert.Contains("ABCDEFG", (await HaalAsync("/liemers/verwijderbewijzen")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await Sporen.ZoekAsync(database.Eigenaar, "Zbyněkje", "Verzonnenstein", "2018-04-02", dossier.ToString()));
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        await portaal.StopAsync();
        await portaal.DisposeAsync();
        await aanmelden.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task<IDocument> HaalAsync(string adres)
    {
        var antwoord = await client.GetAsync(new Uri(adres, UriKind.Relative), Ct);
        Assert.True(antwoord.StatusCode == HttpStatusCode.OK, $"{adres}: {antwoord.StatusCode} {antwoord.Headers.Location}");
        return await new HtmlParser().ParseDocumentAsync(await antwoord.Content.ReadAsStreamAsync(Ct), Ct);
    }

    /// <summary>Sends the form of the page as a browser would, and follows one redirect.</summary>
    private async Task<(IDocument Pagina, HttpStatusCode Status)> VerstuurAsync(IDocument pagina, Dictionary<string, string> velden)
    {
        var form = pagina.QuerySelector("main form")!;
        var alles = form.QuerySelectorAll("input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        foreach (var (naam, waarde) in velden)
        {
            alles[naam] = waarde;
        }

        using var inhoud = new FormUrlEncodedContent(alles);
        var antwoord = await client.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), inhoud, Ct);
        if (antwoord.Headers.Location is { } naar)
        {
            antwoord = await client.GetAsync(naar, Ct);
        }

        return (await new HtmlParser().ParseDocumentAsync(await antwoord.Content.ReadAsStreamAsync(Ct), Ct), antwoord.StatusCode);
    }

    private async Task<T?> Vraag<T>(string sql)
    {
        await using var verbinding = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Beheer) { SearchPath = "ambulant" }.ConnectionString);
        return await verbinding.ExecuteScalarAsync<T>(sql, new { dossier, aanmelden.Issuer });
    }
}
