using System.Text.Encodings.Web;
using Ambulant.Portal.Look;
using Ambulant.Portal.TagHelpers;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Ambulant.Portal.Tests;

public sealed class VeldTests
{
    private static readonly EmptyModelMetadataProvider Metadata = new();
    private readonly ViewContext _view = new() { HttpContext = new DefaultHttpContext() };

    public VeldTests() => _view.ViewData = new ViewDataDictionary(Metadata, _view.ModelState);

    [Fact]
    public void Label_hint_and_error_are_tied_to_the_field()
    {
        _view.ViewData.ModelState.AddModelError("Formulier.Naam", "Vul een naam in.");
        var html = Teken("tekstveld", new TekstveldTagHelper { View = _view, For = Voor("Formulier.Naam", "x"), Label = "Naam", Hint = "Zoals op school." });

        var input = html.QuerySelector("input")!;
        Assert.Equal("Formulier_Naam", input.Id);
        Assert.Equal("Formulier.Naam", input.GetAttribute("name"));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal(input.Id, html.QuerySelector("label")!.GetAttribute("for"));
        Assert.Equal(["Zoals op school.", "Vul een naam in."], input.GetAttribute("aria-describedby")!.Split(' ').Select(id => html.QuerySelector($"[id='{id}']")!.TextContent));
    }

    [Fact]
    public void What_was_typed_wins_over_the_model_and_is_encoded()
    {
        const string typed = "<b>\"Sterre\" & co</b>";
        _view.ViewData.ModelState.SetModelValue("Formulier.Naam", typed, typed);
        var helper = new TekstveldTagHelper { View = _view, For = Voor("Formulier.Naam", "uit het model"), Label = "<i>Naam</i>" };

        var html = Teken("tekstveld", helper);

        Assert.Equal(typed, html.QuerySelector("input")!.GetAttribute("value"));
        Assert.Null(html.QuerySelector("b"));
        Assert.Equal("<i>Naam</i>", html.QuerySelector("label")!.TextContent);
    }

    [Fact]
    public void A_text_keeps_its_first_empty_line()
    {
        var html = Teken("tekstvak", new TekstvakTagHelper { View = _view, For = Voor("Tekst", "\n</textarea><script>"), Label = "Tekst", MaxLengte = 4000 });

        Assert.Equal("\n</textarea><script>", html.QuerySelector("textarea")!.TextContent);
        Assert.Contains("Maximaal 4.000 tekens.", html.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Ticked_boxes_come_back_ticked()
    {
        _view.ViewData.ModelState.SetModelValue("Overleg", new ValueProviderResult(new(["ot", "mdo"])));
        var html = Teken("vinkjes", new KeuzesTagHelper { View = _view, For = Voor("Overleg", new[] { "vot" }), Label = "Overleg", Items = [new Keuze("vot", "Vot"), new Keuze("ot", "Ot"), new Keuze("mdo", "Mdo")] });

        Assert.Equal(["ot", "mdo"], html.QuerySelectorAll("input[checked]").Select(i => i.GetAttribute("value")));
        Assert.Equal(["Overleg", "Overleg-2", "Overleg-3"], html.QuerySelectorAll("input").Select(i => i.Id));
    }

    [Fact]
    public void The_error_list_follows_the_page_and_links_only_to_what_is_there()
    {
        _view.ViewData.ModelState.AddModelError("Aa", "Tweede.");
        _view.ViewData.ModelState.AddModelError("Langere", "Eerste.");
        _view.ViewData.ModelState.AddModelError("", "Iemand was u voor.");
        var lijst = Maak("foutenlijst", new FoutenlijstTagHelper { View = _view });
        Teken("tekstveld", new TekstveldTagHelper { View = _view, For = Voor("Langere", null), Label = "Langere" });
        Teken("tekstveld", new TekstveldTagHelper { View = _view, For = Voor("Aa", null), Label = "Aa" });

        var html = Lees(lijst);

        Assert.Equal(["Iemand was u voor.", "Eerste.", "Tweede."], html.QuerySelectorAll("li").Select(li => li.TextContent));
        Assert.Equal(["#Langere", "#Aa"], html.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public void There_is_no_error_list_without_errors() =>
        Assert.Equal("", Lees(Maak("foutenlijst", new FoutenlijstTagHelper { View = _view })).InnerHtml);

    private static ModelExpression Voor(string naam, object? waarde) =>
        new(naam, new ModelExplorer(Metadata, Metadata.GetMetadataForType(typeof(object)), waarde));

    private static IElement Teken(string naam, TagHelper helper) => Lees(Maak(naam, helper));

    private static TagHelperOutput Maak(string naam, TagHelper helper)
    {
        var output = new TagHelperOutput(naam, [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        helper.Process(new TagHelperContext(naam, [], new Dictionary<object, object>(), "test"), output);
        return output;
    }

    private static IElement Lees(TagHelperOutput output)
    {
        using var writer = new StringWriter();
        output.WriteTo(writer, HtmlEncoder.Default);
        return new HtmlParser().ParseDocument(writer.ToString()).Body!;
    }
}
