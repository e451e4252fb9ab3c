using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Ouders;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Toestemmingen;

/// <summary>
/// Asks a parent for toestemming by mail, with a personal link. Asking once more withdraws the earlier link. A parent who gave it
/// already gets a new link to the own page; that asks nothing.
/// </summary>
public sealed class ToestemmingVragen(Database database, Regioregister regios, Toestemmingsgevolg gevolg, Postbus postbus) : IUseCase
{
    public static readonly TimeSpan Geldig = TimeSpan.FromDays(30);

    /// <returns>Name of the parent.</returns>
    public async Task<Resultaat<string>> VoerUitAsync(Gebruiker wie, string regio, Guid verzoek, Guid dossierId, Guid ouder, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, dossierId, Recht.ToestemmingVragen) is not { } dossier)
        {
            return Resultaat.Onvindbaar;
        }

        const string Sql = "select naam, email, gezag from ouder where regio_id = @regio and id = @ouder and leerling_id = @LeerlingId";
        if (await sessie.EenAsync<Ouderrij>(Sql, new { regio, ouder, dossier.LeerlingId }) is not { } wieDan)
        {
            return Resultaat.Onvindbaar;
        }

        if (!wieDan.Gezag)
        {
            return Resultaat.Geweigerd("", $"{wieDan.Naam} heeft geen gezag. Toestemming vraagt u alleen aan ouders met gezag.");
        }

        if (wieDan.Email is null)
        {
            return Resultaat.Geweigerd("", $"Van {wieDan.Naam} is geen e-mailadres bekend. Vul het in bij de ouders, of gebruik het papieren formulier.");
        }

        if (!(await sessie.VerzoekAsync(verzoek, wie.PersoonId, dossier.Id)).EersteKeer)
        {
            return Resultaat.Gelukt(wieDan.Naam);
        }

        var sleutel = Geheim.Nieuw();
        await sessie.VoerUitAsync("delete from ouder_toegang where regio_id = @regio and ouder_id = @ouder and dossier_id = @Id", new { regio, ouder, dossier.Id });
        const string Nieuw = """
            insert into ouder_toegang (regio_id, id, ouder_id, dossier_id, sleutel_hash, gemaakt_op, vervalt_op)
            values (@regio, @id, @ouder, @dossier, @hash, @Nu, @vervalt)
            """;
        var vervalt = sessie.Nu + Geldig;
        await sessie.VoerUitAsync(Nieuw, new { regio, id = Guid.CreateVersion7(), ouder, dossier = dossier.Id, hash = Geheim.Hash(sleutel), sessie.Nu, vervalt });

        var rol = dossier.AlsRol(Rol.InternBegeleider);
        if ((await Toestemmingsstand.LeesAsync(sessie, dossier.Id)).Van(ouder) is { Stand: Ouderstand.Gegeven })
        {
            await sessie.LegVastAsync("ouderlink-gestuurd", wie, rol, dossier.Id, ouder: ouder);
        }
        else
        {
            var brief = regios[regio].Brief;
            await gevolg.VerwerkAsync(sessie, dossier, new(ouder, Daadsoort.Gevraagd, brief.Doel, brief.Versie), wie, rol, ct);
        }

        // Not even that it is about a child: mail is read on shared screens.
        await postbus.BerichtAsync(sessie, wieDan.Email, "De school vraagt u om iets te lezen", $"""
            Dag {wieDan.Naam},

            De school vraagt u om iets te lezen. Open daarvoor deze link:

            {postbus.Link($"/{regio}/ouder/{sleutel}")}

            De link is alleen voor u. Stuur deze mail niet door. De link werkt tot en met {Dag.Lang(Dag.Van(vervalt))}.

            Voor uw privacy staat in deze mail niet waar het over gaat. Twijfelt u of deze mail echt is? Bel dan de school.

            """.ReplaceLineEndings("\n"));
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(wieDan.Naam);
    }

    private sealed record Ouderrij(string Naam, string? Email, bool Gezag);
}
