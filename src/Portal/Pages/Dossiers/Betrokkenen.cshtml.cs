using Ambulant.Core.Betrokkenen;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers;

[Vereist(Recht.DossierVolledigZien)]
public sealed class BetrokkenenModel(Huidig huidig, BetrokkenenLezen lezen, BetrokkeneUitnodigen uitnodigen, BetrokkeneVerwijderen verwijderen) : PageModel
{
    public Huidig Huidig => huidig;

    public Betrokkenenblad Blad { get; private set; } = null!;

    [BindProperty]
    public Invoer Formulier { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct) => Blad = await lezen.LeesAsync(huidig.Dossier, ct);

    public async Task<IActionResult> OnPostAsync(Guid verzoek, CancellationToken ct) =>
        await this.AntwoordAsync(
            await uitnodigen.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, huidig.Dossier.Id, verzoek, Formulier.Keuze, ct),
            nameof(Formulier),
            _ => this.NaarMetMelding(huidig.Dossier.Adres + "/betrokkenen", "De uitnodiging is verstuurd."),
            () => OnGetAsync(ct));

    public async Task<IActionResult> OnPostVerwijderenAsync(Guid betrokkene, CancellationToken ct) =>
        await this.AntwoordAsync(
            await verwijderen.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, huidig.Dossier.Id, betrokkene, ct),
            nameof(Formulier),
            _ => this.NaarMetMelding(huidig.Dossier.Adres + "/betrokkenen", "De betrokkene is verwijderd. Per ongeluk? Nodig dezelfde persoon opnieuw uit."),
            () => OnGetAsync(ct));

    public sealed class Invoer
    {
        public string? Keuze { get; set; }
    }
}
