using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ambulant.Core.Toegang;
using Ambulant.Demo;
using Ambulant.Portal.Toegang;
using Microsoft.Extensions.DependencyInjection;

namespace Ambulant.Portal.Tests.Geheel;

/// <summary>
/// Every page and every form that the running portal has, for everyone there is and for nobody, in every kind of dossier. What must come
/// of it is computed here from the attributes of the page, <see cref="Rechten"/> and the tables, not by the access filter.
/// </summary>
[Collection(nameof(Geheel))]
public sealed partial class RechtenTests(Proefportaal proef)
{
    private const string Onbekend = "nergens";

    /// <summary>Forms that ask for more than the page they stand on. The use case decides that; a page need not show its form to everyone who reads it.</summary>
    private static readonly Dictionary<string, Recht> Strenger = new()
    {
        ["/Dossiers/Betrokkenen POST"] = Recht.BetrokkeneBeheren,
        ["/Dossiers/Betrokkenen POST Verwijderen"] = Recht.BetrokkeneBeheren,
        ["/Dossiers/Blokken/Instemming POST Vragen"] = Recht.ToestemmingVragen,
        ["/Dossiers/Hulpvraag/Index POST"] = Recht.HulpvraagSchrijven,
        ["/Dossiers/Opp/Index POST"] = Recht.DossierStoppen, // ib-er of the dossier
        ["/Dossiers/Regie POST Overnemen"] = Recht.RegieOvernemen,
        ["/Dossiers/Regie POST Teruggeven"] = Recht.RegieOvernemen,
        ["/Dossiers/Toestemming/Index POST Vragen"] = Recht.ToestemmingVragen,
        ["/Verwijderbewijzen/Wissen POST"] = Recht.DossierOverdragen,
    };

    private static readonly JsonSerializerOptions Opmaak = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_and_form_opens_for_whom_it_should_and_for_nobody_else()
    {
        var bladen = await Blad.AlleAsync(proef.Diensten);
        Assert.True(bladen.Count > 40, "The pages were not found.");
        var plekken = await PlekkenAsync();
        var fouten = new ConcurrentBag<string>();
        var gedaan = 0;
        await Parallel.ForEachAsync(proef.Gebruikers, new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = Ct }, async (mens, _) =>
        {
            var (naam, wie) = mens;
            var client = proef.Als(naam);
            var token = await TokenAsync(client);
            // Not there and not yours: one answer, whatever the page, per region (a region has a look of its own).
            var weg = new Dictionary<string, (string Waar, string Inhoud)>();
            foreach (var (blad, post, plek) in Gevallen(bladen, plekken))
            {
                if (blad.Open && post is not null)
                {
                    continue; // signing out would end this test
                }

                var door = MagErdoor(blad, post, plek, wie);
                var mag = door && Vindt(blad, post, plek, wie);
                if (mag && post is not null && blad.Naam == "/Personen/Beeindigen")
                {
                    continue; // would end the role that the next one looks for
                }

                // A form without its number is refused once the person is let in: so nothing is written here by who may write.
                var antwoord = await VraagAsync(client, blad, post, plek, post is null ? null : token, nummer: !mag);
                var tekst = antwoord.StatusCode is HttpStatusCode.NotFound ? Kaal(await antwoord.Content.ReadAsStringAsync(Ct)) : "";
                var waar = $"{naam}: {Omschrijf(blad, post)} ({plek.Naam})";
                Interlocked.Increment(ref gedaan);
                if (blad.Open)
                {
                    // Says itself what is not there; for everyone alike.
                }
                else if (blad.VoorOuder)
                {
                    if (antwoord.Headers.Location?.OriginalString != $"/{plek.Regio}/ouder/geen-toegang" && !(plek.Regio == Onbekend && antwoord.StatusCode is HttpStatusCode.NotFound))
                    {
                        fouten.Add($"{waar}: for parents only, but {antwoord.StatusCode} {antwoord.Headers.Location}");
                    }
                }
                else if (mag != Toegelaten(antwoord, post) && !(plek.Vreemd && antwoord.StatusCode is HttpStatusCode.BadRequest))
                {
                    fouten.Add($"{waar}: {(mag ? "may" : "may not")}, but {(int)antwoord.StatusCode} {antwoord.Headers.Location}");
                }
                else if (!mag && antwoord.StatusCode is HttpStatusCode.NotFound)
                {
                    var regio = blad.Pad.StartsWith("/{regio}", StringComparison.Ordinal) ? plek.Regio : "";
                    if (!weg.TryAdd(regio, (waar, tekst)) && weg[regio].Inhoud != tekst)
                    {
                        fouten.Add($"{waar}: the answer differs from that of {weg[regio].Waar}");
                    }
                }

                if (antwoord.StatusCode is HttpStatusCode.Redirect)
                {
                    // Takes away the message for the next page.
                    await client.GetAsync(new Uri("/werk", UriKind.Relative), Ct);
                }
            }
        });

        Assert.True(fouten.IsEmpty, $"{fouten.Count} of {gedaan} answers are wrong:\n{string.Join('\n', fouten.Order(StringComparer.Ordinal).Take(60))}");
        TestContext.Current.SendDiagnosticMessage("{0} answers of {1} pages for {2} people", gedaan, bladen.Count, proef.Gebruikers.Count);
    }

    [Fact]
    public async Task Nobody_is_sent_to_the_sign_in_and_a_parent_sees_only_the_own_pages()
    {
        var fouten = new List<string>();
        var plekken = await PlekkenAsync();
        foreach (var (wie, client) in new[] { ("nobody", proef.Niemand()), ("parent", proef.Ouder) })
        {
            var token = await TokenAsync(client);
            foreach (var (blad, post, plek) in Gevallen(await Blad.AlleAsync(proef.Diensten), plekken))
            {
                if (blad.Naam is "/VoorOuders/Uitloggen" && post is not null)
                {
                    continue; // would end the session of this parent
                }

                var antwoord = await VraagAsync(client, blad, post, plek, post is null ? null : token, nummer: false);
                var naar = antwoord.Headers.Location?.OriginalString ?? "";
                var goed = blad.Open ? (int)antwoord.StatusCode < 500 && !naar.Contains("/inloggen?", StringComparison.Ordinal)
                    : blad.VoorOuder && plek.Regio == Onbekend ? antwoord.StatusCode is HttpStatusCode.NotFound
                    : blad.VoorOuder && wie == "parent" && plek.Regio == Proefportaal.Liemers ? Toegelaten(antwoord, post) != (post == Post.Geen) && !naar.Contains("geen-toegang", StringComparison.Ordinal)
                    : blad.VoorOuder ? naar == $"/{plek.Regio}/ouder/geen-toegang"
                    : naar.Contains("/inloggen", StringComparison.Ordinal);
                if (!goed)
                {
                    fouten.Add($"{wie}: {Omschrijf(blad, post)} ({plek.Naam}): {(int)antwoord.StatusCode} {naar}");
                }
            }
        }

        Assert.True(fouten.Count == 0, string.Join('\n', fouten));
    }

    [Fact]
    public async Task What_is_refused_is_not_written()
    {
        // Everything that someone of another school, another region and a besluitnemer may not do, sent as a good form.
        var bladen = await Blad.AlleAsync(proef.Diensten);
        var plekken = await PlekkenAsync();
        var eerst = await proef.StandAsync();
        foreach (var naam in new[] { "iris", "nora", "bea", "remco", "bram", "petra" })
        {
            var token = await TokenAsync(proef.Als(naam));
            foreach (var (blad, post, plek) in Gevallen(bladen, plekken))
            {
                if (post is not null && !blad.Open && !(MagErdoor(blad, post, plek, proef.Gebruikers[naam]) && Vindt(blad, post, plek, proef.Gebruikers[naam])))
                {
                    await VraagAsync(proef.Als(naam), blad, post, plek, token, nummer: true);
                }
            }
        }

        Assert.Equal(eerst, await proef.StandAsync());
    }

    [Fact]
    public async Task Every_form_needs_the_token_of_the_portal()
    {
        var bladen = await Blad.AlleAsync(proef.Diensten);
        Assert.Equal(["/Fout", "/Inloggen/Direct", "/Inloggen/Inloggen", "/Inloggen/Uitloggen"], bladen.Where(b => b.ZonderToken).Select(b => b.Naam).Order(StringComparer.Ordinal));

        var plek = (await PlekkenAsync())[0];
        var eerst = await proef.StandAsync();
        foreach (var blad in bladen.Where(b => !b.ZonderToken))
        {
            foreach (var post in blad.Posts)
            {
                foreach (var client in blad.Open || blad.VoorOuder ? [proef.Ouder, proef.Niemand()] : new[] { proef.Als("ilse"), proef.Als("remco") })
                {
                    foreach (var token in new[] { null, "", "CfDJ8verzonnen" })
                    {
                        var antwoord = await VraagAsync(client, blad, post, plek, token, nummer: true);
                        Assert.True(antwoord.StatusCode is HttpStatusCode.BadRequest, $"{Omschrijf(blad, post)}: {antwoord.StatusCode}");
                        Assert.Contains("Er is niets opgeslagen", await antwoord.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
                    }
                }
            }
        }

        // The token of one is no token for another.
        var vreemd = await VraagAsync(proef.Als("ilse"), bladen.Single(b => b.Naam == "/Dossiers/Logboek/Nieuw"), new("", true), plek, await TokenAsync(proef.Als("loes")), nummer: true);
        Assert.Equal(HttpStatusCode.BadRequest, vreemd.StatusCode);
        Assert.Equal(eerst, await proef.StandAsync());
    }

    [Fact]
    public async Task The_list_of_rights_is_up_to_date()
    {
        var bestand = Path.Combine(Mappen.Hoofdmap, "docs", "rechten.md");
        var nu = Lijst(await Blad.AlleAsync(proef.Diensten));
        if (Environment.GetEnvironmentVariable("AMBULANT_SCHRIJF_DOCS") == "1")
        {
            await File.WriteAllTextAsync(bestand, nu, Ct);
        }

        Assert.True(
            File.Exists(bestand) && (await File.ReadAllTextAsync(bestand, Ct)).ReplaceLineEndings("\n") == nu,
            "docs/rechten.md is not what the pages say. Write it anew with: AMBULANT_SCHRIJF_DOCS=1 dotnet test tests/Portal.Tests, and look at what changed before you commit it.");
    }

    [Fact]
    public async Task The_list_of_rights_for_machines_is_up_to_date()
    {
        var bestand = Path.Combine(Mappen.Hoofdmap, "docs", "rechten.json");
        var nu = await JsonAsync(await Blad.AlleAsync(proef.Diensten));
        if (Environment.GetEnvironmentVariable("AMBULANT_SCHRIJF_DOCS") == "1")
        {
            await File.WriteAllTextAsync(bestand, nu, Ct);
        }

        Assert.True(
            File.Exists(bestand) && (await File.ReadAllTextAsync(bestand, Ct)).ReplaceLineEndings("\n") == nu,
            "docs/rechten.json is not what the pages say. Write it anew with: AMBULANT_SCHRIJF_DOCS=1 dotnet test tests/Portal.Tests, and look at what changed before you commit it.");
    }

    /// <summary>The same table as docs/rechten.md, and what it is made of: each right per role and state of the dossier, and which fields are closed without toestemming.</summary>
    private async Task<string> JsonAsync(IReadOnlyList<Blad> bladen)
    {
        var alle = Enum.GetValues<Rol>();
        string[] InDossier(Recht recht, bool toestemming) => [.. alle.Where(r => Rechten.Mag(recht, [r], toestemming || r is Rol.Leerkracht or Rol.InternBegeleider or Rol.Directeur)).Select(r => r.ToString())];
        object Wie(Recht recht) => Rechten.IsDossierrecht(recht)
            ? new { recht = recht.ToString(), waar = "dossier", metToestemming = InDossier(recht, true), zonderToestemming = InDossier(recht, false) }
            : Rechten.Mag(recht, new Gebruiker(Guid.Empty, "", []) { Platformbeheerder = true })
            ? new { recht = recht.ToString(), waar = "platform", rollen = new[] { "Platformbeheerder" } }
            : new { recht = recht.ToString(), waar = "regio", rollen = alle.Where(r => Rechten.Mag(recht, new Gebruiker(Guid.Empty, "", [new("x", r, null, null)]), "x")).Select(r => r.ToString()).ToArray() };

        // What the portal really shows: the same dossier for who may see names and for who may not.
        await using var scope = proef.Diensten.CreateAsyncScope();
        var openen = scope.ServiceProvider.GetRequiredService<Core.Dossiers.DossierOpenen>();
        var school = (await openen.OpenAsync(proef.Gebruikers["ilse"], Proefportaal.Liemers, proef.Wachtend, new("proef"), Ct))!;
        var buiten = (await openen.OpenAsync(proef.Gebruikers["sven"], Proefportaal.Liemers, proef.Wachtend, new("proef"), Ct))!;
        Assert.True(school.Volledig && !buiten.Volledig);
        var velden = typeof(Core.Dossiers.Dossierkop).GetProperties().Where(p => p.Name is not ("Volledig" or "Rollen")).Select(p => (Naam: char.ToLowerInvariant(p.Name[0]) + p.Name[1..], Open: Equals(p.GetValue(school), p.GetValue(buiten)))).ToList();

        var json = new
        {
            uitleg = "Made by the test RechtenTests from the pages of the running portal; do not edit by hand. A role in a dossier counts only for who takes part in it, or is intern begeleider or directeur of its school.",
            rollen = alle.Select(r => r.ToString()),
            rechten = Enum.GetValues<Recht>().Select(Wie),
            velden = new { altijd = velden.Where(v => v.Open).Select(v => v.Naam), alleenMetNaam = velden.Where(v => !v.Open).Select(v => v.Naam) },
            paginas = bladen.Select(b => new
            {
                pad = Veld().Replace(b.Pad, "{$1}"),
                lezen = b.Leest,
                voor = b switch { { VoorOuder: true } => "ouder", { Open: true } => "iedereen", { Ingelogd: true } => "ingelogd", { Recht: not null } or { Platform: not null } => "recht", _ => "niemand" },
                recht = b.Recht?.ToString(),
                rechtOpPlatform = b.Platform?.ToString(),
                alleenOverLeerling = b.Model.GetCustomAttribute<OverLeerlingAttribute>() is not null,
                download = b.Model.GetCustomAttribute<DownloadAttribute>() is not null,
                acties = b.Posts.Select(p => new
                {
                    naam = p.Handler.ToLowerInvariant(),
                    recht = (Strenger.TryGetValue(Omschrijf(b, p), out var s) ? s : b.Recht)?.ToString(),
                    eenmalig = p.MetNummer,
                }),
            }),
        };
        return JsonSerializer.Serialize(json, Opmaak) + "\n";
    }

    private static string Lijst(IReadOnlyList<Blad> bladen)
    {
        var uit = new StringBuilder("""
            # Who may open which page

            Made by the test `RechtenTests` from the pages of the running portal; do not edit by hand. The same test opens every page and sends
            every form as everyone. Write this file anew with `AMBULANT_SCHRIJF_DOCS=1 dotnet test tests/Portal.Tests`.

            A role in a dossier counts only for who takes part in it (`betrokkene`); the intern begeleider and the directeur of its school take
            part in all of that school's dossiers. A star: from outside the school, so only while there is valid toestemming.
            Whatever someone may not open answers exactly like what does not exist.

            | page | forms | right | roles |
            |---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var blad in bladen)
        {
            var formulieren = string.Join(", ", blad.Posts.Select(p => (p.Handler.Length == 0 ? "yes" : p.Handler.ToLowerInvariant())
                + (Strenger.TryGetValue(Omschrijf(blad, p), out var s) ? $" ({Rollen(s)})" : "")));
            var (recht, rollen) = blad switch
            {
                { VoorOuder: true } => ("parent", "the parent, with the personal link and a code"),
                { Open: true } => ("open", "everyone"),
                { Ingelogd: true } => ("signed in", "everyone who is signed in"),
                { Platform: { } p } => ($"`{p}`", "platformbeheerder"),
                { Recht: { } r } => ($"`{r}`", Rollen(r)),
                _ => ("none", "nobody: the page has no right yet"),
            };
            uit.Append(CultureInfo.InvariantCulture, $"| `{Veld().Replace(blad.Pad, "{$1}")}` | {formulieren} | {recht} | {rollen} |\n");
        }

        return uit.ToString();
    }

    private static string Rollen(Recht recht)
    {
        var alle = Enum.GetValues<Rol>();
        if (!Rechten.IsDossierrecht(recht))
        {
            return string.Join(", ", alle.Where(r => Rechten.Mag(recht, new Gebruiker(Guid.Empty, "", [new("x", r, null, null)]), "x")));
        }

        return string.Join(", ", alle.Where(r => Rechten.Mag(recht, [r], true))
            .Select(r => r is Rol.Leerkracht or Rol.InternBegeleider or Rol.Directeur || Rechten.Mag(recht, [r], false) ? $"{r}" : $"{r} *"));
    }

    private static IEnumerable<(Blad Blad, Post? Post, Plek Plek)> Gevallen(IReadOnlyList<Blad> bladen, IReadOnlyList<Plek> plekken)
    {
        foreach (var blad in bladen)
        {
            // Without a form a POST must not draw the page either.
            Post?[] wijzen = [null, .. blad.Posts.Count == 0 ? [Post.Geen] : blad.Posts];
            var velden = Velden(blad.Pad).ToList();
            foreach (var plek in velden.Count == 0 || velden[0] != "regio" ? plekken.Take(1) : velden.Count == 1 ? plekken.DistinctBy(p => p.Regio) : plekken)
            {
                foreach (var post in wijzen)
                {
                    yield return (blad, post, plek);
                }
            }
        }
    }

    /// <summary>What the page asks of the person.</summary>
    private bool MagErdoor(Blad blad, Post? post, Plek plek, Gebruiker wie)
    {
        if (post == Post.Geen)
        {
            return false;
        }

        if (blad.Open || blad.Ingelogd)
        {
            return true;
        }

        if (blad.Platform is { } platform)
        {
            return Rechten.Mag(platform, wie);
        }

        return blad.Recht is { } recht && wie.Lidmaatschappen.Any(l => l.Regio == plek.Regio)
            && (Rechten.IsDossierrecht(recht) ? plek.Mag(recht, wie) : Rechten.Mag(recht, wie, plek.Regio));
    }

    /// <summary>And then: whether what the address names is there, for this person.</summary>
    private static bool Vindt(Blad blad, Post? post, Plek plek, Gebruiker wie)
    {
        if (blad.Open || blad.Ingelogd)
        {
            return true;
        }

        var school = wie.Lidmaatschappen.Where(l => l.Regio == plek.Regio && l.SchoolId == plek.School).Select(l => l.Rol).ToList();
        var onderdelen = Velden(blad.Pad).Where(v => v is not ("regio" or "dossier" or "stap" or "keuze" or "route" or "fase" or "veld" or "uitkomst" or "nummer")).ToList();
        if (plek.Vreemd && onderdelen.Any(v => v is not ("leerling" or "lid")))
        {
            return false;
        }

        // A row that is gone when its form arrives: the form comes back with what was typed.
        if (onderdelen.Any(v => !plek.Ids.ContainsKey(v)) && !(post is not null && blad.Naam.EndsWith("/Schrijven", StringComparison.Ordinal)))
        {
            return false;
        }

        // The routes of a region are those of its module.
        if (blad.Pad.Contains("{route", StringComparison.Ordinal) && plek.Regio != Proefportaal.Liemers)
        {
            return false;
        }

        if (blad.Pad.Contains("{leerling", StringComparison.Ordinal)
            && !(school.Contains(Rol.InternBegeleider) || school.Contains(Rol.Directeur) || (school.Contains(Rol.Leerkracht) && plek.Betrokken(wie).Any())))
        {
            return false;
        }

        if (Strenger.TryGetValue(Omschrijf(blad, post), out var strenger) && !plek.Mag(strenger, wie))
        {
            return false;
        }

        return blad.Naam switch
        {
            // Before toestemming an outsider does not write, but hears why.
            "/Dossiers/Logboek/Nieuw" => Rechten.Mag(Recht.LogboekSchrijven, plek.Rollen(wie), true),
            // Which roles write a block stands in the block.
            "/Dossiers/Blokken/Wijzigen" => plek.Rollen(wie).Any(r => r is not (Rol.Besluitnemer or Rol.Jeugdprofessional)),
            // A line is corrected by who wrote it.
            "/Dossiers/Logboek/Corrigeren" => plek.Schrijver == wie.PersoonId,
            // Changing is for the ib-er and the leerkracht of the school itself.
            "/Leerlingen/Wijzigen" or "/Ouders/Vastleggen" or "/Ouders/Verwijderen" => school.Any(r => r is Rol.InternBegeleider or Rol.Leerkracht),
            "/Verwijderbewijzen/Bewijs" => wie.RollenIn(plek.Regio).Any(r => r is Rol.Consulent or Rol.Regiobeheerder) || school.Any(r => r is Rol.InternBegeleider or Rol.Directeur),
            _ => true,
        };
    }

    private static bool Toegelaten(HttpResponseMessage antwoord, Post? post) => antwoord.StatusCode switch
    {
        HttpStatusCode.OK => true,
        HttpStatusCode.Redirect => antwoord.Headers.Location!.OriginalString is var naar && !naar.Contains("/inloggen", StringComparison.Ordinal),
        HttpStatusCode.BadRequest => post is not null,
        HttpStatusCode.NotFound => false,
        _ => throw new InvalidOperationException($"{antwoord.RequestMessage!.Method} {antwoord.RequestMessage.RequestUri}: {antwoord.StatusCode}"),
    };

    // Whatever the answer is, it carries the headers.
    private static async Task<HttpResponseMessage> VraagAsync(HttpClient client, Blad blad, Post? post, Plek plek, string? token, bool nummer)
    {
        var antwoord = await StuurAsync(client, blad, post, plek, token, nummer);
        Observatory.Keur(antwoord, Omschrijf(blad, post), overHttps: false);
        return antwoord;
    }

    private static async Task<HttpResponseMessage> StuurAsync(HttpClient client, Blad blad, Post? post, Plek plek, string? token, bool nummer)
    {
        var adres = Veld().Replace(blad.Pad.Replace("{code:int?}", "404", StringComparison.Ordinal), m => m.Groups[1].Value switch
        {
            "regio" => plek.Regio,
            "dossier" => plek.Dossier.ToString(),
            "stap" => "signaleren",
            "keuze" => "aanpassen",
            "blok" when plek.Ids.ContainsKey("blok") => "top-dossier",
            "route" => "ambulante-begeleiding",
            "fase" => "vooraf",
            "veld" => "besproken",
            "uitkomst" => "klaar",
            "nummer" => "1",
            "sleutel" or "code" => "bestaat-niet",
            var naam => (plek.Ids.TryGetValue(naam, out var id) ? id : Guid.NewGuid()).ToString(),
        });
        if (post is null)
        {
            return await client.GetAsync(new Uri(adres, UriKind.Relative), Ct);
        }

        // What forms carry beside their number. Every page takes from it what it knows.
        var velden = new Dictionary<string, string> { ["Formulier.Dossier"] = plek.Dossier.ToString() };
        foreach (var (naam, id) in plek.Ids)
        {
            velden[naam] = id.ToString();
        }

        if (token is not null)
        {
            velden["__RequestVerificationToken"] = token;
        }

        if (nummer)
        {
            velden["Verzoek"] = Guid.NewGuid().ToString();
        }

        using var inhoud = new FormUrlEncodedContent(velden);
        return await client.PostAsync(new Uri(adres + (post.Handler.Length > 0 && post != Post.Geen ? $"?handler={post.Handler}" : ""), UriKind.Relative), inhoud, Ct);
    }

    private static async Task<string> TokenAsync(HttpClient client)
    {
        var pagina = await client.GetStringAsync(new Uri("/voorbeelden", UriKind.Relative), Ct);
        return Token().Match(pagina).Groups[1].Value;
    }

    private async Task<IReadOnlyList<Plek>> PlekkenAsync() =>
    [
        await PlekAsync("own school", Proefportaal.Liemers, proef.Uitvoering),
        await PlekAsync("without toestemming", Proefportaal.Liemers, proef.Wachtend),
        await PlekAsync("another school", Proefportaal.Liemers, proef.AndereSchool),
        await PlekAsync("another region", Proefportaal.NoordKennemerland, proef.Uitvoering),
        await PlekAsync("does not exist", Proefportaal.Liemers, Guid.NewGuid()),
        await PlekAsync("does not exist in the other region", Proefportaal.NoordKennemerland, Guid.NewGuid()),
        await PlekAsync("unknown region", Onbekend, proef.Uitvoering),
    ];

    // The address of one's own dossier, with rows of another school's dossier in it.
    private async Task<Plek> VreemdAsync()
    {
        var (eigen, ander) = (await PlekAsync("rows of another school", Proefportaal.Liemers, proef.AndereSchool), await PlekAsync("", Proefportaal.Liemers, proef.Uitvoering));
        return eigen with { Vreemd = true, Ids = ander.Ids.Where(i => i.Key is not "leerling").Append(new("leerling", eigen.Ids["leerling"])).ToDictionary(StringComparer.OrdinalIgnoreCase) };
    }

    private async Task<Plek> PlekAsync(string naam, string regio, Guid dossier)
    {
        var hier = new { regio, dossier };
        const string Kop = "select school_id, leerling_id, toestemming_geldig from dossier where regio_id = @regio and id = @dossier";
        var kop = (await proef.Rijen<Koprij>(Kop, hier)).SingleOrDefault();
        var ids = new Dictionary<string, Guid>(StringComparer.OrdinalIgnoreCase);
        foreach (var (veld, sql) in new[]
        {
            ("leerling", "select leerling_id from dossier where regio_id = @regio and id = @dossier"),
            ("ouder", "select o.id from ouder o join dossier d on d.regio_id = o.regio_id and d.leerling_id = o.leerling_id where d.regio_id = @regio and d.id = @dossier and o.gezag order by o.naam limit 1"),
            ("document", "select id from document where regio_id = @regio and dossier_id = @dossier limit 1"),
            ("interventie", "select id from interventie where regio_id = @regio and dossier_id = @dossier limit 1"),
            ("doel", "select id from doel where regio_id = @regio and dossier_id = @dossier limit 1"),
            ("afspraak", "select id from afspraak where regio_id = @regio and dossier_id = @dossier limit 1"),
            ("advies", "select id from advies where regio_id = @regio and dossier_id = @dossier and verwerking is null limit 1"),
            ("stagnatie", "select id from stagnatie where regio_id = @regio and dossier_id = @dossier order by op desc limit 1"),
            ("regel", "select id from logboekregel where regio_id = @regio and dossier_id = @dossier order by op limit 1"),
            ("id", "select id from verwijderbewijs where regio_id = @regio and nummer = 'PRF2345' and school_id = (select school_id from dossier where regio_id = @regio and id = @dossier)"),
            ("lid", "select id from lidmaatschap l where regio_id = @regio and rol = 'Jeugdprofessional' and persoon_id = (select id from persoon where email = 'proefpersoon@proef.voorbeeld') and exists (select from dossier where regio_id = @regio and id = @dossier)"),
            ("persoon", "select persoon_id from lidmaatschap l where regio_id = @regio and persoon_id = (select id from persoon where email = 'proefpersoon@proef.voorbeeld') and exists (select from dossier where regio_id = @regio and id = @dossier)"),
        })
        {
            if ((await proef.Rijen<Guid>(sql, hier)) is [var id, ..])
            {
                ids[veld] = id;
            }
        }

        if (kop is not null && regio == Proefportaal.NoordKennemerland)
        {
            ids["blok"] = Guid.Empty;
        }

        var rollen = await proef.Rijen<Rolrij>("select persoon_id, rol from betrokkene where regio_id = @regio and dossier_id = @dossier and tot is null", hier);
        var schrijver = ids.TryGetValue("regel", out var regel) ? await proef.Vraag<Guid>("select persoon_id from logboekregel where regio_id = @regio and id = @regel", new { regio, regel }) : (Guid?)null;
        return new(naam, regio, dossier, kop?.SchoolId, kop?.ToestemmingGeldig ?? false, ids, rollen.ToLookup(r => r.PersoonId, r => Enum.Parse<Rol>(r.Rol)), schrijver);
    }

    private static string Omschrijf(Blad blad, Post? post) =>
        $"{blad.Naam} {(post is null ? "GET" : post == Post.Geen ? "POST that it does not have" : post.Handler.Length > 0 ? $"POST {post.Handler}" : "POST")}";

    private static IEnumerable<string> Velden(string pad) => Veld().Matches(pad).Select(m => m.Groups[1].Value);

    // What differs at every request without telling anything.
    private static string Kaal(string html) => Wisselend().Replace(html, "");

    [GeneratedRegex("""\{(\w+)[^{}/]*(?:\{[^}]*\}[^{}/]*)*\}""")]
    private static partial Regex Veld();

    [GeneratedRegex("""name="__RequestVerificationToken" type="hidden" value="([^"]+)""")]
    private static partial Regex Token();

    [GeneratedRegex("""(?<=__RequestVerificationToken" type="hidden" value=")[^"]+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}""")]
    private static partial Regex Wisselend();

    /// <summary>A dossier as seen from an address, and what the tables say about it.</summary>
    private sealed record Plek(string Naam, string Regio, Guid Dossier, Guid? School, bool Toestemming, Dictionary<string, Guid> Ids, ILookup<Guid, Rol> Deelnemers, Guid? Schrijver)
    {
        public bool Vreemd { get; init; }

        public IEnumerable<Rol> Betrokken(Gebruiker wie) => Deelnemers[wie.PersoonId];

        public Rol[] Rollen(Gebruiker wie) =>
        [
            .. Betrokken(wie).Concat(wie.Lidmaatschappen.Where(l => l.Regio == Regio && School is not null && l.SchoolId == School && l.Rol is (Rol.InternBegeleider or Rol.Directeur)).Select(l => l.Rol)).Distinct(),
        ];

        public bool Mag(Recht recht, Gebruiker wie)
        {
            var rollen = Rollen(wie);
            return rollen.Length > 0 && Rechten.Mag(recht, rollen, Toestemming || rollen.Any(r => r is Rol.Leerkracht or Rol.InternBegeleider or Rol.Directeur));
        }
    }

    private sealed record Koprij(Guid SchoolId, Guid LeerlingId, bool ToestemmingGeldig);

    private sealed record Rolrij(Guid PersoonId, string Rol);
}
