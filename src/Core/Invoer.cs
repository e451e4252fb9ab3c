using System.Globalization;
using System.Text.RegularExpressions;

namespace Ambulant.Core;

/// <summary>Reads typed input and collects what is wrong with it, each beside its field.</summary>
internal sealed partial class Invoer
{
    private readonly List<Weigering> weigeringen = [];

    public bool Goed => weigeringen.Count == 0;

    public Weigeringen Weigering => Resultaat.Geweigerd([.. weigeringen]);

    public void Fout(string veld, string bericht) => weigeringen.Add(new(veld, bericht));

    /// <summary>Text that must be there, trimmed.</summary>
    /// <param name="label">As in "Vul {label} in."</param>
    public string Tekst(string veld, string? waarde, string label, int lengte)
    {
        var tekst = Optioneel(veld, waarde, label, lengte);
        if (tekst is null)
        {
            Fout(veld, $"Vul {label} in.");
        }

        return tekst ?? "";
    }

    /// <summary>Text that may be left out; null when it is.</summary>
    public string? Optioneel(string veld, string? waarde, string label, int lengte)
    {
        var tekst = Ruw(veld, waarde, label, lengte);
        if (tekst is not null && Negencijferig().IsMatch(tekst))
        {
            Fout(veld, "Hier staat een nummer van 9 cijfers. Een BSN of onderwijsnummer mag niet in een dossier van het samenwerkingsverband staan. Haal het weg.");
        }

        return tekst;
    }

    private string? Ruw(string veld, string? waarde, string label, int lengte)
    {
        var tekst = waarde?.ReplaceLineEndings("\n").Trim();
        if (string.IsNullOrEmpty(tekst))
        {
            return null;
        }

        // PostgreSQL cannot hold it and nobody types it.
        if (tekst.Contains('\0', StringComparison.Ordinal))
        {
            Fout(veld, $"Er staat een teken in {label} dat niet kan. Typ de tekst opnieuw.");
        }

        if (tekst.Length > lengte)
        {
            Fout(veld, $"Maak {label} korter: hooguit {lengte} tekens. Het zijn er nu {tekst.Length}.");
        }

        return tekst;
    }

    /// <summary>A day as dd-mm-jjjj (also d-m-jjjj, with / or ., or jjjj-mm-dd).</summary>
    /// <returns>The day; a day in year 1 when it was refused.</returns>
    public DateOnly Datum(string veld, string? waarde, string label, DateOnly? van = null, DateOnly? tot = null)
    {
        if (string.IsNullOrWhiteSpace(waarde))
        {
            Fout(veld, $"Vul {label} in.");
            return default;
        }

        return OptioneleDatum(veld, waarde, label, van, tot) ?? default;
    }

    public DateOnly? OptioneleDatum(string veld, string? waarde, string label, DateOnly? van = null, DateOnly? tot = null)
    {
        if (string.IsNullOrWhiteSpace(waarde))
        {
            return null;
        }

        if (!Dag.Lees(waarde, out var dag))
        {
            Fout(veld, $"Schrijf {label} als dag-maand-jaar, bijvoorbeeld 24-11-2026.");
            return null;
        }

        if (dag < van)
        {
            Fout(veld, $"Kies een datum op of na {Dag.Kort(van.Value)}.");
        }
        else if (dag > tot)
        {
            Fout(veld, $"Kies een datum op of voor {Dag.Kort(tot.Value)}.");
        }

        return dag;
    }

    /// <summary>One of the choices.</summary>
    public string Keuze(string veld, string? waarde, string label, IEnumerable<string> keuzes)
    {
        if (string.IsNullOrEmpty(waarde))
        {
            Fout(veld, $"Kies {label}.");
        }
        else if (!keuzes.Contains(waarde))
        {
            Fout(veld, $"Deze keuze bestaat niet. Kies {label} opnieuw.");
        }

        return waarde ?? "";
    }

    /// <summary>An address that can be one; whether it exists shows when mail arrives.</summary>
    public string? Email(string veld, string? waarde)
    {
        var tekst = Ruw(veld, waarde, "het e-mailadres", 254);
        if (tekst is not null && (tekst.Any(char.IsWhiteSpace) || tekst.Any(char.IsControl) || !MimeKit.MailboxAddress.TryParse(tekst, out var adres) || adres.Address != tekst || !adres.Domain.Contains('.', StringComparison.Ordinal)))
        {
            Fout(veld, "Schrijf het e-mailadres zo: naam@voorbeeld.nl.");
        }

        return tekst;
    }

    // As a BSN or onderwijsnummer is written; not a telephone number after +31.
    [GeneratedRegex(@"(?<!\d|\+\d\d[ -]?)(\d{9}|\d{4}[ .-]\d{2}[ .-]\d{3}|\d{3}[ .-]\d{3}[ .-]\d{3})(?!\d)")]
    private static partial Regex Negencijferig();
}

/// <summary>Days as people in the Netherlands write them.</summary>
public static class Dag
{
    private static readonly string[] Vormen = ["d-M-yyyy", "d/M/yyyy", "d.M.yyyy", "yyyy-MM-dd", "d M yyyy"];

    /// <summary>Dutch, whatever the machine speaks.</summary>
    public static CultureInfo Nederlands { get; } = CultureInfo.GetCultureInfo("nl-NL");

    public static bool Lees(string waarde, out DateOnly dag) =>
        DateOnly.TryParseExact(waarde.Trim(), Vormen, CultureInfo.InvariantCulture, DateTimeStyles.None, out dag) && dag.Year is >= 1900 and <= 2100;

    /// <summary>24-11-2026.</summary>
    public static string Kort(DateOnly dag) => dag.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture);

    /// <summary>24 november 2026.</summary>
    public static string Lang(DateOnly dag) => dag.ToString("d MMMM yyyy", Nederlands);

    /// <summary>The day in the Netherlands of a moment.</summary>
    public static DateOnly Van(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Opslag.Tijdzone.Nederland).DateTime);

    /// <summary>14.05, in the Netherlands.</summary>
    public static string Tijd(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Opslag.Tijdzone.Nederland).ToString("HH.mm", Nederlands);

    /// <summary>24 november 2026, 14.05 uur.</summary>
    public static string Moment(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Opslag.Tijdzone.Nederland).ToString("d MMMM yyyy, HH.mm 'uur'", Nederlands);
}
