using Ambulant.Core.Opslag;

namespace Ambulant.Core.Toegang;

/// <summary>One membership of a person in the region.</summary>
/// <param name="Waar">School or organisation; empty without.</param>
/// <param name="Dossiers">Dossiers in which the person takes part in this role.</param>
public sealed record Lidregel(Guid Id, Rol Rol, string Waar, string? Deskundigheid, DateOnly Sinds, int Dossiers);

/// <param name="KanInloggen">The own sign-in is bound to this person.</param>
/// <param name="UitgenodigdTot">Until when the open invitation can be used; null when there is none.</param>
public sealed record Persoonregel(Guid Id, string Naam, string Email, bool KanInloggen, DateTimeOffset? UitgenodigdTot, IReadOnlyList<Lidregel> Lid);

/// <summary>What can be chosen when adding a person.</summary>
public sealed record Persoonkeuzes(IReadOnlyList<Plekkeuze> Scholen, IReadOnlyList<Plekkeuze> Organisaties);

public sealed record Plekkeuze(Guid Id, string Naam);

/// <summary>The people of a region with their memberships, for the regiobeheerder.</summary>
public sealed class PersonenVinden(Database database) : IUseCase
{
    public async Task<IReadOnlyList<Persoonregel>> LeesAsync(string regio, CancellationToken ct)
    {
        const string Sql = """
            select p.id, p.naam, p.email,
                   exists (select from persoon_identiteit i where i.persoon_id = p.id) as kan_inloggen,
                   (select max(u.vervalt_op) from uitnodiging u where u.persoon_id = p.id and u.gebruikt_op is null and u.ingetrokken_op is null and u.vervalt_op > @nu) as uitgenodigd_tot,
                   l.id as lid, l.rol, coalesce(s.naam, o.naam, '') as waar, l.deskundigheid, l.sinds,
                   (select count(*) from betrokkene b where b.regio_id = l.regio_id and b.persoon_id = p.id and b.rol = l.rol and b.tot is null
                      and (l.school_id is null or exists (select from dossier d where d.regio_id = b.regio_id and d.id = b.dossier_id and d.school_id = l.school_id)))::int as dossiers
            from lidmaatschap l join persoon p on p.id = l.persoon_id
            left join school s on s.regio_id = l.regio_id and s.id = l.school_id
            left join organisatie o on o.regio_id = l.regio_id and o.id = l.organisatie_id
            where l.regio_id = @regio and l.tot is null order by p.naam, p.id, l.rol, 8 limit 2000
            """;
        var rijen = await database.LijstAsync<Rij>(regio, Sql, new { regio, nu = database.Nu }, ct);
        return
        [
            .. rijen.GroupBy(r => r.Id).Select(g => new Persoonregel(
                g.Key, g.First().Naam, g.First().Email, g.First().KanInloggen, g.First().UitgenodigdTot,
                [.. g.Select(r => new Lidregel(r.Lid, Enum.Parse<Rol>(r.Rol), r.Waar, r.Deskundigheid, r.Sinds, r.Dossiers))])),
        ];
    }

    public Task<Persoonkeuzes> KeuzesAsync(string regio, CancellationToken ct)
    {
        const string Sql = """
            select id, naam from school where regio_id = @regio order by naam limit 1000;
            select id, naam from organisatie where regio_id = @regio order by naam limit 500
            """;
        return database.LeesAsync(regio, Sql, new { regio }, async r => new Persoonkeuzes((await r.ReadAsync<Plekkeuze>()).ToList(), (await r.ReadAsync<Plekkeuze>()).ToList()), ct);
    }

    private sealed record Rij(
        Guid Id, string Naam, string Email, bool KanInloggen, DateTimeOffset? UitgenodigdTot, Guid Lid, string Rol, string Waar, string? Deskundigheid, DateOnly Sinds, int Dossiers);
}
