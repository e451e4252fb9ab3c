using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Routes;

/// <summary>One part in which the module's new base differs from its old one.</summary>
/// <param name="Sleutel">Key of a step, or "" for the names of route and phases.</param>
/// <param name="Module">What the module changed in it.</param>
/// <param name="Eigen">What the region changed in it itself. Both: choose.</param>
public sealed record Basisdeel(string Sleutel, string Naam, IReadOnlyList<string> Module, IReadOnlyList<string> Eigen)
{
    public bool Botst => Eigen.Count > 0;
}

/// <summary>The three-way difference: base old, base new, and what the region made of it.</summary>
/// <param name="Alleen">What only the region changed: it stays.</param>
public sealed record Basisblad(long Versie, IReadOnlyList<Basisdeel> Delen, IReadOnlyList<Verschil> Alleen);

/// <summary>Shows what a new base of the module changes, and merges it with the region's own route, part by part and on purpose.</summary>
public sealed class Routesamenvoeging(Database database, Regioregister regios) : IUseCase
{
    /// <returns>Null when the route does not exist. Without parts there is nothing new.</returns>
    public async Task<Basisblad?> LeesAsync(string regio, string route, CancellationToken ct)
    {
        var plan = regios[regio];
        return Routeconcepten.VanModule(plan, route) is not { } nieuw
            || await database.LeesAsync(regio, Routeconcepten.Sql, new { regio, route }, r => Routeconcepten.LeesAsync(r, vanModule: true), ct) is not var (concept, _)
            ? null
            : Vergelijk(concept.Basis, nieuw, concept.Route, concept.Versie, plan);
    }

    /// <param name="overnemen">Keys of the parts in which the module's text is taken; in the others the region's own stays.</param>
    public async Task<Resultaat<Route>> VoerUitAsync(Gebruiker wie, string regio, string route, Guid verzoek, long versie, IReadOnlyCollection<string> overnemen, CancellationToken ct)
    {
        var plan = regios[regio];
        if (!Rechten.Mag(Recht.RouteBeheren, wie, regio) || Routeconcepten.VanModule(plan, route) is not { } nieuw)
        {
            return Resultaat.Onvindbaar;
        }

        await using var sessie = await database.BeginAsync(regio, ct);
        if (await Routeconcepten.NeemAsync(sessie, plan, route) is not var (concept, gepubliceerd))
        {
            return Resultaat.Onvindbaar;
        }

        if (!(await sessie.VerzoekAsync(verzoek, wie.PersoonId, null)).EersteKeer)
        {
            return Resultaat.Gelukt(concept.Route);
        }

        if (versie != concept.Versie)
        {
            return Resultaat.Geweigerd("", $"{concept.Wie ?? "Een ander"} wijzigde het concept intussen. Kijk hieronder opnieuw wat u wilt overnemen.");
        }

        var samen = Voeg(concept.Basis, nieuw, concept.Route, overnemen);

        // Only the module may loosen what it fixed: its new base decides what is locked.
        if (Sloten.Geschonden(nieuw, samen).FirstOrDefault() is { } slot)
        {
            return Resultaat.Geweigerd("", $"{slot} Neem dit deel van Ambulant over.");
        }

        await Routeconcepten.SchrijfAsync(sessie, samen, nieuw, gepubliceerd.Nummer, concept.Versie == 0 ? null : concept.Versie, "De nieuwe versie van Ambulant is samengevoegd.", wie.PersoonId);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(samen);
    }

    public static Basisblad Vergelijk(Route oud, Route nieuw, Route eigen, long versie, IRegio regio)
    {
        var module = Routeverschil.Tussen(oud, nieuw, regio).ToLookup(v => v.Plaats, v => v.Zin);
        var zelf = Routeverschil.Tussen(oud, eigen, regio).ToLookup(v => v.Plaats, v => v.Zin);
        return new(
            versie,
            [
                .. module.Where(m => !Gelijk(m.Key, nieuw, eigen)).Select(m => new Basisdeel(
                    m.Key, m.Key.Length == 0 ? "De route en haar fasen" : (nieuw.Vind(m.Key) ?? eigen.Vind(m.Key) ?? oud.Vind(m.Key))!.Naam, [.. m], [.. zelf[m.Key]])),
            ],
            [.. zelf.Where(z => !module.Contains(z.Key)).SelectMany(z => z.Select(zin => new Verschil(z.Key, zin)))]);
    }

    public static Route Voeg(Route oud, Route nieuw, Route eigen, IReadOnlyCollection<string> overnemen)
    {
        var uit = eigen;
        if (overnemen.Contains(""))
        {
            uit = uit with
            {
                Naam = nieuw.Naam,
                Uitleg = nieuw.Uitleg,
                Begin = nieuw.Begin,
                Onderwerpen = nieuw.Onderwerpen,
                Doel = nieuw.Doel,
                Fasen =
                [
                    .. nieuw.Fasen.Select(f => new Fase(f.Sleutel, f.Naam, uit.Fasen.FirstOrDefault(e => e.Sleutel == f.Sleutel)?.Stappen ?? [])),
                    .. uit.Fasen.Where(e => e.Stappen.Count > 0 && nieuw.Fasen.All(f => f.Sleutel != e.Sleutel)),
                ],
            };
        }

        foreach (var sleutel in nieuw.Stappen.Select(s => s.Sleutel).Concat(oud.Stappen.Select(s => s.Sleutel)).Distinct().Where(overnemen.Contains))
        {
            var stap = nieuw.Vind(sleutel);
            var plaats = stap is null ? null : nieuw.Fasen.First(f => f.Stappen.Contains(stap));
            var hier = uit.Fasen.FirstOrDefault(f => f.Stappen.Any(s => s.Sleutel == sleutel));
            if (stap is not null && hier is not null && (hier.Sleutel == plaats!.Sleutel || uit.Fasen.All(f => f.Sleutel != plaats.Sleutel)))
            {
                uit = uit with { Fasen = [.. uit.Fasen.Select(f => f != hier ? f : f with { Stappen = [.. f.Stappen.Select(s => s.Sleutel == sleutel ? stap : s)] })] };
                continue;
            }

            uit = uit with { Fasen = [.. uit.Fasen.Select(f => f with { Stappen = [.. f.Stappen.Where(s => s.Sleutel != sleutel)] })] };
            if (stap is not null)
            {
                uit = uit.Fasen.Any(f => f.Sleutel == plaats!.Sleutel)
                    ? uit with { Fasen = [.. uit.Fasen.Select(f => f.Sleutel != plaats!.Sleutel ? f : f with { Stappen = Ertussen(f.Stappen, stap, plaats.Stappen) })] }
                    : uit with { Fasen = [.. uit.Fasen, plaats! with { Stappen = [stap] }] };
            }
        }

        return uit;
    }

    // Behind the nearest step that stands before it with the module too.
    private static List<Stap> Ertussen(IReadOnlyList<Stap> stappen, Stap stap, IReadOnlyList<Stap> bijModule)
    {
        var voor = bijModule.TakeWhile(s => s.Sleutel != stap.Sleutel).Select(s => s.Sleutel).Reverse().FirstOrDefault(v => stappen.Any(s => s.Sleutel == v));
        var uit = stappen.ToList();
        uit.Insert(voor is null ? 0 : uit.FindIndex(s => s.Sleutel == voor) + 1, stap);
        return uit;
    }

    private static bool Gelijk(string sleutel, Route een, Route ander) => sleutel.Length > 0 && Routejson.Gelijk(een.Vind(sleutel), ander.Vind(sleutel));
}
