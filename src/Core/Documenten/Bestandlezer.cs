namespace Ambulant.Core.Documenten;

/// <summary>Reads what people send, and takes only what can do no harm.</summary>
public sealed class Bestandlezer(Virusscanner scanner) : IUseCase
{
    /// <summary>Reads no more than may be kept. Null when there is something to say about it; <paramref name="invoer"/> says what.</summary>
    internal async Task<Bestand?> LeesAsync(Invoer invoer, string veld, string? naam, Stream? stroom, CancellationToken ct)
    {
        if (await Bestand.LeesAsync(invoer, veld, naam, stroom, ct) is not { } bestand)
        {
            return null;
        }

        var uitslag = await scanner.KeurAsync(bestand.Inhoud, ct);
        if (uitslag is not Scanuitslag.Goed)
        {
            invoer.Fout(veld, uitslag is Scanuitslag.Besmet
                ? "In dit bestand zit een virus. Het is niet bewaard. Laat uw computer nakijken."
                : "Het bestand kan nu niet op virussen worden nagekeken. Het is niet bewaard. Probeer het over een paar minuten opnieuw.");
            return null;
        }

        if (!bestand.Soort.IsAfbeelding)
        {
            return bestand;
        }

        if (Afbeelding.Schoon(bestand.Inhoud, bestand.Soort.Type == "image/png") is { } schoon)
        {
            return bestand with { Inhoud = schoon };
        }

        invoer.Fout(veld, "Deze afbeelding is beschadigd of te groot (meer dan 100 miljoen beeldpunten). Maak een nieuwe foto of kies een ander bestand.");
        return null;
    }
}
