using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Ambulant.Core.Opslag;
using Dapper;

namespace Ambulant.Core.Toegang;

/// <summary>The sign-in of one organisation. <paramref name="Authority"/> is the issuer as its discovery document names it.</summary>
/// <param name="ClientSecret">Only as long as someone put it in the table by hand; the portal moves it to <paramref name="Geheim"/>.</param>
public sealed record Identiteitsprovider(string Id, string Naam, string Authority, string ClientId, string? ClientSecret, string[] Domeinen, bool Actief)
{
    /// <summary>The region whose beheerders manage it; null: the platform.</summary>
    public string? BeheerdDoor { get; init; }

    /// <summary>One of <see cref="Providerprofiel"/>: what else is asked of its answers.</summary>
    public string Profiel { get; init; } = Providerprofiel.Algemeen;

    /// <summary>The client secret as the portal encrypted it.</summary>
    public byte[]? Geheim { get; init; }

    /// <summary>Schools that sign in here.</summary>
    public string[] Brins { get; init; } = [];

    /// <summary>Strengths of which the answer must name one; empty: any will do.</summary>
    public string[] Acr { get; init; } = [];

    /// <summary>Means of signing in of which the answer must name one; empty: any will do.</summary>
    public string[] Amr { get; init; } = [];

    /// <summary>Strengths that mean two steps; asked for when a beheerder must show them.</summary>
    public string[] AcrTweeStappen { get; init; } = [];

    /// <summary>Whether an answer can show that someone signed in with two steps. Entree Federatie and Google say nothing of it.</summary>
    public bool ToontTweeStappen => Profiel is not (Providerprofiel.Entree or Providerprofiel.Google);

    /// <summary>"query" or "form_post".</summary>
    public string Antwoordwijze { get; init; } = "query";

    /// <summary>Pushed authorization requests: "nooit", "aangeboden" or "verplicht".</summary>
    public string Par { get; init; } = "aangeboden";

    public int Versie { get; init; } = 1;

    public bool HeeftGeheim => Geheim is not null || !string.IsNullOrEmpty(ClientSecret);
}

/// <summary>The kinds of provider of which the portal knows the quirks.</summary>
public static class Providerprofiel
{
    public const string Algemeen = "algemeen";
    public const string Entra = "entra";
    public const string Google = "google";
    public const string Entree = "entree";
    public const string Keycloak = "keycloak";

    public static IReadOnlyList<string> Alle { get; } = [Entra, Google, Entree, Keycloak, Algemeen];
}

/// <summary>What the sign-in page shows of an organisation.</summary>
/// <param name="School">The school that was looked for, when that is not the name of the provider.</param>
public sealed record Inlogkeuze(string Id, string Naam, string? School = null);

/// <summary>
/// The providers that may be used to sign in. A row is kept in memory until PostgreSQL says it changed, on every copy of the portal.
/// </summary>
public sealed partial class Identiteitsproviders(Database database)
{
    // The entry stands in the dictionary before its row is read. So a change that arrives during the read removes the entry, and an old
    // row is never kept.
    private readonly ConcurrentDictionary<string, Lazy<Task<Identiteitsprovider?>>> bewaard = new(StringComparer.Ordinal);

    /// <summary>Raised with the id of a changed provider, or null when any of them may have changed.</summary>
    public event Action<string?>? Gewijzigd;

    [GeneratedRegex("^[a-z0-9-]{2,40}$")]
    internal static partial Regex Idvorm { get; }

    /// <summary>The active provider, or null.</summary>
    public async Task<Identiteitsprovider?> VindAsync(string id)
    {
        if (!Idvorm.IsMatch(id))
        {
            return null;
        }

        var lezen = bewaard.GetOrAdd(id, static (id, database) => new(() => LeesAsync(database, id)), database);
        Identiteitsprovider? gevonden = null;
        try
        {
            return gevonden = await lezen.Value;
        }
        finally
        {
            // Only what exists is kept: guessed ids must not fill the memory, and a failed read must be tried again.
            if (gevonden is null)
            {
                bewaard.TryRemove(new(id, lezen));
            }
        }
    }

    /// <summary>Names that stand in addresses of the sign-in pages themselves.</summary>
    public static IReadOnlyList<string> Gereserveerd { get; } = ["mislukt", "onbekend"];

    /// <summary>
    /// Organisations that fit what someone typed: words of the name of the organisation or of its school, a BRIN, an e-mail address or its
    /// domain. Of an address only the domain is looked at, so nobody learns who exists. Nothing typed: all.
    /// </summary>
    /// <param name="regios">Regions in whose schools is looked.</param>
    public Task<IReadOnlyList<Inlogkeuze>> ZoekAsync(string? tekst, int hoogstens, IEnumerable<string> regios, CancellationToken ct)
    {
        const string Sql = """
            select p.id, p.naam, s.naam as school from identiteitsprovider p
            left join lateral (
              select min(s.naam) as naam from school s
              where @zoekt and not @alleen_domein and s.brin = any (p.brins) and (s.naam ilike all (@patronen) or s.brin = @brin)) s on true
            where p.actief and ((not @alleen_domein and p.naam ilike all (@patronen)) or s.naam is not null
              or exists (select from unnest(p.domeinen) d where @domein = lower(d) or right(@domein, length(d) + 1) = '.' || lower(d))
              or (length(@brin) >= 4 and exists (select from unnest(p.brins) b where left(b, length(@brin)) = @brin or b = left(@brin, 4))))
            order by p.naam, p.id limit @hoogstens
            """;
        var gezocht = (tekst ?? "").Trim().Replace("\0", "", StringComparison.Ordinal);
        gezocht = gezocht.Length > 254 ? gezocht[..254] : gezocht;
        var apenstaart = gezocht.LastIndexOf('@');
        return database.LeesAsync<IReadOnlyList<Inlogkeuze>>(regios, Sql, new
        {
            zoekt = gezocht.Length > 0,
            alleen_domein = apenstaart >= 0,
            patronen = gezocht.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => $"%{Jokers.Replace(w, @"\$0")}%").ToArray(),
            domein = gezocht[(apenstaart + 1)..].ToLowerInvariant(),
            brin = Brinvorm.IsMatch(gezocht) ? gezocht.ToUpperInvariant() : "",
            hoogstens,
        }, async r => (await r.ReadAsync<Inlogkeuze>()).AsList(), ct);
    }

    /// <summary>Listens for changes until stopped. Ends with an exception when the connection is lost: call again.</summary>
    public async Task LuisterAsync(CancellationToken ct)
    {
        await using var verbinding = await database.OpenAsync(ct);
        verbinding.Notification += (_, bericht) => Vergeet(bericht.Payload);
        await verbinding.ExecuteAsync(new CommandDefinition("listen identiteitsprovider", cancellationToken: ct));

        // What changed while nobody listened is unknown.
        Vergeet(null);
        while (true)
        {
            await verbinding.WaitAsync(ct);
        }
    }

    private void Vergeet(string? id)
    {
        // The row first: whoever rebuilds something from it after the event must find the new one.
        if (id is null)
        {
            bewaard.Clear();
        }
        else
        {
            bewaard.TryRemove(id, out _);
        }

        Gewijzigd?.Invoke(id);
    }

    /// <summary>Takes client secrets that someone put in the table by hand, and puts them back encrypted.</summary>
    public async Task<int> VersleutelAsync(Func<string, string, byte[]> versleutel, CancellationToken ct)
    {
        const string Open = "select id, client_secret from identiteitsprovider where client_secret is not null order by id limit 1000";
        const string Zet = "update identiteitsprovider set geheim = @geheim, client_secret = null where id = @id and client_secret = @clientSecret";
        await using var verbinding = await database.OpenAsync(ct);
        var aantal = 0;
        foreach (var (id, clientSecret) in await verbinding.QueryAsync<(string Id, string Geheim)>(new CommandDefinition(Open, cancellationToken: ct)))
        {
            var geheim = clientSecret.Length > 0 ? versleutel(id, clientSecret) : null;
            aantal += await verbinding.ExecuteAsync(new CommandDefinition(Zet, new { id, clientSecret, geheim }, cancellationToken: ct));
        }

        return aantal;
    }

    private static async Task<Identiteitsprovider?> LeesAsync(Database database, string id)
    {
        await using var verbinding = await database.OpenAsync(CancellationToken.None);
        return (await verbinding.QuerySingleOrDefaultAsync<Providerrij>($"{Providerrij.Kies} where id = @id and actief", new { id }))?.Provider;
    }

    [GeneratedRegex("^[0-9]{2}[A-Za-z]{2}([0-9]{2})?$")]
    private static partial Regex Brinvorm { get; }

    [GeneratedRegex(@"[\\%_]")]
    private static partial Regex Jokers { get; }
}
