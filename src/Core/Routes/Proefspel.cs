using System.Globalization;
using Ambulant.Core.Regios;
using Ambulant.Core.Termijnen;

namespace Ambulant.Core.Routes;

/// <summary>One move in a game with an invented dossier.</summary>
/// <param name="Na">How many days the step took.</param>
public sealed record Zet(string Stap, string Uitkomst, int Na);

/// <summary>What a move did.</summary>
public sealed record Gespeeld(Stap Stap, Uitkomst Uitkomst, DateOnly Op, IReadOnlyList<Stap> Geopend, bool TeLaat);

/// <summary>A step that is open in the game.</summary>
/// <param name="Uiterlijk">Last day of its term.</param>
public sealed record Speelstap(Stap Stap, int Ronde, DateOnly Sinds, DateOnly? Uiterlijk);

/// <summary>Where the invented dossier stands.</summary>
/// <param name="Gestopt">A move that was not possible, from an address that was changed by hand or of before an edit; what follows it is left out.</param>
public sealed record Speelstand(DateOnly Vandaag, IReadOnlyList<Speelstap> Open, IReadOnlyList<Gespeeld> Gedaan, IReadOnlyList<Zet> Zetten, Zet? Gestopt);

/// <summary>
/// Plays a route with a dossier that does not exist. Pure: the moves are the whole game and stand in the address of the page, so nothing
/// is kept and going back is the back button.
/// </summary>
public static class Proefspel
{
    public const int MeesteZetten = 60;

    public static Speelstand Speel(Route route, IReadOnlyList<Zet> zetten, DateOnly begin, IRegio regio)
    {
        var gedaan = new List<Gespeeld>();
        var geschiedenis = new List<Voltooiing>();
        var sinds = new Dictionary<OpenStap, DateOnly>();
        var stand = Voortgang.Bepaal(route, geschiedenis);
        var vandaag = begin;
        Onthoud();
        var gespeeld = new List<Zet>();
        foreach (var zet in zetten.Take(MeesteZetten))
        {
            if (stand.Open.FirstOrDefault(o => o.Stap == zet.Stap) is not { } open || route.Vind(zet.Stap) is not { } stap || stap.Uitkomsten.FirstOrDefault(u => u.Sleutel == zet.Uitkomst) is not { } uitkomst)
            {
                return Stand(zet);
            }

            vandaag = vandaag.AddDays(Math.Clamp(zet.Na, 0, 400));
            geschiedenis.Add(new(zet.Stap, open.Ronde, zet.Uitkomst));
            var na = Voortgang.Bepaal(route, geschiedenis);
            var teLaat = Uiterlijk(stap, sinds[open]) < vandaag;
            gedaan.Add(new(stap, uitkomst, vandaag, [.. na.Open.Except(stand.Open).Select(o => route.Vind(o.Stap)!)], teLaat));
            stand = na;
            gespeeld.Add(zet);
            Onthoud();
        }

        return Stand(null);

        void Onthoud()
        {
            foreach (var o in stand.Open)
            {
                sinds.TryAdd(o, vandaag);
            }
        }

        DateOnly? Uiterlijk(Stap stap, DateOnly van) => stap.Termijn is { } t ? Termijnrekening.Uiterlijk(van, t, regio.Vakanties) : null;

        Speelstand Stand(Zet? gestopt) =>
            new(vandaag, [.. stand.Open.Select(o => new Speelstap(route.Vind(o.Stap)!, o.Ronde, sinds[o], Uiterlijk(route.Vind(o.Stap)!, sinds[o])))], gedaan, gespeeld, gestopt);
    }

    /// <summary>The moves as one word of an address.</summary>
    public static string Schrijf(IEnumerable<Zet> zetten) => string.Join('~', zetten.Select(z => string.Create(CultureInfo.InvariantCulture, $"{z.Stap}.{z.Uitkomst}.{z.Na}")));

    /// <summary>What cannot be read is left out.</summary>
    public static IReadOnlyList<Zet> Lees(string? tekst) =>
    [
        .. (tekst ?? "").Split('~', StringSplitOptions.RemoveEmptyEntries).Take(MeesteZetten).Select(z => z.Split('.'))
            .Where(d => d.Length == 3 && int.TryParse(d[2], NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(d => new Zet(d[0], d[1], int.Parse(d[2], CultureInfo.InvariantCulture))),
    ];
}
