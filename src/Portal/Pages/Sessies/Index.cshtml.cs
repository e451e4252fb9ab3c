using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Sessies;

/// <summary>The own sessions. Forms name one by its number; keys and hashes come on no page.</summary>
[VoorIedereenIngelogd]
public sealed class IndexModel(Huidig huidig, SessiesVinden vinden, SessieBeeindigen beeindigen) : PageModel
{
    private const string Pagina = "/sessies";

    public IReadOnlyList<Sessieregel> Sessies { get; private set; } = [];

    public bool IsDeze(Sessieregel regel) => regel.Nummer == huidig.SessieOfGeen?.Nummer;

    public string Browser(Sessieregel regel) => regel.Browser.Length > 0 ? regel.Browser : "Onbekende browser";

    public async Task OnGetAsync(CancellationToken ct) => Sessies = await vinden.LeesAsync(huidig.Wie, ct);

    // Ending twice is ending once, so the number of the form has nothing to guard.
    public async Task<IActionResult> OnPostBeeindigenAsync(Guid verzoek, Guid nummer, CancellationToken ct)
    {
        _ = verzoek;
        return await this.AntwoordAsync(await beeindigen.EenAsync(huidig.Wie, nummer, ct), "", _ => this.NaarMetMelding(Pagina, "U bent daar uitgelogd."), () => OnGetAsync(ct));
    }

    public async Task<IActionResult> OnPostAndereAsync(Guid verzoek, CancellationToken ct)
    {
        _ = verzoek;
        return await this.AntwoordAsync(
            await beeindigen.AndereAsync(huidig.Wie, huidig.SessieOfGeen?.Nummer ?? Guid.Empty, ct), "",
            aantal => this.NaarMetMelding(Pagina, aantal == 1 ? "U bent op 1 andere plek uitgelogd." : $"U bent op {aantal} andere plekken uitgelogd."), () => OnGetAsync(ct));
    }
}
