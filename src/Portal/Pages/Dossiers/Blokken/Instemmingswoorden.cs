using Ambulant.Core;
using Ambulant.Core.Instemmingen;
using Ambulant.Core.Toestemmingen;

namespace Ambulant.Portal.Pages.Dossiers.Blokken;

/// <summary>Instemming in the words of the school.</summary>
internal static class Instemmingswoorden
{
    /// <param name="eerder">An earlier version the parent agreed with.</param>
    public static (string Tekst, string Kleur) Stand(Ouderstand stand, int? eerder, int nummer) => stand switch
    {
        Ouderstand.Gegeven => ($"Stemt in met versie {nummer}", "goed"),
        Ouderstand.Geweigerd => ($"Stemt niet in met versie {nummer}", "fout"),
        Ouderstand.Ingetrokken => ("Is het er niet meer mee eens", "fout"),
        Ouderstand.Gevraagd => ($"Gevraagd over versie {nummer}, nog geen antwoord", "nu"),
        _ when eerder is { } toen => ($"Stemde in met versie {toen}, nog niet gevraagd over versie {nummer}", "let-op"),
        _ => ("Nog niet gevraagd", "let-op"),
    };

    public static string Daad(Instemmingsregel daad)
    {
        var wat = daad.Soort switch
        {
            "gevraagd" => "Instemming gevraagd",
            "gegeven" => "Stemt in",
            "geweigerd" => "Stemt niet in",
            _ => "Is het er niet meer mee eens",
        };
        var hoe = daad.Soort is "gevraagd" ? "per mail" : daad.Wijze is "papier" ? daad.Soort is "ingetrokken" ? "door de school vastgelegd" : "op papier" : "online, door de ouder zelf";
        return $"{wat}, versie {daad.Nummer}, {hoe}";
    }

    public static string Bij(Instemmingsregel daad) =>
        Dag.Moment(daad.Op)
        + (daad.GetekendOp is { } dag ? $" · datum van de ouder: {Dag.Kort(dag)}" : "")
        + (daad.Door is { } wie ? $" · door {wie}" : "");
}
