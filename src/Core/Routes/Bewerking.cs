namespace Ambulant.Core.Routes;

/// <summary>
/// One change that a regiobeheerder makes to a route, as typed. <see cref="Bewerken.Doe"/> carries it out or says at which field it is wrong.
/// </summary>
public abstract record Bewerking;

/// <summary>A change of one phase.</summary>
public abstract record Fasebewerking(string Fase) : Bewerking;

/// <summary>A change of one step.</summary>
public abstract record Stapbewerking(string Stap) : Bewerking;

/// <param name="Begin">Key of the step that is open when a dossier starts.</param>
/// <param name="Doel">Purpose of the toestemming, as in one of the letters; empty: that of the first letter.</param>
public sealed record RouteNoemen(string? Naam, string? Uitleg, IReadOnlyList<string> Onderwerpen, string? Doel, string? Begin) : Bewerking;

public sealed record FaseToevoegen(string? Naam) : Bewerking;

public sealed record FaseNoemen(string Fase, string? Naam) : Fasebewerking(Fase);

/// <param name="Omlaag">Towards the end of the route.</param>
public sealed record FaseVerplaatsen(string Fase, bool Omlaag) : Fasebewerking(Fase);

public sealed record FaseVerwijderen(string Fase) : Fasebewerking(Fase);

/// <param name="Na">
/// "stap/uitkomst" after which the new step comes, in between what followed there; <see cref="Bewerken.Vooraan"/>: the route begins with it;
/// <see cref="Bewerken.Nergens"/>: nothing leads to it yet.
/// </param>
public sealed record StapToevoegen(string? Naam, string? Uitleg, IReadOnlyList<string> Rollen, string? Na) : Bewerking;

/// <summary>A step that nothing leads to gets its place on the way.</summary>
/// <param name="Na">As with <see cref="StapToevoegen"/>.</param>
public sealed record StapTussenvoegen(string Stap, string? Na) : Stapbewerking(Stap);

/// <param name="Vervanger">The step that takes its place wherever an uitkomst led to it; empty: nothing does.</param>
public sealed record StapVerwijderen(string Stap, string? Vervanger) : Stapbewerking(Stap);

public sealed record StapVerplaatsen(string Stap, bool Omlaag) : Stapbewerking(Stap);

public sealed record StapNoemen(string Stap, string? Naam, string? Uitleg, string? VoorOuders) : Stapbewerking(Stap);

/// <summary>Who does a step and who is there.</summary>
public sealed record StapToewijzen(string Stap, IReadOnlyList<string> Rollen, IReadOnlyList<string> Aanwezig, IReadOnlyList<string> Verwacht, bool BevestigtBetrokkenen) : Stapbewerking(Stap);

/// <param name="Vereisten">Each as <see cref="Bewerken.Vereistesleutel"/> writes it.</param>
public sealed record StapVereisen(string Stap, IReadOnlyList<string> Vereisten) : Stapbewerking(Stap);

/// <param name="Aantal">A number, or empty: no term.</param>
/// <param name="Vanaf">Not before this many; empty: at once.</param>
public sealed record TermijnZetten(string Stap, string? Aantal, string? Eenheid, string? Vanaf) : Stapbewerking(Stap);

/// <summary>The step may be passed over, with a reason, or no longer.</summary>
public sealed record OverslaanToestaan(string Stap, bool Mag) : Stapbewerking(Stap);

/// <summary>The step may be done again before the route goes on, or no longer.</summary>
public sealed record HerhalenToestaan(string Stap, bool Mag) : Stapbewerking(Stap);

public sealed record VeldToevoegen(string Stap, Veldinvoer Invoer) : Stapbewerking(Stap);

public sealed record VeldWijzigen(string Stap, string Veld, Veldinvoer Invoer) : Stapbewerking(Stap);

public sealed record VeldVerplaatsen(string Stap, string Veld, bool Omlaag) : Stapbewerking(Stap);

public sealed record VeldVerwijderen(string Stap, string Veld) : Stapbewerking(Stap);

public sealed record UitkomstToevoegen(string Stap, Uitkomstinvoer Invoer) : Stapbewerking(Stap);

public sealed record UitkomstWijzigen(string Stap, string Uitkomst, Uitkomstinvoer Invoer) : Stapbewerking(Stap);

public sealed record UitkomstVerwijderen(string Stap, string Uitkomst) : Stapbewerking(Stap);

/// <summary>The whole route at once: from a file, or merged with a new version of the module.</summary>
public sealed record RouteVervangen(Route Route) : Bewerking;

/// <param name="Keuzes">One on each line.</param>
public sealed record Veldinvoer(string? Label, string? Hint, string? Soort, bool Verplicht, string? Keuzes, string? Rol, bool ZonderNaam);

/// <param name="Opent">Keys of the steps that open now; the own key: the step opens again.</param>
/// <param name="Start">"route/stap" where the dossier goes on; empty: it stays on this route.</param>
public sealed record Uitkomstinvoer(string? Naam, IReadOnlyList<string> Opent, IReadOnlyList<string> Sluit, bool SluitAlles, bool Reden, string? Start = null);
