using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Afspraken;

/// <summary>Who does what, before when.</summary>
/// <param name="Eigenaar">Key as in <see cref="Eigenaar.Sleutel"/>.</param>
/// <param name="Wie">Name of who does it.</param>
/// <param name="GedaanOp">Null while it is open.</param>
public sealed record Afspraak(Guid Id, string Wat, string Eigenaar, string Wie, DateOnly Wanneer, DateTimeOffset? GedaanOp, int Versie)
{
    /// <summary>How it stands against its date, in words; null when it is done.</summary>
    public string? Termijn(DateOnly vandaag) => (GedaanOp, Wanneer.DayNumber - vandaag.DayNumber) switch
    {
        ({ }, _) => null,
        (_, -1) => "1 dag te laat",
        (_, < -1 and var dagen) => $"{-dagen} dagen te laat",
        (_, 0) => "Vandaag",
        (_, 1) => "Morgen",
        (_, <= 14 and var dagen) => $"Nog {dagen} dagen",
        _ => "Later",
    };

    public bool TeLaat(DateOnly vandaag) => GedaanOp is null && Wanneer < vandaag;
}

/// <summary>Someone who can take an afspraak upon them: a betrokkene or a parent.</summary>
/// <param name="Sleutel">"persoon:…" or "ouder:…".</param>
/// <param name="Rollen">Empty when someone no longer takes part but still has afspraken.</param>
public sealed record Eigenaar(string Sleutel, string Naam, IReadOnlyList<Rol> Rollen);

/// <summary>The list, with the day against which it is read.</summary>
public sealed record Afsprakenblad(DateOnly Vandaag, IReadOnlyList<Afspraak> Afspraken);

/// <summary>The form of one afspraak.</summary>
/// <param name="Afspraak">Null: a new one, or one that is gone.</param>
public sealed record Afspraakblad(Afspraak? Afspraak, IReadOnlyList<Eigenaar> Eigenaren);

/// <summary>Reads the afspraken of a dossier.</summary>
public sealed class AfsprakenLezen(Database database) : IUseCase
{
    private const string Rij = """
        select a.id, a.wat, case when a.ouder_id is null then 'persoon:' || a.eigenaar_id else 'ouder:' || a.ouder_id end as eigenaar,
               coalesce(o.naam, p.naam) as wie, a.wanneer, a.gedaan_op, a.versie
        from afspraak a left join persoon p on p.id = a.eigenaar_id left join ouder o on o.regio_id = a.regio_id and o.id = a.ouder_id
        where a.regio_id = @Regio and a.dossier_id = @Id
        """;

    /// <summary>Open ones first, the earliest on top; then what is done, the last on top.</summary>
    public async Task<Afsprakenblad> LijstAsync(Dossierkop kop, CancellationToken ct) => new(
        database.Vandaag,
        await database.LijstAsync<Afspraak>(
            kop.Regio,
            Rij + " order by a.gedaan_op is not null, case when a.gedaan_op is null then a.wanneer end, a.gedaan_op desc, a.id limit 500",
            new { kop.Regio, kop.Id },
            ct));

    /// <param name="afspraak">Null for a new one.</param>
    public Task<Afspraakblad> EenAsync(Dossierkop kop, Guid? afspraak, CancellationToken ct)
    {
        const string Sql = Rij + " and a.id = @afspraak;\n" + Kunnen;
        return database.LeesAsync(
            kop.Regio,
            Sql,
            new { kop.Regio, kop.Id, afspraak },
            async r =>
            {
                var rij = await r.ReadSingleOrDefaultAsync<Afspraak>();
                var kunnen = (await r.ReadAsync<Eigenaarrij>()).Select(e => e.Lees()).ToList();
                return new Afspraakblad(rij, kunnen);
            },
            ct);
    }

    /// <summary>Who takes part, the parents, and who owns @afspraak now. Expects @Regio, @Id and @afspraak.</summary>
    internal const string Kunnen = """
        select 'persoon:' || p.id as sleutel, p.naam, coalesce(array_agg(b.rol order by b.rol) filter (where b.rol is not null), '{}') as rollen
        from persoon p left join betrokkene b on b.persoon_id = p.id and b.regio_id = @Regio and b.dossier_id = @Id and b.tot is null
        where p.id in (
          select persoon_id from betrokkene where regio_id = @Regio and dossier_id = @Id and tot is null
          union select eigenaar_id from afspraak where regio_id = @Regio and dossier_id = @Id and id = @afspraak)
        group by p.id, p.naam
        union all
        select 'ouder:' || o.id, o.naam, '{Ouder}'
        from ouder o join dossier d on d.regio_id = o.regio_id and d.leerling_id = o.leerling_id
        where d.regio_id = @Regio and d.id = @Id
        order by 2, 1
        """;

    internal sealed record Eigenaarrij(string Sleutel, string Naam, string[] Rollen)
    {
        public Eigenaar Lees() => new(Sleutel, Naam, [.. Rollen.Select(Enum.Parse<Rol>)]);
    }
}
