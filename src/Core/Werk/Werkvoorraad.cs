using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Werk;

/// <summary>A line of "Mijn werk": what waits for this person, in the region's own words.</summary>
/// <param name="Wat">Name of the step, the afspraak or the message.</param>
/// <param name="Wie">Name of the leerling, or without name while it is closed.</param>
/// <param name="Uiterlijk">Last day; null when there is no term.</param>
public sealed record Werkregel(string Regio, string Regionaam, string Wat, string Wie, string School, string Adres, DateOnly? Uiterlijk, DateTimeOffset Sinds, Werksoort Soort);

public enum Werksoort
{
    Melding,
    Stap,
    Afspraak,
    Stagnatie,
}

/// <summary>What must I do, before when; over all regions of the person at once; one line a region in the inzagelog.</summary>
public sealed class Werkvoorraad(Database database, Regioregister regios, Routeversies versies) : IUseCase
{
    /// <summary>At most this many lines; the rest is reached through the dossiers.</summary>
    public const int Meeste = 100;

    /// <summary>Late first, then by term; what has no term last.</summary>
    public async Task<IReadOnlyList<Werkregel>> LeesAsync(Gebruiker wie, CancellationToken ct)
    {
        const string Sql = """
            with mijn as (
              select b.regio_id, b.dossier_id, array_agg(b.rol) as rollen from betrokkene b
              where b.persoon_id = @persoon and b.tot is null and b.regio_id = any (@regios) group by 1, 2),
            werk as (
              select 1 as soort, o.regio_id, o.dossier_id, o.stap as sleutel, null::text as wat, null::uuid as id, o.uiterlijk, o.geopend_op as sinds
              from mijn m
              -- Per dossier through its key: the planner would sooner read every open step there is.
              cross join lateral (
                select s.stap, s.rollen, s.uiterlijk, s.geopend_op, s.regio_id, s.dossier_id from stap_open s
                where s.regio_id = m.regio_id and s.dossier_id = m.dossier_id and s.rollen && m.rollen offset 0) o
              union all
              select 2, a.regio_id, a.dossier_id, null, a.wat, a.id, a.wanneer, a.op
              from afspraak a where a.eigenaar_id = @persoon and a.regio_id = any (@regios) and a.gedaan_op is null
              union all
              select 0, x.regio_id, x.dossier_id, x.soort, null, x.id, null, x.op
              from melding x where x.persoon_id = @persoon and x.regio_id = any (@regios) and x.gelezen_op is null
              union all
              select 3, s.regio_id, s.dossier_id, s.soort, null, s.id, v.wanneer, s.op
              from mijn m join stagnatie s on s.regio_id = m.regio_id and s.dossier_id = m.dossier_id
              left join lateral (select x.soort, x.eigenaar_id, x.wanneer from stagnatie_vervolg x where x.regio_id = s.regio_id and x.stagnatie_id = s.id order by x.nummer desc limit 1) v on true
              where coalesce(v.eigenaar_id, s.aan_id) = @persoon and v.soort is distinct from 'gesloten'),
            eerste as (select * from werk order by soort = 0 desc, uiterlijk nulls last, sinds limit @Meeste),
            lijst as materialized (
              select w.soort, w.regio_id as regio, w.dossier_id as dossier, w.sleutel, w.wat, w.uiterlijk, w.sinds, d.routeversie_id,
                     d.onderwerp, case when z.volledig then l.roepnaam || ' ' || l.achternaam end as leerling, coalesce(l.groep, d.groep, '') as groep, s.naam as school
              from eerste w
              join dossier d on d.regio_id = w.regio_id and d.id = w.dossier_id
              left join leerling l on l.regio_id = d.regio_id and l.id = d.leerling_id
              join school s on s.regio_id = d.regio_id and s.id = d.school_id
              cross join lateral dossier_toegang(w.regio_id, w.dossier_id, @persoon) z
              where w.soort not in (2, 3) or z.volledig),
            ingezien as (
              insert into inzage (regio_id, persoon_id, rol, wat, aantal, grond, herkomst, volledig, op)
              select regio, @persoon, @rollen[array_position(@regios, regio::text)], 'werk', count(*), 'betrokken', @herkomst, bool_or(leerling is not null), @Nu from lijst group by regio)
            select soort, regio, dossier, sleutel, wat, uiterlijk, sinds, routeversie_id, onderwerp, leerling, groep, school from lijst
            order by soort = 0 desc, uiterlijk nulls last, sinds
            """;
        string[] mijnRegios = [.. wie.Regios.Where(r => regios.Zoek(r, out _))];
        var rijen = await database.LeesAsync(mijnRegios, Sql, new
        {
            persoon = wie.PersoonId,
            regios = mijnRegios,
            rollen = mijnRegios.Select(wie.RolBuiten).ToArray(),
            herkomst = wie.Herkomst,
            Meeste,
            database.Nu,
        }, async r => (await r.ReadAsync<Werkrij>()).ToList(), ct);
        var regels = new List<Werkregel>(rijen.Count);
        foreach (var w in rijen)
        {
            var regio = regios[w.Regio];
            var adres = $"/{w.Regio}/dossiers/{w.Dossier}";
            var (wat, naar) = w.Soort switch
            {
                1 => ((await versies.HaalAsync(w.Regio, w.RouteversieId, ct)).Vind(w.Sleutel!)?.Naam ?? w.Sleutel!, $"{adres}/stappen/{w.Sleutel}"),
                2 => (w.Wat!, $"{adres}/afspraken"),
                3 => ($"Stagnatie opvolgen: {w.Sleutel}", $"{adres}/stagnaties"),
                _ => (Meldingtekst.Van(w.Sleutel!), adres),
            };
            regels.Add(new(w.Regio, regio.Naam, wat, Aanduiding.Van(Enum.Parse<Onderwerp>(w.Onderwerp), w.Leerling, w.Groep, w.School), w.School, naar, w.Uiterlijk, w.Sinds, (Werksoort)w.Soort));
        }

        return regels;
    }

    private sealed record Werkrij(
        int Soort, string Regio, Guid Dossier, string? Sleutel, string? Wat, DateOnly? Uiterlijk, DateTimeOffset Sinds, Guid RouteversieId,
        string Onderwerp, string? Leerling, string Groep, string School);
}

/// <summary>What a message says.</summary>
public static class Meldingtekst
{
    public static string Van(string soort) => soort switch
    {
        "toestemming-geweigerd" => "Een ouder geeft geen toestemming",
        "toestemming-ingetrokken" => "Een ouder trok de toestemming in",
        "route-aangepast" => "De stappen van dit dossier zijn aangepast",
        "instemming-geweigerd" => "Een ouder is het niet eens met het plan",
        "instemming-ingetrokken" => "Een ouder is het niet meer eens met het plan",
        "gebeurtenis" => "Er is iets onverwachts gebeurd: lees het logboek",
        _ => "Er is iets veranderd",
    };
}

/// <summary>Marks the messages of a dossier as read by this person.</summary>
public sealed class MeldingenGelezen(Database database) : IUseCase
{
    public async Task VoerUitAsync(Gebruiker wie, string regio, Guid dossier, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        const string Sql = "update melding set gelezen_op = @Nu where regio_id = @regio and dossier_id = @dossier and persoon_id = @PersoonId and gelezen_op is null";
        await sessie.VoerUitAsync(Sql, new { regio, dossier, wie.PersoonId, sessie.Nu });
        await sessie.VoltooiAsync();
    }
}
