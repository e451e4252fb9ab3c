using Ambulant.Core.Opslag;

namespace Ambulant.Core.Scholen;

/// <summary>Writes a school of a region, known by its BRIN code; writing it again brings name, place and board up to date. For who installs or loads.</summary>
public sealed class SchoolVastleggen(Database database) : IUseCase
{
    /// <returns>The key of the school.</returns>
    public async Task<Guid> VoerUitAsync(string regio, string brin, string naam, string plaats, string bestuur, CancellationToken ct)
    {
        const string Sql = """
            insert into school (regio_id, id, brin, naam, plaats, bestuur) values (@regio, @id, @brin, @naam, @plaats, @bestuur)
            on conflict (regio_id, brin) do update set naam = excluded.naam, plaats = excluded.plaats, bestuur = excluded.bestuur
            returning id
            """;
        await using var sessie = await database.BeginAsync(regio, ct);
        var school = await sessie.EenAsync<Guid>(Sql, new { regio, id = Guid.CreateVersion7(), brin, naam, plaats, bestuur });
        await sessie.VoltooiAsync();
        return school;
    }
}
