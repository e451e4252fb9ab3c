using Ambulant.Core.Dossiers;
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
            await WeigerGenoemdAsync(sessie, invoer, leerling.Id, gegevens);
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

    // Outsiders read the hulpvraag before toestemming: a word in it must not become the name of the leerling afterwards.
    private static async Task WeigerGenoemdAsync(DbSessie sessie, Invoer invoer, Guid leerling, Leerlinggegevens gegevens)
    {
        const string Sql = """
            select d.nummer, h.vraag from dossier d join hulpvraag h on h.regio_id = d.regio_id and h.dossier_id = d.id
            where d.regio_id = @Regio and d.leerling_id = @leerling and h.vraag is not null order by d.nummer
            """;
        var naamloos = Naamloos.Van(gegevens.Roepnaam, gegevens.Achternaam, gegevens.Geboortedatum);
        foreach (var h in (await sessie.LijstAsync<Vraagrij>(Sql, new { sessie.Regio, leerling })).Where(h => naamloos.Noemt(h.Vraag)))
        {
            invoer.Fout("", $"In de hulpvraag van dossier {h.Nummer} staat deze naam of geboortedatum. Anderen lezen die tekst voordat de ouders toestemming geven. Haal die daar eerst weg; er is nog niets opgeslagen.");
        }
    }

    private sealed record Vraagrij(string Nummer, string Vraag);
}
