using Ambulant.Core.Dossiers;
using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Modules.Liemers;
using Ambulant.Testhulp;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ambulant.Core.Tests;

/// <summary>
/// One invented dossier in De Liemers with everyone in it, somewhere on the route, in a database of its own. Use cases run as the
/// application's role; <see cref="VraagAsync"/> looks as the administrator at what really stands there.
/// </summary>
internal sealed class Proefdossier : IAsyncDisposable
{
    public const string Regio = "liemers";

    private readonly TestDatabase database;
    private readonly ServiceProvider diensten;

    private Proefdossier(TestDatabase database, ServiceProvider diensten) => (this.database, this.diensten) = (database, diensten);

    public Guid Id { get; } = Guid.CreateVersion7();

    public Guid Leerling { get; } = Guid.CreateVersion7();

    public Guid School { get; } = Guid.CreateVersion7();

    public Gebruiker IbEr { get; private set; } = null!;

    public Gebruiker Leerkracht { get; private set; } = null!;

    public Gebruiker Begeleider { get; private set; } = null!;

    public Gebruiker Consulent { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <param name="open">Step that must be open: the route is walked along first outcomes that lead on, until it is.</param>
    public static async Task<Proefdossier> MaakAsync(TestPostgres postgres, string open = "observatie", bool toestemming = true)
    {
        var database = await postgres.NieuweDatabaseAsync(Ct);
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddCore(database.App, new("http://portaal.voorbeeld"), new(new("smtp://127.0.0.1:1"), "Ambulant <ambulant@voorbeeld.nl>"), [typeof(LiemersRegio).Assembly], [Regio]);
        var proef = new Proefdossier(database, services.BuildServiceProvider());
        await proef.Use<RegioToevoegen>().VoerUitAsync(Ct);
        await proef.VulAsync(open, toestemming);
        return proef;
    }

    /// <summary>A use case, as one request would get it.</summary>
    public T Use<T>()
        where T : notnull => diensten.CreateScope().ServiceProvider.GetRequiredService<T>();

    public async Task<Dossierkop> KopAsync(Gebruiker wie) => (await Use<DossierOpenen>().OpenAsync(wie, Regio, Id, new("proef"), Ct))!;

    /// <summary>One value, seen past every lock.</summary>
    public async Task<T> VraagAsync<T>(string sql)
    {
        await using var verbinding = new NpgsqlConnection(database.Beheer);
        await verbinding.OpenAsync(Ct);
        return (await verbinding.ExecuteScalarAsync<T>($"set search_path = ambulant; {sql}", new { d = Id }))!;
    }

    public Task DoeAsync(string sql) => VraagAsync<object?>(sql);

    /// <summary>"observatie/2, tussenevaluatie/1".</summary>
    public Task<string> OpenAsync() => VraagAsync<string>("select string_agg(stap || '/' || ronde, ', ' order by stap) from stap_open where dossier_id = @d");

    public async ValueTask DisposeAsync()
    {
        await diensten.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task VulAsync(string open, bool toestemming)
    {
        await using var verbinding = new NpgsqlConnection(database.App);
        await verbinding.OpenAsync(Ct);
        await using var transactie = await verbinding.BeginTransactionAsync(Ct);
        await verbinding.ExecuteAsync("""
            set local search_path = ambulant;
            set local ambulant.regios = 'liemers';
            insert into school (regio_id, id, brin, naam, plaats) values ('liemers', @School, '00AA', 'De Verzonnen School', 'Voorbeelddorp');
            insert into leerling (regio_id, id, school_id, roepnaam, achternaam, geboortedatum, groep, gemaakt_op)
            values ('liemers', @Leerling, @School, 'Sterre', 'Voorbeeld', '2018-04-02', '5', now());
            insert into ouder (regio_id, id, leerling_id, naam, gezag) values ('liemers', gen_random_uuid(), @Leerling, 'Ouder Voorbeeld', true);
            insert into dossier (regio_id, id, nummer, leerling_id, school_id, routeversie_id, geopend_op, toestemming_geldig)
            select 'liemers', @Id, 'ABCDEFG', @Leerling, @School, id, now(), @toestemming from routeversie where route = 'ambulante-begeleiding';
            insert into hulpvraag (regio_id, dossier_id, signaal, vraag, gebied, soort)
            values ('liemers', @Id, 'Raakt de draad kwijt', 'Hoe helpen we bij een taak?', 'gedrag/taakwerkhouding', 'curatief');
            """, new { School, Leerling, Id, toestemming }, transactie);
        IbEr = await PersoonAsync(verbinding, "Lotte Verzonnen", Rol.InternBegeleider, School);
        Leerkracht = await PersoonAsync(verbinding, "Pim Bedacht", Rol.Leerkracht, School);
        Begeleider = await PersoonAsync(verbinding, "Ans Bedacht", Rol.Begeleider, null);
        Consulent = await PersoonAsync(verbinding, "Karim Voorbeeld", Rol.Consulent, null);

        var route = new LiemersRegio().Routes[0];
        var geschiedenis = new List<Voltooiing>();
        Routestand stand;
        while (!(stand = Voortgang.Bepaal(route, geschiedenis)).Open.Any(o => o.Stap == open))
        {
            var nu = stand.Open[open == "eindevaluatie" ? ^1 : 0];
            // The way on: not back to the vot, and not ending early.
            var uitkomst = nu.Stap switch { "vot" => "traject", "gesprek-begeleider" => "meer-nodig", "tussenevaluatie" => "stoppen", _ => route.Vind(nu.Stap)!.Uitkomsten[0].Sleutel };
            geschiedenis.Add(new(nu.Stap, nu.Ronde, uitkomst));
        }

        foreach (var (v, nummer) in geschiedenis.Select((v, i) => (v, i + 1)))
        {
            await verbinding.ExecuteAsync(
                "insert into stap_voltooid (regio_id, dossier_id, volgnummer, routeversie_id, stap, ronde, uitkomst, rol, op) select 'liemers', @Id, @nummer, routeversie_id, @Stap, @Ronde, @Uitkomst, 'InternBegeleider', now() from dossier where id = @Id",
                new { Id, nummer, v.Stap, v.Ronde, v.Uitkomst }, transactie);
        }

        foreach (var o in stand.Open)
        {
            await verbinding.ExecuteAsync(
                "insert into stap_open (regio_id, dossier_id, stap, ronde, rollen, geopend_op) values ('liemers', @Id, @Stap, @Ronde, @rollen, now())",
                new { Id, o.Stap, o.Ronde, rollen = route.Vind(o.Stap)!.Rollen.Select(r => r.ToString()).ToArray() }, transactie);
        }

        await transactie.CommitAsync(Ct);
    }

    private async Task<Gebruiker> PersoonAsync(NpgsqlConnection verbinding, string naam, Rol rol, Guid? school)
    {
        var id = Guid.CreateVersion7();
        await verbinding.ExecuteAsync("""
            insert into persoon (id, naam, email) values (@id, @naam, @email);
            insert into lidmaatschap (regio_id, id, persoon_id, rol, school_id, sinds) values ('liemers', gen_random_uuid(), @id, @rol, @school, current_date);
            insert into betrokkene (regio_id, id, dossier_id, persoon_id, rol, sinds) values ('liemers', gen_random_uuid(), @dossier, @id, @rol, now());
            """, new { id, naam, email = $"{id:N}@voorbeeld.nl", rol = rol.ToString(), school, dossier = Id });
        return new(id, naam, [new(Regio, rol, school, null)]);
    }
}
