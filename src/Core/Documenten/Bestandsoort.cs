using System.IO.Compression;
using System.Text;

namespace Ambulant.Core.Documenten;

/// <summary>
/// The kinds of file that a dossier takes. A kind is recognised by its content: a name proves nothing. Kinds that can carry a
/// program (web pages, documents with macros) are not taken.
/// </summary>
public sealed record Bestandsoort(string Type, IReadOnlyList<string> Extensies)
{
    /// <summary>For the hint and the refusal.</summary>
    public const string Opsomming = "een PDF, een Word-document (.docx), een ODT-document (.odt), een afbeelding (PNG of JPEG) of een tekstbestand (.txt)";

    /// <summary>For the accept attribute of the field: a help to choose, no check.</summary>
    public const string Accept = ".pdf,.docx,.odt,.png,.jpg,.jpeg,.txt";

    // What a document of words says it becomes when it is opened. More is made to choke who opens it.
    private const int MeesteDelen = 5_000;
    private const long GrootstUitgepakt = 200L * 1024 * 1024;

    private const string OdtType = "application/vnd.oasis.opendocument.text";

    private static readonly Bestandsoort Pdf = new("application/pdf", [".pdf"]);
    private static readonly Bestandsoort Docx = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", [".docx"]);
    private static readonly Bestandsoort Odt = new(OdtType, [".odt"]);
    private static readonly Bestandsoort Png = new("image/png", [".png"]);
    private static readonly Bestandsoort Jpeg = new("image/jpeg", [".jpg", ".jpeg"]);
    private static readonly Bestandsoort Tekst = new("text/plain", [".txt"]);

    internal bool IsAfbeelding => Type.StartsWith("image/", StringComparison.Ordinal);

    /// <returns>Null: not a kind that is taken.</returns>
    public static Bestandsoort? Herken(byte[] inhoud)
    {
        ReadOnlySpan<byte> begin = inhoud;
        return begin.StartsWith("%PDF-"u8) ? Pdf
            : begin.StartsWith("PK\u0003\u0004"u8) ? Ingepakt(inhoud)
            : begin.StartsWith((ReadOnlySpan<byte>)[0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n']) ? Png
            : begin.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
            : IsTekst(begin) ? Tekst
            : null;
    }

    private static Bestandsoort? Ingepakt(byte[] inhoud)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(inhoud, writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > MeesteDelen || zip.Entries.Any(e => e.Length is < 0 or > GrootstUitgepakt) || zip.Entries.Sum(e => e.Length) > GrootstUitgepakt)
            {
                return null;
            }

            var namen = zip.Entries.Select(e => e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (namen.Any(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || n.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase) || n.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase)))
            {
                return null;
            }

            return namen.Contains("[Content_Types].xml") && namen.Contains("word/document.xml") ? Docx
                : namen.Contains("content.xml") && zip.GetEntry("mimetype") is { } type && Begin(type, OdtType.Length + 1) == OdtType ? Odt
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // A few characters, whatever size the entry claims to have.
    private static string Begin(ZipArchiveEntry deel, int lengte)
    {
        using var stroom = deel.Open();
        var begin = new byte[lengte];
        return Encoding.ASCII.GetString(begin, 0, stroom.ReadAtLeast(begin, lengte, throwOnEndOfStream: false));
    }

    private static bool IsTekst(ReadOnlySpan<byte> inhoud)
    {
        if (!System.Text.Unicode.Utf8.IsValid(inhoud))
        {
            return false;
        }

        foreach (var teken in inhoud)
        {
            if (teken is 0x7F || (teken < 0x20 && teken is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C)))
            {
                return false;
            }
        }

        return true;
    }
}
