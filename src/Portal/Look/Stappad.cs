namespace Ambulant.Portal.Look;

public enum Stapstaat { Later, Wacht, Nu, Gedaan }

/// <summary>A step as drawn: who has the next move, where the name leads, and the date in words.</summary>
public sealed record StappadStap(string Naam, Stapstaat Staat, string? Wie = null, string? Href = null, string? Datum = null);

public sealed record StappadFase(string Naam, IReadOnlyList<StappadStap> Stappen)
{
    public Stapstaat Staat =>
        Stappen.Count > 0 && Stappen.All(s => s.Staat == Stapstaat.Gedaan) ? Stapstaat.Gedaan
        : Stappen.All(s => s.Staat == Stapstaat.Later) ? Stapstaat.Later
        : Stapstaat.Nu;
}

/// <summary>Model of the partial _Stappenpad: a route, drawn.</summary>
public sealed record Stappad(IReadOnlyList<StappadFase> Fases, string Naam = "Stappen van dit dossier");
