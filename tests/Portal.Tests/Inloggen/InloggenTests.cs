using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Opstart.Aanmelden;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Ambulant.Portal.Tests.Inloggen;

public sealed partial class InloggenTests(Inlogproef proef) : IClassFixture<Inlogproef>, IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => proef.Vijand.WeesEerlijk();

    [Fact]
    public async Task With_an_invitation_and_a_real_provider_someone_gets_in_and_out_again()
    {
        var code = await proef.NodigUit(proef.Vera);
        var bezoeker = proef.NieuweBezoeker();
        var pagina = await Tekst(await bezoeker.Haal($"/uitnodiging/{code}"));
        Assert.Contains("Welkom, Vera Verzonnen", pagina, StringComparison.Ordinal);

        var antwoord = await bezoeker.Stuur($"/uitnodiging/{code}", ("organisatie", "proefneming"), ("__RequestVerificationToken", Formuliertoken(pagina)));
        Assert.Equal(HttpStatusCode.OK, antwoord.StatusCode);
        antwoord = await bezoeker.Volg(await BijDeSchool(bezoeker, antwoord));
        Assert.Equal("/", Bezoeker.Verder(antwoord));
        Assert.True(await bezoeker.IsIngelogd());

        antwoord = await bezoeker.Stuur("/uitloggen");
        Assert.Contains("U bent uitgelogd bij Ambulant", await Tekst(antwoord), StringComparison.Ordinal);
        var naar = Bezoeker.Verder(antwoord)!;
        Assert.Contains("id_token_hint=", naar, StringComparison.Ordinal);
        antwoord = await bezoeker.Haal(naar);
        Assert.Contains("/oidc/proefneming/signed-out", Bezoeker.Verder(antwoord), StringComparison.Ordinal);
        antwoord = await bezoeker.Haal(Bezoeker.Verder(antwoord)!);
        Assert.Equal("/uitloggen", Bezoeker.Verder(antwoord));
        Assert.False(await bezoeker.IsIngelogd());

        // The second time no invitation is needed, and the organisation is offered first.
        Assert.Contains("De vorige keer koos u", await Tekst(await bezoeker.Haal("/inloggen")), StringComparison.Ordinal);
        antwoord = await bezoeker.Volg(await BijDeSchool(bezoeker, await bezoeker.Stuur("/inloggen", ("organisatie", "proefneming"))));
        Assert.Equal("/", Bezoeker.Verder(antwoord));
        Assert.True(await bezoeker.IsIngelogd());
        Assert.Equal(0, await proef.Vraag<long>("select count(*) from ambulant.uitnodiging where encode(code_hash, 'escape') like '%' || @code || '%'", new { code }));
    }

    [Fact]
    public async Task The_lying_provider_is_let_in_while_it_tells_the_truth()
    {
        await proef.Bekend("eerlijk");
        proef.Vijand.Subject = "eerlijk";
        var bezoeker = proef.NieuweBezoeker();
        Assert.Equal("/proefpagina", Bezoeker.Verder(await bezoeker.LogIn()));
        Assert.True(await bezoeker.IsIngelogd());
    }

    public static TheoryData<string> Leugens => [.. Alle.Keys];

    private static readonly Dictionary<string, Action<VijandigeServer>> Alle = new()
    {
        ["unsigned"] = v => v.Token = VijandigeServer.Ongetekend,
        ["unsigned, alg RS256"] = v => v.Token = c => VijandigeServer.Teken(c, v.Sleutel, SecurityAlgorithms.RsaSha256)[..^342],
        ["signed with another key"] = v => v.Token = c => VijandigeServer.Teken(c, v.VreemdeSleutel, SecurityAlgorithms.RsaSha256),
        ["signed with the client secret"] = v => v.Token = c => VijandigeServer.Teken(c, new SymmetricSecurityKey("geheimgeheimgeheimgeheimgeheimge"u8.ToArray()), SecurityAlgorithms.HmacSha256),
        ["iss of the response is another"] = v => v.Antwoord = a => a["iss"] = "http://localhost:1",
        ["iss of the response has a slash more"] = v => v.Antwoord = a => a["iss"] = v.Issuer + "/",
        ["iss of the token is another"] = v => v.Claims = c => c["iss"] = "http://localhost:1",
        ["iss of the token has a slash more"] = v => v.Claims = c => c["iss"] = v.Issuer + "/",
        ["aud is another"] = v => v.Claims = c => c["aud"] = "ander",
        ["aud is ours and another"] = v => v.Claims = c => c["aud"] = new[] { VijandigeServer.ClientId, "ander" },
        ["azp is another"] = v => v.Claims = c => c["azp"] = "ander",
        ["no sub"] = v => v.Claims = c => c.Remove("sub"),
        ["no exp"] = v => v.Claims = c => c.Remove("exp"),
        ["expired"] = v => v.Claims = c => c["exp"] = DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeSeconds(),
        ["not yet valid"] = v => v.Claims = c => c["nbf"] = DateTimeOffset.UtcNow.AddMinutes(10).ToUnixTimeSeconds(),
        ["no nonce"] = v => v.Claims = c => c.Remove("nonce"),
        ["nonce is another"] = v => v.Claims = c => c["nonce"] = "ander",
        ["no state"] = v => v.Antwoord = a => a.Remove("state"),
        ["state is another"] = v => v.Antwoord = a => a["state"] = "ander",
        ["no code"] = v => v.Antwoord = a => a.Remove("code"),
        ["code is another"] = v => v.Antwoord = a => a["code"] = "ander",
        ["token in the response"] = v => v.Antwoord = a => a["id_token"] = "x.y.z",
    };

    [Theory, MemberData(nameof(Leugens))]
    public async Task No_lie_of_a_provider_gets_anyone_in(string leugen)
    {
        if (await proef.Vraag<long>("select count(*) from ambulant.persoon_identiteit where subject = 'leugenaar'") == 0)
        {
            await proef.Bekend("leugenaar");
        }

        proef.Vijand.Subject = "leugenaar";
        Alle[leugen](proef.Vijand);
        var bezoeker = proef.NieuweBezoeker();
        var naar = Bezoeker.Verder(await bezoeker.LogIn());
        Assert.Matches("^/inloggen/mislukt\\?reden=(fout|storing)&nummer=[A-Z2-9]{8}&", naar);
        Assert.False(await bezoeker.IsIngelogd());
        var pagina = await bezoeker.Haal(naar!);
        Assert.Contains("Noem dan dit nummer", await Tekst(pagina), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_the_promised_iss_is_refused_and_with_it_accepted()
    {
        await using var belover = await VijandigeServer.StartAsync(Ambulant.Demo.PostgresServer.VrijePoort());
        belover.BelooftIss = true;
        await Voeg("belover", belover.Issuer);
        var persoon = await proef.NieuwPersoon();
        await proef.Sql("insert into ambulant.persoon_identiteit (issuer, subject, persoon_id) values (@Issuer, 'mens-1', @persoon)", new { belover.Issuer, persoon });
        Assert.Equal("/proefpagina", Bezoeker.Verder(await proef.NieuweBezoeker().LogIn("belover")));

        belover.Antwoord = a => a.Remove("iss");
        Assert.StartsWith("/inloggen/mislukt", Bezoeker.Verder(await proef.NieuweBezoeker().LogIn("belover")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_discovery_document_of_another_issuer_is_refused()
    {
        await using var dief = await VijandigeServer.StartAsync(Ambulant.Demo.PostgresServer.VrijePoort());
        dief.MetadataIssuer = proef.Vijand.Issuer;
        await Voeg("dief", dief.Issuer);
        var antwoord = await proef.NieuweBezoeker().Stuur("/inloggen", ("organisatie", "dief"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, antwoord.StatusCode);
    }

    [Fact]
    public async Task An_answer_is_used_once_and_only_in_the_browser_that_asked()
    {
        await proef.Bekend("herhaler");
        proef.Vijand.Subject = "herhaler";
        var bezoeker = proef.NieuweBezoeker();
        await bezoeker.LogIn();
        var ander = proef.NieuweBezoeker();
        Assert.StartsWith("/inloggen/mislukt", Bezoeker.Verder(await ander.Haal(bezoeker.Callback!)), StringComparison.Ordinal);
        Assert.False(await ander.IsIngelogd());
        Assert.StartsWith("/inloggen/mislukt", Bezoeker.Verder(await bezoeker.Haal(bezoeker.Callback!)), StringComparison.Ordinal);

        // The answer of one provider at the door of another.
        var elders = bezoeker.Callback!.Replace("/oidc/vijand/", "/oidc/proefneming/", StringComparison.Ordinal);
        Assert.StartsWith("/inloggen/mislukt", Bezoeker.Verder(await bezoeker.Haal(elders)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Someone_unknown_gets_an_explanation_and_no_session()
    {
        proef.Vijand.Subject = "onbekende";
        var bezoeker = proef.NieuweBezoeker();
        var naar = Bezoeker.Verder(await bezoeker.LogIn());
        Assert.Equal("/inloggen/onbekend?organisatie=vijand", naar);
        Assert.Contains("Er is geen account gemaakt", await Tekst(await bezoeker.Haal(naar!)), StringComparison.Ordinal);
        Assert.False(await bezoeker.IsIngelogd());
        Assert.Equal(0, await proef.Vraag<long>("select count(*) from ambulant.persoon_identiteit where subject = 'onbekende'"));
    }

    [Fact]
    public async Task An_ended_session_is_out_at_the_next_request_and_a_new_one_has_a_new_key()
    {
        var persoon = await proef.Bekend("eindig");
        proef.Vijand.Subject = "eindig";
        var bezoeker = proef.NieuweBezoeker();
        await bezoeker.LogIn();
        Assert.Null(await bezoeker.NaarBinnen());
        var eerste = await proef.Vraag<string>("select id from ambulant.sessie where persoon_id = @persoon", new { persoon });
        await bezoeker.LogIn();
        Assert.Equal(1, await proef.Vraag<long>("select count(*) from ambulant.sessie where persoon_id = @persoon", new { persoon }));
        Assert.NotEqual(eerste, await proef.Vraag<string>("select id from ambulant.sessie where persoon_id = @persoon", new { persoon }));

        await proef.Sql("delete from ambulant.sessie where persoon_id = @persoon", new { persoon });
        Assert.Equal("/inloggen?returnUrl=%2Fgeen-pagina%3Fx%3D1", await bezoeker.NaarBinnen());
    }

    [Theory]
    [InlineData("update ambulant.sessie set verloopt_op = now() - interval '1 second'")]
    [InlineData("update ambulant.sessie set gemaakt_op = now() - interval '10 hours 1 second', verloopt_op = now() - interval '1 second'")]
    public async Task A_session_past_its_limits_is_over(string voorbij)
    {
        var subject = "oud-" + voorbij.Length;
        var persoon = await proef.Bekend(subject);
        proef.Vijand.Subject = subject;
        var bezoeker = proef.NieuweBezoeker();
        await bezoeker.LogIn();
        await proef.Sql(voorbij + " where persoon_id = @persoon", new { persoon });
        Assert.False(await bezoeker.IsIngelogd());
    }

    [Fact]
    public async Task Activity_moves_the_idle_limit_but_never_past_ten_hours()
    {
        var sessies = proef.Portaal.Services.GetRequiredService<Sessies>();
        var sleutel = await sessies.BeginAsync(new(proef.Vera, "i", "s", null, [1]), Ct);
        const string Over = "select extract(epoch from verloopt_op - now()) from ambulant.sessie where issuer = 'i'";
        await proef.Sql("update ambulant.sessie set verloopt_op = now() + interval '10 minutes' where issuer = 'i'");
        Assert.NotNull(await sessies.HaalAsync(sleutel, Ct));
        Assert.InRange(await proef.Vraag<double>(Over), 3590, 3601);
        await proef.Sql("update ambulant.sessie set gemaakt_op = now() - interval '9 hours 50 minutes', verloopt_op = now() + interval '5 minutes' where issuer = 'i'");
        Assert.NotNull(await sessies.HaalAsync(sleutel, Ct));
        Assert.InRange(await proef.Vraag<double>(Over), 590, 601);
        Assert.Equal(0, await proef.Vraag<long>("select count(*) from ambulant.sessie where id = @sleutel", new { sleutel }));
    }

    [Fact]
    public async Task A_withdrawn_membership_is_gone_at_the_next_request()
    {
        var sessies = proef.Portaal.Services.GetRequiredService<Sessies>();
        var sleutel = await sessies.BeginAsync(new(proef.Vera, "lid", "s", null, [1]), Ct);
        Assert.Equal([Rol.InternBegeleider], (await sessies.HaalAsync(sleutel, Ct))!.Gebruiker.RollenIn("noord-kennemerland"));
        await proef.Sql("update ambulant.lidmaatschap set tot = current_date where persoon_id = @Vera", new { proef.Vera });
        Assert.Empty((await sessies.HaalAsync(sleutel, Ct))!.Gebruiker.Lidmaatschappen);
        await proef.Sql("update ambulant.lidmaatschap set tot = null where persoon_id = @Vera", new { proef.Vera });
    }

    [Fact]
    public async Task An_invitation_works_once_and_says_what_is_wrong_with_it()
    {
        var persoon = await proef.NieuwPersoon();
        var oud = await proef.NodigUit(persoon);
        var code = await proef.NodigUit(persoon);
        var bezoeker = proef.NieuweBezoeker();
        Assert.Contains("geldt niet meer", await Tekst(await bezoeker.Haal($"/uitnodiging/{oud}")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await bezoeker.Haal("/uitnodiging/bestaat-niet")).StatusCode);

        proef.Vijand.Subject = "genodigde";
        Assert.Equal("/", Bezoeker.Verder(await Aanvaard(bezoeker, code)));
        Assert.True(await bezoeker.IsIngelogd());
        var ander = proef.NieuweBezoeker();
        var gebruikt = await ander.Haal($"/uitnodiging/{code}");
        Assert.Equal(HttpStatusCode.Gone, gebruikt.StatusCode);
        Assert.Contains("al gebruikt", await Tekst(gebruikt), StringComparison.Ordinal);

        // The same account for someone else.
        var tweede = await proef.NodigUit(await proef.NieuwPersoon("Paula Verzonnen"));
        Assert.Equal($"/uitnodiging/{tweede}?bezet=true", Bezoeker.Verder(await Aanvaard(ander, tweede)));
        Assert.Contains("hoort al bij iemand anders", await Tekst(await ander.Haal($"/uitnodiging/{tweede}?bezet=true")), StringComparison.Ordinal);
        Assert.False(await ander.IsIngelogd());

        await proef.Sql("update ambulant.uitnodiging set vervalt_op = now() where gebruikt_op is null");
        Assert.Contains("verlopen", await Tekst(await ander.Haal($"/uitnodiging/{tweede}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_people_with_one_invitation_at_the_same_time_bind_one_account()
    {
        var persoon = await proef.NieuwPersoon();
        var code = await proef.NodigUit(persoon);
        var database = proef.Portaal.Services.GetRequiredService<Database>();
        var uitkomsten = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => new UitnodigingAanvaarden(database).VoerUitAsync(code, "gelijktijdig", $"s{i}", Ct)));
        Assert.Single(uitkomsten, u => u.IsGelukt);
        Assert.Equal(1, await proef.Vraag<long>("select count(*) from ambulant.persoon_identiteit where persoon_id = @persoon", new { persoon }));
    }

    [Fact]
    public async Task An_invitation_cannot_be_accepted_from_another_site()
    {
        var code = await proef.NodigUit(await proef.NieuwPersoon());
        var antwoord = await proef.NieuweBezoeker().Stuur($"/uitnodiging/{code}", ("organisatie", "vijand"));
        Assert.Equal(HttpStatusCode.BadRequest, antwoord.StatusCode);
        Assert.Null(Bezoeker.Verder(antwoord));
    }

    [Theory]
    [InlineData("https://kwaad.voorbeeld/")]
    [InlineData("//kwaad.voorbeeld/")]
    [InlineData("/\\kwaad.voorbeeld/")]
    [InlineData("/\t/kwaad.voorbeeld/")]
    [InlineData("/inloggen?returnUrl=/x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/uitloggen")]
    public async Task After_signing_in_one_comes_only_to_own_pages(string kwaad)
    {
        var subject = $"omweg-{Guid.NewGuid():N}";
        await proef.Bekend(subject);
        proef.Vijand.Subject = subject;
        var bezoeker = proef.NieuweBezoeker();
        Assert.Equal("/", Bezoeker.Verder(await bezoeker.LogIn(terug: kwaad)));
        Assert.Equal("/", Bezoeker.Verder(await bezoeker.Haal("/inloggen" + Microsoft.AspNetCore.Http.QueryString.Create("returnUrl", kwaad))));
        Assert.False(Terugweg.IsEigen(kwaad));
    }

    [Fact]
    public async Task A_dead_provider_is_said_in_words_and_touches_no_other()
    {
        for (var i = 0; i < 6; i++)
        {
            var antwoord = await proef.NieuweBezoeker().Stuur("/inloggen", ("organisatie", "dood"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, antwoord.StatusCode);
            Assert.Contains("reageert niet", await Tekst(antwoord), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await proef.NieuweBezoeker().Stuur("/inloggen", ("organisatie", "vijand"))).StatusCode);
    }

    [Fact]
    public async Task A_provider_that_changes_or_goes_is_noticed_while_running()
    {
        await Voeg("wisselaar", proef.Vijand.Issuer);
        Assert.Equal(HttpStatusCode.OK, (await proef.NieuweBezoeker().Stuur("/inloggen", ("organisatie", "wisselaar"))).StatusCode);
        await proef.Sql("update ambulant.identiteitsprovider set client_id = 'nieuw' where id = 'wisselaar'");
        await Wacht(async () => Bezoeker.Verder(await proef.NieuweBezoeker().Stuur("/inloggen", ("organisatie", "wisselaar")))!.Contains("client_id=nieuw", StringComparison.Ordinal));
        await proef.Sql("update ambulant.identiteitsprovider set actief = false where id = 'wisselaar'");
        await Wacht(async () => (await proef.NieuweBezoeker().Stuur("/inloggen", ("organisatie", "wisselaar"))).StatusCode == HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("proefneming", "proefneming")]
    [InlineData("de proef basisschool", "proefneming")]
    [InlineData("vera@proefneming.voorbeeld", "proefneming")]
    [InlineData("x@klas.masker.voorbeeld", "vijand")]
    [InlineData("masker.voorbeeld", "vijand")]
    [InlineData("x@anderemasker.voorbeeld", null)]
    [InlineData("%", null)]
    [InlineData("_", null)]
    public async Task An_organisation_is_found_by_name_or_domain(string gezocht, string? gevonden)
    {
        var pagina = await Tekst(await proef.NieuweBezoeker().Haal("/inloggen?zoek=" + Uri.EscapeDataString(gezocht)));
        Assert.Equal(gevonden is null ? [] : new[] { gevonden }, Keuze.Matches(pagina).Select(m => m.Groups[1].Value));
        Assert.Equal(gevonden is null, pagina.Contains("Niets gevonden", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_and_no_page_is_kept()
    {
        foreach (var adres in new[] { "/inloggen", "/inloggen/mislukt", "/uitnodiging/x", "/geen-pagina", "/oidc/bestaat-niet/callback" })
        {
            var antwoord = await proef.NieuweBezoeker().Haal(adres);
            var csp = antwoord.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", csp, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", csp, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", csp, StringComparison.Ordinal);
            Assert.Equal("nosniff", antwoord.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.True(antwoord.Headers.CacheControl!.NoStore);
            Assert.False(antwoord.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task The_session_cookie_is_out_of_reach_of_script_and_other_sites()
    {
        await proef.Bekend("koekje");
        proef.Vijand.Subject = "koekje";
        var antwoord = await proef.NieuweBezoeker().LogIn();
        var koekje = antwoord.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("ambulant=", StringComparison.Ordinal));
        Assert.Matches("^ambulant=[0-9a-f]{64}; path=/; samesite=lax; httponly$", koekje);
    }

    [Fact]
    public async Task A_refused_page_of_a_region_leaves_a_line_that_names_the_session()
    {
        var persoon = await proef.Bekend("nieuwsgierig");
        proef.Vijand.Subject = "nieuwsgierig";
        var bezoeker = proef.NieuweBezoeker();
        await bezoeker.LogIn();
        Assert.Equal(HttpStatusCode.NotFound, (await bezoeker.Haal("/noord-kennemerland/personen")).StatusCode);
        var nummer = await proef.Vraag<Guid>("select nummer from ambulant.sessie where persoon_id = @persoon", new { persoon });
        Assert.Single(proef.Logboek.Regels, r => r.Contains($"Refused /Personen/Index in a region of others to session {nummer}", StringComparison.Ordinal));
    }

    private async Task Voeg(string id, string issuer) => await proef.Sql(
        "insert into ambulant.identiteitsprovider (id, naam, authority, client_id, client_secret) values (@id, 'zzz', @issuer, 'ambulant', 'geheim')", new { id, issuer });

    private static async Task<HttpResponseMessage> Aanvaard(Bezoeker bezoeker, string code)
    {
        var pagina = await Tekst(await bezoeker.Haal($"/uitnodiging/{code}"));
        return await bezoeker.Volg(await bezoeker.Stuur($"/uitnodiging/{code}", ("organisatie", "vijand"), ("__RequestVerificationToken", Formuliertoken(pagina))));
    }

    // Through the provider's own sign-in page, as far as its redirect to the portal.
    private async Task<HttpResponseMessage> BijDeSchool(Bezoeker bezoeker, HttpResponseMessage antwoord)
    {
        var school = new Uri(proef.Echt.Authority);
        antwoord = await bezoeker.Haal(Bezoeker.Verder(antwoord)!);
        var aanmelden = new Uri(school, Bezoeker.Verder(antwoord)!);
        var terug = System.Web.HttpUtility.ParseQueryString(aanmelden.Query)["ReturnUrl"]!;
        antwoord = await bezoeker.Stuur(new Uri(school, "/aanmelden").ToString(), ("naam", "vera"), ("wachtwoord", "ambulant"), ("returnUrl", terug));
        var verder = new Uri(school, Bezoeker.Verder(antwoord)!);
        return await bezoeker.Haal(verder.ToString());
    }

    private static async Task Wacht(Func<Task<bool>> tot)
    {
        for (var i = 0; i < 50 && !await tot(); i++)
        {
            await Task.Delay(100);
        }

        Assert.True(await tot());
    }

    private static async Task<string> Tekst(HttpResponseMessage antwoord) => WebUtility.HtmlDecode(await antwoord.Content.ReadAsStringAsync());

    private static string Formuliertoken(string pagina) => Token.Match(pagina).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token { get; }

    [GeneratedRegex("name=\"organisatie\" value=\"([^\"]+)\"")]
    private static partial Regex Keuze { get; }
}
