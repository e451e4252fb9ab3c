using Ambulant.Core.Opslag;
using Dapper;

namespace Ambulant.Core.Toegang;

public enum Uitnodigingsstaat
{
    Open,
    Gebruikt,
    Verlopen,
    Ingetrokken,
}

/// <summary>An invitation as whoever holds its link may see it.</summary>
/// <param name="Provider">The only one with which it can be used; null: any.</param>
public sealed record UitnodigingInBeeld(string Naam, Uitnodigingsstaat Staat, DateTimeOffset VervaltOp, string? Provider);

public sealed class UitnodigingBekijken(Database database) : IUseCase
{
    /// <summary>Null when no invitation has this code.</summary>
    public async Task<UitnodigingInBeeld?> LeesAsync(string code, CancellationToken ct)
    {
        const string Sql = """
            select p.naam, u.vervalt_op, u.gebruikt_op, u.ingetrokken_op, u.provider_id
            from uitnodiging u join persoon p on p.id = u.persoon_id where u.code_hash = @hash
            """;
        await using var verbinding = await database.OpenAsync(ct);
        var rij = await verbinding.QuerySingleOrDefaultAsync<Rij>(new CommandDefinition(Sql, new { hash = Uitnodigingscode.Hash(code) }, cancellationToken: ct));
        return rij is null ? null : new(rij.Naam, Staat(rij.GebruiktOp, rij.IngetrokkenOp, rij.VervaltOp, database.Nu), rij.VervaltOp, rij.ProviderId);
    }

    internal static Uitnodigingsstaat Staat(DateTimeOffset? gebruikt, DateTimeOffset? ingetrokken, DateTimeOffset vervalt, DateTimeOffset nu) =>
        gebruikt is not null ? Uitnodigingsstaat.Gebruikt
        : ingetrokken is not null ? Uitnodigingsstaat.Ingetrokken
        : vervalt <= nu ? Uitnodigingsstaat.Verlopen
        : Uitnodigingsstaat.Open;

    private sealed record Rij(string Naam, DateTimeOffset VervaltOp, DateTimeOffset? GebruiktOp, DateTimeOffset? IngetrokkenOp, string? ProviderId);
}
