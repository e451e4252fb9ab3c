using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Ambulant.Demo;

/// <summary>
/// PostgreSQL for the demo and the tests: the server named in AMBULANT_POSTGRES, or a private one on loopback
/// that ends with this program.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string Toepassingsrol = "ambulant_app";

    public const string Eigenaarsrol = "ambulant_migratie";

    private const string Beheerder = "ambulant";

    private readonly string beheer;
    private readonly Kindproces? proces;
    private readonly Postgresbinaries? binaries;
    private readonly string[] alsGebruiker = [];
    private readonly string? tijdelijkeMap;
    private readonly string? gegevensmap;

    private PostgresServer(string beheer, int versie)
    {
        this.beheer = beheer;
        Versie = versie;
    }

    private PostgresServer(int poort, Postgresbinaries binaries, string gegevensmap, string[] alsGebruiker, Kindproces? proces, string? tijdelijkeMap)
        : this(Adres(poort), binaries.Versie)
    {
        this.binaries = binaries;
        this.gegevensmap = gegevensmap;
        this.alsGebruiker = alsGebruiker;
        this.proces = proces;
        this.tijdelijkeMap = tijdelijkeMap;
    }

    public int Versie { get; }

    public bool IsEigen => binaries is not null;

    public Kindproces? Proces => proces;

    /// <summary>AMBULANT_POSTGRES if set; else a fast, temporary server of our own.</summary>
    public static async Task<PostgresServer> VoorTestsAsync(CancellationToken afbreken = default)
    {
        if (Extern is { } verbinding)
        {
            return await VerbindAsync(verbinding, afbreken);
        }

        RuimTijdelijkeMappenOp();
        var map = Path.Combine(Path.GetTempPath(), $"{Tijdelijk}{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}");
        return await StartAsync(map, VrijePoort(), snel: true, tijdelijk: true, afbreken: afbreken);
    }

    /// <summary>The connection string the user gave, or null.</summary>
    public static string? Extern => Environment.GetEnvironmentVariable("AMBULANT_POSTGRES") is { } waarde && !string.IsNullOrWhiteSpace(waarde) ? waarde : null;

    /// <summary>Uses a server that somebody else runs; says plainly what its login lacks.</summary>
    public static async Task<PostgresServer> VerbindAsync(string verbinding, CancellationToken afbreken = default)
    {
        const string sql = """
            select current_setting('server_version_num')::int / 10000, rolsuper or (rolcreaterole and rolcreatedb), rolname::text
            from pg_roles where rolname = current_user
            """;
        string volledig;
        try
        {
            volledig = new NpgsqlConnectionStringBuilder(verbinding) is { Database: null or "" } zonder
                ? new NpgsqlConnectionStringBuilder(zonder.ConnectionString) { Database = "postgres" }.ConnectionString
                : verbinding;
        }
        catch (ArgumentException fout)
        {
            throw new Startfout("AMBULANT_POSTGRES is geen geldige verbinding. Voorbeeld: Host=localhost;Username=postgres;Password=…", fout);
        }

        try
        {
            await using var sessie = new NpgsqlConnection(volledig);
            await sessie.OpenAsync(afbreken);
            await using var vraag = new NpgsqlCommand(sql, sessie);
            await using var rij = await vraag.ExecuteReaderAsync(afbreken);
            await rij.ReadAsync(afbreken);
            var versie = rij.GetInt32(0);
            if (versie < Postgresbinaries.OudsteVersie)
            {
                throw new Startfout($"De server in AMBULANT_POSTGRES is PostgreSQL {versie}; Ambulant heeft {Postgresbinaries.OudsteVersie} of nieuwer nodig.");
            }

            if (!rij.GetBoolean(1))
            {
                throw new Startfout($"De gebruiker {rij.GetString(2)} in AMBULANT_POSTGRES mag geen rollen en databases maken; geef hem CREATEROLE en CREATEDB, of gebruik een beheerder.");
            }

            return new PostgresServer(volledig, versie);
        }
        catch (NpgsqlException fout)
        {
            throw new Startfout($"De server in AMBULANT_POSTGRES antwoordt niet goed: {EersteRegel(fout.Message)}", fout);
        }
    }

    /// <summary>Starts a private server on loopback. Data stays in the folder, unless it is temporary.</summary>
    public static async Task<PostgresServer> StartAsync(string map, int poort, bool snel = false, bool tijdelijk = false, Postgresbinaries? binaries = null, CancellationToken afbreken = default)
    {
        binaries ??= await Postgresbinaries.ZoekAsync();
        Directory.CreateDirectory(map);
        var gegevens = Path.Combine(map, "gegevens");
        var alsGebruiker = await AndereGebruikerAsync(map);
        if (!Directory.Exists(gegevens))
        {
            await MaakGegevensmapAsync(binaries, alsGebruiker, map, gegevens, snel, afbreken);
        }

        await ControleerGegevensmapAsync(binaries, gegevens, afbreken);
        await StopAchtergeblevenAsync(binaries, map, afbreken);
        List<string> instellingen = [$"port={poort}", "listen_addresses=127.0.0.1", "unix_socket_directories=", "lc_messages=C"];
        if (snel)
        {
            instellingen.AddRange(["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200"]);
        }

        var log = Path.Combine(map, "postgres.log");
        Kindproces? proces = null;
        if (OperatingSystem.IsWindows())
        {
            // An administrator's postgres.exe refuses to run; pg_ctl lays the rights down first.
            var (code, _) = await Programma.VoerUitAsync(
                [binaries.Pad("pg_ctl"), "-D", gegevens, "-w", "-l", log, "-o", string.Join(' ', instellingen.Select(i => $"-c {i}")), "start"], afbreken);
            if (code != 0)
            {
                throw NietGestart(log, "");
            }
        }
        else
        {
            proces = await Kindproces.StartAsync(
                [binaries.Pad("postgres"), "-D", gegevens, .. instellingen.SelectMany(i => new[] { "-c", i })], map, log, "INT",
                new Dictionary<string, string> { ["LC_ALL"] = "C" }, alsGebruiker);
        }

        var server = new PostgresServer(poort, binaries, gegevens, alsGebruiker, proces, tijdelijk ? map : null);
        try
        {
            await server.WachtTotKlaarAsync(afbreken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>An administrator's connection.</summary>
    public string Beheerverbinding(string database = "postgres") =>
        new NpgsqlConnectionStringBuilder(beheer) { Database = database }.ConnectionString;

    /// <summary>The connection of another role. On a server of our own loopback is trusted; elsewhere the role gets a derived password.</summary>
    public string Rolverbinding(string rol, string database) =>
        new NpgsqlConnectionStringBuilder(beheer) { Database = database, Username = rol, Password = IsEigen ? null : Wachtwoord(rol) }.ConnectionString;

    public async Task GeefRolToegangAsync(string rol, CancellationToken afbreken = default)
    {
        if (!IsEigen)
        {
            // Test programs run side by side and all set the same password: one at a time. 'alter role' takes no parameters;
            // both parts are ours: a constant and hexadecimal digits.
            // A login that is no superuser must be a member of the role to end its sessions.
            await VoerUitAsync(Beheerverbinding(), $"""
                select pg_advisory_xact_lock(72652026);
                alter role {rol} login password '{Wachtwoord(rol)}';
                do $$ begin
                  if not pg_has_role('{rol}', 'member') then
                    grant {rol} to current_user;
                  end if;
                end $$;
                """, afbreken);
        }
    }

    public async Task MaakDatabaseAsync(string naam, string? sjabloon = null, CancellationToken afbreken = default) =>
        await VoerUitAsync(Beheerverbinding(), $"create database \"{naam}\"" + (sjabloon is null ? "" : $" template \"{sjabloon}\" owner {Eigenaarsrol}"), afbreken);

    public async Task<bool> BestaatAsync(string naam, CancellationToken afbreken = default)
    {
        await using var sessie = new NpgsqlConnection(Beheerverbinding());
        await sessie.OpenAsync(afbreken);
        await using var vraag = new NpgsqlCommand("select exists (select from pg_database where datname = $1)", sessie) { Parameters = { new() { Value = naam } } };
        return (bool)(await vraag.ExecuteScalarAsync(afbreken))!;
    }

    public async Task VerwijderDatabaseAsync(string naam, CancellationToken afbreken = default) =>
        await VoerUitAsync(Beheerverbinding(), $"drop database if exists \"{naam}\" with (force)", afbreken);

    public async ValueTask DisposeAsync()
    {
        if (binaries is null)
        {
            return;
        }

        NpgsqlConnection.ClearAllPools();
        if (proces is null)
        {
            await Programma.VoerUitAsync([.. alsGebruiker, binaries.Pad("pg_ctl"), "-D", gegevensmap!, "-m", "fast", "-w", "stop"]);
        }
        else
        {
            await proces.StopAsync(tijdelijkeMap is null ? "INT" : "QUIT", TimeSpan.FromSeconds(8));
            await proces.DisposeAsync();
        }

        if (tijdelijkeMap is not null)
        {
            VerwijderMap(tijdelijkeMap);
        }
    }

    public static int VrijePoort()
    {
        using var luisteraar = new TcpListener(IPAddress.Loopback, 0);
        luisteraar.Start();
        return ((IPEndPoint)luisteraar.LocalEndpoint).Port;
    }

    private const string Tijdelijk = "ambulant-pg-";

    private static string Adres(int poort) =>
        $"Host=127.0.0.1;Port={poort.ToString(CultureInfo.InvariantCulture)};Username={Beheerder};Database=postgres;Include Error Detail=true";

    private string Wachtwoord(string rol) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(new NpgsqlConnectionStringBuilder(beheer).Password ?? ""), Encoding.UTF8.GetBytes(rol)))[..32];

    private static async Task VoerUitAsync(string verbinding, string sql, CancellationToken afbreken)
    {
        await using var sessie = new NpgsqlConnection(verbinding);
        await sessie.OpenAsync(afbreken);
        await using var opdracht = new NpgsqlCommand(sql, sessie);
        await opdracht.ExecuteNonQueryAsync(afbreken);
    }

    // initdb works in a folder beside the real one and moves it at the end: a start that was broken off leaves nothing half made.
    private static async Task MaakGegevensmapAsync(Postgresbinaries binaries, string[] alsGebruiker, string map, string gegevens, bool snel, CancellationToken afbreken)
    {
        var inAanbouw = Path.Combine(map, "in-aanbouw");
        VerwijderMap(inAanbouw);
        string[] vast = [.. alsGebruiker, binaries.Pad("initdb"), "-D", inAanbouw, "-U", Beheerder, "-A", "trust", "-E", "UTF8", "--locale=C", .. snel ? ["--no-sync"] : Array.Empty<string>()];
        var (code, uitvoer) = await Programma.VoerUitAsync([.. vast, "--locale-provider=icu", "--icu-locale=nl-NL"], afbreken);
        if (code != 0 && uitvoer.Contains("ICU", StringComparison.OrdinalIgnoreCase))
        {
            VerwijderMap(inAanbouw);
            (code, uitvoer) = await Programma.VoerUitAsync(vast, afbreken);
        }

        if (code != 0)
        {
            throw new Startfout($"PostgreSQL kon geen gegevensmap maken in {map}: {uitvoer.Split('\n').LastOrDefault(r => r.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? EersteRegel(uitvoer)}");
        }

        Directory.Move(inAanbouw, gegevens);
    }

    private static async Task ControleerGegevensmapAsync(Postgresbinaries binaries, string gegevens, CancellationToken afbreken)
    {
        var versiebestand = Path.Combine(gegevens, "PG_VERSION");
        if (!File.Exists(versiebestand))
        {
            throw new Startfout($"De database in {gegevens} is niet compleet (PG_VERSION ontbreekt). Begin opnieuw met: ./ambulant start --opnieuw");
        }

        var versie = (await File.ReadAllTextAsync(versiebestand, afbreken)).Trim();
        if (versie != binaries.Versie.ToString(CultureInfo.InvariantCulture))
        {
            throw new Startfout($"De database in {gegevens} is van PostgreSQL {versie}, maar hier start PostgreSQL {binaries.Versie}. Zet AMBULANT_PG_BIN op versie {versie}, of begin opnieuw met: ./ambulant start --opnieuw");
        }
    }

    /// <summary>Only for whoever holds the folder (see Opstelling): a server that still runs in it is an orphan and is stopped.</summary>
    internal static async Task StopAchtergeblevenAsync(Postgresbinaries binaries, string map, CancellationToken afbreken)
    {
        var gegevens = Path.Combine(map, "gegevens");
        var pidbestand = Path.Combine(gegevens, "postmaster.pid");
        if (!File.Exists(pidbestand))
        {
            return;
        }

        // A number that now belongs to another program is a left-over that PostgreSQL itself would stumble over.
        var pid = (await File.ReadAllLinesAsync(pidbestand, afbreken)).FirstOrDefault()?.Trim();
        if (OperatingSystem.IsLinux() && !IsPostgres(pid))
        {
            File.Delete(pidbestand);
            return;
        }

        await Programma.VoerUitAsync([.. await AndereGebruikerAsync(map), binaries.Pad("pg_ctl"), "-D", gegevens, "-m", "fast", "-w", "-t", "10", "stop"], afbreken);
    }

    private static bool IsPostgres(string? pid)
    {
        try
        {
            return pid is { Length: > 0 } && File.ReadAllText($"/proc/{pid}/comm").StartsWith("postgres", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    // PostgreSQL refuses to run as root. A user namespace gives it another number while the files stay the caller's own;
    // where namespaces are off, it runs as 'postgres' or 'nobody' and the folder goes with it.
    private static async Task<string[]> AndereGebruikerAsync(string map)
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            return [];
        }

        string[] naamruimte = ["unshare", "--user", "--map-user=1000", "--map-group=1000"];
        if (Environment.GetEnvironmentVariable("AMBULANT_PG_NO_USERNS") is null && (await Programma.VoerUitAsync([.. naamruimte, "true"])).Code == 0)
        {
            // An earlier start without namespaces may have given the folder away.
            await Programma.VoerUitAsync(["chown", "-R", "root:root", map]);
            return naamruimte;
        }

        var gebruiker = (await Programma.VoerUitAsync(["id", "postgres"])).Code == 0 ? "postgres" : "nobody";
        await Programma.VoerUitAsync(["chown", "-R", gebruiker, map]);
        var (code, _) = await Programma.VoerUitAsync(["setpriv", $"--reuid={gebruiker}", "--clear-groups", "--", "test", "-w", map]);
        return code == 0
            ? ["setpriv", $"--reuid={gebruiker}", "--clear-groups", "--"]
            : throw new Startfout($"PostgreSQL draait niet als root, en de gebruiker {gebruiker} kan niet bij {map}. Start Ambulant als gewone gebruiker, of zet een verbinding in AMBULANT_POSTGRES.");
    }

    private async Task WachtTotKlaarAsync(CancellationToken afbreken)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await using var sessie = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(beheer) { Pooling = false, Timeout = 3 }.ConnectionString);
                await sessie.OpenAsync(afbreken);
                return;
            }
            catch (NpgsqlException fout)
            {
                if (proces is { IsGestopt: true })
                {
                    throw NietGestart(proces.Logbestand, await proces.LaatsteRegelAsync());
                }

                if (TimeProvider.System.GetElapsedTime(begin) > TimeSpan.FromSeconds(60))
                {
                    throw new Startfout("PostgreSQL is na een minuut nog niet klaar met starten. Kijk in het logboek, of begin opnieuw met: ./ambulant start --opnieuw", fout);
                }

                await Task.Delay(30, afbreken);
            }
        }
    }

    private static Startfout NietGestart(string log, string laatsteRegel) =>
        new($"PostgreSQL start niet ({laatsteRegel.TrimEnd('.')}). Het logboek staat in {log}. Is de database beschadigd, begin dan opnieuw met: ./ambulant start --opnieuw");

    private static string EersteRegel(string tekst) => tekst.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "";

    // Test programs that were killed cannot tidy up; the next one does.
    private static void RuimTijdelijkeMappenOp()
    {
        foreach (var map in Directory.GetDirectories(Path.GetTempPath(), Tijdelijk + "*"))
        {
            var eigenaar = Path.GetFileName(map)[Tijdelijk.Length..].Split('-')[0];
            try
            {
                if (int.TryParse(eigenaar, CultureInfo.InvariantCulture, out var pid) && !Leeft(pid))
                {
                    VerwijderMap(map);
                }
            }
            catch (Startfout)
            {
                // another user's folder, or another test program was first
            }
        }
    }

    private static bool Leeft(int pid)
    {
        try
        {
            using var proces = System.Diagnostics.Process.GetProcessById(pid);
            return !proces.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    internal static void VerwijderMap(string map)
    {
        try
        {
            if (Directory.Exists(map))
            {
                Directory.Delete(map, recursive: true);
            }
        }
        catch (Exception fout) when (fout is IOException or UnauthorizedAccessException)
        {
            throw new Startfout($"De map {map} kan niet weg: {fout.Message}", fout);
        }
    }
}
