using Ambulant.Core.Inzagen;
using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;

namespace Ambulant.Portal.Opstart;

/// <summary>What can be done from the command line. A fault a beheerder can mend is one sentence and exit code 1, not a stack trace.</summary>
internal static class Opdrachten
{
    /// <summary>Brings the database to this version, as the role in <c>ConnectionStrings:Migratie</c>.</summary>
    public static Task<int> MigrerenAsync() => MetZinAsync(async () =>
    {
        var instellingen = Instellingen();
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

    /// <summary>Checks the chain of the inzagelog, and against the seals in an earlier report when one is named. What is wrong gives exit code 2.</summary>
    public static async Task<int> InzagelogControlerenAsync(string? bestand)
    {
        var heel = true;
        var code = await MetZinAsync(async () =>
        {
            IReadOnlyList<Zegel> eerder = bestand is null ? [] : Zegel.Lees(await File.ReadAllLinesAsync(bestand));
            if (bestand is not null && eerder.Count == 0)
            {
                throw new InvalidOperationException($"In {bestand} staat geen zegel.");
            }

            await using var app = PortaalOpstart.Maak([]);
            await using var scope = app.Services.CreateAsyncScope();
            foreach (var verslag in await scope.ServiceProvider.GetRequiredService<InzagelogControleren>().LeesAsync(eerder, CancellationToken.None))
            {
                heel &= verslag.Breuken.Count == 0;
                Console.WriteLine($"{verslag.Regio}: {verslag.Regels} regels, {verslag.Schakels} schakels, {verslag.Gewist} regels gewist met hun dossier. "
                    + (verslag.Breuken.Count == 0 ? "De keten is heel." : "De keten is gebroken:"));
                foreach (var regel in verslag.Breuken.Select(b => $"  {b}").Concat(verslag.Zegels.Select(z => z.AlsRegel())))
                {
                    Console.WriteLine(regel);
                }
            }
        });
        return code != 0 ? code : heel ? 0 : 2;
    }

    /// <summary>
    /// Invites a platformbeheerder, as the role in <c>ConnectionStrings:Migratie</c>: the portal's own role cannot. The link is printed once and kept nowhere.
    /// </summary>
    public static Task<int> PlatformbeheerderAsync(string naam, string email, string provider, bool nogEen) => MetZinAsync(async () =>
    {
        var instellingen = Instellingen();
        var adres = instellingen["Portaal:Adres"] ?? throw new InvalidOperationException("Zet in Portaal__Adres het adres waarop de portal te vinden is.");
        await using var database = Eigenaar(instellingen);
        var uitnodigen = new PlatformbeheerderUitnodigen(database, new Uitnodigen(database, new Postbus(new Portaaladres(adres.TrimEnd('/')))));
        var resultaat = await uitnodigen.VoerUitAsync(naam, email, provider, nogEen, CancellationToken.None);
        if (!resultaat.IsGelukt)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, resultaat.Weigeringen.Select(w => w.Bericht)));
        }

        Console.WriteLine($"Geef deze link aan {naam}. Hij werkt een keer, alleen met deze inlogserver, en is {Uitnodigen.Geldig.Days} dagen geldig. Hij is hierna niet meer op te vragen.");
        Console.WriteLine(resultaat.Waarde);
    });

    public static Task<int> PlatformbeheerderBeeindigenAsync(string email) => MetZinAsync(async () =>
    {
        await using var database = Eigenaar(Instellingen());
        var resultaat = await new PlatformbeheerderBeeindigen(database).VoerUitAsync(email, CancellationToken.None);
        if (!resultaat.IsGelukt)
        {
            throw new InvalidOperationException(resultaat.Weigeringen[0].Bericht);
        }

        Console.WriteLine($"{email} is geen platformbeheerder meer.");
    });

    public static int Gebruik(string opdracht)
    {
        Console.Error.WriteLine($"Gebruik: {opdracht}");
        return 1;
    }

    private static IConfiguration Instellingen() => new ConfigurationBuilder().AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().Build();

    private static Database Eigenaar(IConfiguration instellingen) => new(
        instellingen.GetConnectionString("Migratie") ?? throw new InvalidOperationException("Zet in ConnectionStrings__Migratie de rol die ook de migraties draait. De rol van de portal mag dit niet."), TimeProvider.System);

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
