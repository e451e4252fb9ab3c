using Ambulant.Core.Documenten;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Documenten;

[Vereist(Recht.DocumentToevoegen)]
public sealed class VerwijderenModel(Huidig huidig, DocumentenLezen lezen, DocumentVerwijderen verwijderen) : PageModel
{
    public string Lijst => huidig.Dossier.Adres + "/documenten";

    public Document Document { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid document, CancellationToken ct)
    {
        if (await lezen.EenAsync(huidig.Dossier, document, ct) is not { } rij)
        {
            return NotFound();
        }

        Document = rij;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid document, Guid verzoek, CancellationToken ct) => await this.AntwoordAsync(
        await verwijderen.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, new(verzoek, huidig.Dossier.Id, document), ct),
        "",
        naam => this.NaarMetMelding(Lijst, $"{naam} is verwijderd."),
        async () => Document = (await lezen.EenAsync(huidig.Dossier, document, ct))!);
}
