using Ambulant.Core;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer;

/// <summary>How the region calls roles, and its abbreviations written out.</summary>
[Vereist(Recht.RouteBeheren)]
public sealed class WoordenModel(Huidig huidig, RegioInstellen instellen) : PageModel
{
    private static readonly Woorden Basiswoorden = new(new Dictionary<Rol, string>(), new Dictionary<string, string>());

    public string Regio => huidig.Regio.Sleutel;

    public Instellingblad Blad { get; private set; } = null!;

    [BindProperty]
    public Woordenformulier Formulier { get; set; } = new();

    /// <summary>The name that every region understands, as a label.</summary>
    public string Algemeen(Rol rol) => Basiswoorden.Noem(rol).MetHoofdletter();

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LaadAsync(ct);
        foreach (var rol in RegioInstellen.Rollen)
        {
            Formulier.Rollen[rol.ToString()] = Blad.Woorden.Noem(rol);
        }

        Formulier.Voluit = string.Join('\n', Blad.Woorden.Voluit.Select(v => $"{v.Key}: {v.Value}"));
    }

    public async Task<IActionResult> OnPostAsync(Guid verzoek, int versie, CancellationToken ct)
    {
        // Saving the same words twice is saving them once, so the number of the form has nothing to guard.
        _ = verzoek;
        var resultaat = await instellen.WoordenAsync(huidig.Wie, Regio, versie, Formulier.Rollen, Formulier.Voluit, ct);
        return await this.AntwoordAsync(resultaat, nameof(Formulier), _ => this.NaarMetMelding($"/{Regio}/beheer/woorden", "De woorden zijn bewaard en gelden nu."), () => LaadAsync(ct));
    }

    private async Task LaadAsync(CancellationToken ct)
    {
        Blad = await instellen.LeesAsync(Regio, ct);
        foreach (var rol in RegioInstellen.Rollen)
        {
            Formulier.Rollen.TryAdd(rol.ToString(), null);
        }
    }

    public sealed class Woordenformulier
    {
        public Dictionary<string, string?> Rollen { get; set; } = [];

        public string? Voluit { get; set; }
    }
}
