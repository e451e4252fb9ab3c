namespace Ambulant.Core.Toegang;

/// <summary>A role of a person in a region, at a school or an organisation.</summary>
public sealed record Lidmaatschap(string Regio, Rol Rol, Guid? SchoolId, Guid? OrganisatieId);

/// <summary>Who is signed in, with the memberships as they are at this request.</summary>
public sealed record Gebruiker(Guid PersoonId, string Naam, IReadOnlyList<Lidmaatschap> Lidmaatschappen)
{
    /// <summary>Where the request comes from, for the inzagelog.</summary>
    public string? Herkomst { get; init; }

    /// <summary>Manages the platform; gives nothing in any region.</summary>
    public bool Platformbeheerder { get; init; }

    public IEnumerable<string> Regios => Lidmaatschappen.Select(l => l.Regio).Distinct();

    public bool In(string regio) => Lidmaatschappen.Any(l => l.Regio == regio);

    public IEnumerable<Rol> RollenIn(string regio) => Lidmaatschappen.Where(l => l.Regio == regio).Select(l => l.Rol).Distinct();

    /// <summary>What someone is in the region where no dossier says it.</summary>
    internal string RolBuiten(string regio) => (RollenIn(regio).Concat(Lidmaatschappen.Select(l => l.Rol)).Cast<Rol?>().FirstOrDefault() ?? Rol.Ouder).ToString();

    /// <summary>The schools of the region where the person has one of the roles.</summary>
    public IEnumerable<Guid> ScholenIn(string regio, params Rol[] rollen) =>
        Lidmaatschappen.Where(l => l.Regio == regio && l.SchoolId is not null && rollen.Contains(l.Rol)).Select(l => l.SchoolId!.Value).Distinct();
}
