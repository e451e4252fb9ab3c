using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Regie;

/// <param name="Verzoek">Number of the form: handled once.</param>
public sealed record RegieOverdragenVerzoek(Guid Verzoek, Guid Dossier, string? Reden);

/// <summary>
/// The regie is the ib-er's; when that does not work, the directeur or the consulent takes it over, and gives it back later (source 002,
/// rollen). Always with a reason, and everyone involved is told that something changed.
/// </summary>
public sealed class RegieOverdragen(Database database, Regioregister regios, Postbus postbus) : IUseCase
{
    public Task<Resultaat<Guid>> NeemOverAsync(Gebruiker wie, string regio, RegieOverdragenVerzoek verzoek, CancellationToken ct) =>
        MetAsync(wie, regio, verzoek, "regie-overgenomen", (_, dossier, nu) => Task.FromResult<((Guid, Rol)?, string?)>(
            nu is { Overgenomen: true } && nu.PersoonId == wie.PersoonId ? (null, "U hebt de regie al.") : ((wie.PersoonId, dossier.AlsRol(Rol.Directeur, Rol.Consulent)), null)), ct);

    public Task<Resultaat<Guid>> GeefTerugAsync(Gebruiker wie, string regio, RegieOverdragenVerzoek verzoek, CancellationToken ct) =>
        MetAsync(wie, regio, verzoek, "regie-teruggegeven", async (sessie, dossier, nu) =>
        {
            const string IbEr = "select persoon_id from betrokkene where regio_id = @Regio and dossier_id = @Id and rol = 'InternBegeleider' and tot is null order by sinds limit 1";
            return nu is not { Overgenomen: true } || nu.PersoonId != wie.PersoonId
                ? (null, "U hebt de regie niet (meer). Kijk hieronder wie de regie nu heeft.")
                : await sessie.EenAsync<Guid?>(IbEr, new { sessie.Regio, dossier.Id }) is { } ib
                    ? ((ib, Rol.InternBegeleider), null)
                    : (null, $"Er is nu geen {regios[regio].Woorden.Noem(Rol.InternBegeleider)} betrokken om de regie aan terug te geven.");
        }, ct);

    private async Task<Resultaat<Guid>> MetAsync(
        Gebruiker wie, string regio, RegieOverdragenVerzoek verzoek, string soort,
        Func<DbSessie, DossierInHand, Regiehouder?, Task<((Guid Persoon, Rol Rol)? Aan, string? Weigering)>> kies, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, verzoek.Dossier, Recht.RegieOvernemen) is not { } dossier)
        {
            return Resultaat.Onvindbaar;
        }

        if (!(await sessie.VerzoekAsync(verzoek.Verzoek, wie.PersoonId, dossier.Id, dossier.Id)).EersteKeer)
        {
            return Resultaat.Gelukt(dossier.Id);
        }

        var invoer = new Invoer();
        var (aan, weigering) = await kies(sessie, dossier, await Regiehouder.LeesAsync(sessie, dossier.Id));
        if (weigering is not null)
        {
            invoer.Fout("", weigering);
        }

        var reden = invoer.Tekst("Reden", verzoek.Reden, "de reden", 2000);
        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        // Who leads takes part: the directeur may have seen the dossier only through the school until now.
        const string Betrokken = """
            insert into betrokkene (regio_id, id, dossier_id, persoon_id, rol, sinds) values (@Regio, gen_random_uuid(), @Id, @Persoon, @rol, @Nu)
            on conflict (regio_id, dossier_id, persoon_id, rol) where tot is null do nothing
            """;
        const string Nieuw = """
            insert into regie (regio_id, dossier_id, nummer, persoon_id, rol, reden, door_id, op)
            select @Regio, @Id, coalesce(max(nummer), 0) + 1, @Persoon, @rol, @reden, @door, @Nu from regie where regio_id = @Regio and dossier_id = @Id
            """;
        var waarden = new { sessie.Regio, dossier.Id, aan!.Value.Persoon, rol = aan.Value.Rol.ToString(), reden, door = wie.PersoonId, sessie.Nu };
        await sessie.VoerUitAsync(Betrokken, waarden);
        await sessie.VoerUitAsync(Nieuw, waarden);
        await sessie.LegVastAsync(soort, wie, dossier.AlsRol(Rol.Directeur, Rol.Consulent), dossier.Id);
        const string Anderen = "select distinct persoon_id from betrokkene where regio_id = @Regio and dossier_id = @Id and tot is null and persoon_id <> @PersoonId";
        foreach (var persoon in await sessie.LijstAsync<Guid>(Anderen, new { sessie.Regio, dossier.Id, wie.PersoonId }))
        {
            await postbus.TaakAsync(sessie, persoon, $"/{regio}/dossiers/{dossier.Id}");
        }

        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(dossier.Id);
    }
}
