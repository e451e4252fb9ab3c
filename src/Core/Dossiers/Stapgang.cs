using System.Text.Json;
using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Termijnen;
using Ambulant.Core.Toegang;
using Ambulant.Core.Toestemmingen;

namespace Ambulant.Core.Dossiers;

/// <summary>What is written when a step ends.</summary>
internal sealed record Stapslot(
    string Stap,
    int Ronde,
    string Uitkomst,
    IReadOnlyDictionary<string, string>? Antwoorden = null,
    IReadOnlyList<string>? Aanwezigen = null,
    string? Reden = null);

/// <summary>
/// Moves a dossier along its route within a transaction that holds the dossier's row: writes the history, sets what is open
/// accordingly and tells who is next. The only place that writes <c>stap_voltooid</c> and <c>stap_open</c>.
/// </summary>
public sealed class Stapgang(Routeversies versies, Regioregister regios, Postbus postbus, Dossieroverzetting overzetting)
{
    internal async Task<(Route Route, Routestand Stand)> LeesAsync(DbSessie sessie, DossierInHand dossier, CancellationToken ct)
    {
        var route = await versies.HaalAsync(sessie.Regio, dossier.RouteversieId, ct);
        return (route, await overzetting.StandAsync(sessie, dossier.Id, route));
    }

    /// <summary>Opens the first step of a new dossier.</summary>
    internal Task BeginAsync(DbSessie sessie, Guid dossier, Route route, Gebruiker? wie = null) =>
        BijwerkenAsync(sessie, dossier, route, Voortgang.Bepaal(route, []), wie);

    /// <summary>
    /// Ends a step that is open in <paramref name="stand"/>, read under the lock. The caller has checked that, and whether the person may. With
    /// an uitkomst that starts another route the dossier goes on there: what the caller knew of its route is then history.
    /// </summary>
    internal async Task SluitAsync(DbSessie sessie, DossierInHand dossier, Route route, Routestand stand, Stapslot slot, Gebruiker? wie, Rol rol)
    {
        const string Sql = """
            insert into stap_voltooid (regio_id, dossier_id, volgnummer, routeversie_id, stap, ronde, uitkomst, antwoorden, aanwezigen, reden, persoon_id, rol, op)
            select @Regio, @Id, coalesce(max(volgnummer), 0) + 1, @RouteversieId, @Stap, @Ronde, @Uitkomst, @antwoorden::jsonb, @aanwezigen, @Reden, @persoon, @rol, @Nu
            from stap_voltooid where regio_id = @Regio and dossier_id = @Id;
            update dossier set versie = versie + 1 where regio_id = @Regio and id = @Id
            """;
        await sessie.VoerUitAsync(Sql, new
        {
            sessie.Regio,
            dossier.Id,
            dossier.RouteversieId,
            slot.Stap,
            slot.Ronde,
            slot.Uitkomst,
            antwoorden = JsonSerializer.Serialize(slot.Antwoorden ?? new Dictionary<string, string>()),
            aanwezigen = (slot.Aanwezigen ?? []).ToArray(),
            slot.Reden,
            persoon = wie?.PersoonId,
            rol = rol.ToString(),
            sessie.Nu,
        });
        stand = Voortgang.Verder(route, stand, new(slot.Stap, slot.Ronde, slot.Uitkomst));
        if (stand.Start is { } start)
        {
            var (naar, weigering) = await overzetting.DoelAsync(sessie, dossier, start);
            if (weigering is not null)
            {
                throw new InvalidOperationException($"De uitkomst '{slot.Uitkomst}' van stap '{slot.Stap}' kan niet naar '{start.Route}/{start.Stap}': {weigering}");
            }

            var uitkomst = route.Vind(slot.Stap)!.Uitkomsten.First(u => u.Sleutel == slot.Uitkomst);
            stand = Voortgang.Beginnen(stand, start.Stap);
            dossier = await overzetting.SchrijfAsync(sessie, dossier, naar, stand, uitkomst.Naam, wie);
            route = await versies.HaalAsync(sessie.Regio, naar, CancellationToken.None);
            await sessie.LegVastAsync("route-gestart", wie, rol, dossier.Id);

            // Toestemming is per purpose: what was given for the route that is left does not open the one that begins.
            var doel = regios[sessie.Regio].BriefVoor(route).Doel;
            await sessie.VoerUitAsync("update dossier set doel = @doel where regio_id = @Regio and id = @Id", new { sessie.Regio, dossier.Id, doel });
            await Toestemmingsstand.HerrekenAsync(sessie, dossier.Id);
        }

        // Parents who gave toestemming before need not be asked again when the route comes by a second time.
        var toestemming = stand.Open.FirstOrDefault(o => route.Vind(o.Stap)!.Soort is Stapsoort.Toestemming);
        if (toestemming is not null && route.Vind(toestemming.Stap)!.Uitkomsten is [var gegeven, ..]
            && await sessie.EenAsync<bool>("select toestemming_geldig from dossier where regio_id = @Regio and id = @Id", new { sessie.Regio, dossier.Id }))
        {
            await SluitAsync(sessie, dossier, route, stand, new(toestemming.Stap, toestemming.Ronde, gegeven.Sleutel), null, Rol.Ouder);
            return;
        }

        foreach (var open in stand.Open)
        {
            if (route.Vind(open.Stap) is { Soort: Stapsoort.Instemming, Blok: { } blok } stap && await IngestemdAsync(sessie, dossier.Id, blok))
            {
                await SluitAsync(sessie, dossier, route, stand, new(open.Stap, open.Ronde, stap.Uitkomsten[0].Sleutel), null, Rol.Ouder);
                return;
            }
        }

        await BijwerkenAsync(sessie, dossier.Id, route, stand, wie);
    }

    /// <summary>Whether every parent with gezag agrees with the newest version of a block.</summary>
    internal static Task<bool> IngestemdAsync(DbSessie sessie, Guid dossier, string blok)
    {
        const string Sql = """
            select coalesce((select instemming_geldig(@Regio, @dossier, @blok, max(nummer)) from blokversie
                             where regio_id = @Regio and dossier_id = @dossier and blok = @blok having max(nummer) is not null), false)
            """;
        return sessie.EenAsync<bool>(Sql, new { sessie.Regio, dossier, blok });
    }

    /// <summary>Stops the dossier: only the closing step is open afterwards, and everyone involved is told.</summary>
    internal async Task StopAsync(DbSessie sessie, DossierInHand dossier, Route route, Routestand stand, string reden, Gebruiker wie, Rol rol)
    {
        const string Anderen = """
            select persoon_id from betrokkene b
            where b.regio_id = @Regio and b.dossier_id = @Id and b.tot is null and b.persoon_id <> @PersoonId
            group by persoon_id having not bool_or(b.rol = any (@rollen))
            """;
        const string Keren = "select count(*)::int from stap_voltooid where regio_id = @Regio and dossier_id = @Id and stap = @Stoppen";
        var ronde = await sessie.EenAsync<int>(Keren, new { sessie.Regio, dossier.Id, Route.Stoppen }) + 1;
        await SluitAsync(sessie, dossier, route, stand, new(Route.Stoppen, ronde, "gestopt", Reden: reden), wie, rol);

        // Who does the closing step has heard already.
        var rollen = route.Vind(route.Slot)!.Rollen.Select(r => r.ToString()).ToArray();
        foreach (var persoon in await sessie.LijstAsync<Guid>(Anderen, new { sessie.Regio, dossier.Id, wie.PersoonId, rollen }))
        {
            await postbus.TaakAsync(sessie, persoon, $"/{sessie.Regio}/dossiers/{dossier.Id}");
        }
    }

    /// <summary>Moves a dossier to another version of its route: what is open stays open, in the same round, with the same term.</summary>
    internal async Task ZetOverAsync(DbSessie sessie, DossierInHand dossier, Routestand stand, Guid naar, Route nieuw, string reden, Gebruiker wie)
    {
        await overzetting.SchrijfAsync(sessie, dossier, naar, stand, reden, wie);
        const string Rollen = "update stap_open set rollen = @rollen where regio_id = @Regio and dossier_id = @Id and stap = @Stap and rollen <> @rollen";
        foreach (var open in stand.Open)
        {
            await sessie.VoerUitAsync(Rollen, new { sessie.Regio, dossier.Id, open.Stap, rollen = nieuw.Vind(open.Stap)!.Rollen.Select(r => r.ToString()).ToArray() });
        }
    }

    private async Task BijwerkenAsync(DbSessie sessie, Guid dossier, Route route, Routestand stand, Gebruiker? wie)
    {
        const string Sql = """
            delete from stap_open o where o.regio_id = @Regio and o.dossier_id = @dossier
              and not exists (select from jsonb_to_recordset(@open::jsonb) as n (stap text, ronde int) where n.stap = o.stap and n.ronde = o.ronde);
            with nieuw as (
              insert into stap_open (regio_id, dossier_id, stap, ronde, rollen, geopend_op, vanaf, uiterlijk)
              select @Regio, @dossier, n.stap, n.ronde, n.rollen, @Nu, n.vanaf, n.uiterlijk
              from jsonb_to_recordset(@open::jsonb) as n (stap text, ronde int, rollen text[], vanaf date, uiterlijk date)
              on conflict do nothing returning rollen)
            select distinct b.persoon_id from betrokkene b
            where b.regio_id = @Regio and b.dossier_id = @dossier and b.tot is null and b.persoon_id is distinct from @ik
              and exists (select from nieuw n where b.rol = any (n.rollen))
            """;
        var vakanties = regios[sessie.Regio].Vakanties;
        var open = stand.Open.Select(o =>
        {
            var stap = route.Vind(o.Stap)!;
            return new
            {
                stap = o.Stap,
                ronde = o.Ronde,
                rollen = stap.Rollen.Select(r => r.ToString()),
                vanaf = stap.Termijn is { Vanaf: { } eerst } t ? Termijnrekening.Uiterlijk(sessie.Vandaag, t with { Aantal = eerst }, vakanties) : (DateOnly?)null,
                uiterlijk = stap.Termijn is { } termijn ? Termijnrekening.Uiterlijk(sessie.Vandaag, termijn, vakanties) : (DateOnly?)null,
            };
        });
        foreach (var persoon in await sessie.LijstAsync<Guid>(Sql, new { sessie.Regio, dossier, open = JsonSerializer.Serialize(open), sessie.Nu, ik = wie?.PersoonId }))
        {
            await postbus.TaakAsync(sessie, persoon, $"/{sessie.Regio}/dossiers/{dossier}");
        }
    }
}
