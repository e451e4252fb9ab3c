using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Hulpvragen;

/// <param name="Versie">The version the form was made from; 0 when nothing was written yet.</param>
public sealed record HulpvraagSchrijvenVerzoek(Guid Verzoek, Guid Dossier, int Versie, string? Signaal, string? Vraag, string? Gebied, string? Soort);

/// <summary>
/// Writes the hulpvraag. It may be kept half-way: what the request needs more is a vereiste of the step that asks for it.
/// </summary>
public sealed class HulpvraagSchrijven(Database database, Regioregister regios) : IUseCase
{
    public const int Signaallengte = 4000;
    public const int Vraaglengte = 2000;

    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, HulpvraagSchrijvenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.HulpvraagSchrijven) is not { } dossier)
        {
            return Resultaat.Onvindbaar;
        }

        if (!(await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id, dossier.Id)).EersteKeer)
        {
            return Resultaat.Gelukt(dossier.Id);
        }

        var invoer = new Invoer();
        var signaal = invoer.Tekst("Signaal", verzoek.Signaal, "het signaal", Signaallengte);
        var vraag = invoer.Optioneel("Vraag", verzoek.Vraag, "de hulpvraag", Vraaglengte);
        var gebied = string.IsNullOrEmpty(verzoek.Gebied) ? null : invoer.Keuze("Gebied", verzoek.Gebied, "het gebied", regios[regio].Gebieden);
        var soort = string.IsNullOrEmpty(verzoek.Soort) ? null : invoer.Keuze("Soort", verzoek.Soort, "de soort", Hulpvraagsoort.Alle.Select(s => s.Sleutel));

        // Also with toestemming: it can be withdrawn, and then outsiders still see the question.
        if (vraag is not null && (await Naamloos.MaakAsync(sessie, dossier.LeerlingId)).Noemt(vraag))
        {
            invoer.Fout("Vraag", Naamloos.Bericht);
        }

        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        const string Nieuw = """
            insert into hulpvraag (regio_id, dossier_id, signaal, vraag, gebied, soort) values (@regio, @Id, @signaal, @vraag, @gebied, @soort)
            on conflict do nothing
            """;
        const string Wijziging = """
            update hulpvraag set signaal = @signaal, vraag = @vraag, gebied = @gebied, soort = @soort, versie = versie + 1
            where regio_id = @regio and dossier_id = @Id and versie = @Versie
            """;
        var waarden = new { regio, dossier.Id, verzoek.Versie, signaal, vraag, gebied, soort };
        if (await sessie.VoerUitAsync(verzoek.Versie == 0 ? Nieuw : Wijziging, waarden) == 0)
        {
            return Resultaat.Geweigerd("", Tussentijds.Gewijzigd);
        }

        await sessie.LegVastAsync("hulpvraag-geschreven", wie, dossier.AlsRol(Rol.InternBegeleider, Rol.Leerkracht), dossier.Id);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(dossier.Id);
    }
}
