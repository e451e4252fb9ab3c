using Ambulant.Portal.Look;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Ambulant.Portal.TagHelpers;

/// <summary><c>&lt;keuzelijst for label items /&gt;</c>: one of many. Begins with "Maak een keuze" unless something is chosen already.</summary>
[HtmlTargetElement("keuzelijst", TagStructure = TagStructure.WithoutEndTag)]
public sealed class KeuzelijstTagHelper : VeldTagHelper
{
    public required IEnumerable<Keuze> Items { get; set; }
    public string Leeg { get; set; } = "Maak een keuze";

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var veld = new Veld(View, For);
        var lijst = veld.Invoer("select", "utrecht-select utrecht-select--html-select", Hint);
        TagBuilder? groep = null;
        foreach (var keuze in Items.Prepend(new Keuze("", Leeg)))
        {
            var optie = new TagBuilder("option");
            optie.Attributes["value"] = keuze.Waarde;
            if (string.Equals(keuze.Waarde, veld.Waarde, StringComparison.OrdinalIgnoreCase))
            {
                optie.Attributes["selected"] = "selected";
            }
            optie.InnerHtml.Append(keuze.Label);
            if (keuze.Groep is null)
            {
                groep = null;
                lijst.InnerHtml.AppendHtml(optie);
                continue;
            }
            if (groep?.Attributes["label"] != keuze.Groep)
            {
                groep = new TagBuilder("optgroup");
                groep.Attributes["label"] = keuze.Groep;
                lijst.InnerHtml.AppendHtml(groep);
            }
            groep.InnerHtml.AppendHtml(optie);
        }
        veld.Schrijf(output, Label, Hint, Optioneel, lijst);
    }
}
