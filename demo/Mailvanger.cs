using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using MimeKit;

namespace Ambulant.Demo;

/// <summary>A mail that arrived; recipients are those of the envelope.</summary>
public sealed record GevangenMail(int Id, string Van, IReadOnlyList<string> Aan, string Onderwerp, string Tekst, DateTimeOffset Ontvangen);

/// <summary>Takes every mail the portal sends, delivers none, and shows them on a page. Kept in memory.</summary>
public sealed partial class Mailvanger : IAsyncDisposable
{
    public const int Hoogstens = 500;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly LinkedList<GevangenMail> mails = [];
    private readonly Lock slot = new();
    private readonly TcpListener luisteraar;
    private readonly CancellationTokenSource einde = new();
    private readonly TimeProvider klok;
    private readonly List<Task> gesprekken = [];
    private WebApplication? app;
    private Task ontvangst = Task.CompletedTask;
    private int nummer;

    private Mailvanger(int smtpPoort, TimeProvider klok)
    {
        this.klok = klok;
        luisteraar = new TcpListener(IPAddress.Loopback, smtpPoort);
    }

    /// <summary>As the portal wants it: smtp://127.0.0.1:port.</summary>
    public string Server => $"smtp://127.0.0.1:{SmtpPoort}";

    public int SmtpPoort => ((IPEndPoint)luisteraar.LocalEndpoint).Port;

    public string Adres { get; private set; } = "";

    public IReadOnlyList<GevangenMail> Mails
    {
        get
        {
            lock (slot)
            {
                return [.. mails];
            }
        }
    }

    /// <summary>Port 0 takes a free one.</summary>
    public static async Task<Mailvanger> StartAsync(int smtpPoort = 0, int paginaPoort = 0, TimeProvider? klok = null, CancellationToken afbreken = default)
    {
        var vanger = new Mailvanger(smtpPoort, klok ?? TimeProvider.System);
        vanger.luisteraar.Start();
        vanger.ontvangst = vanger.OntvangAsync();
        var bouwer = Lokaal.Bouwer(paginaPoort);
        vanger.app = bouwer.Build();
        vanger.app.MapStijl();
        vanger.app.MapGet("/", vanger.Lijst);
        vanger.app.MapGet("/mails/{id:int}", vanger.Toon);
        vanger.app.MapGet("/mails.json", () => Results.Json(
            vanger.Mails.Select(m => new { id = m.Id, from = m.Van, to = string.Join(", ", m.Aan), subject = m.Onderwerp, text = m.Tekst, at = m.Ontvangen }), Json));
        vanger.app.MapDelete("/mails", () =>
        {
            vanger.Leeg();
            return Results.NoContent();
        });
        await vanger.app.StartAsync(afbreken);
        vanger.Adres = $"http://localhost:{Lokaal.Poort(vanger.app)}";
        return vanger;
    }

    public void Leeg()
    {
        lock (slot)
        {
            mails.Clear();
        }
    }

    /// <summary>The newest mail to this address that fits; waits for it.</summary>
    public async Task<GevangenMail> WachtOpAsync(string aan, Func<GevangenMail, bool>? past = null, TimeSpan? hoogstens = null)
    {
        var begin = klok.GetTimestamp();
        while (true)
        {
            if (Mails.FirstOrDefault(m => m.Aan.Contains(aan, StringComparer.OrdinalIgnoreCase) && past?.Invoke(m) != false) is { } mail)
            {
                return mail;
            }

            if (klok.GetElapsedTime(begin) > (hoogstens ?? TimeSpan.FromSeconds(10)))
            {
                throw new TimeoutException($"Er kwam geen passende mail aan {aan}; wel deze: {string.Join("; ", Mails.Select(m => $"{string.Join(", ", m.Aan)}: {m.Onderwerp}"))}");
            }

            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await einde.CancelAsync();
        luisteraar.Stop();
        await ontvangst;
        Task[] lopend;
        lock (slot)
        {
            lopend = [.. gesprekken];
        }

        await Task.WhenAll(lopend);
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        luisteraar.Dispose();
        einde.Dispose();
    }

    internal void Bewaar(string van, IReadOnlyList<string> aan, byte[] bericht)
    {
        string onderwerp, tekst;
        try
        {
            using var stroom = new MemoryStream(bericht);
            using var mime = MimeMessage.Load(stroom);
            onderwerp = mime.Subject ?? "(geen onderwerp)";
            tekst = mime.TextBody ?? mime.HtmlBody ?? "";
        }
        catch (FormatException)
        {
            onderwerp = "(geen leesbare mail)";
            tekst = Encoding.UTF8.GetString(bericht);
        }

        lock (slot)
        {
            mails.AddFirst(new GevangenMail(++nummer, van, aan, onderwerp, tekst, klok.GetUtcNow()));
            while (mails.Count > Hoogstens)
            {
                mails.RemoveLast();
            }
        }
    }

    private async Task OntvangAsync()
    {
        while (!einde.IsCancellationRequested)
        {
            try
            {
                var verbinding = await luisteraar.AcceptTcpClientAsync(einde.Token);
                var gesprek = new SmtpGesprek(this, verbinding).VoerAsync(einde.Token);
                lock (slot)
                {
                    gesprekken.RemoveAll(g => g.IsCompleted);
                    gesprekken.Add(gesprek);
                }
            }
            catch (Exception fout) when (fout is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // stopping, or a caller that was gone before we picked up
            }
        }
    }

    private IResult Lijst()
    {
        var rijen = string.Join('\n', Mails.Select(m =>
            $"""<tr><td>{Html.Veilig(string.Join(", ", m.Aan))}</td><td><a href="/mails/{m.Id}">{Html.Veilig(m.Onderwerp)}</a></td><td><time datetime="{m.Ontvangen:O}">{Moment(m)}</time></td></tr>"""));
        return Html.Pagina("Gevangen mails", $"""
            <h1>Gevangen mails</h1>
            <p>Alles wat het portaal mailt, komt hier aan en nergens anders. <a href="/">Vernieuwen</a></p>
            {(rijen.Length == 0 ? "<p>Er zijn nog geen mails.</p>" : $"""
            <div class="scroll" role="region" aria-label="Gevangen mails" tabindex="0">
            <table>
            <thead><tr><th scope="col">Aan</th><th scope="col">Onderwerp</th><th scope="col">Ontvangen</th></tr></thead>
            <tbody>
            {rijen}
            </tbody>
            </table>
            </div>
            """)}
            """);
    }

    private IResult Toon(int id)
    {
        if (Mails.FirstOrDefault(m => m.Id == id) is not { } mail)
        {
            return Html.Pagina("Mail niet gevonden", """<h1>Mail niet gevonden</h1><p><a href="/">Alle mails</a></p>""", 404);
        }

        return Html.Pagina(mail.Onderwerp, $"""
            <p><a href="/">Alle mails</a></p>
            <h1>{Html.Veilig(mail.Onderwerp)}</h1>
            <p>Van {Html.Veilig(mail.Van)} aan {Html.Veilig(string.Join(", ", mail.Aan))}, <time datetime="{mail.Ontvangen:O}">{Moment(mail)}</time></p>
            <div class="tekst">{MetLinks(mail.Tekst)}</div>
            """);
    }

    internal static string MetLinks(string tekst)
    {
        var html = new StringBuilder();
        var vanaf = 0;
        foreach (Match link in Webadres().Matches(tekst))
        {
            html.Append(Html.Veilig(tekst[vanaf..link.Index])).Append(CultureInfo.InvariantCulture, $"""<a href="{Html.Veilig(link.Value)}">{Html.Veilig(link.Value)}</a>""");
            vanaf = link.Index + link.Length;
        }

        return html.Append(Html.Veilig(tekst[vanaf..])).ToString();
    }

    private static string Moment(GevangenMail mail) => mail.Ontvangen.ToLocalTime().ToString("d-M-yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    // The last character is one that ends an address, not the sentence around it.
    [GeneratedRegex(@"https?://[^\s<>""]*[^\s<>"".,;:!?)\]']")]
    private static partial Regex Webadres();
}
