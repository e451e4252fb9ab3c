using Ambulant.Core;
using Ambulant.Core.Stagnaties;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Stagnaties;

[Vereist(Recht.StagnatieSignaleren)]
public sealed class NieuwModel(Huidig huidig, StagnatieSignaleren signaleren) : PageModel
{
    public string Lijst => huidig.Dossier.Adres + "/stagnaties";

    public static IEnumerable<Keuze> Soorten => Stagnatiesoort.Alle.Select(s => new Keuze(s.Sleutel, s.Sleutel.MetHoofdletter(), s.Uitleg));

    [BindProperty]
    public Invoer Formulier { get; set; } = new();

    public void OnGet()
    {
        // Nothing to read: the form is the same for every dossier.
    }

    public async Task<IActionResult> OnPostAsync(Guid verzoek, CancellationToken ct) => await this.AntwoordAsync(
        await signaleren.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, new(verzoek, huidig.Dossier.Id, Formulier.Soort, Formulier.Tekst), ct),
        nameof(Formulier),
        _ => this.NaarMetMelding(Lijst, "De stagnatie is gemeld."),
        () => Task.CompletedTask);

    public sealed class Invoer
    {
        public string? Soort { get; set; }

        public string? Tekst { get; set; }
    }
}
