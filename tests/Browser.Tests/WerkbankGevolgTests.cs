using Ambulant.Core;
using Dapper;
using Microsoft.Playwright;
using Npgsql;
using static Microsoft.Playwright.Assertions;

namespace Ambulant.Browser.Tests;

/// <summary>What a regiobeheerder makes, in the hands of others: questions that are answered, a new base that is merged, a word that everyone reads.</summary>
public sealed class WerkbankGevolgTests(Demo demo)
{
    private static readonly DateOnly Vandaag = Dag.Van(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Een_vraag_naar_een_document_en_naar_doelen_wordt_beantwoord()
    {
        var remco = await demo.BezoekerAsync();
        await remco.InloggenAsync("Samenwerkingsverband De Liemers", "remco");
        await remco.GaAsync("/liemers/beheer/routes/nieuw");
        await remco.VulAsync("Hoe heet de route?", "Verzonnen verslagroute");
        await remco.VulAsync("Waar is de route voor?", "Een verslag bespreken.");
        await remco.KnopAsync("Route beginnen");
        await remco.MeldingAsync("De route is begonnen");
        var route = remco.Pad;
        foreach (var (label, soort) in new[] { ("Welk verslag is besproken?", "Document"), ("Over welke doelen ging het?", "Doelen"), ("Wat valt op?", "Tekst") })
        {
            await remco.GaAsync($"{route}/stappen/vraag/vragen");
            await remco.Page.Locator("#Formulier_Label").FillAsync(label);
            await remco.Page.Locator("#Formulier_Soort").SelectOptionAsync(soort);
            await Expect(remco.Page.Locator("#Formulier_Keuzes")).ToBeHiddenAsync();
            await remco.KnopAsync("Bewaren in het concept");
            await remco.MeldingAsync("De vraag is bewaard");
        }

        await remco.GaAsync($"{route}/publiceren");
        await remco.VulAsync("Waarom", "Scholen vroegen hierom.");
        await remco.KnopAsync("Publiceren");
        await remco.MeldingAsync("is gepubliceerd");

        var loes = await demo.BezoekerAsync();
        await loes.InloggenAsync("Basisschool De Vlinderhof", "loes");
        var dossier = await BeginAsync(loes);
        var ilse = await demo.BezoekerAsync(320);
        await ilse.InloggenAsync("Basisschool De Vlinderhof", "ilse");
        await ilse.GaAsync($"{dossier}/stappen/vraag");
        await ilse.ZietAsync("Er zit nog geen document in het dossier.");
        await ilse.ZietAsync("er is nog geen doel");
        await ilse.VulAsync("Wat valt op?", "Nog niets.");
        await ilse.KiesAsync("Verder");
        await ilse.KnopAsync("Stap afronden");
        await ilse.FoutAsync("Maak een keuze bij 'Over welke doelen ging het?'.");

        await ilse.GaAsync($"{dossier}/documenten/toevoegen");
        await ilse.KiesAsync("Verslag");
        await ilse.Page.GetByLabel("Bestand").SetInputFilesAsync(new FilePayload { Name = "leesverslag.pdf", MimeType = "application/pdf", Buffer = [.. "%PDF-1.7\n"u8, .. new byte[200]] });
        await ilse.KnopAsync("Toevoegen");
        await ilse.ZietAsync("leesverslag.pdf");
        await ilse.GaAsync($"{dossier}/doelen/nieuw");
        await ilse.VulAsync("Wat wilt u bereiken?", "Elke dag een bladzijde lezen.");
        await ilse.VulAsync("Waaraan ziet u dat het doel bereikt is?", "Vijf bladzijden in een week.");
        await ilse.KnopAsync("Opslaan");
        await ilse.MeldingAsync("Het doel is opgeslagen.");

        // A mistake keeps what was typed and chosen.
        await ilse.GaAsync($"{dossier}/stappen/vraag");
        await ilse.VulAsync("Wat valt op?", "Zij leest \"thuis\" wel & hier niet.");
        await ilse.VinkAsync("Elke dag een bladzijde lezen.");
        await ilse.KiesAsync("Verder");
        await ilse.KnopAsync("Stap afronden");
        await ilse.FoutAsync("Maak een keuze bij 'Welk verslag is besproken?'.");
        await Expect(ilse.Page.GetByLabel("Wat valt op?")).ToHaveValueAsync("Zij leest \"thuis\" wel & hier niet.");
        await Expect(ilse.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Elke dag een bladzijde lezen." })).ToBeCheckedAsync();
        await ilse.LijstAsync("Welk verslag is besproken?", "leesverslag.pdf");
        await ilse.KnopAsync("Stap afronden");
        await ilse.MeldingAsync("De stap is afgerond.");

        await loes.GaAsync($"{dossier}/geschiedenis");
        foreach (var tekst in new[] { "leesverslag.pdf", "Elke dag een bladzijde lezen.", "Zij leest \"thuis\" wel & hier niet." })
        {
            await loes.ZietAsync(tekst);
        }

        await GekeurdAsync();
    }

    [Fact]
    public async Task Een_nieuwe_versie_van_Ambulant_wordt_per_deel_overgenomen()
    {
        const string route = "/noord-kennemerland/beheer/routes/voorlichting";
        var roos = await demo.BezoekerAsync();
        await roos.InloggenAsync("Samenwerkingsverband Noord-Kennemerland", "roos");
        async Task Uitleg(string stap, string uitleg)
        {
            await roos.GaAsync($"{route}/stappen/{stap}/naam");
            await roos.Page.Locator("#Formulier_Uitleg").FillAsync(uitleg);
            await roos.KnopAsync("Bewaren in het concept");
            await roos.MeldingAsync("bewaard in het concept");
        }

        async Task Publiceer(string reden)
        {
            await roos.GaAsync($"{route}/publiceren");
            await roos.VulAsync("Waarom", reden);
            await roos.KnopAsync("Publiceren");
            await roos.MeldingAsync("is gepubliceerd");
        }

        await Uitleg("hulpvraag", "Zo begint het bij ons.");
        await Uitleg("voorlichting", "Zo geven wij voorlichting.");
        await Publiceer("Onze eigen woorden.");

        // As if Ambulant was updated since: this version, and the base it was made from, said something else in three steps.
        await using (var verbinding = new NpgsqlConnection(demo.Postgres))
        {
            const string Eerder = """
                update ambulant.routeversie set
                  definitie = replace(replace(definitie::text, 'Kijk samen terug op het resultaat en op hoe het ging.', 'Kijk samen terug.'), 'Contact school en consulent', 'Eerste contact')::jsonb,
                  basis = replace(replace(replace(basis::text, 'Kijk samen terug op het resultaat en op hoe het ging.', 'Kijk samen terug.'), 'Contact school en consulent', 'Eerste contact'),
                    'De ambulant begeleider geeft de voorlichting. Het doel is dat de school daarna zelf meer kan.', 'De begeleider komt langs.')::jsonb
                where regio_id = 'noord-kennemerland' and route = 'voorlichting' and nummer = 2
                """;
            Assert.Equal(1, await verbinding.ExecuteAsync(Eerder));
        }

        await roos.GaAsync(route);
        await roos.ZietAsync("Ambulant brengt een nieuwe versie van deze route mee");
        await roos.LinkAsync("Bekijk wat er nieuw is");
        await roos.KopAsync("Nieuwe versie van Ambulant");
        await roos.ZietAsync("Kijk samen terug op het resultaat en op hoe het ging.");
        await roos.ZietAsync("De stap 'Eerste contact' heet nu 'Contact school en consulent'.");
        await Expect(roos.Page.GetByText("U veranderde dit ook")).ToHaveCountAsync(1);
        await roos.ZietAsync("Zo geven wij voorlichting.");

        // One part of Ambulant, the own words in the part that both changed, and what only the region changed stays by itself.
        await roos.VinkAsync("Overnemen van Ambulant: Evaluatie");
        await roos.VinkAsync("Overnemen van Ambulant: Contact school en consulent");
        await roos.VinkAsync("Overnemen van Ambulant: Voorlichting geven", aan: false);
        await roos.KnopAsync("Samenvoegen in het concept");
        await roos.MeldingAsync("Wat u overnam, staat in het concept");
        foreach (var (stap, uitleg) in new[] { ("hulpvraag", "Zo begint het bij ons."), ("voorlichting", "Zo geven wij voorlichting."), ("evaluatie", "Kijk samen terug op het resultaat en op hoe het ging.") })
        {
            await roos.GaAsync($"{route}/stappen/{stap}");
            await roos.ZietAsync(uitleg);
        }

        await Publiceer("Bij met Ambulant.");
        await roos.GaAsync(route);
        await Expect(roos.Main.GetByText("Ambulant brengt een nieuwe versie")).ToHaveCountAsync(0);
        await GekeurdAsync();
    }

    [Fact]
    public async Task Een_ander_woord_staat_meteen_in_het_dossier_van_een_ander()
    {
        var remco = await demo.BezoekerAsync();
        var ilse = await demo.BezoekerAsync(320);
        await remco.InloggenAsync("Samenwerkingsverband De Liemers", "remco");
        await ilse.InloggenAsync("Basisschool De Vlinderhof", "ilse");
        await using var verbinding = new NpgsqlConnection(demo.Postgres);
        var dossier = "/liemers/dossiers/" + await verbinding.ExecuteScalarAsync<Guid>("""
            select b.dossier_id from ambulant.betrokkene b join ambulant.persoon p on p.id = b.persoon_id where p.naam = 'Bea Verzonnen' and b.regio_id = 'liemers' and b.tot is null order by b.sinds limit 1
            """);

        async Task Noem(string woord)
        {
            await remco.GaAsync("/liemers/beheer/woorden");
            await remco.Page.Locator("[name='Formulier.Rollen[Besluitnemer]']").FillAsync(woord);
            await remco.KnopAsync("Bewaren");
        }

        await ilse.GaAsync($"{dossier}/betrokkenen");
        await ilse.ZietAsync("besluitnemer");
        await Noem("ib-er");
        await remco.FoutAsync("'ib-er' is al het woord voor een andere rol.");
        try
        {
            await Noem("knopendoorhakker");
            await Expect(remco.Page.Locator("[role=status]")).ToBeVisibleAsync();
            await ilse.GaAsync($"{dossier}/betrokkenen");
            await ilse.ZietAsync("knopendoorhakker");
            await ilse.ZietNietAsync("besluitnemer");
        }
        finally
        {
            await Noem("");
        }

        await ilse.GaAsync($"{dossier}/betrokkenen");
        await ilse.ZietAsync("besluitnemer");
        await GekeurdAsync();
    }

    private static async Task<string> BeginAsync(Bezoeker loes)
    {
        await loes.GaAsync("/liemers/hulpvragen/nieuw");
        await loes.KiesAsync("Verzonnen verslagroute");
        await loes.KnopAsync("Verder");
        await loes.LijstAsync("Om welke leerling gaat het?", "Een leerling die nog niet in de lijst staat");
        await loes.KnopAsync("Verder");
        await loes.VulAsync("Roepnaam", "Letterlies");
        await loes.VulAsync("Achternaam", "Verslagverzinsel");
        await loes.VulAsync("Geboortedatum", Dag.Kort(Vandaag.AddYears(-8)));
        await loes.VulAsync("Groep", "5");
        await loes.KnopAsync("Verder");
        await loes.VulAsync("Wat ziet u?", "Zij leest weinig.");
        await loes.VulAsync("Wat is uw vraag?", "Hoe krijgt deze leerling plezier in lezen?");
        await loes.LijstAsync("Op welk gebied?", "gedrag/taakwerkhouding");
        await loes.KiesAsync("Preventief");
        await loes.KnopAsync("Verder");
        await loes.LijstAsync("Wie is de leerkracht?", "Loes Verzonnen");
        await loes.LijstAsync("Wie is de ib-er?", "Ilse Verzonnen");
        await loes.KnopAsync("Verder");
        await loes.KnopAsync("Hulpvraag indienen");
        await loes.MeldingAsync("De hulpvraag is ingediend");
        return loes.Pad;
    }

    private async Task GekeurdAsync()
    {
        Assert.Empty(demo.Keuring.Bevindingen);
        Assert.Empty(await demo.Keuring.HtmlAsync());
    }
}
