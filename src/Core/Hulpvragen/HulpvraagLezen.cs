using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;

namespace Ambulant.Core.Hulpvragen;

/// <summary>The help request of a dossier.</summary>
/// <param name="Signaal">Null for who may not see names: it is written for the school.</param>
/// <param name="Vraag">One clear question without name; outsiders read it before toestemming.</param>
/// <param name="Versie">0 while nothing was written.</param>
public sealed record Hulpvraag(string? Signaal, string? Vraag, string? Gebied, string? Soort, int Versie)
{
    public static Hulpvraag Leeg { get; } = new(null, null, null, null, 0);

    public bool Compleet => Vraag is not null && Gebied is not null && Soort is not null;
}

/// <summary>Reads the hulpvraag of a dossier.</summary>
public sealed class HulpvraagLezen(Database database) : IUseCase
{
    public async Task<Hulpvraag> LeesAsync(Dossierkop kop, CancellationToken ct)
    {
        const string Sql = """
            select case when @Volledig then signaal end as signaal, vraag, gebied, soort, versie
            from hulpvraag where regio_id = @Regio and dossier_id = @Id
            """;
        return (await database.LijstAsync<Hulpvraag>(kop.Regio, Sql, new { kop.Regio, kop.Id, kop.Volledig }, ct)).SingleOrDefault() ?? Hulpvraag.Leeg;
    }
}
