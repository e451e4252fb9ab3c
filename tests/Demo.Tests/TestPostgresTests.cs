using Ambulant.Testhulp;
using Npgsql;

[assembly: AssemblyFixture(typeof(TestPostgres))]

namespace Ambulant.Demo.Tests;

public sealed class TestPostgresTests(TestPostgres postgres)
{
    [Fact]
    public async Task Every_database_is_migrated_apart_and_reached_by_all_three_roles()
    {
        var klonen = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => postgres.NieuweDatabaseAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(4, klonen.Select(k => k.Naam).Distinct().Count());

        Assert.Equal(("ambulant_app", false), await WieAsync(klonen[0].App));
        Assert.Equal(("ambulant_migratie", true), await WieAsync(klonen[0].Eigenaar));
        Assert.Equal(klonen[0].Naam, new NpgsqlConnectionStringBuilder(klonen[0].Beheer).Database);
        foreach (var kloon in klonen)
        {
            await kloon.DisposeAsync();
        }

        await Assert.ThrowsAsync<PostgresException>(() => WieAsync(klonen[0].App));
    }

    // Who we are, and whether the tables are ours.
    private static async Task<(string Rol, bool Eigenaar)> WieAsync(string verbinding)
    {
        await using var sessie = new NpgsqlConnection(verbinding);
        await sessie.OpenAsync(TestContext.Current.CancellationToken);
        await using var vraag = new NpgsqlCommand("select current_user::text, tableowner = current_user from pg_tables where schemaname = 'ambulant' and tablename = 'regio'", sessie);
        await using var rij = await vraag.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await rij.ReadAsync(TestContext.Current.CancellationToken));
        return (rij.GetString(0), rij.GetBoolean(1));
    }
}
