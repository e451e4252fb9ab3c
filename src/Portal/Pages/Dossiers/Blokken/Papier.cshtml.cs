using Ambulant.Core.Instemmingen;
using Ambulant.Core.Toegang;
using Ambulant.Core.Toestemmingen;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Blokken;

[Vereist(Recht.ToestemmingVragen)]
[RequestSizeLimit(Grens)]
[RequestFormLimits(MultipartBodyLengthLimit = Grens)]
public sealed class PapierModel(Huidig huidig, InstemmingLezen lezen, InstemmingOpPapier vastleggen) : PageModel
{
    // More than may be kept: too large a scan gets a sentence beside the field, not a broken connection.
    private const long Grens = 110L * 1024 * 1024;

    public string Adres => $"{huidig.Dossier.Adres}/blokken/{Blad.Blok.Sleutel}/instemming";

    public Instemmingsblad Blad { get; private set; } = null!;

    public Ouderinstemming Ouder { get; private set; } = null!;

    public IEnumerable<Keuze> Keuzes => Ouder.Stand is Ouderstand.Gegeven
        ? [new("ingetrokken", "De ouder is het er niet meer mee eens", "Een scan mag, maar hoeft niet. De ouder mag het ook vertellen."), new("gegeven", "De ouder stemt opnieuw in")]
        : [new("gegeven", "De ouder stemt in"), new("geweigerd", "De ouder stemt niet in")];

    [BindProperty]
    public Invoer Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string blok, Guid ouder, CancellationToken ct) => await LeesAsync(blok, ouder, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string blok, Guid ouder, Guid verzoek, int versie, CancellationToken ct)
    {
        if (!await LeesAsync(blok, ouder, ct))
        {
            return NotFound();
        }

        await using var scan = Formulier.Scan?.OpenReadStream();
        return await this.AntwoordAsync(
            await vastleggen.VoerUitAsync(
                huidig.Wie, huidig.Regio.Sleutel, new(verzoek, huidig.Dossier.Id, blok, versie, ouder, Formulier.Keuze, Formulier.GetekendOp, Formulier.Mening, scan), ct),
            nameof(Formulier),
            naam => this.NaarMetMelding(Adres, $"De beslissing van {naam} is vastgelegd."),
            () =>
            {
                const string Veld = $"{nameof(Formulier)}.{nameof(Invoer.Scan)}";
                if (Formulier.Scan is not null && ModelState.GetFieldValidationState(Veld) is not ModelValidationState.Invalid)
                {
                    ModelState.AddModelError(Veld, "Kies het bestand opnieuw: de browser onthoudt het niet.");
                }

                return Task.CompletedTask;
            });
    }

    private async Task<bool> LeesAsync(string blok, Guid ouder, CancellationToken ct)
    {
        var blad = await lezen.LeesAsync(huidig.Dossier, blok, ct);
        var gevonden = blad?.Van(ouder);
        (Blad, Ouder) = (blad!, gevonden!);
        return blad is { Nummer: > 0 } && gevonden is not null;
    }

    public sealed class Invoer
    {
        public string? Keuze { get; set; }

        public string? GetekendOp { get; set; }

        public string? Mening { get; set; }

        public IFormFile? Scan { get; set; }
    }
}
