using Ambulant.Core;
using Ambulant.Core.Mail;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Testhulp;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ambulant.Core.Tests.Bewaren;

/// <summary>An invented dossier with a row in every table that can hold one, at the closing step.</summary>
internal sealed class VolDossier : IAsyncDisposable
{
    public const string Roepnaam = "Zbyněkje";
    public const string Achternaam = "Verzonnenstein-Øvrelid";
    public const string Geboren = "2017-03-09";
    public const string Ouder = "Wubbechien Verzonnenstein";
    public const string Oudermail = "wubbechien@verzonnen.example";

    private readonly TestDatabase database;
    private readonly ServiceProvider diensten;

    private VolDossier(TestDatabase database)
    {
        this.database = database;
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddCore(database.App, new Portaaladres("https://ambulant.test"), new Mailserver(new Uri("smtp://127.0.0.1:9"), "Ambulant <a@ambulant.test>"), [typeof(Modules.Liemers.LiemersRegio).Assembly], ["liemers"]);
        diensten = services.BuildServiceProvider();
    }

    public Guid Dossier { get; } = Guid.CreateVersion7();

    public Guid Leerling { get; } = Guid.CreateVersion7();

    public Guid School { get; } = Guid.CreateVersion7();

    public Guid AndereSchool { get; } = Guid.CreateVersion7();

    public Guid OuderId { get; } = Guid.CreateVersion7();

    public Gebruiker Ib { get; private set; } = null!;

    public Gebruiker AndereIb { get; private set; } = null!;

    public Gebruiker Swv { get; private set; } = null!;

    public Gebruiker Begeleider { get; private set; } = null!;

    public byte[] Opp { get; } = "%PDF-1.4 verzonnen inhoud over Zbyněkje"u8.ToArray();

    public string Eigenaar => database.Eigenaar;

    public string App => database.App;

    public string Beheer => database.Beheer;

    public T Neem<T>()
        where T : notnull => diensten.GetRequiredService<T>();

    public static async Task<VolDossier> MaakAsync(TestPostgres postgres, CancellationToken ct, bool open = true)
    {
        var vol = new VolDossier(await postgres.NieuweDatabaseAsync(ct));
        await vol.SqlAsync("insert into regio (sleutel, naam) values ('liemers', 'De Liemers')");
        var versie = await vol.Neem<Routeversies>().PubliceerAsync("liemers", vol.Neem<Regioregister>()["liemers"].Routes[0], ct);
        await vol.SqlAsync("""
            insert into school (regio_id, id, brin, naam, plaats) values ('liemers', @School, '00AA', 'Basisschool Voorbeeld', 'Voorbeelddorp'), ('liemers', @AndereSchool, '00AB', 'Basisschool Elders', 'Elders');
            """, vol);
        vol.Ib = await vol.PersoonAsync("Ilse Voorbeeld", Rol.InternBegeleider, vol.School);
        vol.AndereIb = await vol.PersoonAsync("Anders Voorbeeld", Rol.InternBegeleider, vol.AndereSchool);
        vol.Swv = await vol.PersoonAsync("Sanne Voorbeeld", Rol.Consulent, null);
        vol.Begeleider = await vol.PersoonAsync("Bram Voorbeeld", Rol.Begeleider, null);
        await vol.SqlAsync("""
            insert into leerling (regio_id, id, school_id, roepnaam, achternaam, geboortedatum, groep, gemaakt_op) values ('liemers', @Leerling, @School, @Roepnaam, @Achternaam, @Geboren::date, '5', now());
            insert into ouder (regio_id, id, leerling_id, naam, email, gezag) values ('liemers', @OuderId, @Leerling, @Ouder, @Oudermail, true);
            insert into dossier (regio_id, id, nummer, leerling_id, school_id, routeversie_id, geopend_op, traject_begonnen_op, toestemming_geldig)
              values ('liemers', @Dossier, 'VERZ234', @Leerling, @School, @versie, now() - interval '90 days', current_date - 40, true);
            insert into hulpvraag (regio_id, dossier_id, signaal, vraag, gebied, soort) values ('liemers', @Dossier, 'tekst-signaal', 'tekst-vraag', 'meer- en hoogbegaafdheid', 'curatief');
            insert into betrokkene (regio_id, id, dossier_id, persoon_id, rol, sinds) values
              ('liemers', gen_random_uuid(), @Dossier, @ib, 'InternBegeleider', now()), ('liemers', gen_random_uuid(), @Dossier, @swv, 'Consulent', now()), ('liemers', gen_random_uuid(), @Dossier, @begeleider, 'Begeleider', now());
            insert into stap_voltooid (regio_id, dossier_id, volgnummer, routeversie_id, stap, ronde, uitkomst, antwoorden, aanwezigen, reden, persoon_id, rol, op) values
              ('liemers', @Dossier, 1, @versie, 'signaleren', 1, 'klaar', '{"besproken": "tekst-antwoord <b>&", "besproken-op": "01-09-2026"}', '{}', null, @ib, 'InternBegeleider', now() - interval '80 days'),
              ('liemers', @Dossier, 2, @versie, 'interventies', 1, 'onvoldoende', '{"opp-gestart": "Ja"}', '{}', null, @ib, 'InternBegeleider', now() - interval '70 days'),
              ('liemers', @Dossier, 3, @versie, 'vot', 1, 'ot', jsonb_build_object('swv-er', @swv::text, 'besproken', 'tekst-vot'), array['persoon:' || @ib, 'ouder:' || @OuderId], 'tekst-reden', @ib, 'InternBegeleider', now() - interval '60 days');
            insert into dossier_overgang (regio_id, dossier_id, nummer, volgnummer, van_routeversie_id, routeversie_id, open, rondes, reden, persoon_id, op)
              values ('liemers', @Dossier, 1, 4, @versie, @versie, '[{"stap": "gesprek-ouders", "ronde": 1}]', '{"gesprek-ouders": 1}', 'tekst-overgang', @ib, now() - interval '50 days');
            insert into regie (regio_id, dossier_id, nummer, persoon_id, rol, reden, door_id, op) values ('liemers', @Dossier, 1, @swv, 'Consulent', 'tekst-regie', @swv, now());
            insert into stagnatie (regio_id, id, dossier_id, soort, tekst, aan_id, persoon_id, rol, op) values ('liemers', @Dossier, @Dossier, 'proces', 'tekst-stagnatie', @ib, @swv, 'Consulent', now());
            insert into stagnatie_vervolg (regio_id, dossier_id, stagnatie_id, nummer, soort, tekst, eigenaar_id, wanneer, persoon_id, rol, op) values
              ('liemers', @Dossier, @Dossier, 1, 'afspraak', 'tekst-afgesproken', @ib, current_date, @swv, 'Consulent', now()),
              ('liemers', @Dossier, @Dossier, 2, 'gesloten', 'tekst-resultaat', null, null, @swv, 'Consulent', now());
            insert into document (regio_id, id, dossier_id, naam, soort, type, grootte, inhoud, persoon_id, op) values
              ('liemers', @document, @Dossier, '../OPP van Zbyněkje (def).PDF', 'opp', 'application/pdf', 40, @Opp, @ib, now()),
              ('liemers', gen_random_uuid(), @Dossier, 'OPP van Zbyněkje (def).exe', 'overig', 'application/octet-stream', 1, '\x01', @ib, now());
            insert into toestemming (regio_id, id, dossier_id, ouder_id, doel, tekstversie, soort, wijze, document_id, persoon_id, op) values ('liemers', gen_random_uuid(), @Dossier, @OuderId, 'tekst-doel', '2026-1', 'gegeven', 'papier', @document, @ib, now());
            insert into ouder_toegang (regio_id, id, ouder_id, dossier_id, sleutel_hash, gemaakt_op, vervalt_op) values ('liemers', gen_random_uuid(), @OuderId, @Dossier, '\x0102', now(), now());
            insert into logboekregel (regio_id, id, dossier_id, datum, soort, tekst, persoon_id, rol, op) values ('liemers', @regel, @Dossier, current_date, 'observatie', E'tekst-logboek\ntweede regel "met aanhaling"', @begeleider, 'Begeleider', now() - interval '2 days');
            insert into logboekregel (regio_id, id, dossier_id, datum, soort, tekst, corrigeert, persoon_id, rol, op) values ('liemers', gen_random_uuid(), @Dossier, current_date, 'overig', 'tekst-verbetering', @regel, @begeleider, 'Begeleider', now() - interval '1 day');
            insert into advies (regio_id, id, dossier_id, logboekregel_id, tekst, verwerking, opp_tekst, reden, verwerkt_door, verwerkt_op) values
              ('liemers', gen_random_uuid(), @Dossier, @regel, 'tekst-advies', 'aangepast', 'tekst-opp', null, @ib, now()), ('liemers', gen_random_uuid(), @Dossier, @regel, 'tekst-advies-2', 'niet', null, 'tekst-waarom', @ib, now());
            insert into interventie (regio_id, id, dossier_id, wat, van, tot, opbrengst, op) values ('liemers', gen_random_uuid(), @Dossier, 'tekst-interventie', current_date - 90, current_date - 80, 'tekst-opbrengst', now());
            insert into doel (regio_id, id, dossier_id, doel, zichtbaar_aan, op) values ('liemers', gen_random_uuid(), @Dossier, 'tekst-doel-van-plan', 'tekst-zichtbaar', now());
            insert into afspraak (regio_id, id, dossier_id, wat, ouder_id, wanneer, op) values ('liemers', gen_random_uuid(), @Dossier, 'tekst-afspraak', @OuderId, current_date, now());
            insert into melding (regio_id, id, dossier_id, persoon_id, soort, op) values ('liemers', gen_random_uuid(), @Dossier, @ib, 'toestemming-ingetrokken', now());
            insert into handeling (regio_id, id, dossier_id, persoon_id, rol, soort, op) values ('liemers', gen_random_uuid(), @Dossier, @ib, 'InternBegeleider', 'document-toegevoegd', now());
            insert into handeling (regio_id, id, dossier_id, persoon_id, rol, soort, onderwerp_id, op) values ('liemers', gen_random_uuid(), null, @ib, 'InternBegeleider', 'leerling-toegevoegd', @Leerling, now());
            insert into inzage (regio_id, dossier_id, persoon_id, rol, wat, grond, herkomst, volledig, op) values ('liemers', @Dossier, @begeleider, 'Begeleider', 'tekst-ingezien', 'toestemming', '192.0.2.1', true, now());
            insert into verzoek (regio_id, id, persoon_id, dossier_id, resultaat, op) values ('liemers', gen_random_uuid(), @ib, null, @Leerling, now()), ('liemers', gen_random_uuid(), @ib, @Dossier, @Dossier, now());
            insert into mail_uit (id, aan, onderwerp, tekst, gemaakt_op, volgende_poging_op) values (gen_random_uuid(), 'x@verzonnen.example', 'Taak', 'https://ambulant.test/liemers/dossiers/' || @Dossier, now(), now());
            insert into stap_open (regio_id, dossier_id, stap, ronde, rollen, geopend_op) values ('liemers', @Dossier, 'gesprek-ouders', 1, array['InternBegeleider'], now())
            """, new
        {
            vol.Leerling,
            vol.School,
            Roepnaam,
            Achternaam,
            Geboren,
            vol.OuderId,
            Ouder,
            Oudermail,
            vol.Dossier,
            versie,
            ib = vol.Ib.PersoonId,
            swv = vol.Swv.PersoonId,
            begeleider = vol.Begeleider.PersoonId,
            vol.Opp,
            document = Guid.CreateVersion7(),
            regel = Guid.CreateVersion7(),
        });
        if (open)
        {
            var gestopt = await vol.Neem<Core.Bewaren.DossierStoppen>().VoerUitAsync(vol.Ib, "liemers", new(Guid.NewGuid(), vol.Dossier, "verhuizing", null), ct);
            Assert.True(gestopt.IsGelukt);
        }

        return vol;
    }

    /// <summary>As the administrator, who sees everything.</summary>
    public async Task<List<T>> LijstAsync<T>(string sql, object? waarden = null)
    {
        await using var verbinding = await OpenAsync();
        return (await verbinding.QueryAsync<T>(sql, waarden)).AsList();
    }

    public async Task SqlAsync(string sql, object? waarden = null)
    {
        await using var verbinding = await OpenAsync();
        await verbinding.ExecuteAsync(sql, waarden);
    }

    public async ValueTask DisposeAsync()
    {
        await diensten.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task<Gebruiker> PersoonAsync(string naam, Rol rol, Guid? school)
    {
        var id = Guid.CreateVersion7();
        await SqlAsync("""
            insert into persoon (id, naam, email) values (@id, @naam, @email);
            insert into lidmaatschap (regio_id, id, persoon_id, rol, school_id, sinds) values ('liemers', gen_random_uuid(), @id, @rol, @school, current_date)
            """, new { id, naam, email = naam.Replace(' ', '.').ToLowerInvariant() + "@voorbeeld.example", rol = rol.ToString(), school });
        return new(id, naam, [new("liemers", rol, school, null)]);
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var verbinding = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Beheer) { SearchPath = "ambulant" }.ConnectionString);
        await verbinding.OpenAsync();
        return verbinding;
    }
}
