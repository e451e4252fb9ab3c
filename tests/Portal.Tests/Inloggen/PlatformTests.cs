using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Opstart.Aanmelden;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;

namespace Ambulant.Portal.Tests.Inloggen;

/// <summary>The platformbeheerder, and the two steps that every beheerder must show.</summary>
public sealed class PlatformTests(Inlogproef proef) : IClassFixture<Inlogproef>, IDisposable
{
    private const string Beheer = "/noord-kennemerland/beheer/providers";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => proef.Vijand.WeesEerlijk();

    [Fact]
    public async Task The_first_is_made_from_the_server_once_and_manages_the_providers_of_the_platform_only()
    {
        await using var eigenaar = new Database(proef.Eigenaar, TimeProvider.System);
        await using var app = new Database(proef.App, TimeProvider.System);
        static PlatformbeheerderUitnodigen Opdracht(Database d) => new(d, new Uitnodigen(d, new Postbus(new Portaaladres("http://localhost"))));

        // The portal's own role cannot, whatever is asked of it.
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => Opdracht(app).VoerUitAsync("Petra Verzonnen", "petra@platform.voorbeeld", "vijand", false, Ct))).SqlState);
        await proef.Sql("update ambulant.identiteitsprovider set beheerd_door = 'noord-kennemerland' where id = 'dood'");
        await proef.Sql("insert into ambulant.identiteitsprovider (id, naam, authority, client_id, profiel) values ('entree-proef', 'Entree (verzonnen)', 'https://entree.voorbeeld', 'x', 'entree')");
        foreach (var (provider, zin) in new[] { ("bestaat-niet", "beheert"), ("dood", "beheert"), ("entree-proef", "twee stappen") })
        {
            Assert.Contains(zin, Assert.Single((await Opdracht(eigenaar).VoerUitAsync("Petra Verzonnen", "petra@platform.voorbeeld", provider, false, Ct)).Weigeringen).Bericht, StringComparison.Ordinal);
        }

        var mails = await proef.Vraag<long>("select count(*) from ambulant.mail_uit");
        var link = (await Opdracht(eigenaar).VoerUitAsync("Petra Verzonnen", "petra@platform.voorbeeld", "vijand", false, Ct)).Waarde!;
        Assert.Equal(mails, await proef.Vraag<long>("select count(*) from ambulant.mail_uit"));
        Assert.Contains("--nog-een", Assert.Single((await Opdracht(eigenaar).VoerUitAsync("Paul Verzonnen", "paul@platform.voorbeeld", "vijand", false, Ct)).Weigeringen).Bericht, StringComparison.Ordinal);
        Assert.True((await Opdracht(eigenaar).VoerUitAsync("Paul Verzonnen", "paul@platform.voorbeeld", "vijand", true, Ct)).IsGelukt);

        // Only with the provider it was made for.
        var code = link[(link.LastIndexOf('/') + 1)..];
        Assert.Equal("code", Assert.Single((await new UitnodigingAanvaarden(app).VoerUitAsync(code, "elders", "petra", Ct, "proefneming")).Weigeringen).Veld);
        var bezoeker = proef.NieuweBezoeker();
        var uitnodiging = await LeesAsync(await bezoeker.Haal($"/uitnodiging/{code}"));
        Assert.Equal(["vijand"], uitnodiging.QuerySelectorAll("button[name=organisatie]").Select(b => b.GetAttribute("value")));
        (proef.Vijand.Subject, proef.Vijand.Claims) = ("petra", c => c["amr"] = new[] { "mfa" });
        await bezoeker.Volg(await bezoeker.Stuur($"/uitnodiging/{code}", ("organisatie", "vijand"), ("__RequestVerificationToken", Token(uitnodiging))));

        var pagina = await LeesAsync(await bezoeker.Haal("/platform"));
        Assert.Contains("Petra Verzonnen", pagina.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nog niet ingelogd", pagina.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var lijst = (await LeesAsync(await bezoeker.Haal("/platform/providers"))).QuerySelector("main")!.TextContent;
        Assert.Contains("Het Masker", lijst, StringComparison.Ordinal);
        Assert.DoesNotContain("De Stilte", lijst, StringComparison.Ordinal);
        foreach (var adres in new[] { Beheer, "/platform/providers/dood", "/noord-kennemerland/dossiers", "/noord-kennemerland/personen", $"/noord-kennemerland/dossiers/{Guid.NewGuid()}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await bezoeker.Haal(adres)).StatusCode);
        }

        // Added once, on the same pages, with a line of who did it.
        var nieuw = await LeesAsync(await bezoeker.Haal("/platform/providers/nieuw?profiel=algemeen"));
        (string, string)[] velden = [("__RequestVerificationToken", Token(nieuw)), ("Verzoek", Guid.NewGuid().ToString()), ("Formulier.Profiel", "algemeen"), ("Formulier.Naam", "Platformproef"), ("Formulier.Adres", "https://platformproef.voorbeeld")];
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("/platform/providers/platformproef", Bezoeker.Verder(await bezoeker.Stuur("/platform/providers/nieuw", velden)));
        }

        Assert.Equal(1, await proef.Vraag<long>("select count(*) from ambulant.identiteitsprovider where naam = 'Platformproef' and beheerd_door is null"));
        Assert.Equal(1, await proef.Vraag<long>("select count(*) from ambulant.platformhandeling where soort = 'provider toegevoegd' and onderwerp = 'platformproef'"));

        // Ended from the server: gone at the next request.
        Assert.True((await new PlatformbeheerderBeeindigen(eigenaar).VoerUitAsync("Petra@platform.voorbeeld", Ct)).IsGelukt);
        Assert.Equal(HttpStatusCode.NotFound, (await bezoeker.Haal("/platform")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await bezoeker.Haal("/platform/providers")).StatusCode);
    }

    [Fact]
    public async Task A_beheerder_without_two_steps_signs_in_again_and_comes_back()
    {
        await BeheerderAsync("stapper");
        var bezoeker = await BinnenAsync("stapper", null);
        Assert.Equal(HttpStatusCode.OK, (await bezoeker.Haal("/noord-kennemerland/scholen")).StatusCode);
        Assert.Equal("/twee-stappen?returnUrl=%2Fnoord-kennemerland%2Fbeheer%2Fproviders%2Fnieuw%3Fprofiel%3Dgoogle", Bezoeker.Verder(await bezoeker.Haal(Beheer + "/nieuw?profiel=google")));
        foreach (var adres in new[] { "/noord-kennemerland/personen", "/noord-kennemerland/beheer/routes", "/noord-kennemerland/beheer/woorden" })
        {
            Assert.StartsWith("/twee-stappen", Bezoeker.Verder(await bezoeker.Haal(adres)), StringComparison.Ordinal);
        }

        // Also what is sent: nothing happens.
        var pagina = await LeesAsync(await bezoeker.Haal("/twee-stappen?returnUrl=" + Uri.EscapeDataString(Beheer)));
        Assert.Contains("twee stappen", pagina.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        var eerst = await proef.Vraag<long>("select count(*) from ambulant.identiteitsprovider");
        Assert.StartsWith("/twee-stappen", Bezoeker.Verder(await bezoeker.Stuur(Beheer + "/nieuw", ("__RequestVerificationToken", Token(pagina)), ("Verzoek", Guid.NewGuid().ToString()), ("Formulier.Profiel", "algemeen"), ("Formulier.Naam", "X"), ("Formulier.Adres", "https://x.voorbeeld"))), StringComparison.Ordinal);
        Assert.Equal(eerst, await proef.Vraag<long>("select count(*) from ambulant.identiteitsprovider"));

        await proef.Sql("update ambulant.identiteitsprovider set acr_twee_stappen = '{sterk,sterker}' where id = 'vijand'");
        await Task.Delay(300, Ct);
        foreach (var (claims, binnen) in new (Action<Dictionary<string, object>>, bool)[]
        {
            (c => c["auth_time"] = Nu(), false),
            (c => (c["amr"], c["auth_time"]) = (new[] { "pwd" }, Nu()), false),
            (c => (c["amr"], c["auth_time"]) = (new[] { "pwd", "sms" }, Nu()), false),
            (c => (c["acr"], c["auth_time"]) = ("zwak", Nu()), false),
            (c => c["amr"] = new[] { "mfa" }, false), // does not say when
            (c => (c["amr"], c["auth_time"]) = (new[] { "mfa" }, Nu() - 3600), false), // of an hour ago
            (c => (c["acrs"], c["auth_time"]) = (new[] { "sterk" }, Nu()), false), // a claim of Microsoft
            (c => (c["acr"], c["auth_time"]) = ("sterk", Nu()), true),
        })
        {
            pagina = await LeesAsync(await bezoeker.Haal("/twee-stappen?returnUrl=" + Uri.EscapeDataString(Beheer)));
            proef.Vijand.Claims = claims;
            var door = await bezoeker.Stuur("/twee-stappen", ("__RequestVerificationToken", Token(pagina)), ("Verzoek", Guid.NewGuid().ToString()), ("returnUrl", Beheer));
            var vraag = QueryHelpers.ParseQuery(new Uri(Bezoeker.Verder(door)!).Query);
            Assert.Equal(("sterk sterker", "login", "0"), (vraag["acr_values"].ToString(), vraag["prompt"].ToString(), vraag["max_age"].ToString()));
            Assert.Equal(Beheer, Bezoeker.Verder(await bezoeker.Volg(door)));
            var antwoord = await bezoeker.Haal(Beheer);
            Assert.Equal(binnen ? null : "/twee-stappen?returnUrl=" + Uri.EscapeDataString(Beheer), Bezoeker.Verder(antwoord));
        }

        await proef.Sql("update ambulant.identiteitsprovider set acr_twee_stappen = '{}' where id = 'vijand'");
        Assert.Equal("/", Bezoeker.Verder(await bezoeker.Haal("/twee-stappen?returnUrl=https://kwaad.voorbeeld")));
    }

    [Fact]
    public void Entree_never_shows_two_steps_and_Microsoft_shows_them_in_acrs()
    {
        static bool Toont(string profiel, params (string, string)[] claims) =>
            Profielcontrole.TweeStappen(new("x", "", "", "", null, [], true) { Profiel = profiel, AcrTweeStappen = ["c1"] }, [.. claims.Select(c => new System.Security.Claims.Claim(c.Item1, c.Item2))]);

        Assert.False(Toont(Providerprofiel.Entree, ("amr", "mfa"), ("acr", "c1")));
        Assert.True(Toont(Providerprofiel.Entra, ("acrs", "c1")));
        Assert.False(Toont(Providerprofiel.Keycloak, ("acrs", "c1")));
        Assert.True(Toont(Providerprofiel.Keycloak, ("acr", "c1")));
        Assert.True(Toont(Providerprofiel.Algemeen, ("amr", "pwd"), ("amr", "hwk")));
        Assert.False(Toont(Providerprofiel.Google, ("amr", "pwd")));
        Assert.False(Toont(Providerprofiel.Algemeen));
    }

    private static long Nu() => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    private async Task BeheerderAsync(string subject)
    {
        var persoon = await proef.Bekend(subject);
        await proef.Sql("insert into ambulant.lidmaatschap (regio_id, id, persoon_id, rol, sinds) values ('noord-kennemerland', gen_random_uuid(), @persoon, 'Regiobeheerder', '2020-01-01')", new { persoon });
    }

    private async Task<Bezoeker> BinnenAsync(string subject, Action<Dictionary<string, object>>? claims)
    {
        (proef.Vijand.Subject, proef.Vijand.Claims) = (subject, claims);
        var bezoeker = proef.NieuweBezoeker();
        Assert.Equal("/proefpagina", Bezoeker.Verder(await bezoeker.LogIn()));
        return bezoeker;
    }

    private static string Token(IDocument pagina) => pagina.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static async Task<IDocument> LeesAsync(HttpResponseMessage antwoord)
    {
        Assert.True(antwoord.StatusCode is HttpStatusCode.OK, $"{antwoord.RequestMessage!.RequestUri}: {antwoord.StatusCode} {antwoord.Headers.Location}");
        return new HtmlParser().ParseDocument(await antwoord.Content.ReadAsStringAsync(Ct));
    }
}
