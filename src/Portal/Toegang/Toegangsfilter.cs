using System.Reflection;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Regios;
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
public sealed class Toegangsfilter(Huidig huidig, Regioregister regios, DossierOpenen openen) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await MagAsync(context))
        {
            await next();
        }
        else
        {
            context.Result = new NotFoundResult();
        }
    }

    private async Task<bool> MagAsync(PageHandlerExecutingContext context)
    {
        var pagina = context.ActionDescriptor.ModelTypeInfo ?? context.HandlerInstance.GetType().GetTypeInfo();
        if (pagina.GetCustomAttribute<AllowAnonymousAttribute>() is not null)
        {
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
        return kop.Mag(recht);
    }

    // "/Dossiers/Logboek/Nieuw" is written in the inzagelog as "logboek/nieuw".
    private static string Wat(CompiledPageActionDescriptor pagina) => string.Join('/', pagina.ViewEnginePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(1)).ToLowerInvariant();
}
