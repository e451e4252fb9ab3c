using System.Globalization;
using Ambulant.Core;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Ambulant.Portal.TagHelpers;

/// <summary>
/// <c>&lt;formulier handler versie bestanden&gt;</c>: a POST form to this page (or <c>action</c>) with the antiforgery token, the
/// request number <c>Verzoek</c> that is handled once, and the row version <c>Versie</c> it was based on.
/// A refused form keeps its number; another form on the same page gets its own.
/// </summary>
[HtmlTargetElement("formulier")]
public sealed class FormulierTagHelper(IHtmlGenerator generator) : TagHelper
{
    private static readonly object Vergeven = new();

    public string? Action { get; set; }
    public string? Handler { get; set; }
    public string? Versie { get; set; }
    public bool Bestanden { get; set; }

    [HtmlAttributeNotBound, ViewContext]
    public ViewContext View { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var request = View.HttpContext.Request;
        var query = QueryString.Create(request.Query.Where(q => q.Key != "handler"));
        var hier = request.PathBase + request.Path;
        var naar = Action ?? hier + (Handler is null ? query : query.Add("handler", Handler));
        output.TagName = "form";
        output.Attributes.SetAttribute("method", "post");
        output.Attributes.SetAttribute("action", naar);
        output.Attributes.SetAttribute("novalidate", "novalidate");
        if (Bestanden)
        {
            output.Attributes.SetAttribute("enctype", "multipart/form-data");
        }
        output.PreContent.AppendHtml(Verborgen("Verzoek", Nummer(naar == hier + request.QueryString)));
        if (Versie is not null)
        {
            output.PreContent.AppendHtml(Verborgen("Versie", Versie));
        }
        output.PostContent.AppendHtml(generator.GenerateAntiforgery(View));
        var inhoud = await output.GetChildContentAsync();
        if (View.HttpContext.RequestServices?.GetService<Huidig>()?.SessieOfGeen is { } sessie && Typt(inhoud.GetContent()))
        {
            output.PostContent.AppendHtml(Einde(sessie));
        }
    }

    private static bool Typt(string inhoud) => inhoud.Contains("<textarea", StringComparison.Ordinal) || inhoud.Contains("type=\"text\"", StringComparison.Ordinal);

    // The time stands there for everyone; js/sessie.js warns before it where there is script.
    private TagBuilder Einde(Sessie sessie)
    {
        var over = sessie.VerlooptOp - View.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var tijd = new TagBuilder("span");
        tijd.InnerHtml.Append(Dag.Tijd(sessie.VerlooptOp));
        var regel = new TagBuilder("p");
        regel.AddCssClass("zacht klein niet-afdrukken");
        regel.Attributes["data-sessie-over"] = Math.Max(0, (int)over.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        regel.Attributes["aria-live"] = "polite";
        regel.InnerHtml.Append("Verstuur dit voor ").AppendHtml(tijd).Append(" uur. Daarna logt u eerst opnieuw in. Wat u typte, blijft dan een uur bewaard.");
        return regel;
    }

    private string Nummer(bool zelfde)
    {
        var http = View.HttpContext;
        if (zelfde && http.Request.HasFormContentType && Guid.TryParse(http.Request.Form["Verzoek"], out var posted) && http.Items.TryAdd(Vergeven, posted))
        {
            return posted.ToString();
        }
        return Guid.NewGuid().ToString();
    }

    private static TagBuilder Verborgen(string naam, string waarde)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = "hidden";
        input.Attributes["name"] = naam;
        input.Attributes["value"] = waarde;
        return input;
    }
}
