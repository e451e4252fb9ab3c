namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>What a browser says of itself, in words a person recognises. What it sent is not kept.</summary>
public static class Browserwoorden
{
    // In this order: most call themselves by the names of others too.
    private static readonly (string Teken, string Naam)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Teken, string Naam)[] Apparaten =
    [
        ("iPhone", "een iPhone"), ("iPad", "een iPad"), ("Android", "een Android-apparaat"), ("CrOS", "een Chromebook"), ("Windows", "een Windows-computer"),
        ("Macintosh", "een Mac"), ("Linux", "een Linux-computer"),
    ];

    public static string Van(string? useragent)
    {
        var browser = Zoek(Browsers, useragent);
        var apparaat = Zoek(Apparaten, useragent);
        return (browser, apparaat) switch
        {
            (null, null) => "",
            (_, null) => browser,
            (null, _) => $"Een browser op {apparaat}",
            _ => $"{browser} op {apparaat}",
        };
    }

    private static string? Zoek((string Teken, string Naam)[] lijst, string? tekst) =>
        tekst is null ? null : lijst.FirstOrDefault(l => tekst.Contains(l.Teken, StringComparison.Ordinal)).Naam;
}
