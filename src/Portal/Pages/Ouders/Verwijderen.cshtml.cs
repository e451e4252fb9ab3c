using Ambulant.Core.Leerlingen;
using Ambulant.Core.Ouders;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Ouders;

[Vereist(Recht.LeerlingBeheren)]
public sealed class VerwijderenModel(Huidig huidig, LeerlingBekijken bekijken, OuderVerwijderen verwijderen) : PageModel
{
    public string Leerlingpagina { get; private set; } = "";

    public Ouderregel Ouder { get; private set; } = null!;

    [BindProperty]
    public int Versie { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid leerling, Guid ouder, CancellationToken ct) => await LaadAsync(leerling, ouder, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid leerling, Guid ouder, Guid verzoek, CancellationToken ct)
    {
        var resultaat = await verwijderen.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, verzoek, leerling, ouder, Versie, ct);
        return !resultaat.IsGelukt && !await LaadAsync(leerling, ouder, ct)
            ? NotFound()
            : await this.AntwoordAsync(resultaat, "", _ => this.NaarMetMelding($"/{huidig.Regio.Sleutel}/leerlingen/{leerling}", "De ouder is verwijderd."), () => Task.CompletedTask);
    }

    private async Task<bool> LaadAsync(Guid leerling, Guid ouder, CancellationToken ct)
    {
        Leerlingpagina = $"/{huidig.Regio.Sleutel}/leerlingen/{leerling}";
        if (await bekijken.LeesAsync(huidig.Wie, huidig.Regio.Sleutel, leerling, ct) is not { MagWijzigen: true } blad || blad.Ouders.FirstOrDefault(o => o.Id == ouder) is not { } gevonden)
        {
            return false;
        }

        Ouder = gevonden;
        return true;
    }
}
