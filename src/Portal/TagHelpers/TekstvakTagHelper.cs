using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Ambulant.Portal.TagHelpers;

/// <summary>
/// <c>&lt;tekstvak for label hint rows="6" /&gt;</c>: several lines. A length limit on the property ([MaxLength], [StringLength]) or
/// <c>max-lengte</c> is said in the hint, not enforced by the browser: pasted text may not silently lose its end.
/// </summary>
[HtmlTargetElement("tekstvak", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TekstvakTagHelper : VeldTagHelper
{
    public int Rows { get; set; } = 5;
    public int? MaxLengte { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var max = MaxLengte
            ?? For.Metadata.ValidatorMetadata.OfType<MaxLengthAttribute>().FirstOrDefault()?.Length
            ?? For.Metadata.ValidatorMetadata.OfType<StringLengthAttribute>().FirstOrDefault()?.MaximumLength;
        var grens = max is null ? null : string.Create(CultureInfo.GetCultureInfo("nl-NL"), $"Maximaal {max:N0} tekens.");
        var hint = Hint is null || grens is null ? Hint ?? grens : $"{Hint} {grens}";
        var veld = new Veld(View, For);
        var vak = veld.Invoer("textarea", "utrecht-textarea utrecht-textarea--html-textarea", hint);
        vak.Attributes["rows"] = Rows.ToString(CultureInfo.InvariantCulture);
        // The parser drops one newline right after the start tag; this one is there to be dropped.
        vak.InnerHtml.AppendHtml("\n").Append(veld.Waarde);
        veld.Schrijf(output, Label, hint, Optioneel, vak);
    }
}
