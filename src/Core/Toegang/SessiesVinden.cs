using Ambulant.Core.Opslag;
using Dapper;

namespace Ambulant.Core.Toegang;

/// <summary>A live session as its own person may see it.</summary>
/// <param name="Nummer">Names it in a form; it opens nothing.</param>
/// <param name="Provider">Name of the organisation that was signed in with; null when that is no longer known.</param>
public sealed record Sessieregel(Guid Nummer, DateTimeOffset GemaaktOp, DateTimeOffset LaatstOp, string? Provider, string Browser);

/// <summary>Where someone is signed in.</summary>
public sealed class SessiesVinden(Database database) : IUseCase
{
    public async Task<IReadOnlyList<Sessieregel>> LeesAsync(Gebruiker wie, CancellationToken ct)
    {
        const string Sql = """
            select s.nummer, s.gemaakt_op, s.laatst_op, p.naam as provider, s.browser
            from sessie s left join identiteitsprovider p on p.id = s.provider_id
            where s.persoon_id = @PersoonId and s.verloopt_op > @Nu order by s.laatst_op desc, s.nummer limit 200
            """;
        await using var verbinding = await database.OpenAsync(ct);
        return (await verbinding.QueryAsync<Sessieregel>(new CommandDefinition(Sql, new { wie.PersoonId, database.Nu }, cancellationToken: ct))).AsList();
    }
}
