using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

/// <summary>Adds a phase, or changes one.</summary>
[Vereist(Recht.RouteBeheren)]
public sealed class FaseModel(Werkbank werkbank) : PageModel
{
    public Werkbank Werkbank => werkbank;

    /// <summary>Null: a new one.</summary>
    public Fase? Nu { get; private set; }

    [BindProperty]
    public Faseformulier Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string route, string? fase, CancellationToken ct)
    {
        if (!await LaadAsync(route, fase, ct) || (fase is not null && Nu is null))
        {
            return NotFound();
        }

        Formulier = new() { Naam = Nu?.Naam };
        return Page();
    }

    public Task<IActionResult> OnPostAsync(string route, string? fase, Guid verzoek, long versie, CancellationToken ct) =>
        DoeAsync(route, fase, verzoek, versie, fase is null ? new FaseToevoegen(Formulier.Naam) : new FaseNoemen(fase, Formulier.Naam), "De fase is bewaard in het concept.", ct);

    public Task<IActionResult> OnPostOmhoogAsync(string route, string? fase, Guid verzoek, long versie, CancellationToken ct) =>
        DoeAsync(route, fase, verzoek, versie, new FaseVerplaatsen(fase ?? "", false), "De fase is verplaatst.", ct);

    public Task<IActionResult> OnPostOmlaagAsync(string route, string? fase, Guid verzoek, long versie, CancellationToken ct) =>
        DoeAsync(route, fase, verzoek, versie, new FaseVerplaatsen(fase ?? "", true), "De fase is verplaatst.", ct);

    public Task<IActionResult> OnPostVerwijderenAsync(string route, string? fase, Guid verzoek, long versie, CancellationToken ct) =>
        DoeAsync(route, fase, verzoek, versie, new FaseVerwijderen(fase ?? ""), "De fase is verwijderd uit het concept.", ct);

    private async Task<IActionResult> DoeAsync(string route, string? fase, Guid verzoek, long versie, Bewerking bewerking, string melding, CancellationToken ct) =>
        await LaadAsync(route, fase, ct)
            ? await werkbank.DoeAsync(this, route, verzoek, versie, bewerking, werkbank.Pagina, melding, () => LaadAsync(route, fase, ct), ct)
            : NotFound();

    private async Task<bool> LaadAsync(string route, string? fase, CancellationToken ct)
    {
        if (!await werkbank.LaadAsync(route, ct))
        {
            return false;
        }

        Nu = werkbank.Route.Fasen.FirstOrDefault(f => f.Sleutel == fase);
        Formulier.Naam ??= Nu?.Naam;
        return true;
    }

    public sealed class Faseformulier
    {
        public string? Naam { get; set; }
    }
}
