using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

[Vereist(Recht.RouteBeheren)]
public sealed class StapVereistenModel(Werkbank werkbank) : PageModel
{
    public Werkbank Werkbank => werkbank;

    [BindProperty]
    public Vereistenformulier Formulier { get; set; } = new();

    public IEnumerable<Keuze> Vereisten => Bewerken.Vereistekeuzes(werkbank.Route, werkbank.Regio).Select(v => new Keuze(Bewerken.Vereistesleutel(v), Routetekst.Vereiste(v, werkbank.Regio)));

    public async Task<IActionResult> OnGetAsync(string route, string stap, CancellationToken ct)
    {
        if (!await werkbank.StapAsync(route, stap, null, ct))
        {
            return NotFound();
        }

        Formulier = new() { Vereisten = [.. werkbank.Stap.Vereisten.Select(Bewerken.Vereistesleutel)] };
        return Page();
    }

    public Task<IActionResult> OnPostAsync(string route, string stap, Guid verzoek, long versie, CancellationToken ct) =>
        werkbank.DoeAsync(this, route, verzoek, versie, new StapVereisen(stap, Formulier.Vereisten), "", "Wat in orde moet zijn, is bewaard in het concept.", ct);

    public sealed class Vereistenformulier
    {
        public string[] Vereisten { get; set; } = [];
    }
}
