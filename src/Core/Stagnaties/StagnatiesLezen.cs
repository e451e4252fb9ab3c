using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Stagnaties;

/// <summary>What was done about it: an agreement, or the result with which it was closed.</summary>
public sealed record Stagnatievervolg(bool Gesloten, string Tekst, string? Eigenaar, DateOnly? Wanneer, string Door, Rol Rol, DateTimeOffset Op);

/// <param name="Wie">Who must act now.</param>
/// <param name="Vervolg">Oldest first.</param>
public sealed record Stagnatie(Guid Id, string Soort, string Tekst, string Wie, string Door, Rol Rol, DateTimeOffset Op, IReadOnlyList<Stagnatievervolg> Vervolg)
{
    public bool Gesloten => Vervolg is [.., { Gesloten: true }];

    /// <summary>Before when, as agreed last.</summary>
    public DateOnly? Wanneer => Vervolg is [.., { } laatste] ? laatste.Wanneer : null;
}

/// <summary>Someone who can take an agreement upon oneself.</summary>
public sealed record Opvolger(Guid PersoonId, string Naam, IReadOnlyList<Rol> Rollen);

/// <summary>The stagnaties of a dossier with their trail, open ones first.</summary>
public sealed class StagnatiesLezen(Database database) : IUseCase
{
    /// <summary>The open ones, one row each; expects @regio and @dossier.</summary>
    internal const string Open = """
        select s.id, s.soort, p.naam as wie, v.wanneer
        from stagnatie s
        left join lateral (select x.soort, x.eigenaar_id, x.wanneer from stagnatie_vervolg x where x.regio_id = s.regio_id and x.stagnatie_id = s.id order by x.nummer desc limit 1) v on true
        join persoon p on p.id = coalesce(v.eigenaar_id, s.aan_id)
        where s.regio_id = @regio and s.dossier_id = @dossier and v.soort is distinct from 'gesloten'
        """;

    /// <summary>Those who can be chosen; expects @regio and @dossier.</summary>
    internal const string Kunnen = """
        select p.id as persoon_id, p.naam, array_agg(b.rol order by b.rol) as rollen from betrokkene b join persoon p on p.id = b.persoon_id
        where b.regio_id = @regio and b.dossier_id = @dossier and b.tot is null group by p.id order by p.naam limit 100
        """;

    public async Task<IReadOnlyList<Stagnatie>> LeesAsync(Dossierkop kop, CancellationToken ct)
    {
        const string Sql = """
            select s.id, s.soort, s.tekst, a.naam as aan, p.naam as door, s.rol, s.op from stagnatie s join persoon p on p.id = s.persoon_id join persoon a on a.id = s.aan_id
            where s.regio_id = @regio and s.dossier_id = @dossier order by s.op desc limit 200;
            select v.stagnatie_id, v.soort, v.tekst, e.naam as eigenaar, v.wanneer, p.naam as door, v.rol, v.op
            from stagnatie_vervolg v join persoon p on p.id = v.persoon_id left join persoon e on e.id = v.eigenaar_id
            where v.regio_id = @regio and v.dossier_id = @dossier order by v.nummer
            """;
        return await database.LeesAsync(kop.Regio, Sql, new { regio = kop.Regio, dossier = kop.Id }, async r =>
        {
            var rijen = (await r.ReadAsync<Rij>()).ToList();
            var vervolg = (await r.ReadAsync<Vervolgrij>()).ToLookup(v => v.StagnatieId, v => new Stagnatievervolg(v.Soort == "gesloten", v.Tekst, v.Eigenaar, v.Wanneer, v.Door, Enum.Parse<Rol>(v.Rol), v.Op));
            return rijen.Select(s => new Stagnatie(s.Id, s.Soort, s.Tekst, vervolg[s.Id].LastOrDefault(v => v.Eigenaar is not null)?.Eigenaar ?? s.Aan, s.Door, Enum.Parse<Rol>(s.Rol), s.Op, [.. vervolg[s.Id]]))
                .OrderBy(s => s.Gesloten).ToList();
        }, ct);
    }

    public async Task<IReadOnlyList<Opvolger>> EigenarenAsync(Dossierkop kop, CancellationToken ct) =>
        [.. (await database.LijstAsync<Eigenaarrij>(kop.Regio, Kunnen, new { regio = kop.Regio, dossier = kop.Id }, ct)).Select(e => new Opvolger(e.PersoonId, e.Naam, [.. e.Rollen.Select(Enum.Parse<Rol>)]))];

    internal sealed record Eigenaarrij(Guid PersoonId, string Naam, string[] Rollen);

    private sealed record Rij(Guid Id, string Soort, string Tekst, string Aan, string Door, string Rol, DateTimeOffset Op);

    private sealed record Vervolgrij(Guid StagnatieId, string Soort, string Tekst, string? Eigenaar, DateOnly? Wanneer, string Door, string Rol, DateTimeOffset Op);
}
