using System.Reflection;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ambulant.Portal.Tests.Geheel;

/// <summary>A page that the running portal answers on.</summary>
/// <param name="Pad">As in "/{regio}/dossiers/{dossier}".</param>
/// <param name="Posts">The handlers of its forms; "" is the one without a name.</param>
public sealed record Blad(string Naam, string Pad, TypeInfo Model, bool Leest, IReadOnlyList<Post> Posts)
{
    public Recht? Recht => OpPlatform ? null : Model.GetCustomAttribute<VereistAttribute>()?.Recht;

    /// <summary>The right under an address of the platform; a page of a region can have such an address too.</summary>
    public Recht? Platform => OpPlatform ? Model.GetCustomAttribute<OpPlatformAttribute>()?.Recht : null;

    public bool Open => Model.GetCustomAttribute<AllowAnonymousAttribute>() is not null;

    public bool Ingelogd => Model.GetCustomAttribute<VoorIedereenIngelogdAttribute>() is not null;

    public bool VoorOuder => Model.GetCustomAttribute<VoorOuderAttribute>() is not null;

    public bool ZonderToken => Model.GetCustomAttribute<IgnoreAntiforgeryTokenAttribute>() is not null;

    private bool OpPlatform => Pad.StartsWith("/platform", StringComparison.Ordinal);

    public override string ToString() => Naam;

    /// <summary>Every page, found where the portal itself finds them.</summary>
    public static async Task<IReadOnlyList<Blad>> AlleAsync(IServiceProvider diensten)
    {
        var laden = diensten.GetRequiredService<PageLoader>();
        var uit = new List<Blad>();
        foreach (var endpoint in diensten.GetServices<EndpointDataSource>().SelectMany(b => b.Endpoints).OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } pagina || uit.Any(b => b.Naam == pagina.ViewEnginePath && b.Pad == "/" + endpoint.RoutePattern.RawText!.TrimStart('/')))
            {
                continue;
            }

            var geladen = await laden.LoadAsync(pagina, EndpointMetadataCollection.Empty);
            var handlers = geladen.HandlerMethods ?? [];
            uit.Add(new(
                pagina.ViewEnginePath,
                "/" + endpoint.RoutePattern.RawText!.TrimStart('/'),
                geladen.ModelTypeInfo ?? geladen.PageTypeInfo,
                handlers.Any(h => HttpMethods.IsGet(h.HttpMethod)),
                [.. handlers.Where(h => HttpMethods.IsPost(h.HttpMethod)).Select(h => new Post(h.Name ?? "", MetNummer(h) || geladen.BoundProperties.Any(p => p.Name == "Verzoek")))]));
        }

        return [.. uit.OrderBy(b => b.Pad, StringComparer.Ordinal)];
    }

    private static bool MetNummer(HandlerMethodDescriptor h) => h.Parameters.Any(p => p.Name == "verzoek");
}

/// <param name="MetNummer">The form carries a number, so that it is handled once.</param>
public sealed record Post(string Handler, bool MetNummer)
{
    /// <summary>A form that the page does not have.</summary>
    public static Post Geen { get; } = new("?", false);
}
