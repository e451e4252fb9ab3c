namespace Ambulant.Demo;

/// <summary>One organisation whose people sign in through an identity provider of its own.</summary>
public sealed record Aanbieder(string Id, string Naam, string Domein, IReadOnlyList<Mens> Mensen)
{
    public string ClientId => "ambulant";

    // Known to both sides and worthless: the provider lives on loopback only.
    public string ClientSecret => $"demo-geheim-van-{Id}-voor-ambulant";
}

/// <summary>
/// An invented person. Function and regions are for the table on the screen and the demo data; the provider never tells
/// them to the portal, for roles live in Ambulant.
/// </summary>
public sealed record Mens(string Aanmeldnaam, string Naam, string Functie, IReadOnlyList<string> Regios)
{
    public string Subject => $"p-{Aanmeldnaam}";
}

/// <summary>All people of the demo. They all sign in with the same password.</summary>
public static class Mensen
{
    public const string Wachtwoord = "ambulant";

    private const string Liemers = "liemers";
    private const string NoordKennemerland = "noord-kennemerland";

    public static IReadOnlyList<Aanbieder> Aanbieders { get; } =
    [
        new("vlinderhof", "Basisschool De Vlinderhof (verzonnen)", "vlinderhof.voorbeeld",
        [
            new("loes", "Loes Verzonnen", "leerkracht", [Liemers]),
            new("ilse", "Ilse Verzonnen", "intern begeleider", [Liemers]),
            new("dirk", "Dirk Verzonnen", "directeur", [Liemers]),
        ]),
        new("zandkasteel", "Basisschool Het Zandkasteel (verzonnen)", "zandkasteel.voorbeeld",
        [
            new("iris", "Iris Voorbeeld", "intern begeleider", [Liemers]),
            new("tim", "Tim Voorbeeld", "leerkracht", [Liemers]),
        ]),
        new("swv-liemers", "Samenwerkingsverband De Liemers (demo)", "swv-liemers.voorbeeld",
        [
            new("sven", "Sven Verzonnen", "consulent (swv-er)", [Liemers]),
            new("bea", "Bea Verzonnen", "besluitnemer", [Liemers]),
            new("remco", "Remco Verzonnen", "regiobeheerder", [Liemers]),
        ]),
        new("ambulant-op-pad", "Ambulant op Pad (verzonnen werkgever)", "op-pad.voorbeeld",
        [
            new("anna", "Anna Fictief", "begeleider", [Liemers, NoordKennemerland]),
            new("bram", "Bram Fictief", "begeleider", [Liemers]),
            new("job", "Job Fictief", "jeugdprofessional", [Liemers]),
        ]),
        new("duinroos", "Basisschool De Duinroos (verzonnen)", "duinroos.voorbeeld",
        [
            new("nora", "Nora Bedacht", "intern begeleider", [NoordKennemerland]),
        ]),
    ];
}
