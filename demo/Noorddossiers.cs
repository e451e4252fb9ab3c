using Ambulant.Core;
using Ambulant.Core.Afspraken;
using Ambulant.Core.Blokken;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Hulpvragen;
using Ambulant.Core.Instemmingen;
using Ambulant.Core.Logboek;
using Ambulant.Core.Opslag;
using Ambulant.Core.Ouders;
using Ambulant.Core.Toegang;
using Ambulant.Core.Toestemmingen;
using Microsoft.Extensions.DependencyInjection;
using static Ambulant.Demo.Demodossiers;

namespace Ambulant.Demo;

/// <summary>
/// Three invented dossiers of De Duinroos, in Noord-Kennemerland: one just begun, one that waits for the instemming of the parents, one
/// in which the begeleider of both regions is at work. Written as the people would.
/// </summary>
internal sealed class Noorddossiers(IServiceProvider dienst, IReadOnlyDictionary<string, Gebruiker> mensen, CancellationToken ct)
{
    private const string Regio = "noord-kennemerland";
    private const string Top = "top-dossier";

    private Gebruiker Nora => mensen["nora"];

    private DateOnly Vandaag => Dienst<Database>().Vandaag;

    public async Task LaadAsync()
    {
        // Once: what people did with the demo data stays.
        if ((await Dienst<Dossierlijst>().LeesAsync(Nora, Regio, 1, ct)).Count > 0)
        {
            return;
        }

        await BeginAsync("handelingsgericht-onderzoek", "Jip", "Schelpverzinsel", -6, "3", "auditief, taal en communicatie", "Jip begrijpt opdrachten vaak niet.", "Hoe geven wij deze leerling opdrachten die zij begrijpt?");

        var tweede = await BeginAsync("handelingsgericht-onderzoek", "Saar", "Duinverzinsel", -9, "6", "gedrag en leren-leren", "Saar begint niet uit zichzelf en raakt snel van slag.", "Wat heeft deze leerling nodig om zelf te beginnen?");
        await TotMdoAsync(tweede);
        await SchrijfAsync(tweede, 0, ("analyse", "Saar wil graag, maar ziet op tegen nieuwe taken. Met een voorbeeld lukt het vaker."), ("onderzoeksvraag", "Welke uitleg helpt Saar om zelf te beginnen?"));
        await StapAsync("nora", tweede, "mdo", "klaar", new() { ["datum"] = Dag.Kort(Vandaag.AddDays(-2)), ["kind"] = "Het kind is van tevoren gehoord" }, aanwezig: true);

        await UitvoeringAsync(await BeginAsync("begeleiding", "Finn", "Zeebedenksel", -8, "5", "gedrag en leren-leren", "Finn heeft vaak ruzie na de pauze.", "Hoe helpen wij deze leerling om na de pauze weer rustig te werken?"));
    }

    private async Task<Guid> BeginAsync(string route, string roepnaam, string achternaam, int jaar, string groep, string gebied, string signaal, string vraag)
    {
        var dossier = Gelukt(await Dienst<HulpvraagIndienen>().VoerUitAsync(Nora, Regio, new(
            Guid.NewGuid(), HulpvraagIndienen.NieuweLeerling, Nora.Lidmaatschappen[0].SchoolId.ToString(), roepnaam, achternaam, Dag.Kort(Vandaag.AddYears(jaar).AddDays(-70)), groep, signaal,
            vraag, gebied, "preventief", mensen["lieke"].PersoonId.ToString(), Nora.PersoonId.ToString(), route), ct));
        var leerling = (await KopAsync(dossier)).LeerlingId!.Value;
        foreach (var naam in new[] { "Pien", "Pelle" })
        {
            Gelukt(await Dienst<OuderVastleggen>().VoerUitAsync(Nora, Regio, new(Guid.NewGuid(), leerling, null, 0, $"{naam} {achternaam}", $"{naam}.{achternaam}@ouders.voorbeeld".ToLowerInvariant(), "ja"), ct));
        }

        return dossier;
    }

    private async Task TotMdoAsync(Guid dossier)
    {
        await StapAsync("nora", dossier, "hulpvraag", "gesteld", new()
        {
            ["geprobeerd"] = "Een vaste plek en een stappenkaart. Dat helpt een beetje.",
            ["ouders-weten"] = "true",
            ["consulent"] = mensen["kees"].PersoonId.ToString(),
        });
        await StapAsync("kees", dossier, "contact", "mdo", new() { ["datum"] = Dag.Kort(Vandaag.AddDays(-12)), ["besproken"] = "De vraag is duidelijk. Een mdo met ouders en leerkracht past." });
        foreach (var ouder in (await Dienst<ToestemmingLezen>().LeesAsync(await KopAsync(dossier), ct)).Ouders)
        {
            using var scan = new MemoryStream(Formulier());
            Gelukt(await Dienst<PapierVastleggen>().VoerUitAsync(Nora, Regio, new(Guid.NewGuid(), dossier, ouder.Id, "gegeven", Dag.Kort(Vandaag.AddDays(-10)), scan), ct));
        }
    }

    private async Task UitvoeringAsync(Guid dossier)
    {
        await TotMdoAsync(dossier);
        await SchrijfAsync(dossier, 0, ("analyse", "De overgang van buiten naar binnen is te groot. Er is nog veel onrust in zijn lijf."), ("perspectief", "Finn komt rustig binnen en begint binnen tien minuten."));
        await SchrijfAsync(dossier, 1,
            ("analyse", "De overgang van buiten naar binnen is te groot. Er is nog veel onrust in zijn lijf."),
            ("perspectief", "Finn komt rustig binnen en begint binnen tien minuten."),
            ("plan-van-aanpak", "Leerkracht: vaste taak voor Finn na de pauze. Begeleider: meekijken en de leerkracht coachen. Ouders: elke dag kort praten over de pauze."),
            ("overnemen", "Nee"));
        await StapAsync("nora", dossier, "mdo", "klaar", new()
        {
            ["datum"] = Dag.Kort(Vandaag.AddDays(-9)),
            ["kind"] = "Het kind was erbij",
            ["evaluatie-op"] = Dag.Kort(Vandaag.AddDays(80)),
        }, aanwezig: true);
        foreach (var ouder in (await Dienst<InstemmingLezen>().LeesAsync(await KopAsync(dossier), Top, ct))!.Ouders)
        {
            using var scan = new MemoryStream(Formulier());
            Gelukt(await Dienst<InstemmingOpPapier>().VoerUitAsync(Nora, Regio, new(Guid.NewGuid(), dossier, Top, 2, ouder.Id, "gegeven", Dag.Kort(Vandaag.AddDays(-7)), null, scan), ct));
        }

        await StapAsync("kees", dossier, "begeleider", "gevraagd", new() { ["begeleider"] = mensen["anna"].PersoonId.ToString() });
        Gelukt(await Dienst<AfspraakSchrijven>().VoerUitAsync(Nora, Regio, new(Guid.NewGuid(), dossier, null, 0, "Een vaste taak na de pauze bedenken.", $"persoon:{mensen["lieke"].PersoonId}", Dag.Kort(Vandaag.AddDays(5))), ct));
        await StapAsync("nora", dossier, "uitvoering", "gestart", new() { ["gestart-op"] = Dag.Kort(Vandaag.AddDays(-3)) }, bevestigd: true);
        Gelukt(await Dienst<LogboekregelSchrijven>().VoerUitAsync(mensen["anna"], Regio, new(
            Guid.NewGuid(), dossier, Dag.Kort(Vandaag.AddDays(-1)), "observatie", "Na de pauze gekeken. Met een taak in zijn handen komt hij rustiger binnen.", []), ct));
    }

    private async Task SchrijfAsync(Guid dossier, int versie, params (string Veld, string Tekst)[] velden) =>
        Gelukt(await Dienst<BlokBewaren>().VoerUitAsync(Nora, Regio, new(Guid.NewGuid(), dossier, Top, versie, velden.ToDictionary(v => v.Veld, v => (string?)v.Tekst)), ct));

    private async Task StapAsync(string wie, Guid dossier, string stap, string uitkomst, Dictionary<string, string?> antwoorden, bool aanwezig = false, bool bevestigd = false)
    {
        IReadOnlyList<string> erbij = aanwezig ? [.. (await Dienst<StapFormulier>().LeesAsync(await KopAsync(dossier), stap, ct))!.Aanwezigen.Select(a => a.Sleutel).Distinct()] : [];
        Gelukt(await Dienst<StapVoltooien>().VoerUitAsync(mensen[wie], Regio, new(Guid.NewGuid(), dossier, stap, 1, uitkomst, antwoorden, erbij, bevestigd, null), ct));
    }

    private async Task<Dossierkop> KopAsync(Guid dossier) => (await Dienst<DossierOpenen>().OpenAsync(Nora, Regio, dossier, new("overzicht"), ct))!;

    private T Dienst<T>()
        where T : notnull => dienst.GetRequiredService<T>();
}
