using System.Collections.Concurrent;
using Ambulant.Core.Opslag;
using Ambulant.Testhulp;
using Dapper;
using Npgsql;

namespace Ambulant.Core.Tests.Opslag;

/// <summary>
/// Thousands of requests for several regions through four connections, broken off and failing at every place. No row of another region
/// may turn up, and none without a region. The pool does not clean up behind a request here: only the transaction stands between two.
/// </summary>
public sealed class ChaosTests(TestPostgres postgres)
{
    private const int Verzoeken = 4000;
    private const int PerRegio = 7;
    private const string Sql = "select regio_id::text from organisatie order by id";
    private static readonly string[] Regios = ["liemers", "noord-kennemerland", "verzonnen"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Thousands_of_requests_on_a_few_connections_never_see_a_row_of_another_region()
    {
        await using var proef = await postgres.NieuweDatabaseAsync(Ct);
        await using (var beheer = new NpgsqlConnection(proef.Beheer))
        {
            await beheer.ExecuteAsync("""
                insert into ambulant.regio (sleutel, naam) select r, r from unnest(@Regios) r;
                insert into ambulant.organisatie (regio_id, id, naam) select r, gen_random_uuid(), r from unnest(@Regios) r, generate_series(1, @PerRegio)
                """, new { Regios, PerRegio });
        }

        var verbinding = new NpgsqlConnectionStringBuilder(proef.App) { MaxPoolSize = 4, NoResetOnClose = true }.ConnectionString;
        await using var database = new Database(verbinding, TimeProvider.System);
        var vreemd = new ConcurrentBag<string>();
        var soorten = new ConcurrentDictionary<string, int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Verzoeken), new ParallelOptions { MaxDegreeOfParallelism = 24, CancellationToken = Ct }, async (nr, ct) =>
        {
            var toeval = new Random(nr);
            using var afbreken = CancellationTokenSource.CreateLinkedTokenSource(ct);
            if (toeval.Next(4) == 0)
            {
                afbreken.CancelAfter(TimeSpan.FromMilliseconds(toeval.Next(6)));
            }

            try
            {
                await VerzoekAsync(database, toeval, vreemd, afbreken.Token);
                soorten.AddOrUpdate("done", 1, (_, n) => n + 1);
            }
            catch (Exception e) when (e is OperationCanceledException or NpgsqlException or Wegwezen)
            {
                soorten.AddOrUpdate(e is OperationCanceledException ? "broken off" : e is Wegwezen ? "thrown" : "failed", 1, (_, n) => n + 1);
            }
        });

        Assert.True(vreemd.IsEmpty, $"{vreemd.Count} foreign rows:\n{string.Join('\n', vreemd.Distinct().Take(20))}");
        // It was chaos indeed, and what was not committed is not there.
        Assert.All(new[] { "done", "broken off", "thrown", "failed" }, s => Assert.True(soorten.GetValueOrDefault(s) > 50, $"{s}: {soorten.GetValueOrDefault(s)}"));
        await using var na = new NpgsqlConnection(proef.Beheer);
        Assert.Equal(Regios.Length * PerRegio, await na.ExecuteScalarAsync<int>("select count(*) from ambulant.organisatie"));
        TestContext.Current.SendDiagnosticMessage("{0}", string.Join(", ", soorten.Select(s => $"{s.Value} {s.Key}")));
    }

    private static async Task VerzoekAsync(Database database, Random toeval, ConcurrentBag<string> vreemd, CancellationToken ct)
    {
        var regio = Regios[toeval.Next(Regios.Length)];
        switch (toeval.Next(9))
        {
            case 0:
                Keur("read", await database.LijstAsync<string>(regio, Sql, null, ct), regio);
                break;
            case 1:
                string[] twee = [regio, Regios[toeval.Next(Regios.Length)]];
                Keur("read of two", await database.LeesAsync(twee, Sql, null, async r => (await r.ReadAsync<string>()).ToList(), ct), twee);
                break;
            case 2:
                Keur("read of none", await database.LeesAsync(Array.Empty<string>(), Sql, null, async r => (await r.ReadAsync<string>()).ToList(), ct));
                break;
            case 3:
                // Nothing is set, so whatever is seen was left behind.
                await using (var kaal = await database.OpenAsync(ct))
                {
                    Keur("without a region", (await kaal.QueryAsync<string>(new CommandDefinition(Sql, cancellationToken: ct))).ToList());
                }

                break;
            case 4:
                Keur("slow read", await database.LeesAsync(regio, $"select pg_sleep(0.003); {Sql}", null, async r =>
                {
                    await r.ReadAsync<object>();
                    return (await r.ReadAsync<string>()).ToList();
                }, ct), regio);
                break;
            case 5:
                await database.LeesAsync(regio, $"{Sql}; {Sql}", null, async r =>
                {
                    Keur("read that throws", (await r.ReadAsync<string>()).ToList(), regio);
                    return toeval.Next(2) == 0 ? throw new Wegwezen() : 0;
                }, ct);
                break;
            case 6:
                await database.LijstAsync<int>(regio, $"{Sql}; select 1 / 0", null, ct);
                await database.LijstAsync<int>(regio, "select 1 / 0", null, ct);
                break;
            case 7:
                await using (var sessie = await database.BeginAsync(regio, ct))
                {
                    Keur("transaction", await sessie.LijstAsync<string>(Sql), regio);
                    await sessie.VoerUitAsync("insert into organisatie (regio_id, id, naam) values (@regio, gen_random_uuid(), 'weg')", new { regio });
                    if (toeval.Next(3) == 0)
                    {
                        throw new Wegwezen();
                    }

                    if (toeval.Next(3) == 0)
                    {
                        await sessie.VoerUitAsync("select pg_sleep(0.004)");
                    }
                }

                break;
            default:
                await using (var sessie = await database.BeginAsync(regio, ct))
                {
                    var ander = Regios.First(r => r != regio);
                    await sessie.VoerUitAsync("insert into organisatie (regio_id, id, naam) values (@ander, gen_random_uuid(), 'van een ander')", new { ander });
                    vreemd.Add($"{regio} could write for {ander}");
                }

                break;
        }

        void Keur(string wat, List<string> rijen, params string[] eigen)
        {
            var verwacht = eigen.Distinct().Count() * PerRegio;
            if (rijen.Count != verwacht || rijen.Any(r => !eigen.Contains(r)))
            {
                vreemd.Add($"{wat} for '{string.Join(',', eigen)}': {string.Join(", ", rijen.GroupBy(r => r).Select(g => $"{g.Count()} of {g.Key}"))}");
            }
        }
    }

    private sealed class Wegwezen : Exception;
}
