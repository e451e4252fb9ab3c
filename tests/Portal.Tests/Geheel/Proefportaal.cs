using System.Collections.Concurrent;
using System.Net;
using Ambulant.Core.Hulpvragen;
using Ambulant.Core.Ouders;
using Ambulant.Core.Toegang;
using Ambulant.Demo;
using Ambulant.Portal.Opstart;
using Ambulant.Testhulp;
using AngleSharp.Html.Parser;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Ambulant.Portal.Tests.Geheel;

/// <summary>Test classes that share the one whole portal. They run one after another, so that each can count what was written.</summary>
[CollectionDefinition(nameof(Geheel))]
public sealed class Geheel : ICollectionFixture<Proefportaal>;

/// <summary>
/// The whole of it, as it runs for real: database, every demo provider, mail, portal, the demo dossiers, and everyone signed in through
/// the own provider. Beside the demo dossiers there is one of another school, and one in another region with the same ids.
/// </summary>
public sealed class Proefportaal(TestPostgres postgres) : IAsyncLifetime
{
    public const string Liemers = "liemers";
    public const string NoordKennemerland = "noord-kennemerland";

    private const string Ouderlink = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ";

    private readonly ConcurrentBag<IDisposable> weg = [];
    private readonly List<Aanmeldserver> aanmeldservers = [];
    private readonly Dictionary<string, HttpClient> mensen = [];
    private readonly Dictionary<string, string> cookies = [];
    private readonly Dictionary<string, Gebruiker> gebruikers = [];
    private WebApplication portaal = null!;

    public TestDatabase Database { get; private set; } = null!;

    public Mailvanger Mail { get; private set; } = null!;

    public Uri Adres { get; private set; } = null!;

    public IServiceProvider Diensten => portaal.Services;

    /// <summary>De Vlinderhof, with toestemming, in uitvoering.</summary>
    public Guid Uitvoering { get; private set; }

    /// <summary>De Vlinderhof, before toestemming, waiting for the swv-er.</summary>
    public Guid Wachtend { get; private set; }

    /// <summary>Of Het Zandkasteel.</summary>
    public Guid AndereSchool { get; private set; }

    /// <summary>A parent of <see cref="Uitvoering"/> who came in with link and code.</summary>
    public HttpClient Ouder { get; private set; } = null!;

    public IReadOnlyDictionary<string, Gebruiker> Gebruikers => gebruikers;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public HttpClient Als(string aanmeldnaam) => mensen[aanmeldnaam];

    public async ValueTask InitializeAsync()
    {
        Database = await postgres.NieuweDatabaseAsync(Ct);
        Mail = await Mailvanger.StartAsync(afbreken: Ct);
        Adres = new Uri($"http://localhost:{PostgresServer.VrijePoort()}");
        foreach (var aanbieder in Mensen.Aanbieders)
        {
            aanmeldservers.Add(await Aanmeldserver.StartAsync(aanbieder, PostgresServer.VrijePoort(), [Adres.ToString()], Ct));
        }

        await VerwarmAsync();
        await Demogegevens.LaadAsync(Database.App, Adres.ToString().TrimEnd('/'), Mensen.Regios, [.. aanmeldservers.Select(s => new DraaiendeAanbieder(s.Aanbieder, s.Authority, s.Issuer))], leeg: false, Ct);
        await Demogegevens.LaadPlatformAsync(Database.Beheer, Ct);
        portaal = PortaalOpstart.Maak(
        [
            "--applicationName", "Ambulant.Portal", "--environment", "Development", "--urls", Adres.ToString(), "--ConnectionStrings:Ambulant", Database.App, "--Portaal:Adres", Adres.ToString(),
            "--Mail:Server", Mail.Server, "--Mail:Afzender", "ambulant@proef.voorbeeld", "--Regios:0", Liemers, "--Regios:1", NoordKennemerland, "--Logging:LogLevel:Default", "Error",
            // Everyone in the tests comes from one address.
            "--Limieten:Aanmelden", "1000000", "--Limieten:Geheim", "1000000",
        ]);
        await portaal.StartAsync(Ct);
        foreach (var (mens, aanbieder) in Mensen.Aanbieders.SelectMany(a => a.Mensen.Select(m => (m, a))))
        {
            (var client, cookies[mens.Aanmeldnaam]) = await Inlog.MetCookiesAsync(Adres, aanbieder.Id, mens.Aanmeldnaam);
            mensen[mens.Aanmeldnaam] = Bewaar(client);
            gebruikers[mens.Aanmeldnaam] = await GebruikerAsync($"{mens.Aanmeldnaam}@{aanbieder.Domein}");
        }

        await DossiersAsync();
        await OuderAsync();
    }

    /// <summary>A browser that nobody is signed in with.</summary>
    public HttpClient Niemand() => Bewaar(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Adres });

    /// <summary>The same person at another portal on the same database: sessions and keys are kept there.</summary>
    public HttpClient Elders(string aanmeldnaam, Uri adres)
    {
        var mee = new CookieContainer();
        foreach (var cookie in cookies[aanmeldnaam].Split("; "))
        {
            mee.Add(adres, new Cookie(cookie[..cookie.IndexOf('=', StringComparison.Ordinal)], cookie[(cookie.IndexOf('=', StringComparison.Ordinal) + 1)..]));
        }

        return Bewaar(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = mee }) { BaseAddress = adres });
    }

    /// <summary>One value, seen past every lock.</summary>
    public async Task<T> Vraag<T>(string sql, object? waarden = null)
    {
        await using var verbinding = new NpgsqlConnection(Database.Beheer);
        return (await verbinding.ExecuteScalarAsync<T>($"set search_path = ambulant; {sql}", waarden))!;
    }

    public async Task<List<T>> Rijen<T>(string sql, object? waarden = null)
    {
        await using var verbinding = new NpgsqlConnection(Database.Beheer);
        return (await verbinding.QueryAsync<T>($"set search_path = ambulant; {sql}", waarden)).AsList();
    }

    /// <summary>
    /// Number of rows and a sum over what stands in them, of every table: any change shows. Reading leaves its own line (inzage), and
    /// who is signed in is no part of the dossiers.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, string>> StandAsync()
    {
        for (var i = 0; i < 200 && await Vraag<long>("select count(*) from mail_uit") > 0; i++)
        {
            await Task.Delay(25, Ct);
        }

        var tabellen = await Rijen<string>("select relname::text from pg_class where relnamespace = 'ambulant'::regnamespace and relkind in ('r', 'p') and relname not in ('inzage', 'inzage_schakel', 'sessie', 'sleutelring') order by 1");
        var stand = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["mails"] = Mail.Mails.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) };
        foreach (var tabel in tabellen)
        {
            stand[tabel] = await Vraag<string>($"select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from {tabel} t");
        }

        return stand;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in weg)
        {
            client.Dispose();
        }

        if (portaal is not null)
        {
            await portaal.StopAsync();
            await portaal.DisposeAsync();
        }

        foreach (var server in aanmeldservers)
        {
            await server.DisposeAsync();
        }

        await Mail.DisposeAsync();
        await Database.DisposeAsync();
    }

    // Its first answer takes seconds on a busy machine: longer than the portal waits for a provider.
    private async Task VerwarmAsync()
    {
        using var koud = new HttpClient { Timeout = TimeSpan.FromMinutes(3) };
        await Task.WhenAll(aanmeldservers.SelectMany(s => new[] { "openid-configuration", "jwks" }.Select(w => koud.GetStringAsync(new Uri($"{s.Authority}/.well-known/{w}"), Ct))));
    }

    private async Task DossiersAsync()
    {
        const string Van = "select d.id from dossier d join leerling l on l.regio_id = d.regio_id and l.id = d.leerling_id where d.regio_id = 'liemers' and l.roepnaam = @naam";
        Uitvoering = await Vraag<Guid>(Van, new { naam = "Mees" });
        Wachtend = await Vraag<Guid>(Van, new { naam = "Daan" });
        var (iris, tim) = (gebruikers["iris"], gebruikers["tim"]);
        await using (var scope = Diensten.CreateAsyncScope())
        {
            AndereSchool = (await scope.ServiceProvider.GetRequiredService<HulpvraagIndienen>().VoerUitAsync(iris, Liemers, new(
                Guid.NewGuid(), HulpvraagIndienen.NieuweLeerling, iris.Lidmaatschappen[0].SchoolId.ToString(), "Pleun", "Elderverzinsel", "03-03-2018", "4", "Pleun is stil in de groep.",
                null, null, null, tim.PersoonId.ToString(), iris.PersoonId.ToString(), "ambulante-begeleiding"), Ct)).Waarde;
            var leerling = await Vraag<Guid>("select leerling_id from dossier where id = @AndereSchool", new { AndereSchool });
            await scope.ServiceProvider.GetRequiredService<OuderVastleggen>().VoerUitAsync(iris, Liemers, new(Guid.NewGuid(), leerling, null, 0, "Ouder Elderverzinsel", null, "ja"), Ct);
        }

        await Vraag<object?>(
            "insert into stagnatie (regio_id, id, dossier_id, soort, tekst, aan_id, persoon_id, rol, op) values ('liemers', gen_random_uuid(), @Uitvoering, 'proces', 'Het overleg valt uit.', @ib, @ib, 'InternBegeleider', now())",
            new { Uitvoering, ib = gebruikers["ilse"].PersoonId });

        // Someone whose role may be ended, and the receipt of a dossier that is gone.
        await Vraag<object?>("""
            insert into persoon (id, naam, email) values (@persoon, 'Proefpersoon Verzonnen', 'proefpersoon@proef.voorbeeld');
            insert into lidmaatschap (regio_id, id, persoon_id, rol, sinds) values ('liemers', gen_random_uuid(), @persoon, 'Jeugdprofessional', current_date);
            insert into verwijderbewijs (regio_id, id, nummer, school_id, route, geopend_op, gewist_op, tellingen, overdracht_sha256)
            select regio_id, gen_random_uuid(), 'PRF2345', school_id, 'proef', current_date, now(), '{}', 'som' from dossier where regio_id = 'liemers' and id in (@Uitvoering, @AndereSchool)
            """, new { persoon = Guid.CreateVersion7(), Uitvoering, AndereSchool });

        // The same rows in another region, with the same ids, except who belongs there: nothing but the region keeps them apart.
        await using var verbinding = new NpgsqlConnection(Database.Beheer);
        await verbinding.OpenAsync(Ct);
        await verbinding.ExecuteAsync("set search_path = ambulant; set session_replication_role = replica");
        foreach (var tabel in await verbinding.QueryAsync<string>("select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'regio_id' where c.relnamespace = 'ambulant'::regnamespace and c.relkind = 'r' and c.relname <> 'lidmaatschap'"))
        {
            await verbinding.ExecuteAsync($$"""
                insert into {{tabel}} overriding system value
                select (jsonb_populate_record(null::{{tabel}}, to_jsonb(x) || '{"regio_id": "noord-kennemerland"}')).* from {{tabel}} x where regio_id = 'liemers' on conflict do nothing
                """);
        }

        await verbinding.ExecuteAsync("""
            insert into blokversie (regio_id, dossier_id, blok, nummer, inhoud, persoon_id, rol, op)
            values ('noord-kennemerland', @Uitvoering, 'top-dossier', 1, '{"analyse": "Verzonnen analyse."}', @persoon, 'InternBegeleider', now());
            insert into lidmaatschap (regio_id, id, persoon_id, rol, sinds)
            select 'noord-kennemerland', gen_random_uuid(), id, 'Jeugdprofessional', current_date from persoon where email = 'proefpersoon@proef.voorbeeld';
            reset session_replication_role
            """, new { Uitvoering, persoon = gebruikers["nora"].PersoonId });
    }

    private async Task OuderAsync()
    {
        await Vraag<object?>("""
            insert into ouder_toegang (regio_id, id, ouder_id, dossier_id, sleutel_hash, gemaakt_op, vervalt_op)
            select d.regio_id, gen_random_uuid(), o.id, d.id, sha256(convert_to(@Ouderlink, 'UTF8')), now(), now() + interval '30 days'
            from dossier d join ouder o on o.regio_id = d.regio_id and o.leerling_id = d.leerling_id where d.regio_id = 'liemers' and d.id = @Uitvoering and o.naam like 'Oda%'
            """, new { Ouderlink, Uitvoering });
        Ouder = Niemand();
        var link = $"/liemers/ouder/{Ouderlink}";
        await Formulier.HaalAsync(Ouder, link).StuurAsync();
        var mail = await Mail.WachtOpAsync("oda.wolkenbedenksel@ouders.voorbeeld", m => m.Tekst.Contains("Uw code is: ", StringComparison.Ordinal));
        var binnen = await Formulier.HaalAsync(Ouder, link + "/code").StuurAsync(("Formulier.Code", mail.Tekst.Split("Uw code is: ")[1][..6]));
        Assert.Equal("/liemers/ouder", binnen.Headers.Location?.OriginalString);
    }

    private async Task<Gebruiker> GebruikerAsync(string email)
    {
        var id = await Vraag<Guid>("select id from persoon where email = @email", new { email });
        var naam = await Vraag<string>("select naam from persoon where id = @id", new { id });
        var leden = await Rijen<Lidrij>("select regio_id::text as regio, rol, school_id, organisatie_id from lidmaatschap where persoon_id = @id and tot is null", new { id });
        return new(id, naam, [.. leden.Select(l => new Lidmaatschap(l.Regio, Enum.Parse<Rol>(l.Rol), l.SchoolId, l.OrganisatieId))]) { Platformbeheerder = await Vraag<bool>("select exists (select from platformbeheerder where persoon_id = @id)", new { id }) };
    }

    private T Bewaar<T>(T client)
        where T : IDisposable
    {
        weg.Add(client);
        return client;
    }

    private sealed record Lidrij(string Regio, string Rol, Guid? SchoolId, Guid? OrganisatieId);
}
