using System.Globalization;
using System.Text;
using Ambulant.Core.Opslag;

namespace Ambulant.Core.Dossiers;

/// <summary>Recognises the name or date of birth of the leerling in a text that outsiders read before toestemming ("vraag zonder naam").</summary>
internal sealed class Naamloos
{
    public const string Bericht = "Hier staat de naam of geboortedatum van de leerling. Anderen lezen deze tekst voordat de ouders toestemming geven. Haal die weg.";

    private readonly string[] woorden;

    private Naamloos(IEnumerable<string> woorden) => this.woorden = [.. woorden.Select(Vlak).Where(w => w.Length > 1)];

    /// <param name="leerling">Null: the dossier is about no leerling, and there is no name to find.</param>
    public static async Task<Naamloos> MaakAsync(DbSessie sessie, Guid? leerling)
    {
        if (leerling is null)
        {
            return new([]);
        }

        const string Sql = "select roepnaam, achternaam, geboortedatum from leerling where regio_id = @Regio and id = @leerling";
        var l = (await sessie.EenAsync<Leerlingrij>(Sql, new { sessie.Regio, leerling }))!;
        return Van(l.Roepnaam, l.Achternaam, l.Geboortedatum);
    }

    public static Naamloos Van(string roepnaam, string achternaam, DateOnly geboortedatum) =>
        new([roepnaam, achternaam, Dag.Kort(geboortedatum), geboortedatum.ToString("d-M-yyyy", CultureInfo.InvariantCulture), Dag.Lang(geboortedatum)]);

    public bool Noemt(string tekst)
    {
        var vlak = Vlak(tekst);
        return woorden.Any(w => Staat(vlak, w));
    }

    private static bool Staat(string tekst, string woord)
    {
        for (var i = tekst.IndexOf(woord, StringComparison.Ordinal); i >= 0; i = tekst.IndexOf(woord, i + 1, StringComparison.Ordinal))
        {
            var na = i + woord.Length;
            // "Sams" and "Sam's" name Sam too; "samen" does not.
            var losVoor = i == 0 || !char.IsLetterOrDigit(tekst[i - 1]);
            var losNa = na == tekst.Length || !char.IsLetterOrDigit(tekst[na]) || (tekst[na] == 's' && (na + 1 == tekst.Length || !char.IsLetterOrDigit(tekst[na + 1])));
            if (losVoor && losNa)
            {
                return true;
            }
        }

        return false;
    }

    // Lower case without accents: "Zoë" is named by "zoe" too.
    private static string Vlak(string tekst) =>
        new([.. tekst.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) is not UnicodeCategory.NonSpacingMark).Select(char.ToLowerInvariant)]);

    private sealed record Leerlingrij(string Roepnaam, string Achternaam, DateOnly Geboortedatum);
}
