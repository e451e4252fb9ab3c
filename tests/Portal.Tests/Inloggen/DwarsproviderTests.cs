using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ambulant.Portal.Opstart.Aanmelden;
using Microsoft.AspNetCore.Http;

namespace Ambulant.Portal.Tests.Inloggen;

/// <summary>
/// What the relying-party cases of the OpenID conformance suite send, and more, through a provider of every profile. The names
/// "oidcc-client-test…" are those of the suite. docs/aanmelden-proeven.md lists them.
/// </summary>
public sealed partial class DwarsproviderTests(Dwarsproef proef) : IClassFixture<Dwarsproef>
{
    private const string Suite = "oidcc-client-test";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="Reden">What the log must name, so that the refusal is about this lie.</param>
    private sealed record Leugen(string Reden, Action<Dwarsprovider> Buig, bool Metadata = false, params string[] Alleen);

    private static readonly Dictionary<string, Leugen> Leugens = new()
    {
        // The suite
        [Suite + "-invalid-iss"] = new("InvalidIssuer", d => d.Claims = c => c["iss"] = "https://kwaad.voorbeeld"),
        [Suite + "-missing-sub"] = new("OpenIdConnectProtocol|sub", d => d.Claims = c => c.Remove("sub")),
        [Suite + "-invalid-aud"] = new("InvalidAudience", d => d.Claims = c => c["aud"] = "ander"),
        [Suite + "-missing-aud"] = new("InvalidAudience", d => d.Claims = c => c.Remove("aud")),
        [Suite + "-missing-iat"] = new("OpenIdConnectProtocol|iat", d => d.Claims = c => c.Remove("iat")),
        [Suite + "-idtoken-sig-none"] = new("InvalidSignature", d => { d.Kop = k => { k["alg"] = "none"; k.Remove("kid"); }; d.Handtekening = _ => []; }),
        [Suite + "-invalid-sig-rs256"] = new("Signature", d => d.Handtekening = t => Dwarsprovider.TekenRsa(Dwarsprovider.VreemdeRsa, t)),
        [Suite + "-invalid-sig-es256"] = new("Signature", d => { d.Kop = k => { k["alg"] = "ES256"; k["kid"] = "krom"; }; d.Handtekening = _ => new byte[64]; }),
        [Suite + "-invalid-sig-hs256"] = new("Signature|Algorithm", d => { d.Kop = k => { k["alg"] = "HS256"; k.Remove("kid"); }; d.Handtekening = t => HMACSHA256.HashData("verkeerd-geheim-verkeerd-geheim!"u8, t); }),
        [Suite + "-nonce-invalid"] = new("Nonce", d => d.Claims = c => c["nonce"] = "ander"),
        [Suite + "-userinfo-invalid-sub"] = new("OpenIdConnectProtocol", d => d.Gegevens = g => g["sub"] = "ander", false, "entree"),
        [Suite + "-discovery-issuer-mismatch"] = new("Config|InvalidOperation", d => d.Metadata = m => m["issuer"] = "https://kwaad.voorbeeld", true),

        // Signatures
        ["alg None"] = new("Signature|Algorithm", d => { d.Kop = k => k["alg"] = "None"; d.Handtekening = _ => []; }),
        ["alg nOnE with a kid"] = new("Signature|Algorithm", d => { d.Kop = k => k["alg"] = "nOnE"; d.Handtekening = _ => []; }),
        ["RS256 without signature"] = new("Signature|Malformed", d => d.Handtekening = _ => []),
        ["HS256 with the client secret"] = new("Signature|Algorithm", d => { d.Kop = k => { k["alg"] = "HS256"; k.Remove("kid"); }; d.Handtekening = t => HMACSHA256.HashData(Encoding.UTF8.GetBytes(Dwarsprovider.Geheim), t); }),
        ["HS256 with the public key"] = new("Signature|Algorithm", d => { d.Kop = k => k["alg"] = "HS256"; d.Handtekening = t => HMACSHA256.HashData(Encoding.UTF8.GetBytes(Dwarsprovider.Rsa.ExportSubjectPublicKeyInfoPem()), t); }),
        ["HS256 with the modulus"] = new("Signature|Algorithm", d => { d.Kop = k => k["alg"] = "HS256"; d.Handtekening = t => HMACSHA256.HashData(Dwarsprovider.Rsa.ExportParameters(false).Modulus!, t); }),
        ["key in the header"] = new("Signature", d => { d.Kop = k => { k["jwk"] = Dwarsprovider.Jwk(Dwarsprovider.VreemdeRsa, "nieuw"); k["kid"] = "nieuw"; }; d.Handtekening = t => Dwarsprovider.TekenRsa(Dwarsprovider.VreemdeRsa, t); }),
        ["address of a key in the header"] = new("Signature", d => { d.Kop = k => { k["jku"] = d.Issuer + "/prooi"; k["kid"] = "nieuw"; }; d.Handtekening = t => Dwarsprovider.TekenRsa(Dwarsprovider.VreemdeRsa, t); }),
        ["signature of another token"] = new("Signature", d => d.Token = t => t[..(t.LastIndexOf('.') + 1)] + Dwarsprovider.Kort(Dwarsprovider.TekenRsa(Dwarsprovider.Rsa, "iets anders"u8.ToArray()))),
        ["claims changed after signing"] = new("Signature", d => d.Token = Verander),
        ["crit in the header"] = new("crit", d => d.Kop = k => { k["crit"] = new[] { "exp2" }; k["exp2"] = 1; }),
        ["weak key"] = new("Config|InvalidOperation", d => { d.Sleutels = () => [Dwarsprovider.Jwk(Dwarsprovider.ZwakkeRsa, "echt")]; d.Handtekening = t => Dwarsprovider.TekenRsa(Dwarsprovider.ZwakkeRsa, t); }, true),
        ["no key"] = new("Config|InvalidOperation", d => d.Sleutels = () => [], true),
        ["symmetric key among the keys"] = new("Config|InvalidOperation", d => { d.Sleutels = () => [new { kty = "oct", kid = "echt", k = Dwarsprovider.Kort(new byte[64]) }]; d.Kop = k => k["alg"] = "HS256"; d.Handtekening = t => HMACSHA256.HashData(new byte[64], t); }, true),

        // For whom, by whom, when
        ["iss with a slash more"] = new("InvalidIssuer", d => d.Claims = c => c["iss"] = d.Issuer + "/"),
        ["no iss"] = new("InvalidIssuer", d => d.Claims = c => c.Remove("iss")),
        ["aud ours and another"] = new("aud|OpenIdConnectProtocol", d => d.Claims = c => c["aud"] = new[] { Dwarsprovider.ClientId, "ander" }),
        ["aud ours and another, azp ours"] = new("aud", d => d.Claims = c => { c["aud"] = new[] { Dwarsprovider.ClientId, "ander" }; c["azp"] = Dwarsprovider.ClientId; }),
        ["azp another"] = new("OpenIdConnectProtocol", d => d.Claims = c => c["azp"] = "ander"),
        ["expired"] = new("Expired", d => d.Claims = c => c["exp"] = DateTimeOffset.UtcNow.AddMinutes(-3).ToUnixTimeSeconds()),
        ["no exp"] = new("NoExpiration", d => d.Claims = c => c.Remove("exp")),
        ["exp before nbf"] = new("InvalidLifetime|NotYetValid", d => d.Claims = c => c["nbf"] = DateTimeOffset.UtcNow.AddMinutes(9).ToUnixTimeSeconds()),
        ["iat of yesterday"] = new("iat", d => d.Claims = c => c["iat"] = DateTimeOffset.UtcNow.AddDays(-1).ToUnixTimeSeconds()),
        ["iat of tomorrow"] = new("iat", d => d.Claims = c => c["iat"] = DateTimeOffset.UtcNow.AddDays(1).ToUnixTimeSeconds()),
        ["empty sub"] = new("sub|OpenIdConnectProtocol", d => d.Claims = c => c["sub"] = ""),
        ["sub of 256 characters"] = new("sub", d => d.Claims = c => c["sub"] = new string('m', 256)),
        ["at_hash of another token"] = new("AtHash", d => d.Claims = c => c["at_hash"] = "AAAAAAAAAAAAAAAAAAAAAA"),
        ["no nonce"] = new("Nonce", d => d.Claims = c => c.Remove("nonce")),

        // The answer
        ["no state"] = new("AuthenticationFailure|Exception", d => d.Antwoord = a => a.Remove("state")),
        ["state another"] = new("AuthenticationFailure|Exception", d => d.Antwoord = a => a["state"] = "ander"),
        ["no code"] = new("OpenIdConnectProtocol|Exception", d => d.Antwoord = a => a.Remove("code")),
        ["code another"] = new("OpenIdConnectProtocol", d => d.Antwoord = a => a["code"] = "ander"),
        ["iss of the response another"] = new("iss of the response", d => d.Antwoord = a => a["iss"] = "https://kwaad.voorbeeld"),
        ["iss of the response with a slash more"] = new("iss of the response", d => d.Antwoord = a => a["iss"] = d.Issuer + "/"),
        ["iss of the response promised and missing"] = new("iss of the response", d => d.Metadata = m => m["authorization_response_iss_parameter_supported"] = true, true),
        ["tokens in the response"] = new("tokens in the response|AuthenticationFailure", d => d.Antwoord = a => a["id_token"] = "x.y.z"),
        ["error with a code"] = new("access_denied", d => d.Antwoord = a => a["error"] = "access_denied"),
        ["error with a script"] = new("Exception", d => d.Antwoord = a => { a["error"] = "<script>alert(1)</script>"; a.Remove("code"); }),

        // The token endpoint
        ["token endpoint: error"] = new("OpenIdConnectProtocol", d => d.Tokenantwoord = (h, _) => Schrijf(h, 400, """{"error":"invalid_client"}""")),
        ["token endpoint: a page"] = new("OpenIdConnectProtocol|Exception", d => d.Tokenantwoord = (h, _) => Schrijf(h, 200, "<html>", "text/html")),
        ["token endpoint: half an answer"] = new("Exception", d => d.Tokenantwoord = (h, _) => Schrijf(h, 200, """{"id_token":""")),
        ["token endpoint: no ID token"] = new("Exception", d => d.Tokenantwoord = (h, _) => Schrijf(h, 200, """{"access_token":"x","token_type":"Bearer"}""")),
        ["token endpoint: no token at all"] = new("Exception", d => d.Tokenantwoord = (h, _) => Schrijf(h, 200, """{"id_token":"geen"}""")),
        ["token endpoint: on to inside"] = new("OpenIdConnectProtocol|Exception", d => d.Tokenantwoord = (h, _) => { h.Response.Headers.Location = d.Issuer + "/prooi"; h.Response.StatusCode = 307; return Task.FromResult(true); }),
        ["token too large"] = new("Argument|Malformed|Exception", d => d.Claims = c => c["vulling"] = new string('v', 100_000)),
        ["answer too large"] = new("HttpRequestException", d => d.Tokenantwoord = (h, t) => Schrijf(h, 200, $$"""{"id_token":"{{t}}","vulling":"{{new string('v', 2_000_000)}}"}""")),

        // The discovery document
        ["metadata: issuer with a path more"] = new("Config|InvalidOperation", d => d.Metadata = m => m["issuer"] = d.Issuer + "/x", true),
        ["metadata: no issuer"] = new("Config|InvalidOperation", d => d.Metadata = m => m.Remove("issuer"), true),
        ["metadata: a page"] = new("Exception", d => d.Metadatatekst = () => "<html>", true),
        ["metadata: huge"] = new("Exception", d => d.Metadatatekst = () => $$"""{"issuer":"{{d.Issuer}}","vulling":"{{new string('v', 2_000_000)}}"}""", true),
        ["metadata: a script to go to"] = new("Config|InvalidOperation", d => d.Metadata = m => m["authorization_endpoint"] = "javascript:alert(1)//", true),
        ["metadata: signing out by a script"] = new("Config|InvalidOperation", d => d.Metadata = m => m["end_session_endpoint"] = "javascript:alert(1)//", true),
        ["metadata: userinfo on this machine's disk"] = new("Config|InvalidOperation", d => d.Metadata = m => m["userinfo_endpoint"] = "file:///etc/hostname", true),
        ["metadata: no token endpoint"] = new("Config|InvalidOperation", d => d.Metadata = m => m.Remove("token_endpoint"), true),

        // Of the profiles
        ["tid of another tenant"] = new("tid", d => d.Claims = c => c["tid"] = "99999999-2222-4333-8444-555555555555", false, "entra"),
        ["no hd: a private account"] = new("hd", d => d.Claims = c => c.Remove("hd"), false, "google"),
        ["hd of another organisation"] = new("hd", d => d.Claims = c => c["hd"] = "ander.voorbeeld", false, "google"),
        ["hd of two organisations"] = new("hd", d => d.Claims = c => c["hd"] = new[] { "ander.voorbeeld", "google.voorbeeld" }, false, "google"),
        ["hd that ends alike"] = new("hd", d => d.Claims = c => c["hd"] = "kwaadgoogle.voorbeeld", false, "google"),
        ["another school"] = new("nlEdu", d => d.Gegevens = g => g["nlEduPersonHomeOrganizationId"] = "97XX", false, "entree"),
        ["another location of the school"] = new("nlEdu", d => d.Gegevens = g => g["nlEduPersonHomeOrganizationId"] = "98XX02", false, "entree"),
        ["two schools"] = new("nlEdu", d => d.Gegevens = g => g["nlEduPersonHomeOrganizationId"] = new[] { "99XX", "97XX" }, false, "entree"),
        ["no school"] = new("nlEdu", d => d.Gegevens = g => g.Remove("nlEduPersonHomeOrganizationId"), false, "entree"),
        ["another school in the token"] = new("nlEdu", d => d.Claims = c => c["nlEduPersonHomeOrganizationId"] = "97XX", false, "entree"),
        ["no userinfo endpoint"] = new("nlEdu", d => d.Metadata = m => m.Remove("userinfo_endpoint"), true, "entree"),
        ["another kind of token"] = new("typ", d => d.Claims = c => c["typ"] = "Bearer", false, "keycloak"),
        ["no acr"] = new("acr", d => d.Claims = c => c.Remove("acr"), false, "keycloak"),
        ["weaker acr"] = new("acr", d => d.Claims = c => c["acr"] = "1", false, "keycloak"),
        ["e-mail address of another domain"] = new("email", d => d.Claims = c => c["email"] = "directeur@ander.voorbeeld", false, "algemeen", "formulier", "google", "keycloak", "entree"),
        ["e-mail address that ends alike"] = new("email", d => d.Claims = c => c["email"] = "x@kwaaddwars.voorbeeld", false, "algemeen"),
    };

    public static TheoryData<string, string> Gevallen
    {
        get
        {
            var uit = new TheoryData<string, string>();
            foreach (var (naam, leugen) in Leugens)
            {
                foreach (var profiel in leugen.Alleen.Length > 0 ? leugen.Alleen : Dwarsproef.Profielen)
                {
                    uit.Add(profiel, naam);
                }
            }

            return uit;
        }
    }

    [Theory, MemberData(nameof(Gevallen))]
    public async Task A_bent_answer_lets_nobody_in(string profiel, string leugen)
    {
        var (reden, buig, metadata, _) = Leugens[leugen];
        var provider = Begin(profiel, metadata);
        buig(provider);
        var bezoeker = proef.Proef.NieuweBezoeker();
        try
        {
            await GeweigerdAsync(bezoeker, await Dwarsproef.LogInAsync(bezoeker, profiel), provider, reden);
            Assert.Equal(0, provider.Prooi);
        }
        finally
        {
            provider.Recht();
            if (metadata)
            {
                proef.Vergeet(profiel);
            }
        }
    }

    private static readonly Dictionary<string, (Action<Dwarsprovider> Buig, bool Metadata)> Goed = new()
    {
        [Suite] = (_ => { }, true),
        [Suite + "-idtoken-sig-rs256"] = (_ => { }, false),
        [Suite + "-kid-absent-single-jwks"] = (d => { d.Sleutels = () => [Dwarsprovider.Jwk(Dwarsprovider.Rsa, null)]; d.Kop = k => k.Remove("kid"); }, true),
        [Suite + "-kid-absent-multiple-jwks"] = (d => { d.Sleutels = () => [Dwarsprovider.Jwk(Dwarsprovider.VreemdeRsa, null), Dwarsprovider.Jwk(Dwarsprovider.Rsa, null)]; d.Kop = k => k.Remove("kid"); }, true),
        [Suite + "-discovery-openid-config"] = (_ => { }, true),
        [Suite + "-discovery-jwks-uri-keys"] = (_ => { }, true),
        [Suite + "-client-secret-basic"] = (d => d.Metadata = m => m["token_endpoint_auth_methods_supported"] = new[] { "client_secret_basic" }, true),
        ["ES256"] = (d => { d.Kop = k => { k["alg"] = "ES256"; k["kid"] = "krom"; }; d.Handtekening = t => Dwarsprovider.Ec.SignData(t, HashAlgorithmName.SHA256); }, false),
        ["PS256"] = (d => { d.Kop = k => k["alg"] = "PS256"; d.Handtekening = t => Dwarsprovider.Rsa.SignData(t, HashAlgorithmName.SHA256, RSASignaturePadding.Pss); }, false),
        ["iss promised and there"] = (d => { d.Metadata = m => m["authorization_response_iss_parameter_supported"] = true; d.Antwoord = a => a["iss"] = d.Issuer; }, true),
        ["iss not promised and there"] = (d => d.Antwoord = a => a["iss"] = d.Issuer, false),
        ["aud as a list of one"] = (d => d.Claims = c => c["aud"] = new[] { Dwarsprovider.ClientId }, false),
        ["azp ours"] = (d => d.Claims = c => c["azp"] = Dwarsprovider.ClientId, false),
        ["clock 90 seconds ahead"] = (d => d.Claims = c => c["iat"] = c["nbf"] = DateTimeOffset.UtcNow.AddSeconds(90).ToUnixTimeSeconds(), false),
        ["clock 90 seconds behind"] = (d => d.Claims = c => c["exp"] = DateTimeOffset.UtcNow.AddSeconds(-90).ToUnixTimeSeconds(), false),
        ["pushed request offered"] = (d => d.Metadata = m => m["pushed_authorization_request_endpoint"] = d.Issuer + "/par", true),
        ["much more than was asked"] = (d => d.Claims = c => { c["groups"] = Enumerable.Range(0, 200).Select(i => $"groep-{i}").ToArray(); c["name"] = "Iemand Verzonnen"; c["email"] = "x@dwars.voorbeeld"; if (d.Profielgegevens.Count == 0 && c.ContainsKey("hd")) { c["email"] = "x@klas.google.voorbeeld"; } }, false),
        ["weak key beside a good one"] = (d => d.Sleutels = () => [Dwarsprovider.Jwk(Dwarsprovider.ZwakkeRsa, "zwak"), Dwarsprovider.Jwk(Dwarsprovider.Rsa, "echt")], true),
    };

    public static TheoryData<string, string> Goede
    {
        get
        {
            var uit = new TheoryData<string, string>();
            foreach (var naam in Goed.Keys)
            {
                foreach (var profiel in Dwarsproef.Profielen)
                {
                    uit.Add(profiel, naam);
                }
            }

            return uit;
        }
    }

    [Theory, MemberData(nameof(Goede))]
    public async Task A_good_sign_in_is_not_refused(string profiel, string geval)
    {
        var (buig, metadata) = Goed[geval];
        var provider = Begin(profiel, metadata);
        buig(provider);
        try
        {
            var bezoeker = proef.Proef.NieuweBezoeker();
            var antwoord = await Dwarsproef.LogInAsync(bezoeker, profiel);
            Assert.True(Bezoeker.Verder(antwoord) == "/proefpagina", string.Join('\n', proef.Proef.Logboek.Regels));
            Assert.True(await bezoeker.IsIngelogd());

            // What makes a stolen code worthless is always there, and nothing is asked but who it is.
            Assert.Equal("S256", provider.Vraag["code_challenge_method"]);
            Assert.Equal("code", provider.Vraag["response_type"]);
            Assert.Equal("openid", provider.Vraag["scope"]);
            Assert.True(provider.Tokenvraag["code_verifier"].Length >= 43);
            Assert.Equal("authorization_code", provider.Tokenvraag["grant_type"]);
            Assert.Equal(profiel == "keycloak" ? "sterk sterker" : null, provider.Vraag.GetValueOrDefault("acr_values"));
            Assert.Equal(profiel == "entree", provider.Gegevenskop is not null);
            Assert.Equal(geval.StartsWith("pushed", StringComparison.Ordinal) ? 1 : 0, provider.Parvragen);
            if (geval.EndsWith("-basic", StringComparison.Ordinal))
            {
                Assert.Equal("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Dwarsprovider.ClientId}:{Uri.EscapeDataString(Dwarsprovider.Geheim)}")), provider.Tokenkop);
                Assert.DoesNotContain("client_secret", provider.Tokenvraag.Keys);
            }
            else
            {
                Assert.Equal(Dwarsprovider.Geheim, provider.Tokenvraag["client_secret"]);
            }

            NietsInHetLog(provider);
        }
        finally
        {
            provider.Recht();
            if (metadata)
            {
                proef.Vergeet(profiel);
            }
        }
    }

    [Theory]
    [InlineData(Suite + "-signing-key-rotation")]
    [InlineData(Suite + "-signing-key-rotation-just-before-signing")]
    public async Task New_keys_of_a_provider_are_fetched_and_a_withdrawn_one_lets_nobody_in(string geval)
    {
        var provider = Begin("algemeen", true);
        var bezoeker = proef.Proef.NieuweBezoeker();
        if (geval.EndsWith("rotation", StringComparison.Ordinal))
        {
            Assert.Equal("/proefpagina", Bezoeker.Verder(await Dwarsproef.LogInAsync(bezoeker, "algemeen")));
        }
        else
        {
            // The keys are known, and change between the question and the token.
            await bezoeker.Stuur("/inloggen", ("organisatie", "algemeen"));
        }

        var kid = "nieuw-" + geval.Length;
        provider.Sleutels = () => [Dwarsprovider.Jwk(Dwarsprovider.VreemdeRsa, kid)];
        provider.Kop = k => k["kid"] = kid;
        provider.Handtekening = t => Dwarsprovider.TekenRsa(Dwarsprovider.VreemdeRsa, t);
        Assert.Equal("/proefpagina", Bezoeker.Verder(await Dwarsproef.LogInAsync(proef.Proef.NieuweBezoeker(), "algemeen")));

        provider.Kop = null;
        provider.Handtekening = null;
        await GeweigerdAsync(proef.Proef.NieuweBezoeker(), await Dwarsproef.LogInAsync(proef.Proef.NieuweBezoeker(), "algemeen"), provider, "Signature");
        provider.Recht();
        proef.Vergeet("algemeen");
    }

    private static readonly Dictionary<string, Action<Dictionary<string, object?>, Dictionary<string, object?>>> Afmeldleugens = new()
    {
        [Suite + "-rp-backchannel-rpinitlogout-alg-none"] = (k, _) => k["alg"] = "none",
        [Suite + "-rp-backchannel-rpinitlogout-no-event"] = (_, c) => c.Remove("events"),
        [Suite + "-rp-backchannel-rpinitlogout-with-nonce"] = (_, c) => c["nonce"] = "x",
        [Suite + "-rp-backchannel-rpinitlogout-wrong-alg"] = (k, _) => k["alg"] = "HS256",
        [Suite + "-rp-backchannel-rpinitlogout-wrong-aud"] = (_, c) => c["aud"] = "ander",
        [Suite + "-rp-backchannel-rpinitlogout-wrong-event"] = (_, c) => c["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/anders"] = new { } },
        [Suite + "-rp-backchannel-rpinitlogout-wrong-iss"] = (_, c) => c["iss"] = "https://kwaad.voorbeeld",
        ["typ of an access token"] = (k, _) => k["typ"] = "at+jwt",
        ["iss with a slash more"] = (_, c) => c["iss"] += "/",
        ["aud ours and another"] = (_, c) => c["aud"] = new[] { Dwarsprovider.ClientId, "ander" },
        ["iat old"] = (_, c) => c["iat"] = DateTimeOffset.UtcNow.AddMinutes(-10).ToUnixTimeSeconds(),
        ["iat future"] = (_, c) => c["iat"] = DateTimeOffset.UtcNow.AddMinutes(10).ToUnixTimeSeconds(),
        ["expired"] = (_, c) => c["exp"] = DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeSeconds(),
        ["no jti"] = (_, c) => c.Remove("jti"),
        ["no sub and no sid"] = (_, c) => { c.Remove("sub"); c.Remove("sid"); },
        ["event is a text"] = (_, c) => c["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/backchannel-logout"] = "x" },
    };

    public static TheoryData<string> Afmeldingen => [.. Dwarsproef.Profielen];

    [Theory, MemberData(nameof(Afmeldingen))]
    public async Task A_logout_message_ends_the_session_and_a_bent_one_does_not(string profiel)
    {
        // oidcc-client-test-rp-backchannel-rpinitlogout, and those of the table above.
        var provider = Begin(profiel, false);
        var bezoeker = proef.Proef.NieuweBezoeker();
        await Dwarsproef.LogInAsync(bezoeker, profiel);
        foreach (var (leugen, buig) in Afmeldleugens)
        {
            Assert.True(HttpStatusCode.BadRequest == await Stuur(buig), leugen);
            Assert.True(await bezoeker.IsIngelogd(), leugen);
        }

        // At the door of another provider it is nothing.
        Assert.Equal(HttpStatusCode.BadRequest, await Stuur((_, _) => { }, Dwarsproef.Profielen.First(p => p != profiel)));
        Assert.True(await bezoeker.IsIngelogd());
        Assert.Equal(HttpStatusCode.OK, await Stuur((_, _) => { }));
        Assert.False(await bezoeker.IsIngelogd());

        async Task<HttpStatusCode> Stuur(Action<Dictionary<string, object?>, Dictionary<string, object?>> buig, string? deur = null)
        {
            Dictionary<string, object?> kop = new() { ["alg"] = "RS256", ["typ"] = "logout+jwt", ["kid"] = "echt" };
            Dictionary<string, object?> claims = new()
            {
                ["iss"] = provider.Issuer,
                ["aud"] = Dwarsprovider.ClientId,
                ["sub"] = "mens",
                ["iat"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
                ["jti"] = Guid.NewGuid(),
                ["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/backchannel-logout"] = new { } },
            };
            buig(kop, claims);
            var token = Dwarsprovider.Maak(kop, claims, t => kop["alg"] switch
            {
                "none" => [],
                "HS256" => HMACSHA256.HashData(Encoding.UTF8.GetBytes(Dwarsprovider.Geheim), t),
                _ => Dwarsprovider.TekenRsa(Dwarsprovider.Rsa, t),
            });
            return (await proef.Proef.NieuweBezoeker().Stuur($"/oidc/{deur ?? profiel}/back-channel-logout", ("logout_token", token))).StatusCode;
        }
    }

    [Theory]
    [InlineData(Suite + "-rp-init-logout", null)]
    [InlineData(Suite + "-rp-init-logout-other-state", "ander")]
    [InlineData(Suite + "-rp-init-logout-no-state", "")]
    public async Task Signing_out_goes_by_the_provider_and_comes_back_to_our_own_page_only(string geval, string? state)
    {
        _ = geval;
        var provider = Begin("algemeen", false);
        var bezoeker = proef.Proef.NieuweBezoeker();
        await Dwarsproef.LogInAsync(bezoeker, "algemeen");
        var naar = new Uri(Bezoeker.Verder(await bezoeker.Stuur("/uitloggen"))!);
        Assert.False(await bezoeker.IsIngelogd());
        var vraag = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(naar.Query);
        Assert.StartsWith(provider.Issuer + "/logout", naar.ToString(), StringComparison.Ordinal);
        Assert.Equal(provider.LaatsteToken, vraag["id_token_hint"]);
        var terug = vraag["post_logout_redirect_uri"].ToString();
        Assert.EndsWith("/oidc/algemeen/signed-out", terug, StringComparison.Ordinal);
        var antwoord = await bezoeker.Haal(terug + (state is null ? QueryString.Create("state", vraag["state"]!) : state.Length > 0 ? QueryString.Create("state", state) : default));
        Assert.Contains(Bezoeker.Verder(antwoord), new[] { "/uitloggen", null });
        Assert.True((int)antwoord.StatusCode < 500);
    }

    [Theory]
    [InlineData(Suite + "-rp-frontchannel-rpinitlogout", "/oidc/algemeen/front-channel-logout?iss={0}&sid=sid-mens")]
    [InlineData(Suite + "-rp-frontchannel-rpinitlogout", "/oidc/algemeen/frontchannel-logout?iss={0}&sid=sid-mens")]
    [InlineData(Suite + "-rp-frontchannel-rpinitlogout", "/signout-oidc?iss={0}&sid=sid-mens")]
    [InlineData(Suite + "-session-management", "/oidc/algemeen/session")]
    public async Task What_is_not_offered_does_not_answer(string geval, string adres)
    {
        _ = geval;
        var provider = Begin("algemeen", false);
        var bezoeker = proef.Proef.NieuweBezoeker();
        await Dwarsproef.LogInAsync(bezoeker, "algemeen");
        Assert.Equal(HttpStatusCode.NotFound, (await bezoeker.Haal(string.Format(System.Globalization.CultureInfo.InvariantCulture, adres, Uri.EscapeDataString(provider.Issuer)))).StatusCode);
        Assert.True(await bezoeker.IsIngelogd());
    }

    [Theory]
    [InlineData(Suite + "-refresh-token")]
    [InlineData(Suite + "-refresh-token-invalid-issuer")]
    [InlineData(Suite + "-refresh-token-invalid-sub")]
    public async Task A_refresh_token_is_neither_asked_for_nor_kept_nor_used(string geval)
    {
        _ = geval;
        var provider = Begin("algemeen", false);
        var bezoeker = proef.Proef.NieuweBezoeker();
        await Dwarsproef.LogInAsync(bezoeker, "algemeen");
        Assert.DoesNotContain("offline_access", provider.Vraag["scope"], StringComparison.Ordinal);
        Assert.True(await bezoeker.IsIngelogd());
        Assert.Equal(1, provider.Tokenvragen);

        // The session holds the ID token, encrypted, and nothing else.
        var tickets = proef.Proef.Portaal.Services.GetService(typeof(Tickets)) as Tickets;
        Assert.NotNull(tickets);
        Assert.Equal(["Provider", "IdToken"], typeof(Ticket).GetProperties().Select(p => p.Name).Where(n => n != "EqualityContract"));
        Assert.Equal(0, await proef.Proef.Vraag<long>("select count(*) from ambulant.sessie where position(convert_to('vernieuw-mens', 'UTF8') in ticket) > 0"));
    }

    [Theory]
    [InlineData("?iss={0}&target_link_uri={1}/werk", "/werk")]
    [InlineData("?iss={0}&target_link_uri=https://kwaad.voorbeeld/werk&login_hint=iemand", "/")]
    [InlineData("?iss={0}&target_link_uri={1}.kwaad.voorbeeld/", "/")]
    [InlineData("?target_link_uri=//kwaad.voorbeeld", "/")]
    [InlineData("?iss=https://kwaad.voorbeeld", null)]
    public async Task A_sign_in_begun_elsewhere_ends_at_our_own_pages(string vraag, string? naar)
    {
        // oidcc-client-test-3rd-party-init-login
        var provider = Begin("algemeen", false);
        var bezoeker = proef.Proef.NieuweBezoeker();
        var antwoord = await bezoeker.Haal("/inloggen/algemeen" + string.Format(System.Globalization.CultureInfo.InvariantCulture, vraag, provider.Issuer, proef.Proef.Adres.ToString().TrimEnd('/')));
        if (naar is null)
        {
            Assert.Equal(HttpStatusCode.BadRequest, antwoord.StatusCode);
            Assert.Null(Bezoeker.Verder(antwoord));
            return;
        }

        antwoord = await bezoeker.Haal(Bezoeker.Verder(await bezoeker.Haal(Bezoeker.Verder(antwoord)!))!);
        Assert.Equal(naar, Bezoeker.Verder(antwoord));
        Assert.DoesNotContain("login_hint", provider.Vraag.Keys);
        Assert.True(await bezoeker.IsIngelogd());
    }

    [Fact]
    public async Task Only_for_Entree_are_more_details_fetched_and_with_the_token_in_the_header()
    {
        // oidcc-client-test-scope-userinfo-claims
        var provider = Begin("entree", false);
        Assert.Equal("/proefpagina", Bezoeker.Verder(await Dwarsproef.LogInAsync(proef.Proef.NieuweBezoeker(), "entree")));
        Assert.Equal("Bearer " + Dwarsprovider.Toegang(provider.Vraag["nonce"]), provider.Gegevenskop);
    }

    [Fact]
    public async Task A_provider_that_passes_its_visitor_on_to_another_gets_nobody_in_and_no_code()
    {
        // Mix-up: the bad one sends the browser on to the good one, with the state that was made for the bad one.
        var kwaad = Begin("algemeen", false);
        var goed = Begin("keycloak", false);
        kwaad.Omleiding = v => goed.Issuer + "/authorize" + QueryString.Create(v.Select(p => KeyValuePair.Create(p.Key, p.Key == "redirect_uri" ? p.Value.Replace("/algemeen/", "/keycloak/", StringComparison.Ordinal) : (string?)p.Value)));
        var bezoeker = proef.Proef.NieuweBezoeker();
        await GeweigerdAsync(bezoeker, await Dwarsproef.LogInAsync(bezoeker, "algemeen"), goed, "Exception");
        Assert.Equal(0, kwaad.Tokenvragen);
        Assert.Equal(0, goed.Tokenvragen);

        // And with the address of the bad one: there the good one's code is handed in at the bad one only if iss does not betray it.
        kwaad.Omleiding = v => goed.Issuer + "/authorize" + QueryString.Create(v.Select(p => KeyValuePair.Create(p.Key, (string?)p.Value)));
        goed.Antwoord = a => a["iss"] = goed.Issuer;
        await GeweigerdAsync(bezoeker, await Dwarsproef.LogInAsync(bezoeker, "algemeen"), goed, "iss of the response");
        Assert.Equal(0, kwaad.Tokenvragen);
        kwaad.Recht();
        goed.Recht();
    }

    [Fact]
    public async Task A_token_or_an_answer_of_an_earlier_sign_in_is_worth_nothing()
    {
        var provider = Begin("algemeen", false);
        var bezoeker = proef.Proef.NieuweBezoeker();
        await Dwarsproef.LogInAsync(bezoeker, "algemeen");
        var oud = provider.LaatsteToken!;
        provider.Token = _ => oud;
        var tweede = proef.Proef.NieuweBezoeker();
        await GeweigerdAsync(tweede, await Dwarsproef.LogInAsync(tweede, "algemeen"), provider, "Nonce");
        provider.Recht();

        // A good token of another subject is that other person, or nobody.
        provider.Subject = "iemand-anders";
        var derde = proef.Proef.NieuweBezoeker();
        Assert.Equal("/inloggen/onbekend?organisatie=algemeen", Bezoeker.Verder(await Dwarsproef.LogInAsync(derde, "algemeen")));
        Assert.False(await derde.IsIngelogd());

        // With the e-mail address of someone who is known: that decides nothing, at Microsoft neither.
        var entra = Begin("entra", false);
        entra.Subject = "iemand-anders";
        entra.Claims = c => c["email"] = "vera@proefneming.voorbeeld";
        Assert.Equal("/inloggen/onbekend?organisatie=entra", Bezoeker.Verder(await Dwarsproef.LogInAsync(proef.Proef.NieuweBezoeker(), "entra")));
        entra.Recht();
        provider.Recht();
    }

    [Fact]
    public async Task An_answer_comes_in_the_way_that_was_asked_or_not_at_all()
    {
        // Asked as a form, comes in the address; the code in it is not handed in.
        var formulier = Begin("formulier", false);
        var bezoeker = proef.Proef.NieuweBezoeker();
        var naar = Bezoeker.Verder(await bezoeker.Stuur("/inloggen", ("organisatie", "formulier")))!;
        var delen = (await (await bezoeker.Haal(naar)).Content.ReadAsStringAsync(Ct)).Split('\n');
        await GeweigerdAsync(bezoeker, await bezoeker.Haal(delen[0] + delen[1]), formulier, "Exception");
        Assert.Equal(0, formulier.Tokenvragen);

        // Asked in the address, comes as a form.
        Assert.Contains((int)(await bezoeker.Stuur("/oidc/algemeen/callback", ("code", "x"), ("state", "x"))).StatusCode, new[] { 404, 405 });

        // In the browser of someone else, and too large.
        naar = Bezoeker.Verder(await bezoeker.Stuur("/inloggen", ("organisatie", "formulier")))!;
        delen = (await (await bezoeker.Haal(naar)).Content.ReadAsStringAsync(Ct)).Split('\n');
        var velden = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(delen[1]).Select(v => (v.Key, v.Value.ToString())).ToArray();
        var ander = proef.Proef.NieuweBezoeker();
        var antwoord = await ander.Stuur(delen[0], velden);
        var koekje = Assert.Single(antwoord.Headers.GetValues("Set-Cookie"));
        Assert.Matches("; max-age=60; path=/oidc/formulier/callback; samesite=lax; httponly$", koekje);
        Assert.All(formulier.Geheimen, g => Assert.DoesNotContain(g, koekje, StringComparison.Ordinal));
        await GeweigerdAsync(ander, await ander.Haal(delen[0]), formulier, "Exception");
        Assert.Contains((int)(await ander.Stuur(delen[0], ("code", new string('x', 40_000)))).StatusCode, new[] { 400, 413 });

        // The one whose it is still gets in, and whoever was signed in before is out.
        antwoord = await bezoeker.Stuur(delen[0], velden);
        Assert.Equal("/", Bezoeker.Verder(await bezoeker.Haal(antwoord.Headers.Location!.OriginalString)));
        Assert.True(await bezoeker.IsIngelogd());
        formulier.Subject = "onbekende";
        Assert.StartsWith("/inloggen/onbekend", Bezoeker.Verder(await Dwarsproef.LogInAsync(bezoeker, "formulier")), StringComparison.Ordinal);
        Assert.False(await bezoeker.IsIngelogd());
        formulier.Recht();
    }

    [Fact]
    public async Task A_required_pushed_request_is_pushed_or_there_is_no_sign_in()
    {
        await using var provider = await Dwarsprovider.StartAsync();
        await proef.VoegToeAsync("vooraf", provider.Issuer, "algemeen", par: "verplicht");
        var bezoeker = proef.Proef.NieuweBezoeker();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Dwarsproef.LogInAsync(bezoeker, "vooraf")).StatusCode);
        provider.Metadata = m => m["pushed_authorization_request_endpoint"] = provider.Issuer + "/par";
        proef.Vergeet("vooraf");
        var naar = Bezoeker.Verder(await bezoeker.Stuur("/inloggen", ("organisatie", "vooraf")))!;
        Assert.Contains("request_uri=", naar, StringComparison.Ordinal);
        Assert.DoesNotContain("nonce", naar, StringComparison.Ordinal);
        Assert.Equal(1, provider.Parvragen);
    }

    [Fact]
    public async Task Two_bad_providers_side_by_side_touch_nobody_else()
    {
        await using var traag = await Dwarsprovider.StartAsync();
        await using var dood = await Dwarsprovider.StartAsync();
        traag.Alles = async h => { await Task.Delay(TimeSpan.FromSeconds(20), h.RequestAborted); return true; };
        dood.Alles = h => { h.Abort(); return Task.FromResult(true); };
        await proef.VoegToeAsync("traag", traag.Issuer, "algemeen");
        await proef.VoegToeAsync("dood-ook", dood.Issuer, "algemeen");
        Begin("algemeen", false);
        var binnen = proef.Proef.NieuweBezoeker();
        await Dwarsproef.LogInAsync(binnen, "algemeen");

        var slecht = Enumerable.Range(0, 6).SelectMany(_ => new[] { "traag", "dood-ook" }).Select(id => Dwarsproef.LogInAsync(proef.Proef.NieuweBezoeker(), id)).ToList();
        var begin = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("/proefpagina", Bezoeker.Verder(await Dwarsproef.LogInAsync(proef.Proef.NieuweBezoeker(), "algemeen")));
            Assert.True(await binnen.IsIngelogd());
        }

        Assert.True(TimeProvider.System.GetElapsedTime(begin) < TimeSpan.FromSeconds(5), "Others wait for a bad provider.");
        Assert.All(await Task.WhenAll(slecht), a => Assert.Equal(HttpStatusCode.ServiceUnavailable, a.StatusCode));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("169.254.169.254")]
    [InlineData("10.0.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("172.16.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("[fd00::1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    public async Task Outside_development_no_address_inside_is_reached(string naam)
    {
        using var client = new HttpClient(Uitgaand.Handler(internAdresMag: false)) { Timeout = TimeSpan.FromSeconds(5) };
        var fout = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri($"http://{naam}:{new Uri(proef["algemeen"].Issuer).Port}/prooi"), Ct));
        Assert.Matches("inside the network|IPv4 address 0.0.0.0", fout.ToString());
        Assert.Equal(0, proef["algemeen"].Prooi);
    }

    private Dwarsprovider Begin(string profiel, bool metadata)
    {
        var provider = proef[profiel];
        provider.Recht();
        proef.Proef.Logboek.Regels.Clear();
        if (metadata)
        {
            proef.Vergeet(profiel);
        }

        return provider;
    }

    private async Task GeweigerdAsync(Bezoeker bezoeker, HttpResponseMessage antwoord, Dwarsprovider provider, string reden)
    {
        var naar = Bezoeker.Verder(antwoord);
        if (naar is not null)
        {
            Assert.Matches("^/inloggen/mislukt\\?reden=(fout|storing|afgebroken)&nummer=[A-Z2-9]{8}&organisatie=[a-z-]+$", naar);
            antwoord = await bezoeker.Haal(naar);
        }

        Assert.Contains((int)antwoord.StatusCode, new[] { 400, 503 });
        var pagina = WebUtility.HtmlDecode(await antwoord.Content.ReadAsStringAsync(Ct));
        var nummer = Nummer.Match(pagina).Groups[1].Value;
        Assert.Equal(8, nummer.Length);
        Assert.DoesNotContain("Exception", pagina, StringComparison.Ordinal);
        Assert.False(await bezoeker.IsIngelogd());
        var regel = Assert.Single(proef.Proef.Logboek.Regels, r => r.Contains(nummer, StringComparison.Ordinal));
        Assert.Matches(reden, regel);
        NietsInHetLog(provider);
    }

    private void NietsInHetLog(Dwarsprovider provider)
    {
        var log = string.Join('\n', proef.Proef.Logboek.Regels);
        Assert.All(provider.Geheimen.Append(Dwarsprovider.Geheim), g => Assert.DoesNotContain(g, log, StringComparison.Ordinal));
    }

    private static async Task<bool> Schrijf(HttpContext http, int status, string tekst, string soort = "application/json")
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = soort;
        await http.Response.WriteAsync(tekst);
        return true;
    }

    private static string Verander(string token)
    {
        var delen = token.Split('.');
        var claims = JsonSerializer.Deserialize<Dictionary<string, object>>(Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(delen[1]))!;
        claims["sub"] = "ander";
        return $"{delen[0]}.{Dwarsprovider.Kort(JsonSerializer.SerializeToUtf8Bytes(claims))}.{delen[2]}";
    }

    [GeneratedRegex("<strong>([A-Z2-9]{8})</strong>")]
    private static partial Regex Nummer { get; }
}
