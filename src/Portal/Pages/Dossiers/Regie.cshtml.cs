using Ambulant.Core.Regie;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers;

/// <summary>Who leads the dossier, who did before, and taking it over or giving it back.</summary>
[Vereist(Recht.DossierVolledigZien)]
public sealed class RegieModel(Huidig huidig, RegieLezen lezen, RegieOverdragen overdragen) : PageModel
{
    public Huidig Huidig => huidig;

    public Regieblad Blad { get; private set; } = null!;

    public bool Mag => huidig.Dossier.Mag(Recht.RegieOvernemen);

    /// <summary>This person took it over and can give it back.</summary>
    public bool Eigen => Blad.Houder is { Overgenomen: true } houder && houder.PersoonId == huidig.Wie.PersoonId;

    [BindProperty]
    public Invoer Formulier { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct) => Blad = await lezen.LeesAsync(huidig.Dossier, ct);

    public async Task<IActionResult> OnPostOvernemenAsync(Guid verzoek, CancellationToken ct) => await this.AntwoordAsync(
        await overdragen.NeemOverAsync(huidig.Wie, huidig.Regio.Sleutel, new(verzoek, huidig.Dossier.Id, Formulier.Reden), ct),
        nameof(Formulier),
        _ => this.NaarMetMelding(huidig.Dossier.Adres + "/regie", "U hebt nu de regie."),
        () => OnGetAsync(ct));

    public async Task<IActionResult> OnPostTeruggevenAsync(Guid verzoek, CancellationToken ct) => await this.AntwoordAsync(
        await overdragen.GeefTerugAsync(huidig.Wie, huidig.Regio.Sleutel, new(verzoek, huidig.Dossier.Id, Formulier.Reden), ct),
        nameof(Formulier),
        _ => this.NaarMetMelding(huidig.Dossier.Adres + "/regie", "U hebt de regie teruggegeven."),
        () => OnGetAsync(ct));

    public sealed class Invoer
    {
        public string? Reden { get; set; }
    }
}
