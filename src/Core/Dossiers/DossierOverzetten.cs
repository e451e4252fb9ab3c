using Ambulant.Core.Opslag;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Dossiers;

/// <summary>A dossier that follows another version of the route. Says nothing of whom it is about.</summary>
/// <param name="Versie">Number of the version it follows.</param>
/// <param name="Open">Names of the open steps, in the words of that version.</param>
/// <param name="Weigeringen">Why it cannot be moved, each a sentence; empty when it can.</param>
public sealed record Overzetregel(Guid Dossier, string Nummer, string School, int Versie, IReadOnlyList<string> Open, IReadOnlyList<string> Weigeringen)
{
    public bool Past => Weigeringen.Count == 0;
}

/// <summary>What moving to a version would do, dossier by dossier, oldest first.</summary>
/// <param name="Meer">There are more than <see cref="DossierOverzetten.Meeste"/>: these are the oldest.</param>
public sealed record Overzetblad(Route Route, int Versie, IReadOnlyList<Overzetregel> Dossiers, bool Meer);

/// <param name="Versie">Key of the version to move to.</param>
public sealed record DossierOverzettenVerzoek(Guid Versie, IReadOnlyList<Guid> Dossiers, string? Reden);

/// <summary>What came of it. A dossier that followed the version already counts as moved: asking twice is asking once.</summary>
/// <param name="Overgezet">Numbers of the dossiers that follow the version now.</param>
/// <param name="Gebleven">Those that could not be moved, with why.</param>
public sealed record Overzetuitslag(IReadOnlyList<string> Overgezet, IReadOnlyList<Overzetregel> Gebleven);

/// <summary>
/// Moves running dossiers to another version of their route, where every open step has its place. Open steps keep their round and their
/// term. The ib-er reads that it happened. For who looks after the routes, who sees nothing of what is in the dossiers.
/// </summary>
public sealed class DossierOverzetten(Database database, Stapgang gang, Routeversies versies) : IUseCase
{
    /// <summary>At most this many in one go.</summary>
    public const int Meeste = 200;

    /// <summary>Kind of the melding that the ib-er gets.</summary>
    public const string Melding = "route-aangepast";

    /// <summary>The preview. Null: there is no such version, or the person may not.</summary>
    public async Task<Overzetblad?> LeesAsync(Gebruiker wie, string regio, Guid versie, CancellationToken ct)
    {
        if (!Rechten.Mag(Recht.RouteBeheren, wie, regio))
        {
            return null;
        }

        const string Sql = """
            select route, nummer from routeversie where regio_id = @regio and id = @versie;
            select d.id, d.nummer, s.naam as school, v.nummer as versie, d.routeversie_id,
                   array(select o.stap from stap_open o where o.regio_id = d.regio_id and o.dossier_id = d.id) as open
            from routeversie doel join routeversie v on v.regio_id = doel.regio_id and v.route = doel.route and v.id <> doel.id
            join dossier d on d.regio_id = v.regio_id and d.routeversie_id = v.id
            join school s on s.regio_id = d.regio_id and s.id = d.school_id
            where doel.regio_id = @regio and doel.id = @versie order by d.geopend_op, d.id limit @Meeste + 1
            """;
        var (kop, rijen) = await database.LeesAsync(regio, Sql, new { regio, versie, Meeste }, async r => (await r.ReadSingleOrDefaultAsync<Versierij>(), (await r.ReadAsync<Dossierrij>()).ToList()), ct);
        if (kop is null)
        {
            return null;
        }

        var naar = await versies.HaalAsync(regio, versie, ct);
        var van = await versies.HaalAsync(regio, rijen.Select(d => d.RouteversieId), ct);
        return new(naar, kop.Nummer, [.. rijen.Take(Meeste).Select(d => Regel(d, van[d.RouteversieId], naar, d.Open))], rijen.Count > Meeste);
    }

    public async Task<Resultaat<Overzetuitslag>> VoerUitAsync(Gebruiker wie, string regio, DossierOverzettenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        const string Versie = "select route, nummer from routeversie where regio_id = @regio and id = @Versie";
        if (!Rechten.Mag(Recht.RouteBeheren, wie, regio) || await sessie.EenAsync<Versierij>(Versie, new { regio, verzoek.Versie }) is not { } doel)
        {
            return Resultaat.Onvindbaar;
        }

        var invoer = new Invoer();
        var reden = invoer.Tekst("Reden", verzoek.Reden, "de reden", 2000);
        if (verzoek.Dossiers.Count is 0 or > Meeste)
        {
            invoer.Fout("Dossiers", verzoek.Dossiers.Count == 0 ? "Kies minstens één dossier." : $"Kies hooguit {Meeste} dossiers tegelijk.");
        }

        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        var naar = await versies.HaalAsync(regio, verzoek.Versie, ct);
        var overgezet = new List<string>();
        var gebleven = new List<Overzetregel>();

        // Always in the same order: two beheerders at once wait for each other instead of for ever.
        foreach (var id in verzoek.Dossiers.Distinct().Order())
        {
            if (await sessie.NeemDossierVoorBeheerAsync(wie, id, Recht.RouteBeheren) is not { } dossier)
            {
                continue;
            }

            if (dossier.RouteversieId == verzoek.Versie)
            {
                overgezet.Add(dossier.Nummer);
                continue;
            }

            const string Nu = """
                select d.id, d.nummer, s.naam as school, v.nummer as versie, d.routeversie_id, '{}'::text[] as open from dossier d
                join routeversie v on v.regio_id = d.regio_id and v.id = d.routeversie_id join school s on s.regio_id = d.regio_id and s.id = d.school_id
                where d.regio_id = @Regio and d.id = @Id
                """;
            var rij = (await sessie.EenAsync<Dossierrij>(Nu, new { sessie.Regio, dossier.Id }))!;
            var (route, stand) = await gang.LeesAsync(sessie, dossier, ct);
            var regel = Regel(rij, route, naar, [.. stand.Open.Select(o => o.Stap)]);
            if (route.Sleutel != doel.Route)
            {
                regel = regel with { Weigeringen = ["Dit dossier is intussen op een andere route."] };
            }

            if (!regel.Past)
            {
                gebleven.Add(regel);
                continue;
            }

            await gang.ZetOverAsync(sessie, dossier, stand, verzoek.Versie, naar, reden, wie);
            await sessie.LegVastAsync("dossier-overgezet", wie, Rol.Regiobeheerder, dossier.Id);
            const string Meld = """
                insert into melding (regio_id, id, dossier_id, persoon_id, soort, op)
                select distinct on (persoon_id) @Regio, gen_random_uuid(), @Id, persoon_id, @Melding, @Nu from betrokkene
                where regio_id = @Regio and dossier_id = @Id and tot is null and rol = 'InternBegeleider'
                """;
            await sessie.VoerUitAsync(Meld, new { sessie.Regio, dossier.Id, Melding, sessie.Nu });
            overgezet.Add(dossier.Nummer);
        }

        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(new Overzetuitslag(overgezet, gebleven));
    }

    private static Overzetregel Regel(Dossierrij d, Route van, Route naar, IReadOnlyList<string> open)
    {
        List<string> nergens = [.. van.Stappen.Where(s => open.Contains(s.Sleutel) && naar.Vind(s.Sleutel) is null).Select(s => $"Stap '{s.Naam}' staat open en is er niet in de nieuwe versie.")];
        if (nergens.Count == 0 && !Routecontrole.KanVerder(naar, open))
        {
            nergens.Add("Met de stappen die nu open staan, komt dit dossier in de nieuwe versie niet altijd aan het einde.");
        }

        return new(d.Id, d.Nummer, d.School, d.Versie, [.. van.Stappen.Where(s => open.Contains(s.Sleutel)).Select(s => s.Naam)], nergens);
    }

    private sealed record Versierij(string Route, int Nummer);

    private sealed record Dossierrij(Guid Id, string Nummer, string School, int Versie, Guid RouteversieId, string[] Open);
}
