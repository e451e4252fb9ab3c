using System.Net;
using System.Reflection;
using System.Security.Claims;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Ambulant.Portal.Tests.Leerlingen;

/// <summary>The portal for one person, without the way through a provider: that has tests of its own.</summary>
internal sealed class Alspersoon(string verbinding, Gebruiker wie) : WebApplicationFactory<Huidig>
{
    private static readonly MethodInfo Zet = typeof(Huidig).GetMethod("Zet", BindingFlags.Instance | BindingFlags.NonPublic, [typeof(Sessie)])!;

    public HttpClient Browser() => CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("http://localhost") });

    /// <summary>Sends the one form of a page as a browser would: everything that stands in it, with what is typed and the button that is pressed.</summary>
    public static async Task<HttpResponseMessage> StuurAsync(HttpClient browser, IDocument pagina, string adres, params (string Naam, string Waarde)[] getypt)
    {
        var form = pagina.QuerySelector("main form[method=post]")!;
        var velden = form.QuerySelectorAll("input, textarea, select")
            .Where(e => e.GetAttribute("type") is not ("radio" or "checkbox") || e.HasAttribute("checked"))
            .Select(e => (Naam: e.GetAttribute("name")!, Waarde: e switch
            {
                AngleSharp.Html.Dom.IHtmlTextAreaElement t => t.Value,
                AngleSharp.Html.Dom.IHtmlSelectElement s => s.Value ?? "",
                _ => e.GetAttribute("value") ?? "",
            }))
            .Where(v => getypt.All(g => g.Naam != v.Naam));
        using var inhoud = new FormUrlEncodedContent(velden.Concat(getypt).Select(v => KeyValuePair.Create(v.Naam, v.Waarde)));
        return await browser.PostAsync(new Uri(adres, UriKind.Relative), inhoud, TestContext.Current.CancellationToken);
    }

    public static async Task<IDocument> LeesAsync(HttpResponseMessage antwoord, HttpStatusCode status = HttpStatusCode.OK)
    {
        var tekst = await antwoord.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == antwoord.StatusCode, $"{antwoord.StatusCode}: {tekst}");
        return new HtmlParser().ParseDocument(tekst);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        foreach (var (naam, waarde) in new[]
        {
            ("ConnectionStrings:Ambulant", verbinding), ("Portaal:Adres", "http://localhost"), ("Mail:Server", "smtp://127.0.0.1:9"), ("Mail:Afzender", "ambulant@proef.voorbeeld"),
            ("Regios:0", "liemers"), ("Regios:1", "noord-kennemerland"), ("Logging:LogLevel:Default", "Warning"),
        })
        {
            builder.UseSetting(naam, waarde);
        }

        builder.ConfigureTestServices(s => s.AddSingleton<IStartupFilter>(new Aanmelding(wie)));
    }

    private sealed class Aanmelding(Gebruiker wie) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (http, verder) =>
            {
                Zet.Invoke(http.RequestServices.GetRequiredService<Huidig>(), [new Sessie(wie, Guid.NewGuid(), [], DateTimeOffset.UtcNow.AddHours(1), DateTimeOffset.UtcNow.AddHours(10), true)]);
                http.User = new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, wie.PersoonId.ToString()), new(ClaimTypes.Name, wie.Naam)], "proef"));
                await verder(http);
            });
            next(app);
        };
    }
}
