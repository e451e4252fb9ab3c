namespace Ambulant.Portal.Look;

/// <summary>One link of the main navigation.</summary>
public sealed record NavigatieLink(string Naam, string Href);

/// <summary>The links of one region, shown as a fold-out when the person works in more than one.</summary>
public sealed record NavigatieRegio(string Naam, IReadOnlyList<NavigatieLink> Links);

/// <summary>The main navigation, given to the layout in ViewData["Navigatie"]; without it only "Mijn werk" is shown.</summary>
public sealed record Navigatie(IReadOnlyList<NavigatieLink> Algemeen, IReadOnlyList<NavigatieRegio> Regios)
{
    public static readonly Navigatie Kaal = new([new("Mijn werk", "/werk")], []);
}

/// <summary>One part of the breadcrumb; the last one, without address, is the page itself. Given in ViewData["Kruimels"].</summary>
public sealed record Kruimel(string Naam, string? Href = null);
