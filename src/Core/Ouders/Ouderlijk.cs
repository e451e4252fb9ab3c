using Ambulant.Core.Leerlingen;
using Ambulant.Core.Opslag;
using Ambulant.Core.Toestemmingen;

namespace Ambulant.Core.Ouders;

/// <summary>What adding, changing and removing a parent have in common.</summary>
internal static class Ouderlijk
{
    public const string Intussen = "Iemand anders heeft deze ouder intussen gewijzigd. Uw tekst staat hieronder nog; er is niets opgeslagen. Open de pagina opnieuw om te zien wat er nu staat.";

    /// <summary>Locks the dossiers first, in one order, as every write on a dossier does; the leerling comes after.</summary>
    public static Task HoudDossiersAsync(DbSessie sessie, Guid leerling) =>
        sessie.LijstAsync<Guid>("select id from dossier where regio_id = @Regio and leerling_id = @leerling order by id for update", new { sessie.Regio, leerling });

    public static Task<Ouderregel?> LeesAsync(DbSessie sessie, Guid leerling, Guid ouder) =>
        sessie.EenAsync<Ouderregel>("select id, naam, email, gezag, versie from ouder where regio_id = @Regio and leerling_id = @leerling and id = @ouder", new { sessie.Regio, leerling, ouder });

    /// <summary>Looks again, in each dossier of the leerling, whether there is toestemming.</summary>
    public static async Task HerrekenAsync(DbSessie sessie, Guid leerling)
    {
        const string Sql = "select id from dossier where regio_id = @Regio and leerling_id = @leerling order by id for update";
        foreach (var dossier in await sessie.LijstAsync<Guid>(Sql, new { sessie.Regio, leerling }))
        {
            await Toestemmingsstand.HerrekenAsync(sessie, dossier);
        }
    }
}
