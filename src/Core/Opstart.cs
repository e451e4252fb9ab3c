using Ambulant.Core.Documenten;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Instemmingen;
using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toestemmingen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ambulant.Core;

/// <summary>What Core brings to any host: the portal, the demo's loader, tests.</summary>
public static class CoreOpstart
{
    /// <param name="verbinding">Connection string of the application role.</param>
    /// <param name="portaal">Public address of the portal.</param>
    /// <param name="mail">The mail server.</param>
    /// <param name="modules">Assemblies in which region modules are looked for.</param>
    /// <param name="regios">Keys of the regions that run here; what is configured and what is found must agree.</param>
    /// <param name="virusscanner">Where ClamAV listens, see <see cref="Virusscanner"/>; null: files are not scanned.</param>
    public static IServiceCollection AddCore(
        this IServiceCollection services,
        string verbinding,
        Portaaladres portaal,
        Mailserver mail,
        IEnumerable<System.Reflection.Assembly> modules,
        IReadOnlyCollection<string> regios,
        string? virusscanner = null)
    {
        services.AddSingleton(sp => new Database(verbinding, sp.GetRequiredService<TimeProvider>()));
        services.AddSingleton(portaal);
        services.AddSingleton(mail);
        services.AddSingleton<Postbus>();
        services.AddSingleton<MailVersturen>();
        services.AddSingleton<Routeversies>();
        services.AddSingleton<Regioroutes>();
        services.AddSingleton(sp => new Vereisten(sp.GetRequiredService<Regioregister>(), sp.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance));
        services.AddSingleton(sp => new Virusscanner(virusscanner, sp.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance));
        services.AddSingleton<Dossieroverzetting>();
        services.AddSingleton<Stapgang>();
        services.AddSingleton<Regioinstellingen>();
        services.AddSingleton<Toestemmingsgevolg>();
        services.AddSingleton<Instemmingsgevolg>();
        services.Scan(scan => scan.FromAssemblies(modules)
            .AddClasses(c => c.AssignableTo<IRegio>(), publicOnly: false).As<IRegio>().WithSingletonLifetime());
        services.Scan(scan => scan.FromAssemblyOf<Database>()
            .AddClasses(c => c.AssignableTo<IUseCase>(), publicOnly: false).AsSelf().WithScopedLifetime());
        services.AddSingleton(sp => new Regioregister(sp.GetServices<IRegio>(), regios));
        return services;
    }
}
