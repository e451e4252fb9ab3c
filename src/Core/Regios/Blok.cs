using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Regios;

/// <summary>
/// A document of a dossier that a region brings, in which people work again and again; each time it is saved is a version, and
/// versions can be compared and agreed with.
/// </summary>
/// <param name="Sleutel">Key within the region, kebab-case; stands in addresses and never changes.</param>
/// <param name="Naam">Without article, as in "TOP-dossier wijzigen".</param>
/// <param name="Uitleg">What it is for, in plain Dutch, one or two sentences.</param>
/// <param name="Velden">Text, choices, dates and numbers; never a person.</param>
/// <param name="Schrijvers">Roles that may make a new version. Who sees the names in the dossier may read it.</param>
public sealed record Blok(string Sleutel, string Naam, string Uitleg, IReadOnlyList<Veld> Velden, IReadOnlyList<Rol> Schrijvers)
{
    /// <summary>"het" or "de".</summary>
    public string Lidwoord { get; init; } = "het";

    /// <summary>As within a sentence, such as "het TOP-dossier".</summary>
    public string MetLidwoord => $"{Lidwoord} {Naam}";
}

/// <summary>A rule of a region that a step can demand, as <see cref="Vereistesoort.Regel"/>.</summary>
/// <param name="Sleutel">Key within the region, kebab-case.</param>
/// <param name="Ontbreekt">Sentence for when it does not hold, as in "Er is nog geen oplossing gekozen."</param>
/// <param name="Door">Who can see to it.</param>
/// <param name="Pagina">Page of the dossier where that is done, relative to the dossier's address.</param>
/// <param name="Voldaan">Only looks at the facts. If it throws it counts as not met.</param>
public sealed record Regel(string Sleutel, string Ontbreekt, IReadOnlyList<Rol> Door, string Pagina, Func<Dossierfeiten, bool> Voldaan)
{
    /// <summary>As an item of the list of what a step needs, as in "Er is een oplossing gekozen".</summary>
    public string? Naam { get; init; }
}
