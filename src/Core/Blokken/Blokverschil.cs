using System.Text;
using Ambulant.Core.Regios;

namespace Ambulant.Core.Blokken;

public enum Tekstsoort
{
    Gelijk,
    Weg,
    Erbij,
}

/// <summary>A run of text that both versions have, only the older, or only the newer.</summary>
public sealed record Tekstdeel(Tekstsoort Soort, string Tekst);

/// <summary>One field of a block in two versions.</summary>
public sealed record Veldverschil(string Sleutel, string Label, IReadOnlyList<Tekstdeel> Delen)
{
    public bool Veranderd => Delen.Any(d => d.Soort is not Tekstsoort.Gelijk);
}

/// <summary>What changed between two versions of a block, field by field and word by word. Pure.</summary>
public static class Blokverschil
{
    // Beyond this a field is shown as replaced as a whole: the table below grows with the square.
    private const int MeesteWoorden = 3_000;

    public static IReadOnlyList<Veldverschil> Bepaal(Blok blok, IReadOnlyDictionary<string, string> van, IReadOnlyDictionary<string, string> tot) =>
        [.. blok.Velden.Select(v => new Veldverschil(v.Sleutel, v.Label, Tekst(van.GetValueOrDefault(v.Sleutel, ""), tot.GetValueOrDefault(v.Sleutel, ""))))];

    public static IReadOnlyList<Tekstdeel> Tekst(string van, string tot)
    {
        var (a, b) = (Woorden(van), Woorden(tot));
        var begin = 0;
        while (begin < a.Count && begin < b.Count && a[begin] == b[begin])
        {
            begin++;
        }

        var eind = 0;
        while (eind < a.Count - begin && eind < b.Count - begin && a[^(eind + 1)] == b[^(eind + 1)])
        {
            eind++;
        }

        var delen = new Delen();
        delen.Zet(Tekstsoort.Gelijk, a.Take(begin));
        Midden(delen, a[begin..(a.Count - eind)], b[begin..(b.Count - eind)]);
        delen.Zet(Tekstsoort.Gelijk, a.Skip(a.Count - eind));
        return delen.Klaar();
    }

    // The longest run of words that both have in the same order stays; the rest went or came.
    private static void Midden(Delen delen, List<string> a, List<string> b)
    {
        if (a.Count > MeesteWoorden || b.Count > MeesteWoorden)
        {
            delen.Zet(Tekstsoort.Weg, a);
            delen.Zet(Tekstsoort.Erbij, b);
            return;
        }

        var lengte = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
            {
                lengte[i, j] = a[i] == b[j] ? lengte[i + 1, j + 1] + 1 : Math.Max(lengte[i + 1, j], lengte[i, j + 1]);
            }
        }

        var (x, y) = (0, 0);
        while (x < a.Count || y < b.Count)
        {
            if (x < a.Count && y < b.Count && a[x] == b[y])
            {
                delen.Zet(Tekstsoort.Gelijk, [a[x++]]);
                y++;
            }
            else if (x < a.Count && (y == b.Count || lengte[x + 1, y] >= lengte[x, y + 1]))
            {
                delen.Zet(Tekstsoort.Weg, [a[x++]]);
            }
            else
            {
                delen.Zet(Tekstsoort.Erbij, [b[y++]]);
            }
        }
    }

    // A word with the space after it, so that putting them together gives the text again.
    private static List<string> Woorden(string tekst)
    {
        var uit = new List<string>();
        var begin = 0;
        for (var i = 1; i <= tekst.Length; i++)
        {
            if (i == tekst.Length || (!char.IsWhiteSpace(tekst[i]) && char.IsWhiteSpace(tekst[i - 1])))
            {
                uit.Add(tekst[begin..i]);
                begin = i;
            }
        }

        return uit;
    }

    private sealed class Delen
    {
        private readonly List<(Tekstsoort Soort, StringBuilder Tekst)> delen = [];

        public void Zet(Tekstsoort soort, IEnumerable<string> woorden)
        {
            foreach (var woord in woorden)
            {
                if (delen.Count == 0 || delen[^1].Soort != soort)
                {
                    delen.Add((soort, new()));
                }

                delen[^1].Tekst.Append(woord);
            }
        }

        public IReadOnlyList<Tekstdeel> Klaar() => [.. delen.Select(d => new Tekstdeel(d.Soort, d.Tekst.ToString()))];
    }
}
