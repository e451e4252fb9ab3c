using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

[Vereist(Recht.RouteBeheren)]
public sealed class NaamModel(Werkbank werkbank) : PageModel
{
    public Werkbank Werkbank => werkbank;

    [BindProperty]
    public Naamformulier Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string route, CancellationToken ct)
    {
        if (!await werkbank.LaadAsync(route, ct))
        {
            return NotFound();
        }

        Formulier = new()
        {
            Naam = werkbank.Route.Naam,
            Uitleg = werkbank.Route.Uitleg,
            Onderwerpen = [.. werkbank.Route.Onderwerpen.Select(o => o.ToString())],
            Begin = werkbank.Route.Begin,
            Doel = werkbank.Route.Doel,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string route, Guid verzoek, long versie, CancellationToken ct) =>
        await werkbank.LaadAsync(route, ct)
            ? await werkbank.DoeAsync(this, route, verzoek, versie, new RouteNoemen(Formulier.Naam, Formulier.Uitleg, Formulier.Onderwerpen, Formulier.Doel, Formulier.Begin), werkbank.Pagina, "Dit is bewaard in het concept.", () => werkbank.LaadAsync(route, ct), ct)
            : NotFound();

    public sealed class Naamformulier
    {
        public string? Naam { get; set; }

        public string? Uitleg { get; set; }

        public string[] Onderwerpen { get; set; } = [];

        public string? Begin { get; set; }

        public string? Doel { get; set; }
    }
}
