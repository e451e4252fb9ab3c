using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Stagnaties;

/// <param name="Soort">"afspraak" or "gesloten".</param>
/// <param name="Tekst">What is agreed, or the result.</param>
/// <param name="Wie">With an agreement: key of a betrokkene.</param>
/// <param name="Wanneer">With an agreement: as typed.</param>
public sealed record StagnatieOpvolgenVerzoek(Guid Verzoek, Guid Dossier, Guid Stagnatie, string? Soort, string? Tekst, string? Wie, string? Wanneer);

/// <summary>Follows a stagnatie up: what is agreed, by whom and before when; or closes it with the result. A line in its trail, never a change.</summary>
public sealed class StagnatieOpvolgen(Database database, Postbus postbus) : IUseCase
{
    public const string Afspraak = "afspraak";
    public const string Gesloten = "gesloten";

    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, StagnatieOpvolgenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        const string Huidig = """
            select s.persoon_id, (select v.soort from stagnatie_vervolg v where v.regio_id = s.regio_id and v.stagnatie_id = s.id order by v.nummer desc limit 1) as laatste
            from stagnatie s where s.regio_id = @Regio and s.dossier_id = @Dossier and s.id = @Stagnatie
            """;
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.StagnatieOpvolgen) is not { } dossier
            || await sessie.EenAsync<Huidigrij>(Huidig, new { sessie.Regio, verzoek.Dossier, verzoek.Stagnatie }) is not { } nu)
        {
            return Resultaat.Onvindbaar;
        }

        if (!(await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id, verzoek.Stagnatie)).EersteKeer)
        {
            return Resultaat.Gelukt(verzoek.Stagnatie);
        }

        var invoer = new Invoer();
        if (nu.Laatste == Gesloten)
        {
            invoer.Fout("", "Deze stagnatie is intussen afgesloten. Uw tekst staat hieronder nog; er is niets opgeslagen.");
        }

        var soort = invoer.Keuze("Soort", verzoek.Soort, "wat u wilt doen", [Afspraak, Gesloten]);
        var tekst = invoer.Tekst("Tekst", verzoek.Tekst, soort == Gesloten ? "het resultaat" : "wat u afspreekt", 2000);
        Guid? eigenaar = null;
        DateOnly? wanneer = null;
        if (soort == Afspraak)
        {
            var kunnen = await sessie.LijstAsync<StagnatiesLezen.Eigenaarrij>(StagnatiesLezen.Kunnen, new { regio, dossier = dossier.Id });
            var sleutel = invoer.Keuze("Wie", verzoek.Wie, "wie dit doet", kunnen.Select(k => k.PersoonId.ToString()));
            eigenaar = Guid.TryParse(sleutel, out var id) ? id : null;
            wanneer = invoer.Datum("Wanneer", verzoek.Wanneer, "de datum", sessie.Vandaag, sessie.Vandaag.AddYears(1));
        }

        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        const string Sql = """
            insert into stagnatie_vervolg (regio_id, dossier_id, stagnatie_id, nummer, soort, tekst, eigenaar_id, wanneer, persoon_id, rol, op)
            select @Regio, @Id, @Stagnatie, coalesce(max(nummer), 0) + 1, @soort, @tekst, @eigenaar, @wanneer, @PersoonId, @rol, @Nu
            from stagnatie_vervolg where regio_id = @Regio and stagnatie_id = @Stagnatie
            """;
        var rol = dossier.AlsRol(Rol.Consulent, Rol.Directeur, Rol.InternBegeleider);
        await sessie.VoerUitAsync(Sql, new { sessie.Regio, dossier.Id, verzoek.Stagnatie, soort, tekst, eigenaar, wanneer, wie.PersoonId, rol = rol.ToString(), sessie.Nu });
        await sessie.LegVastAsync(soort == Gesloten ? "stagnatie-gesloten" : "stagnatie-opgevolgd", wie, rol, dossier.Id, verzoek.Stagnatie);
        foreach (var persoon in new[] { eigenaar, nu.PersoonId }.OfType<Guid>().Distinct().Where(p => p != wie.PersoonId))
        {
            await postbus.TaakAsync(sessie, persoon, $"/{regio}/dossiers/{dossier.Id}/stagnaties");
        }

        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(verzoek.Stagnatie);
    }

    private sealed record Huidigrij(Guid PersoonId, string? Laatste);
}
