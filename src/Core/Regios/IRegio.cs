using Ambulant.Core.Routes;
using Ambulant.Core.Termijnen;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Regios;

/// <summary>
/// A region (samenwerkingsverband) as a plugin: everything Ambulant must know to run its procedure. An implementation is found by
/// Scrutor in assemblies named <c>Ambulant.Modules.*</c>; it holds no state and needs no constructor arguments.
/// </summary>
public interface IRegio
{
    /// <summary>Key of the region: lower-case letters, digits and hyphens, 2 to 39 characters. Stands in addresses and in every row.</summary>
    string Sleutel { get; }

    /// <summary>Name as people in the region write it.</summary>
    string Naam { get; }

    /// <summary>The words of the region.</summary>
    Woorden Woorden { get; }

    /// <summary>The colours of the region.</summary>
    Thema Thema { get; }

    /// <summary>The procedures, each the base version of its route. May be empty: then no dossier can start.</summary>
    IReadOnlyList<Route> Routes { get; }

    /// <summary>Areas on which begeleiding is given; a hulpvraag names one.</summary>
    IReadOnlyList<string> Gebieden { get; }

    /// <summary>Kinds of expertise and the organisation and funding that go with each. May be empty.</summary>
    IReadOnlyList<Deskundigheid> Deskundigheden { get; }

    /// <summary>The letter with which toestemming is asked.</summary>
    Toestemmingsbrief Brief { get; }

    /// <summary>All letters, each with a purpose of its own; a route names its purpose.</summary>
    IReadOnlyList<Toestemmingsbrief> Brieven => [Brief];

    /// <summary>What is kept after closing, and why; shown to school and parents.</summary>
    Bewaarregel Bewaren { get; }

    /// <summary>School holidays, for terms in school weeks.</summary>
    IReadOnlyList<Vakantie> Vakanties { get; }

    /// <summary>Own documents of a dossier, with versions.</summary>
    IReadOnlyList<Blok> Blokken => [];

    /// <summary>Own rules that a step can demand.</summary>
    IReadOnlyList<Regel> Regels => [];
}

/// <summary>How a region calls the shared concepts.</summary>
/// <param name="Rollen">Label per role, lower case, as in "de swv-er". Roles left out carry their general name.</param>
/// <param name="Voluit">Abbreviations of the region written out, for first use on a page.</param>
public sealed record Woorden(IReadOnlyDictionary<Rol, string> Rollen, IReadOnlyDictionary<string, string> Voluit)
{
    private static readonly Dictionary<Rol, string> Algemeen = new()
    {
        [Rol.Leerkracht] = "leerkracht",
        [Rol.InternBegeleider] = "intern begeleider",
        [Rol.Directeur] = "directeur",
        [Rol.Consulent] = "consulent",
        [Rol.Besluitnemer] = "besluitnemer",
        [Rol.Begeleider] = "ambulant begeleider",
        [Rol.Jeugdprofessional] = "jeugdprofessional",
        [Rol.Regiobeheerder] = "regiobeheerder",
        [Rol.Ouder] = "ouder",
    };

    public string Noem(Rol rol) => Rollen.GetValueOrDefault(rol) ?? Algemeen[rol];

    public string Noem(IEnumerable<Rol> rollen) => string.Join(" of ", rollen.Select(Noem));
}

/// <summary>An expertise, the kind of organisation that offers it and who pays.</summary>
/// <param name="BetaaldUit">"samenwerkingsverband" or "landelijke regeling".</param>
public sealed record Deskundigheid(string Naam, string Organisatie, string BetaaldUit);

/// <summary>The text on which parents decide. A new text is a new version; toestemming holds for the version read.</summary>
/// <param name="Versie">For example "2026-1".</param>
/// <param name="Alineas">Paragraphs in plain Dutch; a heading carries <see cref="Alinea.Kop"/>, a list its items.</param>
/// <param name="Vraag">The sentence that is agreed to.</param>
public sealed record Toestemmingsbrief(string Versie, string Doel, string Titel, IReadOnlyList<Alinea> Alineas, string Vraag);

/// <summary>A part of a letter: an optional heading, text, and an optional list below it.</summary>
public sealed record Alinea(string? Kop, string Tekst, IReadOnlyList<string>? Lijst = null);

/// <summary>What the alliance keeps of a closed dossier.</summary>
/// <param name="MaandenNaSluiten">0: nothing is kept. Anything else stops the start: keeping longer is not carried out yet.</param>
public sealed record Bewaarregel(int MaandenNaSluiten, string Uitleg);
