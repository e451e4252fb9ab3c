using System.Net;
using System.Text.RegularExpressions;
using Ambulant.Demo;

namespace Ambulant.Testhulp;

/// <summary>
/// Signs in as a person would, over HTTP without a browser: chooses the organisation at the portal, types name and password at the real
/// provider, and comes back with the session cookie.
/// </summary>
public static partial class Inlog
{
    /// <summary>A client that is signed in. It follows no redirects, so that tests see them.</summary>
    public static async Task<HttpClient> AlsAsync(Uri portaal, string organisatie, string aanmeldnaam)
    {
        var (client, _) = await MetCookiesAsync(portaal, organisatie, aanmeldnaam);
        return client;
    }

    /// <summary>The same, with the cookies of the portal as they travel in a request.</summary>
    public static async Task<(HttpClient Client, string Cookies)> MetCookiesAsync(Uri portaal, string organisatie, string aanmeldnaam)
    {
        var cookies = new CookieContainer();
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = portaal };
        var adres = new Uri(portaal, "/inloggen");
        var antwoord = await client.PostAsync(adres, Velden(("organisatie", organisatie), ("returnUrl", "/werk")));
        for (var i = 0; i < 15; i++)
        {
            if (Verder(antwoord) is { } naar)
            {
                adres = new Uri(adres, naar);
                if (adres.AbsolutePath == "/werk" && adres.Port == portaal.Port)
                {
                    return (client, string.Join("; ", cookies.GetCookies(portaal).Select(c => $"{c.Name}={c.Value}")));
                }

                antwoord = await client.GetAsync(adres);
                continue;
            }

            var pagina = await antwoord.Content.ReadAsStringAsync();
            if (ReturnUrl().Match(pagina) is not { Success: true } terug)
            {
                throw new InvalidOperationException($"Sign-in got stuck at {adres} ({(int)antwoord.StatusCode}).");
            }

            adres = new Uri(adres, "/aanmelden");
            antwoord = await client.PostAsync(adres, Velden(("returnUrl", WebUtility.HtmlDecode(terug.Groups[1].Value)), ("naam", aanmeldnaam), ("wachtwoord", Mensen.Wachtwoord)));
        }

        throw new InvalidOperationException($"Sign-in went round in circles at {adres} ({(int)antwoord.StatusCode}): {await antwoord.Content.ReadAsStringAsync()}");
    }

    private static FormUrlEncodedContent Velden(params (string Naam, string Waarde)[] velden) => new(velden.Select(v => KeyValuePair.Create(v.Naam, v.Waarde)));

    private static string? Verder(HttpResponseMessage antwoord) =>
        antwoord.Headers.Location?.ToString() ?? (antwoord.Headers.TryGetValues("Refresh", out var vernieuw) ? vernieuw.Single()["0; url=".Length..] : null);

    [GeneratedRegex("name=\"returnUrl\" value=\"([^\"]*)\"")]
    private static partial Regex ReturnUrl();
}
