using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Ambulant.Portal.TagHelpers;

/// <summary>
/// <c>&lt;knop soort="hoofd|tweede|stil|gevaar"&gt;Tekst&lt;/knop&gt;</c>: a submit button, or with <c>href</c> a link that looks like one.
/// One "hoofd" per page: the clear next action. Other attributes (name, value, formaction) are kept.
/// </summary>
[HtmlTargetElement("knop")]
public sealed class KnopTagHelper : TagHelper
{
    public string Soort { get; set; } = "tweede";
    public string? Href { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = Href is null ? "button" : "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "nl-button " + Soort switch
        {
            "hoofd" => "nl-button--primary",
            "gevaar" => "nl-button--primary nl-button--negative",
            "stil" => "nl-button--subtle",
            _ => "nl-button--secondary",
        });
        if (Href is not null)
        {
            output.Attributes.SetAttribute("href", Href);
        }
        else if (!output.Attributes.ContainsName("type"))
        {
            output.Attributes.SetAttribute("type", "submit");
        }
    }
}
