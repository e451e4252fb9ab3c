using System.Text.RegularExpressions;

namespace Ambulant.Architectuur.Tests;

/// <summary>docs/asvs.md judges every requirement of OWASP ASVS 5.0.0 of level 1 and 2, once; what it and docs/dreigingen.md name as proof exists.</summary>
public sealed partial class AsvsTests
{
    /// <summary>The requirements by section: "1.5:123" is 1.5.1 of level 1, 1.5.2 of level 2, 1.5.3 of level 3. 70 + 183 + 92 = 345.</summary>
    private static readonly string[] Norm =
    [
        "1.1:22 1.2:1111122223 1.3:112222222223 1.4:222 1.5:123",
        "2.1:122 2.2:112 2.3:12223 2.4:23",
        "3.1:3 3.2:113 3.3:12223 3.4:11222233 3.5:11122333 3.6:3 3.7:22333",
        "4.1:12233 4.2:23333 4.3:22 4.4:1222",
        "5.1:2 5.2:112333 5.3:113 5.4:222",
        "6.1:122 6.2:111111112222 6.3:11223333 6.4:112233 6.5:22222333 6.6:2223 6.7:33 6.8:2222",
        "7.1:222 7.2:1111 7.3:22 7.4:11222 7.5:223 7.6:22",
        "8.1:1233 8.2:1123 8.3:133 8.4:23",
        "9.1:111 9.2:1222",
        "10.1:22 10.2:223 10.3:22223 10.4:1111122222233333 10.5:22222 10.6:22 10.7:222",
        "11.1:2233 11.2:22233 11.3:11233 11.4:1222 11.5:23 11.6:23 11.7:33",
        "12.1:12233 12.2:11 12.3:22223",
        "13.1:2333 13.2:222223 13.3:2233 13.4:1222233",
        "14.1:22 14.2:12223333 14.3:122",
        "15.1:12233 15.2:12233 15.3:1222222 15.4:3333",
        "16.1:2 16.2:22222 16.3:2222 16.4:222 16.5:2223",
        "17.1:23 17.2:22223333 17.3:22",
    ];

    /// <summary>How many of level 1 and 2 each chapter has, as the standard itself counts.</summary>
    private static readonly int[] PerHoofdstuk = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];

    private static readonly string[] Standen = ["met", "partly", "not", "n.a."];
    private static readonly string Wortel = Zoek();
    private static readonly string Asvs = Lees("asvs.md");

    [Fact]
    public void Every_requirement_is_judged_once()
    {
        var eisen = Norm.SelectMany(h => h.Split(' ')).Select(s => s.Split(':')).SelectMany(d => d[1].Select((niveau, i) => (Nummer: $"{d[0]}.{i + 1}", Niveau: niveau.ToString()))).ToDictionary(e => e.Nummer, e => e.Niveau);
        var regels = Regel().Matches(Asvs).Select(m => (Nummer: m.Groups[1].Value, Niveau: m.Groups[2].Value, Wat: m.Groups[3].Value, Stand: m.Groups[4].Value, Waar: m.Groups[5].Value)).ToList();

        Assert.Equal(345, eisen.Count);
        Assert.Equal("", Zin(regels.GroupBy(r => r.Nummer).Where(g => g.Count() > 1).Select(g => $"{g.Key} twice")));
        Assert.Equal("", Zin(eisen.Where(e => e.Value != "3").Select(e => e.Key).Except(regels.Select(r => r.Nummer))));
        Assert.Equal("", Zin(regels.Where(r => eisen.GetValueOrDefault(r.Nummer) != r.Niveau).Select(r => $"{r.Nummer} is not of level {r.Niveau}")));
        Assert.Equal(PerHoofdstuk, Enumerable.Range(1, 17).Select(h => regels.Count(r => r.Niveau != "3" && r.Nummer.StartsWith($"{h}.", StringComparison.Ordinal))));
        Assert.Equal("", Zin(regels.Where(r => !Standen.Contains(r.Stand) || (r.Niveau == "3" && r.Stand != "met")).Select(r => $"{r.Nummer}: {r.Stand}")));
        Assert.Equal("", Zin(regels.Where(r => r.Wat.Length < 4 || r.Waar.Length < 4).Select(r => r.Nummer)));
        // Every row of a table is a row as above: none slips past because it is written otherwise.
        Assert.Equal(regels.Count, Asvs.Split('\n').Count(r => Begin().IsMatch(r)));

        // The sums at the top are those of the rows.
        foreach (var niveau in new[] { "1", "2", "3" })
        {
            var som = Standen.Select(s => regels.Count(r => r.Niveau == niveau && r.Stand == s));
            Assert.Contains($"| {niveau} | {string.Join(" | ", som)} |", Asvs, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("asvs.md")]
    [InlineData("dreigingen.md")]
    public void What_is_named_as_proof_exists(string document)
    {
        var bestanden = Directory.EnumerateFiles(Wortel, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Wortel, f).Replace('\\', '/'))
            .Where(f => !Elders().IsMatch(f)).ToList();
        var namen = bestanden.Select(f => f[(f.LastIndexOf('/') + 1)..]).ToHashSet();
        var klassen = bestanden.Where(f => f.StartsWith("tests/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal)).Select(f => File.ReadAllText(Path.Combine(Wortel, f)))
            .SelectMany(t => Klasse().Matches(t).Select(m => (Naam: m.Groups[1].Value, Tekst: t))).ToLookup(k => k.Naam, k => k.Tekst);

        bool Bestaat(string naam) => naam.Split('.') switch
        {
            [var klasse] when klasse.EndsWith("Tests", StringComparison.Ordinal) => klassen.Contains(klasse),
            [var klasse, var methode] when klasse.EndsWith("Tests", StringComparison.Ordinal) && methode != "cs" => klassen[klasse].Any(t => t.Contains($" {methode}(", StringComparison.Ordinal)),
            _ when Bestandsnaam().IsMatch(naam) => namen.Contains(naam),
            _ => true,
        };
        var genoemd = Naam().Matches(Lees(document)).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(genoemd.Count > 20);
        Assert.Equal("", Zin(genoemd.Where(n => !Bestaat(n))));
    }

    private static string Zin(IEnumerable<string> namen) => string.Join(", ", namen);

    private static string Lees(string document) => File.ReadAllText(Path.Combine(Wortel, "docs", document)).ReplaceLineEndings("\n");

    private static string Zoek()
    {
        var map = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(map!.FullName, "Ambulant.sln")))
        {
            map = map.Parent;
        }

        return map.FullName;
    }

    [GeneratedRegex(@"^\| (\d+\.\d+\.\d+) \| ([123]) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Regel();

    [GeneratedRegex(@"^\s*\|\s*V?\d+\.\d")]
    private static partial Regex Begin();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Naam();

    [GeneratedRegex(@"^[\w.-]+\.(cs|cshtml|md|js|json|props|sql|txt)$")]
    private static partial Regex Bestandsnaam();

    [GeneratedRegex(@"\bclass\s+(\w+Tests)\b")]
    private static partial Regex Klasse();

    [GeneratedRegex("(^|/)(obj|bin|node_modules|\\.git)/")]
    private static partial Regex Elders();
}
