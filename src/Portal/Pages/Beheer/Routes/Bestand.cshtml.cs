using System.Text;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

/// <summary>The concept to a file and a file to the concept.</summary>
[Vereist(Recht.RouteBeheren)]
public sealed class BestandModel(Werkbank werkbank, RouteInlezen inlezen) : PageModel
{
    public Werkbank Werkbank => werkbank;

    [BindProperty]
    public Bestandformulier Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string route, CancellationToken ct) => await werkbank.LaadAsync(route, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnGetJsonAsync(string route, CancellationToken ct) =>
        await werkbank.LaadAsync(route, ct) ? File(Encoding.UTF8.GetBytes(Routebestand.Schrijf(werkbank.Route)), "application/json", $"route-{werkbank.Route.Sleutel}.json") : NotFound();

    public async Task<IActionResult> OnGetBpmnAsync(string route, CancellationToken ct) =>
        await werkbank.LaadAsync(route, ct) ? File(Encoding.UTF8.GetBytes(Bpmn.Schrijf(werkbank.Route)), "application/xml", $"route-{werkbank.Route.Sleutel}.bpmn") : NotFound();

    public async Task<IActionResult> OnPostAsync(string route, Guid verzoek, long versie, CancellationToken ct)
    {
        var resultaat = await inlezen.VoerUitAsync(werkbank.Wie, werkbank.Regio.Sleutel, route, verzoek, versie, await LeesAsync(ct), ct);
        return await werkbank.LaadAsync(route, ct)
            ? await this.AntwoordAsync(resultaat, nameof(Formulier), _ => this.NaarMetMelding(werkbank.Pagina, "Het bestand staat in het concept. Kijk na wat er veranderd is."), () => Task.CompletedTask)
            : NotFound();
    }

    // One byte more than may be: enough to say that it is too much.
    private async Task<byte[]?> LeesAsync(CancellationToken ct)
    {
        if (Formulier.Bestand is not { } bestand)
        {
            return null;
        }

        var inhoud = new byte[Math.Min(bestand.Length, Routebestand.Grootste + 1)];
        await using var stroom = bestand.OpenReadStream();
        await stroom.ReadExactlyAsync(inhoud, ct);
        return inhoud;
    }

    public sealed class Bestandformulier
    {
        public IFormFile? Bestand { get; set; }
    }
}
