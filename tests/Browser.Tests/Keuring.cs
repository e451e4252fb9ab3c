using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Ambulant.Browser.Tests;

/// <summary>
/// Looks at every page that a browser test comes to: axe-core at once, the HTML as the server sent it at the end. A page that looks the
/// same as one that was looked at (same address, title and fields) is not looked at again.
/// </summary>
internal sealed partial class Keuring(string map)
{
    private static readonly string NodeModules = typeof(Keuring).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "NodeModules").Value!;
    private static readonly string Axe = File.ReadAllText(Path.Combine(NodeModules, "axe-core", "axe.min.js"));
    private readonly ConcurrentDictionary<string, bool> gezien = new();
    private readonly ConcurrentBag<string> bevindingen = [];
    private int nummer;

    public int Gezien => gezien.Count;

    public IReadOnlyCollection<string> Bevindingen => bevindingen;

    public async Task KijkAsync(IPage page, IResponse? antwoord)
    {
        var vorm = await page.EvaluateAsync<string>("() => document.title + '|' + innerWidth + '|' + [...document.querySelectorAll('main *')].map(e => e.tagName + '.' + e.className).join('')");
        if (!gezien.TryAdd(Sleutels().Replace(new Uri(page.Url).AbsolutePath, "…") + "|" + vorm, true))
        {
            return;
        }

        if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth") > 0)
        {
            bevindingen.Add($"{page.Url}: wider than the window of {page.ViewportSize?.Width} px");
        }

        await page.EvaluateAsync(Axe);
        var fouten = await page.EvaluateAsync<string[]>("""
            async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations
              .map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + n.failureSummary).join(' | '))
            """);
        foreach (var fout in fouten)
        {
            bevindingen.Add($"{page.Url} ({await page.TitleAsync()}): {fout}");
        }

        Directory.CreateDirectory(map);
        var bestand = Path.Combine(map, $"{Interlocked.Increment(ref nummer):000}.html");
        await File.WriteAllTextAsync(bestand, await RuwAsync(antwoord) ?? await page.ContentAsync());
        await File.WriteAllTextAsync(bestand + ".url", page.Url);
    }

    /// <summary>Every page seen so far against the HTML standard; returns the findings.</summary>
    public async Task<IReadOnlyList<string>> HtmlAsync()
    {
        // What is valid, not how it is written: the rules that are off are about style, and a name is allowed wherever ARIA allows one.
        await File.WriteAllTextAsync(Path.Combine(map, ".htmlvalidate.json"), """
            { "root": true, "extends": ["html-validate:standard", "html-validate:a11y"],
              "rules": { "void-style": "off", "doctype-style": "off", "attribute-boolean-style": "off", "no-trailing-whitespace": "off", "long-title": "off", "aria-label-misuse": ["error", { "allowAnyNamable": true }] } }
            """);
        var verslag = Path.Combine(map, "verslag.json");
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(NodeModules, "html-validate", "bin", "html-validate.mjs"), "--formatter", $"json={verslag}", "*.html"]) { WorkingDirectory = map })!;
        await node.WaitForExitAsync();
        return [.. JsonDocument.Parse(await File.ReadAllTextAsync(verslag)).RootElement.EnumerateArray().SelectMany(bestand =>
        {
            var pad = bestand.GetProperty("filePath").GetString()!;
            return bestand.GetProperty("messages").EnumerateArray().Select(m =>
                $"{File.ReadAllText(Path.Combine(map, Path.GetFileName(pad)) + ".url")} line {m.GetProperty("line")}: {m.GetProperty("ruleId")}: {m.GetProperty("message")}");
        })];
    }

    private static async Task<string?> RuwAsync(IResponse? antwoord)
    {
        try
        {
            return antwoord is null ? null : await antwoord.TextAsync();
        }
        catch (PlaywrightException)
        {
            // The browser keeps the body of the last pages only.
            return null;
        }
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|[A-Za-z0-9_-]{30,}")]
    private static partial Regex Sleutels();
}
