using System.Diagnostics;
using System.Globalization;
using Ambulant.Core;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Mail;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;
using Ambulant.Demo;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ambulant.Bench;

/// <summary>
/// How many steps are completed per second, with many versions of the route and many dossiers, beside a bare program that does the same
/// reads and writes through Dapper in one transaction: no rights, no vereisten, no row-level security, no engine.
/// </summary>
internal static class Stappen
{
    private const int Werkers = 8;
    private const int Versies = 100;
    private const string Regio = "liemers";
    private static readonly TimeSpan Duur = TimeSpan.FromSeconds(5);

    public static async Task MeetAsync(PostgresServer postgres, string app, int dossiers, Guid ilse)
    {
        var beheer = new NpgsqlConnectionStringBuilder(postgres.Beheerverbinding("ambulant")) { SearchPath = "ambulant", MaxAutoPrepare = 200, AutoPrepareMinUsages = 2 }.ConnectionString;
        var rijen = await Vulling.VerdeelAsync(beheer, ilse, Versies);
        await using var diensten = new ServiceCollection().AddSingleton(TimeProvider.System)
            .AddCore(app, new Portaaladres("http://localhost"), new Mailserver(new("smtp://127.0.0.1:9"), "bench@proef.voorbeeld"), Regiomodules.Vind(Path.GetDirectoryName(Mappen.Portal)!), [Regio])
            .BuildServiceProvider();
        await using var bron = NpgsqlDataSource.Create(beheer);
        var wie = new Gebruiker(ilse, "Ilse Verzonnen", [new(Regio, Rol.InternBegeleider, rijen[0].School, null)]);

        async Task<double> Ronde(Func<Staprij, Task> doe, TimeSpan duur)
        {
            var einde = Stopwatch.GetTimestamp() + (long)(duur.TotalSeconds * Stopwatch.Frequency);
            var begin = Stopwatch.GetTimestamp();
            var aantallen = await Task.WhenAll(Enumerable.Range(0, Werkers).Select(w => Task.Run(async () =>
            {
                var gedaan = 0;
                var toeval = new Random(w);
                while (Stopwatch.GetTimestamp() < einde)
                {
                    // Each worker its own dossiers: what is measured is the work, not the waiting for a lock.
                    var rij = rijen[(toeval.Next(rijen.Count / Werkers) * Werkers) + w];
                    await doe(rij);
                    rij.Ronde++;
                    gedaan++;
                }

                return gedaan;
            })));
            return aantallen.Sum() / Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        Task Product(Staprij rij) => ProductAsync(diensten, wie, rij);
        Task Kaal(Staprij rij) => KaalAsync(bron, ilse, rij);
        await Ronde(Product, TimeSpan.FromSeconds(12));
        await Ronde(Kaal, TimeSpan.FromSeconds(12));
        var rondes = new List<(double Product, double Kaal)>();
        for (var i = 0; i < 5; i++)
        {
            rondes.Add((await Ronde(Product, Duur), await Ronde(Kaal, Duur)));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            steps, with {Versies} versions and {dossiers} dossiers, {Werkers} at once:
            steps: product {Midden(rondes.Select(r => r.Product)):0} completed/s
            steps: bare    {Midden(rondes.Select(r => r.Kaal)):0} completed/s
            steps: ratio   {Midden(rondes.Select(r => r.Product / r.Kaal)):0.00} (median of {rondes.Count} pairs, {rondes.Min(r => r.Product / r.Kaal):0.00} to {rondes.Max(r => r.Product / r.Kaal):0.00}; aim: at least 0.70)
            """));
    }

    private static async Task ProductAsync(ServiceProvider diensten, Gebruiker wie, Staprij rij)
    {
        await using var scope = diensten.CreateAsyncScope();
        var resultaat = await scope.ServiceProvider.GetRequiredService<StapVoltooien>().VoerUitAsync(wie, Regio, new(
            Guid.NewGuid(), rij.Dossier, "tussenevaluatie", rij.Ronde, "doorgaan",
            new Dictionary<string, string?> { ["datum"] = Dag.Kort(DateOnly.FromDateTime(DateTime.Today)), ["goed"] = "Het gaat goed.", ["beter"] = "Rekenen.", ["doelen"] = "Op weg." },
            [$"persoon:{wie.PersoonId}", $"ouder:{rij.Ouder}"], false, null), CancellationToken.None);
        if (!resultaat.IsGelukt)
        {
            throw new InvalidOperationException($"A step was refused, so the figures would mean nothing: {string.Join(" ", resultaat.Weigeringen.Select(w => w.Bericht))}");
        }
    }

    private static async Task KaalAsync(NpgsqlDataSource bron, Guid persoon, Staprij rij)
    {
        var p = new
        {
            Regio,
            d = rij.Dossier,
            persoon,
            verzoek = Guid.NewGuid(),
            handeling = Guid.CreateVersion7(),
            nu = DateTime.UtcNow,
            rij.Ronde,
            volgende = rij.Ronde + 1,
            versie = rij.Versie,
            aanwezigen = new[] { $"persoon:{persoon}", $"ouder:{rij.Ouder}" },
            rollen = new[] { "InternBegeleider" },
            uiterlijk = DateOnly.FromDateTime(DateTime.Today).AddDays(56).ToDateTime(TimeOnly.MinValue),
            antwoorden = $$"""{"datum":"{{Dag.Kort(DateOnly.FromDateTime(DateTime.Today))}}","goed":"Het gaat goed.","beter":"Rekenen.","doelen":"Op weg."}""",
        };
        await using var c = await bron.OpenConnectionAsync();
        await using var t = await c.BeginTransactionAsync();
        await c.QueryAsync<object>("select id, nummer, leerling_id, school_id, routeversie_id, toestemming_geldig from dossier where regio_id = @Regio and id = @d for update", p, t);
        await c.QueryAsync<object>("select rol from betrokkene where regio_id = @Regio and dossier_id = @d and persoon_id = @persoon and tot is null", p, t);
        await c.QueryAsync<object>("select stap, ronde, uitkomst from stap_voltooid where regio_id = @Regio and dossier_id = @d order by volgnummer", p, t);
        await c.ExecuteAsync("insert into verzoek (regio_id, id, persoon_id, dossier_id, resultaat, op) values (@Regio, @verzoek, @persoon, @d, @d, @nu)", p, t);
        await c.QueryAsync<object>(Pages.DossierModel.Feitensql, new { Regio, id = rij.Dossier }, t);
        await c.QueryAsync<object>("""
            select 'persoon:' || persoon_id as sleutel, rol from betrokkene where regio_id = @Regio and dossier_id = @d and tot is null
            union all select 'ouder:' || o.id, 'Ouder' from ouder o join dossier x on x.regio_id = o.regio_id and x.leerling_id = o.leerling_id where x.regio_id = @Regio and x.id = @d
            """, p, t);
        await c.ExecuteAsync("""
            insert into stap_voltooid (regio_id, dossier_id, volgnummer, routeversie_id, stap, ronde, uitkomst, antwoorden, aanwezigen, persoon_id, rol, op)
            select @Regio, @d, coalesce(max(volgnummer), 0) + 1, @versie, 'tussenevaluatie', @Ronde, 'doorgaan', @antwoorden::jsonb, @aanwezigen, @persoon, 'InternBegeleider', @nu
            from stap_voltooid where regio_id = @Regio and dossier_id = @d
            """, p, t);
        await c.ExecuteAsync("update dossier set versie = versie + 1 where regio_id = @Regio and id = @d", p, t);
        await c.ExecuteAsync("delete from stap_open where regio_id = @Regio and dossier_id = @d and stap = 'tussenevaluatie' and ronde = @Ronde", p, t);
        await c.ExecuteAsync("""
            insert into stap_open (regio_id, dossier_id, stap, ronde, rollen, geopend_op, uiterlijk) values (@Regio, @d, 'tussenevaluatie', @volgende, @rollen, @nu, @uiterlijk::date)
            """, p, t);
        await c.QueryAsync<Guid>("select distinct persoon_id from betrokkene where regio_id = @Regio and dossier_id = @d and tot is null and rol = any (@rollen) and persoon_id <> @persoon", p, t);
        await c.ExecuteAsync("insert into handeling (regio_id, id, dossier_id, persoon_id, rol, soort, op) values (@Regio, @handeling, @d, @persoon, 'InternBegeleider', 'stap-voltooid', @nu)", p, t);
        await t.CommitAsync();
    }

    private static double Midden(IEnumerable<double> waarden)
    {
        var op = waarden.Order().ToArray();
        return op[op.Length / 2];
    }
}

/// <summary>A dossier whose tussenevaluatie is open.</summary>
internal sealed class Staprij
{
    public Guid Dossier { get; set; }

    public Guid Ouder { get; set; }

    public Guid School { get; set; }

    public Guid Versie { get; set; }

    public int Ronde { get; set; }
}
