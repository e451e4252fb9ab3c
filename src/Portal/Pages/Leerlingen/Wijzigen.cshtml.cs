using Ambulant.Core;
using Ambulant.Core.Leerlingen;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Leerlingen;

[Vereist(Recht.LeerlingBeheren)]
public sealed class WijzigenModel(Huidig huidig, LeerlingBekijken bekijken, LeerlingWijzigen wijzigen) : PageModel
{
    public string Regio => huidig.Regio.Sleutel;

    [BindProperty]
    public Leerlingformulier Formulier { get; set; } = new();

    [BindProperty]
    public int Versie { get; set; }

    public Guid Leerling { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid leerling, CancellationToken ct)
    {
        if (await bekijken.LeesAsync(huidig.Wie, Regio, leerling, ct) is not { MagWijzigen: true } blad)
        {
            return NotFound();
        }

        Leerling = leerling;
        Versie = blad.Versie;
        Formulier = new() { Roepnaam = blad.Roepnaam, Achternaam = blad.Achternaam, Geboortedatum = Dag.Kort(blad.Geboortedatum), Groep = blad.Groep };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid leerling, Guid verzoek, CancellationToken ct)
    {
        Leerling = leerling;
        return await this.AntwoordAsync(
            await wijzigen.VoerUitAsync(huidig.Wie, Regio, new(verzoek, leerling, Versie, Formulier.Roepnaam, Formulier.Achternaam, Formulier.Geboortedatum, Formulier.Groep), ct),
            nameof(Formulier),
            _ => this.NaarMetMelding($"/{Regio}/leerlingen/{leerling}", "De gegevens zijn gewijzigd."),
            () => Task.CompletedTask);
    }
}
