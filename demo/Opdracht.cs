using System.Globalization;

namespace Ambulant.Demo;

/// <summary>What was asked on the command line.</summary>
public sealed record Opdracht(string Naam, int Poort = Opdracht.GewonePoort, bool Leeg = false, bool Opnieuw = false, bool Json = false, string? Regio = null)
{
    public const int GewonePoort = 5080;

    public const string Uitleg = """
        Ambulant

          ./ambulant start     start de demo: database, aanmelden, mailvanger en portaal
              --poort N        portaal op poort N (anders 5080); de rest gebruikt N+1 tot en met N+17
              --data demo      met verzonnen scholen, mensen en dossiers (gewoon)
              --data leeg      zonder dossiers
              --regio X        laat ook regio X draaien, van een module, met een verzonnen school en voor elke rol iemand
              --opnieuw        gooi de database van de demo weg en begin opnieuw
              --json           één regel JSON zodra alles draait, voor scripts
          ./ambulant test      bouw alles en draai alle tests; ./ambulant test Core draait alleen tests/Core.Tests
          ./ambulant bench     meet hoe snel het is

        Op Windows en macOS doet dit hetzelfde: dotnet run --project demo -- start
        Een eigen PostgreSQL gebruiken: zet AMBULANT_POSTGRES op een verbinding (Host=…;Username=…;Password=…).
        De demo bewaart haar database en logboeken in .ambulant/. Een andere map: zet AMBULANT_GEGEVENS. Zo kunnen er twee
        demo's naast elkaar draaien, elk met een eigen --poort.
        """;

    public static Opdracht Lees(IReadOnlyList<string> argumenten)
    {
        var opdracht = new Opdracht("start");
        for (var i = 0; i < argumenten.Count; i++)
        {
            opdracht = argumenten[i] switch
            {
                "start" when i == 0 => opdracht,
                "help" or "--help" or "-h" => opdracht with { Naam = "help" },
                "--opnieuw" => opdracht with { Opnieuw = true },
                "--json" => opdracht with { Json = true },
                "--poort" => opdracht with { Poort = LeesPoort(Waarde(argumenten, ref i, "--poort heeft een getal nodig, bijvoorbeeld --poort 5180.")) },
                "--regio" => opdracht with { Regio = Waarde(argumenten, ref i, "--regio heeft de sleutel van een regio nodig, bijvoorbeeld --regio zeedorp.") },
                "--data" => opdracht with
                {
                    Leeg = Waarde(argumenten, ref i, DataFout) switch
                    {
                        "demo" => false,
                        "leeg" => true,
                        _ => throw new Startfout(DataFout),
                    },
                },
                var onbekend => throw new Startfout($"'{onbekend}' ken ik niet. Kijk wat kan met: ./ambulant"),
            };
        }

        return opdracht;
    }

    private const string DataFout = "--data is 'demo' of 'leeg'.";

    private static string Waarde(IReadOnlyList<string> argumenten, ref int i, string fout) =>
        ++i < argumenten.Count ? argumenten[i] : throw new Startfout(fout);

    private static int LeesPoort(string waarde) =>
        int.TryParse(waarde, NumberStyles.None, CultureInfo.InvariantCulture, out var poort) && poort is >= 1024 and <= 65500
            ? poort
            : throw new Startfout("--poort is een getal van 1024 tot en met 65500.");
}
