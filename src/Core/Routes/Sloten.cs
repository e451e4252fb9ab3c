namespace Ambulant.Core.Routes;

/// <summary>
/// Keeps what law or code fixes in a route, whatever way it is changed: by hand, from a file or by merging. Of a step with
/// <see cref="Stap.Vast"/> the names, explanations, term and where its outcomes lead are free, and more may be asked; not less.
/// </summary>
internal static class Sloten
{
    /// <summary>What is lost, each as a sentence that says why it may not be.</summary>
    public static IEnumerable<string> Geschonden(Route voor, Route na)
    {
        if (na.Sleutel != voor.Sleutel)
        {
            yield return $"Dit is de route '{na.Sleutel}'. Hier hoort de route '{voor.Sleutel}'.";
            yield break;
        }

        if (na.Slot != voor.Slot || na.Vind(na.Slot) is not { } slot || slot.Soort != voor.Vind(voor.Slot)?.Soort)
        {
            yield return $"'{voor.Vind(voor.Slot)?.Naam}' is het einde van de route en moet dat blijven.";
        }

        foreach (var oud in voor.Stappen)
        {
            var nieuw = na.Vind(oud.Sleutel);
            if (oud.Vast is null)
            {
                // A step that Ambulant completes itself means something to code: it cannot become one of another kind.
                if (nieuw is not null && (nieuw.Soort != oud.Soort || nieuw.Vast is not null))
                {
                    yield return nieuw.Vast is null ? $"'{oud.Naam}' kan geen ander soort stap worden." : $"'{oud.Naam}' kan niet vast staan: dat bepaalt wie Ambulant voor uw regio inricht.";
                }

                continue;
            }

            if (nieuw is null)
            {
                yield return $"'{oud.Naam}' kan niet weg. {oud.Vast}";
            }
            else if (Minder(oud, nieuw) is { } wat)
            {
                yield return $"Bij '{oud.Naam}' kunt u {wat}. {oud.Vast}";
            }
        }

        foreach (var nieuw in na.Stappen.Where(s => voor.Vind(s.Sleutel) is null && (s.Vast is not null || !s.HeeftFormulier)))
        {
            yield return nieuw.Vast is not null ? $"'{nieuw.Naam}' kan niet vast staan: dat bepaalt wie Ambulant voor uw regio inricht." : $"'{nieuw.Naam}' is een soort stap die alleen kan toevoegen wie Ambulant voor uw regio inricht.";
        }
    }

    private static string? Minder(Stap oud, Stap nieuw) =>
        nieuw.Vast != oud.Vast ? "de reden van het slot niet veranderen"
        : nieuw.Soort != oud.Soort ? "het soort stap niet veranderen"
        : !oud.Rollen.ToHashSet().SetEquals(nieuw.Rollen) ? "niet veranderen wie de stap doet"
        : oud.Aanwezig.Except(nieuw.Aanwezig).Any() ? "niemand weghalen die erbij moet zijn"
        : oud.Vereisten.Except(nieuw.Vereisten).Any() ? "niets weghalen van wat nodig is"
        : oud.BevestigtBetrokkenen != nieuw.BevestigtBetrokkenen ? "de bevestiging van betrokkenen niet veranderen"
        : oud.Velden.Any(v => nieuw.Velden.FirstOrDefault(n => n.Sleutel == v.Sleutel) is not { } n || n.Soort != v.Soort || n.Verplicht != v.Verplicht || n.ZonderNaam != v.ZonderNaam) ? "geen vraag weghalen of van soort veranderen"
        : !oud.Uitkomsten.Select(u => (u.Sleutel, u.SluitAlles)).SequenceEqual(nieuw.Uitkomsten.Take(oud.Uitkomsten.Count).Select(u => (u.Sleutel, u.SluitAlles))) ? "geen uitkomst weghalen of van plaats veranderen"
        : oud.Uitkomsten.Any(u => u.Reden && !nieuw.Uitkomsten.First(n => n.Sleutel == u.Sleutel).Reden) ? "de reden bij een uitkomst niet weghalen"
        : nieuw.Uitkomsten.Any(u => u.Overslaan) ? "de stap niet laten overslaan"
        : null;
}
