namespace Ambulant.Core.Hulpvragen;

/// <summary>Whether help comes before or after things went wrong.</summary>
/// <param name="Uitleg">In plain words, for who chooses.</param>
public sealed record Hulpvraagsoort(string Sleutel, string Naam, string Uitleg)
{
    public static IReadOnlyList<Hulpvraagsoort> Alle { get; } =
    [
        new("preventief", "Preventief", "U wilt op tijd hulp, zodat een probleem niet ontstaat of niet groter wordt."),
        new("curatief", "Curatief", "Er is al een probleem. U zoekt hulp om het op te lossen of kleiner te maken."),
    ];
}
