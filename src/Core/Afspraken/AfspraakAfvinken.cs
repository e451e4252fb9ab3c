using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Afspraken;

/// <param name="Gedaan">False: it turns out not to be done; it opens again.</param>
public sealed record AfspraakAfvinkenVerzoek(Guid Verzoek, Guid Dossier, Guid Afspraak, int Versie, bool Gedaan);

/// <summary>Marks an afspraak as done, or undoes that: by who may write afspraken, and by whose it is.</summary>
public sealed class AfspraakAfvinken(Database database) : IUseCase
{
    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, AfspraakAfvinkenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        const string Sql = "select eigenaar_id, gedaan_op is not null as gedaan, versie from afspraak where regio_id = @regio and dossier_id = @Dossier and id = @Afspraak";
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.DossierVolledigZien) is not { } dossier
            || await sessie.EenAsync<Afspraakrij>(Sql, new { regio, verzoek.Dossier, verzoek.Afspraak }) is not { } rij
            || !(Rechten.Mag(Recht.AfspraakSchrijven, dossier.Rollen, dossier.Volledig) || rij.EigenaarId == wie.PersoonId))
        {
            return Resultaat.Onvindbaar;
        }

        // Someone else did just the same: what was wanted is so.
        if (!(await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id, verzoek.Afspraak)).EersteKeer || rij.Gedaan == verzoek.Gedaan)
        {
            return Resultaat.Gelukt(verzoek.Afspraak);
        }

        if (rij.Versie != verzoek.Versie)
        {
            return Resultaat.Geweigerd("", "Iemand anders heeft deze afspraak intussen gewijzigd. Lees wat er nu staat en probeer het opnieuw.");
        }

        const string Vink = """
            update afspraak set gedaan_op = case when @Gedaan then @Nu::timestamptz end, versie = versie + 1
            where regio_id = @regio and id = @Afspraak
            """;
        await sessie.VoerUitAsync(Vink, new { regio, verzoek.Afspraak, verzoek.Gedaan, sessie.Nu });
        await sessie.LegVastAsync(verzoek.Gedaan ? "afspraak-gedaan" : "afspraak-heropend", wie, dossier.Rollen[0], dossier.Id, verzoek.Afspraak);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(verzoek.Afspraak);
    }

    private sealed record Afspraakrij(Guid? EigenaarId, bool Gedaan, int Versie);
}
