using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.NetworkInformation;
using System.Text.Json;
using Ambulant.Demo;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Ambulant.Browser.Tests.Demo))]

namespace Ambulant.Browser.Tests;

/// <summary>
/// The product as anyone starts it: the demo's own command with its own data folder, and one browser. Everything the tests see came through
/// that front door.
/// </summary>
public sealed class Demo : IAsyncLifetime
{
    private readonly string map = Directory.CreateTempSubdirectory("ambulant-browser-").FullName;
    private readonly HttpClient client = new();
    private Process proces = null!;
    private IPlaywright playwright = null!;

    public IBrowser Browser { get; private set; } = null!;

    public Uri Portaal { get; private set; } = null!;

    public string Postgres { get; private set; } = "";

    public Uri Mail { get; private set; } = null!;

    internal Keuring Keuring { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        proces = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [typeof(Mappen).Assembly.Location, "start", "--json", "--poort", VrijeReeks().ToString(System.Globalization.CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["AMBULANT_GEGEVENS"] = Path.Combine(map, "gegevens") },
        })!;
        var fouten = proces.StandardError.ReadToEndAsync();
        var regel = await proces.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(5)) ?? throw new InvalidOperationException("The demo did not start: " + await fouten);
        var start = JsonDocument.Parse(regel).RootElement;
        Portaal = new Uri(start.GetProperty("portal").GetString()!);
        Postgres = start.GetProperty("postgres").GetString()!;
        Mail = new Uri(start.GetProperty("mail").GetString()!);
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("AMBULANT_CHROMIUM") ?? "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        Keuring = new(Path.Combine(map, "html"));
    }

    /// <summary>A person with a browser window of the own; phone-wide when asked.</summary>
    internal async Task<Bezoeker> BezoekerAsync(int breedte = 1280, bool script = true)
    {
        var context = await Browser.NewContextAsync(new() { ViewportSize = new() { Width = breedte, Height = 900 }, AcceptDownloads = true, JavaScriptEnabled = script });
        context.SetDefaultTimeout(10_000);
        return new(this, await context.NewPageAsync(), script);
    }

    /// <summary>Waits for a mail to this address that arrived after the first so many.</summary>
    public async Task<string> MailAsync(string aan, int na, Func<string, bool>? past = null)
    {
        for (var i = 0; i < 200; i++)
        {
            if ((await MailsAsync(aan)).Skip(na).FirstOrDefault(past ?? (_ => true)) is { } tekst)
            {
                return tekst;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"No mail to {aan} after the first {na}.");
    }

    /// <summary>Subject and text of all mails to this address, oldest first.</summary>
    public async Task<IReadOnlyList<string>> MailsAsync(string aan) =>
        [.. (await AlleMailsAsync()).Where(m => m.To.Contains(aan, StringComparison.OrdinalIgnoreCase)).Select(m => m.Subject + "\n" + m.Text)];

    public async Task<IReadOnlyList<Mailregel>> AlleMailsAsync() =>
        [.. (await client.GetFromJsonAsync<Mailregel[]>(new Uri(Mail, "/mails.json")))!.OrderBy(m => m.Id)];

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        playwright?.Dispose();
        client.Dispose();
        if (!proces.HasExited)
        {
            proces.Kill(entireProcessTree: true);
            await proces.WaitForExitAsync();
        }

        proces.Dispose();
        for (var i = 0; i < 50 && Directory.Exists(map); i++)
        {
            try
            {
                Directory.Delete(map, recursive: true);
            }
            catch (IOException)
            {
                await Task.Delay(200);
            }
        }
    }

    // Below the range from which the system hands out ports, and none that a browser refuses.
    private static int VrijeReeks()
    {
        var bezet = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(p => p.Port).ToHashSet();
        for (var poort = 21000 + (50 * (Environment.ProcessId % 100)); ; poort += 50)
        {
            if (!Enumerable.Range(poort, 20).Any(bezet.Contains))
            {
                return poort;
            }
        }
    }

    public sealed record Mailregel(int Id, string To, string Subject, string Text);
}
