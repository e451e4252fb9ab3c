using Ambulant.Core.Leerlingen;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Scholen;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Hulpvragen;

/// <summary>A leerling for whom a hulpvraag can be made.</summary>
/// <param name="LopendDossier">A dossier on this route runs already.</param>
/// <param name="LopendOpen">The person may open that dossier.</param>
public sealed record Leerlingkeuze(Guid Id, Guid SchoolId, string Roepnaam, string Achternaam, string Groep, Guid? LopendDossier, bool LopendOpen)
{
    public string Naam => $"{Roepnaam} {Achternaam}";
}

/// <summary>Someone of a school who can take part.</summary>
public sealed record Collega(Guid PersoonId, string Naam, Rol Rol, Guid SchoolId);

/// <summary>A route that a hulpvraag can begin, and what it is then about.</summary>
public sealed record Routekeuze(string Sleutel, Guid Versie, string Naam, string Uitleg, Onderwerp Onderwerp)
{
    /// <summary>As in the form: "voorlichting/groep"; the key alone when it is about a leerling.</summary>
    public string Waarde => Onderwerp is Onderwerp.Leerling ? Sleutel : $"{Sleutel}/{Onderwerp.ToString().ToLowerInvariant()}";
}

/// <summary>What can be chosen when making a hulpvraag.</summary>
/// <param name="Routes">Empty: nothing is published, nothing can begin.</param>
/// <param name="Route">The one chosen, or the only one; null: still to be chosen.</param>
public sealed record Hulpvraagkeuzes(
    IReadOnlyList<Routekeuze> Routes,
    Routekeuze? Route,
    IReadOnlyList<Schoolkeuze> Scholen,
    IReadOnlyList<Leerlingkeuze> Leerlingen,
    IReadOnlyList<Collega> Collegas,
    IReadOnlyList<string> Gebieden)
{
    /// <summary>The school it is about: that of the leerling, else the one chosen, else the only one.</summary>
    public Guid? SchoolVan(string? leerling, string? school) =>
        Leerlingen.FirstOrDefault(l => Is(l.Id, leerling))?.SchoolId ?? Scholen.FirstOrDefault(s => Is(s.Id, school))?.Id ?? (Scholen is [var enige] ? enige.Id : null);

    public Leerlingkeuze? Leerling(string? leerling) => Leerlingen.FirstOrDefault(l => Is(l.Id, leerling));

    public IEnumerable<Collega> Van(Guid? school, Rol rol) => Collegas.Where(c => c.SchoolId == school && c.Rol == rol);

    private static bool Is(Guid id, string? getypt) => Guid.TryParse(getypt, out var gelezen) && gelezen == id;
}

/// <summary>Reads what can be chosen when making a hulpvraag: the own schools, the leerlingen one sees, the colleagues there.</summary>
public sealed class HulpvraagFormulier(Database database, Regioregister regios, Regioroutes beschikbaar) : IUseCase
{
    /// <summary>Roles that submit a hulpvraag.</summary>
    internal static readonly Rol[] Indieners = [Rol.Leerkracht, Rol.InternBegeleider];

    /// <param name="route">As chosen so far.</param>
    public async Task<Hulpvraagkeuzes> LeesAsync(Gebruiker wie, string regio, string? route, CancellationToken ct)
    {
        const string Sql = $"""
            select s.id, s.naam from school s where s.regio_id = @regio and s.id = any (@scholen) order by s.naam;
            select l.id, l.school_id, l.roepnaam, l.achternaam, l.groep, d.id as lopend_dossier,
                   d.id is not null and exists (select from dossier_toegang(@regio, d.id, @persoon)) as lopend_open
            from leerling l
            left join lateral (
              select x.id from dossier x join routeversie v on v.regio_id = x.regio_id and v.id = x.routeversie_id
              where x.regio_id = l.regio_id and x.leerling_id = l.id and v.route = @route order by x.geopend_op desc limit 1) d on true
            where l.regio_id = @regio and l.school_id = any (@scholen) and {Leerlingzicht.Sql}
            order by l.roepnaam, l.achternaam limit 500;
            select m.persoon_id, p.naam, m.rol, m.school_id from lidmaatschap m join persoon p on p.id = m.persoon_id
            where m.regio_id = @regio and m.school_id = any (@scholen) and m.rol = any (@rollen) and m.tot is null order by p.naam limit 500
            """;
        var plan = regios[regio];
        var routes = await RoutesAsync(beschikbaar, regio, ct);
        var gekozen = Kies(routes, route);
        var waarden = new
        {
            regio,
            persoon = wie.PersoonId,
            route = gekozen?.Sleutel ?? "",
            scholen = wie.ScholenIn(regio, Indieners).ToArray(),
            rollen = Indieners.Select(r => r.ToString()).ToArray(),
        };
        return await database.LeesAsync(regio, Sql, waarden, async r => new Hulpvraagkeuzes(
            routes,
            gekozen,
            (await r.ReadAsync<Schoolkeuze>()).ToList(),
            (await r.ReadAsync<Leerlingkeuze>()).ToList(),
            (await r.ReadAsync<Collegarij>()).Select(c => new Collega(c.PersoonId, c.Naam, Enum.Parse<Rol>(c.Rol), c.SchoolId)).ToList(),
            plan.Gebieden), ct);
    }

    internal static async Task<IReadOnlyList<Routekeuze>> RoutesAsync(Regioroutes beschikbaar, string regio, CancellationToken ct) =>
    [
        .. (await beschikbaar.LeesAsync(regio, ct)).Where(v => v.InGebruik)
            .SelectMany(v => v.Route.Onderwerpen.Select(o => new Routekeuze(v.Route.Sleutel, v.Versie, v.Route.Naam, v.Route.Uitleg, o))),
    ];

    internal static Routekeuze? Kies(IReadOnlyList<Routekeuze> routes, string? waarde) => routes is [var enige] ? enige : routes.FirstOrDefault(r => r.Waarde == waarde);

    private sealed record Collegarij(Guid PersoonId, string Naam, string Rol, Guid SchoolId);
}
