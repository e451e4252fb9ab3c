using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Logboek;

public sealed record LogboekregelCorrigerenVerzoek(Guid Verzoek, Guid Dossier, Guid Regel, string? Datum, string? Soort, string? Bevindingen);

/// <summary>Corrects a line of one's own with a new line; the old one stays and is shown with it. Moves no step: what was done stays done.</summary>
public sealed class LogboekregelCorrigeren(Database database) : IUseCase
{
    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, LogboekregelCorrigerenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        const string Sql = """
            select r.datum, r.soort, r.tekst, exists (select from logboekregel n where n.regio_id = r.regio_id and n.corrigeert = r.id) as gecorrigeerd,
                   exists (select from stap_open o where o.regio_id = r.regio_id and o.dossier_id = r.dossier_id) as loopt
            from logboekregel r where r.regio_id = @Regio and r.dossier_id = @dossier and r.id = @regel and r.persoon_id = @persoon
            """;
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.LogboekSchrijven) is not { } dossier
            || await sessie.EenAsync<Regelrij>(Sql, new { sessie.Regio, dossier = dossier.Id, regel = verzoek.Regel, persoon = wie.PersoonId }) is not { } oud)
        {
            return Resultaat.Onvindbaar;
        }

        var id = Guid.CreateVersion7();
        if (await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id, id) is { EersteKeer: false } eerder)
        {
            return eerder.Resultaat is { } al ? Resultaat.Gelukt(al) : Resultaat.Onvindbaar;
        }

        var invoer = new Invoer();
        var datum = invoer.Datum("Datum", verzoek.Datum, "de datum", new(2020, 1, 1), sessie.Vandaag);
        var soort = invoer.Keuze("Soort", verzoek.Soort, "wat het was", Logboeksoort.Alle);
        var tekst = invoer.Tekst("Bevindingen", verzoek.Bevindingen, "uw bevindingen", 8000);
        if (!oud.Loopt)
        {
            invoer.Fout("", "Dit dossier is afgesloten. U kunt er niets meer in schrijven.");
        }
        else if (oud.Gecorrigeerd)
        {
            invoer.Fout("", "Deze regel is al gecorrigeerd. Corrigeer in het logboek de nieuwste tekst. Uw tekst staat hieronder nog; er is niets opgeslagen.");
        }
        else if (invoer.Goed && datum == oud.Datum && soort == oud.Soort && tekst == oud.Tekst)
        {
            invoer.Fout("Bevindingen", "Er is niets veranderd. Verbeter de tekst, de datum of de soort.");
        }

        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        var rol = dossier.AlsRol(Logboeksoort.Schrijvers(soort));
        const string Nieuw = """
            insert into logboekregel (regio_id, id, dossier_id, datum, soort, tekst, corrigeert, persoon_id, rol, op)
            values (@Regio, @id, @dossier, @datum, @soort, @tekst, @regel, @persoon, @rol, @Nu)
            """;
        await sessie.VoerUitAsync(Nieuw, new { sessie.Regio, id, dossier = dossier.Id, datum, soort, tekst, regel = verzoek.Regel, persoon = wie.PersoonId, rol = rol.ToString(), sessie.Nu });
        await sessie.LegVastAsync("logboek-gecorrigeerd", wie, rol, dossier.Id, id);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(id);
    }

    private sealed record Regelrij(DateOnly Datum, string Soort, string Tekst, bool Gecorrigeerd, bool Loopt);
}
