using System.Text.RegularExpressions;
using Ambulant.Core;

namespace Ambulant.Browser.Tests;

/// <summary>The 1-zorgroute of De Liemers by all its people: once round through the group, up to the TLV; and one that turns into ambulante begeleiding.</summary>
public sealed partial class ZorgrouteTests(Demo demo)
{
    private const string Roepnaam = "Zonnevera";
    private const string Achternaam = "Routeverzinsel";
    private const string OuderNaam = "Odette Routeverzinsel";
    private const string Mail = "odette@ouders-route.voorbeeld";
    private const string Loes = "Loes Verzonnen (leerkracht)";
    private const string Ilse = "Ilse Verzonnen (ib-er)";

    private static readonly DateOnly Vandaag = Dag.Van(TimeProvider.System.GetUtcNow());
    private static readonly string VandaagTekst = Dag.Kort(Vandaag);

    private string dossier = "";

    [Fact]
    public async Task Van_de_groep_tot_de_TLV()
    {
        var loes = await demo.BezoekerAsync(360);
        var ilse = await demo.BezoekerAsync();
        var sven = await demo.BezoekerAsync();
        var anna = await demo.BezoekerAsync(320);
        var dirk = await demo.BezoekerAsync();
        await loes.InloggenAsync("Basisschool De Vlinderhof", "loes");
        await ilse.InloggenAsync("Basisschool De Vlinderhof", "ilse");
        await sven.InloggenAsync("Samenwerkingsverband De Liemers", "sven");
        await anna.InloggenAsync("Ambulant op Pad", "anna");
        await dirk.InloggenAsync("Basisschool De Vlinderhof", "dirk");

        await loes.GaAsync("/liemers/route");
        await loes.ZietAsync("Delen van zorg en afstemmen van de aanpak");
        await BeginAsync(loes);
        await OuderAsync(ilse);

        // Round once: the talk about the aanpak leads back to the group.
        await InDeGroepAsync(loes, "Verder met een stappenkaart.");
        await AfstemmenAsync(ilse, "Goed verder in de groep");
        await InDeGroepAsync(loes, "De stappenkaart helpt niet genoeg.");
        await AfstemmenAsync(ilse, "De aanpak is niet genoeg: naar de leerlingbespreking");

        await ilse.GaAsync($"{dossier}/stappen/leerlingbespreking");
        await ilse.VulAsync("Datum van de leerlingbespreking", VandaagTekst);
        await ilse.VulAsync("Wat is nodig binnen de school?", "Elke dag tien minuten in een klein groepje.");
        await ilse.VulAsync("Wat is nodig van buiten de school?", "Iemand die meekijkt.");
        await ilse.VinkAsync("De ouders weten dat hun kind wordt besproken");
        await ilse.VinkAsync(Ilse);
        await ilse.VinkAsync(Loes);
        await RondAfAsync(ilse, "Van buiten de school: consultatief overleg");

        await ilse.GaAsync($"{dossier}/stappen/consultatief-overleg");
        await ilse.VulAsync("Datum van het overleg", VandaagTekst);
        await ilse.KiesAsync("Ambulant begeleider");
        await ilse.LijstAsync("Welke ambulant begeleider?", "Anna Fictief (gedrag en werkhouding)");
        await ilse.VulAsync("Wat is er besproken en geadviseerd?", $"{Roepnaam} heeft meer nodig.");
        await ilse.VulAsync("Wat zeggen de ouders?", "Zij zien thuis hetzelfde.");
        await ilse.VinkAsync(Ilse);
        await ilse.KiesAsync("Van buiten de school: naar het ondersteuningsteam");
        await ilse.KnopAsync("Stap afronden");
        await ilse.FoutAsync("naam of geboortedatum");
        await ilse.VulAsync("Wat is er besproken en geadviseerd?", "Er is meer nodig dan de school kan bieden.");
        await ilse.KnopAsync("Stap afronden");
        await ilse.MeldingAsync("De stap is afgerond.");
        await anna.GaAsync(dossier);
        await anna.ZietNietAsync(Roepnaam, Achternaam);

        await ilse.GaAsync($"{dossier}/stappen/inbrengen");
        await ilse.KiesAsync("De leerling heeft meer nodig dan de school kan bieden");
        await ilse.VulAsync("Toelichting", "De groep is te groot voor wat nodig is.");
        await ilse.LijstAsync("Welke swv-er doet mee?", "Sven Verzonnen");
        await ilse.VinkAsync("De ouders weten waarom hun kind wordt ingebracht");
        await ilse.KnopAsync("Inbrengen");
        await ilse.MeldingAsync("De stap is afgerond.");

        // No ondersteuningsteam without the parents; their letter is that of the ondersteuningsteam.
        await ilse.GaAsync($"{dossier}/stappen/ondersteuningsteam");
        await ilse.ZietAsync("Ontbreekt: Alle ouders met gezag hebben toestemming gegeven");
        await sven.GaAsync(dossier);
        await sven.ZietNietAsync(Roepnaam, Achternaam);
        await ToestemmingAsync(ilse);
        await sven.GaAsync(dossier);
        await sven.KopAsync(Roepnaam);

        await StagnatieEnRegieAsync(sven, ilse);

        await ilse.GaAsync($"{dossier}/stappen/ondersteuningsteam");
        await ilse.VulAsync("Datum van het ondersteuningsteam", VandaagTekst);
        await ilse.VulAsync("Wat is nodig op school?", "Een kleine groep.");
        await ilse.VulAsync("Wat is nodig thuis?", "Niets extra.");
        await ilse.VulAsync("Wat vinden de ouders en wat doen zij?", "Zij zijn het eens.");
        await ilse.VinkAsync(Ilse);
        await ilse.VinkAsync($"{OuderNaam} (ouder)");
        await RondAfAsync(ilse, "De leerling aanmelden bij de CLO");

        await ilse.GaAsync($"{dossier}/opp");
        await ilse.KnopAsync("Bewaar dit OPP als bijlage");
        await ilse.MeldingAsync("Het OPP is als bijlage bewaard.");
        await ilse.GaAsync($"{dossier}/stappen/clo");
        await ilse.VulAsync("Wanneer hebt u de leerling aangemeld?", VandaagTekst);
        await ilse.VulAsync("Waarom kan de school niet bieden wat nodig is?", "De groep is te groot.");
        await ilse.VulAsync("Wat vinden de ouders van de aanmelding?", "Zij willen dit ook.");
        await ilse.VulAsync("Wat is het antwoord van de CLO?", "Vraag een TLV aan.");
        await RondAfAsync(ilse, "Een TLV aanvragen");

        await dirk.GaAsync($"{dossier}/stappen/tlv");
        await dirk.KiesAsync("Speciaal basisonderwijs (sbo)");
        await dirk.VulAsync("Wanneer is de TLV aangevraagd?", VandaagTekst);
        await dirk.VulAsync("Wat vinden de ouders?", "Zij zijn blij met een plek.");
        await dirk.VulAsync("Wanneer kwam de uitslag?", VandaagTekst);
        await RondAfAsync(dirk, "De TLV is afgegeven: het dossier sluiten");

        await ilse.GaAsync($"{dossier}/geschiedenis");
        await ilse.ZietAsync("Verder met een stappenkaart.");
        await ilse.ZietAsync("Speciaal basisonderwijs (sbo)");
        await ilse.GaAsync($"{dossier}/overdragen");
        await ilse.ZietAsync("Controlecode");
        await GekeurdAsync();
    }

    [Fact]
    public async Task Uit_het_ondersteuningsteam_verder_met_ambulante_begeleiding_en_alles_staat_er_nog()
    {
        var ilse = await demo.BezoekerAsync();
        var anna = await demo.BezoekerAsync();
        await ilse.InloggenAsync("Basisschool De Vlinderhof", "ilse");
        await anna.InloggenAsync("Ambulant op Pad", "anna");
        await ilse.GaAsync("/liemers/dossiers");
        await ilse.LinkAsync("Fenna Lucht");
        await ilse.KopAsync("Fenna");
        var hier = ilse.Pad;
        await ilse.GaAsync($"{hier}/stappen/ondersteuningsteam");
        await ilse.VulAsync("Datum van het ondersteuningsteam", VandaagTekst);
        await ilse.VulAsync("Wat is nodig op school?", "Hulp in de klas.");
        await ilse.VulAsync("Wat is nodig thuis?", "Niets extra.");
        await ilse.VulAsync("Wat vinden de ouders en wat doen zij?", "Zij willen begeleiding.");
        await ilse.VinkAsync(Ilse);
        await ilse.VinkAsync("Oda Luchtverzinsel (ouder)");
        await RondAfAsync(ilse, "Verder met ambulante begeleiding, in het vot");

        // The same dossier, now at the vot of the other route; what was written is still there, and toestemming is asked anew.
        await ilse.GaAsync(hier);
        await ilse.ZietAsync("Bespreken in het vot");
        await ilse.ZietAsync("Er is nog geen toestemming van alle ouders.");
        await ilse.GaAsync($"{hier}/geschiedenis");
        await ilse.ZietAsync("Verder met ambulante begeleiding, in het vot");
        await ilse.ZietAsync("Wat is nodig van buiten de school?");
        await ilse.ZietAsync("Een rustige plek en een vast begin van de dag.");
        await ilse.GaAsync($"{hier}/stappen/leerlingbespreking");
        await ilse.ZietAsync("Deze stap staat nu niet open");

        await ilse.GaAsync($"{hier}/stappen/vot");
        await ilse.VulAsync("Datum van het vot", VandaagTekst);
        await ilse.LijstAsync("Welke swv-er denkt mee?", "Sven Verzonnen");
        await ilse.VinkAsync("De ouders weten dat hun kind in het vot besproken is");
        await ilse.VulAsync("Wat is er besproken?", "Wij vragen een traject aan.");
        await ilse.VinkAsync(Ilse);
        await RondAfAsync(ilse, "Een traject ambulante begeleiding aanvragen");
        await ilse.GaAsync(hier);
        await ilse.ZietAsync("Gesprek met ouders (ot)");
        Assert.Equal(404, (await anna.Page.APIRequest.GetAsync(new Uri(demo.Portaal, hier).ToString())).Status);
        await GekeurdAsync();
    }

    private async Task BeginAsync(Bezoeker loes)
    {
        await loes.GaAsync("/liemers/hulpvragen/nieuw");
        await loes.KiesAsync("1-zorgroute");
        await loes.KnopAsync("Verder");
        await loes.LijstAsync("Om welke leerling gaat het?", "Een leerling die nog niet in de lijst staat");
        await loes.KnopAsync("Verder");
        await loes.VulAsync("Roepnaam", Roepnaam);
        await loes.VulAsync("Achternaam", Achternaam);
        await loes.VulAsync("Geboortedatum", Dag.Kort(Vandaag.AddYears(-7).AddDays(-20)));
        await loes.VulAsync("Groep", "4");
        await loes.KnopAsync("Verder");
        await loes.KopAsync("wat ziet u?");
        await loes.VulAsync("Wat ziet u?", "Zij komt niet tot leren.");
        await loes.VulAsync("Wat is uw vraag?", "Wat heeft deze leerling nodig om tot leren te komen?");
        await loes.LijstAsync("Op welk gebied?", "gedrag/taakwerkhouding");
        await loes.KiesAsync("Curatief");
        await loes.KnopAsync("Verder");
        await loes.LijstAsync("Wie is de leerkracht?", "Loes Verzonnen");
        await loes.LijstAsync("Wie is de ib-er?", "Ilse Verzonnen");
        await loes.KnopAsync("Verder");
        await loes.KopAsync("controleren");
        await loes.ZietAsync("1-zorgroute");
        await loes.KnopAsync("Hulpvraag indienen");
        await loes.MeldingAsync("De hulpvraag is ingediend");
        dossier = loes.Pad;
    }

    private async Task OuderAsync(Bezoeker ilse)
    {
        await ilse.GaAsync($"{dossier}/ouders");
        await ilse.LinkAsync("Ouder toevoegen");
        await ilse.VulAsync("Naam van de ouder of verzorger", OuderNaam);
        await ilse.VulAsync("E-mailadres", Mail);
        await ilse.KiesAsync("Ja, deze ouder heeft gezag");
        await ilse.KnopAsync("Bewaren");
        await ilse.MeldingAsync("De ouder is toegevoegd.");
    }

    private async Task InDeGroepAsync(Bezoeker loes, string gedaan)
    {
        await loes.GaAsync($"{dossier}/stappen/groep");
        await loes.VulAsync("Wat hebt u gezien en gesignaleerd?", "Zij haakt snel af.");
        await loes.VulAsync("Wat hebt u gedaan in de groep?", gedaan);
        await RondAfAsync(loes, "Bespreken met de ouders");
        await loes.GaAsync($"{dossier}/stappen/oudergesprek");
        await loes.VulAsync("Datum van het gesprek", VandaagTekst);
        await loes.VinkAsync("De ouders weten hoe de school handelingsgericht werkt");
        await loes.VulAsync("Wat is er besproken over de ontwikkeling?", "Lezen gaat goed, rekenen niet.");
        await loes.VulAsync("Wat weten de ouders dat helpt?", "Thuis helpt een vaste volgorde.");
        await loes.KiesAsync("Ja");
        await loes.VinkAsync(Loes);
        await loes.VinkAsync($"{OuderNaam} (ouder)");
        await RondAfAsync(loes, "Naar de groepsbespreking");
    }

    private async Task AfstemmenAsync(Bezoeker ilse, string uitkomst)
    {
        await ilse.GaAsync($"{dossier}/stappen/groepsbespreking");
        await ilse.VulAsync("Datum van de groepsbespreking", VandaagTekst);
        await ilse.VulAsync("Wat is er besproken?", "De hele groep en deze leerling.");
        await ilse.VinkAsync(Ilse);
        await ilse.VinkAsync(Loes);
        await RondAfAsync(ilse, "De aanpak afstemmen");
        await ilse.GaAsync($"{dossier}/stappen/afstemmen");
        await ilse.VulAsync("Datum van het gesprek", VandaagTekst);
        await ilse.VulAsync("Welke zorg is er?", "Zij raakt achter.");
        await ilse.VulAsync("Welke aanpak spreekt u af?", "Elke dag oefenen.");
        await ilse.VinkAsync(Ilse);
        await ilse.VinkAsync(Loes);
        await RondAfAsync(ilse, uitkomst);
    }

    private async Task ToestemmingAsync(Bezoeker ilse)
    {
        await ilse.GaAsync($"{dossier}/toestemming");
        await ilse.KnopVanAsync("Vraag toestemming", OuderNaam);
        await ilse.MeldingAsync("krijgt een mail met een persoonlijke link");
        var link = Ouderlink().Match(await demo.MailAsync(Mail, 0, m => Ouderlink().IsMatch(m))).Value;
        var ouder = await demo.BezoekerAsync(320);
        var eerder = (await demo.MailsAsync(Mail)).Count;
        await ouder.GaAsync(link);
        await ouder.KnopAsync("Stuur mij een code");
        await ouder.VulAsync("Code uit de mail", Zes().Match(await demo.MailAsync(Mail, eerder, m => Zes().IsMatch(m))).Value);
        await ouder.KnopAsync("Verder");
        await ouder.KopAsync(Roepnaam);
        await ouder.GaAsync("/liemers/ouder/toestemming");
        await ouder.KopAsync("Toestemming voor het ondersteuningsteam");
        await ouder.KiesAsync("Ik geef toestemming om mijn kind te bespreken in het ondersteuningsteam.");
        await ouder.KnopAsync("Bevestig mijn keuze");
        await ouder.MeldingAsync("U gaf toestemming");
        await ouder.Page.Context.CloseAsync();
    }

    private async Task StagnatieEnRegieAsync(Bezoeker sven, Bezoeker ilse)
    {
        await sven.GaAsync($"{dossier}/stagnaties");
        await sven.ZietAsync("Geen stagnaties");
        await sven.GaAsync($"{dossier}/stagnaties/nieuw");
        await sven.KnopAsync("Stagnatie melden");
        await sven.FoutAsync("Kies waar het op vastloopt.");
        await sven.KiesAsync("Nakomen van afspraken");
        await sven.VulAsync("Wat is er aan de hand?", "Het overleg is twee keer verzet.");
        await sven.KnopAsync("Stagnatie melden");
        await sven.MeldingAsync("De stagnatie is gemeld.");
        await ilse.GaAsync("/werk");
        await ilse.ZietAsync("Stagnatie opvolgen: nakomen van afspraken");
        await ilse.GaAsync(dossier);
        await ilse.ZietAsync("Er is een stagnatie");
        await ilse.LinkAsync("Naar de stagnaties");
        await ilse.KopAsync("Stagnaties");
        await ilse.LinkAsync("Opvolgen of afsluiten");
        await ilse.KopAsync("Stagnatie opvolgen");
        await ilse.KiesAsync("Een afspraak maken");
        await ilse.VulAsync("Wat spreekt u af, of wat is het resultaat?", "Het overleg is volgende week.");
        await ilse.KnopAsync("Opslaan");
        await ilse.FoutAsync("Kies wie dit doet.");
        await ilse.LijstAsync("Wie doet dit?", "Ilse Verzonnen (ib-er)");
        await ilse.VulAsync("Voor wanneer?", Dag.Kort(Vandaag.AddDays(7)));
        await ilse.KnopAsync("Opslaan");
        await ilse.MeldingAsync("De afspraak is opgeslagen.");

        await sven.GaAsync($"{dossier}/regie");
        await sven.ZietAsync("Ilse Verzonnen");
        await sven.KnopAsync("Regie overnemen");
        await sven.FoutAsync("Vul de reden in.");
        await sven.VulAsync("Waarom neemt u de regie over?", "Tot het overleg er is geweest.");
        await sven.KnopAsync("Regie overnemen");
        await sven.MeldingAsync("U hebt nu de regie.");
        await ilse.GaAsync($"{dossier}/regie");
        await ilse.ZietAsync("Sven Verzonnen");
        await sven.VulAsync("Waarom geeft u de regie terug", "Het overleg is gepland.");
        await sven.KnopAsync("Regie teruggeven");
        await sven.MeldingAsync("U hebt de regie teruggegeven.");

        await sven.GaAsync($"{dossier}/stagnaties");
        await sven.LinkAsync("Opvolgen of afsluiten");
        await sven.KiesAsync("De stagnatie afsluiten");
        await sven.VulAsync("Wat spreekt u af, of wat is het resultaat?", "Het overleg staat vast.");
        await sven.KnopAsync("Opslaan");
        await sven.MeldingAsync("De stagnatie is afgesloten.");
        await sven.ZietAsync("Afgesloten");
    }

    private static async Task RondAfAsync(Bezoeker wie, string uitkomst)
    {
        await wie.KiesAsync(uitkomst);
        await wie.KnopAsync("Stap afronden");
        await wie.MeldingAsync("De stap is afgerond.");
    }

    private async Task GekeurdAsync()
    {
        var html = await demo.Keuring.HtmlAsync();
        Assert.True(demo.Keuring.Bevindingen.Count == 0, string.Join("\n", demo.Keuring.Bevindingen));
        Assert.True(html.Count == 0, string.Join("\n", html));
    }

    [GeneratedRegex("""http\S+/liemers/ouder/\S+""")]
    private static partial Regex Ouderlink();

    [GeneratedRegex("""(?<!\d)\d{6}(?!\d)""")]
    private static partial Regex Zes();
}
