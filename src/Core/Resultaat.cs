namespace Ambulant.Core;

/// <summary>Why something was not done, in plain Dutch, beside the field it is about ("" for the whole form).</summary>
public sealed record Weigering(string Veld, string Bericht);

/// <summary>
/// What came of a use case. Three outcomes: done, refused with reasons the user can mend, or not there (which includes: not yours).
/// Anything else is a fault and an exception.
/// </summary>
public class Resultaat
{
    protected Resultaat(IReadOnlyList<Weigering> weigeringen, bool nietGevonden)
    {
        Weigeringen = weigeringen;
        NietGevonden = nietGevonden;
    }

    public IReadOnlyList<Weigering> Weigeringen { get; }

    public bool NietGevonden { get; }

    public bool IsGelukt => Weigeringen.Count == 0 && !NietGevonden;

    public static Resultaat<T> Gelukt<T>(T waarde) => new(waarde, [], false);

    public static Weigeringen Geweigerd(params IReadOnlyList<Weigering> weigeringen) => new(weigeringen, false);

    public static Weigeringen Geweigerd(string veld, string bericht) => new([new(veld, bericht)], false);

    /// <summary>Not there and not yours are the same answer.</summary>
    public static Weigeringen Onvindbaar { get; } = new([], true);
}

/// <summary>A refusal that fits any result.</summary>
public sealed class Weigeringen : Resultaat
{
    internal Weigeringen(IReadOnlyList<Weigering> weigeringen, bool nietGevonden)
        : base(weigeringen, nietGevonden)
    {
    }
}

/// <summary>A result that carries a value when it is done.</summary>
public sealed class Resultaat<T> : Resultaat
{
    internal Resultaat(T? waarde, IReadOnlyList<Weigering> weigeringen, bool nietGevonden)
        : base(weigeringen, nietGevonden) => Waarde = waarde;

    /// <summary>The value; only when <see cref="Resultaat.IsGelukt"/>.</summary>
    public T? Waarde { get; }

    public static implicit operator Resultaat<T>(Weigeringen w) => new(default, w.Weigeringen, w.NietGevonden);
}
