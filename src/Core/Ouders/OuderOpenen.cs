using Ambulant.Core.Inzagen;
using Ambulant.Core.Opslag;

namespace Ambulant.Core.Ouders;

/// <summary>A parent who is in, and the dossier of the child.</summary>
public sealed record Ouderkop(string Regio, Guid OuderId, string Naam, Guid Dossier, string Roepnaam, string School, Guid RouteversieId);

/// <summary>
/// Opens the dossier for a page of a parent: whether the session lives, the link was not withdrawn and the parent has gezag still, and
/// the line in the inzagelog, in one round trip.
/// </summary>
public sealed class OuderOpenen(Database database) : IUseCase
{
    /// <param name="cookie">Key of the session.</param>
    /// <param name="herkomst">Where the request comes from.</param>
    /// <returns>Null: not in (any more).</returns>
    public async Task<Ouderkop?> OpenAsync(string regio, string cookie, string? herkomst, Inzagevraag vraag, CancellationToken ct)
    {
        const string Sql = """
            with binnen as materialized (
              select subject::uuid as toegang from sessie where id = @id and issuer = 'ouder' and sid = @regio and verloopt_op > @Nu),
            kop as materialized (
              select d.regio_id as regio, o.id as ouder_id, o.naam, d.id as dossier, l.roepnaam, s.naam as school, d.routeversie_id
              from binnen b
              join ouder_toegang t on t.regio_id = @regio and t.id = b.toegang and t.vervalt_op > @Nu
              join ouder o on o.regio_id = t.regio_id and o.id = t.ouder_id and o.gezag
              join dossier d on d.regio_id = t.regio_id and d.id = t.dossier_id and d.leerling_id = o.leerling_id
              join leerling l on l.regio_id = d.regio_id and l.id = d.leerling_id
              join school s on s.regio_id = d.regio_id and s.id = d.school_id),
            ingezien as (
              insert into inzage (regio_id, dossier_id, ouder_id, rol, actie, wat, grond, herkomst, volledig, op)
              select k.regio, k.dossier, k.ouder_id, 'Ouder', @Actienaam, @Wat, 'gezag', @herkomst, true, @Nu from kop k)
            select regio, ouder_id, naam, dossier, roepnaam, school, routeversie_id from kop
            """;
        return (await database.LijstAsync<Ouderkop>(regio, Sql, new { regio, id = Geheim.Sessie(cookie), vraag.Actienaam, vraag.Wat, herkomst, database.Nu }, ct)).SingleOrDefault();
    }
}
