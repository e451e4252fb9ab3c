using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Portal.Tests.Inloggen;

/// <summary>The page on which a regiobeheerder invites, and what ending a role does to an invitation and to who is signed in.</summary>
public sealed class UitnodigingenTests(Inlogproef proef) : IClassFixture<Inlogproef>, IDisposable
{
    private const string Pagina = "/noord-kennemerland/personen";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => proef.Vijand.WeesEerlijk();

    [Fact]
    public async Task Who_can_sign_in_already_gets_a_second_account_and_stays_one_person()
    {
        var (remco, _) = await MetRolAsync("remco", "Regiobeheerder");
        var (_, persoon) = await MetRolAsync("dubbel", "Consulent");
        Assert.Equal("Andere inlogserver koppelen", await KnopAsync(remco, persoon));
        var eerste = await NodigUitAsync(remco, persoon);
        Assert.Equal("Opnieuw uitnodigen", await KnopAsync(remco, persoon));
        var tweede = await NodigUitAsync(remco, persoon);

        // Sent again: only the newest works. And once.
        await using var database = new Database(proef.App, TimeProvider.System);
        var aanvaarden = new UitnodigingAanvaarden(database);
        Assert.False((await aanvaarden.VoerUitAsync(eerste, "https://tweede.voorbeeld", "ander-account", Ct)).IsGelukt);
        Assert.Equal(persoon, (await aanvaarden.VoerUitAsync(tweede, "https://tweede.voorbeeld", "ander-account", Ct)).Waarde);
        Assert.False((await aanvaarden.VoerUitAsync(tweede, "https://derde.voorbeeld", "nog-een", Ct)).IsGelukt);
        var vinden = new PersoonVinden(database);
        Assert.Equal(persoon, await vinden.LeesAsync("https://tweede.voorbeeld", "ander-account", Ct));
        Assert.Equal(persoon, await vinden.LeesAsync(proef.Vijand.Issuer, "dubbel", Ct));

        // Withdrawn.
        var derde = await NodigUitAsync(remco, persoon);
        await StuurAsync(remco, "Intrekken", persoon);
        Assert.Equal(HttpStatusCode.Gone, (await proef.NieuweBezoeker().Haal($"/uitnodiging/{derde}")).StatusCode);
        Assert.Equal("Andere inlogserver koppelen", await KnopAsync(remco, persoon));
    }

    [Fact]
    public async Task Ending_the_last_role_holds_from_the_next_request_and_withdraws_the_invitation()
    {
        var (remco, _) = await MetRolAsync("remco-einde", "Regiobeheerder");
        var (weg, persoon) = await MetRolAsync("vertrekker", "Consulent");
        var code = await NodigUitAsync(remco, persoon);
        Assert.Equal(HttpStatusCode.OK, (await weg.Haal("/noord-kennemerland/scholen")).StatusCode);

        var lid = await proef.Vraag<Guid>("select id from ambulant.lidmaatschap where persoon_id = @persoon", new { persoon });
        var pagina = await LeesAsync(await remco.Haal($"{Pagina}/{lid}/beeindigen"));
        Assert.Equal(Pagina, Bezoeker.Verder(await remco.Stuur($"{Pagina}/{lid}/beeindigen", ("__RequestVerificationToken", Token(pagina)), ("Verzoek", Guid.NewGuid().ToString()))));
        Assert.Equal(HttpStatusCode.NotFound, (await weg.Haal("/noord-kennemerland/scholen")).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await proef.NieuweBezoeker().Haal($"/uitnodiging/{code}")).StatusCode);
    }

    private async Task<(Bezoeker Bezoeker, Guid Persoon)> MetRolAsync(string subject, string rol)
    {
        var persoon = await proef.Bekend(subject);
        await proef.Sql("insert into ambulant.lidmaatschap (regio_id, id, persoon_id, rol, sinds) values ('noord-kennemerland', gen_random_uuid(), @persoon, @rol, '2020-01-01')", new { persoon, rol });
        (proef.Vijand.Subject, proef.Vijand.Claims) = (subject, c => c["amr"] = new[] { "mfa" });
        var bezoeker = proef.NieuweBezoeker();
        await bezoeker.LogIn();
        return (bezoeker, persoon);
    }

    private async Task<string> NodigUitAsync(Bezoeker remco, Guid persoon)
    {
        Assert.Equal(Pagina, Bezoeker.Verder(await StuurAsync(remco, "Uitnodigen", persoon)));
        var tekst = await proef.Vraag<string>("select m.tekst from ambulant.mail_uit m join ambulant.persoon p on p.email = m.aan where p.id = @persoon order by m.gemaakt_op desc limit 1", new { persoon });
        return tekst!.Split("/uitnodiging/")[1].Split('\n')[0].Trim();
    }

    private static async Task<string> KnopAsync(Bezoeker remco, Guid persoon) =>
        (await LeesAsync(await remco.Haal(Pagina))).QuerySelector($"form[action*=Uitnodigen]:has(input[value='{persoon}']) button")!.FirstChild!.TextContent;

    private static async Task<HttpResponseMessage> StuurAsync(Bezoeker remco, string handler, Guid persoon)
    {
        var pagina = await LeesAsync(await remco.Haal(Pagina));
        return await remco.Stuur($"{Pagina}?handler={handler}", ("__RequestVerificationToken", Token(pagina)), ("Verzoek", Guid.NewGuid().ToString()), ("persoon", persoon.ToString()));
    }

    private static string Token(IDocument pagina) => pagina.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static async Task<IDocument> LeesAsync(HttpResponseMessage antwoord)
    {
        Assert.True(antwoord.StatusCode is HttpStatusCode.OK, $"{antwoord.RequestMessage!.RequestUri}: {antwoord.StatusCode} {antwoord.Headers.Location}");
        return new HtmlParser().ParseDocument(await antwoord.Content.ReadAsStringAsync(Ct));
    }
}
