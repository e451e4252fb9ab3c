using Ambulant.Core.Opslag;
using Ambulant.Core.Ouders;
using Ambulant.Core.Toegang;
using Ambulant.Core.Toestemmingen;

namespace Ambulant.Core.Instemmingen;

/// <param name="Keuze">"gegeven" or "geweigerd".</param>
/// <param name="Versie">The version that was on the screen.</param>
/// <param name="Mening">What the parent thinks of it; may be left out.</param>
public sealed record InstemmingBeslissenVerzoek(Guid Verzoek, string Blok, int Versie, string? Keuze, string? Mening);

/// <summary>A parent agrees with a version of a block, or not, with room for what the parent thinks. Another choice later is another line.</summary>
public sealed class InstemmingBeslissen(Database database, Instemmingsgevolg gevolg) : IUseCase
{
    public async Task<Resultaat<Ouderstand>> VoerUitAsync(Ouderkop ouder, InstemmingBeslissenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(ouder.Regio, ct);
        if (await sessie.NeemDossierVoorOuderAsync(ouder.OuderId, ouder.Dossier) is not { } dossier)
        {
            return Resultaat.Onvindbaar;
        }

        const string Gevraagd = "select coalesce(max(nummer), 0)::int from instemming where regio_id = @Regio and dossier_id = @Dossier and ouder_id = @OuderId and blok = @Blok";
        var gevraagd = await sessie.EenAsync<int>(Gevraagd, new { ouder.Regio, ouder.Dossier, ouder.OuderId, verzoek.Blok });
        if (gevraagd == 0)
        {
            return Resultaat.Onvindbaar;
        }

        var nu = await Instemming.AntwoordAsync(sessie, dossier.Id, verzoek.Blok, gevraagd, ouder.OuderId);
        if (!(await sessie.VerzoekAsync(verzoek.Verzoek, null, dossier.Id)).EersteKeer)
        {
            return Resultaat.Gelukt(nu is "gegeven" ? Ouderstand.Gegeven : Ouderstand.Geweigerd);
        }

        if (gevraagd != verzoek.Versie || await Instemming.NieuwsteAsync(sessie, dossier.Id, verzoek.Blok) != verzoek.Versie)
        {
            return Resultaat.Geweigerd("", "De school heeft deze tekst intussen veranderd. Uw antwoord is niet opgeslagen. Lees de tekst hieronder nog een keer. De school vraagt u opnieuw wat u ervan vindt.");
        }

        var invoer = new Invoer();
        var keuze = invoer.Keuze("Keuze", verzoek.Keuze, "of u het ermee eens bent", ["gegeven", "geweigerd"]);
        var mening = invoer.Optioneel("Mening", verzoek.Mening, "wat u ervan vindt", 4000);
        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        var soort = keuze is "gegeven" ? Daadsoort.Gegeven : nu is "gegeven" ? Daadsoort.Ingetrokken : Daadsoort.Geweigerd;
        if (nu == keuze && mening is null)
        {
            return Resultaat.Gelukt(keuze is "gegeven" ? Ouderstand.Gegeven : Ouderstand.Geweigerd);
        }

        await gevolg.VerwerkAsync(sessie, dossier, new(ouder.OuderId, verzoek.Blok, verzoek.Versie, soort, mening), null, Rol.Ouder, ct);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(keuze is "gegeven" ? Ouderstand.Gegeven : Ouderstand.Geweigerd);
    }
}
