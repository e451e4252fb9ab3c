using Ambulant.Core;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer;

/// <summary>The holidays that terms in school weeks pass over.</summary>
[Vereist(Recht.RouteBeheren)]
public sealed class VakantiesModel(Huidig huidig, RegioInstellen instellen) : PageModel
{
    public string Regio => huidig.Regio.Sleutel;

    public int Versie { get; private set; }

    [BindProperty]
    public Vakantieformulier Formulier { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct)
    {
        var blad = await instellen.LeesAsync(Regio, ct);
        Versie = blad.Versie;
        Formulier.Vakanties = string.Join('\n', blad.Vakanties.Select(v => $"{v.Naam}: {Dag.Kort(v.Van)} tot en met {Dag.Kort(v.Tot)}"));
    }

    public async Task<IActionResult> OnPostAsync(Guid verzoek, int versie, CancellationToken ct)
    {
        // Saving the same days twice is saving them once, so the number of the form has nothing to guard.
        _ = verzoek;
        var resultaat = await instellen.VakantiesAsync(huidig.Wie, Regio, versie, Formulier.Vakanties, ct);
        return await this.AntwoordAsync(resultaat, nameof(Formulier), _ => this.NaarMetMelding($"/{Regio}/beheer/vakanties", "De vakanties zijn bewaard."), async () => Versie = (await instellen.LeesAsync(Regio, ct)).Versie);
    }

    public sealed class Vakantieformulier
    {
        public string? Vakanties { get; set; }
    }
}
