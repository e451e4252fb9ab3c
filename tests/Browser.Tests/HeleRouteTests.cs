using System.IO.Compression;
using System.Text.RegularExpressions;
using Ambulant.Core;
using Ambulant.Core.Opslag;
using Ambulant.Testhulp;
using Dapper;
using Microsoft.Playwright;
using Npgsql;
using static Microsoft.Playwright.Assertions;

namespace Ambulant.Browser.Tests;

/// <summary>
/// One dossier through the whole route of De Liemers by all its people, each at the own browser with a real sign-in: with one refusal, one
/// "aanvullen", one withdrawn toestemming and one double click. Afterwards nothing of the leerling is left.
/// </summary>
public sealed partial class HeleRouteTests(Demo demo)
{
    private const string Roepnaam = "Pippalina";
    private const string Achternaam = "Testverzinsel";
    private const string MoederMail = "odalisca@ouders-proef.voorbeeld";
    private const string VaderMail = "ottokar@ouders-proef.voorbeeld";
    private const string Ilse = "Ilse Verzonnen (ib-er)";
    private const string Loes = "Loes Verzonnen (leerkracht)";
    private const string Sven = "Sven Verzonnen (swv-er)";
    private const string Anna = "Anna Fictief (ambulant begeleider)";
    private const string Moeder = "Odalisca Testverzinsel (ouder)";
    private const string Vader = "Ottokar Testverzinsel (ouder)";

    private static readonly DateOnly Vandaag = Dag.Van(TimeProvider.System.GetUtcNow());
    private static readonly DateOnly Geboren = Vandaag.AddYears(-8).AddDays(-31);
    private static readonly string VandaagTekst = Dag.Kort(Vandaag);

    private readonly HashSet<string> gezien = [];
    private string dossier = "";

    [Fact]
    public async Task Van_signaal_tot_verwijderbewijs()
    {
        var loes = await demo.BezoekerAsync();
        var ilse = await demo.BezoekerAsync();
        var sven = await demo.BezoekerAsync();
        var anna = await demo.BezoekerAsync(360);
        var job = await demo.BezoekerAsync(script: false);
        var bea = await demo.BezoekerAsync(320);
        await loes.InloggenAsync("Basisschool De Vlinderhof", "loes");
        await ilse.InloggenAsync("Basisschool De Vlinderhof", "ilse");
        await sven.InloggenAsync("Samenwerkingsverband De Liemers", "sven");
        await anna.InloggenAsync("Ambulant op Pad", "anna");
        await bea.InloggenAsync("Samenwerkingsverband De Liemers", "bea");

        await VoorafAsync(loes, ilse);
        await VotEnGesprekAsync(ilse, ronde: 1);
        await EersteContactAsync(sven, ronde: 1);
        await GesprekAsync(anna, ronde: 1);

        // One parent agrees, the other refuses: back to the vot, and no outsider ever sees the name.
        await VraagToestemmingAsync(ilse, "Odalisca Testverzinsel");
        var moederlink = await LinkAsync(MoederMail);
        await BeslisAsync(moederlink, MoederMail, "Ik geef toestemming voor ambulante begeleiding van mijn kind.", "U gaf toestemming", 320);
        await VraagToestemmingAsync(ilse, "Ottokar Testverzinsel");
        var vaderlink = await LinkAsync(VaderMail);
        await BeslisAsync(vaderlink, VaderMail, "Ik geef geen toestemming.", "U gaf geen toestemming", 1280);
        await ilse.GaAsync("/werk");
        await ilse.ZietAsync("Een ouder geeft geen toestemming");
        await ilse.GaAsync(dossier);
        await ilse.ZietAsync("Bespreken in het vot");
        await ilse.KnopAsync("Ik heb dit gelezen");
        await ilse.KopAsync(Roepnaam);
        await anna.GaAsync(dossier);
        await anna.ZietNietAsync(Roepnaam, Achternaam);

        // The second time round everyone agrees.
        await VotEnGesprekAsync(ilse, ronde: 2);
        await EersteContactAsync(sven, ronde: 2);
        await GesprekAsync(anna, ronde: 2);
        await VraagToestemmingAsync(ilse, "Ottokar Testverzinsel", opnieuw: true);
        vaderlink = await LinkAsync(VaderMail);
        await BeslisAsync(vaderlink, VaderMail, "Ik geef toestemming voor ambulante begeleiding van mijn kind.", "U gaf toestemming", 320);
        await anna.GaAsync(dossier);
        await anna.KopAsync(Roepnaam);

        await AanvraagAsync(ilse, eerste: true);
        await DoorzettenAsync(sven);
        await BesluitAsync(bea, "Terug om aan te vullen", "Schrijf bij de interventies ook hoe vaak.");
        await ilse.GaAsync($"{dossier}/stappen/dossier-aanvraag");
        await ilse.ZietAsync("Schrijf bij de interventies ook hoe vaak.");
        await AanvraagAsync(ilse, eerste: false);
        await DoorzettenAsync(sven);
        await BesluitAsync(bea, "Positief: het traject kan beginnen", null);

        // A double click completes the step once.
        await ilse.GaAsync($"{dossier}/stappen/in-uitvoering");
        await ilse.VinkAsync("Deze betrokkenen gaan mee naar de uitvoering");
        await ilse.Page.GetByRole(AriaRole.Button, new() { Name = "In uitvoering nemen", Exact = true }).DblClickAsync();
        await ilse.MeldingAsync("De stap is afgerond.");
        Assert.Equal(1, await TelAsync("select count(*) from ambulant.stap_voltooid where stap = 'in-uitvoering' and dossier_id = @id"));

        await IntakeAsync(ilse);
        await job.InloggenAsync("Ambulant op Pad", "job");
        await LogboekAsync(job, "Overleg", "Vanuit de jeugdhulp meegedacht.");
        await LogboekAsync(anna, "Observatie", "Tijdens rekenen gekeken. De spanning begint bij het uitdelen.", "Doe de eerste som samen.", "Spreek een rustplek af.");

        // Withdrawn: outsiders lose the name at once, steps stop, the ib-er is told. Given again: on it goes.
        await TrekInAsync(vaderlink);
        await anna.GaAsync(dossier);
        await anna.ZietNietAsync(Roepnaam, Achternaam);
        await ilse.GaAsync("/werk");
        await ilse.ZietAsync("Een ouder trok de toestemming in");
        await ilse.GaAsync($"{dossier}/stappen/tussenevaluatie");
        await ilse.ZietAsync("Ontbreekt: Alle ouders met gezag hebben toestemming gegeven");
        await VraagToestemmingAsync(ilse, "Ottokar Testverzinsel", opnieuw: true);
        vaderlink = await LinkAsync(VaderMail);
        await BeslisAsync(vaderlink, VaderMail, "Ik geef toestemming voor ambulante begeleiding van mijn kind.", "U gaf toestemming", 320);

        await AdviezenAsync(ilse);
        await EvaluerenAsync(ilse);
        await OverdragenAsync(ilse);
        await NietsBlijftAchterAsync();

        var html = await demo.Keuring.HtmlAsync();
        Assert.True(demo.Keuring.Bevindingen.Count == 0, string.Join("\n", demo.Keuring.Bevindingen));
        Assert.True(html.Count == 0, string.Join("\n", html));
        // All tests together: a page that looks the same is looked at once.
        Assert.InRange(demo.Keuring.Gezien, 60, 1000);
    }

    private async Task VoorafAsync(Bezoeker loes, Bezoeker ilse)
    {
        await loes.GaAsync("/liemers/hulpvragen/nieuw");
        await loes.KnopAsync("Verder");
        await loes.FoutAsync("Kies wat u wilt beginnen.");
        await loes.KiesAsync("Ambulante begeleiding");
        await loes.KnopAsync("Verder");
        await loes.KnopAsync("Verder");
        await loes.FoutAsync("leerling");
        await loes.LijstAsync("Om welke leerling gaat het?", "Een leerling die nog niet in de lijst staat");
        await loes.KnopAsync("Verder");
        await loes.KopAsync("gegevens van de leerling");
        await loes.VulAsync("Roepnaam", Roepnaam);
        await loes.VulAsync("Achternaam", Achternaam);
        await loes.VulAsync("Geboortedatum", "31-02-2018");
        await loes.VulAsync("Groep", "5");
        await loes.KnopAsync("Verder");
        await loes.FoutAsync("dag-maand-jaar");
        Assert.Equal("31-02-2018", await loes.Page.GetByLabel("Geboortedatum").InputValueAsync());
        await loes.VulAsync("Geboortedatum", Dag.Kort(Geboren));
        await loes.KnopAsync("Verder");
        await loes.KopAsync("wat ziet u?");
        await loes.VulAsync("Wat ziet u?", $"{Roepnaam} kijkt vaak weg en krijgt haar taken niet af.");
        await loes.VulAsync("Wat is uw vraag?", $"Hoe helpen wij {Roepnaam} om aan het werk te blijven?");
        await loes.KnopAsync("Verder");
        await loes.FoutAsync("naam of geboortedatum");
        await loes.VulAsync("Wat is uw vraag?", "Hoe helpen wij deze leerling om aan het werk te blijven?");
        await loes.LijstAsync("Op welk gebied?", "gedrag/taakwerkhouding");
        await loes.KiesAsync("Curatief");
        await loes.KnopAsync("Verder");
        await loes.KopAsync("wie doen mee?");
        await loes.LijstAsync("Wie is de leerkracht?", "Loes Verzonnen");
        await loes.LijstAsync("Wie is de ib-er?", "Ilse Verzonnen");
        await loes.KnopAsync("Verder");
        await loes.KopAsync("controleren");
        await loes.KnopAsync("Hulpvraag indienen");
        await loes.MeldingAsync("De hulpvraag is ingediend");
        dossier = loes.Pad;

        // The ib-er is told by a mail that says nothing about the child.
        var mail = await demo.MailAsync("ilse@vlinderhof.voorbeeld", 0, m => m.Contains(dossier, StringComparison.Ordinal));
        Assert.DoesNotContain(Roepnaam, mail, StringComparison.OrdinalIgnoreCase);

        await loes.LinkAsync("Signaleren en bespreken");
        await loes.KopAsync("Signaleren en bespreken");
        await loes.KnopAsync("Interventies inzetten");
        await loes.FoutAsync("Vul een datum in.");
        await loes.VulAsync("Wanneer hebben leerkracht en ib-er dit besproken?", VandaagTekst);
        await loes.VulAsync("Wat is er besproken?", "Zij kijkt vaak weg. Een rustige plek helpt een beetje.");
        await loes.KnopAsync("Interventies inzetten");
        await loes.MeldingAsync("De stap is afgerond.");

        await loes.GaAsync($"{dossier}/stappen/interventies");
        await loes.ZietAsync("Ontbreekt: De interventies staan erin");
        await loes.GaAsync($"{dossier}/interventies/nieuw");
        await loes.VulAsync("Wat doet de school?", "Rustige plek en een stappenkaart, elke dag.");
        await loes.VulAsync("Vanaf", Dag.Kort(Vandaag.AddDays(-40)));
        await loes.VulAsync("Tot en met", Dag.Kort(Vandaag.AddDays(-50)));
        await loes.VulAsync("Wat leverde het op?", "Iets meer werk af, nog niet genoeg.");
        await loes.KnopAsync("Opslaan");
        await loes.FoutAsync("einddatum");
        await loes.VulAsync("Tot en met", Dag.Kort(Vandaag.AddDays(-5)));
        await loes.KnopAsync("Opslaan");
        await loes.MeldingAsync("De interventie is opgeslagen.");
        await loes.GaAsync($"{dossier}/stappen/interventies");
        await loes.KiesAsync("Ja");
        await loes.KnopAsync("De interventies leveren niet genoeg op: naar het vot");
        await loes.MeldingAsync("De stap is afgerond.");

        await ilse.GaAsync($"{dossier}/ouders");
        foreach (var (naam, email) in new[] { ("Odalisca Testverzinsel", MoederMail), ("Ottokar Testverzinsel", VaderMail) })
        {
            await ilse.LinkAsync("Ouder toevoegen");
            await ilse.KopAsync("Ouder toevoegen");
            await ilse.VulAsync("Naam van de ouder of verzorger", naam);
            await ilse.VulAsync("E-mailadres", email);
            await ilse.KiesAsync("Ja, deze ouder heeft gezag");
            await ilse.KnopAsync("Bewaren");
            await ilse.MeldingAsync("De ouder is toegevoegd.");
        }
    }

    private async Task VotEnGesprekAsync(Bezoeker ilse, int ronde)
    {
        await ilse.GaAsync($"{dossier}/stappen/vot");
        if (ronde == 1)
        {
            await ilse.KnopAsync("Stap afronden");
            await ilse.FoutAsync("Kies wat de uitkomst is.");
        }

        await ilse.VulAsync("Datum van het vot", VandaagTekst);
        await ilse.LijstAsync("Welke swv-er denkt mee?", "Sven Verzonnen");
        await ilse.VinkAsync("De ouders weten dat hun kind in het vot besproken is");
        await ilse.VulAsync("Wat is er besproken?", "Wat geprobeerd is, helpt niet genoeg.");
        await ilse.VinkAsync(Ilse);
        await ilse.VinkAsync(Loes);
        await ilse.KiesAsync("Een traject ambulante begeleiding aanvragen");
        await ilse.KnopAsync("Stap afronden");
        await ilse.MeldingAsync("De stap is afgerond.");

        await ilse.GaAsync($"{dossier}/stappen/gesprek-ouders");
        await ilse.VulAsync("Datum van het gesprek", VandaagTekst);
        await ilse.VinkAsync("De ouders weten dat de school een traject wil aanvragen");
        await ilse.VulAsync("Wat is er besproken en wat vinden de ouders?", "De ouders vinden hulp goed.");
        await ilse.VinkAsync(Ilse);
        await ilse.KiesAsync("Een traject aanvragen");
        if (ronde == 1)
        {
            await ilse.KnopAsync("Stap afronden");
            await ilse.FoutAsync("Bij deze stap is de ouder aanwezig.");
            Assert.Equal("De ouders vinden hulp goed.", await ilse.Page.GetByLabel("Wat is er besproken en wat vinden de ouders?").InputValueAsync());
        }

        await ilse.VinkAsync(Moeder);
        await ilse.VinkAsync(Vader);
        await ilse.KnopAsync("Stap afronden");
        await ilse.MeldingAsync("De stap is afgerond.");
    }

    private async Task EersteContactAsync(Bezoeker sven, int ronde)
    {
        await sven.GaAsync("/werk");
        await sven.ZietNietAsync(Roepnaam, Achternaam);
        await sven.GaAsync($"{dossier}/stappen/eerste-contact");
        await sven.ZietAsync("Hoe helpen wij deze leerling om aan het werk te blijven?");
        await sven.ZietNietAsync(Roepnaam, Achternaam, Dag.Kort(Geboren), Dag.Lang(Geboren));
        await sven.LijstAsync("Welke ambulant begeleider vraagt u?", "Anna Fictief (gedrag en werkhouding)");
        await sven.VulAsync("Bericht bij de hulpvraag", "Kun je meedenken?");
        await sven.KnopAsync("De hulpvraag stellen");
        await sven.MeldingAsync("De stap is afgerond.");

        // One mail to the begeleider, one to the ib-er "in copy": both without content.
        foreach (var aan in new[] { "anna@op-pad.voorbeeld", "ilse@vlinderhof.voorbeeld" })
        {
            await demo.MailAsync(aan, ronde - 1, m => m.Contains(dossier, StringComparison.Ordinal));
        }
    }

    private async Task GesprekAsync(Bezoeker anna, int ronde)
    {
        await anna.GaAsync(dossier);
        await anna.ZietAsync("U ziet de vraag zonder naam");
        await anna.ZietNietAsync(Roepnaam, Achternaam, Dag.Kort(Geboren), Dag.Lang(Geboren), "Testverzinsel");
        Assert.Equal(404, (await anna.Page.APIRequest.GetAsync(new Uri(demo.Portaal, $"{dossier}/documenten").ToString())).Status);
        await anna.GaAsync($"{dossier}/stappen/gesprek-begeleider");
        await anna.VulAsync("Datum van het gesprek", VandaagTekst);
        await anna.VulAsync("Wat is er besproken?", ronde == 1 ? $"{Roepnaam} heeft meer nodig." : "Er is meer nodig.");
        await anna.KiesAsync("Er is meer nodig: een traject aanvragen");
        await anna.KnopAsync("Stap afronden");
        if (ronde == 1)
        {
            await anna.FoutAsync("naam of geboortedatum");
            await anna.VulAsync("Wat is er besproken?", "Er is meer nodig.");
            await anna.KnopAsync("Stap afronden");
        }

        await anna.MeldingAsync("De stap is afgerond.");
    }

    private async Task VraagToestemmingAsync(Bezoeker ilse, string ouder, bool opnieuw = false)
    {
        await ilse.GaAsync($"{dossier}/toestemming");
        await ilse.KnopVanAsync(opnieuw ? "Vraag opnieuw" : "Vraag toestemming", ouder);
        await ilse.MeldingAsync("krijgt een mail met een persoonlijke link");
    }

    // Each link once: a new one makes the one before worthless.
    private async Task<string> LinkAsync(string aan)
    {
        var mail = await demo.MailAsync(aan, 0, m => Links(m) is { } link && !gezien.Contains(link));
        Assert.DoesNotContain(Roepnaam, mail, StringComparison.OrdinalIgnoreCase);
        gezien.Add(Links(mail)!);
        return Links(mail)!;
    }

    private static string? Links(string mail) => Ouderlink().Match(mail) is { Success: true } m ? m.Value : null;

    private async Task<Bezoeker> OuderAsync(string link, string mail, int breedte)
    {
        var ouder = await demo.BezoekerAsync(breedte);
        var eerder = (await demo.MailsAsync(mail)).Count;
        await ouder.GaAsync(link);
        await ouder.KnopAsync("Stuur mij een code");
        await ouder.KopAsync("Typ de code");
        var code = Zes().Match(await demo.MailAsync(mail, eerder, m => Zes().IsMatch(m))).Value;
        await ouder.VulAsync("Code uit de mail", code == "000000" ? "111111" : "000000");
        await ouder.KnopAsync("Verder");
        await ouder.FoutAsync("code");
        await ouder.VulAsync("Code uit de mail", code);
        await ouder.KnopAsync("Verder");
        await ouder.KopAsync($"De begeleiding van {Roepnaam}");
        return ouder;
    }

    private async Task BeslisAsync(string link, string mail, string keuze, string dank, int breedte)
    {
        var ouder = await OuderAsync(link, mail, breedte);
        await ouder.GaAsync("/liemers/ouder/toestemming");
        await ouder.KnopAsync("Bevestig mijn keuze");
        await Expect(ouder.Page.Locator(".foutenlijst")).ToBeVisibleAsync();
        await ouder.KeurAsync();
        await ouder.KiesAsync(keuze);
        await ouder.KnopAsync("Bevestig mijn keuze");
        await ouder.MeldingAsync(dank);
        await ouder.GaAsync("/liemers/ouder/wie-keek-mee");
        await ouder.ZietAsync("Ilse Verzonnen");
        await ouder.Page.Context.CloseAsync();
    }

    private async Task TrekInAsync(string link)
    {
        var ouder = await OuderAsync(link, VaderMail, 1280);
        await ouder.ZietAsync("Anna Fictief");
        await ouder.GaAsync("/liemers/ouder/toestemming");
        await ouder.LinkAsync("Ik wil mijn toestemming intrekken");
        await ouder.KopAsync("Uw toestemming intrekken");
        await ouder.KnopAsync("Ja, trek mijn toestemming in");
        await ouder.MeldingAsync("Uw toestemming is ingetrokken");
        await ouder.Page.Context.CloseAsync();
    }

    private async Task AanvraagAsync(Bezoeker ilse, bool eerste)
    {
        await ilse.GaAsync($"{dossier}/stappen/dossier-aanvraag");
        if (eerste)
        {
            await ilse.ZietAsync("Ontbreekt: Het OPP zit erbij als bijlage");
            await ilse.GaAsync($"{dossier}/opp");
            await ilse.KnopAsync("Bewaar dit OPP als bijlage");
            await ilse.MeldingAsync("Het OPP is als bijlage bewaard.");
            await ilse.GaAsync($"{dossier}/documenten/toevoegen");
            await ilse.KiesAsync("Verslag");
            await ilse.Page.GetByLabel("Bestand").SetInputFilesAsync(new FilePayload { Name = "raar.exe", MimeType = "application/pdf", Buffer = [0x4D, 0x5A, 1, 2, 3] });
            await ilse.KnopAsync("Toevoegen");
            await Expect(ilse.Page.Locator(".foutenlijst")).ToBeVisibleAsync();
            await ilse.KeurAsync();
            await ilse.GaAsync($"{dossier}/documenten");
            await ilse.GaAsync($"{dossier}/stappen/dossier-aanvraag");
        }

        await ilse.LijstAsync("Welke jp-er nodigt u uit?", "Job Fictief (Ambulant op Pad)");
        await ilse.VulAsync("Welke extra ondersteuning vraagt u aan?", "Een traject van een half jaar.");
        await ilse.KnopAsync("De aanvraag is klaar om definitief te maken");
        await ilse.MeldingAsync("De stap is afgerond.");
        await ilse.GaAsync($"{dossier}/stappen/definitief");
        await ilse.ZietAsync("Alles is er");
        await ilse.VulAsync("Wanneer hebt u met de swv-er overlegd?", VandaagTekst);
        await ilse.KnopAsync("Definitief maken");
        await ilse.MeldingAsync("De stap is afgerond.");
    }

    private async Task DoorzettenAsync(Bezoeker sven)
    {
        await sven.GaAsync($"{dossier}/stappen/doorzetten");
        await sven.LijstAsync("Wie neemt het besluit?", "Bea Verzonnen");
        await sven.KnopAsync("Doorzetten");
        await sven.MeldingAsync("De stap is afgerond.");
    }

    private async Task BesluitAsync(Bezoeker bea, string uitkomst, string? reden)
    {
        await bea.GaAsync("/werk");
        await bea.ZietAsync("Besluit");
        await bea.GaAsync($"{dossier}/stappen/besluit");
        await bea.KiesAsync(uitkomst);
        if (reden is not null)
        {
            await bea.KnopAsync("Stap afronden");
            await bea.FoutAsync("Vul de reden in.");
            await bea.VulAsync("Reden", reden);
        }

        await bea.KnopAsync("Stap afronden");
        await bea.MeldingAsync("De stap is afgerond.");
    }

    private async Task IntakeAsync(Bezoeker ilse)
    {
        await ilse.GaAsync($"{dossier}/doelen/nieuw");
        await ilse.VulAsync("Wat wilt u bereiken?", "Zelf beginnen aan een taak.");
        await ilse.VulAsync("Waaraan ziet u dat het doel bereikt is?", "Vier van de vijf keer binnen vijf minuten.");
        await ilse.KnopAsync("Opslaan");
        await ilse.MeldingAsync("Het doel is opgeslagen.");
        await ilse.GaAsync($"{dossier}/afspraken/nieuw");
        await ilse.VulAsync("Wat spreekt u af?", "De stappenkaart op tafel leggen.");
        await ilse.LijstAsync("Wie doet dit?", "Loes Verzonnen (leerkracht)");
        await ilse.VulAsync("Wanneer is het klaar?", Dag.Kort(Vandaag.AddDays(14)));
        await ilse.KnopAsync("Opslaan");
        await ilse.MeldingAsync("De afspraak is opgeslagen.");

        await ilse.GaAsync($"{dossier}/stappen/intake");
        await ilse.VulAsync("Datum van het gesprek", VandaagTekst);
        foreach (var onderwerp in new[] { "1. Wat verwacht", "2. Ouders:", "3. School:", "4. Wat is de hulpvraag", "6. Wie doet wat wanneer?" })
        {
            await ilse.VulAsync(onderwerp, $"Besproken: {onderwerp}");
        }

        await ilse.KiesAsync("Nee");
        await ilse.KiesAsync("App");
        foreach (var wie in new[] { Ilse, Anna, Moeder, Vader })
        {
            await ilse.VinkAsync(wie);
        }

        await ilse.KnopAsync("De begeleiding begint");
        await ilse.MeldingAsync("De stap is afgerond.");
    }

    private async Task LogboekAsync(Bezoeker wie, string soort, string tekst, params string[] adviezen)
    {
        await wie.GaAsync(dossier);
        await wie.GaAsync($"{dossier}/logboek/nieuw");
        await wie.KiesAsync(soort);
        await wie.VulAsync("Bevindingen", tekst);
        foreach (var (advies, label) in adviezen.Zip(["Eerste advies", "Tweede advies", "Derde advies"]))
        {
            await wie.VulAsync(label, advies);
        }

        await wie.KnopAsync("Opslaan in het logboek");
        await wie.MeldingAsync("Uw regel staat in het logboek.");
    }

    private async Task AdviezenAsync(Bezoeker ilse)
    {
        await ilse.GaAsync($"{dossier}/adviezen");
        await ilse.KnopAsync("Overnemen in het OPP");
        await ilse.MeldingAsync("Het advies staat in het OPP.");
        await ilse.LinkAsync("Niet overnemen");
        await ilse.KopAsync("Advies niet overnemen");
        await ilse.KnopAsync("Niet overnemen");
        await Expect(ilse.Page.Locator(".foutenlijst")).ToBeVisibleAsync();
        await ilse.KeurAsync();
        await ilse.VulAsync("Waarom neemt u dit advies niet over?", "Er is al een rustplek.");
        await ilse.KnopAsync("Niet overnemen");
        await ilse.MeldingAsync("Het advies komt niet in het OPP.");
        await ilse.GaAsync($"{dossier}/opp");
        await ilse.ZietAsync("Doe de eerste som samen.");
        await ilse.GaAsync($"{dossier}/stappen/adviezen");
        await ilse.KnopAsync("Alle adviezen zijn verwerkt");
        await ilse.MeldingAsync("De stap is afgerond.");
    }

    private async Task EvaluerenAsync(Bezoeker ilse)
    {
        foreach (var (ronde, uitkomst) in new[] { (1, "Doorgaan"), (2, "Stoppen: naar de eindevaluatie") })
        {
            await ilse.GaAsync($"{dossier}/stappen/tussenevaluatie");
            await ilse.VulAsync("Datum van de evaluatie", VandaagTekst);
            await ilse.VulAsync("Wat gaat goed?", "Zij begint sneller.");
            await ilse.VulAsync("Wat kan beter?", "Doorwerken.");
            await ilse.VulAsync("Hoe staat het met de doelen?", $"Bijna bereikt, ronde {ronde}.");
            foreach (var wie in new[] { Ilse, Loes, Anna, Moeder })
            {
                await ilse.VinkAsync(wie);
            }

            await ilse.KiesAsync(uitkomst);
            await ilse.KnopAsync("Stap afronden");
            await ilse.MeldingAsync("De stap is afgerond.");
        }

        await ilse.GaAsync($"{dossier}/stappen/eindevaluatie");
        await ilse.VulAsync("Datum van het eindgesprek", VandaagTekst);
        await ilse.VulAsync("Wat heeft het traject opgeleverd?", "Rust in de klas.");
        await ilse.VulAsync("Welke doelen zijn bereikt en welke niet?", "Het doel is bereikt.");
        await ilse.VulAsync("Hoe gaat het verder?", "De school gaat zelf verder.");
        foreach (var wie in new[] { Ilse, Loes, Anna, Moeder })
        {
            await ilse.VinkAsync(wie);
        }

        await ilse.KiesAsync("Het traject sluiten");
        await ilse.KnopAsync("Stap afronden");
        await ilse.FoutAsync("Bij deze stap is de swv-er aanwezig.");
        await ilse.VinkAsync(Sven);
        await ilse.KnopAsync("Stap afronden");
        await ilse.MeldingAsync("De stap is afgerond.");
    }

    private async Task OverdragenAsync(Bezoeker ilse)
    {
        await ilse.GaAsync("/sessies");
        await ilse.ZietAsync("Deze browser");
        await ilse.GaAsync($"{dossier}/wie-keek-mee");
        await ilse.ZietAsync("Anna Fictief");
        await ilse.GaAsync($"{dossier}/geschiedenis");
        await ilse.GaAsync($"{dossier}/overdragen");
        var download = await ilse.Page.RunAndWaitForDownloadAsync(() => ilse.LinkAsync("Dossier downloaden (ZIP)"));
        await using var zip = new ZipArchive(File.OpenRead(await download.PathAsync()), ZipArchiveMode.Read);
        using var lezer = new StreamReader(await zip.GetEntry("dossier.html")!.OpenAsync());
        var leesbaar = await lezer.ReadToEndAsync();
        foreach (var tekst in new[] { Roepnaam, "Rust in de klas.", "Doe de eerste som samen.", "Er is al een rustplek.", "Schrijf bij de interventies ook hoe vaak.", "Vanuit de jeugdhulp meegedacht." })
        {
            Assert.Contains(tekst, leesbaar, StringComparison.Ordinal);
        }

        await ilse.VulAsync("Controlecode", "AAAAA-AAAAA");
        await ilse.VinkAsync("Ik heb het dossier ontvangen en kan het openen");
        await ilse.KnopAsync("Verder naar wissen");
        await ilse.FoutAsync("Deze code hoort niet bij het dossier");
        await ilse.VulAsync("Controlecode", Code().Match(leesbaar).Groups[1].Value);
        await ilse.KnopAsync("Verder naar wissen");
        await ilse.KopAsync("Dossier wissen");
        await ilse.VinkAsync("Ik weet dat wissen niet ongedaan kan");
        await ilse.KnopAsync("Dossier wissen");
        await ilse.KopAsync("Verwijderbewijs");
        await ilse.ZietNietAsync(Roepnaam, Achternaam);
        Assert.Equal(404, (await ilse.Page.APIRequest.GetAsync(new Uri(demo.Portaal, dossier).ToString())).Status);
        await ilse.GaAsync("/liemers/verwijderbewijzen");
        await ilse.GaAsync("/liemers/leerlingen");
        await ilse.ZietNietAsync(Roepnaam);
    }

    private async Task NietsBlijftAchterAsync()
    {
        await Task.WhenAll(demo.MailAsync(MoederMail, 0, Bewijs), demo.MailAsync(VaderMail, 0, Bewijs));
        for (var i = 0; i < 100 && await TelAsync("select count(*) from ambulant.mail_uit") > 0; i++)
        {
            await Task.Delay(100);
        }

        Assert.Empty(await Sporen.ZoekAsync(
            demo.Postgres, Roepnaam, Achternaam, "Odalisca", "Ottokar", MoederMail, VaderMail,
            Geboren.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Dag.Kort(Geboren), dossier[(dossier.LastIndexOf('/') + 1)..]));

        // No mail to anyone ever named the child.
        Assert.All(await demo.AlleMailsAsync(), m => Assert.DoesNotContain(Roepnaam, m.Subject + m.Text, StringComparison.OrdinalIgnoreCase));

        static bool Bewijs(string m) => m.Contains("afgesloten en gewist", StringComparison.Ordinal);
    }

    private async Task<long> TelAsync(string sql)
    {
        await using var verbinding = new NpgsqlConnection(demo.Postgres);
        return await verbinding.ExecuteScalarAsync<long>(sql, new { id = Guid.TryParse(dossier[(dossier.LastIndexOf('/') + 1)..], out var id) ? id : Guid.Empty });
    }

    [GeneratedRegex(@"/liemers/ouder/[A-Za-z0-9_-]{30,}")]
    private static partial Regex Ouderlink();

    [GeneratedRegex(@"\b[0-9]{6}\b")]
    private static partial Regex Zes();

    [GeneratedRegex(@"Controlecode: ([A-Z0-9]{5}-[A-Z0-9]{5})")]
    private static partial Regex Code();
}
