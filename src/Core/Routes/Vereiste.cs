using System.Text.Json.Serialization;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Routes;

/// <summary>Something that must hold before a step can be completed. Shown beforehand, with who can supply it.</summary>
/// <param name="Rol">With <see cref="Vereistesoort.Betrokkene"/>: the role that must take part.</param>
public sealed record Vereiste(Vereistesoort Soort, Rol? Rol = null);

[JsonConverter(typeof(JsonStringEnumConverter<Vereistesoort>))]
public enum Vereistesoort
{
    /// <summary>Question, area and kind are filled in.</summary>
    Hulpvraag,

    /// <summary>At least one interventie, and each has its opbrengst.</summary>
    Interventies,

    /// <summary>The OPP is attached as a document.</summary>
    Opp,

    /// <summary>Every parent with gezag has given toestemming and none withdrew it.</summary>
    Toestemming,

    /// <summary>Someone in the role takes part.</summary>
    Betrokkene,

    /// <summary>At least one doel is set.</summary>
    Doelen,

    /// <summary>At least one afspraak is made: who does what when.</summary>
    Afspraken,

    /// <summary>No advies waits to be worked into the OPP.</summary>
    Adviezen,

    /// <summary>The leerling has at least one parent with gezag and an address or paper form can be used.</summary>
    Ouders,
}

/// <summary>What is known of a dossier at this moment, as far as vereisten look at it.</summary>
public sealed record Dossierfeiten(
    bool HulpvraagCompleet,
    int Interventies,
    int InterventiesZonderOpbrengst,
    bool OppAanwezig,
    bool ToestemmingGeldig,
    IReadOnlySet<Rol> Betrokken,
    int Doelen,
    int Afspraken,
    int AdviezenOpen,
    int OudersMetGezag);

/// <summary>A vereiste against the facts.</summary>
/// <param name="Door">Who can supply what is missing.</param>
/// <param name="Pagina">Page of the dossier where it is supplied, relative to the dossier's address.</param>
public sealed record Vereistestand(Vereiste Vereiste, bool Voldaan, IReadOnlyList<Rol> Door, string Pagina);

public static class Vereisten
{
    /// <summary>Each vereiste of the step with whether it holds, in the order of the step.</summary>
    public static IReadOnlyList<Vereistestand> Toets(Stap stap, Dossierfeiten feiten) => [.. stap.Vereisten.Select(v => Toets(v, feiten))];

    private static Vereistestand Toets(Vereiste v, Dossierfeiten f) => v.Soort switch
    {
        Vereistesoort.Hulpvraag => new(v, f.HulpvraagCompleet, [Rol.InternBegeleider], "hulpvraag"),
        Vereistesoort.Interventies => new(v, f is { Interventies: > 0, InterventiesZonderOpbrengst: 0 }, [Rol.Leerkracht, Rol.InternBegeleider], "interventies"),
        Vereistesoort.Opp => new(v, f.OppAanwezig, [Rol.InternBegeleider], "opp"),
        Vereistesoort.Toestemming => new(v, f.ToestemmingGeldig, [Rol.Ouder, Rol.InternBegeleider], "toestemming"),
        Vereistesoort.Betrokkene => new(v, v.Rol is { } rol && f.Betrokken.Contains(rol), [Rol.InternBegeleider], "betrokkenen"),
        Vereistesoort.Doelen => new(v, f.Doelen > 0, [Rol.InternBegeleider], "doelen"),
        Vereistesoort.Afspraken => new(v, f.Afspraken > 0, [Rol.InternBegeleider], "afspraken"),
        Vereistesoort.Adviezen => new(v, f.AdviezenOpen == 0, [Rol.InternBegeleider], "adviezen"),
        Vereistesoort.Ouders => new(v, f.OudersMetGezag > 0, [Rol.InternBegeleider], "ouders"),
        _ => throw new ArgumentOutOfRangeException(nameof(v), v.Soort, null),
    };
}
