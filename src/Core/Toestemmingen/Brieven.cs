using Ambulant.Core.Regios;
using Ambulant.Core.Routes;

namespace Ambulant.Core.Toestemmingen;

/// <summary>Which letter goes with which route of a region.</summary>
public static class Brieven
{
    /// <summary>The letter with which toestemming is asked in a dossier on this route.</summary>
    public static Toestemmingsbrief BriefVoor(this IRegio regio, Route route) => regio.Brieven.FirstOrDefault(b => b.Doel == route.Doel) ?? regio.Brief;
}
