using System.Globalization;
using Ambulant.Portal.Look;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Ambulant.Portal.TagHelpers;

/// <summary>
/// <c>&lt;keuzes for label items /&gt;</c>: one of a few, radio buttons. <c>&lt;vinkjes for label items /&gt;</c>: several of a few,
/// check boxes bound to a string[]. The first choice carries the field's id, so that the error list lands on it.
/// </summary>
[HtmlTargetElement("keuzes", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("vinkjes", TagStructure = TagStructure.WithoutEndTag)]
public sealed class KeuzesTagHelper : VeldTagHelper
{
    public required IEnumerable<Keuze> Items { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var type = context.TagName == "vinkjes" ? "checkbox" : "radio";
        var veld = new Veld(View, For);
        output.TagName = "fieldset";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "utrecht-form-fieldset utrecht-form-fieldset--html-fieldset" + (veld.Fout ? " utrecht-form-fieldset--invalid" : ""));
        if (veld.Beschrijving(Hint) is { } ids)
        {
            output.Attributes.SetAttribute("aria-describedby", ids);
        }
        var legenda = Veld.Element("legend", "utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend", Label);
        output.Content.AppendHtml(Veld.MetOptioneel(legenda, Optioneel)).AppendHtml(veld.Uitleg(Hint));
        var nummer = 0;
        foreach (var keuze in Items)
        {
            var id = ++nummer == 1 ? veld.Id : string.Create(CultureInfo.InvariantCulture, $"{veld.Id}-{nummer}");
            var gekozen = veld.Waarden.Contains(keuze.Waarde, StringComparer.OrdinalIgnoreCase);
            output.Content.AppendHtml(VinkjeTagHelper.Rij(type, id, veld.Naam, keuze.Waarde, keuze.Label, keuze.Hint, gekozen, veld.Fout && type == "checkbox"));
        }
    }
}
