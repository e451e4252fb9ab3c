using Ambulant.Core.Opslag;

namespace Ambulant.Core.Begeleiders;

/// <param name="BetaaldUit">"samenwerkingsverband" or "landelijke regeling"; null without an organisation.</param>
public sealed record Begeleider(string Naam, string? Deskundigheid, string? Organisatie, string? BetaaldUit);

/// <summary>The begeleiders of a region, with who employs and who pays them.</summary>
public sealed class BegeleidersVinden(Database database) : IUseCase
{
    public Task<List<Begeleider>> LeesAsync(string regio, CancellationToken ct)
    {
        const string Sql = """
            select p.naam, l.deskundigheid, o.naam as organisatie, o.betaald_uit
            from lidmaatschap l join persoon p on p.id = l.persoon_id left join organisatie o on o.regio_id = l.regio_id and o.id = l.organisatie_id
            where l.regio_id = @regio and l.rol = 'Begeleider' and l.tot is null order by p.naam, o.naam limit 500
            """;
        return database.LijstAsync<Begeleider>(regio, Sql, new { regio }, ct);
    }
}
