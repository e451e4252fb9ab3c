using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Ambulant.Portal.TagHelpers;

/// <summary>
/// <c>&lt;tekstveld for label hint type="text|email|tel" autocomplete inputmode /&gt;</c>: one line of text.
/// <c>&lt;datumveld for label hint /&gt;</c>: a date as text, dd-mm-jjjj; binds to a string, so that a wrong date comes back as typed.
/// </summary>
[HtmlTargetElement("tekstveld", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("datumveld", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TekstveldTagHelper : VeldTagHelper
{
    public string Type { get; set; } = "text";
    public string? Autocomplete { get; set; }
    public string? Inputmode { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var datum = context.TagName == "datumveld";
        var hint = Hint ?? (datum ? "Bijvoorbeeld 03-11-2026" : null);
        var veld = new Veld(View, For);
        var input = veld.Invoer("input", "utrecht-textbox utrecht-textbox--html-input" + (datum ? " utrecht-textbox--datum" : ""), hint);
        input.Attributes["type"] = Type;
        input.Attributes["value"] = veld.Waarde;
        Veld.Zet(input, "autocomplete", Autocomplete ?? (datum ? "off" : null));
        Veld.Zet(input, "inputmode", Inputmode ?? (datum ? "numeric" : null));
        veld.Schrijf(output, Label, hint, Optioneel, input);
    }
}
