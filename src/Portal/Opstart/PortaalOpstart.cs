using System.Globalization;
using Ambulant.Core;
using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Portal.Look;
using Ambulant.Portal.Opstart.Aanmelden;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Localization;

namespace Ambulant.Portal.Opstart;

/// <summary>Puts the portal together.</summary>
public static class PortaalOpstart
{
    /// <summary>Builds the portal from configuration. Faults in it are one sentence.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or wrong.</exception>
    public static WebApplication Maak(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        var instellingen = builder.Configuration;
        var modules = Regiomodules.Vind(AppContext.BaseDirectory);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddCore(
            instellingen.GetConnectionString("Ambulant") ?? throw new InvalidOperationException("Zet in ConnectionStrings__Ambulant hoe de portal de database bereikt."),
            new Portaaladres((instellingen["Portaal:Adres"] ?? throw new InvalidOperationException("Zet in Portaal__Adres het adres waarop de portal te vinden is, bijvoorbeeld https://ambulant.voorbeeld.nl.")).TrimEnd('/')),
            new Mailserver(
                Uri.TryCreate(instellingen["Mail:Server"], UriKind.Absolute, out var mail) && mail.Scheme is "smtp" or "smtps" ? mail : throw new InvalidOperationException("Zet in Mail__Server de mailserver, bijvoorbeeld smtp://mail.voorbeeld.nl:587."),
                instellingen["Mail:Afzender"] ?? throw new InvalidOperationException("Zet in Mail__Afzender van wie de mails komen.")),
            modules,
            instellingen.GetSection("Regios").Get<string[]>() ?? [],
            instellingen["Virusscanner:Adres"]);
        builder.AddLog();
        builder.AddProxies();
        builder.AddBeveiligingskoppen();
        builder.AddLimieten();
        builder.AddAanmelden();
        builder.Services.AddHostedService<Mailbezorger>();
        builder.Services.AddHostedService<Instellingluisteraar>();
        builder.Services.AddLook(builder.Environment);
        builder.Services.AddScoped<Huidig>();
        builder.Services.AddSingleton<Oudercookie>();
        builder.Services.AddScoped<Toegangsfilter>();
        builder.Services.AddScoped<Navigatievuller>();
        builder.Services.AddScoped<Pages.Beheer.Routes.Werkbank>();
        builder.Services.AddRazorPages(o =>
        {
            // The providers of the platform have the pages of those of a region.
            foreach (var (pagina, pad) in new[] { ("Index", ""), ("Nieuw", "/nieuw"), ("Bekijken", "/{provider}"), ("Wijzigen", "/{provider}/wijzigen"), ("Verwijderen", "/{provider}/verwijderen") })
            {
                o.Conventions.AddPageRoute($"/Beheer/Providers/{pagina}", $"platform/providers{pad}");
            }
        }).AddMvcOptions(o =>
        {
            o.Filters.AddService<Toegangsfilter>();
            o.Filters.AddService<Navigatievuller>();
            o.Filters.AddService<Getyptopruimer>();
            Meldingen.Zet(o.ModelBindingMessageProvider);
        });
        builder.Services.Configure<RouteOptions>(o => o.LowercaseUrls = true);

        var app = builder.Build();

        // Faults among the modules and settings stop the start, not the first visitor.
        app.Services.GetRequiredService<Regioregister>();
        app.Services.GetRequiredService<Core.Documenten.Virusscanner>();
        app.UseForwardedHeaders();
        app.UseBeveiligingskoppen();
        app.UseRequestLocalization(new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(Dag.Nederlands),
            SupportedCultures = [Dag.Nederlands],
            SupportedUICultures = [Dag.Nederlands],
            RequestCultureProviders = [],
        });
        app.UseExceptionHandler("/fout");
        app.UseStatusCodePagesWithReExecute("/fout/{0}");
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = static c =>
            {
                if (c.Context.Response.ContentType is { } soort && (soort.StartsWith("text/", StringComparison.Ordinal) || soort.EndsWith("+xml", StringComparison.Ordinal)))
                {
                    c.Context.Response.ContentType = soort + "; charset=utf-8";
                }
            },
        });
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAanmelden();
        app.MapGet("/gezond", async (Database database, CancellationToken ct) =>
            (await Migratie.OntbreektAsync(database, ct)).Count == 0 ? Results.Text("gezond") : Results.StatusCode(StatusCodes.Status503ServiceUnavailable)).AllowAnonymous();
        app.MapBeveiligingscontact();
        app.MapAanmelden();
        app.MapLook();
        app.MapRazorPages();
        return app;
    }
}
