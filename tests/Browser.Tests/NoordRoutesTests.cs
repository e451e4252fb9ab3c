using System.IO.Compression;
using System.Text.RegularExpressions;
using Ambulant.Core;
using Ambulant.Testhulp;
using Dapper;
using Microsoft.Playwright;
using Npgsql;
using static Microsoft.Playwright.Assertions;

namespace Ambulant.Browser.Tests;

/// <summary>
/// A dossier of Noord-Kennemerland through each of its two routes by all its people, each at the own browser with a real sign-in: with a
/// parent who does not agree, a new version of the TOP-dossier that has to be agreed with again, and an evaluation before its day.
/// </summary>
public sealed partial class NoordRoutesTests(Demo demo)
{
    private const string Nora = "Nora Bedacht (intern begeleider)";
    private const string Lieke = "Lieke Bedacht (leerkracht)";
    private const string Kees = "Kees Bedacht (consulent)";
    private const string Anna = "Anna Fictief (ambulant begeleider)";
    private const string Gedrag = "gedrag en leren-leren";

    private static readonly DateOnly Vandaag = Dag.Van(TimeProvider.System.GetUtcNow());
    private static readonly string VandaagTekst = Dag.Kort(Vandaag);

    private readonly HashSet<string> gezien = [];
    private string dossier = "";
    private string roepnaam = "";
    private string achternaam = "";
    private Bezoeker nora = null!;
    private Bezoeker lieke = null!;
    private Bezoeker kees = null!;
    private Bezoeker anna = null!;

    [Fact]
    public async Task Begeleiding_van_hulpvraag_tot_afsluiten()
    {
        await BinnenAsync("Wubbelina", "Kustverzinsel");
        await BeginAsync("Begeleiding");
        await TotMdoAsync();

        // The mdo waits for what must stand in the TOP-dossier; what is taken over must be temporary.
        await nora.GaAsync($"{dossier}/stappen/mdo");
        await nora.ZietAsync("Ontbreekt: In het TOP-dossier is 'Analyse: wat zien we samen?' ingevuld");
        await nora.GaAsync($"{dossier}/blokken/top-dossier");
        await nora.LinkAsync("Beginnen");
        await nora.KopAsync("TOP-dossier beginnen");
        await nora.KnopAsync("Opslaan als versie 1");
        await nora.FoutAsync("Vul minstens één onderdeel in.");
        await nora.VulAsync("Analyse", "Na de pauze is het te druk in de klas.");
        await nora.VulAsync("Perspectief", "Binnen tien minuten aan het werk.");
        await nora.VulAsync("Plan van aanpak", "De leerkracht geeft een vaste taak. De ouders praten elke dag kort over de pauze.");
        await nora.KiesAsync("Ja, tijdelijk");
        await nora.KnopAsync("Opslaan als versie 1");
        await nora.MeldingAsync("Opgeslagen als versie 1.");
        await nora.GaAsync($"{dossier}/stappen/mdo");
        await nora.ZietAsync("Ontbreekt: Als iemand taken overneemt: tot wanneer, en wat versterkt de school");
        await kees.GaAsync($"{dossier}/blokken/top-dossier/wijzigen");
        await kees.VulAsync("Tot wanneer duurt dat overnemen?", Dag.Kort(Vandaag.AddDays(30)));
        await kees.VulAsync("Wat versterkt ondertussen", "De begeleider coacht de leerkracht.");
        await kees.KnopAsync("Opslaan als versie 2");
        await kees.MeldingAsync("Opgeslagen als versie 2.");
        await MdoAsync("mdo", evaluatie: true);

        // One parent agrees online; the other does not, with a reason: back to the mdo.
        await nora.GaAsync("/werk");
        await nora.ZietAsync("Instemming ouders");
        await nora.GaAsync($"{dossier}/stappen/instemming");
        await nora.KopAsync("Instemming met het TOP-dossier");
        await VraagInstemmingAsync("Pien", "Vraag instemming met versie 2");
        await BeslisAsync("Pien", "Ja, ik stem in met dit plan.", null, 320);
        await VraagInstemmingAsync("Pelle", "Vraag instemming met versie 2");
        await BeslisAsync("Pelle", "Nee, ik stem niet in met dit plan.", "Het is te veel voor thuis.", 1280);
        await nora.GaAsync("/werk");
        await nora.ZietAsync("Een ouder is het niet eens met het plan");
        await nora.GaAsync($"{dossier}/blokken/top-dossier/instemming");
        await nora.ZietAsync("Het is te veel voor thuis.");
        await nora.GaAsync(dossier);
        await nora.ZietAsync("Mdo: analyse, perspectief en plan van aanpak");
        await nora.KnopAsync("Ik heb dit gelezen");
        await nora.KopAsync(roepnaam);

        // A new version: the yes of before does not count for it, and the page says so.
        await nora.GaAsync($"{dossier}/blokken/top-dossier/wijzigen");
        await nora.ZietAsync("Ouders stemden in met de versie van nu");
        await nora.VulAsync("Plan van aanpak", "De leerkracht geeft een vaste taak. De ouders praten een keer per week over de pauze.");
        await nora.KnopAsync("Opslaan als versie 3");
        await nora.MeldingAsync("Opgeslagen als versie 3.");
        await nora.Page.GetByRole(AriaRole.Link, new() { Name = "Wat veranderde er? In versie 3" }).ClickAsync();
        await nora.KopAsync("wat veranderde er?");
        await nora.ZietAsync("[weg: elke dag kort]");
        await nora.ZietAsync("[erbij: een keer per week]");
        await MdoAsync("mdo", evaluatie: true);
        await nora.GaAsync($"{dossier}/blokken/top-dossier/instemming");
        await nora.ZietAsync("Stemde in met versie 2, nog niet gevraagd over versie 3");
        await nora.GaAsync($"{dossier}/blokken/top-dossier/instemming/formulier");
        await VraagInstemmingAsync("Pien", "Vraag instemming met versie 3");
        await BeslisAsync("Pien", "Ja, ik stem in met dit plan.", "Dank voor het aanpassen.", 320);
        await PapierAsync("Pelle");
        await nora.ZietAsync("De ouders stemmen in met versie 3");

        // The begeleider with the expertise that was asked comes first; who pays stands beside it.
        await BegeleiderAsync();
        await nora.GaAsync($"{dossier}/stappen/uitvoering");
        await nora.ZietAsync("Ontbreekt: Er is afgesproken wie wat wanneer doet");
        await AfspraakAsync();
        await nora.GaAsync($"{dossier}/stappen/uitvoering");
        await nora.VulAsync("Wanneer is het plan gestart?", VandaagTekst);
        await nora.VinkAsync("Deze betrokkenen gaan mee naar de uitvoering");
        await nora.KnopAsync("Het plan is gestart");
        await nora.MeldingAsync("De stap is afgerond.");
        await LogboekAsync("Begeleiden en coachen", "Met de leerkracht gekeken naar het binnenkomen.");

        // First prolonged, with a plan that is changed and agreed with again; then closed.
        await EvaluerenAsync("Verlengen of het plan bijstellen");
        await nora.GaAsync($"{dossier}/blokken/top-dossier/wijzigen");
        await nora.VulAsync("Evaluatie: wat heeft het opgeleverd?", "De pauze gaat beter. Nu de gymles.");
        await nora.KnopAsync("Opslaan als versie 4");
        await nora.MeldingAsync("Opgeslagen als versie 4.");
        await MdoAsync("bijstellen", evaluatie: true, metBegeleider: true);
        await PapierAsync("Pien");
        await PapierAsync("Pelle");
        await EvaluerenAsync("Afsluiten: het dossier gaat naar de school");
        await OverdragenAsync("De pauze gaat beter. Nu de gymles.", "Het is te veel voor thuis.", "een keer per week");
        await KeurAsync();
    }

    [Fact]
    public async Task Handelingsgericht_onderzoek_en_advies_en_daarna_begeleiding_tot_afsluiten()
    {
        await BinnenAsync("Fladderik", "Golfverzinsel");
        await BeginAsync("Handelingsgericht onderzoek en advies");
        await TotMdoAsync();

        await nora.GaAsync($"{dossier}/blokken/top-dossier/wijzigen");
        await nora.VulAsync("Analyse", "Met een voorbeeld lukt het vaker.");
        await nora.VulAsync("Onderzoeksvraag", "Welke uitleg helpt het best?");
        await nora.KnopAsync("Opslaan als versie 1");
        await nora.MeldingAsync("Opgeslagen als versie 1.");
        await MdoAsync("mdo");
        await VraagInstemmingAsync("Pien", "Vraag instemming met versie 1");
        await BeslisAsync("Pien", "Ja, ik stem in met dit plan.", null, 320);
        await PapierAsync("Pelle");

        await BegeleiderAsync();
        await LogboekAsync("Onderzoek en observatie", "Gekeken bij rekenen. Een voorbeeld op papier werkt.", "Leg een voorbeeld op tafel.");
        await anna.GaAsync($"{dossier}/stappen/bespreking");
        await anna.VulAsync("Datum van de bespreking", VandaagTekst);
        await anna.VulAsync("Wat is er besproken?", "Wat het voorbeeld op papier doet.");
        await anna.VinkAsync(Anna);
        await anna.KiesAsync("Het onderzoek is klaar: naar het mdo");
        await anna.KnopAsync("Stap afronden");
        await anna.FoutAsync("Bij deze stap is de leerkracht aanwezig.");
        await anna.VinkAsync(Lieke);
        await anna.KnopAsync("Stap afronden");
        await anna.MeldingAsync("De stap is afgerond.");

        // The findings come in the TOP-dossier: another version, so parents are asked about the plan.
        await anna.GaAsync($"{dossier}/blokken/top-dossier/wijzigen");
        await anna.VulAsync("Bevindingen van het onderzoek", "Een voorbeeld op papier helpt om te beginnen.");
        await anna.KnopAsync("Opslaan als versie 2");
        await anna.MeldingAsync("Opgeslagen als versie 2.");
        await lieke.GaAsync($"{dossier}/blokken/top-dossier/wijzigen");
        await lieke.VulAsync("Plan van aanpak", "De leerkracht legt bij elke nieuwe taak een voorbeeld neer.");
        await lieke.KnopAsync("Opslaan als versie 3");
        await lieke.MeldingAsync("Opgeslagen als versie 3.");
        await AfspraakAsync();
        await nora.GaAsync($"{dossier}/stappen/mdo-plan");
        await nora.VulAsync("Wie voert het arrangement uit?", "De leerkracht, met de onderwijsassistent");
        await nora.VulAsync("Hoe houden de begeleider en de uitvoerder korte lijnen?", "Elke twee weken een kwartier bellen.");
        await MdoAsync("mdo-plan", evaluatie: true, metBegeleider: true, open: false);
        await VraagInstemmingAsync("Pien", "Vraag instemming met versie 3");
        await BeslisAsync("Pien", "Ja, ik stem in met dit plan.", null, 1280);
        await PapierAsync("Pelle");

        // The same dossier goes on as begeleiding, with all that was written; only what that route asks more is added.
        await EvaluerenAsync("Verder met begeleiding: dit dossier gaat door op die route");
        await nora.GaAsync(dossier);
        await nora.ZietAsync("Mdo: analyse, perspectief en plan van aanpak");
        await nora.GaAsync($"{dossier}/stappen/mdo");
        await nora.ZietAsync("Ontbreekt: In het TOP-dossier is 'Perspectief");
        await nora.GaAsync($"{dossier}/blokken/top-dossier/wijzigen");
        Assert.Equal("Een voorbeeld op papier helpt om te beginnen.", await nora.Page.GetByLabel("Bevindingen van het onderzoek").InputValueAsync());
        await nora.VulAsync("Perspectief", "Zelf beginnen zonder voorbeeld.");
        await nora.KnopAsync("Opslaan als versie 4");
        await nora.MeldingAsync("Opgeslagen als versie 4.");
        await MdoAsync("mdo", evaluatie: true);
        await PapierAsync("Pien");
        await PapierAsync("Pelle");
        await nora.GaAsync($"{dossier}/stappen/uitvoering");
        await nora.VulAsync("Wanneer is het plan gestart?", VandaagTekst);
        await nora.VinkAsync("Deze betrokkenen gaan mee naar de uitvoering");
        await nora.KnopAsync("Het plan is gestart");
        await nora.MeldingAsync("De stap is afgerond.");
        await EvaluerenAsync("Afsluiten: het dossier gaat naar de school");
        await OverdragenAsync("Zelf beginnen zonder voorbeeld.", "Een voorbeeld op papier helpt om te beginnen.", "Elke twee weken een kwartier bellen.");
        await KeurAsync();
    }

    private async Task BinnenAsync(string roep, string achter)
    {
        (roepnaam, achternaam) = (roep, achter);
        nora = await demo.BezoekerAsync();
        lieke = await demo.BezoekerAsync(360);
        kees = await demo.BezoekerAsync();
        anna = await demo.BezoekerAsync(320);
        await nora.InloggenAsync("Basisschool De Duinroos", "nora");
        await lieke.InloggenAsync("Basisschool De Duinroos", "lieke");
        await kees.InloggenAsync("Samenwerkingsverband Noord-Kennemerland", "kees");
        await anna.InloggenAsync("Ambulant op Pad", "anna");
    }

    private async Task BeginAsync(string route)
    {
        await nora.GaAsync("/noord-kennemerland/hulpvragen/nieuw");
        await nora.KiesAsync(route);
        await nora.KnopAsync("Verder");
        await nora.KopAsync("om wie gaat het?");
        await nora.LijstAsync("Om welke leerling gaat het?", "Een leerling die nog niet in de lijst staat");
        await nora.KnopAsync("Verder");
        await nora.KopAsync("gegevens van de leerling");
        await nora.VulAsync("Roepnaam", roepnaam);
        await nora.VulAsync("Achternaam", achternaam);
        await nora.VulAsync("Geboortedatum", Dag.Kort(Vandaag.AddYears(-8).AddDays(-53)));
        await nora.VulAsync("Groep", "5");
        await nora.KnopAsync("Verder");
        await nora.KopAsync("wat ziet u?");
        await nora.VulAsync("Wat ziet u?", $"{roepnaam} begint niet aan een taak.");
        await nora.VulAsync("Wat is uw vraag?", "Hoe helpen wij deze leerling om te beginnen?");
        await nora.LijstAsync("Op welk gebied?", Gedrag);
        await nora.KiesAsync("Preventief");
        await nora.KnopAsync("Verder");
        await nora.KopAsync("wie doen mee?");
        await nora.LijstAsync("Wie is de leerkracht?", "Lieke Bedacht");
        await nora.LijstAsync("Wie is de intern begeleider?", "Nora Bedacht");
        await nora.KnopAsync("Verder");
        await nora.KopAsync("controleren");
        await nora.KnopAsync("Hulpvraag indienen");
        await nora.MeldingAsync("De hulpvraag is ingediend");
        dossier = nora.Pad;
        await nora.ZietAsync("Daarbij hoort Gedragpunt - stichting Aloysius, betaald uit samenwerkingsverband.");
        await nora.GaAsync($"{dossier}/ouders");
        foreach (var naam in new[] { "Pien", "Pelle" })
        {
            await nora.LinkAsync("Ouder toevoegen");
            await nora.KopAsync("Ouder toevoegen");
            await nora.VulAsync("Naam van de ouder of verzorger", $"{naam} {achternaam}");
            await nora.VulAsync("E-mailadres", Mail(naam));
            await nora.KiesAsync("Ja, deze ouder heeft gezag");
            await nora.KnopAsync("Bewaren");
            await nora.MeldingAsync("De ouder is toegevoegd.");
        }
    }

    // Hulpvraag, contact with the consulent, and the parents who let others think along: one online, one on paper.
    private async Task TotMdoAsync()
    {
        await lieke.GaAsync($"{dossier}/stappen/hulpvraag");
        await lieke.VulAsync("Wat heeft de school zelf al gedaan", "Een stappenkaart. Dat hielp een beetje.");
        await lieke.VinkAsync("De ouders weten dat de school de consulent erbij vraagt");
        await lieke.LijstAsync("Welke consulent vraagt u erbij?", "Kees Bedacht");
        await lieke.KnopAsync("De consulent erbij vragen");
        await lieke.MeldingAsync("De stap is afgerond.");

        await kees.GaAsync("/werk");
        await kees.ZietAsync("Contact tussen school en consulent");
        await kees.ZietNietAsync(roepnaam, achternaam);
        await kees.GaAsync($"{dossier}/stappen/contact");
        await kees.ZietAsync("Hoe helpen wij deze leerling om te beginnen?");
        await kees.ZietNietAsync(roepnaam, achternaam);
        Assert.Equal(404, (await kees.Page.APIRequest.GetAsync(new Uri(demo.Portaal, $"{dossier}/blokken/top-dossier").ToString())).Status);
        await kees.VulAsync("Datum van het contact", VandaagTekst);
        await kees.VulAsync("Wat is er besproken?", $"Het mdo over {roepnaam}.");
        await kees.KiesAsync("De school organiseert een mdo");
        await kees.KnopAsync("Stap afronden");
        await kees.FoutAsync("naam of geboortedatum");
        await kees.VulAsync("Wat is er besproken?", "Het mdo.");
        await kees.KnopAsync("Stap afronden");
        await kees.MeldingAsync("De stap is afgerond.");

        await nora.GaAsync($"{dossier}/toestemming");
        await nora.KnopVanAsync("Vraag toestemming", $"Pien {achternaam}");
        await nora.MeldingAsync("krijgt een mail met een persoonlijke link");
        var ouder = await OuderAsync("Pien", 320);
        await ouder.GaAsync("/noord-kennemerland/ouder/toestemming");
        await ouder.ZietAsync("Dit is niet hetzelfde als instemmen met het plan");
        await ouder.KiesAsync("Ik geef toestemming dat de consulent en een ambulant begeleider meedenken over mijn kind.");
        await ouder.KnopAsync("Bevestig mijn keuze");
        await ouder.MeldingAsync("U gaf toestemming");
        await ouder.Page.Context.CloseAsync();

        await nora.GaAsync($"{dossier}/toestemming");
        await nora.LinkAsync($"Leg vast wat Pelle {achternaam} op papier heeft besloten");
        await nora.KopAsync($"Op papier: Pelle {achternaam}");
        await nora.KiesAsync("De ouder geeft toestemming");
        await nora.VulAsync("Op welke dag?", VandaagTekst);
        await nora.Page.GetByLabel("Scan of foto van het formulier").SetInputFilesAsync(Scan);
        await nora.KnopAsync("Vastleggen");
        await nora.MeldingAsync("is vastgelegd");
        await kees.GaAsync(dossier);
        await kees.KopAsync(roepnaam);
    }

    private async Task MdoAsync(string stap, bool evaluatie = false, bool metBegeleider = false, bool open = true)
    {
        if (open)
        {
            await nora.GaAsync($"{dossier}/stappen/{stap}");
        }

        await nora.VulAsync("Datum van het mdo", VandaagTekst);
        await nora.KiesAsync("Het kind is van tevoren gehoord");
        if (evaluatie)
        {
            await nora.VulAsync("Wanneer is de evaluatie?", Dag.Kort(Vandaag.AddDays(80)));
        }

        foreach (var wie in new[] { Nora, Kees, $"Pien {achternaam} (ouder)", $"Pelle {achternaam} (ouder)" }.Concat(metBegeleider ? [Anna] : []))
        {
            await nora.VinkAsync(wie);
        }

        await nora.KiesAsync("Het TOP-dossier aan de ouders voorleggen");
        await nora.KnopAsync("Stap afronden");
        await nora.MeldingAsync("De stap is afgerond.");
    }

    private async Task VraagInstemmingAsync(string ouder, string knop)
    {
        await nora.GaAsync($"{dossier}/blokken/top-dossier/instemming");
        await nora.KnopVanAsync(knop, $"{ouder} {achternaam}");
        await nora.MeldingAsync("krijgt een mail met een persoonlijke link");
    }

    private async Task BeslisAsync(string naam, string keuze, string? mening, int breedte)
    {
        var ouder = await OuderAsync(naam, breedte);
        await ouder.ZietAsync("Uw mening over het plan (TOP-dossier)");
        await ouder.ZietAsync("Uw toestemming");
        await ouder.LinkAsync("Lees het plan en kies");
        await ouder.KopAsync($"Het plan voor {roepnaam}");
        await ouder.KnopAsync("Bevestig mijn keuze");
        await ouder.FoutAsync("Kies of u het ermee eens bent.");
        await ouder.KiesAsync(keuze);
        if (mening is not null)
        {
            await ouder.VulAsync("Wat vindt u ervan?", mening);
        }

        await ouder.KnopAsync("Bevestig mijn keuze");
        await ouder.MeldingAsync("Dank u wel.");
        await ouder.Page.Context.CloseAsync();
    }

    private async Task PapierAsync(string ouder)
    {
        await nora.GaAsync($"{dossier}/blokken/top-dossier/instemming");
        await nora.LinkAsync($"Leg vast wat {ouder} {achternaam} op papier heeft besloten");
        await nora.KopAsync($"Op papier: {ouder} {achternaam}");
        await nora.KnopAsync("Vastleggen");
        await nora.FoutAsync("Kies wat de ouder heeft besloten.");
        await nora.KiesAsync("De ouder stemt in");
        await nora.VulAsync("Op welke dag?", VandaagTekst);
        await nora.Page.GetByLabel("Scan of foto van het formulier").SetInputFilesAsync(Scan);
        await nora.KnopAsync("Vastleggen");
        await nora.MeldingAsync("is vastgelegd");
    }

    private async Task BegeleiderAsync()
    {
        await kees.GaAsync($"{dossier}/stappen/begeleider");
        await Expect(kees.Page.GetByLabel("Welke ambulant begeleider vraagt u?").Locator("option").Nth(1))
            .ToHaveTextAsync("Anna Fictief (gedrag en leren-leren, Ambulant op Pad, betaald uit samenwerkingsverband)");
        await kees.ZietAsync("Teun Fictief (andere deskundigheid: auditief, taal en communicatie, Taalzee (verzonnen), betaald uit landelijke regeling)");
        await kees.LijstAsync("Welke ambulant begeleider vraagt u?", "Anna Fictief (gedrag en leren-leren, Ambulant op Pad, betaald uit samenwerkingsverband)");
        await kees.KnopAsync("De begeleider vragen");
        await kees.MeldingAsync("De stap is afgerond.");
        await demo.MailAsync("anna@op-pad.voorbeeld", 0, m => m.Contains(dossier, StringComparison.Ordinal));
        await anna.GaAsync(dossier);
        await anna.KopAsync(roepnaam);
        await anna.ZietAsync("betaald uit samenwerkingsverband");
    }

    private async Task AfspraakAsync()
    {
        await nora.GaAsync($"{dossier}/afspraken/nieuw");
        await nora.VulAsync("Wat spreekt u af?", "Een voorbeeld klaarleggen.");
        await nora.LijstAsync("Wie doet dit?", "Lieke Bedacht (leerkracht)");
        await nora.VulAsync("Wanneer is het klaar?", Dag.Kort(Vandaag.AddDays(14)));
        await nora.KnopAsync("Opslaan");
        await nora.MeldingAsync("De afspraak is opgeslagen.");
    }

    private async Task LogboekAsync(string stap, string bevindingen, params string[] adviezen)
    {
        await anna.GaAsync("/werk");
        await anna.ZietAsync(stap);
        await anna.GaAsync($"{dossier}/logboek/nieuw");
        await anna.KiesAsync("Observatie");
        await anna.VulAsync("Bevindingen", bevindingen);
        foreach (var (advies, label) in adviezen.Zip(["Eerste advies", "Tweede advies", "Derde advies"]))
        {
            await anna.VulAsync(label, advies);
        }

        await anna.KnopAsync("Opslaan in het logboek");
        await anna.MeldingAsync("Uw regel staat in het logboek.");
    }

    private async Task EvaluerenAsync(string uitkomst)
    {
        await nora.GaAsync($"{dossier}/stappen/evaluatie");
        await nora.ZietAsync("Dit is vroeg");
        await nora.VulAsync("Datum van de evaluatie", VandaagTekst);
        foreach (var vraag in new[] { "Wat ging goed?", "Wat kan beter?", "Welke doelen hebben we bereikt en wat niet?", "Wat heeft het kind, de ouders, de leerkracht en de school opgeleverd?", "Wat is het vervolg?" })
        {
            await nora.VulAsync(vraag, $"Besproken: {vraag}");
        }

        foreach (var wie in new[] { Nora, Kees, Anna, $"Pien {achternaam} (ouder)" })
        {
            await nora.VinkAsync(wie);
        }

        await nora.KiesAsync(uitkomst);
        await nora.KnopAsync("Stap afronden");
        await nora.FoutAsync("Bij deze stap is de leerkracht aanwezig.");
        await nora.VinkAsync(Lieke);
        await nora.KnopAsync("Stap afronden");
        await nora.MeldingAsync("De stap is afgerond.");
    }

    private async Task OverdragenAsync(params string[] teksten)
    {
        await nora.GaAsync($"{dossier}/geschiedenis");
        await nora.GaAsync($"{dossier}/overdragen");
        var download = await nora.Page.RunAndWaitForDownloadAsync(() => nora.LinkAsync("Dossier downloaden (ZIP)"));
        await using var zip = new ZipArchive(File.OpenRead(await download.PathAsync()), ZipArchiveMode.Read);
        using var lezer = new StreamReader(await zip.GetEntry("dossier.html")!.OpenAsync());
        var leesbaar = await lezer.ReadToEndAsync();
        Assert.All([roepnaam, "TOP-dossier", .. teksten], t => Assert.Contains(t, leesbaar, StringComparison.Ordinal));
        await nora.VulAsync("Controlecode", Code().Match(leesbaar).Groups[1].Value);
        await nora.VinkAsync("Ik heb het dossier ontvangen en kan het openen");
        await nora.KnopAsync("Verder naar wissen");
        await nora.KopAsync("Dossier wissen");
        await nora.VinkAsync("Ik weet dat wissen niet ongedaan kan");
        await nora.KnopAsync("Dossier wissen");
        await nora.KopAsync("Verwijderbewijs");
        await nora.ZietNietAsync(roepnaam, achternaam);

        await Task.WhenAll(new[] { "Pien", "Pelle" }.Select(o => demo.MailAsync(Mail(o), 0, m => m.Contains("afgesloten en gewist", StringComparison.Ordinal))));
        await using var verbinding = new NpgsqlConnection(demo.Postgres);
        for (var i = 0; i < 100 && await verbinding.ExecuteScalarAsync<long>("select count(*) from ambulant.mail_uit") > 0; i++)
        {
            await Task.Delay(100);
        }

        Assert.Empty(await Sporen.ZoekAsync(demo.Postgres, roepnaam, achternaam, Mail("Pien"), Mail("Pelle"), dossier[(dossier.LastIndexOf('/') + 1)..]));
        Assert.All(await demo.AlleMailsAsync(), m => Assert.DoesNotContain(roepnaam, m.Subject + m.Text, StringComparison.OrdinalIgnoreCase));
    }

    private async Task KeurAsync()
    {
        var html = await demo.Keuring.HtmlAsync();
        Assert.True(demo.Keuring.Bevindingen.Count == 0, string.Join("\n", demo.Keuring.Bevindingen));
        Assert.True(html.Count == 0, string.Join("\n", html));
    }

    private async Task<Bezoeker> OuderAsync(string naam, int breedte)
    {
        // Each link once: a new one makes the one before worthless.
        var mail = await demo.MailAsync(Mail(naam), 0, m => Ouderlink().Match(m) is { Success: true } link && !gezien.Contains(link.Value));
        Assert.DoesNotContain(roepnaam, mail, StringComparison.OrdinalIgnoreCase);
        var link = Ouderlink().Match(mail).Value;
        gezien.Add(link);
        var ouder = await demo.BezoekerAsync(breedte);
        var eerder = (await demo.MailsAsync(Mail(naam))).Count;
        await ouder.GaAsync(link);
        await ouder.KnopAsync("Stuur mij een code");
        await ouder.KopAsync("Typ de code");
        await ouder.VulAsync("Code uit de mail", Zes().Match(await demo.MailAsync(Mail(naam), eerder, m => Zes().IsMatch(m))).Value);
        await ouder.KnopAsync("Verder");
        await ouder.KopAsync($"De begeleiding van {roepnaam}");
        return ouder;
    }

    private string Mail(string naam) => $"{naam}.{achternaam}@ouders-proef.voorbeeld".ToLowerInvariant();

    private static FilePayload Scan => new() { Name = "getekend.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4\nverzonnen scan\n%%EOF\n"u8.ToArray() };

    [GeneratedRegex(@"/noord-kennemerland/ouder/[A-Za-z0-9_-]{30,}")]
    private static partial Regex Ouderlink();

    [GeneratedRegex(@"\b[0-9]{6}\b")]
    private static partial Regex Zes();

    [GeneratedRegex(@"Controlecode: ([A-Z0-9]{5}-[A-Z0-9]{5})")]
    private static partial Regex Code();
}
