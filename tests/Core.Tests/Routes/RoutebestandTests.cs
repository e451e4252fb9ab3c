using System.Text;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Modules.Liemers;
using Ambulant.Modules.NoordKennemerland;

namespace Ambulant.Core.Tests.Routes;

/// <summary>A route to a file and back; and what a file may not do.</summary>
public sealed class RoutebestandTests
{
    private static readonly Route Route = new LiemersRegio().Routes.Single(r => r.Sleutel == "ambulante-begeleiding");

    public static TheoryData<string> Routes => [.. new IRegio[] { new LiemersRegio(), new NoordKennemerlandRegio() }.SelectMany(r => r.Routes.Select(x => $"{r.Sleutel}/{x.Sleutel}"))];

    [Theory]
    [MemberData(nameof(Routes))]
    public void Heen_en_terug_is_het_dezelfde_route(string welke)
    {
        var route = new IRegio[] { new LiemersRegio(), new NoordKennemerlandRegio() }.SelectMany(r => r.Routes.Select(x => (Naam: $"{r.Sleutel}/{x.Sleutel}", Route: x))).Single(x => x.Naam == welke).Route;
        foreach (var tekst in new[] { Routebestand.Schrijf(route), Bpmn.Schrijf(route) })
        {
            var terug = Lees(tekst);
            Assert.True(terug.IsGelukt, string.Join(" ", terug.Weigeringen.Select(w => w.Bericht)));
            Assert.Equal(Routejson.Schrijf(route), Routejson.Schrijf(terug.Waarde));
        }
    }

    [Fact]
    public void Wat_een_ander_programma_in_de_BPMN_veranderde_telt()
    {
        var bpmn = Bpmn.Schrijf(Route)
            .Replace("name=\"Signaleren en bespreken\"", "name=\"Signaleren\"", StringComparison.Ordinal)
            .Replace("targetRef=\"stap_eerste-contact\"", "targetRef=\"stap_gesprek-begeleider\"", StringComparison.Ordinal)
            .Replace("<bpmn:endEvent", "<bpmn:userTask id=\"Activity_1\" name=\"Nog iets\" /><bpmn:endEvent", StringComparison.Ordinal);
        var eerste = bpmn.IndexOf("<bpmn:userTask id=\"Activity_1\"", StringComparison.Ordinal);
        var rest = bpmn[(eerste + 10)..].Replace("<bpmn:userTask id=\"Activity_1\" name=\"Nog iets\" />", "", StringComparison.Ordinal);
        var route = Lees(bpmn[..(eerste + 10)] + rest).Waarde!;
        Assert.Equal("Signaleren", route.Vind("signaleren")!.Naam);
        Assert.Equal(["gesprek-begeleider"], route.Vind("gesprek-ouders")!.Uitkomsten[0].Opent);
        Assert.Equal("Nog iets", route.Vind("nog-iets")!.Naam);
    }

    [Fact]
    public void Een_kapot_of_kwaadwillend_bestand_zegt_wat_en_waar()
    {
        var json = Routebestand.Schrijf(Route);
        var bpmn = Bpmn.Schrijf(Route);
        (string Tekst, string Zin)[] fout =
        [
            ("", "leeg"),
            ("zomaar tekst", "geen bestand van Ambulant"),
            (json[..(json.Length / 2)], "Regel "),
            (json.Replace("\"uitleg\"", "\"uitlegg\"", StringComparison.Ordinal), "Regel "),
            (json.Replace("\"formaat\": \"ambulant-route\"", "\"formaat\": \"iets\"", StringComparison.Ordinal), "ambulant-route"),
            (json.Replace("\"InternBegeleider\"", "\"Koning\"", StringComparison.Ordinal), "Regel "),
            (json.Replace("\"InternBegeleider\"", "1", StringComparison.Ordinal), "Regel "),
            (json.Replace("\"opent\": [\n", "\"opent\": [ null, \n", StringComparison.Ordinal), "leeg deel"),
            (json.Replace("Signaleren en bespreken", new string('x', 900), StringComparison.Ordinal), "te lang"),
            (string.Concat(Enumerable.Repeat("{\"a\":", 5000)), "Regel 1"),
            (new string('{', Routebestand.Grootste + 1), "1 MB"),
            ("<!DOCTYPE x [<!ENTITY a \"b\">]>" + bpmn[(bpmn.IndexOf("?>", StringComparison.Ordinal) + 2)..], "DTD"),
            (bpmn.Replace("</bpmn:process>", "", StringComparison.Ordinal), "XML klopt niet"),
            (bpmn.Replace("bpmn:definitions", "bpmn:iets", StringComparison.Ordinal), "geen BPMN"),
            (bpmn.Replace("targetRef=\"stap_vot\"", "targetRef=\"nergens\"", StringComparison.Ordinal), "nergens"),
            (string.Concat(Enumerable.Repeat("<a>", 50_000)), "niveaus"),
            ("<a xmlns=\"x\"/>", "geen BPMN"),
        ];
        foreach (var (tekst, zin) in fout)
        {
            var uit = Lees(tekst);
            Assert.False(uit.IsGelukt, $"was taken: {(tekst.Length > 80 ? tekst[..80] : tekst)}");
            Assert.Contains(zin, uit.Weigeringen[0].Bericht, StringComparison.Ordinal);
        }

        Assert.Contains("UTF-8", Routebestand.Lees([0x7b, 0xff, 0xfe], Route).Weigeringen[0].Bericht, StringComparison.Ordinal);
    }

    [Fact]
    public void Wat_vast_staat_houdt_ook_een_bestand_niet_tegen()
    {
        var los = Lees(Routebestand.Schrijf(Route).Replace("\"vast\":", "\"bron\": \"\", \"vast\":", StringComparison.Ordinal));
        Assert.False(los.IsGelukt);
        var zonder = Route with { Fasen = [.. Route.Fasen.Select(f => f with { Stappen = [.. f.Stappen.Select(s => s with { Vast = null })] })] };
        Assert.Contains(Bewerken.Doe(Route, new RouteVervangen(zonder), new LiemersRegio()).Weigeringen, w => w.Bericht.Contains("de reden van het slot", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Het_schema_in_docs_is_dat_van_het_bestand()
    {
        var plaats = Path.Combine(Hoofdmap(), "docs", "route.schema.json");
        if (Environment.GetEnvironmentVariable("AMBULANT_SCHRIJF_DOCS") == "1")
        {
            await File.WriteAllTextAsync(plaats, Routebestand.Schema(), TestContext.Current.CancellationToken);
        }

        Assert.True(File.Exists(plaats) && (await File.ReadAllTextAsync(plaats, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") == Routebestand.Schema(), "Write docs/route.schema.json anew with AMBULANT_SCHRIJF_DOCS=1.");
    }

    private static Resultaat<Route> Lees(string tekst) => Routebestand.Lees(Encoding.UTF8.GetBytes(tekst), Route);

    private static string Hoofdmap()
    {
        var map = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(map!.FullName, "Ambulant.sln")))
        {
            map = map.Parent;
        }

        return map.FullName;
    }
}
