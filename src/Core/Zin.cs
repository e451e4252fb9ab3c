namespace Ambulant.Core;

/// <summary>Words of the region within and at the begin of a sentence.</summary>
public static class Zin
{
    /// <summary>"besluitnemer" as it begins a sentence or stands alone: "Besluitnemer". Empty stays empty.</summary>
    public static string MetHoofdletter(this string tekst) => tekst.Length == 0 ? tekst : char.ToUpperInvariant(tekst[0]) + tekst[1..];
}
