using Ambulant.Core.Bewaren;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers;

[Vereist(Recht.DossierOverdragen)]
public sealed class OverdragenModel(Huidig huidig, Overdracht overdracht) : PageModel
{
    public Huidig Huidig => huidig;

    public Overdrachtblad Blad { get; private set; } = null!;

    /// <summary>Set once the code is right: then this page asks for the last confirmation. Nothing is written yet.</summary>
    public string? Som { get; private set; }

    [BindProperty]
    public Ontvangst Formulier { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct) => Blad = await overdracht.LeesAsync(huidig.Dossier, ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var resultaat = await overdracht.ControleerAsync(huidig.Wie, huidig.Regio.Sleutel, huidig.Dossier.Id, Formulier.Ontvangen, Formulier.Code, ct);
        await OnGetAsync(ct);
        return await this.AntwoordAsync(
            resultaat,
            nameof(Formulier),
            som =>
            {
                Som = som;
                return Page();
            },
            () => Task.CompletedTask);
    }

    public sealed class Ontvangst
    {
        public string? Code { get; set; }

        public bool Ontvangen { get; set; }

        /// <summary>The box of the last confirmation, which is handled by the page that erases.</summary>
        public bool Bevestigd { get; set; }
    }
}
