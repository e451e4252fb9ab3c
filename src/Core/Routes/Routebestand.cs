using System.Text;
using System.Text.Json;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Xml;

namespace Ambulant.Core.Routes;

/// <summary>A route as a file: JSON of our own (docs/route.schema.json) or BPMN 2.0.</summary>
/// <param name="Formaat">Always "ambulant-route".</param>
/// <param name="Versie">Of the format: 1.</param>
public sealed record Routebestand(string Formaat, int Versie, Route Route)
{
    /// <summary>Most bytes of a file.</summary>
    public const int Grootste = 1_000_000;

    private const string Soort = "ambulant-route";

    private static readonly JsonSerializerOptions Streng = new(Routejson.Opties)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 24,
        AllowDuplicateProperties = false,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
        TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver(),
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    static Routebestand() => Streng.Converters.Remove(Streng.Converters.First());

    public static string Schrijf(Route route) => JsonSerializer.Serialize(new Routebestand(Soort, 1, route), Streng);

    /// <summary>The schema of the file, made of the types themselves.</summary>
    public static string Schema()
    {
        var schema = JsonSchemaExporter.GetJsonSchemaAsNode(Streng, typeof(Routebestand), new() { TreatNullObliviousAsNonNullable = true }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "Route van Ambulant");
        return schema.ToJsonString(Streng) + "\n";
    }

    /// <summary>Reads a file. Nothing is taken from a file that has anything wrong with it.</summary>
    /// <param name="nu">The route as it is: what a BPMN file of another tool does not say comes from there.</param>
    public static Resultaat<Route> Lees(byte[] inhoud, Route nu)
    {
        if (inhoud.Length == 0)
        {
            return Fout("Het bestand is leeg.");
        }

        if (inhoud.Length > Grootste)
        {
            return Fout("Het bestand is te groot: hooguit 1 MB.");
        }

        string tekst;
        try
        {
            tekst = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(inhoud).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Fout("Het bestand is geen tekst (UTF-8).");
        }

        var resultaat = tekst.TrimStart() switch
        {
            ['{', ..] => LeesJson(tekst),
            ['<', ..] => LeesBpmn(tekst, nu),
            _ => Fout("Dit is geen bestand van Ambulant (JSON) en geen BPMN (XML)."),
        };
        return !resultaat.IsGelukt ? resultaat : Routevorm.Fout(resultaat.Waarde!) is { } vorm ? Fout(vorm) : resultaat;
    }

    private static Resultaat<Route> LeesJson(string tekst)
    {
        try
        {
            var bestand = JsonSerializer.Deserialize<Routebestand>(tekst, Streng);
            return bestand is not { Formaat: Soort, Versie: 1, Route: { } route } ? Fout($"Het bestand is geen '{Soort}' van versie 1.") : Resultaat.Gelukt(route);
        }
        catch (JsonException e)
        {
            return Fout($"{Waar(e)}: dit klopt niet. Er staat iets dat er niet hoort, er ontbreekt iets, of de tekens kloppen niet.");
        }
    }

    private static Resultaat<Route> LeesBpmn(string tekst, Route nu)
    {
        try
        {
            return Bpmn.Lees(tekst, nu) switch
            {
                (_, { } fout) => Fout(fout),
                (var route, _) => Resultaat.Gelukt(route!),
            };
        }
        catch (XmlException e)
        {
            return Fout(e.Message.Contains("DTD", StringComparison.Ordinal) ? $"Regel {e.LineNumber}: een DTD of entiteit mag niet in het bestand staan." : $"Regel {e.LineNumber}, teken {e.LinePosition}: de XML klopt niet.");
        }
        catch (JsonException e)
        {
            return Fout($"In een uitbreiding van Ambulant in het bestand, {Waar(e).ToLowerInvariant()}: dit klopt niet.");
        }
    }

    private static string Waar(JsonException e) => $"Regel {(e.LineNumber ?? 0) + 1}{(string.IsNullOrEmpty(e.Path) || e.Path == "$" ? "" : $", bij {(e.Path.Length > 120 ? e.Path[..120] : e.Path)}")}";

    private static Weigeringen Fout(string bericht) => Resultaat.Geweigerd("Bestand", bericht);

    internal static T LeesDeel<T>(string json) => JsonSerializer.Deserialize<T>(json, Streng) ?? throw new JsonException();

    internal static string SchrijfDeel<T>(T deel) => JsonSerializer.Serialize(deel, Routejson.Opties);
}

/// <summary>What the types cannot say about a route from outside: nothing missing inside lists, nothing endless.</summary>
internal static class Routevorm
{
    public static string? Fout(Route r)
    {
        if (Mist(r.Fasen) || Mist(r.Fasen.Select(f => f.Stappen)) || Mist(r.Stappen))
        {
            return "In een lijst van fasen of stappen staat een leeg deel.";
        }

        if (r.Fasen.Count > 20 || r.Stappen.Count() > 60)
        {
            return "Een route heeft hooguit 20 fasen en 60 stappen.";
        }

        if (r.Fasen.GroupBy(f => f.Sleutel).Any(g => g.Count() > 1) || r.Fasen.Any(f => !Routecontrole.IsSleutel(f.Sleutel)))
        {
            return "De sleutels van de fasen kloppen niet: elk een andere, van kleine letters, cijfers en streepjes.";
        }

        if (Lang(100, r.Naam, r.Sleutel) || Lang(500, r.Uitleg) || Lang(60, [.. r.Fasen.Select(f => f.Naam)]))
        {
            return "De naam of de uitleg van de route of van een fase ontbreekt of is te lang.";
        }

        return r.Stappen.Select(Fout).FirstOrDefault(f => f is not null);
    }

    private static string? Fout(Stap s)
    {
        if (Mist(s.Vereisten) || Mist(s.Velden) || Mist(s.Uitkomsten) || Mist(s.Uitkomsten.Select(u => u.Opent)) || s.Uitkomsten.Any(u => Mist(u.Opent) || Mist(u.Sluit ?? [])) || s.Velden.Any(v => Mist(v.Keuzes ?? [])))
        {
            return $"Stap '{Kort(s.Naam)}': in een lijst staat een leeg deel.";
        }

        if (s.Velden.Count > 40 || s.Uitkomsten.Count > 20 || s.Vereisten.Count > 40 || s.Uitkomsten.Any(u => u.Opent.Count > 20 || u.Sluit?.Count > 60) || s.Velden.Any(v => v.Keuzes?.Count > 20))
        {
            return $"Stap '{Kort(s.Naam)}': hooguit 40 vragen en 20 uitkomsten, en 20 keuzes bij een vraag.";
        }

        if (Lang(80, s.Naam) || Lang(1000, s.Uitleg) || s.VoorOuders.Length > 1000 || s.Bron.Length > 500 || s.Vast?.Length > 500
            || Lang(200, [.. s.Velden.Select(v => v.Label)]) || s.Velden.Any(v => v.Hint?.Length > 300 || v.Keuzes?.Any(k => k.Length is 0 or > 100) is true) || Lang(100, [.. s.Uitkomsten.Select(u => u.Naam)]))
        {
            return $"Stap '{Kort(s.Naam)}': een naam, uitleg, vraag, keuze of uitkomst ontbreekt of is te lang.";
        }

        if (s.Uitkomsten.Select(u => u.Sleutel).Concat(s.Velden.Select(v => v.Sleutel)).Any(k => !Routecontrole.IsSleutel(k)))
        {
            return $"Stap '{Kort(s.Naam)}': een sleutel van een vraag of uitkomst klopt niet. Gebruik kleine letters, cijfers en streepjes.";
        }

        return s.Rollen.Except(Bewerken.Doeners).Any() || s.Aanwezig.Concat(s.Verwacht).Except(Bewerken.Aanwezigen).Any() || s.Uitkomsten.Any(u => u.Overslaan && (!u.Reden || !s.HeeftFormulier))
            ? $"Stap '{Kort(s.Naam)}': een rol kan hier niet, of de stap kan zo niet worden overgeslagen."
            : null;
    }

    private static bool Mist<T>(IEnumerable<T> lijst) => lijst.Any(x => x is null);

    private static bool Lang(int hoogstens, params IReadOnlyList<string> teksten) => teksten.Any(t => string.IsNullOrWhiteSpace(t) || t.Length > hoogstens || t.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')));

    private static string Kort(string? naam) => naam is null ? "" : naam.Length > 60 ? naam[..60] : naam;
}
