using System.Text.RegularExpressions;

namespace Ambulant.Portal.Tests.Geheel;

/// <summary>
/// The scale of the HTTP Observatory (MDN, as published in July 2025) for one answer. It begins at 100, takes off for what is missing
/// and gives extra for what is strict. Its highest is 145: 130 of headers alone, 5 for cookies when there are any, 5 for hashes on
/// scripts when there are any, and 5 when the domain stands in the preload list of browsers.
/// </summary>
internal static partial class Observatory
{
    public const int Koppen = 130;

    public static void Keur(HttpResponseMessage antwoord, string wat, bool overHttps)
    {
        string? Kop(string naam) => antwoord.Headers.TryGetValues(naam, out var waarden) ? string.Join(", ", waarden) : null;
        Dictionary<string, string[]> csp = [];
        foreach (var deel in (Kop("Content-Security-Policy") ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var woorden = deel.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(csp.TryAdd(woorden[0], woorden[1..]), $"{wat}: twice {woorden[0]}");
        }

        var score = 100;
        score += csp.Count == 0 ? -25
            : csp.Values.Any(v => v.Any(w => w.Contains("unsafe", StringComparison.Ordinal) || w.Contains(':', StringComparison.Ordinal) || w == "*")) ? -20
            : Is(csp, "default-src", "'none'") && (Is(csp, "form-action", "'self'") || Is(csp, "form-action", "'none'")) ? 10 : 5;
        score += Is(csp, "frame-ancestors", "'none'") ? 5 : Kop("X-Frame-Options") is "DENY" or "SAMEORIGIN" ? 0 : -20;
        score += Kop("X-Content-Type-Options") == "nosniff" ? 0 : -5;
        score += Kop("Referrer-Policy") is "no-referrer" or "same-origin" or "strict-origin" or "strict-origin-when-cross-origin" ? 5 : 0;
        score += Kop("Cross-Origin-Resource-Policy") is "same-origin" or "same-site" ? 10 : 0;
        score += Kop("Access-Control-Allow-Origin") is null ? 0 : -50;
        score += !overHttps || (Kop("Strict-Transport-Security") is { } hsts && long.Parse(MaxAge().Match(hsts).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) >= 15768000) ? 0 : -20;

        var verwacht = Koppen;
        if (antwoord.Headers.TryGetValues("Set-Cookie", out var koekjes))
        {
            verwacht += 5;
            score += koekjes.All(k => k.Contains("httponly", StringComparison.OrdinalIgnoreCase) && Samesite().IsMatch(k)
                && (!overHttps || (k.Contains("secure", StringComparison.OrdinalIgnoreCase) && (k.StartsWith("__Host-", StringComparison.Ordinal) || k.StartsWith("__Secure-", StringComparison.Ordinal))))) ? 5 : -40;
        }

        Assert.True(score == verwacht, $"{wat}: {score} of {verwacht}\n{antwoord}");

        // Beyond the scale: no server name, nothing kept.
        Assert.False(antwoord.Headers.Contains("Server"), wat);
        Assert.True(antwoord.Headers.CacheControl is { NoStore: true } || wat.StartsWith("/css/", StringComparison.Ordinal), $"{wat}: {antwoord.Headers.CacheControl}");
        Assert.Contains("noindex", Kop("X-Robots-Tag"), StringComparison.Ordinal);
    }

    private static bool Is(Dictionary<string, string[]> csp, string deel, string waarde) => csp.TryGetValue(deel, out var bronnen) && bronnen is [var enige] && enige == waarde;

    [GeneratedRegex(@"max-age=(\d+)")]
    private static partial Regex MaxAge();

    [GeneratedRegex("samesite=(lax|strict)", RegexOptions.IgnoreCase)]
    private static partial Regex Samesite();
}
