using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Interventies;

/// <param name="Versie">What was shown when it was asked whether it may go: nothing else is removed.</param>
public sealed record InterventieVerwijderenVerzoek(Guid Verzoek, Guid Dossier, Guid Interventie, int Versie);

/// <summary>Removes an interventie that was written down by mistake.</summary>
public sealed class InterventieVerwijderen(Database database) : IUseCase
{
    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, InterventieVerwijderenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.InterventieSchrijven) is not { } dossier)
        {
            return Resultaat.Onvindbaar;
        }

        if (!(await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id, verzoek.Interventie)).EersteKeer)
        {
            return Resultaat.Gelukt(verzoek.Interventie);
        }

        const string Weg = "delete from interventie where regio_id = @regio and dossier_id = @dossier and id = @Interventie and versie = @Versie";
        const string Bestaat = "select exists (select from interventie where regio_id = @regio and dossier_id = @dossier and id = @Interventie)";
        var waarden = new { regio, dossier = dossier.Id, verzoek.Interventie, verzoek.Versie };
        if (await sessie.VoerUitAsync(Weg, waarden) == 0)
        {
            return await sessie.EenAsync<bool>(Bestaat, waarden)
                ? Resultaat.Geweigerd("", "Iemand anders heeft deze interventie intussen gewijzigd. Ze is niet verwijderd. Lees wat er nu staat en kies opnieuw.")
                : Resultaat.Onvindbaar;
        }

        await sessie.LegVastAsync("interventie-verwijderd", wie, dossier.AlsRol(Rol.Leerkracht, Rol.InternBegeleider), dossier.Id, verzoek.Interventie);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(verzoek.Interventie);
    }
}
