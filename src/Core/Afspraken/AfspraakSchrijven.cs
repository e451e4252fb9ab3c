using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Afspraken;

/// <param name="Afspraak">Null: a new one.</param>
/// <param name="Versie">The version the form was made from.</param>
/// <param name="Wie">Key of an <see cref="Eigenaar"/>.</param>
public sealed record AfspraakSchrijvenVerzoek(Guid Verzoek, Guid Dossier, Guid? Afspraak, int Versie, string? Wat, string? Wie, string? Wanneer);

/// <summary>Makes an afspraak or changes it. Someone else who gets it hears by mail that something waits.</summary>
public sealed class AfspraakSchrijven(Database database, Postbus postbus) : IUseCase
{
    public const int Lengte = 1000;

    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, AfspraakSchrijvenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.AfspraakSchrijven) is not { } dossier)
        {
            return Resultaat.Onvindbaar;
        }

        var id = verzoek.Afspraak ?? Guid.CreateVersion7();
        if (await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id, id) is { EersteKeer: false } eerder)
        {
            return Resultaat.Gelukt(eerder.Resultaat ?? id);
        }

        const string Eerst = "select eigenaar_id from afspraak where regio_id = @regio and dossier_id = @dossier and id = @id";
        var vorige = await sessie.EenAsync<Guid?>(Eerst, new { regio, dossier = dossier.Id, id });
        var kunnen = await sessie.LijstAsync<AfsprakenLezen.Eigenaarrij>(AfsprakenLezen.Kunnen, new { Regio = regio, dossier.Id, afspraak = verzoek.Afspraak });

        var invoer = new Invoer();
        var wat = invoer.Tekst("Wat", verzoek.Wat, "de afspraak", Lengte);
        var sleutel = invoer.Keuze("Wie", verzoek.Wie, "wie dit doet", kunnen.Select(k => k.Sleutel));
        var wanneer = invoer.Datum("Wanneer", verzoek.Wanneer, "de datum", new(2020, 1, 1), sessie.Vandaag.AddYears(2));
        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        Guid? eigenaar = sleutel.StartsWith("persoon:", StringComparison.Ordinal) ? Guid.Parse(sleutel["persoon:".Length..]) : null;
        Guid? ouder = eigenaar is null ? Guid.Parse(sleutel["ouder:".Length..]) : null;
        const string Nieuw = """
            insert into afspraak (regio_id, id, dossier_id, wat, eigenaar_id, ouder_id, wanneer, op)
            values (@regio, @id, @dossier, @wat, @eigenaar, @ouder, @wanneer, @Nu)
            """;
        const string Wijziging = """
            update afspraak set wat = @wat, eigenaar_id = @eigenaar, ouder_id = @ouder, wanneer = @wanneer, versie = versie + 1
            where regio_id = @regio and dossier_id = @dossier and id = @id and versie = @Versie
            """;
        var waarden = new { regio, id, dossier = dossier.Id, wat, eigenaar, ouder, wanneer, verzoek.Versie, sessie.Nu };
        if (await sessie.VoerUitAsync(verzoek.Afspraak is null ? Nieuw : Wijziging, waarden) == 0)
        {
            const string Bestaat = "select exists (select from afspraak where regio_id = @regio and dossier_id = @dossier and id = @id)";
            return await sessie.EenAsync<bool>(Bestaat, waarden) ? Resultaat.Geweigerd("", Tussentijds.Gewijzigd) : Resultaat.Onvindbaar;
        }

        if (eigenaar is { } persoon && persoon != vorige && persoon != wie.PersoonId)
        {
            await postbus.TaakAsync(sessie, persoon, $"/{regio}/dossiers/{dossier.Id}/afspraken");
        }

        var rol = dossier.AlsRol(Rol.InternBegeleider, Rol.Consulent, Rol.Begeleider, Rol.Leerkracht, Rol.Jeugdprofessional);
        await sessie.LegVastAsync(verzoek.Afspraak is null ? "afspraak-gemaakt" : "afspraak-gewijzigd", wie, rol, dossier.Id, id);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(id);
    }
}
