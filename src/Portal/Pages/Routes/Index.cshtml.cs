using Ambulant.Core.Routes;
using Ambulant.Core.Termijnen;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Route = Ambulant.Core.Routes.Route;

namespace Ambulant.Portal.Pages.Routes;

/// <summary>The route of the region, readable from begin to end.</summary>
[Vereist(Recht.RegioZien)]
public sealed class IndexModel(Huidig huidig, RouteBekijken bekijken) : PageModel
{
    public IReadOnlyList<Route> Routes { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Voluit => huidig.Regio.Woorden.Voluit;

    public async Task OnGetAsync(CancellationToken ct) => Routes = await bekijken.LeesAsync(huidig.Regio.Sleutel, ct);

    public string Wie(Stap stap) => stap.Rollen.Count == 0 ? huidig.Regio.Woorden.Noem(Rol.Ouder) : huidig.Regio.Woorden.Noem(stap.Rollen);

    public string Aanwezig(Stap stap) => string.Join(", ", stap.Aanwezig.Select(huidig.Regio.Woorden.Noem));

    /// <summary>Where an outcome leads, in words.</summary>
    public string Daarna(Route route, Stap stap, Uitkomst uitkomst)
    {
        if (uitkomst.Start is { } start)
        {
            var naar = Routes.FirstOrDefault(r => r.Sleutel == start.Route);
            return $"verder op de route '{naar?.Naam}', bij '{naar?.Vind(start.Stap)?.Naam}'";
        }

        var namen = uitkomst.Opent.Select(o => o == stap.Sleutel ? "deze stap opnieuw" : $"'{route.Vind(o)?.Naam}'").ToList();
        return namen.Count == 0 ? (uitkomst.SluitAlles ? "het einde van de route" : "de stappen die nog openstaan") : string.Join(" en ", namen);
    }

    public static string Termijntekst(Termijn termijn) => $"Binnen {termijn.Aantal} " + termijn.Eenheid switch
    {
        Eenheid.Dagen => termijn.Aantal == 1 ? "dag" : "dagen",
        Eenheid.Weken => termijn.Aantal == 1 ? "week" : "weken",
        _ => termijn.Aantal == 1 ? "schoolweek" : "schoolweken",
    };
}
