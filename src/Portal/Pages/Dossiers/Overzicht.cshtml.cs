using Ambulant.Core;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Core.Werk;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers;

[Vereist(Recht.DossierZien)]
public sealed class OverzichtModel(Huidig huidig, DossierOverzicht lezen, MeldingenGelezen gelezen, Database database) : PageModel
{
    public Huidig Huidig => huidig;

    public Overzicht Overzicht { get; private set; } = null!;

    public Stappad Pad { get; private set; } = null!;

    public DateOnly Vandaag { get; } = database.Vandaag;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Overzicht = await lezen.LeesAsync(huidig.Wie, huidig.Dossier, ct);
        Pad = Teken();
    }

    public async Task<IActionResult> OnPostGelezenAsync(CancellationToken ct)
    {
        await gelezen.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, huidig.Dossier.Id, ct);
        return LocalRedirect(huidig.Dossier.Adres);
    }

    private Stappad Teken()
    {
        var woorden = huidig.Regio.Woorden;
        var open = Overzicht.Open.ToDictionary(o => o.Stap.Sleutel);
        var gedaan = Overzicht.Geschiedenis.Where(g => g.Stap is not null).GroupBy(g => g.Stap!.Sleutel).ToDictionary(g => g.Key, g => g.First());
        return new([.. Overzicht.Route.Fasen.Select(fase => new StappadFase(fase.Naam, [.. fase.Stappen.Select(stap =>
        {
            var adres = $"{huidig.Dossier.Adres}/stappen/{stap.Sleutel}";
            var wie = stap.Rollen.Count > 0 && stap.Soort is not (Stapsoort.Toestemming or Stapsoort.Instemming) ? woorden.Noem(stap.Rollen) : "ouders met gezag";
            if (open.TryGetValue(stap.Sleutel, out var nu))
            {
                // Open but something is missing: it waits, and says on whom.
                return nu.Vereisten.FirstOrDefault(v => !v.Voldaan) is { } mist
                    ? new StappadStap(stap.Naam, Stapstaat.Wacht, woorden.Noem(mist.Door), adres)
                    : new StappadStap(stap.Naam, Stapstaat.Nu, wie, adres, nu.Uiterlijk is { } dag ? $"voor {Dag.Kort(dag)}" : null);
            }

            return gedaan.TryGetValue(stap.Sleutel, out var klaar)
                ? new StappadStap(stap.Naam, Stapstaat.Gedaan, klaar.Uitkomst, adres, Dag.Kort(Dag.Van(klaar.Op)))
                : new StappadStap(stap.Naam, Stapstaat.Later, wie);
        })]))]);
    }
}
