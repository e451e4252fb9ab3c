using System.Diagnostics;
using System.Net;
using System.Reflection;
using AngleSharp.Html.Parser;
using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;
using Ambulant.Demo;
using Ambulant.Testhulp;
using Dapper;
using Npgsql;

namespace Ambulant.Portal.Tests.Regios;

/// <summary>A region is added by dropping a file beside a portal that was built without it; a wrong one keeps the portal from starting.</summary>
public sealed class NieuweRegioTests(TestPostgres postgres) : IAsyncLifetime
{
    private readonly string map = Path.Combine(Path.GetTempPath(), $"ambulant-proef-{Guid.NewGuid():N}");
    private TestDatabase database = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Modules => Path.Combine(map, "modules");

    public async ValueTask InitializeAsync()
    {
        database = await postgres.NieuweDatabaseAsync(Ct);
        Kopieer(Path.GetDirectoryName(Mappen.Portal)!, map);
        Directory.CreateDirectory(Modules);
        var module = typeof(NieuweRegioTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Proefmodule").Value!;
        File.Copy(module, Path.Combine(Modules, Path.GetFileName(module)));
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(map, recursive: true);
    }

    [Fact]
    public async Task Een_module_in_de_map_is_een_regio_zonder_iets_te_bouwen()
    {
        var adres = $"http://localhost:{PostgresServer.VrijePoort()}";
        var instellingen = Instellingen(adres, "liemers", "noord-kennemerland", "proef");
        Assert.Equal((0, "De regio's en hun routes zijn vastgelegd."), await DraaiAsync(instellingen, "regios-vastleggen"));

        var mens = new Mens("petra", "Petra Verzonnen", "regiobeheerder", ["proef"], Rol.Regiobeheerder);
        var aanbieder = new Aanbieder("proefvallei", "Samenwerkingsverband Proefvallei (verzonnen)", "proefvallei.voorbeeld", [mens]);
        await using var server = await Aanmeldserver.StartAsync(aanbieder, PostgresServer.VrijePoort(), [adres], Ct);
        await using (var app = new Database(database.App, TimeProvider.System))
        {
            Assert.True((await new IdentiteitsproviderVastleggen(app).VoerUitAsync(new(aanbieder.Id, aanbieder.Naam, server.Authority, aanbieder.ClientId, aanbieder.ClientSecret, [aanbieder.Domein], true), Ct)).IsGelukt);
            var persoon = await new PersoonVastleggen(app).VoerUitAsync(mens.Naam, "petra@proefvallei.voorbeeld", [new("proef", Rol.Regiobeheerder)], Ct);
            await new IdentiteitVastleggen(app).VoerUitAsync(persoon, server.Issuer, mens.Subject, Ct);
        }

        await using (var verbinding = new NpgsqlConnection(database.Beheer))
        {
            Assert.Equal("Proefvallei (verzonnen)", await verbinding.ExecuteScalarAsync<string>("select naam from ambulant.regio where sleutel = 'proef'"));
            Assert.Equal("proefroute", await verbinding.ExecuteScalarAsync<string>("select route from ambulant.routeversie where regio_id = 'proef'"));
        }

        await using var portaal = await Kindproces.StartAsync(["dotnet", Path.Combine(map, "Ambulant.Portal.dll"), "--urls", adres], map, Path.Combine(map, "portaal.log"), "KILL", instellingen);
        await GezondAsync(portaal, adres);
        await server.WarmAsync(Ct);
        using var client = await Inlog.AlsAsync(new(adres), aanbieder.Id, mens.Aanmeldnaam);
        var route = await PaginaAsync(client, "/proef/route");
        Assert.Contains("Kijken met de meedenker", route.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(route.QuerySelector("nav.navigatie a[href='/proef/dossiers']"));
        var thema = route.QuerySelectorAll("link[rel=stylesheet]").Select(l => l.GetAttribute("href")!).Last();
        Assert.Contains("#5b2a6e", await client.GetStringAsync(new Uri(thema, UriKind.Relative), Ct), StringComparison.Ordinal);
        foreach (var pagina in new[] { "/werk", "/proef/dossiers", "/proef/scholen", "/proef/begeleiders", "/proef/personen" })
        {
            await PaginaAsync(client, pagina);
        }

        // Its own region and no other.
        using var elders = await client.GetAsync(new Uri("/liemers/route", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.NotFound, elders.StatusCode);
    }

    [Theory]
    [InlineData("dubbel", "Twee modules noemen zich 'liemers': Ambulant.Modules.Liemers, Ambulant.Modules.Proef. Haal er één weg.")]
    [InlineData("sleutel", "De module Ambulant.Modules.Proef noemt haar regio '../proef'.")]
    [InlineData("route", "Route 'proefroute' van regio 'proef' klopt niet bij kijken/klaar: Stap 'nergens' bestaat niet.")]
    [InlineData("thema", "Het thema van regio 'proef' klopt niet: Accent is 'groen'.")]
    [InlineData("bleek", "Het thema van regio 'proef' klopt niet: Accent (#7fb8ae) op wit (#ffffff) heeft een contrast van 2,24:1.")]
    public async Task Een_module_met_een_fout_houdt_de_portal_tegen_met_een_zin(string fout, string zin)
    {
        var instellingen = Instellingen("http://localhost:1", "liemers", fout switch { "dubbel" => "noord-kennemerland", "sleutel" => "../proef", _ => "proef" });
        instellingen["PROEF"] = fout;
        await WeigertAsync(instellingen, zin);
    }

    [Fact]
    public async Task Een_regio_zonder_module_en_een_bestand_dat_geen_module_is_houden_de_portal_tegen()
    {
        await WeigertAsync(Instellingen("http://localhost:1", "liemers", "nergensland"), "Regio 'nergensland' is ingesteld, maar er is geen module voor. Gevonden: liemers, noord-kennemerland, proef.");
        await WeigertAsync(Instellingen("http://localhost:1"), "Er is geen regio ingesteld.");
        await File.WriteAllTextAsync(Path.Combine(Modules, "Ambulant.Modules.Kapot.dll"), "geen programma", Ct);
        await WeigertAsync(Instellingen("http://localhost:1", "liemers"), $"{Path.Combine(Modules, "Ambulant.Modules.Kapot.dll")} is geen module.");
    }

    private async Task WeigertAsync(Dictionary<string, string> instellingen, string zin)
    {
        var (code, uitvoer) = await DraaiAsync(instellingen);
        Assert.Equal(1, code);
        Assert.StartsWith(zin, uitvoer, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', uitvoer);
    }

    private Dictionary<string, string> Instellingen(string adres, params string[] regios)
    {
        var alle = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ConnectionStrings__Ambulant"] = database.App,
            ["Portaal__Adres"] = adres,
            ["Mail__Server"] = "smtp://127.0.0.1:9",
            ["Mail__Afzender"] = "ambulant@proef.voorbeeld",
            ["Logging__LogLevel__Default"] = "Error",
        };
        foreach (var (regio, nummer) in regios.Select((r, i) => (r, i)))
        {
            alle[$"Regios__{nummer}"] = regio;
        }

        return alle;
    }

    private async Task<(int Code, string Uitvoer)> DraaiAsync(Dictionary<string, string> instellingen, params string[] opdracht)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(map, "Ambulant.Portal.dll"), .. opdracht]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = map };
        foreach (var (naam, waarde) in instellingen)
        {
            start.Environment[naam] = waarde;
        }

        using var klok = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        klok.CancelAfter(TimeSpan.FromMinutes(1));
        using var proces = Process.Start(start)!;
        try
        {
            var uitvoer = await Task.WhenAll(proces.StandardOutput.ReadToEndAsync(klok.Token), proces.StandardError.ReadToEndAsync(klok.Token));
            await proces.WaitForExitAsync(klok.Token);
            return (proces.ExitCode, string.Concat(uitvoer).Trim());
        }
        catch (OperationCanceledException)
        {
            proces.Kill(entireProcessTree: true);
            throw new TimeoutException("The portal started although it had to refuse.");
        }
    }

    private static async Task<AngleSharp.Dom.IDocument> PaginaAsync(HttpClient client, string adres)
    {
        using var antwoord = await client.GetAsync(new Uri(adres, UriKind.Relative), Ct);
        Assert.True(antwoord.StatusCode == HttpStatusCode.OK, $"{adres}: {antwoord.StatusCode}");
        return new HtmlParser().ParseDocument(await antwoord.Content.ReadAsStringAsync(Ct));
    }

    private static async Task GezondAsync(Kindproces portaal, string adres)
    {
        using var client = new HttpClient { BaseAddress = new(adres) };
        for (var i = 0; ; i++)
        {
            Assert.False(portaal.IsGestopt, await portaal.LaatsteRegelAsync());
            try
            {
                await client.GetStringAsync(new Uri("/gezond", UriKind.Relative), Ct);
                return;
            }
            catch (HttpRequestException) when (i < 300)
            {
                await Task.Delay(100, Ct);
            }
        }
    }

    private static void Kopieer(string van, string naar)
    {
        Directory.CreateDirectory(naar);
        foreach (var bestand in Directory.EnumerateFiles(van))
        {
            File.Copy(bestand, Path.Combine(naar, Path.GetFileName(bestand)));
        }

        foreach (var onder in Directory.EnumerateDirectories(van))
        {
            Kopieer(onder, Path.Combine(naar, Path.GetFileName(onder)));
        }
    }
}
