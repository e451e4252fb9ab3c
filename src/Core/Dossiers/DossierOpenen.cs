using Ambulant.Core.Inzagen;
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
/// Opens a dossier for a page: whether it exists for this person, whether the page may be opened, how much of it, and the line in the
/// inzagelog, in one round trip. Every page of a dossier passes here, so none can forget the line. Not there, not yours and not this page
/// are one statement with one outcome.
/// </summary>
public sealed class DossierOpenen(Database database) : IUseCase
{
    /// <returns>Null: not there, or not for this person; the two are not told apart.</returns>
    public async Task<Dossierkop?> OpenAsync(Gebruiker wie, string regio, Guid dossier, Inzagevraag vraag, CancellationToken ct)
    {
        const string Sql = """
            with toegang as materialized (
              select t.rollen, t.volledig, d.onderwerp,
                     (select r from unnest(t.rollen) r where r = any (@bevoegd) order by r in ('Leerkracht', 'InternBegeleider', 'Directeur') desc limit 1) as rol
              from dossier_toegang(@regio, @dossier, @persoon) t join dossier d on d.regio_id = @regio and d.id = @dossier),
            mag as materialized (
              select rollen, volledig, onderwerp, rol from toegang
              where rol is not null and (volledig or not @eistVolledig) and (onderwerp = 'Leerling' or not @overLeerling)),
            ingezien as (
              insert into inzage (regio_id, dossier_id, object_id, persoon_id, rol, actie, wat, resultaat, grond, herkomst, volledig, op)
              select @regio, case when m.rol is not null then @dossier end, case when m.rol is null then (select d.id from dossier d where d.regio_id = @regio and d.id = @dossier) else @onderdeel::uuid end,
                     @persoon, coalesce(m.rol, @buiten), @actie, @wat, case when m.rol is null then 'geweigerd' else 'gegeven' end,
                     case when m.rol is null then null
                          when m.rollen && array['Leerkracht', 'InternBegeleider', 'Directeur'] then 'school'
                          when m.onderwerp <> 'Leerling' then 'betrokken'
                          when m.volledig then 'toestemming'
                          else 'zonder naam' end,
                     @herkomst, coalesce(m.volledig, false), @nu
              from (values (1)) altijd (een) left join mag m on true)
            select d.regio_id as regio, d.id, d.nummer, d.school_id, s.naam as school, d.onderwerp,
                   case when m.volledig then l.roepnaam end as roepnaam,
                   case when m.volledig then l.achternaam end as achternaam,
                   case when m.volledig then l.geboortedatum end as geboortedatum,
                   coalesce(l.groep, d.groep, '') as groep, case when m.volledig then l.id end as leerling_id,
                   d.routeversie_id, d.toestemming_geldig, m.volledig, m.rollen
            from mag m
            join dossier d on d.regio_id = @regio and d.id = @dossier
            left join leerling l on l.regio_id = d.regio_id and l.id = d.leerling_id
            join school s on s.regio_id = d.regio_id and s.id = d.school_id
            """;
        var (bevoegd, eistVolledig) = Rechten.Eis(vraag.Recht);
        var rij = (await database.LijstAsync<Koprij>(regio, Sql, new
        {
            regio,
            dossier,
            persoon = wie.PersoonId,
            bevoegd,
            eistVolledig,
            overLeerling = vraag.OverLeerling,
            onderdeel = vraag.Object,
            buiten = wie.RolBuiten(regio),
            actie = vraag.Actienaam,
            wat = vraag.Wat,
            herkomst = wie.Herkomst,
            nu = database.Nu,
        }, ct)).SingleOrDefault();
        return rij is null
            ? null
            : new(rij.Regio, rij.Id, rij.Nummer, rij.SchoolId, rij.School, Enum.Parse<Onderwerp>(rij.Onderwerp), rij.Roepnaam, rij.Achternaam, rij.Geboortedatum, rij.Groep, rij.LeerlingId,
                rij.RouteversieId, rij.ToestemmingGeldig, rij.Volledig, [.. rij.Rollen.Select(Enum.Parse<Rol>)]);
    }

    private sealed record Koprij(
        string Regio, Guid Id, string Nummer, Guid SchoolId, string School, string Onderwerp, string? Roepnaam, string? Achternaam, DateOnly? Geboortedatum, string Groep,
        Guid? LeerlingId, Guid RouteversieId, bool ToestemmingGeldig, bool Volledig, string[] Rollen);
}
