using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;

namespace Ambulant.Portal.Tests.Geheel;

/// <summary>The TOP-dossier, the instemming of parents with it, and the work of who serves both regions, over HTTP as a browser without script.</summary>
[Collection(nameof(Geheel))]
public sealed partial class BlokpaginasTests(Proefportaal proef)
{
    private const string Noord = "noord-kennemerland";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_people_in_one_block_lose_nothing_and_the_second_sees_what_the_first_changed()
    {
        var blok = await AdresAsync("Jip") + "/blokken/top-dossier";
        Assert.Contains("is nog leeg", await TekstAsync("nora", blok), StringComparison.Ordinal);
        var leeg = await Formulier.LeesAsync(await Formulier.HaalAsync(proef.Als("nora"), blok + "/wijzigen").StuurAsync(), HttpStatusCode.BadRequest);
        Assert.Contains("Vul minstens één onderdeel in.", leeg.QuerySelector(".foutenlijst")!.TextContent, StringComparison.Ordinal);
        await NaarAsync(blok, Formulier.HaalAsync(proef.Als("nora"), blok + "/wijzigen").StuurAsync(("Formulier.Velden[analyse]", "Jip luistert goed.\nPraten is moeilijk.")));

        // Both begin from version 1.
        var (nora, lieke) = (await Formulier.HaalAsync(proef.Als("nora"), blok + "/wijzigen"), await Formulier.HaalAsync(proef.Als("lieke"), blok + "/wijzigen"));
        await NaarAsync(blok, nora.StuurAsync(("Formulier.Velden[analyse]", "Jip luistert heel goed.\nPraten is moeilijk."), ("Formulier.Velden[perspectief]", "Vragen durven stellen.")));
        const string Getypt = "  Jip luistert.\n\nZij <wijst> \"veel\" & lacht.";
        var pagina = await Formulier.LeesAsync(await lieke.StuurAsync(("Formulier.Velden[analyse]", Getypt)), HttpStatusCode.BadRequest);
        Assert.Equal(Getypt, Veld(pagina, "Formulier.Velden[analyse]"));
        var melding = pagina.QuerySelector(".utrecht-alert--warning")!.TextContent;
        Assert.Contains("Nora Bedacht intussen (versie 2)", melding, StringComparison.Ordinal);
        Assert.Contains("[erbij: heel]", melding, StringComparison.Ordinal);
        Assert.Contains("[erbij: Vragen durven stellen.]", melding, StringComparison.Ordinal);

        // Having read it she saves on top of it, knowingly.
        var opnieuw = pagina.QuerySelector("main form[method=post]")!;
        Assert.Equal("2", opnieuw.QuerySelector("input[name=Versie]")!.GetAttribute("value"));
        await NaarAsync(blok, lieke.StuurAsync(("Verzoek", opnieuw.QuerySelector("input[name=Verzoek]")!.GetAttribute("value")), ("Versie", "2"), ("Formulier.Velden[analyse]", Getypt), ("Formulier.Velden[perspectief]", "Vragen durven stellen.")));

        Assert.Contains("Versie 3", await TekstAsync("dana", blok), StringComparison.Ordinal);
        var verschil = await TekstAsync("nora", blok + "/vergelijken?van=1&tot=3");
        Assert.Contains("Perspectief: waar werken we naartoe?", verschil, StringComparison.Ordinal);
        Assert.Contains("[erbij: Vragen durven stellen.]", verschil, StringComparison.Ordinal);
        Assert.Contains("Onderzoeksvraag: wat willen we nog weten? (niet veranderd)", verschil, StringComparison.Ordinal);
        Assert.Contains("oudere versie: 1", await TekstAsync("nora", blok + "?versie=1"), StringComparison.Ordinal);
        foreach (var (adres, status) in new[] { (blok + "?versie=99", 404), (blok + "/vergelijken?van=98&tot=99", 200), ($"{await AdresAsync("Jip")}/blokken/bestaat-niet", 404), (blok + "/instemming/formulier", 200) })
        {
            Assert.Equal(status, (int)(await proef.Als("nora").GetAsync(new Uri(adres, UriKind.Relative), Ct)).StatusCode);
        }
    }

    [Fact]
    public async Task A_parent_reads_the_version_itself_and_meets_two_separate_questions()
    {
        var dossier = await AdresAsync("Saar");
        var blok = dossier + "/blokken/top-dossier";
        var instemming = await Formulier.HaalAsync(proef.Als("nora"), blok + "/instemming");
        Assert.Contains("Vraag instemming met versie 1", instemming.Pagina.Body!.TextContent, StringComparison.Ordinal);
        await NaarAsync(blok + "/instemming", instemming.StuurAsync());
        var pien = await proef.Vraag<string>("select o.email from ouder o join leerling l on l.regio_id = o.regio_id and l.id = o.leerling_id where l.roepnaam = 'Saar' order by (select count(*) from instemming i where i.ouder_id = o.id) desc limit 1");
        var mail = await proef.Mail.WachtOpAsync(pien, m => m.Tekst.Contains("/ouder/", StringComparison.Ordinal));
        Assert.DoesNotContain("Saar", mail.Tekst, StringComparison.Ordinal);

        var ouder = proef.Niemand();
        var link = Link().Match(mail.Tekst).Value;
        await Formulier.HaalAsync(ouder, link).StuurAsync();
        var code = await proef.Mail.WachtOpAsync(pien, m => m.Tekst.Contains("Uw code is: ", StringComparison.Ordinal));
        await NaarAsync($"/{Noord}/ouder", Formulier.HaalAsync(ouder, link + "/code").StuurAsync(("Formulier.Code", code.Tekst.Split("Uw code is: ")[1][..6])));

        var begin = (await Formulier.LeesAsync(await ouder.GetAsync(new Uri($"/{Noord}/ouder", UriKind.Relative), Ct), HttpStatusCode.OK)).QuerySelectorAll("main .kaart h2").Select(h => h.TextContent).ToList();
        Assert.Equal(["Uw toestemming", "Uw mening over het plan (TOP-dossier)"], begin);

        var vraag = await Formulier.HaalAsync(ouder, $"/{Noord}/ouder/instemming/top-dossier");
        Assert.Contains("Welke uitleg helpt Saar om zelf te beginnen?", vraag.Pagina.Body!.TextContent, StringComparison.Ordinal);
        var fout = await Formulier.LeesAsync(await vraag.StuurAsync(("Formulier.Mening", "Ik wil <eerst> praten.")), HttpStatusCode.BadRequest);
        Assert.Equal("Ik wil <eerst> praten.", Veld(fout, "Formulier.Mening"));
        await NaarAsync($"/{Noord}/ouder", vraag.StuurAsync(("Formulier.Keuze", "geweigerd"), ("Formulier.Mening", "Ik wil <eerst> praten.")));

        Assert.Contains("Ik wil <eerst> praten.", await TekstAsync("nora", blok + "/instemming"), StringComparison.Ordinal);
        Assert.Contains("Een ouder is het niet eens met het plan", await TekstAsync("nora", "/werk"), StringComparison.Ordinal);
        Assert.Contains("Mdo: analyse en onderzoeksvraag", await TekstAsync("nora", dossier), StringComparison.Ordinal);

        // Nobody asked about anything else, and an address that does not exist leads back.
        Assert.Equal($"/{Noord}/ouder", (await ouder.GetAsync(new Uri($"/{Noord}/ouder/instemming/bestaat-niet", UriKind.Relative), Ct)).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task One_sign_in_shows_the_work_of_both_regions_each_in_its_own_words()
    {
        var anna = proef.Als("anna");
        var werk = await Formulier.LeesAsync(await anna.GetAsync(new Uri("/werk", UriKind.Relative), Ct), HttpStatusCode.OK);
        var regels = werk.QuerySelectorAll(".werklijst > li").Select(li => Ruimte().Replace(li.TextContent, " ")).ToList();
        Assert.Contains(regels, r => r.Contains("Begeleiden en coachen", StringComparison.Ordinal) && r.Contains("Finn", StringComparison.Ordinal) && r.Contains("Noord-Kennemerland", StringComparison.Ordinal));
        Assert.Contains(regels, r => r.Contains("Observatie en gesprek", StringComparison.Ordinal) && r.Contains("Mees", StringComparison.Ordinal) && r.Contains("De Liemers", StringComparison.Ordinal));

        // The same window opens both, each with its own name for the same role and its own documents.
        var noord = await TekstAsync("anna", await AdresAsync("Finn"));
        Assert.Contains("Kees Bedacht (consulent)", noord, StringComparison.Ordinal);
        Assert.Contains("gedrag en leren-leren, Ambulant op Pad, betaald uit samenwerkingsverband", noord, StringComparison.Ordinal);
        Assert.Contains("Alle ouders met gezag stemden in met deze versie.", noord, StringComparison.Ordinal);
        var liemers = await TekstAsync("anna", $"/liemers/dossiers/{proef.Uitvoering}");
        Assert.Contains("Sven Verzonnen (swv-er)", liemers, StringComparison.Ordinal);
        Assert.DoesNotContain("TOP-dossier", liemers, StringComparison.Ordinal);
    }

    private async Task<string> AdresAsync(string roepnaam) =>
        $"/{Noord}/dossiers/{await proef.Vraag<Guid>("select d.id from dossier d join leerling l on l.regio_id = d.regio_id and l.id = d.leerling_id where d.regio_id = 'noord-kennemerland' and l.roepnaam = @roepnaam order by d.geopend_op limit 1", new { roepnaam })}";

    private async Task<string> TekstAsync(string wie, string adres) =>
        Ruimte().Replace((await Formulier.LeesAsync(await proef.Als(wie).GetAsync(new Uri(adres, UriKind.Relative), Ct), HttpStatusCode.OK)).QuerySelector("main")!.TextContent, " ");

    private static async Task NaarAsync(string adres, Task<HttpResponseMessage> antwoord)
    {
        var a = await antwoord;
        Assert.True(a.StatusCode is HttpStatusCode.Redirect, a.StatusCode is HttpStatusCode.BadRequest ? (await Formulier.LeesAsync(a, HttpStatusCode.BadRequest)).QuerySelector(".foutenlijst")?.TextContent : a.StatusCode.ToString());
        Assert.Equal(adres, a.Headers.Location?.OriginalString);
    }

    private static string Veld(IHtmlDocument pagina, string naam) => ((IHtmlTextAreaElement)pagina.QuerySelector($"textarea[name='{naam}']")!).Value;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Ruimte();

    [GeneratedRegex(@"/noord-kennemerland/ouder/[A-Za-z0-9_-]+")]
    private static partial Regex Link();
}
