using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Ambulant.Portal.TagHelpers;

/// <summary>
/// <c>&lt;foutenlijst /&gt;</c>: what must be mended, on top of the page, each with a link to its field. Nothing when all is well.
/// An error that belongs to no field is added to the model state under the empty key, and is shown without a link.
/// </summary>
[HtmlTargetElement("foutenlijst", TagStructure = TagStructure.WithoutEndTag)]
public sealed class FoutenlijstTagHelper : TagHelper
{
    public string Titel { get; set; } = "Controleer wat u hebt ingevuld";

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (View.ViewData.ModelState.IsValid)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "utrecht-alert utrecht-alert--error foutenlijst");
        output.Attributes.SetAttribute("role", "alert");
        var kop = Veld.Element("h2", "melding__titel", Titel);
        kop.Attributes["id"] = "foutenlijst";
        kop.Attributes["tabindex"] = "-1";
        var lijst = new TagBuilder("ul");
        foreach (var (sleutel, entry) in View.ViewData.ModelState.Where(e => e.Value!.Errors.Count > 0))
        {
            foreach (var tekst in entry!.Errors.Select(e => e.ErrorMessage).Where(m => m.Length > 0).Distinct())
            {
                lijst.InnerHtml.AppendHtml(Regel(sleutel, tekst));
            }
        }
        var inhoud = Veld.Element("div", "utrecht-alert__content");
        inhoud.InnerHtml.AppendHtml(kop);
        if (lijst.HasInnerHtml)
        {
            inhoud.InnerHtml.AppendHtml(lijst);
        }
        output.Content.AppendHtml(inhoud);
    }

    private static TagBuilder Regel(string sleutel, string tekst)
    {
        var regel = new TagBuilder("li");
        if (sleutel.Length == 0)
        {
            regel.InnerHtml.Append(tekst);
            return regel;
        }
        var link = new TagBuilder("a");
        link.Attributes["href"] = "#" + Veld.IdVan(sleutel);
        link.InnerHtml.Append(tekst);
        regel.InnerHtml.AppendHtml(link);
        return regel;
    }
}
