using System.Globalization;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

[Vereist(Recht.RouteBeheren)]
public sealed class StapTermijnModel(Werkbank werkbank) : PageModel
{
    public Werkbank Werkbank => werkbank;

    [BindProperty]
    public Termijnformulier Formulier { get; set; } = new();

    public IEnumerable<Keuze> Eenheden { get; } =
    [
        new(nameof(Eenheid.Dagen), "Dagen"), new(nameof(Eenheid.Weken), "Weken"), new(nameof(Eenheid.Schoolweken), "Schoolweken"),
    ];

    public async Task<IActionResult> OnGetAsync(string route, string stap, CancellationToken ct)
    {
        if (!await werkbank.StapAsync(route, stap, null, ct))
        {
            return NotFound();
        }

        var termijn = werkbank.Stap.Termijn;
        Formulier = new()
        {
            Aantal = termijn?.Aantal.ToString(CultureInfo.InvariantCulture),
            Eenheid = (termijn?.Eenheid ?? Eenheid.Schoolweken).ToString(),
            Vanaf = termijn?.Vanaf?.ToString(CultureInfo.InvariantCulture),
        };
        return Page();
    }

    public Task<IActionResult> OnPostAsync(string route, string stap, Guid verzoek, long versie, CancellationToken ct) =>
        werkbank.DoeAsync(this, route, verzoek, versie, new TermijnZetten(stap, Formulier.Aantal, Formulier.Eenheid, Formulier.Vanaf), "", "De termijn is bewaard in het concept.", ct);

    public sealed class Termijnformulier
    {
        public string? Aantal { get; set; }

        public string? Eenheid { get; set; }

        public string? Vanaf { get; set; }
    }
}
