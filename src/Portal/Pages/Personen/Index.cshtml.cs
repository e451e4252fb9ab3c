using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Personen;

[Vereist(Recht.PersonenBeheren)]
public sealed class IndexModel(Huidig huidig, PersonenVinden vinden, Uitnodigen uitnodigen, UitnodigingIntrekken intrekken) : PageModel
{
    public string Regio => huidig.Regio.Sleutel;

    public string Pagina => $"/{Regio}/personen";

    public IReadOnlyList<Persoonregel> Personen { get; private set; } = [];

    public string Rolnaam(Rol rol) => huidig.Regio.Woorden.Noem(rol);

    public async Task OnGetAsync(CancellationToken ct) => Personen = await vinden.LeesAsync(Regio, ct);

    public async Task<IActionResult> OnPostUitnodigenAsync(Guid persoon, CancellationToken ct) =>
        await this.AntwoordAsync(await uitnodigen.VoerUitAsync(huidig.Wie, Regio, persoon, ct), "", _ => this.NaarMetMelding(Pagina, "De uitnodiging is verstuurd. Een eerdere uitnodiging werkt niet meer."), () => OnGetAsync(ct));

    public async Task<IActionResult> OnPostIntrekkenAsync(Guid persoon, CancellationToken ct) =>
        await this.AntwoordAsync(await intrekken.VoerUitAsync(huidig.Wie, Regio, persoon, ct), "", _ => this.NaarMetMelding(Pagina, "De uitnodiging is ingetrokken."), () => OnGetAsync(ct));
}
