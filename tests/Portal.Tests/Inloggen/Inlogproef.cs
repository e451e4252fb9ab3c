using System.Collections.Concurrent;
using System.Net;
using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;
using Ambulant.Demo;
using Ambulant.Portal.Opstart;
using Ambulant.Testhulp;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ambulant.Portal.Tests.Inloggen;

/// <summary>A portal on a database of its own, with one real provider and one that lies.</summary>
public sealed class Inlogproef(TestPostgres postgres) : IAsyncLifetime
{
    public const string School = "Basisschool De Proefneming (verzonnen)";

    private static readonly Aanbieder Aanbieder = new("proefneming", School, "proefneming.voorbeeld", [new("vera", "Vera Verzonnen", "intern begeleider", ["noord-kennemerland"], Rol.InternBegeleider)]);

    private readonly ConcurrentBag<HttpClient> clients = [];
    private TestDatabase testdatabase = null!;
    private Database database = null!;

    internal VijandigeServer Vijand { get; private set; } = null!;

    internal Aanmeldserver Echt { get; private set; } = null!;

    internal WebApplication Portaal { get; private set; } = null!;

    /// <summary>What the portal wrote in its log.</summary>
    internal Meelezer Logboek { get; } = new();

    public Uri Adres { get; private set; } = null!;

    /// <summary>As the role that owns the tables.</summary>
    internal string Eigenaar => testdatabase.Eigenaar;

    internal string App => testdatabase.App;

    public Guid Vera { get; } = Guid.CreateVersion7();

    public async ValueTask InitializeAsync()
    {
        testdatabase = await postgres.NieuweDatabaseAsync();
        database = new Database(testdatabase.App, TimeProvider.System);
        Adres = new Uri($"http://localhost:{PostgresServer.VrijePoort()}");
        Vijand = await VijandigeServer.StartAsync(PostgresServer.VrijePoort());
        Echt = await Aanmeldserver.StartAsync(Aanbieder, PostgresServer.VrijePoort(), [Adres.ToString()]);

        await Echt.WarmAsync();

        await VoegToe("vijand", "Openbare school Het Masker (verzonnen)", Vijand.Issuer, VijandigeServer.ClientId, "geheim", "masker.voorbeeld");
        await VoegToe(Aanbieder.Id, School, Echt.Authority, Aanbieder.ClientId, Aanbieder.ClientSecret, Aanbieder.Domein);
        await VoegToe("dood", "Vrije School De Stilte (verzonnen)", $"http://localhost:{PostgresServer.VrijePoort()}", "ambulant", null, "stilte.voorbeeld");
        await Sql("""
            insert into ambulant.regio (sleutel, naam) values ('noord-kennemerland', 'Noord-Kennemerland');
            insert into ambulant.school (regio_id, id, brin, naam, plaats) values ('noord-kennemerland', @school, '99XX', 'De Proefneming', 'Verzonnendam');
            insert into ambulant.persoon (id, naam, email) values (@Vera, 'Vera Verzonnen', 'vera@proefneming.voorbeeld');
            insert into ambulant.lidmaatschap (regio_id, id, persoon_id, rol, school_id, sinds) values ('noord-kennemerland', @lid, @Vera, 'InternBegeleider', @school, '2020-01-01');
            """, new { Vera, school = Guid.CreateVersion7(), lid = Guid.CreateVersion7() });
        Portaal = Maak(Adres);
        Portaal.Services.GetRequiredService<ILoggerFactory>().AddProvider(Logboek);
        await Portaal.StartAsync();
    }

    /// <summary>Another copy of the portal on the same database; the caller ends it.</summary>
    internal async Task<(WebApplication Portaal, Uri Adres)> TweedeAsync()
    {
        var adres = new Uri($"http://localhost:{PostgresServer.VrijePoort()}");
        var portaal = Maak(adres);
        await portaal.StartAsync();
        return (portaal, adres);
    }

    public async Task Sql(string sql, object? waarden = null)
    {
        await using var verbinding = new NpgsqlConnection(testdatabase.Beheer);
        await verbinding.ExecuteAsync(sql, waarden);
    }

    public async Task<T?> Vraag<T>(string sql, object? waarden = null)
    {
        await using var verbinding = new NpgsqlConnection(testdatabase.Beheer);
        return await verbinding.ExecuteScalarAsync<T>(sql, waarden);
    }

    public Bezoeker NieuweBezoeker()
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        clients.Add(client);
        return new(this, client);
    }

    /// <summary>Code of a new invitation for a person.</summary>
    public async Task<string> NodigUit(Guid persoon)
    {
        var link = (await new Uitnodigen(database, new Postbus(new Portaaladres(Adres.ToString().TrimEnd('/')))).VoerUitVanafServerAsync(persoon, CancellationToken.None)).Waarde!;
        return link[(link.LastIndexOf('/') + 1)..];
    }

    public async Task<Guid> NieuwPersoon(string naam = "Peter Verzonnen")
    {
        var id = Guid.CreateVersion7();
        await Sql("insert into ambulant.persoon (id, naam, email) values (@id, @naam, @email)", new { id, naam, email = $"{id:N}@proefneming.voorbeeld" });
        return id;
    }

    /// <summary>A person that the lying provider knows under this subject.</summary>
    public async Task<Guid> Bekend(string subject)
    {
        var id = await NieuwPersoon();
        await Sql("insert into ambulant.persoon_identiteit (issuer, subject, persoon_id) values (@Issuer, @subject, @id)", new { Vijand.Issuer, subject, id });
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients)
        {
            client.Dispose();
        }

        await Portaal.StopAsync();
        await Portaal.DisposeAsync();
        await Vijand.DisposeAsync();
        await Echt.DisposeAsync();
        await database.DisposeAsync();
        await testdatabase.DisposeAsync();
    }

    private WebApplication Maak(Uri adres) => PortaalOpstart.Maak(
    [
        "--applicationName", "Ambulant.Portal", "--environment", "Development", "--urls", adres.ToString(), "--ConnectionStrings:Ambulant", testdatabase.App, "--Portaal:Adres", Adres.ToString(),
        "--Mail:Server", "smtp://127.0.0.1:9", "--Mail:Afzender", "ambulant@proef.voorbeeld", "--Regios:0", "noord-kennemerland", "--Logging:LogLevel:Default", "Information", "--Logging:Console:LogLevel:Default", "Error",
        // Everyone in the tests comes from one address.
        "--Limieten:Aanmelden", "1000000", "--Limieten:Geheim", "1000000",
    ]);

    private async Task VoegToe(string id, string naam, string authority, string clientId, string? geheim, string domein) =>
        Assert.True((await new IdentiteitsproviderVastleggen(database).VoerUitAsync(new(id, naam, authority, clientId, geheim, [domein], true), CancellationToken.None)).IsGelukt);
}

/// <summary>A browser without script that follows redirects one by one.</summary>
public sealed class Bezoeker(Inlogproef proef, HttpClient client)
{
    public Task<HttpResponseMessage> Haal(string adres) => client.GetAsync(new Uri(proef.Adres, adres));

    public Task<HttpResponseMessage> Stuur(string adres, params (string, string)[] velden) =>
        client.PostAsync(new Uri(proef.Adres, adres), new FormUrlEncodedContent(velden.Select(v => KeyValuePair.Create(v.Item1, v.Item2))));

    public Task<HttpResponseMessage> Stuur(string adres, HttpContent inhoud) => client.PostAsync(new Uri(proef.Adres, adres), inhoud);

    /// <summary>Where the answer leads: a redirect, or a page that moves on by itself.</summary>
    public static string? Verder(HttpResponseMessage antwoord) =>
        antwoord.Headers.Location?.ToString() ?? (antwoord.Headers.TryGetValues("Refresh", out var vernieuw) ? vernieuw.Single()["0; url=".Length..] : null);

    /// <summary>From the choice of the lying provider to what the portal makes of its answer; each address on the way is noted.</summary>
    public async Task<HttpResponseMessage> LogIn(string organisatie = "vijand", string terug = "/proefpagina")
    {
        var antwoord = await Stuur("/inloggen", ("organisatie", organisatie), ("returnUrl", terug));
        Assert.Equal(HttpStatusCode.OK, antwoord.StatusCode);
        return await Volg(antwoord);
    }

    /// <summary>Goes on as far as the portal's answer at the callback.</summary>
    public async Task<HttpResponseMessage> Volg(HttpResponseMessage antwoord)
    {
        for (var i = 0; i < 8; i++)
        {
            var naar = Verder(antwoord)!;
            antwoord = await Haal(naar);
            if (naar.Contains("/callback", StringComparison.Ordinal))
            {
                Callback = naar;
                return antwoord;
            }
        }

        throw new InvalidOperationException("No callback in sight.");
    }

    public string? Callback { get; private set; }

    public async Task<bool> IsIngelogd() => (await (await Haal("/uitloggen")).Content.ReadAsStringAsync()).Contains("Wilt u uitloggen?", StringComparison.Ordinal);

    /// <summary>A page behind the sign-in: redirect when signed out.</summary>
    public async Task<string?> NaarBinnen() => (await Haal("/geen-pagina?x=1")).Headers.Location?.ToString();
}

/// <summary>Keeps every line of the log, with its exception, as a file would.</summary>
internal sealed class Meelezer : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Regels { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Regels.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
