using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;

namespace Ambulant.Core.Toestemmingen;

/// <summary>A line of the history of one parent.</summary>
/// <param name="Door">Who wrote it; null when the parent did so online.</param>
public sealed record Daadregel(Guid OuderId, string Soort, string Wijze, string Tekstversie, DateTimeOffset Op, DateOnly? GetekendOp, Guid? DocumentId, string? Door);

/// <param name="LinkTot">Until when the personal link works; null when there is none.</param>
/// <param name="Daden">Newest first.</param>
public sealed record Oudertoestemming(
    Guid Id, string Naam, string? Email, DateTimeOffset? LinkTot, Ouderstand Stand, string? Tekstversie, IReadOnlyList<Daadregel> Daden);

/// <summary>The toestemming of a dossier, per parent.</summary>
public sealed record Toestemmingsblad(Toestemmingsbrief Brief, bool Geldig, IReadOnlyList<Oudertoestemming> Ouders, IReadOnlyList<string> ZonderGezag)
{
    public Oudertoestemming? Van(Guid ouder) => Ouders.FirstOrDefault(o => o.Id == ouder);
}

public sealed class ToestemmingLezen(Database database, Regioregister regios, Routeversies versies) : IUseCase
{
    public async Task<Toestemmingsblad> LeesAsync(Dossierkop kop, CancellationToken ct)
    {
        const string Sql = Toestemmingsstand.Sql + """
            select o.id, o.naam, o.email, o.gezag,
                   (select max(t.vervalt_op) from ouder_toegang t where t.regio_id = o.regio_id and t.ouder_id = o.id and t.dossier_id = @dossier and t.vervalt_op > @Nu) as link_tot
            from ouder o join dossier d on d.regio_id = o.regio_id and d.leerling_id = o.leerling_id
            where d.regio_id = @Regio and d.id = @dossier order by o.naam, o.id;
            select t.ouder_id, t.soort, t.wijze, t.tekstversie, t.op, t.getekend_op, t.document_id, p.naam as door
            from toestemming t left join persoon p on p.id = t.persoon_id
            where t.regio_id = @Regio and t.dossier_id = @dossier order by t.volgnummer desc limit 500
            """;
        var brief = regios[kop.Regio].BriefVoor(await versies.HaalAsync(kop.Regio, kop.RouteversieId, ct));
        return await database.LeesAsync(kop.Regio, Sql, new { kop.Regio, dossier = kop.Id, database.Nu }, async r =>
        {
            var stand = await Toestemmingsstand.LeesAsync(r);
            var ouders = (await r.ReadAsync<Ouderrij>()).ToList();
            var daden = (await r.ReadAsync<Daadregel>()).ToList();
            return new Toestemmingsblad(
                brief,
                stand.Geldig,
                [.. ouders.Where(o => o.Gezag).Select(o => new Oudertoestemming(
                    o.Id, o.Naam, o.Email, o.LinkTot, stand.Van(o.Id)!.Stand, stand.Van(o.Id)!.Tekstversie, [.. daden.Where(d => d.OuderId == o.Id)]))],
                [.. ouders.Where(o => !o.Gezag).Select(o => o.Naam)]);
        }, ct);
    }

    private sealed record Ouderrij(Guid Id, string Naam, string? Email, bool Gezag, DateTimeOffset? LinkTot);
}
