using Ambulant.Core.Toegang;

namespace Ambulant.Core.Inzagen;

/// <summary>What someone does with personal data, as the inzagelog says it.</summary>
public enum Inzageactie
{
    Bekijken,
    Downloaden,
    Versturen,
}

/// <summary>What a page asks of a dossier, and what of it stands in the inzagelog.</summary>
/// <param name="Wat">Which page, as "logboek/nieuw".</param>
/// <param name="Recht">The right the page needs; null: whoever asks may not, whatever is there.</param>
/// <param name="OverLeerling">The page makes sense only in a dossier about a leerling.</param>
/// <param name="Object">Which part of the dossier: a document, a goal.</param>
public sealed record Inzagevraag(string Wat, Recht? Recht = Recht.DossierZien, bool OverLeerling = false, Inzageactie Actie = Inzageactie.Bekijken, Guid? Object = null)
{
    internal string Actienaam => Actie.ToString().ToLowerInvariant();
}

/// <summary>On what ground someone could look, in the words of the table.</summary>
public static class Inzagegrond
{
    /// <summary>Works at the school of the leerling.</summary>
    public const string School = "school";

    /// <summary>From outside, while the parents have given toestemming.</summary>
    public const string Toestemming = "toestemming";

    /// <summary>From outside, without toestemming: no name was seen.</summary>
    public const string ZonderNaam = "zonder naam";

    /// <summary>Takes part in a dossier without a leerling, or in what stands in a list.</summary>
    public const string Betrokken = "betrokken";

    /// <summary>A parent with gezag.</summary>
    public const string Gezag = "gezag";
}
