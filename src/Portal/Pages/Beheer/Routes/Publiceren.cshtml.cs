using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

[Vereist(Recht.RouteBeheren)]
public sealed class PublicerenModel(Werkbank werkbank, RoutePubliceren publiceren) : PageModel
{
    public Werkbank Werkbank => werkbank;

    [BindProperty]
    public Publiceerformulier Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string route, CancellationToken ct) => await werkbank.LaadAsync(route, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string route, Guid verzoek, long versie, CancellationToken ct)
    {
        var resultaat = await publiceren.VoerUitAsync(werkbank.Wie, werkbank.Regio.Sleutel, route, verzoek, versie, Formulier.Reden, ct);
        return !await werkbank.LaadAsync(route, ct)
            ? NotFound()
            : await this.AntwoordAsync(resultaat, nameof(Formulier), nummer => this.NaarMetMelding($"{werkbank.Pagina}/versies", $"Versie {nummer} is gepubliceerd. Nieuwe dossiers volgen haar."), () => Task.CompletedTask);
    }

    public sealed class Publiceerformulier
    {
        public string? Reden { get; set; }
    }
}
