using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>
/// A form that arrives when its session is over. Its text is kept for an hour, for the person whose session it was, encrypted with a key that
/// only this browser gets; after signing in it is offered again. See docs/besluiten/0009-te-lang-weg.md.
/// </summary>
public sealed class Getyptetekst(Sessies sessies, GetyptBewaren bewaren, IAntiforgery echtheid, IHostEnvironment omgeving, ILogger<Getyptetekst> log)
{
    public const string Pad = "/getypt/";

    /// <summary>Field of the form that sends the text again, so that it can go once it has arrived.</summary>
    public const string Veld = "Getypt";

    // Not typed: given with the page, and given anew.
    private static readonly string[] Bijwerk = ["__RequestVerificationToken", "Verzoek", "Versie", Veld];

    // What is never sent back to a browser must not be kept for that either.
    private static readonly string[] Geheim = ["Geheim", "Code", "Wachtwoord"];

    /// <summary>The page that gives the text back; null when there is nothing to keep.</summary>
    public async Task<string?> NeemAsync(HttpContext http, string sleutel)
    {
        var ct = http.RequestAborted;
        if (!http.Request.HasFormContentType || await sessies.WasVanAsync(sleutel, ct) is not { } persoon)
        {
            return null;
        }

        var niemand = http.User;
        try
        {
            // As if the session still lived: the form must be one that this portal gave to this person. Another site cannot put words in here.
            http.User = Sessiehandler.Principal(persoon, "");
            if (!await echtheid.IsRequestValidAsync(http))
            {
                return null;
            }

            var formulier = await http.Request.ReadFormAsync(ct);
            var velden = formulier.Where(v => v.Key != Bijwerk[0] && v.Key != Veld && !Geheim.Contains(v.Key.Split('.')[^1], StringComparer.OrdinalIgnoreCase))
                .SelectMany(v => v.Value.Select(w => new Getyptveld(v.Key, w ?? ""))).ToList();
            if (!velden.Any(IsGetypt)
                || await bewaren.VoerUitAsync(persoon, new(http.Request.Path + http.Request.QueryString, velden, formulier.Files.Any(f => f.Length > 0)), ct) is not { } bewaard)
            {
                return null;
            }

            http.Response.Cookies.Append(Naam, bewaard.Sleutel, Instelling(http, bewaard.Nummer, GetyptBewaren.Duur));
            return Pad + bewaard.Nummer;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            // Too large or broken off: there is no form then.
            log.LogInformation("A form of an ended session could not be read ({Soort})", e.GetType().Name);
            return null;
        }
        finally
        {
            http.User = niemand;
        }
    }

    /// <summary>Whether a person chose or wrote it; a button of which the page fills in the row is no text.</summary>
    public static bool IsGetypt(Getyptveld veld) => !Bijwerk.Contains(veld.Naam, StringComparer.Ordinal) && veld.Waarde.Trim().Length > 0 && !Guid.TryParse(veld.Waarde, out _);

    public string? Sleutel(HttpContext http) => http.Request.Cookies[Naam] is { Length: 64 } sleutel ? sleutel : null;

    public void WisCookie(HttpContext http, Guid nummer) => http.Response.Cookies.Delete(Naam, Instelling(http, nummer, null));

    private string Naam => new Cookienamen(omgeving).OpPad("ambulant-getypt");

    private CookieOptions Instelling(HttpContext http, Guid nummer, TimeSpan? duur) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        // Each text has its own: two windows that were left too long do not overwrite each other.
        Path = Pad + nummer,
        SameSite = SameSiteMode.Lax,
        Secure = new Cookienamen(omgeving).Secure == CookieSecurePolicy.Always || http.Request.IsHttps,
        MaxAge = duur,
    };
}

/// <summary>Wipes the text once the form it came from has been sent again and was accepted.</summary>
public sealed class Getyptopruimer(Huidig huidig, GetyptWissen wissen, Getyptetekst getypt) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        var gedaan = await next();
        if (gedaan.Result is LocalRedirectResult && http.Request.HasFormContentType && huidig.WieOfNiemand is { } wie && Guid.TryParse(http.Request.Form[Getyptetekst.Veld], out var nummer))
        {
            await wissen.VoerUitAsync(wie, nummer, http.RequestAborted);
            getypt.WisCookie(http, nummer);
        }
    }
}
