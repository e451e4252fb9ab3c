using System.Globalization;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;

namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>Signing in: every organisation through its own provider, every request through its session.</summary>
public static class AanmeldenOpstart
{
    public static void AddAanmelden(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var namen = new Cookienamen(builder.Environment);

        services.AddSingleton<Identiteitsproviders>();
        services.AddSingleton<Sessies>();
        services.AddSingleton<Sleutelring>();
        services.AddSingleton<Tickets>();
        services.AddSingleton<Providergeheimen>();
        services.AddSingleton<Providerproef>();
        services.AddSingleton<Aanmeldstart>();
        services.AddScoped<Providerantwoord>();
        services.AddScoped<Getyptetekst>();
        services.AddScoped<Getyptopruimer>();
        services.AddHostedService<Providerluisteraar>();
        services.AddHostedService<Sessieopruimer>();

        var bescherming = Sleutelbescherming.Lees(builder.Configuration);
        services.AddSingleton(bescherming);
        var sleutels = services.AddDataProtection().SetApplicationName("ambulant");
        if (bescherming.Certificaat is { } certificaat)
        {
            sleutels.ProtectKeysWithCertificate(certificaat).UnprotectKeysWithAnyCertificate([certificaat, .. bescherming.Eerdere]);
        }

        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(s =>
            new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = new Sleutelringopslag(s.GetRequiredService<Sleutelring>(), s.GetRequiredService<Sleutelbescherming>())));

        services.AddAuthentication(Sessiehandler.Schema).AddScheme<AuthenticationSchemeOptions, Sessiehandler>(Sessiehandler.Schema, null);
        services.AddTransient<OpenIdConnectHandler>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<OpenIdConnectOptions>, Providerinstellingen>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>());
        services.Replace(ServiceDescriptor.Singleton<IAuthenticationSchemeProvider, Providerschemas>());

        // Closed unless a page says it is open.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.Configure<CookieTempDataProviderOptions>(o =>
        {
            o.Cookie.Name = namen.Melding;
            o.Cookie.SecurePolicy = namen.Secure;
            o.Cookie.SameSite = SameSiteMode.Lax;
        });
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = namen.Host("ambulant-formulier");
            o.Cookie.SecurePolicy = namen.Secure;
            o.Cookie.SameSite = SameSiteMode.Lax;
        });

        services.AddHttpClient(Providerinstellingen.Httpclient, c => c.MaxResponseContentBufferSize = 1024 * 1024)
            .ConfigurePrimaryHttpMessageHandler(() => Uitgaand.Handler(internAdresMag: builder.Environment.IsDevelopment()))
            .AddHttpMessageHandler(() => new Geheimvorm())
            .AddStandardResilienceHandler(o =>
            {
                o.AttemptTimeout.Timeout = TimeSpan.FromSeconds(5);
                o.TotalRequestTimeout.Timeout = TimeSpan.FromSeconds(8);
                o.Retry.MaxRetryAttempts = 1;
                o.Retry.Delay = TimeSpan.FromMilliseconds(200);
                // A code is handed in once: asking again would look like theft.
                o.Retry.DisableForUnsafeHttpMethods();
                o.CircuitBreaker.MinimumThroughput = 4;
                o.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(30);
                o.CircuitBreaker.BreakDuration = TimeSpan.FromSeconds(10);
            })
            // One circuit per provider, else a dead school closes the door of all others.
            .SelectPipelineByAuthority();

        // These print addresses, and the address of a callback holds its code, that of an invitation its secret.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.None);
        builder.Logging.AddFilter("Polly", LogLevel.None);
        builder.Logging.AddFilter("System.Net.Http.HttpClient." + Providerinstellingen.Httpclient, LogLevel.Warning);
    }

    public static void UseAanmelden(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
    }

    public static void MapAanmelden(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sessie", (Delegate)Sessie);

        // One door for all providers: an answer costs one look-up, however many there are.
        app.MapGet("/oidc/{id}/{stap:regex(^(callback|signed-out)$)}", (Delegate)AntwoordAsync).AllowAnonymous().RequireRateLimiting(Limieten.Aanmelden);
        app.MapPost("/oidc/{id}/callback", (Delegate)Postantwoord.OntvangAsync).AllowAnonymous().DisableAntiforgery().RequireRateLimiting(Limieten.Aanmelden);
        app.MapPost("/oidc/{id}/back-channel-logout", (Delegate)Afmeldbericht.OntvangAsync).AllowAnonymous().DisableAntiforgery();
    }

    /// <summary>Asked by script when someone goes on typing: the asking itself is what keeps the session alive. Seconds until it ends.</summary>
    private static IResult Sessie(Huidig huidig, TimeProvider klok) =>
        Results.Text(huidig.SessieOfGeen is { } sessie ? Math.Max(0, (int)(sessie.VerlooptOp - klok.GetUtcNow()).TotalSeconds).ToString(CultureInfo.InvariantCulture) : "0");

    private static async Task<IResult> AntwoordAsync(string id, string stap, HttpContext http, Identiteitsproviders providers, IDataProtectionProvider bescherming, IHostEnvironment omgeving, IAuthenticationHandlerProvider handlers)
    {
        if (stap == "callback" && await providers.VindAsync(id) is { Antwoordwijze: Postantwoord.Wijze } provider)
        {
            Postantwoord.Neem(http, provider, bescherming, omgeving);
        }

        return await handlers.GetHandlerAsync(http, Providerschemas.Voorvoegsel + id) is IAuthenticationRequestHandler handler && await handler.HandleRequestAsync()
            ? Results.Empty
            : Results.NotFound();
    }
}
