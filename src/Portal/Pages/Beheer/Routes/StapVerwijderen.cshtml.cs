using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

[Vereist(Recht.RouteBeheren)]
public sealed class StapVerwijderenModel(Werkbank werkbank) : PageModel
{
    public Werkbank Werkbank => werkbank;

    [BindProperty]
    public Verwijderformulier Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string route, string stap, CancellationToken ct)
    {
        if (!await werkbank.StapAsync(route, stap, null, ct))
        {
            return NotFound();
        }

        // Most often the way goes on where the step itself led to.
        Formulier.Vervanger = werkbank.Stap.Uitkomsten.SelectMany(u => u.Opent).FirstOrDefault(o => o != stap);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string route, string stap, Guid verzoek, long versie, CancellationToken ct) =>
        await werkbank.StapAsync(route, stap, versie, ct)
            ? await werkbank.DoeAsync(this, route, verzoek, versie, new StapVerwijderen(stap, Formulier.Vervanger), werkbank.Pagina, $"'{werkbank.Stap.Naam}' is verwijderd uit het concept.", () => werkbank.StapAsync(route, stap, versie, ct), ct)
            : NotFound();

    public sealed class Verwijderformulier
    {
        public string? Vervanger { get; set; }
    }
}
