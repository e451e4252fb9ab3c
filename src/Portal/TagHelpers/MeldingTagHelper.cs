using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Ambulant.Portal.TagHelpers;

/// <summary><c>&lt;melding soort="info|goed|waarschuwing|fout" titel&gt;…&lt;/melding&gt;</c>: a block that must be noticed. The title says its kind in words.</summary>
[HtmlTargetElement("melding")]
public sealed class MeldingTagHelper : TagHelper
{
    public string Soort { get; set; } = "info";
    public string? Titel { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (klasse, woord) = Soort switch
        {
            "goed" => ("ok", "Gelukt"),
            "waarschuwing" => ("warning", "Let op"),
            "fout" => ("error", "Fout"),
            _ => ("info", "Goed om te weten"),
        };
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", $"utrecht-alert utrecht-alert--{klasse}");
        output.PreContent
            .AppendHtml("<div class=\"utrecht-alert__content\">")
            .AppendHtml(Veld.Element("p", "melding__titel", Titel ?? woord));
        output.PostContent.AppendHtml("</div>");
    }
}
