using System.Security.Cryptography;
using System.Text;
using Ambulant.Core.Regios;

namespace Ambulant.Portal.Look;

/// <summary>The style sheet with the colours of each region, made from its module when the portal starts.</summary>
public sealed class Themabladen(Regioregister regios)
{
    private readonly Dictionary<string, (string Adres, string Som, string Css)> bladen = regios.Alle.ToDictionary(r => r.Sleutel, Maak, StringComparer.Ordinal);

    /// <summary>Where the style sheet of this region is; its name holds a hash of its content.</summary>
    public string Adres(string regio) => bladen[regio].Adres;

    internal IResult Geef(string regio, string som, HttpContext http)
    {
        if (!bladen.TryGetValue(regio, out var blad))
        {
            return Results.NotFound();
        }

        // While copies of different age run side by side a page may ask for colours we do not have. Ours will do, but not for ever.
        http.Response.Headers.CacheControl = som == blad.Som ? "public, max-age=31536000, immutable" : "no-store";
        return Results.Text(blad.Css, "text/css", Encoding.UTF8);
    }

    private static (string Adres, string Som, string Css) Maak(IRegio regio)
    {
        var t = regio.Thema;
        var css = $":root{{--basis-color-accent:{t.Accent};--basis-color-accent-donker:{t.AccentDonker};--basis-color-accent-licht:{t.AccentLicht};"
            + $"--basis-color-accent-lijn:{t.AccentLijn};--basis-color-warm:{t.Warm};--basis-focus:{t.Focus};--basis-focus-om:{t.FocusOm}}}\n";
        var som = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(css)))[..10];
        return ($"/{regio.Sleutel}/thema-{som}.css", som, css);
    }
}
