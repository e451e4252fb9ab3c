using Ambulant.Core.Dossiers;
using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Core.Toestemmingen;

namespace Ambulant.Core.Instemmingen;

/// <summary>An act to be written.</summary>
/// <param name="Nummer">Version of the block it is about.</param>
/// <param name="Mening">What the parent thinks of it, in the own words.</param>
/// <param name="Document">The scan of a paper form.</param>
internal sealed record Instemmingsdaad(
    Guid Ouder, string Blok, int Nummer, Daadsoort Soort, string? Mening = null, bool OpPapier = false, Guid? Document = null, DateOnly? GetekendOp = null);

/// <summary>
/// Writes what a parent answers to a version of a block and what follows: the step that waits for it, and who must know. The only
/// place that writes <c>instemming</c>. It never touches toestemming: agreeing with a plan and letting outsiders in are two acts.
/// </summary>
public sealed class Instemmingsgevolg(Stapgang gang, Postbus postbus)
{
    internal async Task VerwerkAsync(DbSessie sessie, DossierInHand dossier, Instemmingsdaad daad, Gebruiker? wie, Rol rol, CancellationToken ct)
    {
        const string Nieuw = """
            insert into instemming (regio_id, id, dossier_id, ouder_id, blok, nummer, soort, wijze, mening, document_id, getekend_op, persoon_id, op)
            values (@Regio, @id, @dossier, @Ouder, @Blok, @Nummer, @soort, @wijze, @Mening, @Document, @GetekendOp, @persoon, @Nu)
            """;
        var id = Guid.CreateVersion7();
        var soort = daad.Soort.ToString().ToLowerInvariant();
        await sessie.VoerUitAsync(Nieuw, new
        {
            sessie.Regio,
            id,
            dossier = dossier.Id,
            daad.Ouder,
            daad.Blok,
            daad.Nummer,
            soort,
            wijze = daad.OpPapier ? "papier" : "online",
            daad.Mening,
            daad.Document,
            daad.GetekendOp,
            persoon = wie?.PersoonId,
            sessie.Nu,
        });
        await sessie.LegVastAsync($"instemming-{soort}", wie, rol, dossier.Id, id, daad.Ouder);
        if (daad.Soort is Daadsoort.Gegeven or Daadsoort.Geweigerd)
        {
            await SluitStapAsync(sessie, dossier, daad.Blok, daad.Soort is Daadsoort.Geweigerd, daad.Mening, null, Rol.Ouder, ct);
        }

        if (daad.Soort is Daadsoort.Geweigerd or Daadsoort.Ingetrokken)
        {
            await MeldAsync(sessie, dossier.Id, $"instemming-{soort}", daad.Blok, wie);
        }
    }

    /// <summary>For when the parents changed: whoever still stood in the way may be gone.</summary>
    internal async Task HerrekenAsync(DbSessie sessie, DossierInHand dossier, Gebruiker wie, Rol rol, CancellationToken ct)
    {
        const string Sql = "select distinct blok from blokversie where regio_id = @Regio and dossier_id = @Id";
        foreach (var blok in await sessie.LijstAsync<string>(Sql, new { sessie.Regio, dossier.Id }))
        {
            await SluitStapAsync(sessie, dossier, blok, false, null, wie, rol, ct);
        }
    }

    // The step is the answer of the parents together: the last yes ends it well, one no ends it.
    private async Task SluitStapAsync(DbSessie sessie, DossierInHand dossier, string blok, bool geweigerd, string? mening, Gebruiker? wie, Rol rol, CancellationToken ct)
    {
        var (route, stand) = await gang.LeesAsync(sessie, dossier, ct);
        foreach (var open in stand.Open.Where(o => route.Vind(o.Stap) is { Soort: Stapsoort.Instemming } s && s.Blok == blok))
        {
            if (geweigerd || await Stapgang.IngestemdAsync(sessie, dossier.Id, blok))
            {
                var uitkomsten = route.Vind(open.Stap)!.Uitkomsten;
                var uitkomst = geweigerd ? uitkomsten[^1] : uitkomsten[0];
                await gang.SluitAsync(sessie, dossier, route, stand, new(open.Stap, open.Ronde, uitkomst.Sleutel, Reden: uitkomst.Reden ? mening : null), wie, rol);
                return;
            }
        }
    }

    private async Task MeldAsync(DbSessie sessie, Guid dossier, string soort, string blok, Gebruiker? wie)
    {
        const string Wie = """
            select distinct persoon_id from betrokkene
            where regio_id = @Regio and dossier_id = @dossier and rol = 'InternBegeleider' and tot is null and persoon_id is distinct from @ik
            """;
        const string Nieuw = "insert into melding (regio_id, id, dossier_id, persoon_id, soort, op) values (@Regio, @id, @dossier, @persoon, @soort, @Nu)";
        foreach (var persoon in await sessie.LijstAsync<Guid>(Wie, new { sessie.Regio, dossier, ik = wie?.PersoonId }))
        {
            await sessie.VoerUitAsync(Nieuw, new { sessie.Regio, id = Guid.CreateVersion7(), dossier, persoon, soort, sessie.Nu });
            await postbus.TaakAsync(sessie, persoon, $"/{sessie.Regio}/dossiers/{dossier}/blokken/{blok}/instemming");
        }
    }
}
