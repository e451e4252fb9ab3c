using System.Data;
using Dapper;
using Npgsql;
using NpgsqlTypes;
using Polly;
using Polly.Retry;

namespace Ambulant.Core.Opslag;

/// <summary>
/// The database as the application's own role sees it. Every statement runs with the regions it works for; without a region no row of
/// any region is visible.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    // Only opening is tried again: nothing has been asked of the database yet, so nothing can happen twice.
    private static readonly ResiliencePipeline Openen = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<NpgsqlException>(e => e.IsTransient),
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(100),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .AddTimeout(TimeSpan.FromSeconds(10))
        .Build();

    private readonly NpgsqlDataSource bron;

    static Database()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new MomentHandler());
        SqlMapper.AddTypeHandler(new DatumHandler());
        SqlMapper.AddTypeHandler(new ReeksHandler());
    }

    /// <param name="verbinding">Connection string of the application role (<c>ConnectionStrings:Ambulant</c>).</param>
    public Database(string verbinding, TimeProvider klok)
    {
        Klok = klok;
        var instelling = new NpgsqlConnectionStringBuilder(Versleuteld(verbinding)) { SearchPath = "ambulant", ApplicationName = "ambulant" };
        if (!instelling.ContainsKey("Max Auto Prepare") || instelling.MaxAutoPrepare == 0)
        {
            instelling.MaxAutoPrepare = 200;
            instelling.AutoPrepareMinUsages = 2;
        }

        bron = NpgsqlDataSource.Create(instelling);
    }

    /// <summary>
    /// To a server on another machine with TLS and a certificate that is checked, unless the setting itself says otherwise. The driver's own
    /// choice falls back to a readable connection, which also whoever sits between the two can bring about.
    /// </summary>
    public static string Versleuteld(string verbinding)
    {
        var instelling = new NpgsqlConnectionStringBuilder(verbinding);
        var gekozen = instelling.ShouldSerialize("SSL Mode");
        var hier = (instelling.Host ?? "").Split(',').All(h => h.Trim() is "" or "localhost" or "127.0.0.1" or "::1" or ['/' or '@', ..]);
        if (!gekozen && !hier)
        {
            instelling.SslMode = SslMode.VerifyFull;
        }

        return instelling.ConnectionString;
    }

    public TimeProvider Klok { get; }

    public DateTimeOffset Nu => Klok.GetUtcNow();

    /// <summary>Today in the Netherlands: dates of the field are Dutch days.</summary>
    public DateOnly Vandaag => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Nu, Tijdzone.Nederland).DateTime);

    public ValueTask DisposeAsync() => bron.DisposeAsync();

    /// <summary>A connection outside any region, for the tables that belong to none (people, sessions, providers, mail).</summary>
    internal ValueTask<NpgsqlConnection> OpenAsync(CancellationToken ct) => Openen.ExecuteAsync(static (bron, ct) => bron.OpenConnectionAsync(ct), bron, ct);

    /// <summary>
    /// Reads in one round trip: the region setting and all statements travel together as one implicit transaction.
    /// </summary>
    /// <param name="regios">Keys of the regions whose rows may be seen.</param>
    internal async Task<T> LeesAsync<T>(IEnumerable<string> regios, string sql, object? waarden, Func<SqlMapper.GridReader, Task<T>> lees, CancellationToken ct)
    {
        await using var verbinding = await OpenAsync(ct);
        var parameters = new DynamicParameters(waarden);
        parameters.Add("__regios", string.Join(',', regios));
        await using var antwoord = await verbinding.QueryMultipleAsync(new CommandDefinition(
            "select set_config('ambulant.regios', @__regios, true);\n" + sql, parameters, cancellationToken: ct));
        await antwoord.ReadAsync<string>();
        return await lees(antwoord);
    }

    internal Task<T> LeesAsync<T>(string regio, string sql, object? waarden, Func<SqlMapper.GridReader, Task<T>> lees, CancellationToken ct) =>
        LeesAsync([regio], sql, waarden, lees, ct);

    /// <summary>The rows of one statement, in one round trip.</summary>
    internal Task<List<T>> LijstAsync<T>(string regio, string sql, object? waarden, CancellationToken ct) =>
        LeesAsync([regio], sql, waarden, async r => (await r.ReadAsync<T>()).AsList(), ct);

    /// <summary>Begins a transaction for one region. Nothing is kept unless <see cref="DbSessie.VoltooiAsync"/> is called.</summary>
    internal async Task<DbSessie> BeginAsync(string regio, CancellationToken ct)
    {
        var verbinding = await OpenAsync(ct);
        try
        {
            var transactie = await verbinding.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
            await verbinding.ExecuteAsync(new CommandDefinition("select set_config('ambulant.regios', @regio, true)", new { regio }, transactie, cancellationToken: ct));
            return new DbSessie(this, verbinding, transactie, regio, ct);
        }
        catch
        {
            await verbinding.DisposeAsync();
            throw;
        }
    }

    private sealed class MomentHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override DateTimeOffset Parse(object value) => value is DateTime d ? new DateTimeOffset(DateTime.SpecifyKind(d, DateTimeKind.Utc)) : (DateTimeOffset)value;

        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.TimestampTz;
            parameter.Value = value.ToUniversalTime();
        }
    }

    private sealed class DatumHandler : SqlMapper.TypeHandler<DateOnly>
    {
        public override DateOnly Parse(object value) => value is DateTime d ? DateOnly.FromDateTime(d) : (DateOnly)value;

        public override void SetValue(IDbDataParameter parameter, DateOnly value)
        {
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Date;
            parameter.Value = value;
        }
    }

    // The driver announces text[] as Array; without this no positional record can carry one.
    private sealed class ReeksHandler : SqlMapper.TypeHandler<string[]>
    {
        public override string[] Parse(object value) => (string[])value;

        public override void SetValue(IDbDataParameter parameter, string[]? value)
        {
            ((NpgsqlParameter)parameter).NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text;
            parameter.Value = value;
        }
    }
}

/// <summary>Dates of the field are days in the Netherlands.</summary>
public static class Tijdzone
{
    public static TimeZoneInfo Nederland { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam");
}
