using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regie;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Stagnaties;

/// <param name="Soort">One of <see cref="Stagnatiesoort.Alle"/>.</param>
public sealed record StagnatieSignalerenVerzoek(Guid Verzoek, Guid Dossier, string? Soort, string? Tekst);

/// <summary>Signals what holds the dossier up. Who has the regie must act first.</summary>
public sealed class StagnatieSignaleren(Database database, Postbus postbus) : IUseCase
{
    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, StagnatieSignalerenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.StagnatieSignaleren) is not { } dossier)
        {
            return Resultaat.Onvindbaar;
        }

        var id = Guid.CreateVersion7();
        if (await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id, id) is { EersteKeer: false } eerder)
        {
            return eerder.Resultaat is { } al ? Resultaat.Gelukt(al) : Resultaat.Onvindbaar;
        }

        var invoer = new Invoer();
        var soort = invoer.Keuze("Soort", verzoek.Soort, "waar het op vastloopt", Stagnatiesoort.Alle.Select(s => s.Sleutel));
        var tekst = invoer.Tekst("Tekst", verzoek.Tekst, "wat er aan de hand is", 2000);
        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        var rol = dossier.AlsRol(Rol.Consulent, Rol.InternBegeleider);
        var aan = (await Regiehouder.LeesAsync(sessie, dossier.Id))?.PersoonId ?? wie.PersoonId;
        const string Sql = """
            insert into stagnatie (regio_id, id, dossier_id, soort, tekst, aan_id, persoon_id, rol, op)
            values (@Regio, @id, @dossier, @soort, @tekst, @aan, @PersoonId, @rol, @Nu)
            """;
        await sessie.VoerUitAsync(Sql, new { sessie.Regio, id, dossier = dossier.Id, soort, tekst, aan, wie.PersoonId, rol = rol.ToString(), sessie.Nu });
        await sessie.LegVastAsync("stagnatie-gesignaleerd", wie, rol, dossier.Id, id);
        if (aan != wie.PersoonId)
        {
            await postbus.TaakAsync(sessie, aan, $"/{regio}/dossiers/{dossier.Id}/stagnaties");
        }

        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(id);
    }
}
