using Ambulant.Core.Opslag;
using Dapper;

namespace Ambulant.Core.Toegang;

/// <param name="Mensen">How many people were bound through this provider.</param>
public sealed record Providerblad(Identiteitsprovider Provider, int Mensen);

/// <summary>The identity providers that a region, or (null) the platform, manages, paused ones too.</summary>
public sealed class ProvidersVinden(Database database) : IUseCase
{
    /// <summary>Who was bound before that was written down is counted at every provider with that issuer.</summary>
    internal const string Mensen = """
        select count(distinct i.persoon_id)::int from persoon_identiteit i join identiteitsprovider p on p.id = @id
        where i.provider_id = p.id or (i.provider_id is null and rtrim(i.issuer, '/') = rtrim(p.authority, '/'))
        """;

    public async Task<IReadOnlyList<Identiteitsprovider>> LijstAsync(string? regio, CancellationToken ct)
    {
        await using var verbinding = await database.OpenAsync(ct);
        return [.. (await verbinding.QueryAsync<Providerrij>(new CommandDefinition($"{Providerrij.Kies} where {Providerbeheer.Eigen} order by naam, id limit 500", new { regio }, cancellationToken: ct))).Select(r => r.Provider)];
    }

    /// <summary>Null: not there, or managed by someone else.</summary>
    public async Task<Providerblad?> LeesAsync(string? regio, string id, CancellationToken ct)
    {
        await using var verbinding = await database.OpenAsync(ct);
        return await verbinding.QuerySingleOrDefaultAsync<Providerrij>(new CommandDefinition($"{Providerrij.Kies} where id = @id and {Providerbeheer.Eigen}", new { id, regio }, cancellationToken: ct)) is { } rij
            ? new(rij.Provider, await verbinding.QuerySingleAsync<int>(new CommandDefinition(Mensen, new { id }, cancellationToken: ct)))
            : null;
    }
}
