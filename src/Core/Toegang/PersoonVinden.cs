using Ambulant.Core.Opslag;
using Dapper;

namespace Ambulant.Core.Toegang;

/// <summary>Who belongs to what a provider says. Only issuer and subject count: an e-mail address can pass to someone else.</summary>
public sealed class PersoonVinden(Database database) : IUseCase
{
    public async Task<Guid?> LeesAsync(string issuer, string subject, CancellationToken ct)
    {
        const string Sql = "select persoon_id from persoon_identiteit where issuer = @issuer and subject = @subject";
        await using var verbinding = await database.OpenAsync(ct);
        return await verbinding.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(Sql, new { issuer, subject }, cancellationToken: ct));
    }
}
