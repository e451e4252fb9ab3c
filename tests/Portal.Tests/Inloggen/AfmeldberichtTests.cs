using System.Net;
using Microsoft.IdentityModel.Tokens;

namespace Ambulant.Portal.Tests.Inloggen;

public sealed class AfmeldberichtTests(Inlogproef proef) : IClassFixture<Inlogproef>
{
    private const string Gebeurtenis = "http://schemas.openid.net/event/backchannel-logout";

    public static TheoryData<string> Leugens => [.. Alle.Keys];

    private static readonly Dictionary<string, Action<Dictionary<string, object>>> Alle = new()
    {
        ["nonce"] = c => c["nonce"] = "x",
        ["no events"] = c => c.Remove("events"),
        ["other event"] = c => c["events"] = new Dictionary<string, object> { ["ander"] = new { } },
        ["event is a text"] = c => c["events"] = new Dictionary<string, object> { [Gebeurtenis] = "x" },
        ["no sub and no sid"] = c => { c.Remove("sub"); c.Remove("sid"); },
        ["other issuer"] = c => c["iss"] = "http://localhost:1",
        ["other audience"] = c => c["aud"] = "ander",
        ["old"] = c => c["iat"] = DateTimeOffset.UtcNow.AddMinutes(-10).ToUnixTimeSeconds(),
        ["no iat"] = c => c.Remove("iat"),
        ["no jti"] = c => c.Remove("jti"),
        ["expired"] = c => c["exp"] = DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeSeconds(),
    };

    [Fact]
    public async Task A_logout_message_ends_the_session_it_names_and_no_other()
    {
        await proef.Bekend("afmelder");
        proef.Vijand.Subject = "afmelder";
        proef.Vijand.Sid = "laptop";
        var laptop = proef.NieuweBezoeker();
        await laptop.LogIn();
        proef.Vijand.Sid = "telefoon";
        var telefoon = proef.NieuweBezoeker();
        await telefoon.LogIn();

        var bericht = Bericht();
        bericht["sub"] = "afmelder";
        bericht["sid"] = "laptop";
        Assert.Equal(HttpStatusCode.OK, await Stuur(Getekend(bericht)));
        Assert.False(await laptop.IsIngelogd());
        Assert.True(await telefoon.IsIngelogd());

        bericht.Remove("sid");
        Assert.Equal(HttpStatusCode.OK, await Stuur(Getekend(bericht)));
        Assert.False(await telefoon.IsIngelogd());
    }

    [Theory, MemberData(nameof(Leugens))]
    public async Task A_false_logout_message_ends_nothing(string leugen)
    {
        var bericht = Bericht();
        Alle[leugen](bericht);
        Assert.Equal(HttpStatusCode.BadRequest, await Stuur(Getekend(bericht)));
    }

    [Fact]
    public async Task An_unsigned_or_wrongly_signed_logout_message_ends_nothing()
    {
        Assert.Equal(HttpStatusCode.BadRequest, await Stuur(VijandigeServer.Ongetekend(Bericht())));
        Assert.Equal(HttpStatusCode.BadRequest, await Stuur(VijandigeServer.Teken(Bericht(), proef.Vijand.VreemdeSleutel, SecurityAlgorithms.RsaSha256)));
        Assert.Equal(HttpStatusCode.BadRequest, await Stuur("x"));
        Assert.Equal(HttpStatusCode.BadRequest, await Stuur(""));
        Assert.Equal(HttpStatusCode.NotFound, (await proef.NieuweBezoeker().Stuur("/oidc/bestaat-niet/back-channel-logout", ("logout_token", "x"))).StatusCode);
    }

    private Dictionary<string, object> Bericht() => new()
    {
        ["iss"] = proef.Vijand.Issuer,
        ["aud"] = VijandigeServer.ClientId,
        ["sub"] = "niemand",
        ["sid"] = "niets",
        ["iat"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
        ["jti"] = Guid.NewGuid().ToString(),
        ["events"] = new Dictionary<string, object> { [Gebeurtenis] = new { } },
    };

    private string Getekend(Dictionary<string, object> bericht) => VijandigeServer.Teken(bericht, proef.Vijand.Sleutel, SecurityAlgorithms.RsaSha256);

    private async Task<HttpStatusCode> Stuur(string token) => (await proef.NieuweBezoeker().Stuur("/oidc/vijand/back-channel-logout", ("logout_token", token))).StatusCode;
}
