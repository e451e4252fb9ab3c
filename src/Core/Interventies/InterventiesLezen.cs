using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;

namespace Ambulant.Core.Interventies;

/// <summary>What the school tried, in which period and what it brought.</summary>
/// <param name="Tot">Null while it runs.</param>
/// <param name="Opbrengst">Null while it is not known.</param>
public sealed record Interventie(Guid Id, string Wat, DateOnly Van, DateOnly? Tot, string? Opbrengst, int Versie)
{
    public string Periode => Tot is { } tot ? $"{Dag.Lang(Van)} tot en met {Dag.Lang(tot)}" : $"Sinds {Dag.Lang(Van)}";
}

/// <summary>Reads the interventies of a dossier.</summary>
public sealed class InterventiesLezen(Database database) : IUseCase
{
    private const string Rij = "select id, wat, van, tot, opbrengst, versie from interventie where regio_id = @Regio and dossier_id = @Id";

    /// <summary>In the order in which they were tried.</summary>
    public async Task<IReadOnlyList<Interventie>> LijstAsync(Dossierkop kop, CancellationToken ct) =>
        await database.LijstAsync<Interventie>(kop.Regio, Rij + " order by van, id limit 500", new { kop.Regio, kop.Id }, ct);

    public async Task<Interventie?> EenAsync(Dossierkop kop, Guid interventie, CancellationToken ct) =>
        (await database.LijstAsync<Interventie>(kop.Regio, Rij + " and id = @interventie", new { kop.Regio, kop.Id, interventie }, ct)).SingleOrDefault();
}
