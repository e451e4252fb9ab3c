using Ambulant.Core.Opp;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Opp;

[Vereist(Recht.DossierVolledigZien)]
[OverLeerling]
public sealed class IndexModel(Huidig huidig, OppLezen lezen, OppBewaren bewaren) : PageModel
{
    public Huidig Huidig => huidig;

    public Oppblad Blad { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Blad = await lezen.LeesAsync(huidig.Dossier, ct);

    public async Task<IActionResult> OnPostAsync(Guid verzoek, CancellationToken ct) => await this.AntwoordAsync(
        await bewaren.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, new(verzoek, huidig.Dossier.Id), ct),
        "",
        _ => this.NaarMetMelding(huidig.Dossier.Adres + "/opp", "Het OPP is als bijlage bewaard. U vindt het bij Documenten."),
        () => OnGetAsync(ct));
}
