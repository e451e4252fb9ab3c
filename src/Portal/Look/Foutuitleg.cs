namespace Ambulant.Portal.Look;

/// <summary>Model of the partial _Fout: what happened, what the reader can do, and the number to mention when asking for help.</summary>
public sealed record Foutuitleg(string Titel, string Uitleg, string WatNu, string? Nummer = null);
