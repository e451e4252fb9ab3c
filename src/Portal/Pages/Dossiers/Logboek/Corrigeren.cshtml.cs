using Ambulant.Core;
using Ambulant.Core.Logboek;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Logboek;

[Vereist(Recht.LogboekSchrijven)]
public sealed class CorrigerenModel(Huidig huidig, LogboekLezen lezen, LogboekregelCorrigeren corrigeren) : PageModel
{
    public Huidig Huidig => huidig;

    public Logboektekst Oud { get; private set; } = null!;

    [BindProperty]
    public Regelinvoer Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid regel, CancellationToken ct)
    {
        if (await lezen.EigenAsync(huidig.Dossier, huidig.Wie, regel, ct) is not { } oud)
        {
            return NotFound();
        }

        Oud = oud;
        Formulier = new() { Datum = Dag.Kort(oud.Datum), Soort = oud.Soort, Bevindingen = oud.Tekst };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid regel, Guid verzoek, CancellationToken ct) => await this.AntwoordAsync(
        await corrigeren.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, new(verzoek, huidig.Dossier.Id, regel, Formulier.Datum, Formulier.Soort, Formulier.Bevindingen), ct),
        nameof(Formulier),
        _ => this.NaarMetMelding(huidig.Dossier.Adres + "/logboek", "De regel is gecorrigeerd. De oude tekst blijft te lezen."),
        async () => Oud = (await lezen.EigenAsync(huidig.Dossier, huidig.Wie, regel, ct))!);

    public sealed class Regelinvoer
    {
        public string? Datum { get; set; }

        public string? Soort { get; set; }

        public string? Bevindingen { get; set; }
    }
}
