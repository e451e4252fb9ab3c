using System.Text;
using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Opp;

public sealed record OppBewarenVerzoek(Guid Verzoek, Guid Dossier);

/// <summary>Keeps the OPP as it stands now as a document of the dossier: what was attached then stays as it was.</summary>
public sealed class OppBewaren(Database database) : IUseCase
{
    private const int Grootste = 10_485_760;

    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, OppBewarenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.DocumentToevoegen) is not { } dossier || !dossier.Rollen.Contains(Rol.InternBegeleider) || dossier.LeerlingId is null)
        {
            return Resultaat.Onvindbaar;
        }

        var id = Guid.CreateVersion7();
        if (await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id, id) is { EersteKeer: false } eerder)
        {
            return eerder.Resultaat is { } al ? Resultaat.Gelukt(al) : Resultaat.Onvindbaar;
        }

        Oppblad blad;
        await using (var lezer = await sessie.MeerdereAsync(Oppblad.Sql, new { regio, dossier = dossier.Id }))
        {
            blad = await Oppblad.LeesAsync(lezer);
        }

        var inhoud = Encoding.UTF8.GetBytes(Oppdocument.Maak(blad, sessie.Nu));
        if (inhoud.Length > Grootste)
        {
            return Resultaat.Geweigerd("", "Het OPP is te groot om als bijlage te bewaren. Maak de teksten korter of voeg zelf een bestand toe.");
        }

        const string Sql = """
            insert into document (regio_id, id, dossier_id, naam, soort, type, grootte, inhoud, persoon_id, op)
            values (@Regio, @id, @dossier, @naam, 'opp', 'text/html', @grootte, @inhoud, @PersoonId, @Nu)
            """;
        await sessie.VoerUitAsync(Sql, new { sessie.Regio, id, dossier = dossier.Id, naam = $"OPP {Dag.Kort(sessie.Vandaag)}.html", grootte = inhoud.Length, inhoud, wie.PersoonId, sessie.Nu });
        await sessie.LegVastAsync("opp-bewaard", wie, Rol.InternBegeleider, dossier.Id, id);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(id);
    }
}
