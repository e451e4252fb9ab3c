using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Modules.NoordKennemerland;

/// <summary>
/// The TOP-dossier (memo, "Wat"): analyse, perspectief, plan van aanpak and evaluatie, kept short and to the point by the length of its
/// fields. Every mdo works in it.
/// </summary>
internal static class TopDossier
{
    public const string Sleutel = "top-dossier";

    private const string Tijdelijk = "Ja, tijdelijk";

    public static Blok Blok { get; } = new(
        Sleutel,
        "TOP-dossier",
        "Kort en bondig: wat ouders, school, consulent en begeleider samen zien, willen bereiken en afspreken. Houd het zo dat iedereen het begrijpt.",
        [
            new("analyse", "Analyse: wat zien we samen?", Verplicht: false, Hint: "Wat gaat goed, wat is moeilijk, en waardoor komt dat?", Lengte: 1500),
            new("onderzoeksvraag", "Onderzoeksvraag: wat willen we nog weten?", Verplicht: false, Hint: "Alleen als de begeleider iets gaat onderzoeken.", Lengte: 800),
            new("bevindingen", "Bevindingen van het onderzoek", Verplicht: false, Hint: "Wat zag de begeleider, en wat vinden wij daar samen van?", Lengte: 1500),
            new("perspectief", "Perspectief: waar werken we naartoe?", Verplicht: false, Hint: "Voor het kind, de ouders en de leerkracht. Noem de doelen die ertoe doen.", Lengte: 1000),
            new("plan-van-aanpak", "Plan van aanpak: wie doet wat?", Verplicht: false, Hint: "Ook wat ouders thuis doen. Korte zinnen.", Lengte: 2000),
            new("overnemen", "Neemt iemand taken over van de leerkracht?", Veldsoort.Keuze, Verplicht: false, Keuzes: ["Nee", Tijdelijk]),
            new("overnemen-tot", "Tot wanneer duurt dat overnemen?", Veldsoort.Datum, Verplicht: false, Hint: "Overnemen is altijd tijdelijk."),
            new("versterken", "Wat versterkt ondertussen de leerkracht en de school?", Verplicht: false, Hint: "Zodat zij het daarna zelf kunnen.", Lengte: 1000),
            new("evaluatie", "Evaluatie: wat heeft het opgeleverd?", Verplicht: false, Hint: "Kort. De vijf vragen beantwoordt u bij de stap van de evaluatie.", Lengte: 1500),
        ],
        [Rol.InternBegeleider, Rol.Leerkracht, Rol.Directeur, Rol.Consulent, Rol.Begeleider]);

    // Memo, "Wat": taking over is always temporary and always beside strengthening.
    public static Regel OvernemenIsTijdelijk { get; } = new(
        "overnemen-is-tijdelijk",
        "In het TOP-dossier staat dat iemand taken overneemt, maar niet tot wanneer, of niet wat de leerkracht en de school versterkt.",
        Blok.Schrijvers,
        $"blokken/{Sleutel}/wijzigen",
        f => !f.Blokken.TryGetValue(Sleutel, out var top) || top.Inhoud.GetValueOrDefault("overnemen") != Tijdelijk
            || (top.Inhoud.ContainsKey("overnemen-tot") && top.Inhoud.ContainsKey("versterken")))
    {
        Naam = "Als iemand taken overneemt: tot wanneer, en wat versterkt de school",
    };

    /// <summary>The vereiste that a part of the TOP-dossier is filled in.</summary>
    public static Vereiste Deel(string veld) => new(Vereistesoort.Blok, Sleutel: $"{Sleutel}/{veld}");

    public static Vereiste Tijdelijkheid { get; } = new(Vereistesoort.Regel, Sleutel: OvernemenIsTijdelijk.Sleutel);
}
