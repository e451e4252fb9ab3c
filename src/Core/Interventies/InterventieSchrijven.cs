using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Interventies;

/// <param name="Interventie">Null: a new one.</param>
/// <param name="Versie">The version the form was made from.</param>
public sealed record InterventieSchrijvenVerzoek(Guid Verzoek, Guid Dossier, Guid? Interventie, int Versie, string? Wat, string? Van, string? Tot, string? Opbrengst);

/// <summary>Writes down an interventie, or changes it: what was done, in which period and what it brought.</summary>
public sealed class InterventieSchrijven(Database database) : IUseCase
{
    public const int Lengte = 2000;

    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, InterventieSchrijvenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.InterventieSchrijven) is not { } dossier)
        {
            return Resultaat.Onvindbaar;
        }

        var id = verzoek.Interventie ?? Guid.CreateVersion7();
        if (await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id, id) is { EersteKeer: false } eerder)
        {
            return Resultaat.Gelukt(eerder.Resultaat ?? id);
        }

        var invoer = new Invoer();
        var wat = invoer.Tekst("Wat", verzoek.Wat, "de interventie", Lengte);
        var van = invoer.Datum("Van", verzoek.Van, "de begindatum", new(2015, 1, 1), sessie.Vandaag.AddYears(1));
        var tot = invoer.OptioneleDatum("Tot", verzoek.Tot, "de einddatum", new(2015, 1, 1), sessie.Vandaag.AddYears(3));
        var opbrengst = invoer.Optioneel("Opbrengst", verzoek.Opbrengst, "de opbrengst", Lengte);
        if (tot < van)
        {
            invoer.Fout("Tot", "De einddatum ligt voor de begindatum. Kijk beide datums na.");
        }

        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        const string Nieuw = """
            insert into interventie (regio_id, id, dossier_id, wat, van, tot, opbrengst, op)
            values (@regio, @id, @dossier, @wat, @van, @tot, @opbrengst, @Nu)
            """;
        const string Wijziging = """
            update interventie set wat = @wat, van = @van, tot = @tot, opbrengst = @opbrengst, versie = versie + 1
            where regio_id = @regio and dossier_id = @dossier and id = @id and versie = @Versie
            """;
        var waarden = new { regio, id, dossier = dossier.Id, wat, van, tot, opbrengst, verzoek.Versie, sessie.Nu };
        if (await sessie.VoerUitAsync(verzoek.Interventie is null ? Nieuw : Wijziging, waarden) == 0)
        {
            const string Bestaat = "select exists (select from interventie where regio_id = @regio and dossier_id = @dossier and id = @id)";
            return Resultaat.Geweigerd("", await sessie.EenAsync<bool>(Bestaat, waarden) ? Tussentijds.Gewijzigd : Tussentijds.Verwijderd);
        }

        var rol = dossier.AlsRol(Rol.Leerkracht, Rol.InternBegeleider);
        await sessie.LegVastAsync(verzoek.Interventie is null ? "interventie-toegevoegd" : "interventie-gewijzigd", wie, rol, dossier.Id, id);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(id);
    }
}
