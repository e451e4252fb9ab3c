using Ambulant.Core.Documenten;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Toestemmingen;

/// <param name="Keuze">"gegeven", "geweigerd" or "ingetrokken".</param>
/// <param name="GetekendOp">As typed.</param>
public sealed record PapierVastleggenVerzoek(Guid Verzoek, Guid Dossier, Guid Ouder, string? Keuze, string? GetekendOp, Stream? Scan);

/// <summary>Records what a parent answered on paper. Withdrawing needs no paper: it must be as easy as giving, and may be said.</summary>
public sealed class PapierVastleggen(Database database, Regioregister regios, Routeversies versies, Toestemmingsgevolg gevolg, Bestandlezer lezer) : IUseCase
{
    /// <returns>Name of the parent.</returns>
    public async Task<Resultaat<string>> VoerUitAsync(Gebruiker wie, string regio, PapierVastleggenVerzoek verzoek, CancellationToken ct)
    {
        // Read before the dossier is locked: a slow sender holds up nobody.
        var invoer = new Invoer();
        var scan = verzoek.Scan is null ? null : await lezer.LeesAsync(invoer, "Scan", "toestemmingsformulier", verzoek.Scan, ct);
        if (scan is { Soort.Type: not ("application/pdf" or "image/png" or "image/jpeg") })
        {
            invoer.Fout("Scan", "Kies een PDF of een foto (PNG of JPEG) van het formulier.");
        }

        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.ToestemmingVragen) is not { } dossier)
        {
            return Resultaat.Onvindbaar;
        }

        const string Sql = "select naam from ouder where regio_id = @regio and id = @Ouder and leerling_id = @LeerlingId and gezag";
        if (await sessie.EenAsync<string>(Sql, new { regio, verzoek.Ouder, dossier.LeerlingId }) is not { } naam)
        {
            return Resultaat.Onvindbaar;
        }

        if (!(await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id)).EersteKeer)
        {
            return Resultaat.Gelukt(naam);
        }

        var stand = await Toestemmingsstand.LeesAsync(sessie, dossier.Id);
        var keuze = invoer.Keuze("Keuze", verzoek.Keuze, "wat de ouder heeft besloten", ["gegeven", "geweigerd", "ingetrokken"]);
        var getekend = invoer.Datum("GetekendOp", verzoek.GetekendOp, "de datum", new(2020, 1, 1), sessie.Vandaag);
        if (keuze is "gegeven" or "geweigerd" && verzoek.Scan is null)
        {
            invoer.Fout("Scan", "Kies een scan of foto van het ondertekende formulier.");
        }

        var nu = stand.Van(verzoek.Ouder)!;
        if (keuze is "ingetrokken" && nu.Stand is not Ouderstand.Gegeven)
        {
            invoer.Fout("Keuze", $"{naam} heeft nu geen toestemming gegeven. Er is niets om in te trekken.");
        }
        else if (keuze is "geweigerd" && nu.Stand is Ouderstand.Gegeven)
        {
            invoer.Fout("Keuze", $"{naam} heeft al toestemming gegeven. Kies dat de ouder de toestemming intrekt.");
        }

        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        var rol = dossier.AlsRol(Rol.InternBegeleider);
        var brief = regios[regio].BriefVoor(await versies.HaalAsync(regio, dossier.RouteversieId, ct));
        var (doel, versie) = keuze is "ingetrokken" ? (stand.Doel!, nu.Tekstversie!) : (brief.Doel, brief.Versie);
        var document = scan is null ? (Guid?)null : await scan.BewaarAsync(sessie, wie, rol, dossier.Id, Documentsoort.Toestemming);
        await gevolg.VerwerkAsync(sessie, dossier, new(verzoek.Ouder, Enum.Parse<Daadsoort>(keuze, ignoreCase: true), doel, versie, true, document, getekend), wie, rol, ct);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(naam);
    }
}
