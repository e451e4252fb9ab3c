using System.Text;
using Ambulant.Core;
using Ambulant.Core.Afspraken;
using Ambulant.Core.Doelen;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Hulpvragen;
using Ambulant.Core.Interventies;
using Ambulant.Core.Logboek;
using Ambulant.Core.Opslag;
using Ambulant.Core.Ouders;
using Ambulant.Core.Toegang;
using Ambulant.Core.Toestemmingen;
using Microsoft.Extensions.DependencyInjection;

namespace Ambulant.Demo;

/// <summary>Four invented dossiers of De Vlinderhof: one just begun, one that waits for the swv-er, one in uitvoering, and one on the 1-zorgroute. Written as the people would.</summary>
internal sealed class Demodossiers(IServiceProvider dienst, IReadOnlyDictionary<string, Gebruiker> mensen, CancellationToken ct)
{
    private const string Regio = "liemers";

    private Gebruiker Ilse => mensen["ilse"];

    public async Task LaadAsync()
    {
        // Once: what people did with the demo data stays.
        if ((await Dienst<Dossierlijst>().LeesAsync(Ilse, Regio, 1, ct)).Count > 0)
        {
            return;
        }

        await InterventiesAsync(await BeginAsync("Noor", "Bloemfantasie", -7, "4", "Noor raakt snel afgeleid en krijgt haar werk niet af.", null));

        var tweede = await BeginAsync("Daan", "Zonneverzinsel", -9, "6", "Daan loopt vast bij rekenen en trekt zich terug.", "Hoe geven wij deze leerling bij rekenen weer vertrouwen en succes?");
        await TotEersteContactAsync(tweede);

        var derde = await BeginAsync("Mees", "Wolkenbedenksel", -8, "5", "Mees wordt boos als een opdracht moeilijk is.", "Hoe helpen wij deze leerling om rustig te blijven bij een moeilijke opdracht?");
        await TotUitvoeringAsync(derde);

        await TotOndersteuningsteamAsync(await BeginZorgrouteAsync());
    }

    private async Task<Guid> BeginAsync(string roepnaam, string achternaam, int jaar, string groep, string signaal, string? vraag)
    {
        var geboren = Vandaag.AddYears(jaar).AddDays(-40);
        var dossier = Gelukt(await Dienst<HulpvraagIndienen>().VoerUitAsync(Ilse, Regio, new(
            Guid.NewGuid(), HulpvraagIndienen.NieuweLeerling, Ilse.Lidmaatschappen[0].SchoolId.ToString(), roepnaam, achternaam, Dag.Kort(geboren), groep, signaal,
            vraag, vraag is null ? null : "gedrag/taakwerkhouding", vraag is null ? null : "curatief", mensen["loes"].PersoonId.ToString(), Ilse.PersoonId.ToString(), "ambulante-begeleiding"), ct));
        var leerling = (await KopAsync(dossier)).LeerlingId!.Value;
        foreach (var (naam, email) in new[] { ($"Oda {achternaam}", $"oda.{achternaam}"), ($"Otto {achternaam}", $"otto.{achternaam}") })
        {
            Gelukt(await Dienst<OuderVastleggen>().VoerUitAsync(Ilse, Regio, new(Guid.NewGuid(), leerling, null, 0, naam, $"{email}@ouders.voorbeeld".ToLowerInvariant(), "ja"), ct));
        }

        await StapAsync("loes", dossier, "signaleren", "klaar", new() { ["besproken-op"] = Dag.Kort(Vandaag.AddDays(-30)), ["besproken"] = signaal });
        return dossier;
    }

    private async Task InterventiesAsync(Guid dossier) =>
        Gelukt(await Dienst<InterventieSchrijven>().VoerUitAsync(mensen["loes"], Regio, new(Guid.NewGuid(), dossier, null, 0, "Een rustige werkplek en een stappenkaart op tafel.", Dag.Kort(Vandaag.AddDays(-21)), null, null), ct));

    private async Task TotEersteContactAsync(Guid dossier)
    {
        Gelukt(await Dienst<InterventieSchrijven>().VoerUitAsync(mensen["loes"], Regio, new(
            Guid.NewGuid(), dossier, null, 0, "Dagelijks tien minuten oefenen in een klein groepje.", Dag.Kort(Vandaag.AddDays(-60)), Dag.Kort(Vandaag.AddDays(-20)), "Het gaat iets beter, maar nog niet genoeg."), ct));
        await StapAsync("loes", dossier, "interventies", "onvoldoende", new() { ["opp-gestart"] = "Ja" });
        await StapAsync("ilse", dossier, "vot", "traject", new()
        {
            ["datum"] = Dag.Kort(Vandaag.AddDays(-14)),
            ["swv-er"] = mensen["sven"].PersoonId.ToString(),
            ["ouders-op-de-hoogte"] = "true",
            ["besproken"] = "Wat al geprobeerd is helpt niet genoeg. Wij vragen hulp van buiten.",
        });
        await StapAsync("ilse", dossier, "gesprek-ouders", "traject", new()
        {
            ["datum"] = Dag.Kort(Vandaag.AddDays(-10)),
            ["ouders-ingelicht"] = "true",
            ["besproken"] = "De ouders herkennen het beeld en willen graag hulp.",
        });
    }

    private async Task TotUitvoeringAsync(Guid dossier)
    {
        await TotEersteContactAsync(dossier);
        await StapAsync("sven", dossier, "eerste-contact", "gesteld", new() { ["begeleider"] = mensen["anna"].PersoonId.ToString(), ["bericht"] = "Kun je met de ib-er meedenken?" });
        await StapAsync("anna", dossier, "gesprek-begeleider", "meer-nodig", new() { ["datum"] = Dag.Kort(Vandaag.AddDays(-8)), ["besproken"] = "Observeren in de klas is nodig." });
        foreach (var ouder in (await Dienst<ToestemmingLezen>().LeesAsync(await KopAsync(dossier), ct)).Ouders)
        {
            using var scan = new MemoryStream(Formulier());
            Gelukt(await Dienst<PapierVastleggen>().VoerUitAsync(Ilse, Regio, new(Guid.NewGuid(), dossier, ouder.Id, "gegeven", Dag.Kort(Vandaag.AddDays(-7)), scan), ct));
        }

        Gelukt(await Dienst<Core.Opp.OppBewaren>().VoerUitAsync(Ilse, Regio, new(Guid.NewGuid(), dossier), ct));
        await StapAsync("ilse", dossier, "dossier-aanvraag", "klaar", new() { ["jp-er"] = mensen["job"].PersoonId.ToString(), ["ondersteuning"] = "Een traject van een half jaar." });
        await StapAsync("ilse", dossier, "definitief", "definitief", new() { ["overlegd-op"] = Dag.Kort(Vandaag.AddDays(-6)) });
        await StapAsync("sven", dossier, "doorzetten", "doorgezet", new() { ["besluitnemer"] = mensen["bea"].PersoonId.ToString() });
        await StapAsync("bea", dossier, "besluit", "positief", new() { ["motivering"] = "De aanvraag is duidelijk." });
        await StapAsync("ilse", dossier, "in-uitvoering", "in-uitvoering", [], bevestigd: true);
        Gelukt(await Dienst<DoelSchrijven>().VoerUitAsync(Ilse, Regio, new(Guid.NewGuid(), dossier, null, 0, "Om hulp vragen voordat de boosheid komt.", "De leerling steekt een rode kaart op en wacht.", "loopt"), ct));
        Gelukt(await Dienst<AfspraakSchrijven>().VoerUitAsync(Ilse, Regio, new(Guid.NewGuid(), dossier, null, 0, "De rode kaart invoeren in de klas.", $"persoon:{mensen["loes"].PersoonId}", Dag.Kort(Vandaag.AddDays(7))), ct));
        await StapAsync("ilse", dossier, "intake", "klaar", new()
        {
            ["datum"] = Dag.Kort(Vandaag.AddDays(-3)),
            ["verwachtingen"] = "Wij willen samen begrijpen wat er gebeurt voordat het misgaat.",
            ["thuis"] = "Thuis gaat spelen goed. Huiswerk geeft ruzie.",
            ["school"] = "Buiten en bij gym gaat het goed. Rekenen is moeilijk.",
            ["ondersteuningsbehoefte"] = "De leerkracht wil weten hoe zij op tijd kan helpen.",
            ["onderzoek"] = "Nee",
            ["wie-wat-wanneer"] = "Leerkracht: rode kaart. Begeleider: observatie. Ouders: elke dag kort praten.",
            ["communicatie"] = "Mail",
        }, aanwezig: await AanwezigenAsync(dossier));
        Gelukt(await Dienst<LogboekregelSchrijven>().VoerUitAsync(mensen["anna"], Regio, new(
            Guid.NewGuid(), dossier, Dag.Kort(Vandaag.AddDays(-1)), "observatie", "Tijdens rekenen gekeken. De spanning begint al bij het uitdelen van het blad.", ["Geef de eerste som samen.", "Spreek een rustplek af."]), ct));
    }

    private async Task<Guid> BeginZorgrouteAsync()
    {
        var dossier = Gelukt(await Dienst<HulpvraagIndienen>().VoerUitAsync(Ilse, Regio, new(
            Guid.NewGuid(), HulpvraagIndienen.NieuweLeerling, Ilse.Lidmaatschappen[0].SchoolId.ToString(), "Fenna", "Luchtverzinsel", Dag.Kort(Vandaag.AddYears(-6).AddDays(-70)), "3",
            "Fenna komt moeilijk tot spelen en werken.", "Wat heeft deze leerling nodig om mee te doen in de groep?", "gedrag/sociaal-emotioneel", "curatief",
            mensen["loes"].PersoonId.ToString(), Ilse.PersoonId.ToString(), "1-zorgroute"), ct));
        var leerling = (await KopAsync(dossier)).LeerlingId!.Value;
        Gelukt(await Dienst<OuderVastleggen>().VoerUitAsync(Ilse, Regio, new(Guid.NewGuid(), leerling, null, 0, "Oda Luchtverzinsel", "oda.luchtverzinsel@ouders.voorbeeld", "ja"), ct));
        return dossier;
    }

    private async Task TotOndersteuningsteamAsync(Guid dossier)
    {
        var datum = Dag.Kort(Vandaag.AddDays(-20));
        async Task<IReadOnlyList<string>> ErbijAsync(string stap) =>
            [.. (await Dienst<StapFormulier>().LeesAsync(await KopAsync(dossier), stap, ct))!.Aanwezigen.Where(a => a.Rol is Rol.InternBegeleider or Rol.Leerkracht or Rol.Ouder).Select(a => a.Sleutel).Distinct()];

        await StapAsync("loes", dossier, "groep", "gesprek", new() { ["gezien"] = "Fenna kijkt veel en doet weinig mee.", ["gedaan"] = "Een rustige plek en een vast begin van de dag." });
        await StapAsync("loes", dossier, "oudergesprek", "groepsbespreking", new()
        {
            ["datum"] = datum,
            ["hgw-verteld"] = "true",
            ["ontwikkeling"] = "Thuis speelt zij graag met haar broer.",
            ["expertise"] = "Van tevoren vertellen wat er komt, helpt.",
            ["formulieren"] = "Ja",
        }, aanwezig: await ErbijAsync("oudergesprek"));
        await StapAsync("ilse", dossier, "groepsbespreking", "afstemmen", new() { ["datum"] = datum, ["besproken"] = "De groep is druk. Fenna heeft een vast maatje nodig." }, aanwezig: await ErbijAsync("groepsbespreking"));
        await StapAsync("ilse", dossier, "afstemmen", "leerlingbespreking", new() { ["datum"] = datum, ["zorg"] = "Zij trekt zich terug.", ["aanpak"] = "Elke ochtend samen beginnen." }, aanwezig: await ErbijAsync("afstemmen"));
        await StapAsync("ilse", dossier, "leerlingbespreking", "ondersteuningsteam", new()
        {
            ["datum"] = datum,
            ["binnen"] = "Een rustige plek en een vast begin van de dag.",
            ["buiten"] = "Meedenken over spelen en vriendschap.",
            ["ouders-op-de-hoogte"] = "true",
        }, aanwezig: await ErbijAsync("leerlingbespreking"));
        await StapAsync("ilse", dossier, "inbrengen", "ingebracht", new()
        {
            ["waarom"] = "De leerling heeft meer nodig dan de school kan bieden",
            ["toelichting"] = "Wat wij doen, helpt nog niet genoeg.",
            ["swv-er"] = mensen["sven"].PersoonId.ToString(),
            ["ouders-ingelicht"] = "true",
        }, aanwezig: []);
        foreach (var ouder in (await Dienst<ToestemmingLezen>().LeesAsync(await KopAsync(dossier), ct)).Ouders)
        {
            using var scan = new MemoryStream(Formulier());
            Gelukt(await Dienst<PapierVastleggen>().VoerUitAsync(Ilse, Regio, new(Guid.NewGuid(), dossier, ouder.Id, "gegeven", Dag.Kort(Vandaag.AddDays(-7)), scan), ct));
        }

        Gelukt(await Dienst<Core.Stagnaties.StagnatieSignaleren>().VoerUitAsync(mensen["sven"], Regio, new(Guid.NewGuid(), dossier, "nakomen van afspraken", "Het ondersteuningsteam is al twee keer verzet."), ct));
    }

    private async Task StapAsync(string wie, Guid dossier, string stap, string uitkomst, Dictionary<string, string?> antwoorden, bool bevestigd = false, IReadOnlyList<string>? aanwezig = null) =>
        Gelukt(await Dienst<StapVoltooien>().VoerUitAsync(mensen[wie], Regio, new(
            Guid.NewGuid(), dossier, stap, 1, uitkomst, antwoorden, aanwezig ?? (wie == "ilse" ? await AanwezigenAsync(dossier) : []), bevestigd, null), ct));

    private async Task<IReadOnlyList<string>> AanwezigenAsync(Guid dossier) =>
        [.. (await Dienst<StapFormulier>().LeesAsync(await KopAsync(dossier), "intake", ct))!.Aanwezigen.Where(a => a.Rol is Rol.InternBegeleider or Rol.Leerkracht or Rol.Ouder or Rol.Begeleider).Select(a => a.Sleutel).Distinct()];

    private async Task<Dossierkop> KopAsync(Guid dossier) => (await Dienst<DossierOpenen>().OpenAsync(Ilse, Regio, dossier, new("overzicht"), ct))!;

    private DateOnly Vandaag => Dienst<Database>().Vandaag;

    private T Dienst<T>()
        where T : notnull => dienst.GetRequiredService<T>();

    internal static T Gelukt<T>(Resultaat<T> resultaat) =>
        resultaat.IsGelukt ? resultaat.Waarde! : throw new Startfout($"De demogegevens passen niet bij deze versie: {(resultaat.NietGevonden ? "niet gevonden" : string.Join(" ", resultaat.Weigeringen.Select(w => w.Bericht)))}");

    // A one-page PDF with a line of text: the scan of a signed form.
    internal static byte[] Formulier()
    {
        const string Inhoud = "BT /F1 18 Tf 60 760 Td (Toestemming ambulante begeleiding - getekend formulier \\(demo\\)) Tj ET";
        string[] objecten =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {Inhoud.Length} >>\nstream\n{Inhoud}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var plaatsen = new List<int>();
        for (var i = 0; i < objecten.Length; i++)
        {
            plaatsen.Add(pdf.Length);
            pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objecten[i]}\nendobj\n");
        }

        var tabel = pdf.Length;
        pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"xref\n0 {objecten.Length + 1}\n0000000000 65535 f \n");
        plaatsen.ForEach(p => pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{p:D10} 00000 n \n"));
        pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"trailer\n<< /Size {objecten.Length + 1} /Root 1 0 R >>\nstartxref\n{tabel}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }
}
