using Ambulant.Core.Dossiers;
using Ambulant.Core.Ouders;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Core.Toestemmingen;
using Ambulant.Modules.Liemers;
using Ambulant.Testhulp;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ambulant.Core.Tests.Toestemmingen;

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class Testklok : TimeProvider
{
    public DateTimeOffset Nu { get; set; } = new(2026, 11, 3, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Nu;
}

/// <summary>An invented leerling with two parents with gezag and one without; the route waits for their toestemming.</summary>
internal sealed class Ouderwereld : IAsyncDisposable
{
    public const string Regio = "liemers";

    private readonly TestDatabase database;
    private readonly ServiceProvider diensten;

    private Ouderwereld(TestDatabase database)
    {
        this.database = database;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Klok);
        services.AddCore(database.App, new("http://portaal.voorbeeld"), new(new("smtp://127.0.0.1:1"), "Ambulant <ambulant@voorbeeld.nl>"), [typeof(LiemersRegio).Assembly], [Regio]);
        diensten = services.BuildServiceProvider();
    }

    public Testklok Klok { get; } = new();

    public Guid Dossier { get; } = Guid.CreateVersion7();

    public Guid Anna { get; } = Guid.CreateVersion7();

    public Guid Bram { get; } = Guid.CreateVersion7();

    public Guid ZonderGezag { get; } = Guid.CreateVersion7();

    public Gebruiker IbEr { get; private set; } = null!;

    public Gebruiker Begeleider { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Ouderwereld> MaakAsync(TestPostgres postgres)
    {
        var wereld = new Ouderwereld(await postgres.NieuweDatabaseAsync(Ct));
        await wereld.VulAsync();
        return wereld;
    }

    /// <summary>The use case, as a request would get it.</summary>
    public T Haal<T>()
        where T : notnull => diensten.CreateScope().ServiceProvider.GetRequiredService<T>();

    public async Task<T?> VraagAsync<T>(string sql)
    {
        await using var verbinding = new NpgsqlConnection(database.Beheer);
        await verbinding.OpenAsync(Ct);
        return await verbinding.ExecuteScalarAsync<T>($"set search_path = ambulant; {sql}", new { d = Dossier, Anna, Bram });
    }

    public Ouderkop Kop(Guid ouder) => new(Regio, ouder, "Ouder Verzonnen", Dossier, "Sterre", "De Verzonnen School", Guid.Empty);

    public Task<Resultaat<Ouderstand>> BeslisAsync(Guid ouder, string? keuze, Guid? verzoek = null) =>
        Haal<ToestemmingBeslissen>().BeslisAsync(Kop(ouder), verzoek ?? Guid.NewGuid(), keuze, LiemersVersie, Ct);

    public Task<Resultaat<Ouderstand>> TrekInAsync(Guid ouder, Guid? verzoek = null) => Haal<ToestemmingBeslissen>().TrekInAsync(Kop(ouder), verzoek ?? Guid.NewGuid(), Ct);

    public static string LiemersVersie => new LiemersRegio().Brief.Versie;

    /// <summary>The ib-er asks; the key is taken from the mail.</summary>
    public async Task<string> LinkAsync(Guid ouder)
    {
        Assert.True((await Haal<ToestemmingVragen>().VoerUitAsync(IbEr, Regio, Guid.NewGuid(), Dossier, ouder, Ct)).IsGelukt);
        return (await MailAsync()).Split("/ouder/")[1][..43];
    }

    public async Task<string> CodeAsync(string sleutel)
    {
        Assert.Equal(Codestand.Gestuurd, await Haal<OuderInloggen>().StuurCodeAsync(Regio, sleutel, Ct));
        return (await MailAsync()).Split("Uw code is: ")[1][..6];
    }

    public async Task<string> MailAsync() => (await VraagAsync<string>("select tekst from mail_uit order by gemaakt_op desc, id desc limit 1"))!;

    public Task<string?> OpenAsync() => VraagAsync<string>("select string_agg(stap, ' ' order by stap) from stap_open where dossier_id = @d");

    public Task<bool> GeldigAsync() => VraagAsync<bool>("select toestemming_geldig from dossier where id = @d");

    public async ValueTask DisposeAsync()
    {
        await diensten.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task VulAsync()
    {
        await Haal<RegioToevoegen>().VoerUitAsync(Ct);
        var school = Guid.CreateVersion7();
        await using var verbinding = new NpgsqlConnection(database.App);
        await verbinding.OpenAsync(Ct);
        await using var transactie = await verbinding.BeginTransactionAsync(Ct);
        await verbinding.ExecuteAsync("""
            set local search_path = ambulant;
            set local ambulant.regios = 'liemers';
            insert into school (regio_id, id, brin, naam, plaats) values ('liemers', @school, '00AA', 'De Verzonnen School', 'Voorbeelddorp');
            insert into leerling (regio_id, id, school_id, roepnaam, achternaam, geboortedatum, groep, gemaakt_op)
            values ('liemers', @leerling, @school, 'Sterre', 'Voorbeeld', '2018-04-02', '5', now());
            insert into ouder (regio_id, id, leerling_id, naam, email, gezag) values
              ('liemers', @Anna, @leerling, 'Anna Verzonnen', 'anna@voorbeeld.nl', true),
              ('liemers', @Bram, @leerling, 'Bram Verzonnen', null, true),
              ('liemers', @ZonderGezag, @leerling, 'Cor Verzonnen', 'cor@voorbeeld.nl', false);
            insert into dossier (regio_id, id, nummer, leerling_id, school_id, routeversie_id, geopend_op)
            select 'liemers', @Dossier, 'ABCDEFG', @leerling, @school, id, now() from routeversie where route = 'ambulante-begeleiding';
            """, new { school, leerling = Guid.CreateVersion7(), Dossier, Anna, Bram, ZonderGezag }, transactie);
        IbEr = await PersoonAsync(verbinding, "Lotte Verzonnen", Rol.InternBegeleider, school);
        Begeleider = await PersoonAsync(verbinding, "Ans Bedacht", Rol.Begeleider, null);

        // To where the parents are asked.
        (string Stap, string Uitkomst)[] weg =
        [
            ("signaleren", "klaar"), ("interventies", "onvoldoende"), ("vot", "traject"), ("gesprek-ouders", "traject"), ("eerste-contact", "gesteld"), ("gesprek-begeleider", "meer-nodig"),
        ];
        var route = new LiemersRegio().Routes[0];
        foreach (var (stap, nummer) in weg.Select((w, i) => (w, i + 1)))
        {
            await verbinding.ExecuteAsync(
                "insert into stap_voltooid (regio_id, dossier_id, volgnummer, routeversie_id, stap, ronde, uitkomst, rol, op) select 'liemers', @Dossier, @nummer, routeversie_id, @Stap, 1, @Uitkomst, 'InternBegeleider', now() from dossier where id = @Dossier",
                new { Dossier, nummer, stap.Stap, stap.Uitkomst }, transactie);
        }

        foreach (var open in Voortgang.Bepaal(route, weg.Select(w => new Voltooiing(w.Stap, 1, w.Uitkomst))).Open)
        {
            await verbinding.ExecuteAsync(
                "insert into stap_open (regio_id, dossier_id, stap, ronde, rollen, geopend_op) values ('liemers', @Dossier, @Stap, @Ronde, @rollen, now())",
                new { Dossier, open.Stap, open.Ronde, rollen = route.Vind(open.Stap)!.Rollen.Select(r => r.ToString()).ToArray() }, transactie);
        }

        await transactie.CommitAsync(Ct);
    }

    private async Task<Gebruiker> PersoonAsync(NpgsqlConnection verbinding, string naam, Rol rol, Guid? school)
    {
        var id = Guid.CreateVersion7();
        await verbinding.ExecuteAsync("""
            insert into persoon (id, naam, email) values (@id, @naam, @email);
            insert into lidmaatschap (regio_id, id, persoon_id, rol, school_id, sinds) values ('liemers', gen_random_uuid(), @id, @rol, @school, current_date);
            insert into betrokkene (regio_id, id, dossier_id, persoon_id, rol, sinds) values ('liemers', gen_random_uuid(), @Dossier, @id, @rol, now());
            """, new { id, naam, email = $"{id:N}@voorbeeld.nl", rol = rol.ToString(), school, Dossier });
        return new(id, naam, [new(Regio, rol, school, null)]);
    }
}
