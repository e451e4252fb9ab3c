using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Documenten;

public sealed record DocumentVerwijderenVerzoek(Guid Verzoek, Guid Dossier, Guid Document);

/// <summary>
/// Removes a document that does not belong in the dossier. Who added it may, and the ib-er. The scan of a signed form stays: it is the
/// proof of what the parent decided.
/// </summary>
public sealed class DocumentVerwijderen(Database database) : IUseCase
{
    /// <returns>Its name.</returns>
    public async Task<Resultaat<string>> VoerUitAsync(Gebruiker wie, string regio, DocumentVerwijderenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.DocumentToevoegen) is not { } dossier)
        {
            return Resultaat.Onvindbaar;
        }

        var waarden = new { regio, dossier = dossier.Id, verzoek.Document };
        const string Zoek = """
            select x.naam, x.persoon_id, exists (select from toestemming t where t.regio_id = x.regio_id and t.document_id = x.id) as bewijs
            from document x where x.regio_id = @regio and x.dossier_id = @dossier and x.id = @Document
            """;
        if (!(await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id, verzoek.Document)).EersteKeer)
        {
            return Resultaat.Gelukt("Het document");
        }

        if (await sessie.EenAsync<Rij>(Zoek, waarden) is not { } rij)
        {
            return Resultaat.Onvindbaar;
        }

        if (rij.Bewijs)
        {
            return Resultaat.Geweigerd("", "Dit document is het bewijs van wat een ouder besliste. Het blijft in het dossier zolang het dossier er is.");
        }

        if (rij.PersoonId != wie.PersoonId && !dossier.Rollen.Contains(Rol.InternBegeleider))
        {
            return Resultaat.Geweigerd("", "Alleen wie het document toevoegde of de intern begeleider kan het verwijderen.");
        }

        await sessie.VoerUitAsync("delete from document where regio_id = @regio and dossier_id = @dossier and id = @Document", waarden);
        await sessie.LegVastAsync("document-verwijderd", wie, dossier.AlsRol(Rol.InternBegeleider, Rol.Leerkracht, Rol.Begeleider, Rol.Jeugdprofessional), dossier.Id, verzoek.Document);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(rij.Naam);
    }

    private sealed record Rij(string Naam, Guid? PersoonId, bool Bewijs);
}
