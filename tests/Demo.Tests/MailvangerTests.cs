using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using MailKit.Net.Smtp;
using MimeKit;

namespace Ambulant.Demo.Tests;

public sealed class MailvangerTests : IAsyncLifetime
{
    private readonly HttpClient client = new();
    private Mailvanger vanger = null!;

    public async ValueTask InitializeAsync() => vanger = await Mailvanger.StartAsync();

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await vanger.DisposeAsync();
    }

    [Fact]
    public async Task A_real_mail_program_delivers_and_the_page_shows_it_with_its_link()
    {
        await VerstuurAsync("ouder@thuis.voorbeeld", "Er staat iets klaar: é", "Regel één\n.een punt vooraan\nOpen https://localhost/t/abc?x=1&y=2.\n<script>");

        var mail = await vanger.WachtOpAsync("ouder@thuis.voorbeeld");

        Assert.Equal("Er staat iets klaar: é", mail.Onderwerp);
        Assert.Contains("\n.een punt vooraan", mail.Tekst.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var lijst = new HtmlParser().ParseDocument(await client.GetStringAsync(new Uri(vanger.Adres), TestContext.Current.CancellationToken));
        var pagina = new HtmlParser().ParseDocument(await client.GetStringAsync(new Uri(vanger.Adres + lijst.QuerySelector("td a")!.GetAttribute("href")), TestContext.Current.CancellationToken));
        Assert.Equal("https://localhost/t/abc?x=1&y=2", pagina.QuerySelector(".tekst a")!.GetAttribute("href"));
        Assert.Null(pagina.QuerySelector("script"));
    }

    [Fact]
    public async Task The_list_is_there_as_json_newest_first_and_can_be_emptied()
    {
        await VerstuurAsync("een@thuis.voorbeeld", "Een", "1");
        await VerstuurAsync("twee@thuis.voorbeeld", "Twee", "2");

        var mails = await client.GetFromJsonAsync<JsonElement>(new Uri(vanger.Adres + "/mails.json"), TestContext.Current.CancellationToken);
        Assert.Equal(["twee@thuis.voorbeeld", "een@thuis.voorbeeld"], mails.EnumerateArray().Select(m => m.GetProperty("to").GetString()));
        Assert.Equal("Twee", mails[0].GetProperty("subject").GetString());

        using var gewist = await client.DeleteAsync(new Uri(vanger.Adres + "/mails"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, gewist.StatusCode);
        Assert.Empty(vanger.Mails);
    }

    [Fact]
    public async Task The_conversation_refuses_what_is_out_of_order_and_goes_on()
    {
        using var lijn = new TcpClient();
        await lijn.ConnectAsync(IPAddress.Loopback, vanger.SmtpPoort, TestContext.Current.CancellationToken);
        using var lezer = new StreamReader(lijn.GetStream(), Encoding.ASCII);
        await using var schrijver = new StreamWriter(lijn.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };

        Assert.StartsWith("220", await lezer.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (string Zeg, string Hoor)[] gesprek =
        [
            ("MAIL FROM:<a@b.voorbeeld>", "503"), ("HELO", "501"), ("HELO school", "250"), ("DATA", "503"), ("RCPT TO:<c@d.voorbeeld>", "503"),
            ("MAIL FROM: a", "501"), ("MAIL FROM:<a@b.voorbeeld> SIZE=99999999", "552"), ("MAIL FROM:<a@b.voorbeeld> SIZE=100", "250"), ("MAIL FROM:<a@b.voorbeeld>", "503"),
            ("RCPT TO:<geen-adres>", "501"), ("RCPT TO:<c@d.voorbeeld>", "250"), ("RSET", "250"), ("DATA", "503"), ("NOOP", "250"), ("VRFY x", "502"), ("STARTTLS", "502"), ("KOFFIE", "500"), ("", "500"),
            ("mail from:<>", "250"), ("rcpt to:<c@d.voorbeeld>", "250"), ("DATA", "354"), ("Subject: hoi\r\n\r\n..punt\r\n.", "250"), ("QUIT", "221"),
        ];
        foreach (var (zeg, hoor) in gesprek)
        {
            await schrijver.WriteLineAsync(zeg);
            Assert.Equal((zeg, hoor), (zeg, (await lezer.ReadLineAsync(TestContext.Current.CancellationToken))?[..3]));
        }

        Assert.Equal(".punt", Assert.Single(vanger.Mails).Tekst.Trim());
    }

    [Fact]
    public async Task Only_the_newest_five_hundred_stay()
    {
        using var smtp = new SmtpClient();
        await smtp.ConnectAsync("127.0.0.1", vanger.SmtpPoort, false, TestContext.Current.CancellationToken);
        for (var i = 0; i <= Mailvanger.Hoogstens; i++)
        {
            using var mail = Bericht("x@y.voorbeeld", $"{i}", "");
            await smtp.SendAsync(mail, TestContext.Current.CancellationToken);
        }

        Assert.Equal(Mailvanger.Hoogstens, vanger.Mails.Count);
        Assert.Equal("500", vanger.Mails[0].Onderwerp);
        Assert.Equal("1", vanger.Mails[^1].Onderwerp);
    }

    private async Task VerstuurAsync(string aan, string onderwerp, string tekst)
    {
        using var smtp = new SmtpClient();
        await smtp.ConnectAsync("127.0.0.1", vanger.SmtpPoort, false, TestContext.Current.CancellationToken);
        using var mail = Bericht(aan, onderwerp, tekst);
        await smtp.SendAsync(mail, TestContext.Current.CancellationToken);
        await smtp.DisconnectAsync(true, TestContext.Current.CancellationToken);
    }

    private static MimeMessage Bericht(string aan, string onderwerp, string tekst) =>
        new([new MailboxAddress("Ambulant", "ambulant@demo.voorbeeld")], [new MailboxAddress("", aan)], onderwerp, new TextPart("plain") { Text = tekst });
}
