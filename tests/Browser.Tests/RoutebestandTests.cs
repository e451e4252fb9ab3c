using System.Diagnostics;
using System.Reflection;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Modules.Liemers;
using Ambulant.Modules.NoordKennemerland;

namespace Ambulant.Browser.Tests;

/// <summary>The files of a route, judged by the tools of others.</summary>
public sealed class RoutebestandTests(Demo demo)
{
    private static readonly string NodeModules = typeof(Keuring).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "NodeModules").Value!;

    [Fact]
    public async Task Elke_route_opent_in_bpmn_js_met_een_vorm_per_stap()
    {
        await using var context = await demo.Browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.SetContentAsync("<!doctype html><html lang=\"nl\"><body><div id=\"vlak\" style=\"width:1200px;height:800px\"></div></body></html>");
        await page.AddScriptTagAsync(new() { Path = Path.Combine(NodeModules, "bpmn-js", "dist", "bpmn-viewer.production.min.js") });
        var aantal = 0;
        foreach (var route in new IRegio[] { new LiemersRegio(), new NoordKennemerlandRegio() }.SelectMany(r => r.Routes))
        {
            var getekend = await page.EvaluateAsync<string[]>("""
                async xml => {
                  const viewer = new BpmnJS({ container: '#vlak' });
                  const { warnings } = await viewer.importXML(xml);
                  const taken = viewer.get('elementRegistry').filter(e => e.type === 'bpmn:UserTask' && document.querySelector(`[data-element-id="${e.id}"] rect`)).map(e => e.businessObject.name);
                  const pijlen = viewer.get('elementRegistry').filter(e => e.type === 'bpmn:SequenceFlow').length;
                  viewer.destroy();
                  return [...warnings.map(w => 'warning: ' + w.message), ...(pijlen ? taken : ['no arrows'])];
                }
                """, Bpmn.Schrijf(route));
            Assert.Equal(route.Stappen.Select(s => s.Naam).Order(), getekend.Order());
            aantal++;
        }

        Assert.True(aantal >= 5);
    }

    [Fact]
    public async Task Elke_route_is_BPMN_zonder_waarschuwing_en_volgt_het_schema()
    {
        var map = Directory.CreateTempSubdirectory("ambulant-route-").FullName;
        try
        {
            var aantal = 0;
            foreach (var route in new IRegio[] { new LiemersRegio(), new NoordKennemerlandRegio() }.SelectMany(r => r.Routes))
            {
                await File.WriteAllTextAsync(Path.Combine(map, $"{++aantal}.bpmn"), Bpmn.Schrijf(route), TestContext.Current.CancellationToken);
                await File.WriteAllTextAsync(Path.Combine(map, $"{aantal}.json"), Routebestand.Schrijf(route), TestContext.Current.CancellationToken);
            }

            await File.WriteAllTextAsync(Path.Combine(map, "schema.txt"), Routebestand.Schema(), TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(map, "kijk.mjs"), """
                import { readdirSync, readFileSync } from 'node:fs';
                import { createRequire } from 'node:module';
                import { pathToFileURL } from 'node:url';
                const require = createRequire(process.argv[2] + '/x.js');
                const { BpmnModdle } = await import(pathToFileURL(require.resolve('bpmn-moddle')));
                const Ajv = require('ajv/dist/2020').default;
                const valideer = new Ajv({ strict: false }).compile(JSON.parse(readFileSync('schema.txt', 'utf8')));
                let gezien = 0;
                for (const f of readdirSync('.')) {
                  if (f.endsWith('.bpmn')) {
                    const { rootElement, warnings } = await new BpmnModdle().fromXML(readFileSync(f, 'utf8'));
                    for (const w of warnings) console.log(f, w.message);
                    if (!rootElement.diagrams[0].plane.planeElement.length) console.log(f, 'no drawing');
                    gezien++;
                  } else if (f.endsWith('.json')) {
                    const json = JSON.parse(readFileSync(f, 'utf8'));
                    if (!valideer(json)) console.log(f, JSON.stringify(valideer.errors));
                    if (valideer({ ...json, iets: 1 }) || valideer({ ...json, route: { ...json.route, fasen: 1 } })) console.log(f, 'the schema takes anything');
                    gezien++;
                  }
                }
                console.log('seen', gezien);
                """, TestContext.Current.CancellationToken);
            using var node = Process.Start(new ProcessStartInfo("node", ["kijk.mjs", NodeModules]) { WorkingDirectory = map, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var fouten = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var uit = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.Equal($"seen {2 * aantal}", (uit + await fouten).Trim());
            Assert.True(aantal >= 5);
        }
        finally
        {
            Directory.Delete(map, recursive: true);
        }
    }
}
