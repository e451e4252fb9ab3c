using Ambulant.Core.Blokken;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Blokken;

[Vereist(Recht.DossierVolledigZien)]
public sealed class IndexModel(Huidig huidig, BlokLezen lezen) : PageModel
{
    public Huidig Huidig => huidig;

    public string Adres => $"{huidig.Dossier.Adres}/blokken/{Blad.Blok.Sleutel}";

    public Blokblad Blad { get; private set; } = null!;

    /// <summary>The version on the page.</summary>
    public Blokversie Versie { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string blok, int? versie, CancellationToken ct)
    {
        if (await lezen.LeesAsync(huidig.Dossier, blok, versie is { } v ? [v] : [], ct) is not { } blad || (versie is { } nummer && blad.Versie(nummer) is null))
        {
            return NotFound();
        }

        Blad = blad;
        Versie = blad.Versie(versie ?? blad.Nieuwste)!;
        return Page();
    }

    /// <summary>Which parents agree with a version, as a sentence.</summary>
    public string Instemming(int nummer)
    {
        var eens = Blad.Eens.GetValueOrDefault(nummer);
        return eens == 0 ? "" : eens >= Blad.Ouders ? "Alle ouders met gezag stemden in met deze versie." : $"{eens} van de {Blad.Ouders} ouders met gezag stemde in met deze versie.";
    }
}
