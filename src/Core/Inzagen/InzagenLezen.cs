using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;
using Ambulant.Core.Ouders;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Inzagen;

/// <summary>One part of the dossier that someone opened on a day.</summary>
/// <param name="Deel">First part of the page's name, as "logboek".</param>
/// <param name="Naam">Name of the document; only the school reads it here.</param>
public sealed record Inzagedeel(string Deel, Inzageactie Actie, string? Naam, int Keer);

/// <summary>One person on one day.</summary>
/// <param name="Naam">Null: a parent, read by another parent. Parents do not follow each other here.</param>
/// <param name="Waar">School or organisation; null: the alliance itself.</param>
/// <param name="Uzelf">The parent who reads this.</param>
/// <param name="Grond">One of <see cref="Inzagegrond"/>; null in lines from before it was kept.</param>
/// <param name="MetNaam">The name of the leerling could be seen.</param>
public sealed record Inzagebezoek(
    DateOnly Dag, string? Naam, Rol Rol, string? Waar, bool Uzelf, string? Grond, bool MetNaam, DateTimeOffset Eerste, DateTimeOffset Laatste, IReadOnlyList<Inzagedeel> Delen)
{
    public int Keer => Delen.Sum(d => d.Keer);
}

/// <summary>Someone who asked for this dossier and was refused.</summary>
public sealed record Inzageweigering(DateOnly Dag, string Naam, Rol Rol, string? Waar, int Keer);

/// <param name="Bezoeken">Newest day first; within it whoever looked last first.</param>
/// <param name="Weigeringen">For the school only.</param>
/// <param name="Eerder">There are older days: ask again with days before this one.</param>
public sealed record Inzageblad(IReadOnlyList<Inzagebezoek> Bezoeken, IReadOnlyList<Inzageweigering> Weigeringen, DateOnly? Eerder);

/// <summary>Who looked at a dossier, taken together per person per day: a line per click tells a reader less.</summary>
public sealed class InzagenLezen(Database database) : IUseCase
{
    /// <summary>So many days with someone who looked are shown at once.</summary>
    public const int Dagen = 14;

    // School or organisation of the person in the role of the line, as it is or else was last.
    private const string Waar = """
        left join lateral (
          select coalesce(s.naam, g.naam) as naam from lidmaatschap m
          left join school s on s.regio_id = m.regio_id and s.id = m.school_id
          left join organisatie g on g.regio_id = m.regio_id and g.id = m.organisatie_id
          where m.regio_id = i.regio_id and m.persoon_id = i.persoon_id and m.rol = i.rol order by m.tot is null desc, m.sinds desc, m.id limit 1) w on true
        """;

    // Lines of the dossier, and those of its leerling from before there was a dossier. Those of the second kind are few: both have an index.
    private const string Sql = $"""
        with over as (select d.id, d.leerling_id from dossier d where d.regio_id = @regio and d.id = @dossier),
        regel as (
          select i.id, (i.op at time zone 'Europe/Amsterdam')::date as dag from inzage i join over o on i.dossier_id = o.id where i.regio_id = @regio
          union all
          select i.id, (i.op at time zone 'Europe/Amsterdam')::date from inzage i join over o on i.object_id = o.leerling_id
          where i.regio_id = @regio and i.dossier_id is null and i.resultaat = 'gegeven'),
        dagen as (select distinct r.dag from regel r where @voor::date is null or r.dag < @voor order by r.dag desc limit @aantal)
        select r.dag, i.persoon_id, i.ouder_id, coalesce(p.naam, case when @school then u.naam end) as naam, i.rol, w.naam as waar,
               coalesce(i.ouder_id = @ouder, false) as uzelf, i.grond, i.actie, split_part(i.wat, '/', 1) as deel,
               case when @school then x.naam end as document, count(*)::int as keer, bool_or(i.volledig) as met_naam, min(i.op) as eerste, max(i.op) as laatste
        from dagen g
        join regel r on r.dag = g.dag
        join inzage i on i.regio_id = @regio and i.id = r.id
        left join persoon p on p.id = i.persoon_id
        left join ouder u on u.regio_id = i.regio_id and u.id = i.ouder_id
        left join document x on x.regio_id = i.regio_id and x.dossier_id = i.dossier_id and x.id = i.object_id
        {Waar}
        group by r.dag, i.persoon_id, i.ouder_id, p.naam, u.naam, i.rol, w.naam, i.grond, i.actie, split_part(i.wat, '/', 1), x.naam
        order by r.dag desc, max(i.op) desc limit 2000;
        select (i.op at time zone 'Europe/Amsterdam')::date as dag, coalesce(p.naam, 'onbekend') as naam, i.rol, w.naam as waar, count(*)::int as keer
        from dossier d join inzage i on i.regio_id = d.regio_id and i.dossier_id is null and i.resultaat = 'geweigerd' and (i.object_id = d.id or i.object_id = d.leerling_id)
        left join persoon p on p.id = i.persoon_id
        {Waar}
        where @school and d.regio_id = @regio and d.id = @dossier
        group by 1, 2, 3, 4, i.persoon_id order by 1 desc, max(i.op) desc limit 100
        """;

    /// <summary>For the school: with the names of documents and with who was refused.</summary>
    public Task<Inzageblad> VoorSchoolAsync(Dossierkop kop, DateOnly? voor, CancellationToken ct) => LeesAsync(kop.Regio, kop.Id, null, voor, ct);

    public Task<Inzageblad> VoorOuderAsync(Ouderkop kop, DateOnly? voor, CancellationToken ct) => LeesAsync(kop.Regio, kop.Dossier, kop.OuderId, voor, ct);

    private async Task<Inzageblad> LeesAsync(string regio, Guid dossier, Guid? ouder, DateOnly? voor, CancellationToken ct)
    {
        // One day more than is shown says whether there are older ones.
        return await database.LeesAsync(regio, Sql, new { regio, dossier, ouder, voor, school = ouder is null, aantal = Dagen + 1 }, async r =>
        {
            var regels = (await r.ReadAsync<Regel>()).ToList();
            var geweigerd = (await r.ReadAsync<Inzageweigering>()).ToList();
            var dagen = regels.Select(x => x.Dag).Distinct().Take(Dagen).ToHashSet();
            var meer = regels.Exists(x => !dagen.Contains(x.Dag));
            return new Inzageblad(
                [.. regels.Where(x => dagen.Contains(x.Dag)).GroupBy(x => (x.Dag, x.PersoonId, x.OuderId, x.Rol)).Select(Bezoek).OrderByDescending(b => b.Dag).ThenByDescending(b => b.Laatste)],
                geweigerd,
                meer ? dagen.Min() : null);
        }, ct);
    }

    private static Inzagebezoek Bezoek(IGrouping<(DateOnly Dag, Guid?, Guid?, string Rol), Regel> groep)
    {
        var eerste = groep.First();
        return new(
            groep.Key.Dag, eerste.Naam, Enum.Parse<Rol>(groep.Key.Rol), eerste.Waar, eerste.Uzelf, groep.Select(x => x.Grond).FirstOrDefault(g => g is not null), groep.Any(x => x.MetNaam),
            groep.Min(x => x.Eerste), groep.Max(x => x.Laatste),
            [.. groep.GroupBy(x => (x.Deel, x.Actie, x.Document)).Select(d => new Inzagedeel(d.Key.Deel, Enum.Parse<Inzageactie>(d.Key.Actie, ignoreCase: true), d.Key.Document, d.Sum(x => x.Keer)))]);
    }

    private sealed record Regel(
        DateOnly Dag, Guid? PersoonId, Guid? OuderId, string? Naam, string Rol, string? Waar, bool Uzelf, string? Grond, string Actie, string Deel, string? Document, int Keer, bool MetNaam,
        DateTimeOffset Eerste, DateTimeOffset Laatste);
}
