using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Ambulant.Portal.TagHelpers;

/// <summary><c>&lt;bestandveld for label hint accept=".pdf,.docx" /&gt;</c>: one file, or several with <c>meer</c>; inside <c>&lt;formulier bestanden="true"&gt;</c>.</summary>
[HtmlTargetElement("bestandveld", TagStructure = TagStructure.WithoutEndTag)]
public sealed class BestandveldTagHelper : VeldTagHelper
{
    public string? Accept { get; set; }
    public bool Meer { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var veld = new Veld(View, For);
        var input = veld.Invoer("input", "bestand", Hint);
        input.Attributes["type"] = "file";
        Veld.Zet(input, "accept", Accept);
        Veld.Zet(input, "multiple", Meer ? "multiple" : null);
        veld.Schrijf(output, Label, Hint, Optioneel, input);
    }
}
