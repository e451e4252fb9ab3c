using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Ambulant.Portal.TagHelpers;

/// <summary>
/// <c>&lt;foutenlijst /&gt;</c>: what must be mended, on top of the page, each with a link to its field. Nothing when all is well.
/// An error that belongs to no field on the page (the empty key, say) is shown first, without a link.
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
        // Who works with the keyboard is at once where the links to the fields are.
        kop.Attributes["autofocus"] = "autofocus";
        var inhoud = Veld.Element("div", "utrecht-alert__content");
        inhoud.InnerHtml.AppendHtml(kop).AppendHtml(new Regels(View));
        output.Content.AppendHtml(inhoud);
    }

    /// <summary>Written when the page is sent, after all fields were drawn: only then their order is known. The model state keeps its own.</summary>
    private sealed class Regels(ViewContext view) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            var velden = Veld.Getekend(view);
            var lijst = new TagBuilder("ul");
            foreach (var (sleutel, entry) in view.ViewData.ModelState.Where(e => e.Value!.Errors.Count > 0).OrderBy(e => velden.IndexOf(e.Key)))
            {
                foreach (var tekst in entry!.Errors.Select(e => e.ErrorMessage).Where(m => m.Length > 0).Distinct())
                {
                    lijst.InnerHtml.AppendHtml(Regel(velden.GetValueOrDefault(sleutel), tekst));
                }
            }
            if (lijst.HasInnerHtml)
            {
                lijst.WriteTo(writer, encoder);
            }
        }

        private static TagBuilder Regel(string? id, string tekst)
        {
            var regel = new TagBuilder("li");
            if (id is null)
            {
                regel.InnerHtml.Append(tekst);
                return regel;
            }
            var link = new TagBuilder("a");
            link.Attributes["href"] = "#" + id;
            link.InnerHtml.Append(tekst);
            regel.InnerHtml.AppendHtml(link);
            return regel;
        }
    }
}
