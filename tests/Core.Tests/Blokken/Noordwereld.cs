using Ambulant.Core.Blokken;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Instemmingen;
using Ambulant.Core.Mail;
using Ambulant.Core.Ouders;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Core.Toestemmingen;
using Ambulant.Modules.NoordKennemerland;
using Ambulant.Testhulp;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ambulant.Core.Tests.Blokken;

/// <summary>One invented dossier in Noord-Kennemerland with everyone in it and two parents with gezag, somewhere on a route, in a database of its own.</summary>
internal sealed class Noordwereld : IAsyncDisposable
{
    public const string Regio = "noord-kennemerland";
    public const string Top = "top-dossier";

    private readonly TestDatabase database;
    private readonly ServiceProvider diensten;

    private Noordwereld(TestDatabase database)
    {
        this.database = database;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Klok);
        services.AddCore(database.App, new("http://portaal.voorbeeld"), new(new("smtp://127.0.0.1:1"), "Ambulant <ambulant@voorbeeld.nl>"), [typeof(NoordKennemerlandRegio).Assembly], [Regio]);
        diensten = services.BuildServiceProvider();
    }

    public Toestemmingen.Testklok Klok { get; } = new();

    public Guid Dossier { get; } = Guid.CreateVersion7();

    public Guid Leerling { get; } = Guid.CreateVersion7();

    public Guid Anna { get; } = Guid.CreateVersion7();

    public Guid Bram { get; } = Guid.CreateVersion7();

    public Gebruiker IbEr { get; private set; } = null!;

    public Gebruiker Leerkracht { get; private set; } = null!;

    public Gebruiker Consulent { get; private set; } = null!;

    /// <summary>Both begeleiders are only in the dossier once they are asked.</summary>
    public Gebruiker Begeleider { get; private set; } = null!;

    public Gebruiker AndereDeskundige { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="gang">Steps that are done, each with its outcome.</param>
    public static async Task<Noordwereld> MaakAsync(TestPostgres postgres, string route = "begeleiding", bool toestemming = true, params (string Stap, string Uitkomst)[] gang)
    {
        var wereld = new Noordwereld(await postgres.NieuweDatabaseAsync(Ct));
        await wereld.VulAsync(route, toestemming, gang);
        return wereld;
    }

    /// <summary>The use case, as a request would get it.</summary>
    public T Haal<T>()
        where T : notnull => diensten.CreateScope().ServiceProvider.GetRequiredService<T>();

    public async Task<T?> VraagAsync<T>(string sql)
    {
        await using var verbinding = new NpgsqlConnection(database.Beheer);
        await verbinding.OpenAsync(Ct);
        return await verbinding.ExecuteScalarAsync<T>($"set search_path = ambulant; {sql}", new { d = Dossier, Anna, Bram, Leerling });
    }

    public async Task<Dossierkop> KopAsync(Gebruiker wie) => (await Haal<DossierOpenen>().OpenAsync(wie, Regio, Dossier, new("proef"), Ct))!;

    public Ouderkop Ouder(Guid ouder) => new(Regio, ouder, "Ouder Verzonnen", Dossier, "Sterre", "De Verzonnen School", Guid.Empty);

    public Task<Resultaat<int>> SchrijfAsync(Gebruiker wie, int versie, params (string Veld, string? Tekst)[] velden) =>
        Haal<BlokBewaren>().VoerUitAsync(wie, Regio, new(Guid.NewGuid(), Dossier, Top, versie, velden.ToDictionary(v => v.Veld, v => v.Tekst)), Ct);

    public Task<Resultaat<string>> VraagInstemmingAsync(Guid ouder) => Haal<InstemmingVragen>().VoerUitAsync(IbEr, Regio, Guid.NewGuid(), Dossier, Top, ouder, Ct);

    public Task<Resultaat<Ouderstand>> AntwoordAsync(Guid ouder, int versie, string? keuze, string? mening = null, Guid? verzoek = null) =>
        Haal<InstemmingBeslissen>().VoerUitAsync(Ouder(ouder), new(verzoek ?? Guid.NewGuid(), Top, versie, keuze, mening), Ct);

    public async Task<Blokblad> LeesAsync(params int[] nummers) => (await Haal<BlokLezen>().LeesAsync(await KopAsync(IbEr), Top, nummers, Ct))!;

    public Task<string?> OpenAsync() => VraagAsync<string>("select string_agg(stap, ' ' order by stap) from stap_open where dossier_id = @d");

    public async ValueTask DisposeAsync()
    {
        await diensten.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task VulAsync(string sleutel, bool toestemming, (string Stap, string Uitkomst)[] gang)
    {
        await Haal<RegioToevoegen>().VoerUitAsync(Ct);
        var school = Guid.CreateVersion7();
        await using var verbinding = new NpgsqlConnection(database.App);
        await verbinding.OpenAsync(Ct);
        await using var transactie = await verbinding.BeginTransactionAsync(Ct);
        await verbinding.ExecuteAsync("""
            set local search_path = ambulant;
            set local ambulant.regios = 'noord-kennemerland';
            insert into school (regio_id, id, brin, naam, plaats) values ('noord-kennemerland', @school, '00AA', 'De Verzonnen School', 'Voorbeelddorp');
            insert into leerling (regio_id, id, school_id, roepnaam, achternaam, geboortedatum, groep, gemaakt_op)
            values ('noord-kennemerland', @Leerling, @school, 'Sterre', 'Voorbeeld', '2018-04-02', '5', now());
            insert into ouder (regio_id, id, leerling_id, naam, email, gezag) values
              ('noord-kennemerland', @Anna, @Leerling, 'Anna Verzonnen', 'anna@voorbeeld.nl', true),
              ('noord-kennemerland', @Bram, @Leerling, 'Bram Verzonnen', null, true);
            insert into dossier (regio_id, id, nummer, leerling_id, school_id, routeversie_id, geopend_op, toestemming_geldig)
            select 'noord-kennemerland', @Dossier, 'ABCDEFG', @Leerling, @school, id, now(), @toestemming from routeversie where route = @sleutel;
            insert into hulpvraag (regio_id, dossier_id, signaal, vraag, gebied, soort)
            values ('noord-kennemerland', @Dossier, 'Raakt de draad kwijt', 'Hoe helpen we bij een taak?', 'gedrag en leren-leren', 'preventief');
            insert into organisatie (regio_id, id, naam, betaald_uit) values
              ('noord-kennemerland', '00000000-0000-0000-0000-00000000000a', 'Gedragwijzer (verzonnen)', 'samenwerkingsverband'),
              ('noord-kennemerland', '00000000-0000-0000-0000-00000000000b', 'Taalzee (verzonnen)', 'landelijke regeling');
            """, new { school, Leerling, Dossier, Anna, Bram, toestemming, sleutel }, transactie);
        IbEr = await PersoonAsync(verbinding, "Lotte Verzonnen", Rol.InternBegeleider, school);
        Leerkracht = await PersoonAsync(verbinding, "Pim Bedacht", Rol.Leerkracht, school);
        Consulent = await PersoonAsync(verbinding, "Karim Voorbeeld", Rol.Consulent, null);
        // By name the other comes first: what is asked of the list is that the fitting one does.
        Begeleider = await PersoonAsync(verbinding, "Zoë Bedacht", Rol.Begeleider, null, "gedrag en leren-leren", "00000000-0000-0000-0000-00000000000a", betrokken: false);
        AndereDeskundige = await PersoonAsync(verbinding, "Ans Bedacht", Rol.Begeleider, null, "auditief, taal en communicatie", "00000000-0000-0000-0000-00000000000b", betrokken: false);

        var route = new NoordKennemerlandRegio().Routes.Single(r => r.Sleutel == sleutel);
        var rondes = new Dictionary<string, int>();
        var geschiedenis = gang.Select(g => new Voltooiing(g.Stap, rondes[g.Stap] = rondes.GetValueOrDefault(g.Stap) + 1, g.Uitkomst)).ToList();
        foreach (var (v, nummer) in geschiedenis.Select((v, i) => (v, i + 1)))
        {
            await verbinding.ExecuteAsync(
                "insert into stap_voltooid (regio_id, dossier_id, volgnummer, routeversie_id, stap, ronde, uitkomst, rol, op) select 'noord-kennemerland', @Dossier, @nummer, routeversie_id, @Stap, @Ronde, @Uitkomst, 'InternBegeleider', now() from dossier where id = @Dossier",
                new { Dossier, nummer, v.Stap, v.Ronde, v.Uitkomst }, transactie);
        }

        foreach (var o in Voortgang.Bepaal(route, geschiedenis).Open)
        {
            await verbinding.ExecuteAsync(
                "insert into stap_open (regio_id, dossier_id, stap, ronde, rollen, geopend_op) values ('noord-kennemerland', @Dossier, @Stap, @Ronde, @rollen, now())",
                new { Dossier, o.Stap, o.Ronde, rollen = route.Vind(o.Stap)!.Rollen.Select(r => r.ToString()).ToArray() }, transactie);
        }

        await transactie.CommitAsync(Ct);
    }

    private async Task<Gebruiker> PersoonAsync(NpgsqlConnection verbinding, string naam, Rol rol, Guid? school, string? deskundigheid = null, string? organisatie = null, bool betrokken = true)
    {
        var id = Guid.CreateVersion7();
        await verbinding.ExecuteAsync("""
            insert into persoon (id, naam, email) values (@id, @naam, @email);
            insert into lidmaatschap (regio_id, id, persoon_id, rol, school_id, organisatie_id, deskundigheid, sinds)
            values ('noord-kennemerland', gen_random_uuid(), @id, @rol, @school, @organisatie::uuid, @deskundigheid, current_date);
            """, new { id, naam, email = $"{id:N}@voorbeeld.nl", rol = rol.ToString(), school, organisatie, deskundigheid });
        if (betrokken)
        {
            await verbinding.ExecuteAsync(
                "insert into betrokkene (regio_id, id, dossier_id, persoon_id, rol, sinds) values ('noord-kennemerland', gen_random_uuid(), @Dossier, @id, @rol, now())", new { Dossier, id, rol = rol.ToString() });
        }

        return new(id, naam, [new(Regio, rol, school, null)]);
    }
}
