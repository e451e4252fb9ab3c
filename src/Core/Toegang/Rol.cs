namespace Ambulant.Core.Toegang;

/// <summary>The roles of the sources (domain page, section 4). How a region calls them is a word of that region.</summary>
public enum Rol
{
    Leerkracht,
    InternBegeleider,
    Directeur,
    Consulent,
    Besluitnemer,
    Begeleider,
    Jeugdprofessional,
    Regiobeheerder,
    Ouder,
}
