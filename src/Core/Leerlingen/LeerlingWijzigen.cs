using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Leerlingen;

/// <param name="Versie">The version the form was made from.</param>
public sealed record LeerlingWijzigenVerzoek(Guid Verzoek, Guid Leerling, int Versie, string? Roepnaam, string? Achternaam, string? Geboortedatum, string? Groep);

/// <summary>Changes the data of a leerling.</summary>
public sealed class LeerlingWijzigen(Database database) : IUseCase
{
    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, LeerlingWijzigenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await LeerlingBekijken.NeemAsync(sessie, wie, verzoek.Leerling) is not { } leerling)
        {
            return Resultaat.Onvindbaar;
        }

        if (!(await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, null, leerling.Id)).EersteKeer)
        {
            return Resultaat.Gelukt(leerling.Id);
        }

        if (leerling.Versie != verzoek.Versie)
        {
            return Resultaat.Geweigerd("", "Iemand anders heeft deze leerling intussen gewijzigd. Uw tekst staat hieronder nog; er is niets opgeslagen. Open de pagina opnieuw om te zien wat er nu staat.");
        }

        var invoer = new Invoer();
        var gegevens = Leerlinggegevens.Lees(invoer, verzoek.Roepnaam, verzoek.Achternaam, verzoek.Geboortedatum, verzoek.Groep, sessie.Vandaag);
        if (invoer.Goed)
        {
            await gegevens.WeigerDubbelAsync(sessie, invoer, leerling.SchoolId, leerling.Id);
        }

        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        const string Sql = """
            update leerling set roepnaam = @Roepnaam, achternaam = @Achternaam, geboortedatum = @Geboortedatum, groep = @Groep, versie = versie + 1
            where regio_id = @regio and id = @Id
            """;
        await sessie.VoerUitAsync(Sql, new { regio, leerling.Id, gegevens.Roepnaam, gegevens.Achternaam, gegevens.Geboortedatum, gegevens.Groep });
        await sessie.LegVastAsync("leerling-gewijzigd", wie, leerling.Rol, dossier: null, onderwerp: leerling.Id);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(leerling.Id);
    }
}
