using Ambulant.Core.Dossiers;
using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Logboek;

/// <param name="Verzoek">Number of the form: handled once.</param>
/// <param name="Adviezen">Up to three, empty ones are left out; only of a begeleider. Fields Advies1 to Advies3.</param>
public sealed record LogboekregelSchrijvenVerzoek(Guid Verzoek, Guid Dossier, string? Datum, string? Soort, string? Bevindingen, IReadOnlyList<string?> Adviezen);

/// <summary>
/// Writes a line in the logboek. An observatie or gesprek by who has the open logboek step completes that step's round as well: noting
/// it down is the step (source 001, uitvoering).
/// </summary>
public sealed class LogboekregelSchrijven(Database database, Stapgang gang, Regioregister regios, Vereisten vereisten, Postbus postbus) : IUseCase
{
    public const int MeesteAdviezen = 3;

    /// <summary>Kind of the melding that a begeleider gets.</summary>
    public const string Gebeurtenismelding = "gebeurtenis";

    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, LogboekregelSchrijvenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.DossierZien) is not { } dossier || !Rechten.Mag(Recht.LogboekSchrijven, dossier.Rollen, true))
        {
            return Resultaat.Onvindbaar;
        }

        var id = Guid.CreateVersion7();
        if (await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id, id) is { EersteKeer: false } eerder)
        {
            return eerder.Resultaat is { } al ? Resultaat.Gelukt(al) : Resultaat.Onvindbaar;
        }

        var woorden = regios[regio].Woorden;
        if (!dossier.Volledig)
        {
            return Resultaat.Geweigerd("", ZonderToestemming(woorden));
        }

        var (route, stand) = await gang.LeesAsync(sessie, dossier, ct);
        if (stand.Beeindigd)
        {
            return Resultaat.Geweigerd("", "Dit dossier is afgesloten. U kunt er niets meer in schrijven.");
        }

        var invoer = new Invoer();
        var datum = invoer.Datum("Datum", verzoek.Datum, "de datum", new(2020, 1, 1), sessie.Vandaag);
        var soort = invoer.Keuze("Soort", verzoek.Soort, "wat het was", Logboeksoort.Alle);
        var tekst = invoer.Tekst("Bevindingen", verzoek.Bevindingen, "uw bevindingen", 8000);
        List<string> adviezen = [.. verzoek.Adviezen.Select((a, i) => invoer.Optioneel($"Advies{i + 1}", a, "het advies", 2000)).OfType<string>()];
        if (adviezen.Count > 0 && (!dossier.Rollen.Contains(Rol.Begeleider) || verzoek.Adviezen.Count > MeesteAdviezen))
        {
            invoer.Fout("", $"Alleen een {woorden.Noem(Rol.Begeleider)} schrijft adviezen, hooguit {MeesteAdviezen} per keer.");
        }

        var (stap, ronde) = soort is Logboeksoort.Observatie or Logboeksoort.Gesprek ? OpenStap(route, stand, dossier.Rollen) : default;
        if (stap is not null)
        {
            var feiten = (await sessie.EenAsync<Feiten.Rij>(Feiten.Sql, new { regio, dossier = dossier.Id }))!.AlsFeiten();
            foreach (var mist in vereisten.Toets(regio, stap, feiten).Where(v => !v.Voldaan))
            {
                invoer.Fout("", $"{Vereistetekst.Ontbreekt(mist, regios[regio])} Dit kan de {woorden.Noem(mist.Door)} aanvullen. Uw tekst staat hieronder nog; er is niets opgeslagen.");
            }
        }

        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        var rol = dossier.AlsRol(stap is not null ? [.. stap.Rollen] : adviezen.Count > 0 ? [Rol.Begeleider] : Logboeksoort.Schrijvers(soort));
        const string Regel = """
            insert into logboekregel (regio_id, id, dossier_id, datum, soort, tekst, persoon_id, rol, op)
            values (@Regio, @id, @dossier, @datum, @soort, @tekst, @persoon, @rol, @Nu)
            """;
        await sessie.VoerUitAsync(Regel, new { sessie.Regio, id, dossier = dossier.Id, datum, soort, tekst, persoon = wie.PersoonId, rol = rol.ToString(), sessie.Nu });

        const string Advies = "insert into advies (regio_id, id, dossier_id, logboekregel_id, tekst) values (@Regio, @advies, @dossier, @id, @tekst)";
        foreach (var (plaats, advies) in adviezen.Index())
        {
            // They are read in the order of their keys, and a key of this kind orders by the millisecond.
            await sessie.VoerUitAsync(Advies, new { sessie.Regio, advies = Guid.CreateVersion7(sessie.Nu.AddMilliseconds(plaats)), dossier = dossier.Id, id, tekst = advies });
        }

        await sessie.LegVastAsync("logboek-geschreven", wie, rol, dossier.Id, id);
        if (stap is not null)
        {
            var uitkomst = stap.Uitkomsten[adviezen.Count > 0 ? ^1 : 0];
            await gang.SluitAsync(sessie, dossier, route, stand, new(stap.Sleutel, ronde, uitkomst.Sleutel), wie, rol);
            await sessie.LegVastAsync("stap-voltooid", wie, rol, dossier.Id);
        }
        else if (adviezen.Count > 0)
        {
            // No step opens to tell them.
            await MailAsync(sessie, dossier, Rol.InternBegeleider, wie, "/adviezen");
        }

        if (soort == Logboeksoort.Gebeurtenis && rol is Rol.InternBegeleider)
        {
            await MeldAsync(sessie, dossier, wie);
        }

        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(id);
    }

    /// <summary>Why an outsider cannot write now.</summary>
    public static string ZonderToestemming(Woorden woorden) =>
        $"De toestemming van een ouder met gezag ontbreekt of is ingetrokken. Daarom kunt u nu niets in het logboek schrijven. Overleg met de {woorden.Noem(Rol.InternBegeleider)}.";

    // The open step that is completed by writing, for someone with these roles.
    internal static (Stap? Stap, int Ronde) OpenStap(Route route, Routestand stand, IReadOnlyCollection<Rol> rollen) => stand.Open
        .Select(o => ((Stap?)route.Vind(o.Stap), o.Ronde))
        .FirstOrDefault(s => s.Item1 is { Soort: Stapsoort.Logboek } stap && stap.Rollen.Any(rollen.Contains));

    // Source 001, taken: the ib-er tells the begeleider of unexpected events.
    private async Task MeldAsync(DbSessie sessie, DossierInHand dossier, Gebruiker wie)
    {
        const string Sql = """
            insert into melding (regio_id, id, dossier_id, persoon_id, soort, op)
            select distinct on (persoon_id) @Regio, gen_random_uuid(), @Id, persoon_id, @Gebeurtenismelding, @Nu from betrokkene
            where regio_id = @Regio and dossier_id = @Id and tot is null and rol = 'Begeleider' and persoon_id <> @PersoonId
            """;
        await sessie.VoerUitAsync(Sql, new { sessie.Regio, dossier.Id, Gebeurtenismelding, sessie.Nu, wie.PersoonId });

        // Before toestemming the logboek is closed to the begeleider: the link leads to what can be seen.
        await MailAsync(sessie, dossier, Rol.Begeleider, wie, dossier.ToestemmingGeldig ? "/logboek" : "");
    }

    private async Task MailAsync(DbSessie sessie, DossierInHand dossier, Rol aan, Gebruiker wie, string pad)
    {
        const string Sql = "select distinct persoon_id from betrokkene where regio_id = @Regio and dossier_id = @Id and tot is null and rol = @rol and persoon_id <> @PersoonId";
        foreach (var persoon in await sessie.LijstAsync<Guid>(Sql, new { sessie.Regio, dossier.Id, rol = aan.ToString(), wie.PersoonId }))
        {
            await postbus.TaakAsync(sessie, persoon, $"/{sessie.Regio}/dossiers/{dossier.Id}{pad}");
        }
    }
}
