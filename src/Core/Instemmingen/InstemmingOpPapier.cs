using Ambulant.Core.Documenten;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;
using Ambulant.Core.Toestemmingen;

namespace Ambulant.Core.Instemmingen;

/// <param name="Versie">The version the parent signed for: only the newest can be.</param>
/// <param name="Keuze">"gegeven", "geweigerd" or "ingetrokken".</param>
/// <param name="GetekendOp">As typed.</param>
/// <param name="Mening">What the parent wrote beside it.</param>
public sealed record InstemmingOpPapierVerzoek(Guid Verzoek, Guid Dossier, string Blok, int Versie, Guid Ouder, string? Keuze, string? GetekendOp, string? Mening, Stream? Scan);

/// <summary>Records what a parent answered on paper to the newest version of a block.</summary>
public sealed class InstemmingOpPapier(Database database, Regioregister regios, Instemmingsgevolg gevolg, Bestandlezer lezer) : IUseCase
{
    /// <returns>Name of the parent.</returns>
    public async Task<Resultaat<string>> VoerUitAsync(Gebruiker wie, string regio, InstemmingOpPapierVerzoek verzoek, CancellationToken ct)
    {
        // Read before the dossier is locked: a slow sender holds up nobody.
        var invoer = new Invoer();
        var scan = verzoek.Scan is null ? null : await lezer.LeesAsync(invoer, "Scan", "instemmingsformulier", verzoek.Scan, ct);
        if (scan is { Soort.Type: not ("application/pdf" or "image/png" or "image/jpeg") })
        {
            invoer.Fout("Scan", "Kies een PDF of een foto (PNG of JPEG) van het formulier.");
        }

        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.ToestemmingVragen) is not { } dossier || regios[regio].Blokken.All(b => b.Sleutel != verzoek.Blok))
        {
            return Resultaat.Onvindbaar;
        }

        const string Sql = "select naam from ouder where regio_id = @regio and id = @Ouder and leerling_id = @LeerlingId and gezag";
        if (await sessie.EenAsync<string>(Sql, new { regio, verzoek.Ouder, dossier.LeerlingId }) is not { } naam)
        {
            return Resultaat.Onvindbaar;
        }

        var nieuwste = await Instemming.NieuwsteAsync(sessie, dossier.Id, verzoek.Blok);
        if (nieuwste == 0)
        {
            return Resultaat.Onvindbaar;
        }

        if (!(await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id)).EersteKeer)
        {
            return Resultaat.Gelukt(naam);
        }

        if (verzoek.Versie != nieuwste)
        {
            invoer.Fout("", $"Intussen is er versie {nieuwste}. Wat de ouder tekende, gaat over versie {verzoek.Versie} en geldt niet voor de nieuwe. Leg de nieuwe versie aan de ouder voor.");
        }

        var nu = await Instemming.AntwoordAsync(sessie, dossier.Id, verzoek.Blok, nieuwste, verzoek.Ouder);
        var keuze = invoer.Keuze("Keuze", verzoek.Keuze, "wat de ouder heeft besloten", ["gegeven", "geweigerd", "ingetrokken"]);
        var getekend = invoer.Datum("GetekendOp", verzoek.GetekendOp, "de datum", new(2020, 1, 1), sessie.Vandaag);
        var mening = invoer.Optioneel("Mening", verzoek.Mening, "wat de ouder erbij schreef", 4000);
        if (keuze is "gegeven" or "geweigerd" && verzoek.Scan is null)
        {
            invoer.Fout("Scan", "Kies een scan of foto van het ondertekende formulier.");
        }

        if (keuze is "ingetrokken" && nu is not "gegeven")
        {
            invoer.Fout("Keuze", $"{naam} heeft nu niet ingestemd. Er is niets om in te trekken.");
        }
        else if (keuze is "geweigerd" && nu is "gegeven")
        {
            invoer.Fout("Keuze", $"{naam} heeft al ingestemd. Kies dat de ouder de instemming intrekt.");
        }

        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        var rol = dossier.AlsRol(Rol.InternBegeleider);
        var document = scan is null ? (Guid?)null : await scan.BewaarAsync(sessie, wie, rol, dossier.Id, Documentsoort.Toestemming);
        await gevolg.VerwerkAsync(sessie, dossier, new(verzoek.Ouder, verzoek.Blok, nieuwste, Enum.Parse<Daadsoort>(keuze, ignoreCase: true), mening, true, document, getekend), wie, rol, ct);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(naam);
    }
}
