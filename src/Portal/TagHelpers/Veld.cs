using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Ambulant.Portal.TagHelpers;

/// <summary>
/// What every field knows about itself: its name, its id (where the error list points), what was typed, and its errors.
/// What was typed comes from the model state first: a refused form gives back every character.
/// </summary>
internal sealed class Veld
{
    public Veld(ViewContext view, ModelExpression model)
    {
        Naam = view.ViewData.TemplateInfo.GetFullHtmlFieldName(model.Name);
        Id = TagBuilder.CreateSanitizedId(Naam, "_");
        Getekend(view).TryAdd(Naam, Id);
        var entry = view.ViewData.ModelState.GetValueOrDefault(Naam);
        Fouten = entry is null ? [] : [.. entry.Errors.Select(e => e.ErrorMessage).Where(m => m.Length > 0).Distinct()];
        Waarden = entry?.RawValue switch
        {
            string[] many => many,
            string one => [one],
            _ => entry?.AttemptedValue is { } attempted ? [attempted] : Tekst(model.Model),
        };
    }

    public string Naam { get; }
    public string Id { get; }
    public IReadOnlyList<string> Fouten { get; }
    public IReadOnlyList<string> Waarden { get; }
    public string Waarde => Waarden.Count > 0 ? Waarden[0] : "";
    public bool Fout => Fouten.Count > 0;

    /// <summary>The fields drawn so far in this response, name to id, in the order of the page: the order of the error list.</summary>
    public static OrderedDictionary<string, string> Getekend(ViewContext view)
    {
        if (view.HttpContext.Items[typeof(Veld)] is not OrderedDictionary<string, string> velden)
        {
            view.HttpContext.Items[typeof(Veld)] = velden = new(StringComparer.OrdinalIgnoreCase);
        }
        return velden;
    }

    public string? Beschrijving(string? hint) =>
        string.Join(' ', new[] { hint is null ? null : $"{Id}-hint", Fout ? $"{Id}-fout" : null }.OfType<string>()) is { Length: > 0 } ids ? ids : null;

    /// <summary>The control with the attributes that tie it to its hint and errors.</summary>
    public TagBuilder Invoer(string element, string klasse, string? hint)
    {
        var input = new TagBuilder(element) { TagRenderMode = element == "input" ? TagRenderMode.SelfClosing : TagRenderMode.Normal };
        input.AddCssClass(klasse);
        input.Attributes["id"] = Id;
        input.Attributes["name"] = Naam;
        Zet(input, "aria-describedby", Beschrijving(hint));
        Zet(input, "aria-invalid", Fout ? "true" : null);
        return input;
    }

    /// <summary>Label, hint, errors and control as one form field.</summary>
    public void Schrijf(TagHelperOutput output, string label, string? hint, bool optioneel, IHtmlContent invoer)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "utrecht-form-field" + (Fout ? " utrecht-form-field--invalid" : ""));
        var kop = Element("label", "utrecht-form-label", label);
        kop.Attributes["for"] = Id;
        output.Content.AppendHtml(MetOptioneel(kop, optioneel)).AppendHtml(Uitleg(hint)).AppendHtml(invoer);
    }

    public static TagBuilder MetOptioneel(TagBuilder kop, bool optioneel)
    {
        if (optioneel)
        {
            kop.InnerHtml.Append(" ").AppendHtml(Element("span", "niet-verplicht", "(niet verplicht)"));
        }
        return kop;
    }

    /// <summary>The hint and the errors, each with the id that the control refers to.</summary>
    public HtmlContentBuilder Uitleg(string? hint)
    {
        var html = new HtmlContentBuilder();
        if (hint is not null)
        {
            var uitleg = Element("p", "utrecht-form-field-description", hint);
            uitleg.Attributes["id"] = $"{Id}-hint";
            html.AppendHtml(uitleg);
        }
        if (Fout)
        {
            var fout = Element("p", "utrecht-form-field-error-message", string.Join(' ', Fouten));
            fout.Attributes["id"] = $"{Id}-fout";
            html.AppendHtml(fout);
        }
        return html;
    }

    public static TagBuilder Element(string naam, string klasse, string? tekst = null)
    {
        var element = new TagBuilder(naam);
        element.AddCssClass(klasse);
        element.InnerHtml.Append(tekst ?? "");
        return element;
    }

    public static void Zet(TagBuilder element, string attribuut, string? waarde)
    {
        if (waarde is not null)
        {
            element.Attributes[attribuut] = waarde;
        }
    }

    private static IReadOnlyList<string> Tekst(object? model) => model switch
    {
        null => [],
        string s => [s],
        IEnumerable<string> many => [.. many],
        bool b => [b ? "true" : "false"],
        DateOnly d => [d.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture)],
        IFormattable f => [f.ToString(null, CultureInfo.CurrentCulture)],
        _ => [model.ToString() ?? ""],
    };
}
