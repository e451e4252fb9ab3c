using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;

namespace Ambulant.Demo.Tests;

public sealed class Vlinderhof : IAsyncLifetime
{
    public const string Portaal = "http://localhost:9";

    public Aanmeldserver Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await Aanmeldserver.StartAsync(Mensen.Aanbieders[0], PostgresServer.VrijePoort(), [Portaal]);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}

public sealed class AanmeldserverTests(Vlinderhof vlinderhof) : IClassFixture<Vlinderhof>, IDisposable
{
    private const string Portaal = Vlinderhof.Portaal;
    private readonly HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
    private readonly Aanmeldserver server = vlinderhof.Server;

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_wrong_password_is_told_and_the_typed_name_stays()
    {
        using var antwoord = await AanmeldenAsync("/aanmelden", "ilse", "fout");

        Assert.Equal(HttpStatusCode.BadRequest, antwoord.StatusCode);
        var pagina = new HtmlParser().ParseDocument(await antwoord.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("ilse", pagina.QuerySelector("#naam")!.GetAttribute("value"));
        Assert.Contains("klopt niet", pagina.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("De Vlinderhof", pagina.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_never_leads_to_another_site()
    {
        using var antwoord = await AanmeldenAsync("//elders.voorbeeld/", "ilse", Mensen.Wachtwoord);
        Assert.Equal("/", antwoord.Headers.Location!.ToString());
    }

    [Fact]
    public async Task The_whole_way_gives_a_token_with_who_and_session_and_no_role_and_ends_at_the_portal()
    {
        var sleutel = Base64Url(RandomNumberGenerator.GetBytes(32));
        var vraag = await client.GetAsync(Autorisatie(sleutel), TestContext.Current.CancellationToken);
        var pagina = new Uri(new Uri(server.Authority), vraag.Headers.Location!);
        var terug = System.Web.HttpUtility.ParseQueryString(pagina.Query)["ReturnUrl"]!;
        using var aangemeld = await AanmeldenAsync(terug, "Ilse", Mensen.Wachtwoord);
        using var code = await client.GetAsync(new Uri(server.Authority + aangemeld.Headers.Location), TestContext.Current.CancellationToken);
        var doel = code.Headers.Location!;
        Assert.StartsWith($"{Portaal}/oidc/vlinderhof/callback", doel.ToString(), StringComparison.Ordinal);

        using var verkregen = await RuilAsync(System.Web.HttpUtility.ParseQueryString(doel.Query)["code"]!, sleutel);
        var token = await verkregen.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        var idToken = token.GetProperty("id_token").GetString()!;
        var inhoud = JsonDocument.Parse(UitBase64Url(idToken.Split('.')[1])).RootElement;
        Assert.Equal("p-ilse", inhoud.GetProperty("sub").GetString());
        Assert.Equal("Ilse Verzonnen", inhoud.GetProperty("name").GetString());
        Assert.Equal("ilse@vlinderhof.voorbeeld", inhoud.GetProperty("email").GetString());
        Assert.Equal("n1", inhoud.GetProperty("nonce").GetString());
        Assert.Equal(32, inhoud.GetProperty("sid").GetString()!.Length);
        Assert.False(inhoud.TryGetProperty("role", out _));

        using var wie = new HttpRequestMessage(HttpMethod.Get, server.Authority + "/connect/userinfo");
        wie.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        using var info = await client.SendAsync(wie, TestContext.Current.CancellationToken);
        Assert.Equal("p-ilse", (await info.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("sub").GetString());

        using var uit = await client.GetAsync(new Uri($"{server.Authority}/connect/logout?id_token_hint={idToken}&post_logout_redirect_uri={Uri.EscapeDataString($"{Portaal}/oidc/vlinderhof/signed-out")}&state=s"), TestContext.Current.CancellationToken);
        Assert.Equal($"{Portaal}/oidc/vlinderhof/signed-out?state=s", uit.Headers.Location!.ToString());
        using var daarna = await client.GetAsync(Autorisatie(sleutel, "&prompt=none"), TestContext.Current.CancellationToken);
        Assert.Contains("error=login_required", daarna.Headers.Location!.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&prompt=login")]
    public async Task A_second_visit_goes_by_itself_unless_a_fresh_sign_in_is_asked(string extra)
    {
        using var _ = await AanmeldenAsync("/", "loes", Mensen.Wachtwoord);
        using var antwoord = await client.GetAsync(Autorisatie("x", extra), TestContext.Current.CancellationToken);
        Assert.StartsWith(extra.Length == 0 ? Portaal : server.Authority + "/aanmelden", antwoord.Headers.Location!.ToString(), StringComparison.Ordinal);

        if (extra.Length > 0)
        {
            var terug = System.Web.HttpUtility.ParseQueryString(antwoord.Headers.Location.Query)["ReturnUrl"]!;
            using var opnieuw = await AanmeldenAsync(terug, "loes", Mensen.Wachtwoord);
            using var klaar = await client.GetAsync(new Uri(server.Authority + opnieuw.Headers.Location), TestContext.Current.CancellationToken);
            Assert.StartsWith(Portaal, klaar.Headers.Location!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_proof_key_or_with_another_address_there_is_no_code()
    {
        var zonder = $"{server.Authority}/connect/authorize?client_id=ambulant&response_type=code&scope=openid&redirect_uri=";
        using var geenSleutel = await client.GetAsync(new Uri(zonder + Uri.EscapeDataString($"{Portaal}/oidc/vlinderhof/callback")), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, geenSleutel.StatusCode);
        using var elders = await client.GetAsync(new Uri(zonder + Uri.EscapeDataString("https://elders.voorbeeld/") + "&code_challenge=abc&code_challenge_method=S256"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, elders.StatusCode);
    }

    private Uri Autorisatie(string sleutel, string extra = "") => new(
        $"{server.Authority}/connect/authorize?client_id=ambulant&response_type=code&scope=openid%20profile%20email&state=s1&nonce=n1&code_challenge_method=S256" +
        $"&code_challenge={Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(sleutel)))}&redirect_uri={Uri.EscapeDataString($"{Portaal}/oidc/vlinderhof/callback")}{extra}");

    private async Task<HttpResponseMessage> AanmeldenAsync(string terug, string naam, string wachtwoord)
    {
        using var formulier = new FormUrlEncodedContent(new Dictionary<string, string> { ["returnUrl"] = terug, ["naam"] = naam, ["wachtwoord"] = wachtwoord });
        return await client.PostAsync(new Uri(server.Authority + "/aanmelden"), formulier, TestContext.Current.CancellationToken);
    }

    private async Task<HttpResponseMessage> RuilAsync(string code, string sleutel)
    {
        using var formulier = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["code_verifier"] = sleutel,
            ["redirect_uri"] = $"{Portaal}/oidc/vlinderhof/callback",
            ["client_id"] = server.Aanbieder.ClientId,
            ["client_secret"] = server.Aanbieder.ClientSecret,
        });
        return await client.PostAsync(new Uri(server.Authority + "/connect/token"), formulier, TestContext.Current.CancellationToken);
    }

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private static byte[] UitBase64Url(string tekst) => System.Buffers.Text.Base64Url.DecodeFromChars(tekst);
}
