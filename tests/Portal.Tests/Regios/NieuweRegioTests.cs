using System.Diagnostics;
using System.Net;
using System.Reflection;
using System.Reflection.Emit;
using AngleSharp.Html.Parser;
using Ambulant.Core.Opslag;
using Ambulant.Core.Scholen;
using Ambulant.Core.Toegang;
using Ambulant.Demo;
using Ambulant.Portal.Tests.Geheel;
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

        Mens[] mensen = [new("petra", "Petra Verzonnen", "regiobeheerder", ["proef"], Rol.Regiobeheerder), new("ida", "Ida Verzonnen", "intern begeleider", ["proef"], Rol.InternBegeleider), new("lot", "Lot Verzonnen", "leerkracht", ["proef"], Rol.Leerkracht)];
        var aanbieder = new Aanbieder("proefvallei", "Samenwerkingsverband Proefvallei (verzonnen)", "proefvallei.voorbeeld", mensen);
        await using var server = await Aanmeldserver.StartAsync(aanbieder, PostgresServer.VrijePoort(), [adres], Ct);
        await using (var app = new Database(database.App, TimeProvider.System))
        {
            Assert.True((await new IdentiteitsproviderVastleggen(app).VoerUitAsync(new(aanbieder.Id, aanbieder.Naam, server.Authority, aanbieder.ClientId, aanbieder.ClientSecret, [aanbieder.Domein], true), Ct)).IsGelukt);
            var school = await new SchoolVastleggen(app).VoerUitAsync("proef", "99ZZ", "De Proefschool (verzonnen)", "Proefdorp", "Bestuur Proefvallei (verzonnen)", Ct);
            foreach (var mens in mensen)
            {
                var persoon = await new PersoonVastleggen(app).VoerUitAsync(mens.Naam, $"{mens.Aanmeldnaam}@proefvallei.voorbeeld", [new("proef", mens.Rol, mens.Rol is Rol.Regiobeheerder ? null : school)], Ct);
                await new IdentiteitVastleggen(app).VoerUitAsync(persoon, server.Issuer, mens.Subject, Ct);
            }
        }

        await using (var verbinding = new NpgsqlConnection(database.Beheer))
        {
            Assert.Equal("Proefvallei (verzonnen)", await verbinding.ExecuteScalarAsync<string>("select naam from ambulant.regio where sleutel = 'proef'"));
            Assert.Equal("proefroute", await verbinding.ExecuteScalarAsync<string>("select route from ambulant.routeversie where regio_id = 'proef'"));
        }

        await using var portaal = await Kindproces.StartAsync(["dotnet", Path.Combine(map, "Ambulant.Portal.dll"), "--urls", adres], map, Path.Combine(map, "portaal.log"), "KILL", instellingen);
        await GezondAsync(portaal, adres);
        await server.WarmAsync(Ct);
        using var client = await Inlog.AlsAsync(new(adres), aanbieder.Id, "petra");
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

        using var ida = await Inlog.AlsAsync(new(adres), aanbieder.Id, "ida");
        await SpeelAsync(ida);
    }

    // A dossier of the new region, with its own block and its own rule.
    private static async Task SpeelAsync(HttpClient ida)
    {
        var indienen = await Formulier.HaalAsync(ida, "/proef/hulpvragen/nieuw?leerling=nieuw");
        (string, string?)[] vraag =
        [
            ("naar", "indienen"), ("Formulier.Leerling", "nieuw"), ("Formulier.Roepnaam", "Pim"), ("Formulier.Achternaam", "Verzonnen"), ("Formulier.Geboortedatum", "03-04-2018"),
            ("Formulier.Groep", "4"), ("Formulier.Signaal", "Is stil."),
        ];
        var vragend = await Formulier.LeesAsync(await indienen.StuurAsync(vraag), HttpStatusCode.BadRequest);
        var collegas = new[] { "Formulier.Leerkracht", "Formulier.InternBegeleider" }.Select(v => (v, vragend.QuerySelector($"select[name='{v}'] option:not([value=''])")!.GetAttribute("value")));
        var ingediend = await indienen.StuurAsync([.. vraag, .. collegas]);
        Assert.True(ingediend.StatusCode is HttpStatusCode.Redirect, await ingediend.Content.ReadAsStringAsync(Ct));
        var dossier = ingediend.Headers.Location!.OriginalString;
        Assert.Contains("Kompas", (await PaginaAsync(ida, dossier)).Body!.TextContent, StringComparison.Ordinal);

        async Task<string> Stap() => (await PaginaAsync(ida, dossier + "/stappen/kijken")).QuerySelector("main")!.TextContent;
        async Task Koers(string koers)
        {
            var blok = await Formulier.HaalAsync(ida, dossier + "/blokken/kompas/wijzigen");
            var bewaard = await blok.StuurAsync(("Formulier.Velden[koers]", koers));
            Assert.True(bewaard.StatusCode is HttpStatusCode.Redirect, await bewaard.Content.ReadAsStringAsync(Ct));
        }

        Assert.Contains("Er is een koers gekozen", await Stap(), StringComparison.Ordinal);
        var teVroeg = await (await Formulier.HaalAsync(ida, dossier + "/stappen/kijken")).StuurAsync(("Formulier.Uitkomst", "klaar"));
        Assert.Contains("Er is nog geen koers gekozen in het kompas.", (await Formulier.LeesAsync(teVroeg, HttpStatusCode.BadRequest)).QuerySelector(".foutenlijst")!.TextContent, StringComparison.Ordinal);

        // A rule that fails in a dossier fails that demand, not the page and not another region.
        await Koers("Kapot");
        Assert.Contains("De regel 'koers-gekozen' van de module Ambulant.Modules.Proef werkt niet.", await Stap(), StringComparison.Ordinal);
        var mislukt = await (await Formulier.HaalAsync(ida, dossier + "/stappen/kijken")).StuurAsync(("Formulier.Uitkomst", "klaar"));
        Assert.Equal(HttpStatusCode.BadRequest, mislukt.StatusCode);

        await Koers("Samen verder");
        var klaar = await (await Formulier.HaalAsync(ida, dossier + "/stappen/kijken")).StuurAsync(("Formulier.Uitkomst", "klaar"));
        Assert.True(klaar.StatusCode is HttpStatusCode.Redirect, await klaar.Content.ReadAsStringAsync(Ct));
        Assert.Contains("Overdragen", (await PaginaAsync(ida, dossier)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Het_sjabloon_wordt_met_een_eigen_bibliotheek_een_draaiende_regio()
    {
        var bouw = Directory.CreateDirectory(Path.Combine(map, "bouw")).FullName;
        var sjabloon = Path.Combine(Mappen.Hoofdmap, "sjablonen", "regio");
        await DotnetAsync(bouw, "new", "install", sjabloon, "--debug:custom-hive", Path.Combine(bouw, "hive"));
        await DotnetAsync(bouw, "new", "ambulant-regio", "-n", "Zeedorp", "-o", Path.Combine(bouw, "Zeedorp"), "--debug:custom-hive", Path.Combine(bouw, "hive"));

        // A library that the portal does not have.
        Directory.CreateDirectory(Path.Combine(bouw, "Eigen"));
        await File.WriteAllTextAsync(Path.Combine(bouw, "Eigen", "Eigen.csproj"), "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>", Ct);
        await File.WriteAllTextAsync(Path.Combine(bouw, "Eigen", "Naamgever.cs"), "namespace Eigen; public static class Naamgever { public static string Naam => \"Zeedorp aan Zee (verzonnen)\"; }", Ct);
        var project = Path.Combine(bouw, "Zeedorp", "Ambulant.Modules.Zeedorp.csproj");
        await WijzigAsync(project, "</Project>", "<ItemGroup><ProjectReference Include=\"../Eigen/Eigen.csproj\" /></ItemGroup></Project>");
        await WijzigAsync(Path.Combine(bouw, "Zeedorp", "ZeedorpRegio.cs"), "Naam => \"Zeedorp\"", "Naam => Eigen.Naamgever.Naam");
        await DotnetAsync(bouw, "build", project, "-o", Path.Combine(Modules, "Zeedorp"), $"-p:AmbulantCore={Path.Combine(map, "Ambulant.Core.dll")}", "-nologo", "-v", "q");
        Assert.False(File.Exists(Path.Combine(Modules, "Zeedorp", "Ambulant.Core.dll")));

        Assert.Equal((0, "De regio's en hun routes zijn vastgelegd."), await DraaiAsync(Instellingen("http://localhost:1", "liemers", "zeedorp"), "regios-vastleggen"));
        await using var verbinding = new NpgsqlConnection(database.Beheer);
        Assert.Equal("Zeedorp aan Zee (verzonnen)", await verbinding.ExecuteScalarAsync<string>("select naam from ambulant.regio where sleutel = 'zeedorp'"));

        File.Delete(Path.Combine(Modules, "Zeedorp", "Eigen.dll"));
        await WeigertAsync(Instellingen("http://localhost:1", "liemers", "zeedorp"), "De module Ambulant.Modules.Zeedorp.dll past niet bij deze versie van Ambulant (", "regios-vastleggen");
    }

    [Fact]
    public async Task Een_module_voor_een_andere_versie_of_met_eigen_paginas_houdt_de_portal_tegen()
    {
        // Built for a contract with less in it.
        Schrijf("Ambulant.Modules.Oud", "OudeRegio", typeof(object), typeof(Core.Regios.IRegio));
        await WeigertAsync(Instellingen("http://localhost:1", "liemers"), "De module Ambulant.Modules.Oud.dll past niet bij deze versie van Ambulant (");
        File.Delete(Path.Combine(Modules, "Ambulant.Modules.Oud.dll"));
        Schrijf("Ambulant.Modules.Paginas", "DossierModel", typeof(Microsoft.AspNetCore.Mvc.RazorPages.PageModel));
        await WeigertAsync(Instellingen("http://localhost:1", "liemers"), "De module Ambulant.Modules.Paginas.dll gebruikt Microsoft.AspNetCore.Mvc.RazorPages. Een module brengt geen eigen pagina's mee");
    }

    private void Schrijf(string naam, string soort, Type van, params Type[] contracten)
    {
        var bouwer = new PersistedAssemblyBuilder(new AssemblyName(naam), typeof(object).Assembly);
        var type = bouwer.DefineDynamicModule(naam).DefineType($"{naam}.{soort}", TypeAttributes.Public | TypeAttributes.Class, van, contracten);
        type.DefineDefaultConstructor(MethodAttributes.Public);
        type.CreateType();
        bouwer.Save(Path.Combine(Modules, naam + ".dll"));
    }

    private static async Task WijzigAsync(string bestand, string van, string naar)
    {
        var tekst = await File.ReadAllTextAsync(bestand, Ct);
        Assert.Contains(van, tekst, StringComparison.Ordinal);
        await File.WriteAllTextAsync(bestand, tekst.Replace(van, naar, StringComparison.Ordinal), Ct);
    }

    private static async Task DotnetAsync(string map, params string[] opdracht)
    {
        using var proces = Process.Start(new ProcessStartInfo("dotnet", opdracht) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = map })!;
        var uitvoer = await Task.WhenAll(proces.StandardOutput.ReadToEndAsync(Ct), proces.StandardError.ReadToEndAsync(Ct));
        await proces.WaitForExitAsync(Ct);
        Assert.True(proces.ExitCode == 0, $"dotnet {string.Join(' ', opdracht)}: {string.Concat(uitvoer)}");
    }

    [Theory]
    [InlineData("dubbel", "Twee modules noemen zich 'liemers': Ambulant.Modules.Liemers, Ambulant.Modules.Proef. Haal er één weg.")]
    [InlineData("sleutel", "De module Ambulant.Modules.Proef noemt haar regio '../proef'.")]
    [InlineData("route", "Route 'proefroute' van regio 'proef' klopt niet bij kijken/klaar: Deze uitkomst leidt naar een stap die er niet is. (sleutel: 'nergens')")]
    [InlineData("thema", "Het thema van regio 'proef' klopt niet: Accent is 'groen'.")]
    [InlineData("onbereikbaar", "Route 'proefroute' van regio 'proef' klopt niet bij zwerven: Deze stap is niet te bereiken.")]
    [InlineData("blok", "De module Ambulant.Modules.Proef klopt niet: blok 'kompas' staat er twee keer in.")]
    [InlineData("regel", "De module Ambulant.Modules.Proef klopt niet: regel 'koers-gekozen' werpt een fout (InvalidOperationException: kapot).")]
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

    private async Task WeigertAsync(Dictionary<string, string> instellingen, string zin, params string[] opdracht)
    {
        var (code, uitvoer) = await DraaiAsync(instellingen, opdracht);
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
