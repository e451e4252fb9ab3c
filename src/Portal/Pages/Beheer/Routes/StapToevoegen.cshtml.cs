using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

[Vereist(Recht.RouteBeheren)]
public sealed class StapToevoegenModel(Werkbank werkbank) : PageModel
{
    public Werkbank Werkbank => werkbank;

    [BindProperty]
    public Stapformulier Formulier { get; set; } = new();

    public IEnumerable<Keuze> Plaatsen => [.. werkbank.Plaatsen(), new(Bewerken.Nergens, "Nog nergens, dat kies ik later")];

    public async Task<IActionResult> OnGetAsync(string route, CancellationToken ct) => await werkbank.LaadAsync(route, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string route, Guid verzoek, long versie, CancellationToken ct) =>
        await werkbank.LaadAsync(route, ct)
            ? await werkbank.DoeAsync(this, route, verzoek, versie, new StapToevoegen(Formulier.Naam, Formulier.Uitleg, Formulier.Rollen, Formulier.Na), werkbank.Pagina,
                "De stap staat in het concept. Kies de stap om vragen, termijn en uitkomsten toe te voegen.", () => werkbank.LaadAsync(route, ct), ct)
            : NotFound();

    public sealed class Stapformulier
    {
        public string? Naam { get; set; }

        public string? Uitleg { get; set; }

        public string[] Rollen { get; set; } = [];

        public string? Na { get; set; }
    }
}
