using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Dossiers;

/// <param name="Verzoek">Number of the form: handled once.</param>
/// <param name="Ronde">The round the form was made for: a stale form is refused with what changed.</param>
/// <param name="Aanwezigen">Keys of <see cref="Aanwezige"/>.</param>
public sealed record StapVoltooienVerzoek(
    Guid Verzoek,
    Guid Dossier,
    string Stap,
    int Ronde,
    string? Uitkomst,
    IReadOnlyDictionary<string, string?> Antwoorden,
    IReadOnlyList<string> Aanwezigen,
    bool BetrokkenenBevestigd,
    string? Reden);

/// <summary>
/// Completes a step: by someone whose role may, with all vereisten met and one of its outcomes. Atomic and idempotent; of two people
/// at once one completes it and the other hears who did (domain, invariant 4).
/// </summary>
public sealed class StapVoltooien(Database database, Stapgang gang, Dossieroverzetting overzetting, Routeversies versies, Regioregister regios, Vereisten vereisten, Postbus postbus) : IUseCase
{
    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, StapVoltooienVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.StapZien) is not { } dossier)
        {
            return Resultaat.Onvindbaar;
        }

        var (route, stand) = await gang.LeesAsync(sessie, dossier, ct);
        if ((route.Vind(verzoek.Stap) ?? await EerderAsync(sessie, dossier, verzoek.Stap, ct)) is not { Soort: not (Stapsoort.Toestemming or Stapsoort.Instemming or Stapsoort.Logboek or Stapsoort.Overdracht) } stap)
        {
            return Resultaat.Onvindbaar;
        }

        var woorden = regios[regio].Woorden;
        if (!dossier.Rollen.Any(stap.Rollen.Contains))
        {
            return Resultaat.Geweigerd("", $"Deze stap wordt gedaan door de {woorden.Noem(stap.Rollen)}.");
        }

        if (!(await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id, dossier.Id)).EersteKeer)
        {
            return Resultaat.Gelukt(dossier.Id);
        }

        if (!stand.IsOpen(stap.Sleutel, verzoek.Ronde))
        {
            return Resultaat.Geweigerd("", await VerouderdAsync(sessie, dossier.Id, stap, verzoek.Ronde));
        }

        var invoer = new Invoer();
        var uitkomst = stap.Uitkomsten.FirstOrDefault(u => u.Sleutel == verzoek.Uitkomst);
        if (uitkomst is null)
        {
            invoer.Fout("Uitkomst", string.IsNullOrEmpty(verzoek.Uitkomst) ? "Kies wat de uitkomst is." : "Deze uitkomst bestaat niet. Kies een van de uitkomsten.");
        }

        if (uitkomst?.Start is { } start && await overzetting.DoelAsync(sessie, dossier, start) is { Weigering: { } kanNiet })
        {
            invoer.Fout("Uitkomst", kanNiet);
        }

        if (uitkomst is { Overslaan: true })
        {
            return await OverslaanAsync(sessie, dossier, route, stand, stap, uitkomst, verzoek, wie, invoer);
        }

        var feiten = (await sessie.EenAsync<Feiten.Rij>(Feiten.Sql, new { regio, dossier = dossier.Id }))!.AlsFeiten();
        foreach (var mist in vereisten.Toets(regio, stap, feiten).Where(v => !v.Voldaan))
        {
            invoer.Fout("", $"{Vereistetekst.Ontbreekt(mist, regios[regio])} Dit kan de {woorden.Noem(mist.Door)} aanvullen.");
        }

        var reden = uitkomst?.Reden is true ? invoer.Tekst("Reden", verzoek.Reden, "de reden", 2000) : null;
        var antwoorden = await AntwoordenAsync(sessie, dossier, stap, verzoek, invoer);
        var aanwezigen = await AanwezigenAsync(sessie, dossier, stap, verzoek, invoer, woorden);
        if (stap.BevestigtBetrokkenen && !verzoek.BetrokkenenBevestigd)
        {
            invoer.Fout("BetrokkenenBevestigd", "Bevestig dat dezelfde betrokkenen meegaan.");
        }

        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        var rol = dossier.AlsRol([.. stap.Rollen]);
        await BetrokkenenAsync(sessie, dossier, stap, antwoorden);
        await gang.SluitAsync(sessie, dossier, route, stand, new(stap.Sleutel, verzoek.Ronde, uitkomst!.Sleutel, antwoorden, aanwezigen, reden), wie, rol);
        await sessie.LegVastAsync("stap-voltooid", wie, rol, dossier.Id);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(dossier.Id);
    }

    // Of two people at once the second may find that the dossier went on to another route: then the step is one of the route before.
    private async Task<Stap?> EerderAsync(DbSessie sessie, DossierInHand dossier, string stap, CancellationToken ct)
    {
        foreach (var versie in await sessie.LijstAsync<Guid>(Dossieroverzetting.EerdereVersies, new { regio = sessie.Regio, dossier = dossier.Id }))
        {
            if ((await versies.HaalAsync(sessie.Regio, versie, ct)).Vind(stap) is { } gevonden)
            {
                return gevonden;
            }
        }

        return null;
    }

    private async Task<Resultaat<Guid>> OverslaanAsync(DbSessie sessie, DossierInHand dossier, Route route, Routestand stand, Stap stap, Uitkomst uitkomst, StapVoltooienVerzoek verzoek, Gebruiker wie, Invoer invoer)
    {
        var reden = invoer.Tekst("Reden", verzoek.Reden, "de reden", 2000);
        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        var rol = dossier.AlsRol([.. stap.Rollen]);
        await gang.SluitAsync(sessie, dossier, route, stand, new(stap.Sleutel, verzoek.Ronde, uitkomst.Sleutel, Reden: reden), wie, rol);
        await sessie.LegVastAsync("stap-voltooid", wie, rol, dossier.Id);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(dossier.Id);
    }

    private static async Task<string> VerouderdAsync(DbSessie sessie, Guid dossier, Stap stap, int ronde)
    {
        const string Sql = """
            select coalesce(p.naam, 'de ouders') as wie, v.op, v.uitkomst from stap_voltooid v left join persoon p on p.id = v.persoon_id
            where v.regio_id = @Regio and v.dossier_id = @dossier and v.stap = @Sleutel and v.ronde = @ronde
            """;
        return await sessie.EenAsync<Eerderrij>(Sql, new { sessie.Regio, dossier, stap.Sleutel, ronde }) is { } eerder
            ? $"{eerder.Wie} heeft deze stap al gedaan op {Dag.Moment(eerder.Op)}, met uitkomst '{StapFormulier.Uitkomstnaam(stap, eerder.Uitkomst)}'. Uw tekst staat hieronder nog; er is niets opgeslagen."
            : "Deze stap staat nu niet open. Uw tekst staat hieronder nog; er is niets opgeslagen.";
    }

    private static async Task<Dictionary<string, string>> AntwoordenAsync(DbSessie sessie, DossierInHand dossier, Stap stap, StapVoltooienVerzoek verzoek, Invoer invoer)
    {
        var uit = new Dictionary<string, string>();
        var zonderNaam = dossier.ToestemmingGeldig ? null : await Naamloos.MaakAsync(sessie, dossier.LeerlingId);
        foreach (var veld in stap.Velden)
        {
            var naam = veld.Soort is Veldsoort.Doelen ? $"Meer[{veld.Sleutel}]" : $"Antwoorden[{veld.Sleutel}]";
            var waarde = verzoek.Antwoorden.GetValueOrDefault(veld.Sleutel);
            var label = $"'{veld.Label}'";
            switch (veld.Soort)
            {
                case Veldsoort.Datum when invoer.OptioneleDatum(naam, waarde, "de datum", new(2020, 1, 1), sessie.Vandaag.AddYears(1)) is { } dag:
                    uit[veld.Sleutel] = Dag.Kort(dag);
                    break;
                case Veldsoort.Keuze when !string.IsNullOrEmpty(waarde):
                    uit[veld.Sleutel] = invoer.Keuze(naam, waarde, label, veld.Keuzes!);
                    break;
                case Veldsoort.Getal when !string.IsNullOrWhiteSpace(waarde):
                    if (int.TryParse(waarde.Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var getal))
                    {
                        uit[veld.Sleutel] = getal.ToString(System.Globalization.CultureInfo.InvariantCulture);
                    }
                    else
                    {
                        invoer.Fout(naam, "Schrijf een heel getal met cijfers, bijvoorbeeld 12.");
                    }

                    break;
                case Veldsoort.Bevestiging when waarde is "true" or "on":
                    uit[veld.Sleutel] = "ja";
                    break;
                case Veldsoort.Bevestiging when veld.Verplicht:
                    invoer.Fout(naam, $"Bevestig: {char.ToLowerInvariant(veld.Label[0])}{veld.Label[1..]}.");
                    break;
                case Veldsoort.Persoon when !string.IsNullOrEmpty(waarde):
                    const string Kan = "select exists (select from lidmaatschap where regio_id = @Regio and persoon_id = @persoon and rol = @rol and tot is null)";
                    if (Guid.TryParse(waarde, out var persoon) && await sessie.EenAsync<bool>(Kan, new { sessie.Regio, persoon, rol = veld.Rol.ToString() }))
                    {
                        uit[veld.Sleutel] = persoon.ToString();
                    }
                    else
                    {
                        invoer.Fout(naam, "Deze persoon kan dit niet (meer) doen. Kies iemand anders.");
                    }

                    break;
                case Veldsoort.Document when !string.IsNullOrEmpty(waarde):
                    const string Document = "select exists (select from document where regio_id = @Regio and dossier_id = @Id and naam = @waarde)";
                    if (await sessie.EenAsync<bool>(Document, new { sessie.Regio, dossier.Id, waarde }))
                    {
                        uit[veld.Sleutel] = waarde;
                    }
                    else
                    {
                        invoer.Fout(naam, "Dit document zit niet (meer) in het dossier. Kies een ander.");
                    }

                    break;
                case Veldsoort.Doelen when !string.IsNullOrEmpty(waarde):
                    const string Doelen = "select doel from doel where regio_id = @Regio and dossier_id = @Id";
                    var doelen = (await sessie.LijstAsync<string>(Doelen, new { sessie.Regio, dossier.Id })).Select(StapFormulier.EenRegel).ToHashSet();
                    if (waarde.Split('\n').All(doelen.Contains))
                    {
                        uit[veld.Sleutel] = waarde;
                    }
                    else
                    {
                        invoer.Fout(naam, "Een doel dat u aanvinkte, is intussen veranderd. Kijk de lijst na.");
                    }

                    break;
                case Veldsoort.Regel or Veldsoort.Tekst when invoer.Optioneel(naam, waarde, label, veld.Soort is Veldsoort.Regel ? Math.Min(veld.Lengte, 200) : veld.Lengte) is { } tekst:
                    uit[veld.Sleutel] = tekst;
                    if (veld.ZonderNaam && zonderNaam?.Noemt(tekst) is true)
                    {
                        invoer.Fout(naam, Naamloos.Bericht);
                    }

                    break;
                default:
                    break;
            }

            // An empty required field; one that was typed wrongly has its message already.
            if (veld.Verplicht && veld.Soort is not Veldsoort.Bevestiging && string.IsNullOrWhiteSpace(waarde))
            {
                invoer.Fout(naam, veld.Soort is Veldsoort.Keuze or Veldsoort.Persoon or Veldsoort.Document or Veldsoort.Doelen ? $"Maak een keuze bij '{veld.Label}'." : veld.Soort is Veldsoort.Datum ? "Vul een datum in." : $"Vul '{veld.Label}' in.");
            }
        }

        return uit;
    }

    private static async Task<List<string>> AanwezigenAsync(DbSessie sessie, DossierInHand dossier, Stap stap, StapVoltooienVerzoek verzoek, Invoer invoer, Woorden woorden)
    {
        if (stap.Aanwezig.Count == 0 && stap.Verwacht.Count == 0)
        {
            return [];
        }

        const string Sql = """
            select 'persoon:' || persoon_id as sleutel, rol from betrokkene where regio_id = @Regio and dossier_id = @Id and tot is null
            union all
            select 'ouder:' || id, 'Ouder' from ouder where regio_id = @Regio and leerling_id = @LeerlingId
            """;
        var kunnen = await sessie.LijstAsync<Aanwezigrij>(Sql, new { sessie.Regio, dossier.Id, dossier.LeerlingId });
        var waren = kunnen.Where(k => verzoek.Aanwezigen.Contains(k.Sleutel)).ToList();
        if (verzoek.Aanwezigen.Any(a => kunnen.All(k => k.Sleutel != a)))
        {
            invoer.Fout("Aanwezigen", "Iemand die u aanvinkte, hoort niet (meer) bij dit dossier. Kijk de lijst na.");
        }

        foreach (var rol in stap.Aanwezig.Where(r => waren.All(w => w.Rol != r)))
        {
            invoer.Fout("Aanwezigen", $"Bij deze stap is de {woorden.Noem(rol)} aanwezig. Vink aan wie dat was{(kunnen.Any(k => k.Rol == rol) ? "" : $", en voeg eerst een {woorden.Noem(rol)} toe")}.");
        }

        return [.. waren.Select(w => w.Sleutel).Distinct()];
    }

    private async Task BetrokkenenAsync(DbSessie sessie, DossierInHand dossier, Stap stap, Dictionary<string, string> antwoorden)
    {
        const string Nieuw = """
            insert into betrokkene (regio_id, id, dossier_id, persoon_id, rol, sinds)
            values (@Regio, @id, @dossier, @persoon, @rol, @Nu)
            on conflict (regio_id, dossier_id, persoon_id, rol) where tot is null do nothing
            """;
        foreach (var veld in stap.Velden.Where(v => v.Soort is Veldsoort.Persoon && antwoorden.ContainsKey(v.Sleutel)))
        {
            var persoon = Guid.Parse(antwoorden[veld.Sleutel]);
            if (await sessie.VoerUitAsync(Nieuw, new { sessie.Regio, id = Guid.CreateVersion7(), dossier = dossier.Id, persoon, rol = veld.Rol.ToString(), sessie.Nu }) == 1)
            {
                await postbus.TaakAsync(sessie, persoon, $"/{sessie.Regio}/dossiers/{dossier.Id}");
            }
        }

        if (stap.BevestigtBetrokkenen)
        {
            await sessie.VoerUitAsync("update betrokkene set bevestigd_op = @Nu where regio_id = @Regio and dossier_id = @Id and tot is null", new { sessie.Regio, dossier.Id, sessie.Nu });
            await sessie.VoerUitAsync("update dossier set traject_begonnen_op = @Vandaag where regio_id = @Regio and id = @Id", new { sessie.Regio, dossier.Id, sessie.Vandaag });
        }
    }

    private sealed record Eerderrij(string Wie, DateTimeOffset Op, string Uitkomst);

    private sealed record Aanwezigrij(string Sleutel, Rol Rol);
}
