using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Ambulant.Portal.TagHelpers;

/// <summary>What all fields have in common as attributes: for, label, hint, optioneel.</summary>
public abstract class VeldTagHelper : TagHelper
{
    /// <summary>The property of the form record, e.g. <c>for="Formulier.Hulpvraag"</c>.</summary>
    public required ModelExpression For { get; set; }

    /// <summary>The question or name above the field.</summary>
    public required string Label { get; set; }

    /// <summary>One sentence that helps to answer.</summary>
    public string? Hint { get; set; }

    /// <summary>Adds "(niet verplicht)" to the label: what is required is not marked, what is optional is.</summary>
    public bool Optioneel { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext View { get; set; } = null!;
}
