using System.Reflection;

namespace Ambulant.Portal.Look;

public static class Opstart
{
    /// <summary>Address of the built style sheet; its name holds a hash of its content, so browsers may keep it for ever.</summary>
    public static readonly string Stijlblad = "/" + typeof(Opstart).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Stijlblad").Value;

    /// <summary>The colours of a region, for who is signed in and who is not.</summary>
    public static void MapLook(this IEndpointRouteBuilder app) =>
        app.MapMethods("/{regio}/thema-{som}.css", [HttpMethods.Get, HttpMethods.Head], (string regio, string som, Themabladen bladen, HttpContext http) => bladen.Geef(regio, som, http)).AllowAnonymous();

    /// <summary>The page with every component exists in development only; elsewhere it has no address at all.</summary>
    public static IServiceCollection AddLook(this IServiceCollection services, IHostEnvironment environment) =>
        services.AddSingleton<Themabladen>().PostConfigure<Microsoft.AspNetCore.Mvc.RazorPages.RazorPagesOptions>(options =>
        {
            // After everything else: setting up Razor Pages begins its list of conventions anew.
            if (!environment.IsDevelopment())
            {
                options.Conventions.AddPageRouteModelConvention("/Voorbeelden/Index", page => page.Selectors.Clear());
            }
        });
}
