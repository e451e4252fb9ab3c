using Ambulant.Core;
using Ambulant.Core.Logboek;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Logboek;

/// <summary>
/// Open to who may write once there is toestemming, so that a form made before it was withdrawn comes back with its text instead of a 404.
/// </summary>
[Vereist(Recht.DossierZien)]
public sealed class NieuwModel(Huidig huidig, LogboekLezen lezen, LogboekregelSchrijven schrijven, TimeProvider klok) : PageModel
{
    public Huidig Huidig => huidig;

    /// <summary>The step that an observatie or gesprek completes; null when there is none for this person.</summary>
    public Stap? Stap { get; private set; }

    public bool Geprobeerd { get; private set; }

    [BindProperty]
    public Regelinvoer Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!Rechten.Mag(Recht.LogboekSchrijven, huidig.Dossier.Rollen, volledig: true))
        {
            return NotFound();
        }

        Stap = await lezen.StapAsync(huidig.Dossier, ct);
        Formulier.Datum = Dag.Kort(Dag.Van(klok.GetUtcNow()));
        Formulier.Soort = Stap is null ? null : Logboeksoort.Observatie;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid verzoek, CancellationToken ct)
    {
        var regel = new LogboekregelSchrijvenVerzoek(
            verzoek, huidig.Dossier.Id, Formulier.Datum, Formulier.Soort, Formulier.Bevindingen, [Formulier.Advies1, Formulier.Advies2, Formulier.Advies3]);
        return await this.AntwoordAsync(
            await schrijven.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, regel, ct),
            nameof(Formulier),
            _ => this.NaarMetMelding(huidig.Dossier.Adres + "/logboek", "Uw regel staat in het logboek."),
            async () =>
            {
                Geprobeerd = true;
                Stap = await lezen.StapAsync(huidig.Dossier, ct);
            });
    }

    public sealed class Regelinvoer
    {
        public string? Datum { get; set; }

        public string? Soort { get; set; }

        public string? Bevindingen { get; set; }

        public string? Advies1 { get; set; }

        public string? Advies2 { get; set; }

        public string? Advies3 { get; set; }
    }
}
