using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Doelen;

/// <param name="Doel">Null: a new one, which runs.</param>
/// <param name="Versie">The version the form was made from.</param>
public sealed record DoelSchrijvenVerzoek(Guid Verzoek, Guid Dossier, Guid? Doel, int Versie, string? Tekst, string? ZichtbaarAan, string? Stand);

/// <summary>Sets a doel, or changes it and where it stands.</summary>
public sealed class DoelSchrijven(Database database) : IUseCase
{
    public const int Lengte = 1000;

    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, DoelSchrijvenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.DoelSchrijven) is not { } dossier)
        {
            return Resultaat.Onvindbaar;
        }

        var id = verzoek.Doel ?? Guid.CreateVersion7();
        if (await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id, id) is { EersteKeer: false } eerder)
        {
            return Resultaat.Gelukt(eerder.Resultaat ?? id);
        }

        var invoer = new Invoer();
        var tekst = invoer.Tekst("Tekst", verzoek.Tekst, "het doel", Lengte);
        var zichtbaarAan = invoer.Tekst("ZichtbaarAan", verzoek.ZichtbaarAan, "de manier waarop u ziet dat het doel bereikt is", Lengte);
        var stand = verzoek.Doel is null ? Doelstand.Loopt : invoer.Keuze("Stand", verzoek.Stand, "hoe het met het doel staat", Doelstand.Alle);
        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        const string Nieuw = """
            insert into doel (regio_id, id, dossier_id, doel, zichtbaar_aan, stand, op)
            values (@regio, @id, @dossier, @tekst, @zichtbaarAan, @stand, @Nu)
            """;
        const string Wijziging = """
            update doel set doel = @tekst, zichtbaar_aan = @zichtbaarAan, stand = @stand, versie = versie + 1
            where regio_id = @regio and dossier_id = @dossier and id = @id and versie = @Versie
            """;
        var waarden = new { regio, id, dossier = dossier.Id, tekst, zichtbaarAan, stand, verzoek.Versie, sessie.Nu };
        if (await sessie.VoerUitAsync(verzoek.Doel is null ? Nieuw : Wijziging, waarden) == 0)
        {
            const string Bestaat = "select exists (select from doel where regio_id = @regio and dossier_id = @dossier and id = @id)";
            return await sessie.EenAsync<bool>(Bestaat, waarden) ? Resultaat.Geweigerd("", Tussentijds.Gewijzigd) : Resultaat.Onvindbaar;
        }

        var rol = dossier.AlsRol(Rol.InternBegeleider, Rol.Begeleider, Rol.Leerkracht);
        await sessie.LegVastAsync(verzoek.Doel is null ? "doel-toegevoegd" : "doel-gewijzigd", wie, rol, dossier.Id, id);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(id);
    }
}
