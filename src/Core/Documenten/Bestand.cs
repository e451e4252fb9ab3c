using System.Globalization;
using System.Text;
using Ambulant.Core.Opslag;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Documenten;

/// <summary>A file that was sent, read and found good: a kind that is taken, not too large, under a name that can do no harm.</summary>
internal sealed record Bestand(string Naam, Bestandsoort Soort, byte[] Inhoud)
{
    public const int Grootst = 10 * 1024 * 1024;

    /// <summary>Reads no more than it may keep. Null when there is something to say about it; <paramref name="invoer"/> says what.</summary>
    public static async Task<Bestand?> LeesAsync(Invoer invoer, string veld, string? naam, Stream? stroom, CancellationToken ct)
    {
        if (stroom is null)
        {
            invoer.Fout(veld, "Kies een bestand.");
            return null;
        }

        if (stroom.CanSeek && stroom.Length > Grootst)
        {
            invoer.Fout(veld, string.Create(Dag.Nederlands, $"Dit bestand is {stroom.Length / 1024m / 1024m:0.#} MB. Kies een bestand van hooguit 10 MB."));
            return null;
        }

        var inhoud = new byte[stroom.CanSeek ? stroom.Length : Grootst + 1];
        var lengte = await stroom.ReadAtLeastAsync(inhoud, inhoud.Length, throwOnEndOfStream: false, ct);
        inhoud = lengte == inhoud.Length ? inhoud : inhoud[..lengte];
        if (lengte > Grootst)
        {
            invoer.Fout(veld, "Dit bestand is te groot. Kies een bestand van hooguit 10 MB.");
        }
        else if (lengte == 0)
        {
            invoer.Fout(veld, "Dit bestand is leeg. Kies een ander bestand.");
        }
        else if (Bestandsoort.Herken(inhoud) is { } soort)
        {
            return new(Onschuldig(naam, soort), soort, inhoud);
        }
        else
        {
            invoer.Fout(veld, $"Dit soort bestand kan niet. Kies {Bestandsoort.Opsomming}. Een document met macro's kan ook niet.");
        }

        return null;
    }

    /// <summary>The name as someone would read it, without what a computer could act on, and with the extension that belongs to the content.</summary>
    public static string Onschuldig(string? naam, Bestandsoort soort)
    {
        const int Langst = 200;
        var laatste = (naam ?? "").Split('/', '\\')[^1];
        var schoon = new StringBuilder(laatste.Length);
        foreach (var teken in Heel(laatste).EnumerateRunes())
        {
            // Format characters turn the reading direction around: "gpj.exe" can be made to look like "exe.jpg".
            if (Rune.GetUnicodeCategory(teken) is UnicodeCategory.Format or UnicodeCategory.Control)
            {
                continue;
            }

            var mag = Rune.IsLetterOrDigit(teken) || Rune.GetUnicodeCategory(teken) is UnicodeCategory.NonSpacingMark || " .,-_()+&!'".Contains(teken.ToString(), StringComparison.Ordinal);
            schoon.Append(mag ? teken.ToString() : "-");
        }

        var net = string.Join(' ', schoon.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.', ' ');
        var extensie = soort.Extensies.FirstOrDefault(e => net.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        var stam = (extensie is null ? net : net[..^extensie.Length]).Trim('.', ' ');
        extensie ??= soort.Extensies[0];
        if (stam.Length > Langst - extensie.Length)
        {
            var knip = Langst - extensie.Length;
            stam = stam[..(char.IsHighSurrogate(stam[knip - 1]) ? knip - 1 : knip)].TrimEnd('.', ' ');
        }

        return (stam.Length == 0 ? "document" : stam) + extensie;
    }

    /// <summary>Keeps the file in the dossier and writes down that it was added.</summary>
    public async Task<Guid> BewaarAsync(DbSessie sessie, Gebruiker? wie, Rol rol, Guid dossier, Documentsoort soort)
    {
        const string Sql = """
            insert into document (regio_id, id, dossier_id, naam, soort, type, grootte, inhoud, persoon_id, op)
            values (@Regio, @id, @dossier, @Naam, @soort, @Type, @grootte, @Inhoud, @persoon, @Nu)
            """;
        var id = Guid.CreateVersion7();
        var waarden = new { sessie.Regio, id, dossier, Naam, soort = soort.Sleutel, Soort.Type, grootte = Inhoud.Length, Inhoud, persoon = wie?.PersoonId, sessie.Nu };
        await sessie.VoerUitAsync(Sql, waarden);
        await sessie.LegVastAsync("document-toegevoegd", wie, rol, dossier, id);
        return id;
    }

    // Half a surrogate pair is no text; normalising would throw on it.
    private static string Heel(string naam) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(naam)).Normalize(NormalizationForm.FormC);
}
