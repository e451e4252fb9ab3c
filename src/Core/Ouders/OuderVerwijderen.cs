using Ambulant.Core.Instemmingen;
using Ambulant.Core.Leerlingen;
using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;
using Ambulant.Core.Toestemmingen;

namespace Ambulant.Core.Ouders;

/// <summary>Removes a parent who was added by mistake, with what that parent answered, and looks again whether there is toestemming.</summary>
public sealed class OuderVerwijderen(Database database, Toestemmingsgevolg gevolg, Instemmingsgevolg instemming) : IUseCase
{
    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, Guid verzoek, Guid leerling, Guid ouder, int versie, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await LeerlingBekijken.NeemAsync(sessie, wie, leerling) is not { } inHand)
        {
            return Resultaat.Onvindbaar;
        }

        if (!(await sessie.VerzoekAsync(verzoek, wie.PersoonId, null, leerling)).EersteKeer)
        {
            return Resultaat.Gelukt(leerling);
        }

        if (await Ouderlijk.LeesAsync(sessie, leerling, ouder) is not { } rij)
        {
            return Resultaat.Onvindbaar;
        }

        if (rij.Versie != versie)
        {
            return Resultaat.Geweigerd("", Ouderlijk.Intussen);
        }

        await sessie.VoerUitAsync("delete from ouder where regio_id = @regio and id = @ouder and leerling_id = @leerling", new { regio, ouder, leerling });
        await Ouderlijk.HerrekenAsync(sessie, gevolg, instemming, wie, inHand, ct);
        await sessie.LegVastAsync("ouder-verwijderd", wie, inHand.Rol, dossier: null, onderwerp: ouder);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(leerling);
    }
}
