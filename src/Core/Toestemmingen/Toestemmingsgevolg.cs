using Ambulant.Core.Dossiers;
using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Toestemmingen;

/// <summary>An act to be written.</summary>
/// <param name="Document">The scan of a paper form.</param>
internal sealed record Toestemmingsdaad(
    Guid Ouder, Daadsoort Soort, string Doel, string Tekstversie, bool OpPapier = false, Guid? Document = null, DateOnly? GetekendOp = null);

/// <summary>
/// Writes an act of consent and everything that follows from it, within a transaction that holds the dossier's row: whether there is
/// toestemming, the step that waits for it, and who must know. The only place that writes <c>toestemming</c>.
/// </summary>
public sealed class Toestemmingsgevolg(Stapgang gang, Postbus postbus)
{
    internal async Task VerwerkAsync(DbSessie sessie, DossierInHand dossier, Toestemmingsdaad daad, Gebruiker? wie, Rol rol, CancellationToken ct)
    {
        const string Nieuw = """
            insert into toestemming (regio_id, id, dossier_id, ouder_id, doel, tekstversie, soort, wijze, document_id, getekend_op, persoon_id, op)
            values (@Regio, @id, @dossier, @Ouder, @Doel, @Tekstversie, @soort, @wijze, @Document, @GetekendOp, @persoon, @Nu)
            """;
        var id = Guid.CreateVersion7();
        var soort = daad.Soort.ToString().ToLowerInvariant();
        await sessie.VoerUitAsync(Nieuw, new
        {
            sessie.Regio,
            id,
            dossier = dossier.Id,
            daad.Ouder,
            daad.Doel,
            daad.Tekstversie,
            soort,
            wijze = daad.OpPapier ? "papier" : "online",
            daad.Document,
            daad.GetekendOp,
            persoon = wie?.PersoonId,
            sessie.Nu,
        });
        await sessie.VoerUitAsync("update dossier set doel = @Doel where regio_id = @Regio and id = @Id and doel is distinct from @Doel", new { sessie.Regio, dossier.Id, daad.Doel });
        await sessie.LegVastAsync($"toestemming-{soort}", wie, rol, dossier.Id, id, daad.Ouder);
        var geldig = await Toestemmingsstand.HerrekenAsync(sessie, dossier.Id);
        if (geldig || daad.Soort is Daadsoort.Geweigerd)
        {
            await SluitStapAsync(sessie, dossier, geldig, null, Rol.Ouder, ct);
        }

        if (daad.Soort is Daadsoort.Geweigerd or Daadsoort.Ingetrokken)
        {
            await MeldAsync(sessie, dossier.Id, $"toestemming-{soort}", wie);
        }
    }

    /// <summary>
    /// For when no parent acted but the parents changed: whoever still stood in the way may be gone. The history then names who
    /// changed that, because no parent did.
    /// </summary>
    internal async Task HerrekenAsync(DbSessie sessie, DossierInHand dossier, Gebruiker wie, Rol rol, CancellationToken ct)
    {
        if (await Toestemmingsstand.HerrekenAsync(sessie, dossier.Id))
        {
            await SluitStapAsync(sessie, dossier, true, wie, rol, ct);
        }
    }

    // The step is the answer of the parents together: the last yes ends it well, one no ends it.
    private async Task SluitStapAsync(DbSessie sessie, DossierInHand dossier, bool gegeven, Gebruiker? wie, Rol rol, CancellationToken ct)
    {
        var (route, stand) = await gang.LeesAsync(sessie, dossier, ct);
        if (stand.Open.FirstOrDefault(o => route.Vind(o.Stap)!.Soort is Stapsoort.Toestemming) is { } open)
        {
            var uitkomsten = route.Vind(open.Stap)!.Uitkomsten;
            await gang.SluitAsync(sessie, dossier, route, stand, new(open.Stap, open.Ronde, (gegeven ? uitkomsten[0] : uitkomsten[^1]).Sleutel), wie, rol);
        }
    }

    private async Task MeldAsync(DbSessie sessie, Guid dossier, string soort, Gebruiker? wie)
    {
        const string Wie = """
            select distinct persoon_id from betrokkene
            where regio_id = @Regio and dossier_id = @dossier and rol = 'InternBegeleider' and tot is null and persoon_id is distinct from @ik
            """;
        const string Nieuw = "insert into melding (regio_id, id, dossier_id, persoon_id, soort, op) values (@Regio, @id, @dossier, @persoon, @soort, @Nu)";
        foreach (var persoon in await sessie.LijstAsync<Guid>(Wie, new { sessie.Regio, dossier, ik = wie?.PersoonId }))
        {
            await sessie.VoerUitAsync(Nieuw, new { sessie.Regio, id = Guid.CreateVersion7(), dossier, persoon, soort, sessie.Nu });
            await postbus.TaakAsync(sessie, persoon, $"/{sessie.Regio}/dossiers/{dossier}/toestemming");
        }
    }
}
