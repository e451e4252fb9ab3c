using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Documenten;

/// <param name="Inhoud">What was sent; null when nothing was chosen. Read here, up to what may be kept.</param>
public sealed record DocumentToevoegenVerzoek(Guid Verzoek, Guid Dossier, string? Soort, string? Bestandsnaam, Stream? Inhoud);

/// <summary>Adds a document to the dossier.</summary>
public sealed class DocumentToevoegen(Database database, Bestandlezer lezer) : IUseCase
{
    /// <returns>The name under which it is kept.</returns>
    public async Task<Resultaat<string>> VoerUitAsync(Gebruiker wie, string regio, DocumentToevoegenVerzoek verzoek, CancellationToken ct)
    {
        // Read before the dossier is locked: a slow sender holds up nobody.
        var invoer = new Invoer();
        var soort = invoer.Keuze("Soort", verzoek.Soort, "wat voor document dit is", Documentsoort.Alle.Select(s => s.Sleutel));
        var bestand = await lezer.LeesAsync(invoer, "Bestand", verzoek.Bestandsnaam, verzoek.Inhoud, ct);

        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.DocumentToevoegen) is not { } dossier)
        {
            return Resultaat.Onvindbaar;
        }

        if (bestand is null || !invoer.Goed)
        {
            return invoer.Weigering;
        }

        if ((await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id)).EersteKeer)
        {
            var rol = dossier.AlsRol(Rol.InternBegeleider, Rol.Leerkracht, Rol.Begeleider, Rol.Jeugdprofessional);
            await bestand.BewaarAsync(sessie, wie, rol, dossier.Id, Documentsoort.Alle.First(s => s.Sleutel == soort));
            await sessie.VoltooiAsync();
        }

        return Resultaat.Gelukt(bestand.Naam);
    }
}
