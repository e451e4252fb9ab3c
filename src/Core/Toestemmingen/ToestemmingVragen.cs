using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Ouders;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Toestemmingen;

/// <summary>
/// Asks a parent for toestemming by mail, with a personal link. Asking once more withdraws the earlier link. A parent who gave it
/// already gets a new link to the own page; that asks nothing.
/// </summary>
public sealed class ToestemmingVragen(Database database, Regioregister regios, Routeversies versies, Toestemmingsgevolg gevolg, Postbus postbus) : IUseCase
{
    /// <returns>Name of the parent.</returns>
    public async Task<Resultaat<string>> VoerUitAsync(Gebruiker wie, string regio, Guid verzoek, Guid dossierId, Guid ouder, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, dossierId, Recht.ToestemmingVragen) is not { } dossier)
        {
            return Resultaat.Onvindbaar;
        }

        if (await Ouderlink.WieAsync(sessie, dossier, ouder) is not { } wieDan)
        {
            return Resultaat.Onvindbaar;
        }

        if (!wieDan.Gezag)
        {
            return Resultaat.Geweigerd("", $"{wieDan.Naam} heeft geen gezag. Toestemming vraagt u alleen aan ouders met gezag.");
        }

        if (wieDan.Email is null)
        {
            return Resultaat.Geweigerd("", $"Van {wieDan.Naam} is geen e-mailadres bekend. Vul het in bij de ouders, of gebruik het papieren formulier.");
        }

        if (!(await sessie.VerzoekAsync(verzoek, wie.PersoonId, dossier.Id)).EersteKeer)
        {
            return Resultaat.Gelukt(wieDan.Naam);
        }

        var rol = dossier.AlsRol(Rol.InternBegeleider);
        if ((await Toestemmingsstand.LeesAsync(sessie, dossier.Id)).Van(ouder) is { Stand: Ouderstand.Gegeven })
        {
            await sessie.LegVastAsync("ouderlink-gestuurd", wie, rol, dossier.Id, ouder: ouder);
        }
        else
        {
            var brief = regios[regio].BriefVoor(await versies.HaalAsync(regio, dossier.RouteversieId, ct));
            await gevolg.VerwerkAsync(sessie, dossier, new(ouder, Daadsoort.Gevraagd, brief.Doel, brief.Versie), wie, rol, ct);
        }

        await Ouderlink.StuurAsync(sessie, postbus, dossier.Id, wieDan);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(wieDan.Naam);
    }
}
