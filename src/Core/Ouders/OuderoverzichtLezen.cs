using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Core.Toestemmingen;

namespace Ambulant.Core.Ouders;

public enum Fasestand
{
    Later,
    Nu,
    Klaar,
}

/// <summary>A phase of the route, as a parent sees it.</summary>
public sealed record Ouderfase(string Naam, Fasestand Stand);

public sealed record Meedoener(string Naam, Rol Rol);

public sealed record Ouderafspraak(string Wat, DateOnly Wanneer, bool Gedaan);

/// <summary>Who looked on one day.</summary>
/// <param name="Naam">Null: another parent. Parents do not follow each other here.</param>
/// <param name="Uzelf">The parent who reads this.</param>
/// <param name="MetNaam">The name of the child could be seen.</param>
public sealed record Kijker(DateOnly Dag, string? Naam, Rol Rol, bool Uzelf, int Keer, bool MetNaam);

/// <summary>Everything on the page of a parent.</summary>
/// <param name="NuBezig">What happens now, one sentence per open step.</param>
/// <param name="Compleet">All parents with gezag gave toestemming.</param>
/// <param name="Brief">The letter on which the parent decides now.</param>
public sealed record Ouderoverzicht(
    IReadOnlyList<string> NuBezig,
    IReadOnlyList<Ouderfase> Fasen,
    IReadOnlyList<Meedoener> Meedoeners,
    IReadOnlyList<Ouderafspraak> Afspraken,
    Ouderstand Stand,
    DateTimeOffset? Sinds,
    string? Tekstversie,
    bool Compleet,
    IReadOnlyList<Kijker> Kijkers,
    Toestemmingsbrief Brief);

public sealed class OuderoverzichtLezen(Database database, Routeversies versies, Regioregister regios) : IUseCase
{
    public async Task<Ouderoverzicht> LeesAsync(Ouderkop kop, CancellationToken ct)
    {
        const string Sql = Toestemmingsstand.Sql + """
            select max(op) from toestemming where regio_id = @Regio and dossier_id = @dossier and ouder_id = @OuderId and soort <> 'gevraagd';
            select stap from stap_open where regio_id = @Regio and dossier_id = @dossier;
            select p.naam, b.rol from betrokkene b join persoon p on p.id = b.persoon_id
            where b.regio_id = @Regio and b.dossier_id = @dossier and b.tot is null order by b.sinds, p.naam;
            select wat, wanneer, gedaan_op is not null as gedaan from afspraak
            where regio_id = @Regio and dossier_id = @dossier and ouder_id = @OuderId order by gedaan_op is not null, wanneer, id limit 100;
            select (i.op at time zone 'Europe/Amsterdam')::date as dag, p.naam, i.rol, coalesce(i.ouder_id = @OuderId, false) as uzelf,
                   count(*)::int as keer, bool_or(i.volledig) as met_naam
            from inzage i left join persoon p on p.id = i.persoon_id
            where i.regio_id = @Regio and i.dossier_id = @dossier
            group by 1, 2, 3, 4, i.persoon_id order by 1 desc, max(i.op) desc limit 200
            """;
        var route = await versies.HaalAsync(kop.Regio, kop.RouteversieId, ct);
        return await database.LeesAsync(kop.Regio, Sql, new { kop.Regio, dossier = kop.Dossier, kop.OuderId }, async r =>
        {
            var stand = await Toestemmingsstand.LeesAsync(r);
            var sinds = await r.ReadSingleAsync<DateTimeOffset?>();
            var open = (await r.ReadAsync<string>()).ToHashSet();
            var meedoeners = (await r.ReadAsync<Meedoener>()).ToList();
            var afspraken = (await r.ReadAsync<Ouderafspraak>()).ToList();
            var kijkers = (await r.ReadAsync<Kijker>()).ToList();
            var eigen = stand.Van(kop.OuderId);
            return new Ouderoverzicht(
                [.. route.Stappen.Where(s => open.Contains(s.Sleutel) && s.VoorOuders.Length > 0).Select(s => s.VoorOuders)],
                Fasen(route, open), meedoeners, afspraken, eigen?.Stand ?? Ouderstand.NietGevraagd, sinds, eigen?.Tekstversie, stand.Geldig, kijkers, regios[kop.Regio].BriefVoor(route));
        }, ct);
    }

    /// <summary>How a role is called where abbreviations are written out: parents need not know them.</summary>
    public string Noem(string regio, Rol rol)
    {
        var woorden = regios[regio].Woorden;
        var naam = woorden.Noem(rol);
        return woorden.Voluit.GetValueOrDefault(naam, naam);
    }

    internal static IReadOnlyList<Ouderfase> Fasen(Route route, IReadOnlySet<string> open)
    {
        var bezig = route.Fasen.Select(f => f.Stappen.Any(s => open.Contains(s.Sleutel))).ToList();
        var eerste = bezig.IndexOf(true);
        return [.. route.Fasen.Select((f, i) => new Ouderfase(f.Naam, eerste < 0 || (i < eerste && !bezig[i]) ? Fasestand.Klaar : bezig[i] ? Fasestand.Nu : Fasestand.Later))];
    }
}
