using System.Reflection;

namespace Ambulant.Portal.Look;

public static class Opstart
{
    /// <summary>Address of the built style sheet; its name holds a hash of its content, so browsers may keep it for ever.</summary>
    public static readonly string Stijlblad = "/" + typeof(Opstart).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Stijlblad").Value;

    /// <summary>The page with every component exists in development only; elsewhere it has no address at all.</summary>
    public static IServiceCollection AddLook(this IServiceCollection services, IHostEnvironment environment) =>
        services.Configure<Microsoft.AspNetCore.Mvc.RazorPages.RazorPagesOptions>(options =>
        {
            if (!environment.IsDevelopment())
            {
                options.Conventions.AddPageRouteModelConvention("/Voorbeelden/Index", page => page.Selectors.Clear());
            }
        });
}
