using Ambulant.Core.Ouders;

namespace Ambulant.Portal.Toegang;

/// <summary>The cookie of a parent who is in: one key, apart from the session of people who work here, so that one person can be both.</summary>
public sealed class Oudercookie(IHostEnvironment omgeving)
{
    // Over https the browser itself refuses this name from any other origin; plain http on a developer's machine cannot have that.
    private readonly string naam = omgeving.IsDevelopment() ? "ambulant-ouder" : "__Host-ambulant-ouder";

    public string? Lees(HttpContext http) => http.Request.Cookies[naam] is { Length: 43 } sleutel ? sleutel : null;

    public void Zet(HttpContext http, string sleutel) => http.Response.Cookies.Append(naam, sleutel, Opties(http, OuderInloggen.Duur));

    public void Wis(HttpContext http) => http.Response.Cookies.Delete(naam, Opties(http, null));

    private CookieOptions Opties(HttpContext http, TimeSpan? duur) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = !omgeving.IsDevelopment() || http.Request.IsHttps,
        MaxAge = duur,
    };
}
