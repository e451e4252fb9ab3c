using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Routes;

/// <summary>
/// A route as BPMN 2.0. A step is a user task, several outcomes an exclusive gateway, several steps at once a parallel gateway. What BPMN
/// has no word for stands in extension elements of our own, so that a file that comes back is the same route; names and arrows that
/// another tool changed are followed.
/// </summary>
public static class Bpmn
{
    private const int Diepste = 40;
    private static readonly XNamespace B = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static readonly XNamespace Di = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static readonly XNamespace Dc = "http://www.omg.org/spec/DD/20100524/DC";
    private static readonly XNamespace Dd = "http://www.omg.org/spec/DD/20100524/DI";
    private static readonly XNamespace A = "urn:ambulant:route:1";

    public static string Schrijf(Route route)
    {
        var proces = new XElement(B + "process", new XAttribute("id", Id("route", route.Sleutel)), new XAttribute("name", route.Naam), new XAttribute("isExecutable", "false"),
            new XElement(B + "documentation", route.Uitleg),
            Uitbreiding("route", Routebestand.SchrijfDeel(Kop(route))));
        var vlak = new XElement(Di + "BPMNPlane", new XAttribute("id", "vlak"), new XAttribute("bpmnElement", Id("route", route.Sleutel)));
        var plaats = new Dictionary<string, (int X, int Y, int B, int H)>(StringComparer.Ordinal);
        var stromen = new List<XElement>();
        var rij = 0;
        foreach (var stap in route.Stappen)
        {
            plaats[Id("stap", stap.Sleutel)] = (160, 80 + (150 * rij++), 240, 80);
        }

        var begin = plaats.GetValueOrDefault(Id("stap", route.Begin));
        Zet(new(B + "startEvent", new XAttribute("id", "begin"), new XAttribute("name", "Begin")), (60, begin.Y + 22, 36, 36));
        foreach (var fase in route.Fasen)
        {
            foreach (var stap in fase.Stappen)
            {
                var id = Id("stap", stap.Sleutel);
                Zet(new(B + "userTask", new XAttribute("id", id), new XAttribute("name", stap.Naam), new XElement(B + "documentation", stap.Uitleg),
                    Uitbreiding("stap", Routebestand.SchrijfDeel(stap with { Uitkomsten = [] }), new XAttribute("fase", fase.Sleutel))), plaats[id]);
                var van = id;
                if (stap.Uitkomsten.Count > 1)
                {
                    van = Id("keuze", stap.Sleutel);
                    Zet(new(B + "exclusiveGateway", new XAttribute("id", van)), (450, plaats[id].Y + 15, 50, 50));
                    Stroom(Id("naar", stap.Sleutel), id, van, null, null);
                }

                for (var i = 0; i < stap.Uitkomsten.Count; i++)
                {
                    var u = stap.Uitkomsten[i];
                    var stroom = Id("uitkomst", $"{stap.Sleutel}__{u.Sleutel}");
                    var naar = u.Opent.Count == 1 ? Id("stap", u.Opent[0]) : Id(u.Opent.Count == 0 ? "einde" : "samen", $"{stap.Sleutel}__{u.Sleutel}");
                    if (u.Opent.Count == 0)
                    {
                        Zet(new(B + "endEvent", new XAttribute("id", naar)), (560 + (60 * i), plaats[id].Y + 22, 36, 36));
                    }
                    else if (u.Opent.Count > 1)
                    {
                        Zet(new(B + "parallelGateway", new XAttribute("id", naar)), (560 + (60 * i), plaats[id].Y + 15, 50, 50));
                    }

                    Stroom(stroom, van, naar, u.Naam, Routebestand.SchrijfDeel(u with { Opent = [] }));
                    foreach (var open in u.Opent.Count > 1 ? u.Opent : [])
                    {
                        Stroom(Id("samen", $"{stap.Sleutel}__{u.Sleutel}__{open}"), naar, Id("stap", open), null, null);
                    }
                }
            }
        }

        Stroom("naar_begin", "begin", Id("stap", route.Begin), null, null);
        proces.Add(stromen);
        var baan = 0;
        foreach (var stroom in stromen)
        {
            var van = plaats[stroom.Attribute("sourceRef")!.Value];
            var naar = plaats[stroom.Attribute("targetRef")!.Value];
            var (vx, vy, ny) = (van.X + van.B, van.Y + (van.H / 2), naar.Y + (naar.H / 2));
            (int X, int Y)[] punten = vy == ny && naar.X > van.X ? [(vx, vy), (naar.X, ny)] : [(vx, vy), (820 + (12 * baan), vy), (820 + (12 * baan++), ny + 12), (naar.X + naar.B, ny + 12)];
            vlak.Add(new XElement(Di + "BPMNEdge", new XAttribute("id", $"lijn_{stroom.Attribute("id")!.Value}"), new XAttribute("bpmnElement", stroom.Attribute("id")!.Value),
                punten.Select(p => new XElement(Dd + "waypoint", new XAttribute("x", p.X), new XAttribute("y", p.Y)))));
        }

        var document = new XDocument(new XDeclaration("1.0", "UTF-8", null), new XElement(B + "definitions",
            new XAttribute(XNamespace.Xmlns + "bpmn", B), new XAttribute(XNamespace.Xmlns + "bpmndi", Di), new XAttribute(XNamespace.Xmlns + "dc", Dc), new XAttribute(XNamespace.Xmlns + "di", Dd),
            new XAttribute(XNamespace.Xmlns + "ambulant", A), new XAttribute("id", "definities"), new XAttribute("targetNamespace", A),
            proces, new XElement(Di + "BPMNDiagram", new XAttribute("id", "tekening"), vlak)));
        var uit = new StringBuilder();
        using (var schrijver = XmlWriter.Create(new Utf8Schrijver(uit), new XmlWriterSettings { Indent = true, NewLineChars = "\n" }))
        {
            document.Save(schrijver);
        }

        return uit.Append('\n').ToString();

        void Zet(XElement deel, (int X, int Y, int B, int H) waar)
        {
            var id = deel.Attribute("id")!.Value;
            plaats[id] = waar;
            proces.Add(deel);
            vlak.Add(new XElement(Di + "BPMNShape", new XAttribute("id", $"vorm_{id}"), new XAttribute("bpmnElement", id),
                new XElement(Dc + "Bounds", new XAttribute("x", waar.X), new XAttribute("y", waar.Y), new XAttribute("width", waar.B), new XAttribute("height", waar.H))));
        }

        void Stroom(string id, string van, string naar, string? naam, string? uitkomst) => stromen.Add(new XElement(B + "sequenceFlow", new XAttribute("id", id), naam is null ? null : new XAttribute("name", naam),
            new XAttribute("sourceRef", van), new XAttribute("targetRef", naar), uitkomst is null ? null : Uitbreiding("uitkomst", uitkomst)));
    }

    /// <summary>Reads a BPMN file; a fault names the part and its line.</summary>
    /// <exception cref="XmlException">It is no XML, or holds what could reach outside itself.</exception>
    internal static (Route? Route, string? Fout) Lees(string tekst, Route nu)
    {
        var veilig = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Routebestand.Grootste, MaxCharactersFromEntities = 1 };
        using (var voor = XmlReader.Create(new StringReader(tekst), veilig))
        {
            while (voor.Read())
            {
                if (voor.Depth > Diepste)
                {
                    return (null, $"Regel {((IXmlLineInfo)voor).LineNumber}: er zijn te veel niveaus in elkaar gezet.");
                }
            }
        }

        using var lezer = XmlReader.Create(new StringReader(tekst), veilig);
        var document = XDocument.Load(lezer, LoadOptions.SetLineInfo);
        if (document.Root?.Name != B + "definitions")
        {
            return (null, "Dit is geen BPMN 2.0: het eerste element is geen 'definitions'.");
        }

        List<XElement> processen = [.. document.Root.Elements(B + "process")];
        return processen.Count != 1 ? (null, $"Er hoort één proces in het bestand te staan. Het zijn er {processen.Count}.") : new Lezer(processen[0], nu).Lees();
    }

    // All of a route but its steps.
    private static Route Kop(Route route) => route with { Fasen = [.. route.Fasen.Select(f => f with { Stappen = [] })] };

    private static string Id(string soort, string sleutel) => $"{soort}_{sleutel}";

    private static XElement Uitbreiding(string naam, string json, params XAttribute[] meer) => new(B + "extensionElements", new XElement(A + naam, meer, json));

    private sealed class Utf8Schrijver(StringBuilder uit) : StringWriter(uit, CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }

    private sealed class Lezer
    {
        private readonly XElement proces;
        private readonly Route nu;
        private readonly Dictionary<string, XElement> delen = new(StringComparer.Ordinal);
        private readonly ILookup<string, XElement> uit;
        private readonly Dictionary<string, string> stapVan = new(StringComparer.Ordinal);
        private string? fout;

        public Lezer(XElement proces, Route nu)
        {
            (this.proces, this.nu) = (proces, nu);
            foreach (var deel in proces.Elements().Where(e => e.Attribute("id") is not null))
            {
                if (!delen.TryAdd(deel.Attribute("id")!.Value, deel))
                {
                    Fout(deel, $"de naam '{deel.Attribute("id")!.Value}' komt twee keer voor");
                }
            }

            uit = proces.Elements(B + "sequenceFlow").ToLookup(s => s.Attribute("sourceRef")?.Value ?? "");
        }

        public (Route? Route, string? Fout) Lees()
        {
            var kop = Uitbreiding(proces, "route") is { } json ? Routebestand.LeesDeel<Route>(json) : Kop(nu);
            if (kop.Fasen.Count == 0 || kop.Fasen.Any(f => f is null))
            {
                return (null, "Het bestand noemt geen fasen.");
            }

            List<XElement> taken = [.. proces.Elements().Where(IsTaak)];
            foreach (var vreemd in proces.Elements().Where(e => e.Name.Namespace == B && !IsTaak(e) && e.Name.LocalName is not ("sequenceFlow" or "startEvent" or "endEvent" or "exclusiveGateway" or "parallelGateway" or "documentation"
                         or "extensionElements" or "laneSet" or "textAnnotation" or "association" or "group")))
            {
                Fout(vreemd, $"'{vreemd.Name.LocalName}' kent Ambulant niet");
            }

            if (taken.Count is 0 or > 60)
            {
                return (null, $"Een route heeft 1 tot en met 60 stappen. In het bestand zijn het er {taken.Count}.");
            }

            var stappen = taken.Select(t => (Taak: t, Stap: Stap(t))).ToList();
            var klaar = fout is null ? stappen.Select(s => (Fase: Fase(s.Taak, s.Stap, kop), Stap: s.Stap with { Uitkomsten = Uitkomsten(s.Taak, s.Stap) })).ToList() : [];
            var starts = proces.Elements(B + "startEvent").SelectMany(s => uit[s.Attribute("id")?.Value ?? ""]).ToList();
            var begin = starts is [var enige] ? Doelen(enige, 0) : [];
            if (begin.Count != 1)
            {
                Fout(proces, "er hoort één begin te zijn, met één pijl naar de eerste stap");
            }

            return fout is not null ? (null, fout)
                : (kop with
                {
                    Naam = proces.Attribute("name")?.Value ?? kop.Naam,
                    Uitleg = proces.Element(B + "documentation")?.Value ?? kop.Uitleg,
                    Begin = begin[0],
                    Fasen = [.. kop.Fasen.Select(f => new Fase(f.Sleutel, f.Naam, [.. klaar.Where(k => k.Fase == f.Sleutel).Select(k => k.Stap)]))],
                }, null);
        }

        private static bool IsTaak(XElement e) => e.Name.Namespace == B && (e.Name.LocalName == "task" || e.Name.LocalName.EndsWith("Task", StringComparison.Ordinal));

        private static string? Uitbreiding(XElement deel, string naam) => deel.Element(B + "extensionElements")?.Element(A + naam)?.Value;

        private Stap Stap(XElement taak)
        {
            var id = taak.Attribute("id")?.Value ?? "";
            var naam = Regel(taak.Attribute("name")?.Value);
            if (naam.Length == 0)
            {
                Fout(taak, "de stap heeft geen naam");
            }

            var sleutel = id.StartsWith("stap_", StringComparison.Ordinal) ? id[5..] : "";
            var basis = Uitbreiding(taak, "stap") is { } json ? Routebestand.LeesDeel<Stap>(json)
                : nu.Vind(sleutel) is { } zelfde ? zelfde
                : new() { Sleutel = Bewerken.Sleutel(naam, nu.Stappen.Select(s => s.Sleutel).Concat(stapVan.Values)), Naam = naam, Uitleg = naam, Rollen = [Rol.InternBegeleider], Uitkomsten = [] };
            stapVan[id] = basis.Sleutel;
            return basis with { Naam = naam, Uitleg = taak.Element(B + "documentation")?.Value is { Length: > 0 } uitleg ? uitleg : basis.Uitleg };
        }

        private string Fase(XElement taak, Stap stap, Route kop)
        {
            var gezegd = taak.Element(B + "extensionElements")?.Element(A + "stap")?.Attribute("fase")?.Value ?? nu.Fasen.FirstOrDefault(f => f.Stappen.Any(s => s.Sleutel == stap.Sleutel))?.Sleutel;
            return kop.Fasen.Any(f => f.Sleutel == gezegd) ? gezegd! : kop.Fasen[^1].Sleutel;
        }

        private List<Uitkomst> Uitkomsten(XElement taak, Stap stap)
        {
            List<XElement> stromen = [.. uit[taak.Attribute("id")?.Value ?? ""]];
            if (stromen is [var naar] && delen.GetValueOrDefault(naar.Attribute("targetRef")?.Value ?? "") is { } keuze && keuze.Name == B + "exclusiveGateway")
            {
                stromen = [.. uit[keuze.Attribute("id")!.Value]];
            }
            else if (stromen.Count > 1)
            {
                Fout(taak, $"uit '{stap.Naam}' komen {stromen.Count} pijlen; zet er een keuze (ruit) tussen");
            }

            var uitkomsten = new List<Uitkomst>();
            foreach (var stroom in stromen)
            {
                var naam = Regel(stroom.Attribute("name")?.Value);
                var basis = Uitbreiding(stroom, "uitkomst") is { } json ? Routebestand.LeesDeel<Uitkomst>(json) : new(Bewerken.Sleutel(naam.Length == 0 ? "klaar" : naam, uitkomsten.Select(u => u.Sleutel)), "Klaar", []);
                uitkomsten.Add(basis with { Naam = naam.Length == 0 ? basis.Naam : naam, Opent = [.. Doelen(stroom, 0).Distinct()] });
            }

            return uitkomsten;
        }

        // The steps an arrow leads to, through gateways that split.
        private List<string> Doelen(XElement stroom, int diepte)
        {
            var naar = stroom.Attribute("targetRef")?.Value ?? "";
            if (stapVan.TryGetValue(naar, out var stap))
            {
                return [stap];
            }

            if (!delen.TryGetValue(naar, out var deel) || diepte > 5)
            {
                Fout(stroom, $"de pijl leidt naar '{naar}', en dat is er niet");
                return [];
            }

            if (deel.Name == B + "endEvent")
            {
                return [];
            }

            if (deel.Name == B + "parallelGateway" || (deel.Name == B + "exclusiveGateway" && uit[naar].Count() == 1))
            {
                return [.. uit[naar].SelectMany(s => Doelen(s, diepte + 1))];
            }

            Fout(deel, "een keuze hoort direct na een stap te staan");
            return [];
        }

        private static string Regel(string? naam) => string.Join(' ', (naam ?? "").Split([' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));

        private void Fout(XElement deel, string wat) => fout ??= $"Regel {((IXmlLineInfo)deel).LineNumber}: {wat}.";
    }
}
