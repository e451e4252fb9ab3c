using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Bewaren;

/// <summary>The receipt that nothing stayed behind.</summary>
/// <param name="Nummer">Of the dossier; stands in what the school received.</param>
/// <param name="Som">SHA-256 of the content that was handed over, as it stands in INHOUD.txt.</param>
public sealed record Verwijderbewijs(
    Guid Id, string Nummer, string School, string Route, DateOnly GeopendOp, DateTimeOffset GewistOp, string? GewistDoor, IReadOnlyDictionary<string, long> Tellingen, string Som);

/// <summary>The receipts this person may read: of the own schools, or of the whole region for the alliance.</summary>
public sealed class Verwijderbewijzen(Database database) : IUseCase
{
    private const string Kolommen = """
        select b.id, b.nummer, s.naam as school, b.route, b.geopend_op, b.gewist_op, p.naam as gewist_door, b.tellingen::text as tellingen, b.overdracht_sha256 as som
        from verwijderbewijs b join school s on s.regio_id = b.regio_id and s.id = b.school_id left join persoon p on p.id = b.gewist_door
        where b.regio_id = @regio and (@alle or b.school_id = any (@scholen))
        """;

    /// <summary>Newest first, at most two hundred.</summary>
    public async Task<IReadOnlyList<Verwijderbewijs>> LijstAsync(Gebruiker wie, string regio, CancellationToken ct)
    {
        const string Sql = Kolommen + " order by b.gewist_op desc, b.id limit 200";
        return [.. (await database.LijstAsync<Rij>(regio, Sql, Waarden(wie, regio, null), ct)).Select(r => r.AlsBewijs())];
    }

    /// <returns>Null: not there, or not for this person.</returns>
    public async Task<Verwijderbewijs?> LeesAsync(Gebruiker wie, string regio, Guid id, CancellationToken ct)
    {
        const string Sql = Kolommen + " and b.id = @id";
        return (await database.LijstAsync<Rij>(regio, Sql, Waarden(wie, regio, id), ct)).SingleOrDefault()?.AlsBewijs();
    }

    private static object Waarden(Gebruiker wie, string regio, Guid? id) => new
    {
        regio,
        id,
        alle = wie.RollenIn(regio).Any(r => r is Rol.Consulent or Rol.Regiobeheerder),
        scholen = wie.ScholenIn(regio, Rol.InternBegeleider, Rol.Directeur).ToArray(),
    };

    private sealed record Rij(Guid Id, string Nummer, string School, string Route, DateOnly GeopendOp, DateTimeOffset GewistOp, string? GewistDoor, string Tellingen, string Som)
    {
        public Verwijderbewijs AlsBewijs() => new(Id, Nummer, School, Route, GeopendOp, GewistOp, GewistDoor, Bewaren.Tellingen.Lees(Tellingen), Som);
    }
}
