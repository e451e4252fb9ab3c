using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Ambulant.Portal.TagHelpers;

/// <summary><c>&lt;leeg titel="Nog geen afspraken" actie="Afspraak maken" href="…"&gt;&lt;p&gt;…&lt;/p&gt;&lt;/leeg&gt;</c>: nothing here yet, what it is for, and how to begin.</summary>
[HtmlTargetElement("leeg")]
public sealed class LeegTagHelper : TagHelper
{
    public required string Titel { get; set; }
    public string? Actie { get; set; }
    public string? Href { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "leeg");
        output.PreContent.AppendHtml(Veld.Element("p", "leeg__titel", Titel));
        if (Actie is not null && Href is not null)
        {
            var link = Veld.Element("a", "nl-button nl-button--primary", Actie);
            link.Attributes["href"] = Href;
            output.PostContent.AppendHtml(link);
        }
    }
}
