using Ambulant.Core.Opslag;

namespace Ambulant.Core.Toegang;

/// <summary>
/// A regiobeheerder ends a membership. The person leaves the dossiers where that role stood for, at once; what was done there stays.
/// </summary>
public sealed class LidmaatschapBeeindigen(Database database) : IUseCase
{
    /// <returns>In how many dossiers the person took part in this role.</returns>
    public async Task<Resultaat<int>> VoerUitAsync(Gebruiker wie, string regio, Guid lidmaatschap, CancellationToken ct)
    {
        if (!Rechten.Mag(Recht.PersonenBeheren, wie, regio))
        {
            return Resultaat.Onvindbaar;
        }

        await using var sessie = await database.BeginAsync(regio, ct);
        const string Neem = "select persoon_id, rol, school_id, tot from lidmaatschap where regio_id = @regio and id = @lidmaatschap for update";
        if (await sessie.EenAsync<Rij>(Neem, new { regio, lidmaatschap }) is not { } lid)
        {
            return Resultaat.Onvindbaar;
        }

        // Ended before: the second of two clicks.
        if (lid.Tot is not null)
        {
            return Resultaat.Gelukt(0);
        }

        if (lid.Rol == nameof(Rol.Regiobeheerder) && lid.PersoonId == wie.PersoonId)
        {
            return Resultaat.Geweigerd("", "U kunt uw eigen rol als regiobeheerder niet beëindigen. Laat een andere regiobeheerder dat doen.");
        }

        await sessie.VoerUitAsync("update lidmaatschap set tot = @Vandaag where regio_id = @regio and id = @lidmaatschap", new { regio, lidmaatschap, sessie.Vandaag });

        // Whoever has nothing left here has nothing to accept either; another region of the person can invite anew.
        const string Uitnodiging = """
            update uitnodiging set ingetrokken_op = @Nu where persoon_id = @PersoonId and gebruikt_op is null and ingetrokken_op is null and provider_id is null
              and not exists (select from lidmaatschap where regio_id = @regio and persoon_id = @PersoonId and tot is null)
            """;
        await sessie.VoerUitAsync(Uitnodiging, new { regio, lid.PersoonId, sessie.Nu });

        // The same role through another membership (a second organisation, say) keeps the dossiers.
        const string Uit = """
            update betrokkene b set tot = @Nu
            where b.regio_id = @regio and b.persoon_id = @PersoonId and b.rol = @Rol and b.tot is null
              and exists (select from dossier d where d.regio_id = b.regio_id and d.id = b.dossier_id and (@SchoolId::uuid is null or d.school_id = @SchoolId))
              and not exists (select from lidmaatschap l where l.regio_id = b.regio_id and l.persoon_id = b.persoon_id and l.rol = b.rol and l.tot is null
                and l.school_id is not distinct from @SchoolId)
            returning b.dossier_id
            """;
        var dossiers = await sessie.LijstAsync<Guid>(Uit, new { regio, lid.PersoonId, lid.Rol, lid.SchoolId, sessie.Nu });
        foreach (var dossier in dossiers)
        {
            await sessie.LegVastAsync("betrokkene-uit-dienst", wie, Rol.Regiobeheerder, dossier, onderwerp: lid.PersoonId);
        }

        await sessie.LegVastAsync("lidmaatschap-beeindigd", wie, Rol.Regiobeheerder, dossier: null, onderwerp: lid.PersoonId);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(dossiers.Count);
    }

    private sealed record Rij(Guid PersoonId, string Rol, Guid? SchoolId, DateOnly? Tot);
}
