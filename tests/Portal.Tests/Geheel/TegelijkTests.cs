using System.Net;
using AngleSharp.Html.Dom;

namespace Ambulant.Portal.Tests.Geheel;

/// <summary>The same form twice, and two people with the same step: it is done once, and nobody loses what was typed.</summary>
[Collection(nameof(Geheel))]
public sealed class TegelijkTests(Proefportaal proef)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_double_click_is_one_click()
    {
        var adres = $"/liemers/dossiers/{proef.Uitvoering}/logboek/nieuw";
        const string tekst = "Tweemaal geklikt, eenmaal geschreven.";
        var formulier = await Formulier.HaalAsync(proef.Als("ilse"), adres);
        var antwoorden = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => formulier.StuurAsync(("Formulier.Soort", "overig"), ("Formulier.Bevindingen", tekst))));

        Assert.All(antwoorden, a => Assert.Equal(HttpStatusCode.Redirect, a.StatusCode));
        Assert.Single(antwoorden.Select(a => a.Headers.Location).Distinct());
        Assert.Equal(1, await proef.Vraag<long>("select count(*) from logboekregel where tekst = @tekst", new { tekst }));
    }

    [Fact]
    public async Task Going_back_and_typing_on_loses_nothing()
    {
        // The browser's back button shows the form with its old number.
        var formulier = await Formulier.HaalAsync(proef.Als("ilse"), $"/liemers/dossiers/{proef.Uitvoering}/logboek/nieuw");
        foreach (var tekst in new[] { "De eerste keer verstuurd.", "De eerste keer verstuurd. En daarna nog iets." })
        {
            for (var keer = 0; keer < 2; keer++)
            {
                Assert.Equal(HttpStatusCode.Redirect, (await formulier.StuurAsync(("Formulier.Soort", "overig"), ("Formulier.Bevindingen", tekst))).StatusCode);
            }

            Assert.Equal(1, await proef.Vraag<long>("select count(*) from logboekregel where tekst = @tekst", new { tekst }));
        }
    }

    [Fact]
    public async Task Two_people_with_one_step_complete_it_once_and_the_other_keeps_the_text()
    {
        // A step of the ib-er or the leerkracht, open for both.
        var adres = await NieuwDossierAsync();
        var stap = adres + "/stappen/signaleren";
        var (ilse, loes) = (await Formulier.HaalAsync(proef.Als("ilse"), stap), await Formulier.HaalAsync(proef.Als("loes"), stap));
        var eerst = await proef.Vraag<long>("select count(*) from stap_voltooid");

        (string, string?)[] Velden(string wie) => [("Formulier.Antwoorden[besproken-op]", "01-09-2026"), ("Formulier.Antwoorden[besproken]", $"Getypt door {wie}."), ("Formulier.Uitkomst", "klaar")];
        var antwoorden = await Task.WhenAll(ilse.StuurAsync(Velden("ilse")), loes.StuurAsync(Velden("loes")));

        var (winnaar, verliezer) = antwoorden[0].StatusCode is HttpStatusCode.Redirect ? (0, 1) : (1, 0);
        Assert.Equal(HttpStatusCode.Redirect, antwoorden[winnaar].StatusCode);
        var namen = new[] { ("ilse", "Ilse Verzonnen"), ("loes", "Loes Verzonnen") };
        var pagina = await Formulier.LeesAsync(antwoorden[verliezer], HttpStatusCode.BadRequest);
        Assert.Contains($"{namen[winnaar].Item2} heeft deze stap al gedaan", pagina.QuerySelector(".foutenlijst")!.TextContent, StringComparison.Ordinal);
        Assert.Contains($"Getypt door {namen[verliezer].Item1}.", pagina.QuerySelectorAll("textarea").Cast<IHtmlTextAreaElement>().Select(t => t.Value.Trim()));
        Assert.Equal(eerst + 1, await proef.Vraag<long>("select count(*) from stap_voltooid"));
        Assert.Equal(1, await proef.Vraag<long>("select count(*) from stap_voltooid where regio_id = 'liemers' and dossier_id = @id and antwoorden->>'besproken' = @tekst",
            new { id = Guid.Parse(adres[^36..]), tekst = $"Getypt door {namen[winnaar].Item1}." }));

        // Sent once more: whoever was first gets the same answer, the other the same refusal.
        Assert.Equal(antwoorden[winnaar].Headers.Location, (await (winnaar == 0 ? ilse : loes).StuurAsync(Velden(namen[winnaar].Item1))).Headers.Location);
        Assert.Equal(HttpStatusCode.BadRequest, (await (winnaar == 0 ? loes : ilse).StuurAsync(Velden(namen[verliezer].Item1))).StatusCode);
        Assert.Equal(eerst + 1, await proef.Vraag<long>("select count(*) from stap_voltooid"));
    }

    private async Task<string> NieuwDossierAsync()
    {
        var formulier = await Formulier.HaalAsync(proef.Als("ilse"), "/liemers/hulpvragen/nieuw?leerling=nieuw&route=ambulante-begeleiding");
        var antwoord = await formulier.StuurAsync(
            ("naar", "indienen"), ("Formulier.Leerling", "nieuw"), ("Formulier.School", proef.Gebruikers["ilse"].Lidmaatschappen[0].SchoolId.ToString()),
            ("Formulier.Roepnaam", "Tegel"), ("Formulier.Achternaam", "Tegelijkverzinsel"), ("Formulier.Geboortedatum", "03-04-2018"), ("Formulier.Groep", "5"),
            ("Formulier.Signaal", "Is stil."), ("Formulier.Leerkracht", proef.Gebruikers["loes"].PersoonId.ToString()), ("Formulier.InternBegeleider", proef.Gebruikers["ilse"].PersoonId.ToString()));
        Assert.True(antwoord.StatusCode is HttpStatusCode.Redirect, await antwoord.Content.ReadAsStringAsync(Ct));
        return antwoord.Headers.Location!.OriginalString;
    }
}
