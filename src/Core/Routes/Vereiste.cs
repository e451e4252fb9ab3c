using System.Text.Json.Serialization;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;
using Microsoft.Extensions.Logging;

namespace Ambulant.Core.Routes;

/// <summary>Something that must hold before a step can be completed. Shown beforehand, with who can supply it.</summary>
/// <param name="Rol">With <see cref="Vereistesoort.Betrokkene"/>: the role that must take part.</param>
/// <param name="Sleutel">What of the region it is about: a block ("top-dossier"), a field of a block ("top-dossier/analyse") or a rule.</param>
public sealed record Vereiste(Vereistesoort Soort, Rol? Rol = null, string? Sleutel = null);

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

    /// <summary>The block is written, or with a field: that field is filled in, in its newest version.</summary>
    Blok,

    /// <summary>Every parent with gezag agrees with the newest version of the block.</summary>
    Instemming,

    /// <summary>A rule of the region itself holds.</summary>
    Regel,
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
    int OudersMetGezag)
{
    /// <summary>Facts of a dossier in which nothing was done yet.</summary>
    public static Dossierfeiten Leeg { get; } = new(false, 0, 0, false, false, new HashSet<Rol>(), 0, 0, 0, 0);

    /// <summary>The newest version of each block of the region that has been written.</summary>
    public IReadOnlyDictionary<string, Blokfeit> Blokken { get; init; } = new Dictionary<string, Blokfeit>();
}

/// <summary>The newest version of a block.</summary>
/// <param name="Inhoud">Per field that is filled in, what it says.</param>
/// <param name="Ingestemd">Every parent with gezag agrees with this version.</param>
public sealed record Blokfeit(int Versie, IReadOnlyDictionary<string, string> Inhoud, bool Ingestemd);

/// <summary>A vereiste against the facts.</summary>
/// <param name="Door">Who can supply what is missing.</param>
/// <param name="Pagina">Page of the dossier where it is supplied, relative to the dossier's address.</param>
/// <param name="Storing">The rule of the region failed by itself: it counts as not met and has to be mended in the module.</param>
public sealed record Vereistestand(Vereiste Vereiste, bool Voldaan, IReadOnlyList<Rol> Door, string Pagina, bool Storing = false);

/// <summary>Holds vereisten against the facts of a dossier.</summary>
public sealed partial class Vereisten(Regioregister regios, ILoggerFactory logboeken)
{
    private readonly ILogger logboek = logboeken.CreateLogger<Vereisten>();

    /// <summary>Each vereiste of the step with whether it holds, in the order of the step.</summary>
    public IReadOnlyList<Vereistestand> Toets(string regio, Stap stap, Dossierfeiten feiten) => [.. stap.Vereisten.Select(v => Toets(regios[regio], v, feiten))];

    private Vereistestand Toets(IRegio regio, Vereiste v, Dossierfeiten f) => v.Soort switch
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
        Vereistesoort.Blok => Blok(regio, v, f),
        Vereistesoort.Instemming => new(v, f.Blokken.TryGetValue(v.Sleutel!, out var blok) && blok.Ingestemd, [Rol.Ouder, Rol.InternBegeleider], $"blokken/{v.Sleutel}/instemming"),
        Vereistesoort.Regel => Regel(regio, v, f),
        _ => throw new ArgumentOutOfRangeException(nameof(v), v.Soort, null),
    };

    private static Vereistestand Blok(IRegio regio, Vereiste v, Dossierfeiten f)
    {
        var (sleutel, veld) = v.Sleutel!.Split('/', 2) is [var s, var w] ? (s, w) : (v.Sleutel, null);
        var voldaan = f.Blokken.TryGetValue(sleutel, out var blok) && (veld is null || blok.Inhoud.ContainsKey(veld));
        return new(v, voldaan, regio.Blokken.FirstOrDefault(b => b.Sleutel == sleutel)?.Schrijvers ?? [Rol.InternBegeleider], $"blokken/{sleutel}/wijzigen");
    }

    // A rule is the code of a module: whatever it does, the page and the dossier go on.
    private Vereistestand Regel(IRegio regio, Vereiste v, Dossierfeiten f)
    {
        var regel = regio.Regels.FirstOrDefault(r => r.Sleutel == v.Sleutel);
        if (regel is null)
        {
            return new(v, false, [Rol.Regiobeheerder], "", Storing: true);
        }

        try
        {
            return new(v, regel.Voldaan(f), regel.Door, regel.Pagina);
        }
#pragma warning disable CA1031
        catch (Exception e)
        {
            RegelFaalt(logboek, regel.Sleutel, regio.GetType().Assembly.GetName().Name, e);
            return new(v, false, regel.Door, regel.Pagina, Storing: true);
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Regel '{Regel}' van de module {Module} werpt een fout. Zij telt als niet voldaan.")]
    private static partial void RegelFaalt(ILogger logger, string regel, string? module, Exception fout);
}
