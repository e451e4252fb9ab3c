using Ambulant.Core.Toegang;

namespace Ambulant.Core.Logboek;

/// <summary>Kinds of lines, as they stand in the database.</summary>
public static class Logboeksoort
{
    public const string Observatie = "observatie";
    public const string Gesprek = "gesprek";
    public const string Overleg = "overleg";
    public const string Gebeurtenis = "gebeurtenis";
    public const string Overig = "overig";

    public static IReadOnlyList<string> Alle { get; } = [Observatie, Gesprek, Overleg, Gebeurtenis, Overig];

    // Who both guides and works at the school writes as begeleider, unless the act belongs to the school.
    internal static Rol[] Schrijvers(string soort) => soort is Gebeurtenis
        ? [Rol.InternBegeleider, Rol.Begeleider, Rol.Leerkracht, Rol.Consulent, Rol.Jeugdprofessional]
        : [Rol.Begeleider, Rol.InternBegeleider, Rol.Leerkracht, Rol.Consulent, Rol.Jeugdprofessional];
}
