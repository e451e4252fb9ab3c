using Ambulant.Core.Toegang;
using Ambulant.Core.Toestemmingen;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Toestemming;

[Vereist(Recht.ToestemmingVragen)]
[OverLeerling]
[RequestSizeLimit(Grens)]
[RequestFormLimits(MultipartBodyLengthLimit = Grens)]
public sealed class PapierModel(Huidig huidig, ToestemmingLezen lezen, PapierVastleggen vastleggen) : PageModel
{
    // More than may be kept: too large a scan gets a sentence beside the field, not a broken connection.
    private const long Grens = 110L * 1024 * 1024;

    public Huidig Huidig => huidig;

    public Oudertoestemming Ouder { get; private set; } = null!;

    public IEnumerable<Keuze> Keuzes => Ouder.Stand is Ouderstand.Gegeven
        ? [new("ingetrokken", "De ouder trekt de toestemming in", "Een scan mag, maar hoeft niet. De ouder mag het ook vertellen."), new("gegeven", "De ouder geeft opnieuw toestemming")]
        : [new("gegeven", "De ouder geeft toestemming"), new("geweigerd", "De ouder geeft geen toestemming")];

    [BindProperty]
    public Invoer Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid ouder, CancellationToken ct) => await LeesAsync(ouder, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid ouder, Guid verzoek, CancellationToken ct)
    {
        if (!await LeesAsync(ouder, ct))
        {
            return NotFound();
        }

        await using var scan = Formulier.Scan?.OpenReadStream();
        return await this.AntwoordAsync(
            await vastleggen.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, new(verzoek, huidig.Dossier.Id, ouder, Formulier.Keuze, Formulier.GetekendOp, scan), ct),
            nameof(Formulier),
            naam => this.NaarMetMelding(huidig.Dossier.Adres + "/toestemming", $"De beslissing van {naam} is vastgelegd."),
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

    private async Task<bool> LeesAsync(Guid ouder, CancellationToken ct)
    {
        var gevonden = (await lezen.LeesAsync(huidig.Dossier, ct)).Van(ouder);
        Ouder = gevonden!;
        return gevonden is not null;
    }

    public sealed class Invoer
    {
        public string? Keuze { get; set; }

        public string? GetekendOp { get; set; }

        public IFormFile? Scan { get; set; }
    }
}
