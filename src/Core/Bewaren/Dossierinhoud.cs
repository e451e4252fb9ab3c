using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Ambulant.Core.Bewaren;

/// <summary>
/// Everything the school receives, in the shape of <c>dossier.json</c> (docs/overdracht.md). Property names are part of that format:
/// a change that a reader would notice is a new <see cref="Versie"/>.
/// </summary>
public sealed record Dossierinhoud(
    InhoudRegio Regio,
    InhoudDossier Dossier,
    InhoudLeerling? Leerling,
    IReadOnlyList<InhoudOuder> Ouders,
    InhoudHulpvraag? Hulpvraag,
    IReadOnlyList<InhoudBetrokkene> Betrokkenen,
    IReadOnlyList<InhoudStap> Stappen,
    IReadOnlyList<InhoudOvergang> Overgangen,
    IReadOnlyList<InhoudRegie> Regie,
    IReadOnlyList<InhoudStagnatie> Stagnaties,
    IReadOnlyList<InhoudLogboekregel> Logboek,
    IReadOnlyList<InhoudAdvies> Adviezen,
    IReadOnlyList<InhoudInterventie> Interventies,
    IReadOnlyList<InhoudDoel> Doelen,
    IReadOnlyList<InhoudAfspraak> Afspraken,
    IReadOnlyList<InhoudBlok> Blokken,
    IReadOnlyList<InhoudToestemming> Toestemmingen,
    IReadOnlyList<InhoudInstemming> Instemmingen,
    IReadOnlyList<InhoudBijlage> Bijlagen,
    IReadOnlyList<InhoudHandeling> Handelingen,
    IReadOnlyList<InhoudInzage> Inzagelog)
{
    private static readonly JsonSerializerOptions Opties = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
        WriteIndented = true,
        NewLine = "\n",
    };

    [JsonPropertyOrder(-2)]
    public string Formaat => "ambulant-dossier";

    [JsonPropertyOrder(-1)]
    public int Versie => 1;

    public byte[] AlsJson() => JsonSerializer.SerializeToUtf8Bytes(this, Opties);

    /// <summary>
    /// SHA-256 of the content, attachments included by their own. The inzagelog is left out: it grows by the very act of looking,
    /// so with it nobody could ever hold the current content.
    /// </summary>
    public string Som() => Convert.ToHexStringLower(SHA256.HashData((this with { Inzagelog = [] }).AlsJson()));
}

public sealed record InhoudRegio(string Sleutel, string Naam);

/// <param name="Onderwerp">"Leerling", "Groep" or "School".</param>
/// <param name="Groep">The group it is about.</param>
public sealed record InhoudDossier(
    string Nummer, DateTimeOffset GeopendOp, DateOnly? TrajectBegonnenOp, InhoudSchool School, InhoudRoute Route, string Onderwerp, string? Groep);

public sealed record InhoudSchool(string Brin, string Naam, string Plaats, string Bestuur);

public sealed record InhoudRoute(string Sleutel, string Naam, int Versie);

public sealed record InhoudLeerling(string Roepnaam, string Achternaam, DateOnly Geboortedatum, string Groep);

public sealed record InhoudOuder(string Naam, string? Email, bool Gezag);

public sealed record InhoudHulpvraag(string Signaal, string? Vraag, string? Gebied, string? Soort);

public sealed record InhoudBetrokkene(string Naam, string Rol, DateTimeOffset Sinds, DateTimeOffset? Tot, DateTimeOffset? BevestigdOp);

/// <summary>The dossier went on in another route, or in another version of its route.</summary>
/// <param name="Volgnummer">The first of the steps that counts there.</param>
/// <param name="Open">Names of the steps that were open when it came there.</param>
public sealed record InhoudOvergang(int Nummer, int Volgnummer, InhoudRoute Van, InhoudRoute Naar, IReadOnlyList<string> Open, string Reden, string Door, DateTimeOffset Op);

/// <summary>The regie went to someone.</summary>
public sealed record InhoudRegie(string Naam, string Rol, string Reden, string Door, DateTimeOffset Op);

/// <param name="Vervolg">What was done about it, oldest first.</param>
public sealed record InhoudStagnatie(string Soort, string Tekst, string Door, string Rol, DateTimeOffset Op, IReadOnlyList<InhoudVervolg> Vervolg);

/// <param name="Soort">"afspraak" or "gesloten".</param>
public sealed record InhoudVervolg(string Soort, string Tekst, string? Eigenaar, DateOnly? Wanneer, string Door, string Rol, DateTimeOffset Op);

/// <param name="Route">Key of the route in which the step was done.</param>
/// <param name="Soort">What kind of step, so that decisions and evaluations can be picked out; "Stoppen" when the dossier was stopped early.</param>
public sealed record InhoudStap(
    int Volgnummer, string Stap, string Naam, string Fase, string Soort, int Ronde, string Uitkomst, string UitkomstNaam,
    IReadOnlyList<InhoudAntwoord> Antwoorden, IReadOnlyList<InhoudAanwezige> Aanwezigen, string? Reden, string? Door, string Rol, DateTimeOffset Op, string Route);

public sealed record InhoudAntwoord(string Sleutel, string Vraag, string Antwoord);

public sealed record InhoudAanwezige(string Naam, string Rol);

/// <param name="Corrigeert">Id of the line that this one corrects.</param>
public sealed record InhoudLogboekregel(Guid Id, DateOnly Datum, string Soort, string Tekst, Guid? Corrigeert, string Door, string Rol, DateTimeOffset Op);

/// <param name="Logboekregel">Id of the line in which the advice was given.</param>
public sealed record InhoudAdvies(Guid Logboekregel, string Tekst, string? Verwerking, string? OppTekst, string? Reden, string? VerwerktDoor, DateTimeOffset? VerwerktOp);

public sealed record InhoudInterventie(string Wat, DateOnly Van, DateOnly? Tot, string? Opbrengst);

public sealed record InhoudDoel(string Doel, string ZichtbaarAan, string Stand);

public sealed record InhoudAfspraak(string Wat, string Eigenaar, DateOnly Wanneer, DateTimeOffset? GedaanOp);

/// <param name="Bijlage">File of the scan of a paper form.</param>
public sealed record InhoudToestemming(string Ouder, string Doel, string Tekstversie, string Soort, string Wijze, DateOnly? GetekendOp, string? Bijlage, string? VastgelegdDoor, DateTimeOffset Op);

/// <summary>A document of the region's own, with every version of it.</summary>
public sealed record InhoudBlok(string Sleutel, string Naam, IReadOnlyList<InhoudBlokversie> Versies);

public sealed record InhoudBlokversie(int Nummer, IReadOnlyList<InhoudAntwoord> Velden, string Door, string Rol, DateTimeOffset Op);

/// <param name="Versie">Version of the block it is about.</param>
/// <param name="Bijlage">File of the scan of a paper form.</param>
public sealed record InhoudInstemming(
    string Ouder, string Blok, int Versie, string Soort, string Wijze, string? Mening, DateOnly? GetekendOp, string? Bijlage, string? VastgelegdDoor, DateTimeOffset Op);

/// <param name="Bestand">Path in the ZIP.</param>
public sealed record InhoudBijlage(string Bestand, string Naam, string Soort, string Type, int Grootte, string Sha256, string? Door, DateTimeOffset Op)
{
    [JsonIgnore]
    internal Guid Id { get; init; }
}

public sealed record InhoudHandeling(string Soort, string Door, string Rol, DateTimeOffset Op);

public sealed record InhoudInzage(string Wie, string Rol, string Actie, string Wat, string? Grond, bool Volledig, DateTimeOffset Op);

/// <summary>The short code with which the ib-er shows to have opened what was downloaded. Stands in the ZIP and nowhere on screen.</summary>
public static class Controlecode
{
    // No I, O, 0 and 1: they are read for one another.
    private const string Tekens = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>For example "K7QMF-3HTPX".</summary>
    public static string Van(string som)
    {
        var bytes = Convert.FromHexString(som);
        return string.Create(11, bytes, static (uit, b) =>
        {
            for (var i = 0; i < 10; i++)
            {
                uit[i < 5 ? i : i + 1] = Tekens[b[i] & 31];
            }

            uit[5] = '-';
        });
    }

    /// <summary>Spaces, hyphens and capitals make no difference.</summary>
    public static bool Past(string? getypt, string som) => Kaal(getypt ?? "") == Kaal(Van(som));

    private static string Kaal(string code) => new([.. code.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)]);
}
