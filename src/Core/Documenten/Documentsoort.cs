namespace Ambulant.Core.Documenten;

/// <summary>What a document is in the dossier.</summary>
/// <param name="Sleutel">As the row holds it.</param>
/// <param name="Uitleg">One sentence for who chooses.</param>
public sealed record Documentsoort(string Sleutel, string Naam, string Uitleg)
{
    public static Documentsoort Opp { get; } = new("opp", "OPP", "Het plan voor de leerling, met de interventies en wat ze opleverden.");

    public static Documentsoort Verslag { get; } = new("verslag", "Verslag", "Bijvoorbeeld van een onderzoek, een observatie of een overleg.");

    public static Documentsoort Toestemming { get; } = new("toestemming", "Formulier met toestemming", "Een papier dat ouders hebben ondertekend.");

    public static Documentsoort Overig { get; } = new("overig", "Iets anders", "Alles wat hierboven niet past.");

    public static IReadOnlyList<Documentsoort> Alle { get; } = [Opp, Verslag, Toestemming, Overig];
}
