using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Ambulant.Core.Routes;
using Ambulant.Demo;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ambulant.Portal.Tests.Geheel;

/// <summary>The portal as a program of its own, killed without warning while several people write: what was confirmed is there, once, and whole.</summary>
[Collection(nameof(Geheel))]
public sealed class KillTests(Proefportaal proef)
{
    private const int Rondes = 2;
    private const int MinstensBevestigd = 40;

    private static readonly string[] Schrijvers = ["anna", "ilse", "loes", "sven", "job"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_kill_9_every_confirmed_write_is_there_once()
    {
        var poorten = new Poorten(PostgresServer.VrijePoort());
        var log = Path.Combine(Path.GetTempPath(), $"ambulant-kill-{Guid.NewGuid():N}.log");
        var alles = new ConcurrentBag<Schrijfsel>();
        var portaal = await Portaal.StartAsync(poorten, proef.Database.App, proef.Mail, Mensen.Regios, log, Ct);
        try
        {
            for (var ronde = 0; ronde < Rondes; ronde++)
            {
                var bevestigd = 0;
                var dood = 0;
                var klaar = new TaskCompletionSource();
                var schrijvers = Schrijvers.Select(wie => Task.Run(() => SchrijfAsync(wie, poorten.Adres, alles, () =>
                {
                    // Well under way: now, with the others in the middle of theirs.
                    if (Interlocked.Increment(ref bevestigd) == MinstensBevestigd)
                    {
                        klaar.TrySetResult();
                    }
                }, () => Volatile.Read(ref dood) == 1), Ct)).ToList();
                await klaar.Task.WaitAsync(TimeSpan.FromMinutes(2), Ct);
                // The first time wherever they are; the second time all with their transaction begun and waiting for the dossier.
                await using (ronde == 0 ? null : await HoudVastAsync())
                {
                    using var proces = Process.GetProcessById(portaal.Id);
                    proces.Kill();
                    await portaal.WachtAsync(Ct);
                }

                Volatile.Write(ref dood, 1);
                await Task.WhenAll(schrijvers);
                await portaal.DisposeAsync();
                Assert.True(bevestigd >= MinstensBevestigd);

                portaal = await Portaal.StartAsync(poorten, proef.Database.App, proef.Mail, Mensen.Regios, log, Ct);
                await ControleerAsync(alles);
            }

            // Whoever got no answer sends the same form again, and so does whoever did: each is there once.
            Assert.Contains(alles, s => !s.Bevestigd);
            foreach (var s in alles)
            {
                using var antwoord = await s.Formulier.StuurAsync(s.Velden);
                Assert.True(antwoord.StatusCode is HttpStatusCode.Redirect, $"{s.Kenmerk}: {antwoord.StatusCode} {(antwoord.StatusCode is HttpStatusCode.BadRequest ? await antwoord.Content.ReadAsStringAsync(Ct) : "")}");
            }

            await ControleerAsync([.. alles.Select(s => s with { Bevestigd = true })]);
        }
        finally
        {
            await portaal.DisposeAsync();
            File.Delete(log);
        }
    }

    private async Task<NpgsqlConnection> HoudVastAsync()
    {
        var verbinding = new NpgsqlConnection(proef.Database.Beheer);
        await verbinding.OpenAsync(Ct);
        await verbinding.ExecuteAsync("begin; select from ambulant.dossier where regio_id = 'liemers' and id = @Uitvoering for update", new { proef.Uitvoering });
        for (var i = 0; i < 400 && await proef.Vraag<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") < 3; i++)
        {
            await Task.Delay(25, Ct);
        }

        return verbinding;
    }

    private async Task SchrijfAsync(string wie, string adres, ConcurrentBag<Schrijfsel> alles, Action bevestigd, Func<bool> dood)
    {
        var client = proef.Elders(wie, new Uri(adres));
        for (var i = 0; !dood(); i++)
        {
            // Letters only: nine digits in a row are refused as a BSN.
            var kenmerk = $"kill {wie} {RandomNumberGenerator.GetString("bcdfghjklmnp", 16)}";
            var interventie = wie == "loes" && i % 2 == 0;
            try
            {
                var formulier = await Formulier.HaalAsync(client, $"/liemers/dossiers/{proef.Uitvoering}/" + (interventie ? "interventies/nieuw" : "logboek/nieuw"));
                (string, string?)[] velden = interventie
                    ? [("Formulier.Wat", kenmerk), ("Formulier.Van", "01-09-2026")]
                    // A begeleider's observatie completes a step and gives adviezen: several tables in one deed.
                    : [("Formulier.Soort", wie == "anna" ? "observatie" : "overig"), ("Formulier.Bevindingen", kenmerk), ("Formulier.Advies1", wie == "anna" ? kenmerk + " advies 1" : null), ("Formulier.Advies2", wie == "anna" ? kenmerk + " advies 2" : null)];
                var schrijfsel = new Schrijfsel(kenmerk, interventie, wie == "anna" ? 2 : 0, formulier, velden, false);
                try
                {
                    using var antwoord = await formulier.StuurAsync(velden);
                    Assert.True(antwoord.StatusCode is HttpStatusCode.Redirect, $"{wie}: {antwoord.StatusCode}");
                    alles.Add(schrijfsel with { Bevestigd = true });
                    bevestigd();
                }
                catch (HttpRequestException)
                {
                    alles.Add(schrijfsel);
                    return;
                }
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    private async Task ControleerAsync(IReadOnlyCollection<Schrijfsel> alles)
    {
        var regels = (await proef.Rijen<string>("select tekst from logboekregel where regio_id = 'liemers' and tekst like 'kill %'")).CountBy(t => t).ToDictionary();
        var interventies = (await proef.Rijen<string>("select wat from interventie where regio_id = 'liemers' and wat like 'kill %'")).CountBy(t => t).ToDictionary();
        foreach (var s in alles)
        {
            var keer = (s.Interventie ? interventies : regels).GetValueOrDefault(s.Kenmerk);
            Assert.True(s.Bevestigd ? keer == 1 : keer <= 1, $"{s.Kenmerk}: {(s.Bevestigd ? "confirmed" : "not answered")} and there {keer} times");
            var adviezen = await proef.Vraag<long>("select count(*) from advies where regio_id = 'liemers' and tekst like @k", new { k = s.Kenmerk + " advies%" });
            Assert.Equal(keer * s.Adviezen, adviezen);
        }

        // Whole: every line with its deed and its form, and nothing of a deed that was broken off.
        Assert.Equal(0, await proef.Vraag<long>("""
            select count(*) from logboekregel r where regio_id = 'liemers' and tekst like 'kill %' and (
              (select count(*) from handeling h where h.regio_id = r.regio_id and h.onderwerp_id = r.id and h.soort = 'logboek-geschreven') <> 1
              or (select count(*) from verzoek v where v.regio_id = r.regio_id and v.resultaat = r.id) <> 1)
            """));
        Assert.Equal(0, await proef.Vraag<long>("""
            select count(*) from handeling h where regio_id = 'liemers' and soort = 'logboek-geschreven' and not exists (select from logboekregel r where r.regio_id = h.regio_id and r.id = h.onderwerp_id)
            """));

        // What is open is what the history says.
        foreach (var dossier in await proef.Rijen<Guid>("select id from dossier where regio_id = 'liemers'"))
        {
            var versie = await proef.Vraag<Guid>("select routeversie_id from dossier where regio_id = 'liemers' and id = @dossier", new { dossier });
            var route = await proef.Diensten.GetRequiredService<Routeversies>().HaalAsync("liemers", versie, Ct);
            var geschiedenis = await proef.Rijen<Voltooiing>("select stap, ronde, uitkomst from stap_voltooid where regio_id = 'liemers' and dossier_id = @dossier order by volgnummer", new { dossier });
            var open = await proef.Rijen<string>("select stap || '/' || ronde from stap_open where regio_id = 'liemers' and dossier_id = @dossier", new { dossier });
            Assert.Equal(Voortgang.Bepaal(route, geschiedenis).Open.Select(o => $"{o.Stap}/{o.Ronde}").Order(StringComparer.Ordinal), open.Order(StringComparer.Ordinal));
        }
    }

    private sealed record Schrijfsel(string Kenmerk, bool Interventie, int Adviezen, Formulier Formulier, (string, string?)[] Velden, bool Bevestigd);
}
