using System.Text.RegularExpressions;
using Ambulant.Core.Regios;
using Ambulant.Modules.Liemers;
using Ambulant.Modules.NoordKennemerland;

namespace Ambulant.Modules.Tests;

/// <summary>docs/bronnen.md says what carries out each sentence of the sources; here it is held to that.</summary>
public sealed partial class BronnenTests
{
    private static readonly IRegio[] Regios = [new LiemersRegio(), new NoordKennemerlandRegio()];
    private static readonly string Wortel = Zoek();

    [Fact]
    public void What_carries_out_a_sentence_exists_and_no_step_is_left_out()
    {
        var tekst = File.ReadAllText(Path.Combine(Wortel, "docs", "bronnen.md"));
        var genoemd = Naam().Matches(tekst).Select(m => m.Groups[1].Value).Distinct().ToList();
        var stappen = Regios.SelectMany(r => r.Routes.SelectMany(x => x.Stappen.Select(s => $"{r.Sleutel}/{x.Sleutel}/{s.Sleutel}"))).ToHashSet();
        var blokken = Regios.SelectMany(r => r.Blokken.Select(b => $"{r.Sleutel}/{b.Sleutel}")).ToHashSet();
        var klassen = Directory.EnumerateFiles(Path.Combine(Wortel, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => Klasse().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).ToHashSet();

        bool Bestaat(string naam) => naam is "region/route/step" or "region/block" || naam.StartsWith("tests/", StringComparison.Ordinal)
            || stappen.Contains(naam) || blokken.Contains(naam) || klassen.Contains(naam);
        Assert.Equal("", string.Join(", ", genoemd.Where(n => !Bestaat(n))));
        Assert.Equal("", string.Join(", ", stappen.Concat(blokken).Except(genoemd)));
    }

    private static string Zoek()
    {
        var map = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(map!.FullName, "Ambulant.sln")))
        {
            map = map.Parent;
        }

        return map.FullName;
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Naam();

    [GeneratedRegex(@"\b(?:class|record|enum|interface)\s+(\w+)")]
    private static partial Regex Klasse();
}
