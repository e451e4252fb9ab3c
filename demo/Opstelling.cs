using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ambulant.Core.Opslag;
using Npgsql;

namespace Ambulant.Demo;

/// <summary>Everything that runs during a demo, started in order and ended in the opposite order.</summary>
public sealed class Opstelling : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string Databasemap = Path.Combine(Mappen.Gegevens, "postgres");

    private readonly Stack<(string? Wat, IAsyncDisposable Onderdeel)> onderdelen = [];
    private readonly TextWriter verslag;
    private readonly Poorten poorten;
    private readonly IReadOnlyList<string> regios;
    private readonly IReadOnlyList<Aanbieder> aanbieders;

    private Opstelling(Opdracht opdracht, TextWriter verslag)
    {
        poorten = new Poorten(opdracht.Poort);
        regios = [.. Mensen.Regios, .. Eigen(opdracht.Regio)];
        aanbieders = [.. Mensen.Aanbieders, .. Eigen(opdracht.Regio).Select(Mensen.Van)];
        this.verslag = verslag;
    }

    public static async Task VoerUitAsync(Opdracht opdracht, TextWriter uitvoer, TextWriter verslag, CancellationToken einde)
    {
        await using var opstelling = new Opstelling(opdracht, verslag);
        PostgresServer postgres;
        Kindproces portaal;
        string database;
        try
        {
            opstelling.HoudGegevensVast();
            var binaries = PostgresServer.Extern is null ? await Postgresbinaries.ZoekAsync() : null;
            if (binaries is not null)
            {
                await PostgresServer.StopAchtergeblevenAsync(binaries, Databasemap, einde);
            }

            opstelling.poorten.Controleer(opstelling.aanbieders.Count, eigenPostgres: binaries is not null);
            (postgres, database) = await opstelling.StartDatabaseAsync(binaries, opdracht.Opnieuw, einde);
            var mail = opstelling.Voeg("de mailvanger", await Mailvanger.StartAsync(opstelling.poorten.Smtp, opstelling.poorten.Mailpagina, afbreken: einde));
            var (draaiend, warm) = await opstelling.StartAanbiedersAsync(einde);
            var verbinding = postgres.Rolverbinding(PostgresServer.Toepassingsrol, database);
            await Demogegevens.LaadAsync(verbinding, opstelling.poorten.Adres, opstelling.regios, draaiend, opdracht.Leeg, einde);
            await Demogegevens.LaadPlatformAsync(postgres.Beheerverbinding(database), einde);
            portaal = opstelling.Voeg("het portaal", await Portaal.StartAsync(opstelling.poorten, verbinding, mail, opstelling.regios, Path.Combine(Mappen.Gegevens, "portaal.log"), einde));
            await warm;
            await (opdracht.Json
                ? uitvoer.WriteLineAsync(opstelling.AlsJson(postgres, database))
                : uitvoer.WriteLineAsync(opstelling.AlsTabel(postgres, mail)));
            await uitvoer.FlushAsync(einde);
        }
        catch (OperationCanceledException) when (einde.IsCancellationRequested)
        {
            return;
        }

        await opstelling.WachtAsync(postgres, portaal, einde);
    }

    public async ValueTask DisposeAsync()
    {
        while (onderdelen.TryPop(out var laatste))
        {
            if (laatste.Wat is not null)
            {
                await verslag.WriteLineAsync($"Stopt {laatste.Wat}");
            }

            await laatste.Onderdeel.DisposeAsync();
        }
    }

    // Held for as long as the demo runs; the system lets go when the program ends, however it ends.
    private void HoudGegevensVast()
    {
        Directory.CreateDirectory(Mappen.Gegevens);
        try
        {
            onderdelen.Push((null, new FileStream(Path.Combine(Mappen.Gegevens, "bezet"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)));
        }
        catch (IOException fout)
        {
            throw new Startfout($"Er draait al een demo met de gegevens in {Mappen.Gegevens}. Stop die eerst (Ctrl-C).", fout);
        }
    }

    private async Task<(PostgresServer, string)> StartDatabaseAsync(Postgresbinaries? binaries, bool opnieuw, CancellationToken einde)
    {
        PostgresServer postgres;
        string database;
        if (binaries is null)
        {
            // A name of our own: --opnieuw throws it away, so it must never be somebody's own database.
            database = "ambulant_demo";
            postgres = Voeg("de verbinding met de database", await PostgresServer.VerbindAsync(PostgresServer.Extern!, einde));
            if (opnieuw)
            {
                await postgres.VerwijderDatabaseAsync(database, einde);
            }
        }
        else
        {
            database = "ambulant";
            if (opnieuw)
            {
                PostgresServer.VerwijderMap(Databasemap);
            }

            await verslag.WriteLineAsync($"PostgreSQL {binaries.Versie} start ({binaries.Map})");
            postgres = Voeg("de database", await PostgresServer.StartAsync(Databasemap, poorten.Postgres, binaries: binaries, afbreken: einde));
        }

        await verslag.WriteLineAsync("Database wordt bijgewerkt");
        try
        {
            await Migratie.VoerUitAsync(postgres.Beheerverbinding(database), einde);
        }
        catch (Exception fout) when (fout is InvalidOperationException or NpgsqlException)
        {
            throw new Startfout($"De database kon niet worden bijgewerkt: {fout.Message.ReplaceLineEndings(" ").TrimEnd('.')}. Opnieuw beginnen kan met: ./ambulant start --opnieuw", fout);
        }

        await postgres.GeefRolToegangAsync(PostgresServer.Toepassingsrol, einde);
        return (postgres, database);
    }

    private async Task<(IReadOnlyList<DraaiendeAanbieder> Aanbieders, Task Warm)> StartAanbiedersAsync(CancellationToken einde)
    {
        var servers = await Task.WhenAll(aanbieders.Select((a, i) => Task.Run(() => Aanmeldserver.StartAsync(a, poorten.Aanbieder(i), [poorten.Adres], einde), einde)));
        foreach (var server in servers)
        {
            Voeg($"het aanmelden van {server.Aanbieder.Naam}", server);
        }

        // Meanwhile the database is filled and the portal starts.
        var warm = Task.WhenAll(servers.Select(s => Task.Run(() => s.WarmAsync(einde), einde)));
        return ([.. servers.Select(s => new DraaiendeAanbieder(s.Aanbieder, s.Authority, s.Issuer))], warm);
    }

    private T Voeg<T>(string wat, T onderdeel)
        where T : IAsyncDisposable
    {
        onderdelen.Push((wat, onderdeel));
        return onderdeel;
    }

    private async Task WachtAsync(PostgresServer postgres, Kindproces portaal, CancellationToken einde)
    {
        try
        {
            var portaalWeg = portaal.WachtAsync(einde);
            var eerste = await Task.WhenAny(portaalWeg, postgres.Proces?.WachtAsync(einde) ?? Task.Delay(Timeout.Infinite, einde));
            await eerste;
            throw new Startfout(eerste == portaalWeg
                ? $"Het portaal is onverwacht gestopt ({await portaal.LaatsteRegelAsync()}). Het logboek staat in {portaal.Logbestand}."
                : $"De database is onverwacht gestopt. Het logboek staat in {postgres.Proces!.Logbestand}.");
        }
        catch (OperationCanceledException)
        {
            await verslag.WriteLineAsync();
        }
    }

    private static IEnumerable<string> Eigen(string? regio) => regio is null || Mensen.Regios.Contains(regio) ? [] : [regio];

    private string AlsJson(PostgresServer postgres, string database) => JsonSerializer.Serialize(
        new
        {
            portal = poorten.Adres,
            postgres = ZonderWachtwoord(postgres.Beheerverbinding(database)),
            mail = $"http://localhost:{poorten.Mailpagina}",
            personen = aanbieders.SelectMany(a => a.Mensen.Select(m => new
            {
                naam = m.Naam,
                rol = m.Functie,
                regio = string.Join(", ", m.Regios),
                provider = a.Id,
                aanmeldnaam = m.Aanmeldnaam,
            })),
        }, Json);

    private static string ZonderWachtwoord(string verbinding) => new NpgsqlConnectionStringBuilder(verbinding) { Password = null }.ConnectionString;

    private string AlsTabel(PostgresServer postgres, Mailvanger mail)
    {
        string[][] mensen =
        [
            ["Naam", "Rol", "Regio", "Aanmeldnaam", "Organisatie"],
            .. aanbieders.SelectMany(a => a.Mensen.Select(m => new[] { m.Naam, m.Functie, string.Join(", ", m.Regios), m.Aanmeldnaam, a.Naam })),
        ];
        var breedten = Enumerable.Range(0, mensen[0].Length).Select(k => mensen.Max(r => r[k].Length)).ToArray();
        var regels = mensen.Select(r => "  " + string.Join("  ", r.Select((cel, k) => cel.PadRight(breedten[k]))).TrimEnd());
        return $"""

            Ambulant draait.

              Portaal   {poorten.Adres}
              Mails     {mail.Adres}
              Database  PostgreSQL {postgres.Versie}{(postgres.IsEigen ? $", poort {poorten.Postgres}" : ", van AMBULANT_POSTGRES")}

            {string.Join(Environment.NewLine, regels)}

              Het wachtwoord is voor iedereen: {Mensen.Wachtwoord}
              Stoppen: Ctrl-C

            """;
    }
}
