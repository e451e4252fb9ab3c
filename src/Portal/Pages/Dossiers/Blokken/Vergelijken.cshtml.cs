using Ambulant.Core.Blokken;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Blokken;

[Vereist(Recht.DossierVolledigZien)]
public sealed class VergelijkenModel(Huidig huidig, BlokLezen lezen) : PageModel
{
    public Huidig Huidig => huidig;

    public string Adres => $"{huidig.Dossier.Adres}/blokken/{Blad.Blok.Sleutel}";

    public Blokblad Blad { get; private set; } = null!;

    public Blokversie? Van { get; private set; }

    public Blokversie? Tot { get; private set; }

    public IReadOnlyList<Veldverschil> Verschil { get; private set; } = [];

    /// <param name="van">Left out: the version before <paramref name="tot"/>.</param>
    /// <param name="tot">Left out: the newest.</param>
    public async Task<IActionResult> OnGetAsync(string blok, int? van, int? tot, CancellationToken ct)
    {
        int[] nummers = [.. new[] { van, tot, tot - 1 }.OfType<int>()];
        if (await lezen.LeesAsync(huidig.Dossier, blok, nummers, ct) is not { } blad)
        {
            return NotFound();
        }

        Blad = blad;
        Tot = blad.Versie(tot ?? blad.Nieuwste);
        if (van is null && Tot is not null && blad.Versie(Tot.Nummer - 1) is null && Tot.Nummer > 1)
        {
            Blad = (await lezen.LeesAsync(huidig.Dossier, blok, [Tot.Nummer - 1], ct))!;
        }

        Van = Blad.Versie(van ?? (Tot?.Nummer - 1 ?? 0));
        if (Van is null || Tot is null)
        {
            (Van, Tot) = (null, null);
        }
        else
        {
            Verschil = Blokverschil.Bepaal(Blad.Blok, Van.Inhoud, Tot.Inhoud);
        }

        return Page();
    }
}
