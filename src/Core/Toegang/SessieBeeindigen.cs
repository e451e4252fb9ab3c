using Ambulant.Core.Opslag;
using Dapper;

namespace Ambulant.Core.Toegang;

/// <summary>Someone ends an own session. It holds from the next request, on every copy of the portal.</summary>
public sealed class SessieBeeindigen(Database database) : IUseCase
{
    /// <summary>Ends one. One that is not there (any more), or of someone else, is nothing to end: the same answer.</summary>
    public Task<Resultaat<int>> EenAsync(Gebruiker wie, Guid nummer, CancellationToken ct) =>
        WisAsync("delete from sessie where persoon_id = @PersoonId and nummer = @nummer", new { wie.PersoonId, nummer }, ct);

    /// <summary>Ends all but the one of this request.</summary>
    public Task<Resultaat<int>> AndereAsync(Gebruiker wie, Guid deze, CancellationToken ct) =>
        WisAsync("delete from sessie where persoon_id = @PersoonId and nummer <> @deze", new { wie.PersoonId, deze }, ct);

    private async Task<Resultaat<int>> WisAsync(string sql, object waarden, CancellationToken ct)
    {
        await using var verbinding = await database.OpenAsync(ct);
        return Resultaat.Gelukt(await verbinding.ExecuteAsync(new CommandDefinition(sql, waarden, cancellationToken: ct)));
    }
}
