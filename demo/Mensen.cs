using Ambulant.Core.Toegang;

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
public sealed record Mens(string Aanmeldnaam, string Naam, string Functie, IReadOnlyList<string> Regios, Rol Rol)
{
    /// <summary>Expertise of a begeleider, by region: each region has its own words for it.</summary>
    public IReadOnlyDictionary<string, string> Deskundigheid { get; init; } = new Dictionary<string, string>();

    /// <summary>Who employs a begeleider or jeugdprofessional, and who pays for that.</summary>
    public (string Naam, string BetaaldUit) Werkgever { get; init; } = ("Ambulant op Pad", "samenwerkingsverband");

    public string Subject => $"p-{Aanmeldnaam}";
}

/// <summary>All people of the demo. They all sign in with the same password.</summary>
public static class Mensen
{
    public const string Wachtwoord = "ambulant";

    private const string Liemers = "liemers";
    private const string NoordKennemerland = "noord-kennemerland";

    public static IReadOnlyList<string> Regios { get; } = [Liemers, NoordKennemerland];

    public static IReadOnlyList<Aanbieder> Aanbieders { get; } =
    [
        new("vlinderhof", "Basisschool De Vlinderhof (verzonnen)", "vlinderhof.voorbeeld",
        [
            new("loes", "Loes Verzonnen", "leerkracht", [Liemers], Rol.Leerkracht),
            new("ilse", "Ilse Verzonnen", "intern begeleider", [Liemers], Rol.InternBegeleider),
            new("dirk", "Dirk Verzonnen", "directeur", [Liemers], Rol.Directeur),
        ]),
        new("zandkasteel", "Basisschool Het Zandkasteel (verzonnen)", "zandkasteel.voorbeeld",
        [
            new("iris", "Iris Voorbeeld", "intern begeleider", [Liemers], Rol.InternBegeleider),
            new("tim", "Tim Voorbeeld", "leerkracht", [Liemers], Rol.Leerkracht),
        ]),
        new("swv-liemers", "Samenwerkingsverband De Liemers (demo)", "swv-liemers.voorbeeld",
        [
            new("sven", "Sven Verzonnen", "consulent (swv-er)", [Liemers], Rol.Consulent),
            new("bea", "Bea Verzonnen", "besluitnemer", [Liemers], Rol.Besluitnemer),
            // The role is of the platform, so there is no region with it.
            new("petra", "Petra Verzonnen", "platformbeheerder", [], Rol.Regiobeheerder),
            new("remco", "Remco Verzonnen", "regiobeheerder", [Liemers], Rol.Regiobeheerder),
        ]),
        new("ambulant-op-pad", "Ambulant op Pad (verzonnen werkgever)", "op-pad.voorbeeld",
        [
            new("anna", "Anna Fictief", "begeleider", [Liemers, NoordKennemerland], Rol.Begeleider)
            {
                Deskundigheid = new Dictionary<string, string> { [Liemers] = "gedrag en werkhouding", [NoordKennemerland] = "gedrag en leren-leren" },
            },
            new("bram", "Bram Fictief", "begeleider", [Liemers], Rol.Begeleider) { Deskundigheid = new Dictionary<string, string> { [Liemers] = "gedrag en werkhouding" } },
            new("teun", "Teun Fictief", "begeleider", [NoordKennemerland], Rol.Begeleider)
            {
                Deskundigheid = new Dictionary<string, string> { [NoordKennemerland] = "auditief, taal en communicatie" },
                Werkgever = ("Taalzee (verzonnen)", "landelijke regeling"),
            },
            new("job", "Job Fictief", "jeugdprofessional", [Liemers], Rol.Jeugdprofessional),
        ]),
        new("duinroos", "Basisschool De Duinroos (verzonnen)", "duinroos.voorbeeld",
        [
            new("nora", "Nora Bedacht", "intern begeleider", [NoordKennemerland], Rol.InternBegeleider),
            new("lieke", "Lieke Bedacht", "leerkracht", [NoordKennemerland], Rol.Leerkracht),
            new("dana", "Dana Bedacht", "directeur", [NoordKennemerland], Rol.Directeur),
        ]),
        new("swv-nk", "Samenwerkingsverband Noord-Kennemerland (demo)", "swv-nk.voorbeeld",
        [
            new("kees", "Kees Bedacht", "consulent", [NoordKennemerland], Rol.Consulent),
            new("roos", "Roos Bedacht", "regiobeheerder", [NoordKennemerland], Rol.Regiobeheerder),
        ]),
    ];

    /// <summary>For a region that was just made: someone in every role, who signs in under the name of the role.</summary>
    public static Aanbieder Van(string regio) => new(regio, $"Organisaties van {regio} (verzonnen)", $"{regio}.voorbeeld",
    [
        new("regiobeheerder", "Rik Proefpersoon", "regiobeheerder", [regio], Rol.Regiobeheerder),
        new("ib-er", "Ineke Proefpersoon", "intern begeleider", [regio], Rol.InternBegeleider),
        new("leerkracht", "Leo Proefpersoon", "leerkracht", [regio], Rol.Leerkracht),
        new("directeur", "Dina Proefpersoon", "directeur", [regio], Rol.Directeur),
        new("consulent", "Cor Proefpersoon", "consulent", [regio], Rol.Consulent),
        new("besluitnemer", "Bas Proefpersoon", "besluitnemer", [regio], Rol.Besluitnemer),
        new("begeleider", "Bo Proefpersoon", "begeleider", [regio], Rol.Begeleider),
        new("jeugdprofessional", "Jet Proefpersoon", "jeugdprofessional", [regio], Rol.Jeugdprofessional),
    ]);
}
