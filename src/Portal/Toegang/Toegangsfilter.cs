using System.Reflection;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Ouders;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Toegang;

/// <summary>
/// Decides before any handler runs: does it exist and may this person. Unknown region, other region, other school and missing right
/// all give the same 404. Opening a dossier here writes its line in the inzagelog.
/// </summary>
public sealed class Toegangsfilter(Huidig huidig, Regioregister regios, DossierOpenen openen, OuderOpenen voorOuder, Oudercookie cookie) : IAsyncPageFilter
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

        if (pagina.GetCustomAttribute<VereistAttribute>()?.Recht is not { } recht
            || context.RouteData.Values["regio"] is not string sleutel || !regios.Zoek(sleutel, out var regio) || !wie.In(sleutel))
        {
            return false;
        }

        huidig.Zet(regio);
        if (!Rechten.IsDossierrecht(recht))
        {
            return Rechten.Mag(recht, wie, sleutel);
        }

        if (!Guid.TryParse(context.RouteData.Values["dossier"] as string, out var id)
            || await openen.OpenAsync(wie, sleutel, id, Wat(context.ActionDescriptor), context.HttpContext.RequestAborted) is not { } kop)
        {
            return false;
        }

        huidig.Zet(kop);
        return kop.Mag(recht) && (kop.Onderwerp is Onderwerp.Leerling || pagina.GetCustomAttribute<OverLeerlingAttribute>() is null);
    }

    private async Task<bool> OuderMagAsync(PageHandlerExecutingContext context)
    {
        if (context.RouteData.Values["regio"] is not string sleutel || !regios.Zoek(sleutel, out var regio))
        {
            return false;
        }

        huidig.Zet(regio);
        if (cookie.Lees(context.HttpContext) is not { } geheim
            || await voorOuder.OpenAsync(sleutel, geheim, Wat(context.ActionDescriptor), context.HttpContext.RequestAborted) is not { } kop)
        {
            return false;
        }

        huidig.Zet(kop);
        return true;
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
