using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;

namespace Ambulant.Core.Documenten;

/// <summary>A document in the list.</summary>
/// <param name="Wie">Null when a parent added it.</param>
/// <param name="Bewijs">It shows what a parent decided, and stays.</param>
public sealed record Document(Guid Id, string Naam, string Soort, int Grootte, Guid? PersoonId, string? Wie, DateTimeOffset Op, bool Bewijs)
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
    private const string Sql = """
        select x.id, x.naam, x.soort, x.grootte, x.persoon_id, p.naam as wie, x.op,
               exists (select from toestemming t where t.regio_id = x.regio_id and t.document_id = x.id) as bewijs
        from document x left join persoon p on p.id = x.persoon_id
        where x.regio_id = @Regio and x.dossier_id = @Id and (@document::uuid is null or x.id = @document)
        order by x.op desc, x.id desc limit 500
        """;

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Document>> LijstAsync(Dossierkop kop, CancellationToken ct) =>
        await database.LijstAsync<Document>(kop.Regio, Sql, new { kop.Regio, kop.Id, document = (Guid?)null }, ct);

    /// <returns>Null when the dossier has no such document.</returns>
    public async Task<Document?> EenAsync(Dossierkop kop, Guid document, CancellationToken ct) =>
        (await database.LijstAsync<Document>(kop.Regio, Sql, new { kop.Regio, kop.Id, document = (Guid?)document }, ct)).SingleOrDefault();

    /// <returns>Null when the dossier has no such document.</returns>
    public async Task<Documentinhoud?> InhoudAsync(Dossierkop kop, Guid document, CancellationToken ct)
    {
        const string Inhoud = "select naam, inhoud from document where regio_id = @Regio and dossier_id = @Id and id = @document";
        return (await database.LijstAsync<Documentinhoud>(kop.Regio, Inhoud, new { kop.Regio, kop.Id, document }, ct)).SingleOrDefault();
    }
}
