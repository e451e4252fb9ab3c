using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;

namespace Ambulant.Core.Doelen;

/// <summary>A goal with how it will be seen that it is reached.</summary>
/// <param name="Tekst">What is to be reached.</param>
/// <param name="Stand">One of <see cref="Doelstand.Alle"/>.</param>
public sealed record Doel(Guid Id, string Tekst, string ZichtbaarAan, string Stand, DateTimeOffset Op, int Versie);

/// <summary>Where a goal stands, as the row holds it and as people read it.</summary>
public static class Doelstand
{
    public const string Loopt = "loopt";
    public const string Bereikt = "bereikt";
    public const string NietBereikt = "niet bereikt";
    public const string Vervallen = "vervallen";

    public static IReadOnlyList<string> Alle { get; } = [Loopt, Bereikt, NietBereikt, Vervallen];
}

/// <summary>Reads the doelen of a dossier.</summary>
public sealed class DoelenLezen(Database database) : IUseCase
{
    private const string Rij = "select id, doel as tekst, zichtbaar_aan, stand, op, versie from doel where regio_id = @Regio and dossier_id = @Id";

    /// <summary>Running ones first, each group in the order in which they were set.</summary>
    public async Task<IReadOnlyList<Doel>> LijstAsync(Dossierkop kop, CancellationToken ct) =>
        await database.LijstAsync<Doel>(kop.Regio, Rij + " order by stand <> 'loopt', op, id limit 500", new { kop.Regio, kop.Id }, ct);

    public async Task<Doel?> EenAsync(Dossierkop kop, Guid doel, CancellationToken ct) =>
        (await database.LijstAsync<Doel>(kop.Regio, Rij + " and id = @doel", new { kop.Regio, kop.Id, doel }, ct)).SingleOrDefault();
}
