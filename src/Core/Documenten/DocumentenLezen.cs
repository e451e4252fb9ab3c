using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;

namespace Ambulant.Core.Documenten;

/// <summary>A document in the list.</summary>
/// <param name="Wie">Null when a parent added it.</param>
public sealed record Document(Guid Id, string Naam, string Soort, int Grootte, string? Wie, DateTimeOffset Op)
{
    public string Soortnaam => Documentsoort.Alle.FirstOrDefault(s => s.Sleutel == Soort)?.Naam ?? Soort;

    /// <summary>"320 kB" or "1,4 MB".</summary>
    public string Omvang => Grootte < 1024 * 1024
        ? string.Create(Dag.Nederlands, $"{Math.Max(1, Grootte / 1024)} kB")
        : string.Create(Dag.Nederlands, $"{Grootte / 1024m / 1024m:0.#} MB");
}

/// <summary>A document to hand over.</summary>
public sealed record Documentinhoud(string Naam, byte[] Inhoud);

/// <summary>Reads the documents of a dossier.</summary>
public sealed class DocumentenLezen(Database database) : IUseCase
{
    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Document>> LijstAsync(Dossierkop kop, CancellationToken ct)
    {
        const string Sql = """
            select x.id, x.naam, x.soort, x.grootte, p.naam as wie, x.op
            from document x left join persoon p on p.id = x.persoon_id
            where x.regio_id = @Regio and x.dossier_id = @Id
            order by x.op desc, x.id desc limit 500
            """;
        return await database.LijstAsync<Document>(kop.Regio, Sql, new { kop.Regio, kop.Id }, ct);
    }

    /// <returns>Null when the dossier has no such document.</returns>
    public async Task<Documentinhoud?> InhoudAsync(Dossierkop kop, Guid document, CancellationToken ct)
    {
        const string Sql = "select naam, inhoud from document where regio_id = @Regio and dossier_id = @Id and id = @document";
        return (await database.LijstAsync<Documentinhoud>(kop.Regio, Sql, new { kop.Regio, kop.Id, document }, ct)).SingleOrDefault();
    }
}
