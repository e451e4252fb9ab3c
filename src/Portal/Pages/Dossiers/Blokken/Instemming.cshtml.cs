using Ambulant.Core.Instemmingen;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Blokken;

[Vereist(Recht.DossierVolledigZien)]
public sealed class InstemmingModel(Huidig huidig, InstemmingLezen lezen, InstemmingVragen vragen) : PageModel
{
    public Huidig Huidig => huidig;

    public string Adres => $"{huidig.Dossier.Adres}/blokken/{Blad.Blok.Sleutel}";

    public Instemmingsblad Blad { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string blok, CancellationToken ct) => await LeesAsync(blok, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostVragenAsync(string blok, Guid ouder, Guid verzoek, CancellationToken ct) =>
        await this.AntwoordAsync(
            await vragen.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, verzoek, huidig.Dossier.Id, blok, ouder, ct),
            "",
            naam => this.NaarMetMelding($"{huidig.Dossier.Adres}/blokken/{blok}/instemming", $"{naam} krijgt een mail met een persoonlijke link."),
            () => LeesAsync(blok, ct));

    private async Task<bool> LeesAsync(string blok, CancellationToken ct)
    {
        var blad = await lezen.LeesAsync(huidig.Dossier, blok, ct);
        Blad = blad!;
        return blad is not null;
    }
}
