using Ambulant.Core.Opslag;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Dossiers;

/// <summary>The head of a dossier as this person may see it. Names and dates are null while the person may not see them, and when it is about no leerling.</summary>
/// <param name="Groep">Of the leerling, or the group that it is about; empty with a school.</param>
public sealed record Dossierkop(
    string Regio,
    Guid Id,
    string Nummer,
    Guid SchoolId,
    string School,
    Onderwerp Onderwerp,
    string? Roepnaam,
    string? Achternaam,
    DateOnly? Geboortedatum,
    string Groep,
    Guid? LeerlingId,
    Guid RouteversieId,
    bool ToestemmingGeldig,
    bool Volledig,
    IReadOnlyList<Rol> Rollen)
{
    /// <summary>Name of the leerling, or "Leerling uit groep 5" while the name is closed; "Groep 5" or the school when it is about those.</summary>
    public string Aanduiding => Dossiers.Aanduiding.Van(Onderwerp, Roepnaam is null ? null : $"{Roepnaam} {Achternaam}", Groep, School);

    public string Adres => $"/{Regio}/dossiers/{Id}";

    public bool Mag(Recht recht) => Rechten.Mag(recht, Rollen, Volledig);
}

/// <summary>
/// Opens a dossier for a page: whether it exists for this person, how much of it, and the line in the inzagelog, in one round trip.
/// Every page of a dossier passes here, so none can forget the line.
/// </summary>
public sealed class DossierOpenen(Database database) : IUseCase
{
    /// <param name="wat">Which page, for the inzagelog.</param>
    /// <returns>Null: not there, or not for this person; the two are not told apart.</returns>
    public async Task<Dossierkop?> OpenAsync(Gebruiker wie, string regio, Guid dossier, string wat, CancellationToken ct)
    {
        const string Sql = """
            with toegang as materialized (select rollen, volledig from dossier_toegang(@regio, @dossier, @persoon)),
            ingezien as (
              insert into inzage (regio_id, dossier_id, persoon_id, rol, wat, volledig, op)
              select @regio, @dossier, @persoon, t.rollen[1], @wat, t.volledig, @nu from toegang t)
            select d.regio_id as regio, d.id, d.nummer, d.school_id, s.naam as school, d.onderwerp,
                   case when t.volledig then l.roepnaam end as roepnaam,
                   case when t.volledig then l.achternaam end as achternaam,
                   case when t.volledig then l.geboortedatum end as geboortedatum,
                   coalesce(l.groep, d.groep, '') as groep, case when t.volledig then l.id end as leerling_id,
                   d.routeversie_id, d.toestemming_geldig, t.volledig, t.rollen
            from toegang t
            join dossier d on d.regio_id = @regio and d.id = @dossier
            left join leerling l on l.regio_id = d.regio_id and l.id = d.leerling_id
            join school s on s.regio_id = d.regio_id and s.id = d.school_id
            """;
        var rij = (await database.LijstAsync<Koprij>(regio, Sql, new { regio, dossier, persoon = wie.PersoonId, wat, nu = database.Nu }, ct)).SingleOrDefault();
        return rij is null
            ? null
            : new(rij.Regio, rij.Id, rij.Nummer, rij.SchoolId, rij.School, Enum.Parse<Onderwerp>(rij.Onderwerp), rij.Roepnaam, rij.Achternaam, rij.Geboortedatum, rij.Groep, rij.LeerlingId,
                rij.RouteversieId, rij.ToestemmingGeldig, rij.Volledig, [.. rij.Rollen.Select(Enum.Parse<Rol>)]);
    }

    private sealed record Koprij(
        string Regio, Guid Id, string Nummer, Guid SchoolId, string School, string Onderwerp, string? Roepnaam, string? Achternaam, DateOnly? Geboortedatum, string Groep,
        Guid? LeerlingId, Guid RouteversieId, bool ToestemmingGeldig, bool Volledig, string[] Rollen);
}
