using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Personen;

[Vereist(Recht.PersonenBeheren)]
public sealed class BeeindigenModel(Huidig huidig, PersonenVinden vinden, LidmaatschapBeeindigen beeindigen) : PageModel
{
    public string Pagina => $"/{huidig.Regio.Sleutel}/personen";

    public Persoonregel Persoon { get; private set; } = null!;

    public Lidregel Lid { get; private set; } = null!;

    public string Rolnaam => huidig.Regio.Woorden.Noem(Lid.Rol);

    public async Task<IActionResult> OnGetAsync(Guid lid, CancellationToken ct) => await LaadAsync(lid, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid lid, CancellationToken ct)
    {
        var resultaat = await beeindigen.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, lid, ct);
        return !resultaat.IsGelukt && !await LaadAsync(lid, ct)
            ? NotFound()
            : await this.AntwoordAsync(resultaat, "", _ => this.NaarMetMelding(Pagina, "De rol is beëindigd."), () => Task.CompletedTask);
    }

    private async Task<bool> LaadAsync(Guid lid, CancellationToken ct)
    {
        if ((await vinden.LeesAsync(huidig.Regio.Sleutel, ct)).FirstOrDefault(p => p.Lid.Any(l => l.Id == lid)) is not { } persoon)
        {
            return false;
        }

        Persoon = persoon;
        Lid = persoon.Lid.First(l => l.Id == lid);
        return true;
    }
}
