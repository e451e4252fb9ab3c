using System.Text.Json;
using Ambulant.Core.Opslag;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Dossiers;

/// <summary>
/// Lets a dossier go on in another routeversie, within a transaction that holds the dossier's row: what was open and how often is where
/// the new version begins. The only place that writes <c>dossier_overgang</c> and changes <c>dossier.routeversie_id</c>.
/// </summary>
public sealed class Dossieroverzetting
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Where the dossier stands on the version it follows now.</summary>
    internal async Task<Routestand> StandAsync(DbSessie sessie, Guid dossier, Route route)
    {
        const string Sql = """
            select open::text, rondes::text from dossier_overgang where regio_id = @Regio and dossier_id = @dossier order by nummer desc limit 1;
            select stap, ronde, uitkomst from stap_voltooid
            where regio_id = @Regio and dossier_id = @dossier and volgnummer >= coalesce(
              (select o.volgnummer from dossier_overgang o where o.regio_id = @Regio and o.dossier_id = @dossier order by o.nummer desc limit 1), 0)
            order by volgnummer
            """;
        await using var r = await sessie.MeerdereAsync(Sql, new { sessie.Regio, dossier });
        var overgang = await r.ReadSingleOrDefaultAsync<Overgangrij>();
        var daarna = await r.ReadAsync<Voltooiing>();
        return overgang is null
            ? Voortgang.Bepaal(route, daarna)
            : Voortgang.Bepaal(route, JsonSerializer.Deserialize<List<OpenStap>>(overgang.Open, Json)!, JsonSerializer.Deserialize<Dictionary<string, int>>(overgang.Rondes, Json)!, daarna);
    }

    /// <summary>The version that an uitkomst leads to; the refusal says why it cannot lead there now.</summary>
    internal async Task<(Guid Versie, string? Weigering)> DoelAsync(DbSessie sessie, DossierInHand dossier, Routestart start)
    {
        const string Sql = """
            select v.id, v.definitie->>'naam' as naam,
                   exists (select from jsonb_array_elements(v.definitie->'fasen') f, jsonb_array_elements(f->'stappen') s where s->>'sleutel' = @Stap) as stap,
                   exists (select from dossier d join routeversie w on w.regio_id = d.regio_id and w.id = d.routeversie_id
                           where d.regio_id = @Regio and d.leerling_id = @LeerlingId and d.id <> @Id and w.route = @Route) as loopt_al
            from routeversie v where v.regio_id = @Regio and v.route = @Route order by v.nummer desc limit 1
            """;
        return await sessie.EenAsync<Doelrij>(Sql, new { sessie.Regio, start.Route, start.Stap, dossier.Id, dossier.LeerlingId }) switch
        {
            null or { Stap: false } => (default, "Deze uitkomst leidt naar een route die nu niet zo loopt. Er is niets opgeslagen. Vraag de regiobeheerder om de route na te kijken."),
            { LooptAl: true } al => (default, $"Voor deze leerling loopt al een ander dossier op de route '{al.Naam}'. Er kan er één tegelijk lopen. Sluit dat dossier eerst af."),
            var doel => (doel.Id, null),
        };
    }

    /// <param name="begin">Where the dossier stands on the new version.</param>
    /// <returns>The dossier as it goes on.</returns>
    internal async Task<DossierInHand> SchrijfAsync(DbSessie sessie, DossierInHand dossier, Guid naar, Routestand begin, string reden, Gebruiker? wie)
    {
        const string Sql = """
            insert into dossier_overgang (regio_id, dossier_id, nummer, volgnummer, van_routeversie_id, routeversie_id, open, rondes, reden, persoon_id, op)
            select @Regio, @Id,
                   (select coalesce(max(nummer), 0) + 1 from dossier_overgang where regio_id = @Regio and dossier_id = @Id),
                   (select coalesce(max(volgnummer), 0) + 1 from stap_voltooid where regio_id = @Regio and dossier_id = @Id),
                   @RouteversieId, @naar, @open::jsonb, @rondes::jsonb, @reden, @persoon, @Nu;
            update dossier set routeversie_id = @naar, versie = versie + 1 where regio_id = @Regio and id = @Id
            """;
        await sessie.VoerUitAsync(Sql, new
        {
            sessie.Regio,
            dossier.Id,
            dossier.RouteversieId,
            naar,
            open = JsonSerializer.Serialize(begin.Open, Json),
            rondes = JsonSerializer.Serialize(begin.Rondes, Json),
            reden,
            persoon = wie?.PersoonId,
            sessie.Nu,
        });
        return dossier with { RouteversieId = naar };
    }

    /// <summary>The versions that the dossier followed before, the last one first. Expects @regio and @dossier.</summary>
    internal const string EerdereVersies = "select van_routeversie_id from dossier_overgang where regio_id = @regio and dossier_id = @dossier order by nummer desc";

    private sealed record Overgangrij(string Open, string Rondes);

    private sealed record Doelrij(Guid Id, string Naam, bool Stap, bool LooptAl);
}
