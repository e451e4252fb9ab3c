using Ambulant.Core.Dossiers;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

/// <summary>Moves running dossiers to the newest version, one or many, with a preview.</summary>
[Vereist(Recht.RouteBeheren)]
public sealed class OverzettenModel(Werkbank werkbank, Routeversies versies, DossierOverzetten overzetten) : PageModel
{
    public Werkbank Werkbank => werkbank;

    public Overzetblad Blad { get; private set; } = null!;

    public IReadOnlyList<Overzetregel> Gebleven { get; private set; } = [];

    [BindProperty]
    public Overzetformulier Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string route, CancellationToken ct) => await LaadAsync(route, ct) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(string route, Guid verzoek, CancellationToken ct)
    {
        if (await LaadAsync(route, ct) is not { } versie)
        {
            return NotFound();
        }

        // Moving twice is moving once, so the number of the form has nothing to guard.
        _ = verzoek;
        List<Guid> dossiers = [.. Formulier.Dossiers.Select(d => Guid.TryParse(d, out var id) ? id : Guid.Empty).Where(d => d != Guid.Empty)];
        var resultaat = await overzetten.VoerUitAsync(werkbank.Wie, werkbank.Regio.Sleutel, new(versie, dossiers, Formulier.Reden), ct);
        await LaadAsync(route, ct);
        if (resultaat.IsGelukt && resultaat.Waarde!.Gebleven.Count > 0)
        {
            Gebleven = resultaat.Waarde.Gebleven;
            return Page();
        }

        return await this.AntwoordAsync(
            resultaat,
            nameof(Formulier),
            uitslag => this.NaarMetMelding($"{werkbank.Pagina}/overzetten", uitslag.Overgezet.Count == 1 ? $"Dossier {uitslag.Overgezet[0]} volgt nu versie {Blad.Versie}." : $"{uitslag.Overgezet.Count} dossiers volgen nu versie {Blad.Versie}."),
            () => Task.CompletedTask);
    }

    private async Task<Guid?> LaadAsync(string route, CancellationToken ct)
    {
        if (!await werkbank.LaadAsync(route, ct) || await versies.NieuwsteAsync(werkbank.Regio.Sleutel, route, ct) is not { } versie
            || await overzetten.LeesAsync(werkbank.Wie, werkbank.Regio.Sleutel, versie, ct) is not { } blad)
        {
            return null;
        }

        Blad = blad;
        return versie;
    }

    public sealed class Overzetformulier
    {
        public string[] Dossiers { get; set; } = [];

        public string? Reden { get; set; }
    }
}
