using System.Globalization;
using System.Text.Json;

namespace Ambulant.Core.Bewaren;

/// <summary>How much of each kind was there, in words. What people do not know as a thing of their own is counted but not named.</summary>
public static class Tellingen
{
    // In the order in which a reader wants them.
    private static readonly (string Tabel, string Een, string Meer)[] Woorden =
    [
        ("dossier", "dossier", "dossiers"),
        ("leerling", "leerling", "leerlingen"),
        ("ouder", "ouder", "ouders"),
        ("hulpvraag", "hulpvraag", "hulpvragen"),
        ("stap_voltooid", "afgeronde stap", "afgeronde stappen"),
        ("dossier_overgang", "overgang naar een andere route of versie", "overgangen naar een andere route of versie"),
        ("regie", "overname van de regie", "overnames van de regie"),
        ("stagnatie", "stagnatie", "stagnaties"),
        ("logboekregel", "notitie in het logboek", "notities in het logboek"),
        ("advies", "advies", "adviezen"),
        ("interventie", "interventie", "interventies"),
        ("doel", "doel", "doelen"),
        ("afspraak", "afspraak", "afspraken"),
        ("blokversie", "versie van een eigen document van de regio", "versies van eigen documenten van de regio"),
        ("instemming", "vastgelegde vraag of antwoord over instemming", "vastgelegde vragen en antwoorden over instemming"),
        ("toestemming", "vastgelegde vraag of antwoord over toestemming", "vastgelegde vragen en antwoorden over toestemming"),
        ("document", "document", "documenten"),
        ("betrokkene", "betrokkene", "betrokkenen"),
        ("inzage", "regel in het inzagelog", "regels in het inzagelog"),
    ];

    /// <summary>For example "12 notities in het logboek". Everything without a name of its own comes last, added up.</summary>
    public static IReadOnlyList<string> InWoorden(IReadOnlyDictionary<string, long> tellingen)
    {
        var uit = Woorden.Where(w => tellingen.GetValueOrDefault(w.Tabel) > 0).Select(w => Regel(tellingen[w.Tabel], w.Een, w.Meer)).ToList();
        var overig = tellingen.Where(t => Woorden.All(w => w.Tabel != t.Key)).Sum(t => t.Value);
        if (overig > 0)
        {
            uit.Add(Regel(overig, "ander gegeven", "andere gegevens"));
        }

        return uit;
    }

    internal static Dictionary<string, long> Lees(string json) => JsonSerializer.Deserialize<Dictionary<string, long>>(json)!;

    private static string Regel(long aantal, string een, string meer) => string.Create(CultureInfo.InvariantCulture, $"{aantal} {(aantal == 1 ? een : meer)}");
}
