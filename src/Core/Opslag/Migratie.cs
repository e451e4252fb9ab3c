using System.Security.Cryptography;
using System.Text;
using Dapper;
using DbUp;
using DbUp.Engine;
using Npgsql;

namespace Ambulant.Core.Opslag;

/// <summary>Brings a database to the schema of this version. A separate command with a separate role: the portal itself only checks.</summary>
public static class Migratie
{
    private const string Migratierol = "ambulant_migratie";
    private const string Approl = "ambulant_app";
    private const long Slot = 7265_2026;

    /// <summary>
    /// Makes the roles and the database when they are missing and runs what has not run yet. Safe to start twice at once: the second
    /// waits for the first.
    /// </summary>
    /// <param name="beheerVerbinding">
    /// Names the target database. As <c>ambulant_migratie</c> only the scripts run; any other login must be allowed to make roles and databases.
    /// </param>
    /// <exception cref="InvalidOperationException">With a sentence a beheerder can act on.</exception>
    public static async Task VoerUitAsync(string beheerVerbinding, CancellationToken ct)
    {
        var doel = new NpgsqlConnectionStringBuilder(Database.Versleuteld(beheerVerbinding)) { Pooling = false };
        if (doel.Username != Migratierol)
        {
            await InrichtenAsync(doel, ct);
            doel.Options = $"-c role={Migratierol}";
        }

        doel.SearchPath = "ambulant";
        await using var slot = new NpgsqlConnection(doel.ConnectionString);
        await slot.OpenAsync(ct);
        await slot.ExecuteAsync(new CommandDefinition("select pg_advisory_lock(@Slot)", new { Slot }, commandTimeout: 300, cancellationToken: ct));
        await slot.ExecuteAsync("""
            create schema if not exists ambulant;
            create table if not exists ambulant.migratie (naam text primary key, sha256 text not null, op timestamptz not null default now());
            """);
        var gedraaid = (await slot.QueryAsync<(string Naam, string Sha256)>("select naam, sha256 from ambulant.migratie")).ToDictionary(r => r.Naam, r => r.Sha256);
        var scripts = Scripts();
        foreach (var (naam, inhoud) in scripts)
        {
            if (gedraaid.TryGetValue(naam, out var som) && som != Som(inhoud))
            {
                throw new InvalidOperationException($"Migratie {naam} is gewijzigd nadat zij gedraaid heeft. Zet de oude tekst terug en maak een nieuwe migratie.");
            }
        }

        foreach (var onbekend in gedraaid.Keys.Where(n => !scripts.ContainsKey(n)))
        {
            throw new InvalidOperationException($"De database kent migratie {onbekend}, deze versie van Ambulant niet. Start een nieuwere versie.");
        }

        var resultaat = DeployChanges.To.PostgresqlDatabase(doel.ConnectionString)
            // The line that says it ran travels in the script's own transaction.
            .WithScripts(scripts.Where(s => !gedraaid.ContainsKey(s.Key)).Select(s => new SqlScript(s.Key, $"""
                {s.Value}
                insert into ambulant.migratie (naam, sha256) values ('{s.Key}', '{Som(s.Value)}');
                """)))
            .WithVariablesDisabled()
            .WithTransactionPerScript()
            .JournalTo(new DbUp.Helpers.NullJournal())
            .LogToNowhere()
            .WithExecutionTimeout(TimeSpan.FromMinutes(30))
            .Build()
            .PerformUpgrade();
        if (!resultaat.Successful)
        {
            throw new InvalidOperationException($"Migratie {resultaat.ErrorScript?.Name} is niet gelukt: {resultaat.Error.Message}", resultaat.Error);
        }

        await slot.ExecuteAsync($"grant usage on schema ambulant to {Approl}; grant select on ambulant.migratie to {Approl};");
    }

    /// <summary>Scripts of this version that this database has not run; empty when the schema is complete.</summary>
    public static async Task<IReadOnlyList<string>> OntbreektAsync(Database database, CancellationToken ct)
    {
        await using var verbinding = await database.OpenAsync(ct);
        try
        {
            var gedraaid = await verbinding.QueryAsync<string>(new CommandDefinition("select naam from migratie", cancellationToken: ct));
            return [.. Scripts().Keys.Except(gedraaid)];
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InsufficientPrivilege)
        {
            return [.. Scripts().Keys];
        }
    }

    private static async Task InrichtenAsync(NpgsqlConnectionStringBuilder doel, CancellationToken ct)
    {
        var naam = doel.Database ?? throw new InvalidOperationException("Noem de database in de verbinding.");
        var beheer = new NpgsqlConnectionStringBuilder(doel.ConnectionString) { Database = "postgres" };
        await using var verbinding = new NpgsqlConnection(beheer.ConnectionString);
        await verbinding.OpenAsync(ct);
        await verbinding.ExecuteAsync("select pg_advisory_lock(@Slot)", new { Slot });
        try
        {
            foreach (var (rol, recht) in new[] { (Migratierol, "login"), (Approl, "login") })
            {
                if (!await verbinding.ExecuteScalarAsync<bool>("select exists (select from pg_roles where rolname = @rol)", new { rol }))
                {
                    await verbinding.ExecuteAsync($"create role {rol} {recht}");
                }
            }

            // A superuser can act as any role; someone else must be made a member first.
            if (!await verbinding.ExecuteScalarAsync<bool>($"select rolsuper from pg_roles where rolname = current_user"))
            {
                await verbinding.ExecuteAsync($"grant {Migratierol} to current_user");
            }

            if (!await verbinding.ExecuteScalarAsync<bool>("select exists (select from pg_database where datname = @naam)", new { naam }))
            {
                await verbinding.ExecuteAsync($"create database {new NpgsqlCommandBuilder().QuoteIdentifier(naam)} owner {Migratierol}");
            }
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new InvalidOperationException($"De inlog '{doel.Username}' mag geen rollen of databases maken. Geef hem CREATEROLE en CREATEDB, of maak {Migratierol}, {Approl} en de database zelf.", e);
        }
    }

    private static SortedDictionary<string, string> Scripts()
    {
        var assembly = typeof(Migratie).Assembly;
        var scripts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var naam in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)))
        {
            using var lezer = new StreamReader(assembly.GetManifestResourceStream(naam)!, Encoding.UTF8);
            scripts[naam] = lezer.ReadToEnd().ReplaceLineEndings("\n");
        }

        return scripts;
    }

    private static string Som(string inhoud) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(inhoud)));
}
