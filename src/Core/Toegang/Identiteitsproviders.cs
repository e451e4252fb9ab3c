using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Ambulant.Core.Opslag;
using Dapper;

namespace Ambulant.Core.Toegang;

/// <summary>The sign-in of one organisation. <paramref name="Authority"/> is the issuer as its discovery document names it.</summary>
public sealed record Identiteitsprovider(string Id, string Naam, string Authority, string ClientId, string? ClientSecret, string[] Domeinen, bool Actief);

/// <summary>What the sign-in page shows of an organisation.</summary>
public sealed record Inlogkeuze(string Id, string Naam);

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

    /// <summary>Organisations that fit what someone typed: words of the name, an e-mail address or its domain. Nothing typed: all.</summary>
    public async Task<IReadOnlyList<Inlogkeuze>> ZoekAsync(string? tekst, int hoogstens, CancellationToken ct)
    {
        const string Sql = """
            select id, naam from identiteitsprovider
            where actief and ((not @alleen_domein and naam ilike all (@patronen))
              or exists (select from unnest(domeinen) d where @domein = lower(d) or right(@domein, length(d) + 1) = '.' || lower(d)))
            order by naam, id limit @hoogstens
            """;
        var gezocht = (tekst ?? "").Trim();
        gezocht = gezocht.Length > 254 ? gezocht[..254] : gezocht;
        var apenstaart = gezocht.LastIndexOf('@');
        await using var verbinding = await database.OpenAsync(ct);
        return (await verbinding.QueryAsync<Inlogkeuze>(new CommandDefinition(Sql, new
        {
            alleen_domein = apenstaart >= 0,
            patronen = gezocht.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => $"%{Jokers.Replace(w, @"\$0")}%").ToArray(),
            domein = gezocht[(apenstaart + 1)..].ToLowerInvariant(),
            hoogstens,
        }, cancellationToken: ct))).AsList();
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

    private static async Task<Identiteitsprovider?> LeesAsync(Database database, string id)
    {
        const string Sql = """
            select id, naam, authority, client_id, client_secret, array_to_string(domeinen, ' ') as domeinen, actief
            from identiteitsprovider where id = @id and actief
            """;
        await using var verbinding = await database.OpenAsync(CancellationToken.None);
        return await verbinding.QuerySingleOrDefaultAsync<Rij>(Sql, new { id }) is { } rij
            ? new(rij.Id, rij.Naam, rij.Authority, rij.ClientId, rij.ClientSecret, rij.Domeinen.Split(' ', StringSplitOptions.RemoveEmptyEntries), rij.Actief)
            : null;
    }

    private sealed record Rij(string Id, string Naam, string Authority, string ClientId, string? ClientSecret, string Domeinen, bool Actief);

    [GeneratedRegex(@"[\\%_]")]
    private static partial Regex Jokers { get; }
}
