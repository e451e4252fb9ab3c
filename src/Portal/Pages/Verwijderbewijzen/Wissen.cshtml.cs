using Ambulant.Core.Bewaren;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Verwijderbewijzen;

/// <summary>
/// Erases. Lies outside the dossier's own addresses, so that a second click, when the dossier is gone, still finds its bewijs.
/// Whether the person may erase this dossier is checked by the use case.
/// </summary>
[Vereist(Recht.VerwijderbewijsZien)]
public sealed class WissenModel(Huidig huidig, DossierWissen wissen) : PageModel
{
    public Huidig Huidig => huidig;

    /// <summary>Only the box was forgotten; anything else needs a new download.</summary>
    public bool Opnieuw { get; private set; }

    [BindProperty]
    public Bevestiging Formulier { get; set; } = new();

    public IActionResult OnGet() => LocalRedirect($"/{huidig.Regio.Sleutel}/verwijderbewijzen");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var regio = huidig.Regio.Sleutel;
        var resultaat = await wissen.VoerUitAsync(huidig.Wie, regio, new(Formulier.Dossier, Formulier.Som, Formulier.Bevestigd), ct);
        Opnieuw = resultaat.Weigeringen.All(w => w.Veld == nameof(Bevestiging.Bevestigd));
        return await this.AntwoordAsync(
            resultaat,
            nameof(Formulier),
            bewijs => this.NaarMetMelding($"/{regio}/verwijderbewijzen/{bewijs}", "Het dossier is gewist. Dit is het bewijs."),
            () => Task.CompletedTask);
    }

    public sealed class Bevestiging
    {
        public Guid Dossier { get; set; }

        public string? Som { get; set; }

        public bool Bevestigd { get; set; }
    }
}
