using Ambulant.Core.Dossiers;
using Ambulant.Core.Instemmingen;
using Ambulant.Core.Leerlingen;
using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;
using Ambulant.Core.Toestemmingen;

namespace Ambulant.Core.Ouders;

/// <summary>What adding, changing and removing a parent have in common.</summary>
internal static class Ouderlijk
{
    public const string Intussen = "Iemand anders heeft deze ouder intussen gewijzigd. Uw tekst staat hieronder nog; er is niets opgeslagen. Open de pagina opnieuw om te zien wat er nu staat.";

    public static Task<Ouderregel?> LeesAsync(DbSessie sessie, Guid leerling, Guid ouder) =>
        sessie.EenAsync<Ouderregel>("select id, naam, email, gezag, versie from ouder where regio_id = @Regio and leerling_id = @leerling and id = @ouder", new { sessie.Regio, leerling, ouder });

    /// <summary>Looks again, in each dossier of the leerling, whether there is toestemming and instemming, and lets what waited for it go on. The dossiers are locked.</summary>
    public static async Task HerrekenAsync(DbSessie sessie, Toestemmingsgevolg gevolg, Instemmingsgevolg instemming, Gebruiker wie, LeerlingInHand leerling, CancellationToken ct)
    {
        const string Sql = """
            select id, nummer, routeversie_id, toestemming_geldig from dossier
            where regio_id = @Regio and leerling_id = @Id order by id
            """;
        foreach (var d in await sessie.LijstAsync<Dossierrij>(Sql, new { sessie.Regio, leerling.Id }))
        {
            var dossier = new DossierInHand(d.Id, d.Nummer, leerling.Id, leerling.SchoolId, d.RouteversieId, d.ToestemmingGeldig, [leerling.Rol], true);
            await gevolg.HerrekenAsync(sessie, dossier, wie, leerling.Rol, ct);
            await instemming.HerrekenAsync(sessie, dossier, wie, leerling.Rol, ct);
        }
    }

    private sealed record Dossierrij(Guid Id, string Nummer, Guid RouteversieId, bool ToestemmingGeldig);
}
