using Ambulant.Core.Begeleiders;
using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Scholen;
using Ambulant.Core.Toegang;
using Ambulant.Modules.Liemers;
using Ambulant.Modules.NoordKennemerland;
using Ambulant.Testhulp;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ambulant.Core.Tests;

/// <summary>Two regions, in De Liemers two schools with their people, in a database of its own, through the same doors as the portal.</summary>
public sealed class Schoolwereld : IAsyncDisposable
{
    public const string Liemers = "liemers";
    public const string Noord = "noord-kennemerland";

    private readonly ServiceProvider diensten;
    private readonly TestDatabase database;

    private Schoolwereld(TestDatabase database, ServiceProvider diensten) => (this.database, this.diensten) = (database, diensten);

    public Guid Vlinder { get; private set; }

    public Guid Zand { get; private set; }

    /// <summary>Leerkracht, ib-er and directeur of Vlinder; a second leerkracht there; ib-er of Zand.</summary>
    public Gebruiker Loes { get; private set; } = null!;

    public Gebruiker Ilse { get; private set; } = null!;

    public Gebruiker Dirk { get; private set; } = null!;

    public Gebruiker Lars { get; private set; } = null!;

    public Gebruiker Iris { get; private set; } = null!;

    public Gebruiker Remco { get; private set; } = null!;

    /// <summary>Begeleider in both regions.</summary>
    public Gebruiker Anna { get; private set; } = null!;

    public static async Task<Schoolwereld> MaakAsync(TestPostgres postgres)
    {
        var database = await postgres.NieuweDatabaseAsync(TestContext.Current.CancellationToken);
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddCore(database.App, new Portaaladres("http://portaal.voorbeeld"), new Mailserver(new("smtp://127.0.0.1:1"), "Ambulant <ambulant@voorbeeld.nl>"),
            [typeof(LiemersRegio).Assembly, typeof(NoordKennemerlandRegio).Assembly], [Liemers, Noord]);
        var wereld = new Schoolwereld(database, services.BuildServiceProvider());
        await wereld.VulAsync();
        return wereld;
    }

    /// <summary>The use case, as a request would get it.</summary>
    public T Haal<T>()
        where T : notnull => ActivatorUtilities.GetServiceOrCreateInstance<T>(diensten);

    /// <summary>What stands in the database, seen by the administrator.</summary>
    public async Task<T> VraagAsync<T>(string sql)
    {
        await using var bron = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.Beheer) { SearchPath = "ambulant" });
        await using var opdracht = bron.CreateCommand(sql);
        return (T)(await opdracht.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        await diensten.DisposeAsync();
        await database.DisposeAsync();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task VulAsync()
    {
        await Haal<RegioToevoegen>().VoerUitAsync(Ct);
        Vlinder = await Haal<SchoolVastleggen>().VoerUitAsync(Liemers, "90AA", "De Vlinderhof (verzonnen)", "Verzonnendam", "Stichting Voorbeeld", Ct);
        Zand = await Haal<SchoolVastleggen>().VoerUitAsync(Liemers, "90BB", "Het Zandkasteel (verzonnen)", "Verzonnendam", "Stichting Voorbeeld", Ct);
        var hier = await Haal<OrganisatieVastleggen>().VoerUitAsync(Liemers, "Ambulant op Pad (verzonnen)", "samenwerkingsverband", Ct);
        var daar = await Haal<OrganisatieVastleggen>().VoerUitAsync(Noord, "Ambulant op Pad (verzonnen)", "landelijke regeling", Ct);
        Loes = await MensAsync("Loes Verzonnen", new Lidmaatschapsopgave(Liemers, Rol.Leerkracht, Vlinder));
        Ilse = await MensAsync("Ilse Verzonnen", new Lidmaatschapsopgave(Liemers, Rol.InternBegeleider, Vlinder));
        Dirk = await MensAsync("Dirk Verzonnen", new Lidmaatschapsopgave(Liemers, Rol.Directeur, Vlinder));
        Lars = await MensAsync("Lars Verzonnen", new Lidmaatschapsopgave(Liemers, Rol.Leerkracht, Vlinder));
        Iris = await MensAsync("Iris Voorbeeld", new Lidmaatschapsopgave(Liemers, Rol.InternBegeleider, Zand));
        Remco = await MensAsync("Remco Verzonnen", new Lidmaatschapsopgave(Liemers, Rol.Regiobeheerder));
        Anna = await MensAsync("Anna Fictief", new Lidmaatschapsopgave(Liemers, Rol.Begeleider, null, hier, "gedrag"), new Lidmaatschapsopgave(Noord, Rol.Begeleider, null, daar, "gedrag"));
    }

    public async Task<Gebruiker> MensAsync(string naam, params Lidmaatschapsopgave[] lid)
    {
        var email = naam.ToLowerInvariant().Replace(' ', '.') + "@voorbeeld.nl";
        var id = await Haal<PersoonVastleggen>().VoerUitAsync(naam, email, lid, Ct);
        return new(id, naam, [.. lid.Select(l => new Lidmaatschap(l.Regio, l.Rol, l.School, l.Organisatie))]);
    }
}
