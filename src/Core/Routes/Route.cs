using System.Text.Json.Serialization;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Routes;

/// <summary>A procedure of a region: phases with steps, and the outcomes that lead from one to the next.</summary>
/// <param name="Sleutel">Key within the region, kebab-case; stands in addresses and never changes.</param>
/// <param name="Begin">Key of the step that is open when a dossier starts.</param>
/// <param name="Slot">Key of the step that hands over and erases; stopping a dossier leads here.</param>
public sealed record Route(string Sleutel, string Naam, string Uitleg, string Begin, string Slot, IReadOnlyList<Fase> Fasen)
{
    /// <summary>The step key under which stopping early is written in the history. Not a step of any route.</summary>
    public const string Stoppen = "stoppen";

    /// <summary>What a hulpvraag on this route can be about.</summary>
    public IReadOnlyList<Onderwerp> Onderwerpen { get; init; } = [Onderwerp.Leerling];

    /// <summary>Purpose of the toestemming on this route, as in one of the letters of the region; null: that of its first letter.</summary>
    public string? Doel { get; init; }

    [JsonIgnore]
    public IEnumerable<Stap> Stappen => Fasen.SelectMany(f => f.Stappen);

    /// <summary>The step with this key, or null.</summary>
    public Stap? Vind(string sleutel) => Stappen.FirstOrDefault(s => s.Sleutel == sleutel);
}

/// <summary>What a hulpvraag, and with it a dossier, is about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Onderwerp>))]
public enum Onderwerp
{
    Leerling,
    Groep,
    School,
}

public sealed record Fase(string Sleutel, string Naam, IReadOnlyList<Stap> Stappen);

/// <summary>One step: who does it, what must hold, what is asked, and what it can lead to.</summary>
public sealed record Stap
{
    /// <summary>Key within the route, kebab-case.</summary>
    public required string Sleutel { get; init; }

    public required string Naam { get; init; }

    /// <summary>What to do, in plain Dutch (B1), one or two sentences.</summary>
    public required string Uitleg { get; init; }

    public Stapsoort Soort { get; init; }

    /// <summary>
    /// Who may complete it; any one of them suffices. With a step that the parents complete: who sees to it that they are asked, or
    /// nobody.
    /// </summary>
    public required IReadOnlyList<Rol> Rollen { get; init; }

    /// <summary>Who must have been there, each at least once; asked at completion.</summary>
    public IReadOnlyList<Rol> Aanwezig { get; init; } = [];

    /// <summary>Who normally is there, asked at completion without being demanded ("in principe aanwezig").</summary>
    public IReadOnlyList<Rol> Verwacht { get; init; } = [];

    public IReadOnlyList<Vereiste> Vereisten { get; init; } = [];

    public IReadOnlyList<Veld> Velden { get; init; } = [];

    public required IReadOnlyList<Uitkomst> Uitkomsten { get; init; }

    /// <summary>How long after opening it should be done; null when there is no term.</summary>
    public Termijn? Termijn { get; init; }

    /// <summary>With <see cref="Stapsoort.Instemming"/>: the block of the region whose newest version the parents agree with.</summary>
    public string? Blok { get; init; }

    /// <summary>The same betrokkenen are confirmed for the next phase with this step.</summary>
    public bool BevestigtBetrokkenen { get; init; }

    /// <summary>What parents read on their page while this step is open.</summary>
    public string VoorOuders { get; init; } = "";

    /// <summary>Where in the sources this step stands.</summary>
    public string Bron { get; init; } = "";

    /// <summary>Why law or code fixes this step, as a sentence for the regiobeheerder; null when the region may change everything of it.</summary>
    public string? Vast { get; init; }

    /// <summary>Completed with the form on its own page; other steps are completed where their work is done.</summary>
    [JsonIgnore]
    public bool HeeftFormulier => Soort is Stapsoort.Gewoon or Stapsoort.Besluit or Stapsoort.Evaluatie;
}

/// <summary>What completing a step means beyond its answers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Stapsoort>))]
public enum Stapsoort
{
    /// <summary>A form.</summary>
    Gewoon,

    /// <summary>Completed by the answers of the parents with gezag, not by a form.</summary>
    Toestemming,

    /// <summary>
    /// Completed by the answers of the parents with gezag on the newest version of <see cref="Stap.Blok"/>: with the first outcome
    /// when all agree, with the last when one does not.
    /// </summary>
    Instemming,

    /// <summary>Completed by writing in the logboek; opens again at once.</summary>
    Logboek,

    /// <summary>A decision of the alliance.</summary>
    Besluit,

    /// <summary>An evaluation with named people present.</summary>
    Evaluatie,

    /// <summary>Hands the dossier to the school and erases the copy of the alliance.</summary>
    Overdracht,
}

/// <summary>A named result of a step.</summary>
/// <param name="Opent">Steps that open now; a step that is open already stays as it is.</param>
/// <param name="Sluit">Open steps that close without being completed.</param>
/// <param name="SluitAlles">Everything else that is open closes.</param>
/// <param name="Reden">A reason must be given; everyone involved can read it.</param>
/// <param name="Start">The same dossier goes on in another route, with everything written still in it; this route is left.</param>
public sealed record Uitkomst(
    string Sleutel,
    string Naam,
    IReadOnlyList<string> Opent,
    IReadOnlyList<string>? Sluit = null,
    bool SluitAlles = false,
    bool Reden = false,
    Routestart? Start = null)
{
    /// <summary>The step is passed over: with a reason, and without its vereisten, answers and people present.</summary>
    public bool Overslaan { get; init; }
}

/// <summary>Where a dossier goes on: the newest version of another route of the region, at this step.</summary>
public sealed record Routestart(string Route, string Stap);

/// <summary>A field of the form of a step.</summary>
/// <param name="Rol">With <see cref="Veldsoort.Persoon"/>: from which role; the chosen person becomes betrokkene.</param>
/// <param name="Lengte">Most characters, 1 to 8000.</param>
/// <param name="ZonderNaam">Outsiders read this before toestemming: the name of the leerling is refused in it.</param>
public sealed record Veld(
    string Sleutel,
    string Label,
    Veldsoort Soort = Veldsoort.Tekst,
    bool Verplicht = true,
    string? Hint = null,
    IReadOnlyList<string>? Keuzes = null,
    Rol? Rol = null,
    int Lengte = 4000,
    bool ZonderNaam = false);

[JsonConverter(typeof(JsonStringEnumConverter<Veldsoort>))]
public enum Veldsoort
{
    Regel,
    Tekst,
    Keuze,
    Datum,
    Getal,
    Bevestiging,
    Persoon,

    /// <summary>One of the documents of the dossier, by name.</summary>
    Document,

    /// <summary>Which of the doelen of the dossier it is about.</summary>
    Doelen,
}

/// <summary>A term after the opening of a step.</summary>
/// <param name="Aantal">1 to 400.</param>
/// <param name="Vanaf">Not before this many units, as in "after 10-13 weeks"; less than <paramref name="Aantal"/>. Doing it earlier is warned of, not barred.</param>
public sealed record Termijn(int Aantal, Eenheid Eenheid, int? Vanaf = null);

[JsonConverter(typeof(JsonStringEnumConverter<Eenheid>))]
public enum Eenheid
{
    Dagen,
    Weken,

    /// <summary>Weeks in which the school is open: weeks that fall wholly in a holiday of the region do not count.</summary>
    Schoolweken,
}
