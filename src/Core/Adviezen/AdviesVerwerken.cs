using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Adviezen;

/// <summary>What the ib-er did with an advies, as it stands in the database.</summary>
public static class Adviesverwerking
{
    public const string Overgenomen = "overgenomen";
    public const string Aangepast = "aangepast";
    public const string Niet = "niet";

    /// <summary>Back among those that wait.</summary>
    public const string Terug = "terug";
}

/// <param name="Verwerking">One of <see cref="Adviesverwerking"/>.</param>
/// <param name="OppTekst">With <see cref="Adviesverwerking.Aangepast"/>: as it comes to stand in the OPP.</param>
/// <param name="Reden">With <see cref="Adviesverwerking.Niet"/>.</param>
/// <param name="Versie">Of the advies the form was made for.</param>
public sealed record AdviesVerwerkenVerzoek(Guid Verzoek, Guid Dossier, Guid Advies, string? Verwerking, string? OppTekst, string? Reden, int Versie);

/// <summary>Works an advies into the OPP: as it is, changed, or not with the reason. Can be done again while the dossier is open.</summary>
public sealed class AdviesVerwerken(Database database) : IUseCase
{
    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, AdviesVerwerkenVerzoek verzoek, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        const string Huidig = """
            select a.versie, a.verwerking, v.naam as wie, a.verwerkt_op as op,
                   exists (select from stap_open o where o.regio_id = a.regio_id and o.dossier_id = a.dossier_id) as loopt
            from advies a left join persoon v on v.id = a.verwerkt_door where a.regio_id = @Regio and a.dossier_id = @dossier and a.id = @Advies
            """;
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.AdviesVerwerken) is not { } dossier
            || await sessie.EenAsync<Adviesrij>(Huidig, new { sessie.Regio, dossier = dossier.Id, verzoek.Advies }) is not { } advies)
        {
            return Resultaat.Onvindbaar;
        }

        if (!(await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id, verzoek.Advies)).EersteKeer)
        {
            return Resultaat.Gelukt(verzoek.Advies);
        }

        var invoer = new Invoer();
        if (!advies.Loopt)
        {
            invoer.Fout("", "Dit dossier is afgesloten. De adviezen kunnen niet meer veranderen.");
        }
        else if (advies.Versie != verzoek.Versie)
        {
            invoer.Fout("", $"{Anders(advies)} Wat u hebt getypt staat hieronder nog; er is niets opgeslagen. Kijk bij Adviezen hoe het nu is.");
        }

        var verwerking = invoer.Keuze("", verzoek.Verwerking, "wat u met het advies doet", [Adviesverwerking.Overgenomen, Adviesverwerking.Aangepast, Adviesverwerking.Niet, Adviesverwerking.Terug]);
        var opp = verwerking is Adviesverwerking.Aangepast ? invoer.Tekst("OppTekst", verzoek.OppTekst, "de tekst voor het OPP", 2000) : null;
        var reden = verwerking is Adviesverwerking.Niet ? invoer.Tekst("Reden", verzoek.Reden, "de reden", 2000) : null;
        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        const string Sql = """
            update advies set
              verwerking = @verwerking, opp_tekst = case when @verwerking = 'overgenomen' then tekst else @opp end, reden = @reden,
              verwerkt_door = case when @verwerking is not null then @PersoonId end, verwerkt_op = case when @verwerking is not null then @Nu end, versie = versie + 1
            where regio_id = @Regio and id = @Advies and versie = @Versie
            """;
        var terug = verwerking is Adviesverwerking.Terug;
        await sessie.VoerUitAsync(Sql, new { sessie.Regio, verzoek.Advies, verzoek.Versie, verwerking = terug ? null : verwerking, opp, reden, wie.PersoonId, sessie.Nu });
        await sessie.LegVastAsync(terug ? "advies-teruggezet" : "advies-verwerkt", wie, Rol.InternBegeleider, dossier.Id, verzoek.Advies);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(verzoek.Advies);
    }

    private static string Anders(Adviesrij advies) => advies switch
    {
        { Verwerking: Adviesverwerking.Overgenomen } => $"{advies.Wie} heeft dit advies intussen overgenomen, op {Dag.Moment(advies.Op!.Value)}.",
        { Verwerking: Adviesverwerking.Aangepast } => $"{advies.Wie} heeft dit advies intussen aangepast overgenomen, op {Dag.Moment(advies.Op!.Value)}.",
        { Verwerking: Adviesverwerking.Niet } => $"{advies.Wie} heeft intussen besloten dit advies niet over te nemen, op {Dag.Moment(advies.Op!.Value)}.",
        _ => "Iemand heeft dit advies intussen teruggezet: het wacht weer.",
    };

    private sealed record Adviesrij(int Versie, string? Verwerking, string? Wie, DateTimeOffset? Op, bool Loopt);
}
