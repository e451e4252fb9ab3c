using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Ambulant.Portal.TagHelpers;

/// <summary><c>&lt;vinkje for label hint /&gt;</c>: one check box, bound to a bool. Never for toestemming: that is an act of its own.</summary>
[HtmlTargetElement("vinkje", TagStructure = TagStructure.WithoutEndTag)]
public sealed class VinkjeTagHelper : VeldTagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var veld = new Veld(View, For);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "utrecht-form-field" + (veld.Fout ? " utrecht-form-field--invalid" : ""));
        var aan = veld.Waarden.Contains("true", StringComparer.OrdinalIgnoreCase);
        output.Content
            .AppendHtml(veld.Uitleg(null))
            .AppendHtml(Rij("checkbox", veld.Id, veld.Naam, "true", Label, Hint, aan, veld.Fout, veld.Beschrijving(null)));
    }

    /// <summary>One choice: the whole row can be pressed.</summary>
    internal static TagBuilder Rij(string type, string id, string naam, string waarde, string label, string? hint, bool aan, bool fout, string? beschrijving = null)
    {
        var rij = Veld.Element("div", "keuze");
        var invoer = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        invoer.AddCssClass(type == "checkbox" ? "keuze__invoer utrecht-checkbox utrecht-checkbox--html-input" : "keuze__invoer");
        invoer.Attributes["type"] = type;
        invoer.Attributes["id"] = id;
        invoer.Attributes["name"] = naam;
        invoer.Attributes["value"] = waarde;
        Veld.Zet(invoer, "checked", aan ? "checked" : null);
        Veld.Zet(invoer, "aria-invalid", fout ? "true" : null);
        var ids = string.Join(' ', new[] { beschrijving, hint is null ? null : $"{id}-uitleg" }.OfType<string>());
        Veld.Zet(invoer, "aria-describedby", ids.Length > 0 ? ids : null);
        var tekst = Veld.Element("label", "keuze__label utrecht-form-label utrecht-form-label--" + type, label);
        tekst.Attributes["for"] = id;
        rij.InnerHtml.AppendHtml(invoer).AppendHtml(tekst);
        if (hint is not null)
        {
            var uitleg = Veld.Element("p", "keuze__hint utrecht-form-field-description", hint);
            uitleg.Attributes["id"] = $"{id}-uitleg";
            rij.InnerHtml.AppendHtml(uitleg);
        }
        return rij;
    }
}
