using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Leerlingen;

public sealed record Ouderregel(Guid Id, string Naam, string? Email, bool Gezag, int Versie);

/// <param name="Open">The person may open it.</param>
public sealed record Dossierregel(Guid Id, string Nummer, DateOnly Geopend, bool ToestemmingGeldig, bool Open);

/// <param name="MagWijzigen">The person may change the leerling and the parents.</param>
public sealed record Leerlingblad(
    Guid Id, Guid SchoolId, string School, string Roepnaam, string Achternaam, DateOnly Geboortedatum, string Groep, int Versie,
    bool MagWijzigen, IReadOnlyList<Ouderregel> Ouders, IReadOnlyList<Dossierregel> Dossiers)
{
    public string Naam => $"{Roepnaam} {Achternaam}";
}

/// <summary>A leerling with parents and dossiers, and the line in the inzagelog of each of these dossiers (else of the leerling), in one round trip.</summary>
public sealed class LeerlingBekijken(Database database) : IUseCase
{
    internal static readonly Rol[] Beheerders = [Rol.InternBegeleider, Rol.Leerkracht];

    /// <returns>Null: not there, or not for this person.</returns>
    public async Task<Leerlingblad?> LeesAsync(Gebruiker wie, string regio, Guid leerling, CancellationToken ct)
    {
        const string Sql = $"""
            with gezien as materialized (
              select l.regio_id, l.id from leerling l where l.regio_id = @regio and l.id = @leerling and {Leerlingzicht.Sql}),
            regels as (
              select d.id as dossier, coalesce((select t.rollen[1] from dossier_toegang(@regio, d.id, @persoon) t), 'Leerkracht') as rol, true as gezien
              from gezien g join dossier d on d.regio_id = g.regio_id and d.leerling_id = g.id
              union all
              -- No dossier to write it with, or not to be seen: then with the leerling that was asked for.
              select null, @buiten, exists (select from gezien)
              where not exists (select from gezien g join dossier d on d.regio_id = g.regio_id and d.leerling_id = g.id)),
            ingezien as (
              insert into inzage (regio_id, dossier_id, object_id, persoon_id, rol, wat, resultaat, grond, herkomst, volledig, op)
              select @regio, r.dossier, case when r.dossier is null then (select l.id from leerling l where l.regio_id = @regio and l.id = @leerling) end, @persoon, r.rol, 'leerling',
                     case when r.gezien then 'gegeven' else 'geweigerd' end, case when r.gezien then 'school' end, @herkomst, r.gezien, @nu
              from regels r)
            select l.id, l.school_id, s.naam as school, l.roepnaam, l.achternaam, l.geboortedatum, l.groep, l.versie
            from gezien g join leerling l on l.regio_id = g.regio_id and l.id = g.id join school s on s.regio_id = l.regio_id and s.id = l.school_id;
            select o.id, o.naam, o.email, o.gezag, o.versie from ouder o where o.regio_id = @regio and o.leerling_id = @leerling order by o.gezag desc, o.naam, o.id;
            select d.id, d.nummer, d.geopend_op, d.toestemming_geldig, exists (select from dossier_toegang(@regio, d.id, @persoon)) as open
            from dossier d where d.regio_id = @regio and d.leerling_id = @leerling order by d.geopend_op desc
            """;
        return await database.LeesAsync(regio, Sql, new { regio, leerling, persoon = wie.PersoonId, buiten = wie.RolBuiten(regio), herkomst = wie.Herkomst, nu = database.Nu }, async r =>
        {
            if (await r.ReadSingleOrDefaultAsync<Leerlingrij>() is not { } l)
            {
                return null;
            }

            var ouders = (await r.ReadAsync<Ouderregel>()).ToList();
            var dossiers = (await r.ReadAsync<Dossierrij>()).Select(d => new Dossierregel(d.Id, d.Nummer, Dag.Van(d.GeopendOp), d.ToestemmingGeldig, d.Open)).ToList();
            var mag = wie.ScholenIn(regio, Beheerders).Contains(l.SchoolId);
            return new Leerlingblad(l.Id, l.SchoolId, l.School, l.Roepnaam, l.Achternaam, l.Geboortedatum, l.Groep, l.Versie, mag, ouders, dossiers);
        }, ct);
    }

    /// <summary>
    /// The leerling and all its dossiers locked for a change; null: not there, or not for this person to change. The dossiers go first,
    /// in one order, as in every write on a dossier.
    /// </summary>
    internal static async Task<LeerlingInHand?> NeemAsync(DbSessie sessie, Gebruiker wie, Guid leerling)
    {
        const string Dossiers = "select id from dossier where regio_id = @Regio and leerling_id = @leerling order by id for update";
        const string Sql = $"""
            select l.id, l.school_id, l.versie from leerling l
            where l.regio_id = @Regio and l.id = @leerling and l.school_id = any (@scholen) and {Leerlingzicht.Sql} for update of l
            """;
        await sessie.LijstAsync<Guid>(Dossiers, new { sessie.Regio, leerling });
        var rij = await sessie.EenAsync<Inhandrij>(Sql, new { sessie.Regio, leerling, persoon = wie.PersoonId, scholen = wie.ScholenIn(sessie.Regio, Beheerders).ToArray() });
        return rij is null ? null : new(rij.Id, rij.SchoolId, rij.Versie, RolVan(wie, sessie.Regio, rij.SchoolId));
    }

    /// <summary>The role in which someone changes a leerling of this school.</summary>
    internal static Rol RolVan(Gebruiker wie, string regio, Guid school) => wie.ScholenIn(regio, Rol.InternBegeleider).Contains(school) ? Rol.InternBegeleider : Rol.Leerkracht;

    private sealed record Leerlingrij(Guid Id, Guid SchoolId, string School, string Roepnaam, string Achternaam, DateOnly Geboortedatum, string Groep, int Versie);

    private sealed record Dossierrij(Guid Id, string Nummer, DateTimeOffset GeopendOp, bool ToestemmingGeldig, bool Open);

    private sealed record Inhandrij(Guid Id, Guid SchoolId, int Versie);
}

/// <summary>A leerling locked for a change, and the role in which the person changes it.</summary>
internal sealed record LeerlingInHand(Guid Id, Guid SchoolId, int Versie, Rol Rol);
