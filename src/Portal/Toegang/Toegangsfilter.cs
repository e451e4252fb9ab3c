using System.Reflection;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Inzagen;
using Ambulant.Core.Ouders;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Toegang;

/// <summary>
/// Decides before any handler runs: does it exist and may this person. Unknown region, other region, other school and missing right
/// all give the same 404. Opening a dossier here writes its line in the inzagelog, and so does being refused one.
/// </summary>
public sealed class Toegangsfilter(Huidig huidig, Regioregister regios, DossierOpenen openen, InzageWeigeren weigeren, OuderOpenen voorOuder, Oudercookie cookie, ILogger<Toegangsfilter> logboek)
    : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var voorOuders = Pagina(context).GetCustomAttribute<VoorOuderAttribute>() is not null;
        if (await (voorOuders ? OuderMagAsync(context) : MagAsync(context)))
        {
            if (MistHandler(context))
            {
                context.Result = new NotFoundResult();
            }
            else if (MistNummer(context))
            {
                context.Result = new BadRequestResult();
            }
            else if (MistTweeStappen(context))
            {
                var verzoek = context.HttpContext.Request;
                context.Result = new LocalRedirectResult("/twee-stappen" + QueryString.Create("returnUrl", IsLezen(context) ? verzoek.Path + verzoek.QueryString : verzoek.Path.ToString()));
            }
            else
            {
                if (context.HttpContext.Request.HasFormContentType)
                {
                    await Formuliernummer.ZetAsync(context);
                }

                await next();
            }
        }
        else if (voorOuders && huidig.RegioOfGeen is { } regio)
        {
            context.Result = new LocalRedirectResult($"/{regio.Sleutel}/ouder/geen-toegang");
        }
        else
        {
            context.Result = new NotFoundResult();
        }
    }

    private async Task<bool> MagAsync(PageHandlerExecutingContext context)
    {
        var pagina = Pagina(context);
        if (pagina.GetCustomAttribute<AllowAnonymousAttribute>() is not null)
        {
            if (context.RouteData.Values["regio"] is string open && regios.Zoek(open, out var daar))
            {
                huidig.Zet(daar);
            }

            return true;
        }

        if (huidig.WieOfNiemand is not { } wie)
        {
            return false;
        }

        if (pagina.GetCustomAttribute<VoorIedereenIngelogdAttribute>() is not null)
        {
            return true;
        }

        if (!context.RouteData.Values.ContainsKey("regio"))
        {
            return pagina.GetCustomAttribute<OpPlatformAttribute>() is { Recht: var opPlatform } && Rechten.Mag(opPlatform, wie);
        }

        if (pagina.GetCustomAttribute<VereistAttribute>()?.Recht is not { } recht || context.RouteData.Values["regio"] is not string sleutel)
        {
            return false;
        }

        var eigen = regios.Zoek(sleutel, out var regio) && wie.In(sleutel);
        if (eigen)
        {
            huidig.Zet(regio!);
        }

        if (!Rechten.IsDossierrecht(recht))
        {
            var mag = eigen && Rechten.Mag(recht, wie, sleutel);
            if (!mag)
            {
                // Nobody's data, so not in the inzagelog. The number names the session at /sessies and opens nothing.
                logboek.LogInformation("Refused {Pagina} in {Regio} to session {Sessie}", context.ActionDescriptor.ViewEnginePath, eigen ? sleutel : "a region of others", huidig.SessieOfGeen?.Nummer);
            }

            if (!mag && Id(context, "leerling") is { } leerling && Logregio(wie, sleutel) is { } log)
            {
                await weigeren.LegVastAsync(wie, log, leerling, Vraag(context, null), context.HttpContext.RequestAborted);
            }

            return mag;
        }

        // Refused or not, it is the same statement: also for who has no business in the region at all.
        if (Id(context, "dossier") is not { } id || Logregio(wie, sleutel) is not { } waar
            || await openen.OpenAsync(wie, waar, id, Vraag(context, eigen ? recht : null), context.HttpContext.RequestAborted) is not { } kop)
        {
            return false;
        }

        huidig.Zet(kop);
        return true;
    }

    private async Task<bool> OuderMagAsync(PageHandlerExecutingContext context)
    {
        if (context.RouteData.Values["regio"] is not string sleutel || !regios.Zoek(sleutel, out var regio))
        {
            return false;
        }

        huidig.Zet(regio);
        if (cookie.Lees(context.HttpContext) is not { } geheim
            || await voorOuder.OpenAsync(sleutel, geheim, context.HttpContext.Connection.RemoteIpAddress?.ToString(), Vraag(context, null), context.HttpContext.RequestAborted) is not { } kop)
        {
            return false;
        }

        huidig.Zet(kop);
        return true;
    }

    // An unknown region has no log: what was asked for there stands in a region of the person.
    private string? Logregio(Gebruiker wie, string sleutel) => regios.Zoek(sleutel, out _) ? sleutel : wie.Regios.FirstOrDefault(r => regios.Zoek(r, out _));

    private static Inzagevraag Vraag(PageHandlerExecutingContext context, Recht? recht)
    {
        var pagina = Pagina(context);
        var actie = !IsLezen(context) ? Inzageactie.Versturen : pagina.GetCustomAttribute<DownloadAttribute>() is null ? Inzageactie.Bekijken : Inzageactie.Downloaden;
        var onderdeel = context.RouteData.Values.Keys.Where(k => k != "dossier").Select(k => Id(context, k)).FirstOrDefault(id => id is not null);
        return new(Wat(context.ActionDescriptor), recht, pagina.GetCustomAttribute<OverLeerlingAttribute>() is not null, actie, onderdeel);
    }

    private static Guid? Id(PageHandlerExecutingContext context, string veld) => Guid.TryParse(context.RouteData.Values[veld] as string, out var id) ? id : null;

    // For what only a beheerder does: a stolen password must not be enough.
    private bool MistTweeStappen(PageHandlerExecutingContext context)
    {
        var pagina = Pagina(context);
        var recht = context.RouteData.Values.ContainsKey("regio") ? pagina.GetCustomAttribute<VereistAttribute>()?.Recht : pagina.GetCustomAttribute<OpPlatformAttribute>()?.Recht;
        return recht is { } r && Rechten.VraagtTweeStappen(r) && huidig.SessieOfGeen?.TweeStappen != true;
    }

    private static bool IsLezen(PageHandlerExecutingContext context) => HttpMethods.IsGet(context.HttpContext.Request.Method) || HttpMethods.IsHead(context.HttpContext.Request.Method);

    // Without its handler a page would be drawn with nothing read.
    private static bool MistHandler(PageHandlerExecutingContext context) =>
        context.HandlerMethod is null && (!IsLezen(context) || context.ActionDescriptor.HandlerMethods.Any(h => HttpMethods.IsGet(h.HttpMethod)));

    // A form without its number could not be told from one that was handled before.
    private static bool MistNummer(PageHandlerExecutingContext context)
    {
        const string Verzoek = "Verzoek";
        return !IsLezen(context)
            && (context.HandlerMethod!.Parameters.Any(p => string.Equals(p.Name, Verzoek, StringComparison.OrdinalIgnoreCase)) || context.ActionDescriptor.BoundProperties.Any(p => p.Name == Verzoek))
            && !(context.HttpContext.Request.HasFormContentType && Guid.TryParse(context.HttpContext.Request.Form[Verzoek], out var nummer) && nummer != Guid.Empty);
    }

    private static TypeInfo Pagina(PageHandlerExecutingContext context) => context.ActionDescriptor.ModelTypeInfo ?? context.HandlerInstance.GetType().GetTypeInfo();

    // "/Dossiers/Logboek/Nieuw" is written in the inzagelog as "logboek/nieuw".
    private static string Wat(CompiledPageActionDescriptor pagina) => string.Join('/', pagina.ViewEnginePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(1)).ToLowerInvariant();
}
