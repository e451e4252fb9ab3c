using System.Security.Cryptography;
using System.Text;
using Ambulant.Core.Toegang;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>
/// The answer of a provider as a form (response_mode=form_post). A form from another site brings none of our cookies along, and opening
/// them up for that (SameSite=None) would open them up for every site. So the form is taken in, encrypted, into a cookie of one minute, and the
/// browser is sent to the same address by GET: that brings all cookies, and there the answer is judged like any other.
/// </summary>
internal static class Postantwoord
{
    public const string Wijze = "form_post";

    private const int Grens = 16 * 1024;
    private static readonly TimeSpan Geldig = TimeSpan.FromMinutes(1);

    public static async Task<IResult> OntvangAsync(string id, HttpContext http, Identiteitsproviders providers, IDataProtectionProvider bescherming, IHostEnvironment omgeving)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } grens)
        {
            grens.MaxRequestBodySize = Grens;
        }

        if (await providers.VindAsync(id) is not { Antwoordwijze: Wijze } provider)
        {
            return Results.NotFound();
        }

        if (!http.Request.HasFormContentType)
        {
            return Results.BadRequest();
        }

        var formulier = await http.Request.ReadFormAsync(http.RequestAborted);
        var tekst = QueryString.Create(formulier).ToString();
        if (tekst.Length > Grens)
        {
            return Results.BadRequest();
        }

        var geheim = Beschermer(bescherming, provider).Protect(Encoding.UTF8.GetBytes(tekst), Geldig);
        new ChunkingCookieManager().AppendResponseCookie(http, Naam(omgeving), WebEncoders.Base64UrlEncode(geheim), Instelling(http, provider, omgeving, Geldig));
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = (http.Request.PathBase + http.Request.Path).ToString();
        return Results.Empty;
    }

    /// <summary>Puts the form that was taken in back into the request. An answer that came in the address instead is not looked at.</summary>
    public static void Neem(HttpContext http, Identiteitsprovider provider, IDataProtectionProvider bescherming, IHostEnvironment omgeving)
    {
        http.Request.QueryString = default;
        var cookies = new ChunkingCookieManager();
        if (cookies.GetRequestCookie(http, Naam(omgeving)) is not { } waarde)
        {
            return;
        }

        cookies.DeleteCookie(http, Naam(omgeving), Instelling(http, provider, omgeving, null));
        try
        {
            var tekst = Encoding.UTF8.GetString(Beschermer(bescherming, provider).Unprotect(WebEncoders.Base64UrlDecode(waarde)));
            http.Request.Method = HttpMethods.Post;
            http.Request.ContentType = "application/x-www-form-urlencoded";
            http.Request.Form = new FormCollection(QueryHelpers.ParseQuery(tekst));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            // Older than a minute, or not ours: then there is no answer.
        }
    }

    private static string Naam(IHostEnvironment omgeving) => new Cookienamen(omgeving).OpPad("ambulant-antwoord");

    private static ITimeLimitedDataProtector Beschermer(IDataProtectionProvider bescherming, Identiteitsprovider provider) =>
        bescherming.CreateProtector("Ambulant.Postantwoord.v1", provider.Id).ToTimeLimitedDataProtector();

    private static CookieOptions Instelling(HttpContext http, Identiteitsprovider provider, IHostEnvironment omgeving, TimeSpan? geldig) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = $"/oidc/{provider.Id}/callback",
        SameSite = SameSiteMode.Lax,
        Secure = new Cookienamen(omgeving).Secure == CookieSecurePolicy.Always || http.Request.IsHttps,
        MaxAge = geldig,
    };
}
