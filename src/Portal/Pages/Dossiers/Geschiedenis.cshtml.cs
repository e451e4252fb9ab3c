using Ambulant.Core;
using Ambulant.Core.Handelingen;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers;

[Vereist(Recht.DossierVolledigZien)]
public sealed class GeschiedenisModel(Huidig huidig, Geschiedenis lezen) : PageModel
{
    public Huidig Huidig => huidig;

    public Geschiedenisblad Blad { get; private set; } = null!;

    /// <summary>Views taken together per person per day: a line per click tells a reader less.</summary>
    public IEnumerable<(string Wie, Rol Rol, DateOnly Dag, int Keren)> Inzagen =>
        Blad.Inzagen.GroupBy(i => (i.Wie, i.Rol, Dag: Dag.Van(i.Op))).Select(g => (g.Key.Wie, g.Key.Rol, g.Key.Dag, g.Count()));

    public async Task OnGetAsync(CancellationToken ct) => Blad = await lezen.LeesAsync(huidig.Dossier, ct);
}
