using Ambulant.Core.Instemmingen;
using Ambulant.Core.Leerlingen;
using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;
using Ambulant.Core.Toestemmingen;

namespace Ambulant.Core.Ouders;

/// <param name="Ouder">Null: a parent is added.</param>
/// <param name="Versie">With an existing parent: the version the form was made from.</param>
/// <param name="Gezag">"ja" or "nee".</param>
public sealed record OuderVastleggenVerzoek(Guid Verzoek, Guid Leerling, Guid? Ouder, int Versie, string? Naam, string? Email, string? Gezag);

/// <summary>Adds or changes a parent of a leerling, and looks again whether there is toestemming: it needs every parent with gezag.</summary>
public sealed class OuderVastleggen(Database database, Postbus postbus, Toestemmingsgevolg gevolg, Instemmingsgevolg instemming) : IUseCase
{
    /// <returns>The key of the parent.</returns>
    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, OuderVastleggenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await LeerlingBekijken.NeemAsync(sessie, wie, verzoek.Leerling) is not { } leerling)
        {
            return Resultaat.Onvindbaar;
        }

        var eerder = verzoek.Ouder is { } ouder ? await Ouderlijk.LeesAsync(sessie, leerling.Id, ouder) : null;
        if (verzoek.Ouder is not null && eerder is null)
        {
            return Resultaat.Onvindbaar;
        }

        var id = eerder?.Id ?? Guid.CreateVersion7();
        var (eersteKeer, toen) = await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, null, id);
        if (!eersteKeer)
        {
            return toen is { } er ? Resultaat.Gelukt(er) : Resultaat.Onvindbaar;
        }

        if (eerder is not null && eerder.Versie != verzoek.Versie)
        {
            return Resultaat.Geweigerd("", Ouderlijk.Intussen);
        }

        var invoer = new Invoer();
        var naam = invoer.Tekst("Naam", verzoek.Naam, "de naam van de ouder", 120);
        var email = invoer.Email("Email", verzoek.Email);
        var gezag = invoer.Keuze("Gezag", verzoek.Gezag, "of deze ouder gezag heeft", ["ja", "nee"]) == "ja";
        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        const string Nieuw = "insert into ouder (regio_id, id, leerling_id, naam, email, gezag) values (@regio, @id, @Leerling, @naam, @email, @gezag)";
        const string Wijzig = "update ouder set naam = @naam, email = @email, gezag = @gezag, versie = versie + 1 where regio_id = @regio and id = @id and leerling_id = @Leerling";
        await sessie.VoerUitAsync(eerder is null ? Nieuw : Wijzig, new { regio, id, verzoek.Leerling, naam, email, gezag });
        if (eerder is not null && (eerder.Email != email || !gezag))
        {
            // A link that went to another address, or to someone who does not decide, opens nothing any more.
            await sessie.VoerUitAsync("update ouder_toegang set vervalt_op = @Nu where regio_id = @regio and ouder_id = @id and vervalt_op > @Nu", new { regio, id, sessie.Nu });
        }

        if (eerder?.Email is { } oud && !string.Equals(oud, email, StringComparison.OrdinalIgnoreCase))
        {
            // Who changes an address can ask for a code at it. The parent must hear of that somewhere the changer does not read.
            await postbus.BerichtAsync(sessie, oud, "Uw e-mailadres is gewijzigd", $"""
                Dag {eerder.Naam},

                De school heeft uw e-mailadres in Ambulant gewijzigd of weggehaald. Op dit adres krijgt u geen mails meer. Links die u eerder kreeg, werken niet meer.

                Klopt dit? Dan hoeft u niets te doen. Weet u hier niets van? Bel dan de school.

                Voor uw privacy staat in deze mail niet waar het over gaat.

                """.ReplaceLineEndings("\n"));
        }

        await Ouderlijk.HerrekenAsync(sessie, gevolg, instemming, wie, leerling, ct);
        await sessie.LegVastAsync(eerder is null ? "ouder-toegevoegd" : "ouder-gewijzigd", wie, leerling.Rol, dossier: null, onderwerp: id);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(id);
    }
}
