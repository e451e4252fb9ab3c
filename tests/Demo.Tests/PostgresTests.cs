using Npgsql;

namespace Ambulant.Demo.Tests;

public sealed class PostgresTests
{
    private static readonly Func<string, Task<int?>> Versies = map => Task.FromResult<int?>(map switch
    {
        "npm" => 18,
        "vijftien" => 15,
        "veertien" => 14,
        _ => null,
    });

    [Fact]
    public async Task The_first_folder_that_is_new_enough_wins_unless_the_user_says_otherwise()
    {
        Assert.Equal(new Postgresbinaries("npm", 18), await Postgresbinaries.KiesAsync(null, ["leeg", "npm", "vijftien"], Versies));
        Assert.Equal(new Postgresbinaries("vijftien", 15), await Postgresbinaries.KiesAsync("", ["leeg", "veertien", "vijftien"], Versies));
        Assert.Equal(new Postgresbinaries("vijftien", 15), await Postgresbinaries.KiesAsync("vijftien", ["npm"], Versies));
    }

    [Theory]
    [InlineData("veertien", "npm", "PostgreSQL 14")]
    [InlineData("leeg", "npm", "AMBULANT_PG_BIN")]
    [InlineData(null, "veertien", "PostgreSQL 14")]
    [InlineData(null, "leeg", "geen PostgreSQL gevonden")]
    public async Task Too_old_or_not_there_is_said_plainly(string? wens, string map, string verwacht)
    {
        var fout = await Assert.ThrowsAsync<Startfout>(() => Postgresbinaries.KiesAsync(wens, [map], Versies));
        Assert.Contains(verwacht, fout.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_server_starts_sorts_as_Dutch_does_and_leaves_nothing()
    {
        var map = Path.Combine(Path.GetTempPath(), $"ambulant-proef-{Guid.NewGuid():N}");
        int proces;
        await using (var server = await PostgresServer.StartAsync(map, PostgresServer.VrijePoort(), snel: true, tijdelijk: true, afbreken: TestContext.Current.CancellationToken))
        {
            proces = server.Proces?.Id ?? 0;
            await server.MaakDatabaseAsync("proef", afbreken: TestContext.Current.CancellationToken);
            await using var sessie = new NpgsqlConnection(server.Beheerverbinding("proef"));
            await sessie.OpenAsync(TestContext.Current.CancellationToken);
            await using var vraag = new NpgsqlCommand("select string_agg(n, ' ' order by n) from unnest(array['zee', 'École', 'appel', 'Fanfare']) n", sessie);
            Assert.Equal("appel École Fanfare zee", await vraag.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        }

        Assert.False(Directory.Exists(map));
        Assert.False(Directory.Exists($"/proc/{proces}"));
    }

    [Fact]
    public async Task A_broken_folder_gets_one_sentence_and_the_way_out()
    {
        var map = Path.Combine(Path.GetTempPath(), $"ambulant-proef-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(Path.Combine(map, "gegevens", "base"));
            var zonderVersie = await Assert.ThrowsAsync<Startfout>(() => PostgresServer.StartAsync(map, PostgresServer.VrijePoort(), afbreken: TestContext.Current.CancellationToken));
            Assert.Contains("--opnieuw", zonderVersie.Message, StringComparison.Ordinal);

            await File.WriteAllTextAsync(Path.Combine(map, "gegevens", "PG_VERSION"), "12\n", TestContext.Current.CancellationToken);
            var oud = await Assert.ThrowsAsync<Startfout>(() => PostgresServer.StartAsync(map, PostgresServer.VrijePoort(), afbreken: TestContext.Current.CancellationToken));
            Assert.Contains("van PostgreSQL 12", oud.Message, StringComparison.Ordinal);

            var binaries = await Postgresbinaries.ZoekAsync();
            await File.WriteAllTextAsync(Path.Combine(map, "gegevens", "PG_VERSION"), $"{binaries.Versie}\n", TestContext.Current.CancellationToken);
            var kapot = await Assert.ThrowsAsync<Startfout>(() => PostgresServer.StartAsync(map, PostgresServer.VrijePoort(), afbreken: TestContext.Current.CancellationToken));
            Assert.StartsWith("PostgreSQL start niet (", kapot.Message, StringComparison.Ordinal);
            Assert.Contains("--opnieuw", kapot.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(map, recursive: true);
        }
    }

    [Fact]
    public async Task Data_and_a_stale_pid_file_survive_to_the_next_start()
    {
        var map = Path.Combine(Path.GetTempPath(), $"ambulant-proef-{Guid.NewGuid():N}");
        try
        {
            await using (var eerste = await PostgresServer.StartAsync(map, PostgresServer.VrijePoort(), snel: true, afbreken: TestContext.Current.CancellationToken))
            {
                await eerste.MaakDatabaseAsync("blijft", afbreken: TestContext.Current.CancellationToken);
            }

            // The number of this very process: alive, and no PostgreSQL.
            await File.WriteAllTextAsync(Path.Combine(map, "gegevens", "postmaster.pid"), $"{Environment.ProcessId}\n{map}/gegevens\n0\n5432\n\n127.0.0.1\n\n", TestContext.Current.CancellationToken);
            await using var tweede = await PostgresServer.StartAsync(map, PostgresServer.VrijePoort(), snel: true, afbreken: TestContext.Current.CancellationToken);
            Assert.True(await tweede.BestaatAsync("blijft", TestContext.Current.CancellationToken));
        }
        finally
        {
            Directory.Delete(map, recursive: true);
        }
    }

    [Theory]
    [InlineData("dit is geen verbinding", "geen geldige verbinding")]
    [InlineData("Host=127.0.0.1;Port=1;Username=x;Timeout=2", "antwoordt niet")]
    public async Task A_wrong_connection_of_the_user_is_one_sentence(string verbinding, string verwacht)
    {
        var fout = await Assert.ThrowsAsync<Startfout>(() => PostgresServer.VerbindAsync(verbinding, TestContext.Current.CancellationToken));
        Assert.Contains(verwacht, fout.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_may_not_create_roles_is_refused_with_what_it_lacks()
    {
        await using var server = await PostgresServer.VoorTestsAsync(TestContext.Current.CancellationToken);
        var rol = $"gast_{Guid.NewGuid():N}"[..12];
        await using var sessie = new NpgsqlConnection(server.Beheerverbinding());
        await sessie.OpenAsync(TestContext.Current.CancellationToken);
        await using (var maak = new NpgsqlCommand($"create role {rol} login password 'gast'", sessie))
        {
            await maak.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        try
        {
            var gast = new NpgsqlConnectionStringBuilder(server.Beheerverbinding()) { Username = rol, Password = "gast", Pooling = false }.ConnectionString;
            var fout = await Assert.ThrowsAsync<Startfout>(() => PostgresServer.VerbindAsync(gast, TestContext.Current.CancellationToken));
            Assert.Contains("CREATEROLE", fout.Message, StringComparison.Ordinal);
        }
        finally
        {
            await using var weg = new NpgsqlCommand($"drop role {rol}", sessie);
            await weg.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }
}
