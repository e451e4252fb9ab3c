using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;

namespace Ambulant.Portal.Opstart;

/// <summary>What can be done from the command line. A fault a beheerder can mend is one sentence and exit code 1, not a stack trace.</summary>
internal static class Opdrachten
{
    /// <summary>Brings the database to this version, as the role in <c>ConnectionStrings:Migratie</c>.</summary>
    public static Task<int> MigrerenAsync() => MetZinAsync(async () =>
    {
        var instellingen = new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();
        var verbinding = instellingen.GetConnectionString("Migratie")
            ?? throw new InvalidOperationException("Zet in ConnectionStrings__Migratie met welke rol de migraties draaien.");
        await Migratie.VoerUitAsync(verbinding, CancellationToken.None);
        Console.WriteLine("De database is bijgewerkt.");
    });

    /// <summary>Makes the rows of the configured regions and publishes new base versions of their routes.</summary>
    public static Task<int> RegiosVastleggenAsync() => MetZinAsync(async () =>
    {
        await using var app = PortaalOpstart.Maak([]);
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RegioToevoegen>().VoerUitAsync(CancellationToken.None);
        Console.WriteLine("De regio's en hun routes zijn vastgelegd.");
    });

    public static Task<int> StartAsync(Func<WebApplication> maak) => MetZinAsync(async () =>
    {
        await using var app = maak();
        app.Services.GetRequiredService<Aanmelden.Sleutelbescherming>().EisBuitenOntwikkeling(app.Environment);
        var ontbreekt = await Migratie.OntbreektAsync(app.Services.GetRequiredService<Database>(), CancellationToken.None);
        if (ontbreekt.Count > 0)
        {
            throw new InvalidOperationException($"De database is niet bijgewerkt: {string.Join(", ", ontbreekt)} ontbreekt. Draai eerst 'migreren'.");
        }

        await app.RunAsync();
    });

    private static async Task<int> MetZinAsync(Func<Task> werk)
    {
        try
        {
            await werk();
            return 0;
        }
        catch (Exception e) when (e is InvalidOperationException or System.Data.Common.DbException or IOException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
