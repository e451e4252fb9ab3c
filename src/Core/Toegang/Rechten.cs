using Ambulant.Core.Regios;

namespace Ambulant.Core.Toegang;

/// <summary>What can be done. Each page and each use case names exactly one.</summary>
public enum Recht
{
    // Outside every region
    PlatformBeheren,

    // In a region
    LeerlingZien,
    LeerlingBeheren,
    HulpvraagIndienen,
    RegioZien,
    PersonenBeheren,
    RouteBeheren,
    ProvidersBeheren,
    VerwijderbewijsZien,

    // In a dossier
    DossierZien,
    DossierVolledigZien,
    InzageZien,
    StapZien,
    HulpvraagSchrijven,
    InterventieSchrijven,
    LogboekSchrijven,
    AdviesVerwerken,
    DoelSchrijven,
    AfspraakSchrijven,
    DocumentToevoegen,
    BlokSchrijven,
    BetrokkeneBeheren,
    ToestemmingVragen,
    RegieOvernemen,
    StagnatieSignaleren,
    StagnatieOpvolgen,
    DossierStoppen,
    DossierOverdragen,
}

/// <summary>The one place that decides who may do what. The database function <c>dossier_toegang</c> decides whether a dossier exists for someone.</summary>
public static class Rechten
{
    private static readonly Rol[] School = [Rol.Leerkracht, Rol.InternBegeleider, Rol.Directeur];
    private static readonly Rol[] Betrokken = [.. School, Rol.Consulent, Rol.Besluitnemer, Rol.Begeleider, Rol.Jeugdprofessional];

    /// <summary>Rights of the platformbeheerder. They open nothing of any region.</summary>
    private static readonly Recht[] OpPlatform = [Recht.PlatformBeheren];

    /// <summary>Rights that a membership of the region gives.</summary>
    private static readonly Dictionary<Recht, Rol[]> InRegio = new()
    {
        [Recht.LeerlingZien] = School,
        [Recht.LeerlingBeheren] = [Rol.InternBegeleider, Rol.Leerkracht],
        [Recht.HulpvraagIndienen] = [Rol.InternBegeleider, Rol.Leerkracht],
        [Recht.RegioZien] = [.. Betrokken, Rol.Regiobeheerder],
        [Recht.PersonenBeheren] = [Rol.Regiobeheerder],
        [Recht.RouteBeheren] = [Rol.Regiobeheerder],
        [Recht.ProvidersBeheren] = [Rol.Regiobeheerder],
        [Recht.VerwijderbewijsZien] = [Rol.InternBegeleider, Rol.Directeur, Rol.Consulent, Rol.Regiobeheerder],
    };

    /// <summary>Rights in a dossier: the roles, and whether they hold only while names may be seen.</summary>
    private static readonly Dictionary<Recht, (Rol[] Rollen, bool Volledig)> InDossier = new()
    {
        [Recht.DossierZien] = (Betrokken, false),
        [Recht.DossierVolledigZien] = (Betrokken, true),
        [Recht.InzageZien] = ([Rol.InternBegeleider, Rol.Directeur], true),
        // Which roles may complete a step stands in the step itself; seeing its form is for everyone involved.
        [Recht.StapZien] = (Betrokken, false),
        [Recht.HulpvraagSchrijven] = ([Rol.InternBegeleider, Rol.Leerkracht], true),
        [Recht.InterventieSchrijven] = ([Rol.InternBegeleider, Rol.Leerkracht], true),
        [Recht.LogboekSchrijven] = ([Rol.InternBegeleider, Rol.Leerkracht, Rol.Consulent, Rol.Begeleider, Rol.Jeugdprofessional], true),
        [Recht.AdviesVerwerken] = ([Rol.InternBegeleider], true),
        [Recht.DoelSchrijven] = ([Rol.InternBegeleider, Rol.Leerkracht, Rol.Begeleider], true),
        [Recht.AfspraakSchrijven] = ([Rol.InternBegeleider, Rol.Leerkracht, Rol.Consulent, Rol.Begeleider, Rol.Jeugdprofessional], true),
        [Recht.DocumentToevoegen] = ([Rol.InternBegeleider, Rol.Leerkracht, Rol.Begeleider, Rol.Jeugdprofessional], true),
        // Which roles write a block stands in the block itself.
        [Recht.BlokSchrijven] = (Betrokken, true),
        [Recht.BetrokkeneBeheren] = ([Rol.InternBegeleider], true),
        [Recht.ToestemmingVragen] = ([Rol.InternBegeleider], true),
        [Recht.RegieOvernemen] = ([Rol.Directeur, Rol.Consulent], true),
        [Recht.StagnatieSignaleren] = ([Rol.InternBegeleider, Rol.Consulent], true),
        [Recht.StagnatieOpvolgen] = ([Rol.InternBegeleider, Rol.Directeur, Rol.Consulent], true),
        [Recht.DossierStoppen] = ([Rol.InternBegeleider], true),
        [Recht.DossierOverdragen] = ([Rol.InternBegeleider], true),
    };

    /// <summary>What a right in a dossier asks, for a statement that decides and reads at once.</summary>
    internal static (string[] Rollen, bool Volledig) Eis(Recht? recht) =>
        recht is { } r && InDossier.TryGetValue(r, out var eis) ? ([.. eis.Rollen.Select(x => x.ToString())], eis.Volledig) : ([], true);

    /// <summary>True when the right belongs to a dossier, false when a membership of the region gives it.</summary>
    public static bool IsDossierrecht(Recht recht) => InDossier.ContainsKey(recht);

    /// <summary>Whether the session must have been begun in two steps: for what only a beheerder does.</summary>
    public static bool VraagtTweeStappen(Recht recht) => OpPlatform.Contains(recht) || (InRegio.TryGetValue(recht, out var rollen) && rollen is [Rol.Regiobeheerder]);

    public static bool Mag(Recht recht, Gebruiker wie) => OpPlatform.Contains(recht) && wie.Platformbeheerder;

    public static bool Mag(Recht recht, Gebruiker wie, string regio) =>
        InRegio.TryGetValue(recht, out var rollen) && wie.RollenIn(regio).Any(rollen.Contains);

    /// <summary>Whether someone with these roles may make a version of this block.</summary>
    public static bool Schrijft(Blok blok, IReadOnlyCollection<Rol> rollen, bool volledig) => Mag(Recht.BlokSchrijven, rollen, volledig) && rollen.Any(blok.Schrijvers.Contains);

    public static bool Mag(Recht recht, IReadOnlyCollection<Rol> rollen, bool volledig) =>
        InDossier.TryGetValue(recht, out var eis) && (volledig || !eis.Volledig) && rollen.Any(eis.Rollen.Contains);
}
