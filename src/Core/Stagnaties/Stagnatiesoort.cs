namespace Ambulant.Core.Stagnaties;

/// <summary>The seven kinds that the consulent signals (source 002, rollen), as they stand in the database.</summary>
public static class Stagnatiesoort
{
    /// <summary>Key and explanation, in the order of the source.</summary>
    public static IReadOnlyList<(string Sleutel, string Uitleg)> Alle { get; } =
    [
        ("inhoud", "De analyse, de doelen of de aanpak kloppen niet."),
        ("kwaliteit", "Wat er gebeurt, is niet goed genoeg."),
        ("proces", "De samenwerking of het overleg loopt niet."),
        ("nakomen van afspraken", "Iemand doet niet wat is afgesproken."),
        ("realisatie plan", "Het plan wordt niet of te laat uitgevoerd."),
        ("gezamenlijke verantwoordelijkheid", "Niet iedereen voelt zich verantwoordelijk."),
        ("doorzettingskracht", "Niemand hakt de knoop door."),
    ];
}
