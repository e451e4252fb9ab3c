using Ambulant.Core.Opslag;
using Ambulant.Demo;

namespace Ambulant.Testhulp;

/// <summary>
/// One PostgreSQL for all tests of a project, started when the first test asks for a database:
/// <c>[assembly: AssemblyFixture(typeof(TestPostgres))]</c>, and take it in the constructor of the test class.
/// </summary>
public sealed class TestPostgres : IAsyncDisposable
{
    private readonly SemaphoreSlim slot = new(1);
    private readonly string sjabloon = $"ambulant_sjabloon_{Guid.NewGuid():N}";
    private PostgresServer? server;

    /// <summary>A database of its own, migrated and empty; about as fast as a copy of a folder.</summary>
    public async Task<TestDatabase> NieuweDatabaseAsync(CancellationToken afbreken = default)
    {
        var bron = await StartAsync(afbreken);
        var naam = $"ambulant_test_{Guid.NewGuid():N}";
        await bron.MaakDatabaseAsync(naam, sjabloon, afbreken);
        return new TestDatabase(bron, naam);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            if (!server.IsEigen)
            {
                await server.VerwijderDatabaseAsync(sjabloon);
            }

            await server.DisposeAsync();
        }

        slot.Dispose();
    }

    private async Task<PostgresServer> StartAsync(CancellationToken afbreken)
    {
        await slot.WaitAsync(afbreken);
        try
        {
            if (server is null)
            {
                var gestart = await PostgresServer.VoorTestsAsync(afbreken);
                try
                {
                    await Migratie.VoerUitAsync(gestart.Beheerverbinding(sjabloon), afbreken);
                    await gestart.GeefRolToegangAsync(PostgresServer.Toepassingsrol, afbreken);
                    await gestart.GeefRolToegangAsync(PostgresServer.Eigenaarsrol, afbreken);
                }
                catch
                {
                    await gestart.DisposeAsync();
                    throw;
                }

                server = gestart;
            }

            return server;
        }
        finally
        {
            slot.Release();
        }
    }
}
