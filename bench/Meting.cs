using System.Diagnostics;
using System.Globalization;
using Ambulant.Core.Opslag;
using Ambulant.Demo;
using Ambulant.Testhulp;
using Dapper;
using Npgsql;

namespace Ambulant.Bench;

/// <summary>
/// Measures the portal beside a bare page that reads the same rows, in turn, in one run; prints the ratio. The portal runs in
/// Release with sign-in, access rules, row-level security and the inzage line on, its mail and database the real ones.
/// </summary>
internal static class Meting
{
    private const int Verbindingen = 16;
    private static readonly TimeSpan Duur = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Opwarmen = TimeSpan.FromSeconds(15);

    public static async Task<int> VoerUitAsync(string[] args)
    {
        var dossiers = args is ["--dossiers", var n, ..] ? int.Parse(n, CultureInfo.InvariantCulture) : 5000;
        var map = Directory.CreateTempSubdirectory("ambulant-bench-").FullName;
        try
        {
            await MeetAsync(map, dossiers, alleenAanmelden: args is ["aanmelden"]);
            return 0;
        }
        finally
        {
            Directory.Delete(map, recursive: true);
        }
    }

    private static async Task MeetAsync(string map, int dossiers, bool alleenAanmelden)
    {
        await using var postgres = await PostgresServer.StartAsync(Path.Combine(map, "postgres"), PostgresServer.VrijePoort());
        await Migratie.VoerUitAsync(postgres.Beheerverbinding("ambulant"), CancellationToken.None);
        await postgres.GeefRolToegangAsync(PostgresServer.Toepassingsrol);
        var app = postgres.Rolverbinding(PostgresServer.Toepassingsrol, "ambulant");
        await using var mail = await Mailvanger.StartAsync();
        var poorten = new Poorten(PostgresServer.VrijePoort());
        var aanbieder = Mensen.Aanbieders.Single(a => a.Id == "vlinderhof");
        await using var provider = await Aanmeldserver.StartAsync(aanbieder, PostgresServer.VrijePoort(), [poorten.Adres]);
        await provider.WarmAsync();
        var alle = Mensen.Aanbieders.Select(a => a == aanbieder ? new DraaiendeAanbieder(a, provider.Authority, provider.Issuer) : new DraaiendeAanbieder(a, $"http://localhost:1/{a.Id}", $"http://localhost:1/{a.Id}/")).ToList();
        await Demogegevens.LaadAsync(app, poorten.Adres, Mensen.Regios, alle, leeg: true, CancellationToken.None);
        Guid ilse;
        await using (var beheer = new NpgsqlConnection(postgres.Beheerverbinding("ambulant")))
        {
            ilse = await beheer.ExecuteScalarAsync<Guid>("select id from ambulant.persoon where email = 'ilse@vlinderhof.voorbeeld'");
        }

        var issuer = $"http://localhost:{PostgresServer.VrijePoort()}";
        if (alleenAanmelden)
        {
            await using var alleen = await PortaalAsync(map, poorten, app, mail);
            await Aanmeldingen.MeetAsync(new Uri(poorten.Adres), postgres.Beheerverbinding("ambulant"), issuer, map);
            return;
        }

        var sleutels = await Vulling.VulAsync(postgres.Beheerverbinding("ambulant"), dossiers, ilse);
        Console.WriteLine($"PostgreSQL {postgres.Versie}, {dossiers} dossiers, {Verbindingen} connections, {Environment.ProcessorCount} cores (database and load on them too), {Duur.TotalSeconds:0} s a round");

        var begin = Stopwatch.GetTimestamp();
        await using var portaal = await PortaalAsync(map, poorten, app, mail);
        Console.WriteLine($"start-up of the portal to its first healthy answer: {Stopwatch.GetElapsedTime(begin).TotalSeconds:0.00} s (aim: under 2)");
        var kaalAdres = new Uri($"http://127.0.0.1:{PostgresServer.VrijePoort()}");
        await using var kaal = await ZelfAsync(map, kaalAdres, "kaal", postgres.Beheerverbinding("ambulant"));

        var adres = new Uri(poorten.Adres);
        var (client, cookies) = await Inlog.MetCookiesAsync(adres, "vlinderhof", "ilse");
        client.Dispose();
        await VergelijkAsync("dossier page", adres, [.. sleutels.Select(s => $"/liemers/dossiers/{s}")], cookies, kaalAdres, [.. sleutels.Select(s => $"/kaal/dossier/{s}")]);
        await VergelijkAsync("Mijn werk", adres, ["/werk"], cookies, kaalAdres, [$"/kaal/werk/{ilse}"]);
        await Aanmeldingen.MeetAsync(adres, postgres.Beheerverbinding("ambulant"), issuer, map);
        Console.WriteLine($"memory of the portal after the load: {Geheugen(portaal.Id)} MB resident (aim: under 250)");
        if (dossiers < 10_000)
        {
            await Vulling.VulAsync(postgres.Beheerverbinding("ambulant"), 10_000 - dossiers, ilse, vanaf: dossiers);
        }

        await Stappen.MeetAsync(postgres, app, Math.Max(dossiers, 10_000), ilse);
    }

    // Everyone in the measuring comes from one address.
    private static Task<Kindproces> PortaalAsync(string map, Poorten poorten, string app, Mailvanger mail) =>
        Portaal.StartAsync(poorten, app, mail, Mensen.Regios, Path.Combine(map, "portaal.log"), CancellationToken.None, ("Limieten__Aanmelden", "1000000"));

    /// <summary>This program, as one of the bare ones.</summary>
    internal static async Task<Kindproces> ZelfAsync(string map, Uri adres, string wat, string waarmee)
    {
        var proces = await Kindproces.StartAsync(
            [Environment.ProcessPath!, .. Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [typeof(Meting).Assembly.Location] : Array.Empty<string>(), wat, adres.ToString(), waarmee],
            AppContext.BaseDirectory, Path.Combine(map, $"{wat}.log"), "KILL", new Dictionary<string, string>());
        await WachtAsync(adres);
        return proces;
    }

    private static async Task VergelijkAsync(string naam, Uri portaal, IReadOnlyList<string> paden, string cookies, Uri kaal, IReadOnlyList<string> kalePaden)
    {
        // Warm both until the compiler is done with them (it recompiles what is used often), then in turn: the machine's moods fall on both.
        await Belasting.RondeAsync(portaal, paden, cookies, Verbindingen, Opwarmen);
        await Belasting.RondeAsync(kaal, kalePaden, null, Verbindingen, Opwarmen);
        var rondes = new List<(Ronde Portaal, Ronde Kaal)>();
        for (var i = 0; i < 5; i++)
        {
            rondes.Add((await Belasting.RondeAsync(portaal, paden, cookies, Verbindingen, Duur), await Belasting.RondeAsync(kaal, kalePaden, null, Verbindingen, Duur)));
        }

        if (rondes.Sum(r => r.Portaal.Fouten + r.Kaal.Fouten) is > 0 and var fouten)
        {
            throw new InvalidOperationException($"{fouten} answers were no 200: the figures would mean nothing.");
        }

        var verhouding = Midden(rondes.Select(r => r.Portaal.PerSeconde / r.Kaal.PerSeconde));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {naam}: portal {Midden(rondes.Select(r => r.Portaal.PerSeconde)):0} requests/s, p95 {Midden(rondes.Select(r => r.Portaal.P95Ms)):0.0} ms
            {naam}: bare   {Midden(rondes.Select(r => r.Kaal.PerSeconde)):0} requests/s, p95 {Midden(rondes.Select(r => r.Kaal.P95Ms)):0.0} ms
            {naam}: ratio  {verhouding:0.00} (median of {rondes.Count} pairs, {rondes.Min(r => r.Portaal.PerSeconde / r.Kaal.PerSeconde):0.00} to {rondes.Max(r => r.Portaal.PerSeconde / r.Kaal.PerSeconde):0.00}; aim: at least 0.35)
            """));
    }

    private static double Midden(IEnumerable<double> waarden)
    {
        var op = waarden.Order().ToArray();
        return op[op.Length / 2];
    }

    private static async Task WachtAsync(Uri adres)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        for (var i = 0; i < 200; i++)
        {
            try
            {
                using var antwoord = await client.GetAsync(adres);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException("The bare page did not start.");
    }

    private static string Geheugen(int proces) =>
        File.Exists($"/proc/{proces}/status")
            ? (long.Parse(File.ReadLines($"/proc/{proces}/status").First(l => l.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024).ToString(CultureInfo.InvariantCulture)
            : (Process.GetProcessById(proces).WorkingSet64 / 1024 / 1024).ToString(CultureInfo.InvariantCulture);
}
