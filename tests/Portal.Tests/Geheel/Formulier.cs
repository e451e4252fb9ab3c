using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Ambulant.Portal.Tests.Geheel;

/// <summary>A form on a page, sent as a browser without script would: everything that stands in it, with what is typed over it.</summary>
public sealed class Formulier
{
    private readonly HttpClient client;
    private readonly string adres;
    private readonly bool bestanden;
    private readonly List<(string Naam, string Waarde)> velden;

    private Formulier(HttpClient client, IHtmlDocument pagina, string van, string? action)
    {
        this.client = client;
        Pagina = pagina;
        var form = pagina.QuerySelectorAll("main form[method=post]").FirstOrDefault(f => action is null || f.GetAttribute("action")!.Contains(action, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No form on {van}: {pagina.QuerySelector("main")?.TextContent}");
        adres = form.GetAttribute("action") is { Length: > 0 } naar ? naar : van;
        bestanden = form.GetAttribute("enctype") == "multipart/form-data";
        velden =
        [
            .. form.QuerySelectorAll("input, textarea, select")
                .Where(e => e.HasAttribute("name") && (e.GetAttribute("type") is not ("radio" or "checkbox") || e.HasAttribute("checked")) && e.GetAttribute("type") != "file")
                .Select(e => (e.GetAttribute("name")!, e switch
                {
                    IHtmlTextAreaElement t => t.Value,
                    IHtmlSelectElement s => s.Value ?? "",
                    _ => e.GetAttribute("value") ?? "",
                })),
        ];
    }

    public IHtmlDocument Pagina { get; }

    public string Verzoek => velden.Single(v => v.Naam == "Verzoek").Waarde;

    /// <param name="action">Part of the address that the form posts to, when the page has more than one.</param>
    public static async Task<Formulier> HaalAsync(HttpClient client, string adres, string? action = null)
    {
        var antwoord = await client.GetAsync(new Uri(adres, UriKind.Relative), TestContext.Current.CancellationToken);
        return new(client, await LeesAsync(antwoord, HttpStatusCode.OK), adres, action);
    }

    public static async Task<IHtmlDocument> LeesAsync(HttpResponseMessage antwoord, HttpStatusCode status)
    {
        var tekst = await antwoord.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == antwoord.StatusCode, $"{antwoord.RequestMessage?.RequestUri}: {antwoord.StatusCode} {antwoord.Headers.Location} {(tekst.Length > 3000 ? tekst[..3000] : tekst)}");
        return new HtmlParser().ParseDocument(tekst);
    }

    /// <summary>What is typed replaces what stood there; null leaves a field out altogether.</summary>
    public Task<HttpResponseMessage> StuurAsync(params (string Naam, string? Waarde)[] getypt) => StuurAsync(client, getypt);

    /// <summary>The same form from another window or person.</summary>
    public Task<HttpResponseMessage> StuurAsync(HttpClient met, params (string Naam, string? Waarde)[] getypt) =>
        VerstuurAsync(met, bestanden ? Delen(Alles(getypt)) : new FormUrlEncodedContent(Alles(getypt).Select(v => KeyValuePair.Create(v.Naam, v.Waarde))));

    public Task<HttpResponseMessage> StuurMetBestandAsync(string veld, string naam, HttpContent bestand, params (string Naam, string? Waarde)[] getypt)
    {
        var delen = Delen(Alles(getypt));
        delen.Add(bestand, veld, naam);
        return VerstuurAsync(client, delen);
    }

    private IEnumerable<(string Naam, string Waarde)> Alles((string Naam, string? Waarde)[] getypt) =>
        velden.Where(v => getypt.All(g => g.Naam != v.Naam)).Concat(getypt.Where(g => g.Waarde is not null).Select(g => (g.Naam, g.Waarde!)));

    private static MultipartFormDataContent Delen(IEnumerable<(string Naam, string Waarde)> alles)
    {
        var delen = new MultipartFormDataContent();
        foreach (var (naam, waarde) in alles)
        {
            delen.Add(new StringContent(waarde), naam);
        }

        return delen;
    }

    private async Task<HttpResponseMessage> VerstuurAsync(HttpClient met, HttpContent inhoud)
    {
        using (inhoud)
        {
            return await met.PostAsync(new Uri(adres, UriKind.Relative), inhoud, TestContext.Current.CancellationToken);
        }
    }
}

internal static class Formulieren
{
    public static async Task<HttpResponseMessage> StuurAsync(this Task<Formulier> formulier, params (string Naam, string? Waarde)[] getypt) => await (await formulier).StuurAsync(getypt);
}
