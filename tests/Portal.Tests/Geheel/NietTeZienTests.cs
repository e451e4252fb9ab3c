using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Ambulant.Core.Toegang;

namespace Ambulant.Portal.Tests.Geheel;

/// <summary>
/// What is not there and what is not yours answer alike on every page of a dossier: status, headers and body byte for byte, and the same
/// statements to the database in the same order, so that no clock tells them apart.
/// </summary>
[Collection(nameof(Geheel))]
public sealed partial class NietTeZienTests(Proefportaal proef)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Not_there_and_not_yours_are_one_answer_with_the_same_work_behind_it()
    {
        using var sporen = new Sqlsporen();
        var bladen = (await Blad.AlleAsync(proef.Diensten)).Where(b => b.Pad.StartsWith("/{regio}/dossiers/{dossier}", StringComparison.Ordinal) || b.Pad.StartsWith("/{regio}/leerlingen/{leerling}", StringComparison.Ordinal)).ToList();
        Assert.True(bladen.Count > 35, "The pages were not found.");
        var leerling = await proef.Vraag<Guid>("select leerling_id from dossier where regio_id = 'liemers' and id = @Uitvoering", new { proef.Uitvoering });
        (string Wie, string Niet, (string Naam, string Regio, Guid Dossier, Guid Leerling)[] Plekken)[] proeven =
        [
            ("iris", "of another school", [("not there", Proefportaal.Liemers, Guid.NewGuid(), Guid.NewGuid()), ("not yours", Proefportaal.Liemers, proef.Uitvoering, leerling)]),
            ("bea", "without a part in it", [("not there", Proefportaal.Liemers, Guid.NewGuid(), Guid.NewGuid()), ("not yours", Proefportaal.Liemers, proef.Wachtend, leerling)]),
            ("nora", "of another region",
            [
                ("not there", Proefportaal.Liemers, Guid.NewGuid(), Guid.NewGuid()), ("not yours", Proefportaal.Liemers, proef.Uitvoering, leerling), ("no such region", "nergens", proef.Uitvoering, leerling),
            ]),
        ];
        var fouten = new List<string>();
        var vergeleken = 0;
        foreach (var (wie, niet, plekken) in proeven)
        {
            var client = proef.Als(wie);
            var token = Token().Match(await client.GetStringAsync(new Uri("/voorbeelden", UriKind.Relative), Ct)).Groups[1].Value;
            foreach (var blad in bladen)
            {
                foreach (var post in blad.Posts.Select(p => p.Handler).Prepend(null))
                {
                    Antwoord? eerste = null;
                    foreach (var (naam, regio, dossier, kind) in plekken)
                    {
                        // Twice: the first may find something cold.
                        await VraagAsync(client, blad, post, token, regio, dossier, kind, sporen);
                        var antwoord = await VraagAsync(client, blad, post, token, regio, dossier, kind, sporen);
                        vergeleken++;
                        eerste ??= antwoord;
                        var waar = $"{wie} ({niet}) {blad.Naam} {post ?? "GET"}: {naam}";
                        if (antwoord.Status is not HttpStatusCode.NotFound || antwoord.Inhoud.Length == 0)
                        {
                            fouten.Add($"{waar}: {antwoord.Status}, {antwoord.Inhoud.Length} characters");
                        }
                        else if (antwoord.Inhoud != eerste.Inhoud)
                        {
                            fouten.Add($"{waar}: another body");
                        }
                        else if (antwoord.Koppen != eerste.Koppen)
                        {
                            fouten.Add($"{waar}: other headers\n{antwoord.Koppen}\n{eerste.Koppen}");
                        }
                        else if (antwoord.Sql.Count == 0 || !antwoord.Sql.SequenceEqual(eerste.Sql))
                        {
                            fouten.Add($"{waar}: {antwoord.Sql.Count} statements, not the same as the {eerste.Sql.Count} of '{plekken[0].Naam}'\n{string.Join("\n--\n", antwoord.Sql.Except(eerste.Sql).Concat(eerste.Sql.Except(antwoord.Sql)))}");
                        }
                    }
                }
            }
        }

        Assert.True(fouten.Count == 0, $"{fouten.Count} of {vergeleken} answers tell something:\n{string.Join('\n', fouten.Take(20))}");
        TestContext.Current.SendDiagnosticMessage("{0} answers of {1} pages compared", vergeleken, bladen.Count);
    }

    private static async Task<Antwoord> VraagAsync(HttpClient client, Blad blad, string? post, string token, string regio, Guid dossier, Guid leerling, Sqlsporen sporen)
    {
        var adres = Veld().Replace(blad.Pad, m => m.Groups[1].Value switch
        {
            "regio" => regio,
            "dossier" => dossier.ToString(),
            "leerling" => leerling.ToString(),
            "stap" => "signaleren",
            "keuze" => "aanpassen",
            "blok" => "top-dossier",
            _ => "00000000-0000-4000-8000-000000000001",
        });
        var spoor = ActivityTraceId.CreateRandom();
        using var vraag = new HttpRequestMessage(post is null ? HttpMethod.Get : HttpMethod.Post, new Uri(adres + (string.IsNullOrEmpty(post) ? "" : $"?handler={post}"), UriKind.Relative));
        vraag.Headers.Add("traceparent", $"00-{spoor}-{ActivitySpanId.CreateRandom()}-01");
        if (post is not null)
        {
            vraag.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["Verzoek"] = Guid.NewGuid().ToString() });
        }

        using var antwoord = await client.SendAsync(vraag, Ct);
        var inhoud = await antwoord.Content.ReadAsStringAsync(Ct);
        var koppen = antwoord.Headers.Concat(antwoord.Content.Headers).Where(k => k.Key is not ("Date" or "Set-Cookie"))
            .Select(k => Wisselend().Replace($"{k.Key}: {string.Join(", ", k.Value)}", "")).Order(StringComparer.Ordinal);
        return new(antwoord.StatusCode, Wisselend().Replace(inhoud, "").Replace(adres, "", StringComparison.Ordinal), string.Join('\n', koppen), sporen.Van(spoor));
    }

    [GeneratedRegex("""\{(\w+)[^{}/]*(?:\{[^}]*\}[^{}/]*)*\}""")]
    private static partial Regex Veld();

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="([^"]+)""")]
    private static partial Regex Token();

    // Of this request and telling nothing: the token of a form, and the addresses and numbers that were asked for.
    [GeneratedRegex("""(?<=__RequestVerificationToken" type="hidden" value=")[^"]+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}""")]
    private static partial Regex Wisselend();

    private sealed record Antwoord(HttpStatusCode Status, string Inhoud, string Koppen, IReadOnlyList<string> Sql);

    /// <summary>The statements that the portal sent for a request, found by the number of the request.</summary>
    private sealed class Sqlsporen : IDisposable
    {
        private readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<string>> sporen = new();
        private readonly ActivityListener luisteraar;

        public Sqlsporen()
        {
            luisteraar = new()
            {
                ShouldListenTo = bron => bron.Name is "Npgsql" or "Microsoft.AspNetCore",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = spoor =>
                {
                    if (spoor.Source.Name == "Npgsql" && (spoor.GetTagItem("db.query.text") ?? spoor.GetTagItem("db.statement")) is string sql)
                    {
                        sporen.GetOrAdd(spoor.TraceId, _ => new()).Enqueue(sql);
                    }
                },
            };
            ActivitySource.AddActivityListener(luisteraar);
        }

        public IReadOnlyList<string> Van(ActivityTraceId spoor) => sporen.TryRemove(spoor, out var sql) ? [.. sql] : [];

        public void Dispose() => luisteraar.Dispose();
    }
}
