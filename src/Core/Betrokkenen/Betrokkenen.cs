using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Betrokkenen;

/// <param name="Kandidaten">Members of the region who do not take part yet: of this school, or of no school.</param>
public sealed record Betrokkenenblad(IReadOnlyList<Betrokkeneregel> Betrokkenen, IReadOnlyList<Kandidaat> Kandidaten);

/// <summary>Who takes part in a dossier, and who could.</summary>
public sealed class BetrokkenenLezen(Database database, Regioregister regios) : IUseCase
{
    public Task<Betrokkenenblad> LeesAsync(Dossierkop kop, CancellationToken ct)
    {
        const string Sql = Betrokkeneregel.Sql + "\n" + """
            select p.id as persoon_id, p.naam, l.rol, case when @financiering then concat_ws(', ', l.deskundigheid, g.naam, 'betaald uit ' || g.betaald_uit) else coalesce(l.deskundigheid, g.naam, '') end as toelichting,
                   coalesce(l.deskundigheid = (select h.gebied from hulpvraag h where h.regio_id = @regio and h.dossier_id = @dossier), false) as past
            from lidmaatschap l join persoon p on p.id = l.persoon_id left join organisatie g on g.regio_id = l.regio_id and g.id = l.organisatie_id
            where l.regio_id = @regio and l.tot is null and l.rol <> 'Regiobeheerder' and (l.school_id is null or l.school_id = @school)
              and not exists (select from betrokkene b where b.regio_id = @regio and b.dossier_id = @dossier and b.persoon_id = l.persoon_id and b.rol = l.rol and b.tot is null)
            order by l.rol, past desc, p.naam limit 300
            """;
        return database.LeesAsync(kop.Regio, Sql, new { regio = kop.Regio, dossier = kop.Id, school = kop.SchoolId, financiering = regios[kop.Regio].Deskundigheden.Count > 0 }, async r => new Betrokkenenblad(
            (await r.ReadAsync<Betrokkeneregel>()).ToList(),
            (await r.ReadAsync<Kandidaat>()).ToList()), ct);
    }
}

/// <summary>Invites a member of the region to take part in one role. The person gets a mail with a link.</summary>
public sealed class BetrokkeneUitnodigen(Database database, Mail.Postbus postbus) : IUseCase
{
    /// <param name="keuze">"role:person", as the page offers it.</param>
    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, Guid dossierId, Guid verzoek, string? keuze, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, dossierId, Recht.BetrokkeneBeheren) is not { } dossier)
        {
            return Resultaat.Onvindbaar;
        }

        if (!(await sessie.VerzoekAsync(verzoek, wie.PersoonId, dossier.Id, dossier.Id)).EersteKeer)
        {
            return Resultaat.Gelukt(dossier.Id);
        }

        if (string.IsNullOrEmpty(keuze))
        {
            return Resultaat.Geweigerd("Keuze", "Kies wie u uitnodigt.");
        }

        const string Kan = """
            select exists (select from lidmaatschap l where l.regio_id = @regio and l.persoon_id = @persoon and l.rol = @rol and l.tot is null
              and (l.school_id is null or l.school_id = @SchoolId))
            """;
        if (keuze.Split(':') is not [var rolnaam, var id] || !Enum.TryParse<Rol>(rolnaam, out var rol) || rol is Rol.Regiobeheerder || !Guid.TryParse(id, out var persoon)
            || !await sessie.EenAsync<bool>(Kan, new { regio, persoon, rol = rol.ToString(), dossier.SchoolId }))
        {
            return Resultaat.Geweigerd("Keuze", "Deze persoon kan hier niet (meer) aan meedoen. Kies iemand anders.");
        }

        const string Nieuw = """
            insert into betrokkene (regio_id, id, dossier_id, persoon_id, rol, sinds) values (@regio, @nieuw, @Id, @persoon, @rol, @Nu)
            on conflict (regio_id, dossier_id, persoon_id, rol) where tot is null do nothing
            """;
        var nieuw = Guid.CreateVersion7();
        if (await sessie.VoerUitAsync(Nieuw, new { regio, nieuw, dossier.Id, persoon, rol = rol.ToString(), sessie.Nu }) == 1)
        {
            await sessie.LegVastAsync("betrokkene-uitgenodigd", wie, Rol.InternBegeleider, dossier.Id, nieuw);
            if (persoon != wie.PersoonId)
            {
                await postbus.TaakAsync(sessie, persoon, $"/{regio}/dossiers/{dossier.Id}");
            }
        }

        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(dossier.Id);
    }
}

/// <summary>Ends someone's part in a dossier. What the person wrote stays; the dossier is closed to the person from the next request on.</summary>
public sealed class BetrokkeneVerwijderen(Database database) : IUseCase
{
    public async Task<Resultaat<Guid>> VoerUitAsync(Gebruiker wie, string regio, Guid dossierId, Guid betrokkene, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, dossierId, Recht.BetrokkeneBeheren) is not { } dossier)
        {
            return Resultaat.Onvindbaar;
        }

        const string Laatste = """
            select b.rol = 'InternBegeleider' and not exists (
              select from betrokkene x where x.regio_id = b.regio_id and x.dossier_id = b.dossier_id and x.rol = b.rol and x.tot is null and x.id <> b.id)
            from betrokkene b where b.regio_id = @regio and b.dossier_id = @Id and b.id = @betrokkene and b.tot is null
            """;
        switch (await sessie.EenAsync<bool?>(Laatste, new { regio, dossier.Id, betrokkene }))
        {
            case null:
                // Already gone: pressing twice is pressing once.
                return Resultaat.Gelukt(dossier.Id);
            case true:
                return Resultaat.Geweigerd("", "Dit is de laatste ib-er van het dossier. Voeg eerst een andere ib-er toe.");
        }

        await sessie.VoerUitAsync("update betrokkene set tot = @Nu where regio_id = @regio and id = @betrokkene", new { regio, betrokkene, sessie.Nu });
        await sessie.LegVastAsync("betrokkene-verwijderd", wie, Rol.InternBegeleider, dossier.Id, betrokkene);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(dossier.Id);
    }
}
