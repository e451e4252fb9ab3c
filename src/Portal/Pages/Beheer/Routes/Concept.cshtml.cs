using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

/// <summary>The workbench of one route.</summary>
[Vereist(Recht.RouteBeheren)]
public sealed class ConceptModel(Huidig huidig, Werkbank werkbank, BewerkingTerugnemen terugnemen) : PageModel
{
    public Werkbank Werkbank => werkbank;

    public string Door(Stap stap) => Routetekst.Door(stap, huidig.Regio);

    public async Task<IActionResult> OnGetAsync(string route, CancellationToken ct) => await werkbank.LaadAsync(route, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostVerplaatsenAsync(string route, Guid verzoek, long versie, string? omhoog, string? omlaag, CancellationToken ct)
    {
        if (!await werkbank.LaadAsync(route, ct))
        {
            return NotFound();
        }

        var stap = omlaag ?? omhoog ?? "";
        return await werkbank.DoeAsync(this, route, verzoek, versie, new StapVerplaatsen(stap, omlaag is not null), $"{werkbank.Pagina}#stap-{Uri.EscapeDataString(stap)}", "De stap is verplaatst.", () => werkbank.LaadAsync(route, ct), ct);
    }

    public Task<IActionResult> OnPostTerugnemenAsync(string route, Guid verzoek, long versie, CancellationToken ct) => TerugAsync(route, verzoek, versie, alles: false, ct);

    public Task<IActionResult> OnPostWeggooienAsync(string route, Guid verzoek, long versie, CancellationToken ct) => TerugAsync(route, verzoek, versie, alles: true, ct);

    private async Task<IActionResult> TerugAsync(string route, Guid verzoek, long versie, bool alles, CancellationToken ct)
    {
        var resultaat = await terugnemen.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, route, verzoek, versie, alles, ct);
        var er = await werkbank.LaadAsync(route, ct);
        return !er && resultaat.IsGelukt ? this.NaarMetMelding($"/{huidig.Regio.Sleutel}/beheer/routes", "De nieuwe route is weggegooid.")
            : !er ? NotFound()
            : await this.AntwoordAsync(resultaat, "", wat => this.NaarMetMelding(werkbank.Pagina, alles ? "Het concept is weggegooid. De gepubliceerde versie staat hier weer." : $"Teruggenomen: {wat}"), () => Task.CompletedTask);
    }
}
