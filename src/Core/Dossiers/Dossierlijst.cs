using Ambulant.Core.Opslag;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Dossiers;

public sealed record Dossierregel(Guid Id, string Nummer, string Leerling, string School, string Stappen, DateTimeOffset GeopendOp);

/// <summary>The dossiers of a region that this person sees, newest first, fifty a page; a page of it is one line in the inzagelog.</summary>
public sealed class Dossierlijst(Database database, Routeversies versies) : IUseCase
{
    public const int PerPagina = 50;

    /// <param name="pagina">1 for the first.</param>
    public async Task<IReadOnlyList<Dossierregel>> LeesAsync(Gebruiker wie, string regio, int pagina, CancellationToken ct)
    {
        const string Sql = """
            with mijn as (
              select b.dossier_id as id from betrokkene b where b.regio_id = @regio and b.persoon_id = @persoon and b.tot is null
              union
              select d.id from dossier d where d.regio_id = @regio and d.school_id = any (@scholen)),
            blad as (select d.* from mijn m join dossier d on d.regio_id = @regio and d.id = m.id order by d.geopend_op desc, d.id limit @PerPagina offset @vanaf),
            lijst as materialized (
              select d.id, d.nummer, d.onderwerp, case when z.volledig then l.roepnaam || ' ' || l.achternaam end as leerling, coalesce(l.groep, d.groep, '') as groep, s.naam as school, d.routeversie_id,
                     array(select o.stap from stap_open o where o.regio_id = d.regio_id and o.dossier_id = d.id order by o.geopend_op) as stappen, d.geopend_op
              from blad d
              left join leerling l on l.regio_id = d.regio_id and l.id = d.leerling_id
              join school s on s.regio_id = d.regio_id and s.id = d.school_id
              cross join lateral dossier_toegang(@regio, d.id, @persoon) z),
            ingezien as (
              insert into inzage (regio_id, persoon_id, rol, wat, aantal, grond, herkomst, volledig, op)
              select @regio, @persoon, @rol, 'dossiers', count(*), 'betrokken', @herkomst, bool_or(leerling is not null), @Nu from lijst having count(*) > 0)
            select id, nummer, onderwerp, leerling, groep, school, routeversie_id, stappen, geopend_op from lijst order by geopend_op desc, id
            """;
        var scholen = wie.ScholenIn(regio, Rol.InternBegeleider, Rol.Directeur).ToArray();
        var rijen = await database.LijstAsync<Lijstrij>(regio, Sql, new { regio, persoon = wie.PersoonId, scholen, PerPagina, vanaf = PerPagina * (Math.Clamp(pagina, 1, 10_000) - 1), rol = wie.RolBuiten(regio), herkomst = wie.Herkomst, database.Nu }, ct);
        var regels = new List<Dossierregel>(rijen.Count);
        foreach (var d in rijen)
        {
            var route = await versies.HaalAsync(regio, d.RouteversieId, ct);
            regels.Add(new(d.Id, d.Nummer, Aanduiding.Van(Enum.Parse<Onderwerp>(d.Onderwerp), d.Leerling, d.Groep, d.School), d.School, string.Join(", ", d.Stappen.Select(s => route.Vind(s)?.Naam ?? s)), d.GeopendOp));
        }

        return regels;
    }

    private sealed record Lijstrij(Guid Id, string Nummer, string Onderwerp, string? Leerling, string Groep, string School, Guid RouteversieId, string[] Stappen, DateTimeOffset GeopendOp);
}
