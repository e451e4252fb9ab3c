using Ambulant.Core.Opslag;
using Ambulant.Core.Ouders;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Toestemmingen;

/// <summary>A parent gives, refuses or withdraws toestemming. Deciding the same twice is deciding once.</summary>
public sealed class ToestemmingBeslissen(Database database, Regioregister regios, Routeversies versies, Toestemmingsgevolg gevolg) : IUseCase
{
    /// <param name="keuze">"gegeven" or "geweigerd".</param>
    /// <param name="tekstversie">The letter that was on the screen.</param>
    public Task<Resultaat<Ouderstand>> BeslisAsync(Ouderkop ouder, Guid verzoek, string? keuze, string? tekstversie, CancellationToken ct) =>
        MetAsync(ouder, verzoek, async (sessie, dossier, stand) =>
        {
            var brief = regios[ouder.Regio].BriefVoor(await versies.HaalAsync(ouder.Regio, dossier.RouteversieId, ct));
            if (keuze is not ("gegeven" or "geweigerd"))
            {
                return Resultaat.Geweigerd("Keuze", "Maak een keuze: wel of geen toestemming.");
            }

            if (tekstversie != brief.Versie)
            {
                return Resultaat.Geweigerd("", "De brief is veranderd. Lees de brief hieronder nog een keer en kies dan.");
            }

            var (soort, wordt) = keuze is "gegeven" ? (Daadsoort.Gegeven, Ouderstand.Gegeven) : (Daadsoort.Geweigerd, Ouderstand.Geweigerd);
            var nu = stand.Doel == brief.Doel ? stand.Van(ouder.OuderId)!.Stand : Ouderstand.NietGevraagd;
            if (nu == wordt)
            {
                return Resultaat.Gelukt(wordt);
            }

            if (nu is Ouderstand.Gegeven)
            {
                return Resultaat.Geweigerd("", "U gaf al toestemming. Wilt u dat niet meer? Dan kunt u de toestemming intrekken.");
            }

            await gevolg.VerwerkAsync(sessie, dossier, new(ouder.OuderId, soort, brief.Doel, brief.Versie), null, Rol.Ouder, ct);
            return Resultaat.Gelukt(wordt);
        }, ct);

    public Task<Resultaat<Ouderstand>> TrekInAsync(Ouderkop ouder, Guid verzoek, CancellationToken ct) =>
        MetAsync(ouder, verzoek, async (sessie, dossier, stand) =>
        {
            var nu = stand.Van(ouder.OuderId)!;
            if (nu.Stand is not (Ouderstand.Gegeven or Ouderstand.Ingetrokken))
            {
                return Resultaat.Geweigerd("", "U hebt nu geen toestemming gegeven. Er is niets om in te trekken.");
            }

            if (nu.Stand is Ouderstand.Gegeven)
            {
                await gevolg.VerwerkAsync(sessie, dossier, new(ouder.OuderId, Daadsoort.Ingetrokken, stand.Doel!, nu.Tekstversie!), null, Rol.Ouder, ct);
            }

            return Resultaat.Gelukt(Ouderstand.Ingetrokken);
        }, ct);

    private async Task<Resultaat<Ouderstand>> MetAsync(
        Ouderkop ouder, Guid verzoek, Func<DbSessie, DossierInHand, Toestemmingsstand, Task<Resultaat<Ouderstand>>> besluit, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(ouder.Regio, ct);
        if (await sessie.NeemDossierVoorOuderAsync(ouder.OuderId, ouder.Dossier) is not { } dossier)
        {
            return Resultaat.Onvindbaar;
        }

        // A form sent again later, by the back button, must not undo what was decided since.
        var stand = await Toestemmingsstand.LeesAsync(sessie, dossier.Id);
        if (!(await sessie.VerzoekAsync(verzoek, null, dossier.Id)).EersteKeer)
        {
            return Resultaat.Gelukt(stand.Van(ouder.OuderId)!.Stand);
        }

        var resultaat = await besluit(sessie, dossier, stand);
        if (resultaat.IsGelukt)
        {
            await sessie.VoltooiAsync();
        }

        return resultaat;
    }
}
