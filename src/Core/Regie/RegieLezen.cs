using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Regie;

/// <summary>Who leads the dossier now.</summary>
/// <param name="Overgenomen">Someone took it over from the ib-er.</param>
public sealed record Regiehouder(Guid PersoonId, string Naam, Rol Rol, DateTimeOffset Sinds, bool Overgenomen)
{
    /// <summary>
    /// One row, or none when a dossier has no ib-er. Who took it over holds it as long as that person takes part in that role; without
    /// anyone it is the ib-er's (source 002, rollen). Expects @regio and @dossier.
    /// </summary>
    internal const string Sql = """
        with laatste as (
          select r.persoon_id, r.rol, r.op from regie r where r.regio_id = @regio and r.dossier_id = @dossier order by r.nummer desc limit 1),
        kandidaat as (
          select 1 as plaats, l.persoon_id, l.rol, l.op as sinds, l.rol <> 'InternBegeleider' as overgenomen from laatste l
          where exists (select from betrokkene b where b.regio_id = @regio and b.dossier_id = @dossier and b.persoon_id = l.persoon_id and b.rol = l.rol and b.tot is null)
          union all
          select 2, b.persoon_id, b.rol, b.sinds, false from betrokkene b where b.regio_id = @regio and b.dossier_id = @dossier and b.rol = 'InternBegeleider' and b.tot is null)
        select k.persoon_id, p.naam, k.rol, k.sinds, k.overgenomen from kandidaat k join persoon p on p.id = k.persoon_id order by k.plaats, k.sinds limit 1
        """;

    internal sealed record Rij(Guid PersoonId, string Naam, string Rol, DateTimeOffset Sinds, bool Overgenomen)
    {
        public Regiehouder AlsHouder() => new(PersoonId, Naam, Enum.Parse<Rol>(Rol), Sinds, Overgenomen);
    }

    internal static async Task<Regiehouder?> LeesAsync(DbSessie sessie, Guid dossier) => (await sessie.EenAsync<Rij>(Sql, new { regio = sessie.Regio, dossier }))?.AlsHouder();
}

/// <summary>A line of the history: who got it, why, and who wrote that.</summary>
public sealed record Regieregel(string Naam, Rol Rol, string Reden, string Door, DateTimeOffset Op);

/// <param name="Houder">Null: nobody, because the dossier has no ib-er.</param>
/// <param name="Geschiedenis">Newest first.</param>
public sealed record Regieblad(Regiehouder? Houder, IReadOnlyList<Regieregel> Geschiedenis);

public sealed class RegieLezen(Database database) : IUseCase
{
    public Task<Regieblad> LeesAsync(Dossierkop kop, CancellationToken ct)
    {
        const string Sql = Regiehouder.Sql + """
            ;
            select p.naam, r.rol, r.reden, d.naam as door, r.op from regie r join persoon p on p.id = r.persoon_id join persoon d on d.id = r.door_id
            where r.regio_id = @regio and r.dossier_id = @dossier order by r.nummer desc limit 200
            """;
        return database.LeesAsync(kop.Regio, Sql, new { regio = kop.Regio, dossier = kop.Id }, async r =>
            new Regieblad((await r.ReadSingleOrDefaultAsync<Regiehouder.Rij>())?.AlsHouder(), (await r.ReadAsync<Rij>()).Select(x => new Regieregel(x.Naam, Enum.Parse<Rol>(x.Rol), x.Reden, x.Door, x.Op)).ToList()), ct);
    }

    private sealed record Rij(string Naam, string Rol, string Reden, string Door, DateTimeOffset Op);
}
