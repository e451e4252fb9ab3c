using Ambulant.Core.Blokken;
using Ambulant.Core.Instemmingen;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Blokken;

/// <summary>The newest version with room for signatures, to print.</summary>
[Vereist(Recht.DossierVolledigZien)]
public sealed class FormulierModel(Huidig huidig, BlokLezen lezen, InstemmingLezen instemming) : PageModel
{
    public Huidig Huidig => huidig;

    public Blokblad Blad { get; private set; } = null!;

    public Blokversie Versie { get; private set; } = null!;

    public IReadOnlyList<string> Ouders { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string blok, CancellationToken ct)
    {
        if (await lezen.LeesAsync(huidig.Dossier, blok, [], ct) is not { Nieuwste: > 0 } blad)
        {
            return NotFound();
        }

        Blad = blad;
        Versie = blad.Versie(blad.Nieuwste)!;
        Ouders = [.. (await instemming.LeesAsync(huidig.Dossier, blok, ct))!.Ouders.Select(o => o.Naam)];
        return Page();
    }
}
