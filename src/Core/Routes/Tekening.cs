namespace Ambulant.Core.Routes;

/// <summary>Where everything of a route stands in its drawing. Pure numbers: the page and the BPMN file draw with them.</summary>
public sealed record Tekening(int Breedte, int Hoogte, IReadOnlyList<Tekenfase> Fasen, IReadOnlyList<Tekenlijn> Lijnen)
{
    public const int StapBreedte = 300;
    public const int StapX = 28;
    private const int Regelhoogte = 20;
    private const int Uitkomsthoogte = 19;
    private const int Marge = 10;
    private const int Baan = 11;
    private const int Tekens = 34;

    /// <summary>
    /// Steps stand below each other. Lines leave an outcome on the right, run down or up a lane, and end in the step they open; lines to
    /// one step share a lane, lanes that do not overlap share a place.
    /// </summary>
    public static Tekening Van(Route route)
    {
        var y = 8;
        var fasen = new List<Tekenfase>();
        foreach (var fase in route.Fasen)
        {
            var fasey = y + 22;
            y = fasey + 12;
            var stappen = new List<Tekenstap>();
            foreach (var stap in fase.Stappen)
            {
                var naam = Regels(stap.Naam);
                var onder = y + Marge + (naam.Count * Regelhoogte) + Regelhoogte;
                List<Tekenuitkomst> uitkomsten = [.. stap.Uitkomsten.Select((u, i) => new Tekenuitkomst(u, Kort(u.Naam), onder + (i * Uitkomsthoogte) + 12))];
                var hoogte = onder + (uitkomsten.Count * Uitkomsthoogte) + Marge - y;
                stappen.Add(new(stap, naam, y, hoogte, uitkomsten));
                y += hoogte + 14;
            }

            fasen.Add(new(fase, fasey, stappen));
        }

        var lijnen = Pijlen(fasen);
        return new(StapX + StapBreedte + 24 + (Baan * (lijnen.Count == 0 ? 1 : lijnen.Max(l => l.Baan) + 1)), y + 8, fasen, lijnen);
    }

    /// <summary>Where a lane runs.</summary>
    public static int BaanX(int baan) => StapX + StapBreedte + 20 + (baan * Baan);

    private static List<Tekenlijn> Pijlen(List<Tekenfase> fasen)
    {
        var stappen = fasen.SelectMany(f => f.Stappen).ToDictionary(s => s.Stap.Sleutel, StringComparer.Ordinal);
        var pijlen = stappen.Values.SelectMany(van => van.Uitkomsten.SelectMany(u => u.Uitkomst.Opent.Where(stappen.ContainsKey).Select(o => (van, u, naar: stappen[o]))))
            .GroupBy(p => (p.naar, Terug: p.naar.Y <= p.van.Y))
            .Select(g => (g.Key.naar, g.Key.Terug, Vanaf: g.Select(p => p.u.Y).Distinct().Order().ToList()))
            .Select(g => (g.naar, g.Terug, g.Vanaf, Boven: Math.Min(g.Vanaf[0], g.naar.Pijl(g.Terug)), Onder: Math.Max(g.Vanaf[^1], g.naar.Pijl(g.Terug))))
            .OrderBy(g => g.Onder - g.Boven).ThenBy(g => g.Boven).ToList();
        var banen = new List<List<(int Boven, int Onder)>>();
        var uit = new List<Tekenlijn>();
        foreach (var (naar, terug, vanaf, boven, onder) in pijlen)
        {
            var baan = banen.FindIndex(b => b.All(x => x.Onder + 4 < boven || onder + 4 < x.Boven));
            if (baan < 0)
            {
                banen.Add([]);
                baan = banen.Count - 1;
            }

            banen[baan].Add((boven, onder));
            uit.Add(new(naar.Stap.Sleutel, terug, vanaf, naar.Pijl(terug), baan));
        }

        return uit;
    }

    private static List<string> Regels(string naam)
    {
        var regels = new List<string> { "" };
        foreach (var woord in naam.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (regels[^1].Length > 0 && regels[^1].Length + woord.Length >= Tekens)
            {
                regels.Add("");
            }

            regels[^1] = regels[^1].Length == 0 ? Kort(woord) : $"{regels[^1]} {Kort(woord)}";
        }

        return regels;
    }

    private static string Kort(string tekst) => tekst.Length <= Tekens + 4 ? tekst : tekst[..(Tekens + 3)].TrimEnd() + "…";
}

/// <param name="Y">Where its name stands.</param>
public sealed record Tekenfase(Fase Fase, int Y, IReadOnlyList<Tekenstap> Stappen);

/// <param name="Naam">In lines that fit.</param>
public sealed record Tekenstap(Stap Stap, IReadOnlyList<string> Naam, int Y, int Hoogte, IReadOnlyList<Tekenuitkomst> Uitkomsten)
{
    /// <summary>Where a line ends: from above in the first line of the name, from below just under it.</summary>
    public int Pijl(bool terug) => Y + (terug ? 26 : 14);
}

/// <param name="Y">The middle of its line, where lines begin.</param>
public sealed record Tekenuitkomst(Uitkomst Uitkomst, string Naam, int Y);

/// <summary>All lines that go to one step from above, or back to it from below.</summary>
/// <param name="Vanaf">Heights where they begin.</param>
/// <param name="Baan">Lane, 0 nearest to the steps.</param>
public sealed record Tekenlijn(string Naar, bool Terug, IReadOnlyList<int> Vanaf, int Y, int Baan);
