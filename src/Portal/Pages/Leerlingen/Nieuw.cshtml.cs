using Ambulant.Core.Leerlingen;
using Ambulant.Core.Scholen;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Leerlingen;

[Vereist(Recht.LeerlingBeheren)]
public sealed class NieuwModel(Huidig huidig, LeerlingToevoegen toevoegen) : PageModel
{
    public string Regio => huidig.Regio.Sleutel;

    [BindProperty]
    public Leerlingformulier Formulier { get; set; } = new();

    public IReadOnlyList<Schoolkeuze> Scholen { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Scholen = await toevoegen.ScholenAsync(huidig.Wie, Regio, ct);

    public async Task<IActionResult> OnPostAsync(Guid verzoek, CancellationToken ct) =>
        await this.AntwoordAsync(
            await toevoegen.VoerUitAsync(huidig.Wie, Regio, new(verzoek, Formulier.School, Formulier.Roepnaam, Formulier.Achternaam, Formulier.Geboortedatum, Formulier.Groep), ct),
            nameof(Formulier),
            id => this.NaarMetMelding($"/{Regio}/leerlingen/{id}", "De leerling is toegevoegd. Voeg nu de ouders toe."),
            () => OnGetAsync(ct));
}
