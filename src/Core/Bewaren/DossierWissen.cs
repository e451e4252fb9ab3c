using System.Text.Json;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Bewaren;

/// <param name="Som">SHA-256 of the content that the school holds, from <see cref="Overdracht.ControleerAsync"/>.</param>
public sealed record DossierWissenVerzoek(Guid Dossier, string? Som, bool Bevestigd);

/// <summary>
/// Erases a dossier that the school has received, and leaves a verwijderbewijs. What ties the two is the SHA-256 of the content, not
/// the dossier's id: a second click finds the same bewijs by it, and nothing points back at what is gone.
/// </summary>
public sealed class DossierWissen(Database database, Routeversies versies, Stapgang gang, Regioregister regios, Postbus postbus) : IUseCase
{
    /// <returns>The verwijderbewijs.</returns>
    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, DossierWissenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.DossierOverdragen) is not { } dossier)
        {
            return await EerderAsync(sessie, wie, verzoek.Som) is { } eerder ? Resultaat.Gelukt(eerder) : Resultaat.Onvindbaar;
        }

        // Also keeps new parents and a new dossier of this leerling out until we are done.
        await sessie.VoerUitAsync("select from leerling where regio_id = @Regio and id = @LeerlingId for update", new { sessie.Regio, dossier.LeerlingId });
        var (route, stand) = await gang.LeesAsync(sessie, dossier, ct);
        if (stand.Open.All(o => o.Stap != route.Slot))
        {
            return Resultaat.Geweigerd("", "Dit dossier kan nog niet worden gewist: de stap om het over te dragen staat niet open.");
        }

        var som = (await Inhoudlezer.LeesAsync(sessie, dossier, route, regios[regio], versies, ct)).Som();
        if (som != verzoek.Som)
        {
            return Resultaat.Geweigerd("", "Het dossier is veranderd nadat u het downloadde. Er is niets gewist. Download het opnieuw, zodat de school het hele dossier heeft.");
        }

        if (!verzoek.Bevestigd)
        {
            return Resultaat.Geweigerd("Bevestigd", "Vink aan dat u weet dat wissen niet ongedaan kan.");
        }

        var (alleen, tellingen) = await TelAsync(sessie, dossier);
        var ontvangers = await OntvangersAsync(sessie, wie, dossier);
        var bewijs = Guid.CreateVersion7();
        const string Bewijs = """
            insert into verwijderbewijs (regio_id, id, nummer, school_id, route, geopend_op, gewist_op, gewist_door, tellingen, overdracht_sha256)
            select d.regio_id, @bewijs, d.nummer, d.school_id, @route, (d.geopend_op at time zone 'Europe/Amsterdam')::date, @Nu, @persoon, @tellingen::jsonb, @som
            from dossier d where d.regio_id = @Regio and d.id = @Id
            """;
        await sessie.VoerUitAsync(Bewijs, new { sessie.Regio, dossier.Id, bewijs, route = route.Naam, sessie.Nu, persoon = wie.PersoonId, tellingen = JsonSerializer.Serialize(tellingen), som });

        // A mail that still waits only says that something is there to do, in a dossier that is no longer there.
        const string Mails = "delete from mail_uit where id in (select id from mail_uit where strpos(tekst, @adres) > 0 for update skip locked)";
        await sessie.VoerUitAsync(Mails, new { adres = $"/dossiers/{dossier.Id}" });
        await sessie.VoerUitAsync("delete from dossier where regio_id = @Regio and id = @Id", new { sessie.Regio, dossier.Id });
        if (alleen)
        {
            await sessie.VoerUitAsync("delete from leerling where regio_id = @Regio and id = @LeerlingId", new { sessie.Regio, dossier.LeerlingId });
        }

        await sessie.LegVastAsync("dossier-gewist", wie, Rol.InternBegeleider, null, bewijs);
        foreach (var ontvanger in ontvangers)
        {
            await postbus.BerichtAsync(sessie, ontvanger.Email, "Er is een dossier afgesloten en gewist", Tekst(ontvanger, dossier.Nummer, tellingen, sessie, bewijs, regios[regio]));
        }

        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(bewijs);
    }

    private static Task<Guid?> EerderAsync(DbSessie sessie, Gebruiker wie, string? som)
    {
        const string Sql = "select id from verwijderbewijs where regio_id = @Regio and overdracht_sha256 = @som and school_id = any (@scholen) order by gewist_op desc limit 1";
        return sessie.EenAsync<Guid?>(Sql, new { sessie.Regio, som = som ?? "", scholen = wie.ScholenIn(sessie.Regio, Rol.InternBegeleider).ToArray() });
    }

    private static async Task<(bool Alleen, SortedDictionary<string, long> Tellingen)> TelAsync(DbSessie sessie, DossierInHand dossier)
    {
        var alleen = dossier.LeerlingId is not null && !await sessie.EenAsync<bool>(
            "select exists (select from dossier where regio_id = @Regio and leerling_id = @LeerlingId and id <> @Id)", new { sessie.Regio, dossier.LeerlingId, dossier.Id });
        var json = (await sessie.EenAsync<string>("select dossier_tellingen(@Regio, @Id)::text", new { sessie.Regio, dossier.Id }))!;
        var uit = new SortedDictionary<string, long>(Tellingen.Lees(json), StringComparer.Ordinal) { ["dossier"] = 1 };
        if (alleen)
        {
            uit["leerling"] = 1;
            uit["ouder"] = await sessie.EenAsync<long>("select count(*) from ouder where regio_id = @Regio and leerling_id = @LeerlingId", new { sessie.Regio, dossier.LeerlingId });
        }

        return (alleen, uit);
    }

    private static Task<List<Ontvanger>> OntvangersAsync(DbSessie sessie, Gebruiker wie, DossierInHand dossier)
    {
        const string Sql = """
            select p.email, p.naam, bool_or(b.rol <> 'Begeleider') as leest
            from (select persoon_id, rol from betrokkene
                  where regio_id = @Regio and dossier_id = @Id and tot is null and rol in ('InternBegeleider', 'Consulent', 'Begeleider')
                  union all select @ik, 'InternBegeleider') b join persoon p on p.id = b.persoon_id
            group by p.id
            union all
            select o.email, null, false from ouder o where o.regio_id = @Regio and o.leerling_id = @LeerlingId and o.email is not null
            """;
        return sessie.LijstAsync<Ontvanger>(Sql, new { sessie.Regio, dossier.Id, dossier.LeerlingId, ik = wie.PersoonId });
    }

    // No name of a parent either: it is often the name of the child.
    private string Tekst(Ontvanger aan, string nummer, SortedDictionary<string, long> tellingen, DbSessie sessie, Guid bewijs, IRegio regio) => $"""
        Dag{(aan.Naam is null ? "" : " " + aan.Naam)},

        Er is een dossier afgesloten en gewist. De school heeft het dossier ontvangen. Dit is het bewijs dat het in Ambulant is verwijderd.

        Nummer: {nummer}
        Samenwerkingsverband: {regio.Naam}
        Gewist op: {Dag.Moment(sessie.Nu)}

        Dit is gewist:
        {string.Join('\n', Tellingen.InWoorden(tellingen).Select(t => "- " + t))}

        {(aan.Leest ? $"Het bewijs staat ook in Ambulant:\n\n{postbus.Link($"/{regio.Sleutel}/verwijderbewijzen/{bewijs}")}" : "Bewaar deze mail als u het bewijs wilt houden.")}

        Uit zorg voor de privacy staat in deze mail niet over wie het ging.

        """.ReplaceLineEndings("\n");

    private sealed record Ontvanger(string Email, string? Naam, bool Leest);
}
