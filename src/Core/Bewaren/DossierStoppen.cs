using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Bewaren;

/// <param name="Reden">One of <see cref="DossierStoppen.Redenen"/>.</param>
public sealed record DossierStoppenVerzoek(Guid Verzoek, Guid Dossier, string? Reden, string? Toelichting);

/// <summary>Stops a dossier before its route is done. Nothing is erased yet: only the closing step is open afterwards.</summary>
public sealed class DossierStoppen(Database database, Stapgang gang) : IUseCase
{
    public const string Anders = "anders";

    /// <summary>Key and text, in the order of the form.</summary>
    public static IReadOnlyList<(string Sleutel, string Naam)> Redenen { get; } =
    [
        ("verhuizing", "De leerling verhuist of gaat naar een andere school"),
        ("geen-toestemming", "De ouders geven geen toestemming"),
        ("geen-hulp-nodig", "Er is geen hulp meer nodig"),
        (Anders, "Een andere reden"),
    ];

    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, DossierStoppenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.DossierStoppen) is not { } dossier)
        {
            return Resultaat.Onvindbaar;
        }

        if (!(await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id, dossier.Id)).EersteKeer)
        {
            return Resultaat.Gelukt(dossier.Id);
        }

        var (route, stand) = await gang.LeesAsync(sessie, dossier, ct);
        if (stand.Beeindigd || stand.Open.Any(o => o.Stap == route.Slot))
        {
            return Resultaat.Geweigerd("", "Dit dossier is al klaar om over te dragen. Stoppen is niet meer nodig.");
        }

        var invoer = new Invoer();
        var sleutel = invoer.Keuze("Reden", verzoek.Reden, "waarom het dossier stopt", Redenen.Select(r => r.Sleutel));
        var toelichting = sleutel == Anders
            ? invoer.Tekst("Toelichting", verzoek.Toelichting, "de reden", 2000)
            : invoer.Optioneel("Toelichting", verzoek.Toelichting, "de toelichting", 2000);

        // Everyone involved reads the reason, also those who do not know the name.
        if (toelichting is not null && !dossier.ToestemmingGeldig && (await Naamloos.MaakAsync(sessie, dossier.LeerlingId)).Noemt(toelichting))
        {
            invoer.Fout("Toelichting", Naamloos.Bericht);
        }

        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        var naam = Redenen.First(r => r.Sleutel == sleutel).Naam;
        var rol = dossier.AlsRol(Rol.InternBegeleider);
        await gang.StopAsync(sessie, dossier, route, stand, toelichting is null ? naam : $"{naam}: {toelichting}", wie, rol);
        await sessie.LegVastAsync("dossier-gestopt", wie, rol, dossier.Id);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(dossier.Id);
    }
}
