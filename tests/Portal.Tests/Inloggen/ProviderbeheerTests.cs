using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Ambulant.Portal.Tests.Inloggen;

/// <summary>A regiobeheerder adds, tests, opens, changes, pauses and removes a provider while the portal runs.</summary>
public sealed partial class ProviderbeheerTests(Inlogproef proef) : IClassFixture<Inlogproef>
{
    private const string Lijst = "/noord-kennemerland/beheer/providers";
    private const string Geheim = "zeer-verzonnen-geheim-42";

    [Fact]
    public async Task A_provider_is_managed_in_the_browser_from_beginning_to_end()
    {
        var remco = await RegiobeheerderAsync();
        Assert.Contains("Nog geen inlogservers", await Tekst(await remco.Haal(Lijst)), StringComparison.Ordinal);
        Assert.Contains("Entree Federatie", await Tekst(await remco.Haal(Lijst + "/nieuw")), StringComparison.Ordinal);

        // An issuer that the platform manages is not for a region to take.
        var fout = await StuurAsync(remco, Lijst + "/nieuw?profiel=keycloak", null, ("Formulier.Profiel", "keycloak"), ("Formulier.Naam", "Namaak"), ("Formulier.Adres", proef.Vijand.Issuer));
        Assert.Equal(HttpStatusCode.BadRequest, fout.StatusCode);
        Assert.Contains("wordt op één plek beheerd", await Tekst(fout), StringComparison.Ordinal);

        await using var server = await VijandigeServer.StartAsync(Ambulant.Demo.PostgresServer.VrijePoort());
        var nieuw = await StuurAsync(remco, Lijst + "/nieuw?profiel=algemeen", null,
            ("Formulier.Profiel", "algemeen"), ("Formulier.Naam", "Bestuur De Verzonnen École"), ("Formulier.Adres", server.Issuer), ("Formulier.Domeinen", "@Verzonnen.voorbeeld\n"), ("Formulier.Brins", "99xx"));
        Assert.Equal(Lijst + "/bestuur-de-verzonnen-ecole", Bezoeker.Verder(nieuw));
        var pagina = Bezoeker.Verder(nieuw)!;
        var tekst = await Tekst(await remco.Haal(pagina));
        Assert.Contains("Staat stil", tekst, StringComparison.Ordinal);
        Assert.Contains("/oidc/bestuur-de-verzonnen-ecole/callback", tekst, StringComparison.Ordinal);

        // Paused and without a secret: nobody signs in, and it does not open.
        Assert.Equal(HttpStatusCode.BadRequest, (await proef.NieuweBezoeker().Stuur("/inloggen", ("organisatie", "bestuur-de-verzonnen-ecole"))).StatusCode);
        Assert.Contains("Vul eerst de client-id", await Tekst(await StuurAsync(remco, pagina, "Aanzetten")), StringComparison.Ordinal);

        var wijzigen = await StuurAsync(remco, pagina + "/wijzigen", null,
            ("Formulier.Naam", "Bestuur De Verzonnen École"), ("Formulier.Adres", server.Issuer), ("Formulier.Domeinen", "verzonnen.voorbeeld"), ("Formulier.Brins", "99XX"),
            ("Formulier.ClientId", VijandigeServer.ClientId), ("Formulier.Geheim", Geheim), ("Formulier.Antwoordwijze", "query"), ("Formulier.Par", "aangeboden"));
        Assert.Equal(pagina, Bezoeker.Verder(wijzigen));
        foreach (var adres in new[] { pagina, pagina + "/wijzigen", Lijst })
        {
            Assert.DoesNotContain(Geheim, await Tekst(await remco.Haal(adres)), StringComparison.Ordinal);
        }

        Assert.Equal(0, await proef.Vraag<long>("""
            select count(*) from ambulant.identiteitsprovider
            where id = 'bestuur-de-verzonnen-ecole' and (client_secret is not null or geheim is null or position(convert_to(@Geheim, 'UTF8') in geheim) > 0)
            """, new { Geheim }));

        // A form of before this change.
        var oud = await StuurAsync(remco, pagina + "/wijzigen", null, ("Formulier.Naam", "Anders"), ("Formulier.Adres", server.Issuer), ("Formulier.ClientId", "x"), ("versie", "1"), ("Formulier.Antwoordwijze", "query"), ("Formulier.Par", "nooit"));
        Assert.Contains("intussen gewijzigd", await Tekst(oud), StringComparison.Ordinal);

        tekst = await Tekst(await StuurAsync(remco, pagina, "Testen"));
        Assert.Contains("De test is goed gegaan", tekst, StringComparison.Ordinal);
        Assert.Contains("Er is 1 sleutel, en die is sterk genoeg", tekst, StringComparison.Ordinal);
        Assert.Equal(pagina, Bezoeker.Verder(await StuurAsync(remco, pagina, "Aanzetten")));

        // Found by the school, its BRIN and the domain; opened by a direct link; let in, with the secret that was typed.
        foreach (var zoek in new[] { "De Proefneming", "99XX", "99xx01", "iemand@verzonnen.voorbeeld", "école" })
        {
            Assert.Contains("value=\"bestuur-de-verzonnen-ecole\"", await Tekst(await proef.NieuweBezoeker().Haal("/inloggen" + QueryString.Create("zoek", zoek))), StringComparison.Ordinal);
        }

        var persoon = await proef.NieuwPersoon();
        await proef.Sql("insert into ambulant.persoon_identiteit (issuer, subject, persoon_id) values (@Issuer, 'mens-1', @persoon)", new { server.Issuer, persoon });
        var bezoeker = proef.NieuweBezoeker();
        Assert.Equal("/werk?x=1", Bezoeker.Verder(await bezoeker.Volg(await bezoeker.Haal("/inloggen/bestuur-de-verzonnen-ecole" + QueryString.Create("returnUrl", "/werk?x=1")))));
        Assert.Equal(Geheim, server.LaatsteGeheim);

        // People sign in: the address stays. Paused holds at once, live sessions go on.
        var verhuisd = await StuurAsync(remco, pagina + "/wijzigen", null, ("Formulier.Naam", "Bestuur"), ("Formulier.Adres", "https://elders.voorbeeld"), ("Formulier.ClientId", "x"), ("Formulier.Antwoordwijze", "query"), ("Formulier.Par", "nooit"));
        Assert.Contains("logt al 1 persoon", await Tekst(verhuisd), StringComparison.Ordinal);
        Assert.Equal(pagina, Bezoeker.Verder(await StuurAsync(remco, pagina, "Stilzetten")));
        for (var i = 0; i < 50 && (await proef.NieuweBezoeker().Haal("/inloggen/bestuur-de-verzonnen-ecole")).StatusCode != HttpStatusCode.BadRequest; i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await proef.NieuweBezoeker().Haal("/inloggen/bestuur-de-verzonnen-ecole")).StatusCode);
        Assert.True(await bezoeker.IsIngelogd());

        Assert.Equal(HttpStatusCode.BadRequest, (await StuurAsync(remco, pagina + "/verwijderen", null)).StatusCode);
        Assert.Equal(Lijst, Bezoeker.Verder(await StuurAsync(remco, pagina + "/verwijderen", null, ("OokMetMensen", "true"))));
        Assert.Equal(HttpStatusCode.NotFound, (await remco.Haal(pagina)).StatusCode);
        Assert.Equal(5, await proef.Vraag<long>("select count(*) from ambulant.handeling where soort like 'provider %'"));
    }

    [Theory]
    [InlineData("entra", "common", "tenant-id")]
    [InlineData("entra", "https://login.microsoftonline.com/common/v2.0", "van alle organisaties bij Microsoft samen")]
    [InlineData("entra", "https://login.microsoftonline.com/organizations/v2.0", "van alle organisaties bij Microsoft samen")]
    [InlineData("google", "", "Zonder domein zou elk Google-account passen")]
    [InlineData("entree", "", "Zonder BRIN zou elke school van Nederland passen")]
    [InlineData("algemeen", "http://inloggen.voorbeeld.nl", "begint met https://")]
    [InlineData("algemeen", "https://x@inloggen.voorbeeld.nl", "begint met https://")]
    [InlineData("bestaat-niet", "https://inloggen.voorbeeld.nl", "Deze keuze bestaat niet")]
    public async Task What_would_let_everyone_in_is_refused_beside_its_field(string profiel, string adres, string zin)
    {
        var remco = await RegiobeheerderAsync();
        var antwoord = await StuurAsync(remco, Lijst + "/nieuw?profiel=algemeen", null, ("Formulier.Profiel", profiel), ("Formulier.Naam", "Verzonnen"), ("Formulier.Adres", adres));
        Assert.Equal(HttpStatusCode.BadRequest, antwoord.StatusCode);
        Assert.Contains(zin, await Tekst(antwoord), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_sees_or_changes_a_provider_of_someone_else_and_secrets_typed_by_hand_are_encrypted()
    {
        var remco = await RegiobeheerderAsync();
        foreach (var adres in new[] { "/vijand", "/vijand/wijzigen", "/vijand/verwijderen", "/bestaat-niet" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await remco.Haal(Lijst + adres)).StatusCode);
        }

        for (var i = 0; i < 50 && await proef.Vraag<long>("select count(*) from ambulant.identiteitsprovider where client_secret is not null") > 0; i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal(0, await proef.Vraag<long>("select count(*) from ambulant.identiteitsprovider where client_secret is not null"));

        // The secret of one row is of no use in another.
        var bescherming = (Ambulant.Portal.Opstart.Aanmelden.Providergeheimen)proef.Portaal.Services.GetService(typeof(Ambulant.Portal.Opstart.Aanmelden.Providergeheimen))!;
        var geheim = bescherming.Versleutel("een", Geheim);
        Assert.Equal(Geheim, bescherming.Lees(new("een", "", "", "", null, [], true) { Geheim = geheim }));
        Assert.Null(bescherming.Lees(new("twee", "", "", "", null, [], true) { Geheim = geheim }));
    }

    private async Task<Bezoeker> RegiobeheerderAsync()
    {
        var subject = $"beheer-{Guid.NewGuid():N}";
        var persoon = await proef.Bekend(subject);
        await proef.Sql("insert into ambulant.lidmaatschap (regio_id, id, persoon_id, rol, sinds) values ('noord-kennemerland', gen_random_uuid(), @persoon, 'Regiobeheerder', '2020-01-01')", new { persoon });
        proef.Vijand.Subject = subject;
        proef.Vijand.Claims = c => c["amr"] = new[] { "pwd", "otp" };
        var bezoeker = proef.NieuweBezoeker();
        await bezoeker.LogIn();
        proef.Vijand.Claims = null;
        return bezoeker;
    }

    private static async Task<HttpResponseMessage> StuurAsync(Bezoeker bezoeker, string adres, string? handler, params (string, string)[] velden)
    {
        var pagina = await Tekst(await bezoeker.Haal(adres));
        var alle = velden.Append(("__RequestVerificationToken", Token.Match(pagina).Groups[1].Value)).Append(("Verzoek", Guid.NewGuid().ToString())).ToList();
        if (Versie.Match(pagina) is { Success: true } versie && velden.All(v => v.Item1 != "versie"))
        {
            alle.Add(("versie", versie.Groups[1].Value));
        }

        return await bezoeker.Stuur(adres + (handler is null ? "" : $"?handler={handler}"), [.. alle]);
    }

    private static async Task<string> Tekst(HttpResponseMessage antwoord) => WebUtility.HtmlDecode(await antwoord.Content.ReadAsStringAsync());

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token { get; }

    [GeneratedRegex("name=\"Versie\" (?:type=\"hidden\" )?value=\"([0-9]+)\"|value=\"([0-9]+)\"[^>]*name=\"Versie\"")]
    private static partial Regex Versie { get; }
}
