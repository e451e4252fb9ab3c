using Ambulant.Core.Dossiers;
using Ambulant.Core.Interventies;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Interventies;

[Vereist(Recht.InterventieSchrijven)]
public sealed class VerwijderenModel(Huidig huidig, InterventiesLezen lezen, InterventieVerwijderen verwijderen) : PageModel
{
    public Dossierkop Kop => huidig.Dossier;

    public string Lijst => Kop.Adres + "/interventies";

    public Interventie Interventie { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid interventie, CancellationToken ct)
    {
        if (await lezen.EenAsync(Kop, interventie, ct) is not { } rij)
        {
            return NotFound();
        }

        Interventie = rij;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid interventie, Guid verzoek, int versie, CancellationToken ct) =>
        await this.AntwoordAsync(
            await verwijderen.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, new(verzoek, Kop.Id, interventie, versie), ct),
            "",
            _ => this.NaarMetMelding(Lijst, "De interventie is verwijderd."),
            async () => Interventie = (await lezen.EenAsync(Kop, interventie, ct))!);
}
