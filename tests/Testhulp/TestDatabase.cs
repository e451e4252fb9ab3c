using Ambulant.Demo;
using Npgsql;

namespace Ambulant.Testhulp;

/// <summary>A database for one test or one test class; gone when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly PostgresServer server;

    internal TestDatabase(PostgresServer server, string naam)
    {
        this.server = server;
        Naam = naam;
        App = server.Rolverbinding(PostgresServer.Toepassingsrol, naam);
        Eigenaar = server.Rolverbinding(PostgresServer.Eigenaarsrol, naam);
        Beheer = server.Beheerverbinding(naam);
    }

    public string Naam { get; }

    /// <summary>As the portal connects: owns nothing, and row-level security holds. Use this one unless a test is about the others.</summary>
    public string App { get; }

    /// <summary>As migrations connect: owns the tables.</summary>
    public string Eigenaar { get; }

    /// <summary>The administrator: sees every row of every region, to prove that something is or is not there.</summary>
    public string Beheer { get; }

    public async ValueTask DisposeAsync()
    {
        foreach (var verbinding in new[] { App, Eigenaar, Beheer })
        {
            await using var sessie = new NpgsqlConnection(verbinding);
            NpgsqlConnection.ClearPool(sessie);
        }

        await server.VerwijderDatabaseAsync(Naam);
    }
}
