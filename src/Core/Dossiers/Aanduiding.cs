using Ambulant.Core.Routes;

namespace Ambulant.Core.Dossiers;

/// <summary>How a dossier is called in a list and at the head of its pages.</summary>
public static class Aanduiding
{
    /// <param name="naam">Name of the leerling; null while it is closed to this person.</param>
    /// <param name="groep">Of the leerling, or the group that it is about.</param>
    public static string Van(Onderwerp onderwerp, string? naam, string groep, string school) => onderwerp switch
    {
        Onderwerp.School => school,
        Onderwerp.Groep => $"Groep {groep}",
        _ => naam ?? $"Leerling uit groep {groep}",
    };
}
