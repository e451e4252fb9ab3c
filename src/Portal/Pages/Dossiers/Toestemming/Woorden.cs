using Ambulant.Core;
using Ambulant.Core.Toestemmingen;

namespace Ambulant.Portal.Pages.Dossiers.Toestemming;

/// <summary>Toestemming in the words of the school.</summary>
internal static class Woorden
{
    public static (string Tekst, string Kleur) Stand(Ouderstand stand) => stand switch
    {
        Ouderstand.Gegeven => ("Toestemming gegeven", "goed"),
        Ouderstand.Geweigerd => ("Geen toestemming", "fout"),
        Ouderstand.Ingetrokken => ("Toestemming ingetrokken", "fout"),
        Ouderstand.Gevraagd => ("Gevraagd, nog geen antwoord", "nu"),
        _ => ("Nog niet gevraagd", "let-op"),
    };

    public static string Daad(Daadregel daad)
    {
        var wat = daad.Soort switch
        {
            "gevraagd" => "Toestemming gevraagd",
            "gegeven" => "Toestemming gegeven",
            "geweigerd" => "Geen toestemming gegeven",
            _ => "Toestemming ingetrokken",
        };
        var hoe = daad.Soort is "gevraagd" ? "per mail" : daad.Wijze is "papier" ? daad.Soort is "ingetrokken" ? "door de school vastgelegd" : "op papier" : "online, door de ouder zelf";
        return $"{wat}, {hoe}";
    }

    public static string Bij(Daadregel daad) =>
        Dag.Moment(daad.Op)
        + (daad.GetekendOp is { } dag ? $" · datum van de ouder: {Dag.Kort(dag)}" : "")
        + $" · brief versie {daad.Tekstversie}"
        + (daad.Door is { } wie ? $" · door {wie}" : "");
}
