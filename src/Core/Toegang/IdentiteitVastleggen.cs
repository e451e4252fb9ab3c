using Ambulant.Core.Opslag;
using Dapper;

namespace Ambulant.Core.Toegang;

/// <summary>
/// Ties a sign-in (issuer, subject) to a person without an invitation. For who installs or loads; people at work are bound by
/// <c>UitnodigingAanvaarden</c>.
/// </summary>
public sealed class IdentiteitVastleggen(Database database) : IUseCase
{
    /// <summary>Binding again changes nothing; an identity that belongs to someone else stays theirs.</summary>
    public async Task VoerUitAsync(Guid persoon, string issuer, string subject, CancellationToken ct)
    {
        const string Sql = "insert into persoon_identiteit (issuer, subject, persoon_id, gekoppeld_op) values (@issuer, @subject, @persoon, @nu) on conflict do nothing";
        await using var verbinding = await database.OpenAsync(ct);
        await verbinding.ExecuteAsync(new CommandDefinition(Sql, new { persoon, issuer, subject, nu = database.Nu }, cancellationToken: ct));
    }
}
