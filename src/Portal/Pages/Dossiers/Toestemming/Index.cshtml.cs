using Ambulant.Core.Toegang;
using Ambulant.Core.Toestemmingen;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Toestemming;

[Vereist(Recht.DossierVolledigZien)]
[OverLeerling]
public sealed class IndexModel(Huidig huidig, ToestemmingLezen lezen, ToestemmingVragen vragen) : PageModel
{
    public Huidig Huidig => huidig;

    public Toestemmingsblad Blad { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Blad = await lezen.LeesAsync(huidig.Dossier, ct);

    public async Task<IActionResult> OnPostVragenAsync(Guid ouder, Guid verzoek, CancellationToken ct) =>
        await this.AntwoordAsync(
            await vragen.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, verzoek, huidig.Dossier.Id, ouder, ct),
            "",
            naam => this.NaarMetMelding(huidig.Dossier.Adres + "/toestemming", $"{naam} krijgt een mail met een persoonlijke link."),
            () => OnGetAsync(ct));
}
