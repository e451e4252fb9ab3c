using Ambulant.Core.Opslag;

namespace Ambulant.Core.Scholen;

public sealed record Schoolkeuze(Guid Id, string Naam);

public sealed record School(Guid Id, string Brin, string Naam, string Plaats, string Bestuur);

/// <summary>The schools of a region.</summary>
public sealed class ScholenVinden(Database database) : IUseCase
{
    public Task<List<School>> LeesAsync(string regio, CancellationToken ct)
    {
        const string Sql = "select id, brin, naam, plaats, bestuur from school where regio_id = @regio order by naam, brin limit 1000";
        return database.LijstAsync<School>(regio, Sql, new { regio }, ct);
    }
}
