using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Leerlingen;

public sealed record Leerlingregel(Guid Id, string Roepnaam, string Achternaam, string Groep, string School, int Dossiers);

/// <param name="Meer">There are more than are shown.</param>
/// <param name="MagToevoegen">The person adds leerlingen at a school of the region.</param>
public sealed record Leerlingenlijst(IReadOnlyList<Leerlingregel> Leerlingen, bool Meer, bool MagToevoegen);

/// <summary>The leerlingen of the own school that the person sees, by name. The list is one line in the inzagelog; what was searched for is not in it.</summary>
public sealed class LeerlingenVinden(Database database) : IUseCase
{
    private const int Meeste = 100;

    public async Task<Leerlingenlijst> LeesAsync(Gebruiker wie, string regio, string? naam, CancellationToken ct)
    {
        const string Sql = $"""
            with lijst as materialized (
              select l.id, l.roepnaam, l.achternaam, l.groep, s.naam as school,
                     (select count(*) from dossier d where d.regio_id = l.regio_id and d.leerling_id = l.id)::int as dossiers
              from leerling l join school s on s.regio_id = l.regio_id and s.id = l.school_id
              where l.regio_id = @regio and {Leerlingzicht.Sql}
                and (@naam = '' or strpos(lower(l.roepnaam || ' ' || l.achternaam), lower(@naam)) > 0)
              order by l.achternaam, l.roepnaam, l.id limit @aantal),
            ingezien as (
              insert into inzage (regio_id, persoon_id, rol, wat, aantal, grond, herkomst, volledig, op)
              select @regio, @persoon, @rol, 'leerlingen', count(*), 'school', @herkomst, true, @Nu from lijst having count(*) > 0)
            select id, roepnaam, achternaam, groep, school, dossiers from lijst order by achternaam, roepnaam, id
            """;
        var rijen = await database.LijstAsync<Leerlingregel>(regio, Sql, new { regio, persoon = wie.PersoonId, naam = naam?.Replace("\0", "", StringComparison.Ordinal).Trim() ?? "", aantal = Meeste + 1, rol = wie.RolBuiten(regio), herkomst = wie.Herkomst, database.Nu }, ct);
        return new([.. rijen.Take(Meeste)], rijen.Count > Meeste, Rechten.Mag(Recht.LeerlingBeheren, wie, regio));
    }
}
