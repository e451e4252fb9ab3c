using Ambulant.Core.Documenten;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Documenten;

/// <summary>
/// Takes in more than a document may be, so that someone who sends a film hears what is wrong beside the field. What is sent waits
/// in a file, not in memory, and is gone with the request.
/// </summary>
[Vereist(Recht.DocumentToevoegen)]
[RequestSizeLimit(Inname)]
[RequestFormLimits(MultipartBodyLengthLimit = Inname)]
public sealed class ToevoegenModel(Huidig huidig, DocumentToevoegen toevoegen) : PageModel
{
    private const long Inname = 110L * 1024 * 1024;

    public Dossierkop Kop => huidig.Dossier;

    public IEnumerable<Keuze> Soorten => Documentsoort.Alle.Select(s => new Keuze(s.Sleutel, s.Naam, s.Uitleg));

    [BindProperty]
    public Invoer Formulier { get; set; } = new();

    public void OnGet()
    {
        // Nothing to read: an empty form.
    }

    public async Task<IActionResult> OnPostAsync(Guid verzoek, CancellationToken ct)
    {
        await using var inhoud = Formulier.Bestand?.OpenReadStream();
        var vraag = new DocumentToevoegenVerzoek(verzoek, Kop.Id, Formulier.Soort, Formulier.Bestand?.FileName, inhoud);
        return await this.AntwoordAsync(
            await toevoegen.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, vraag, ct),
            nameof(Formulier),
            naam => this.NaarMetMelding(Kop.Adres + "/documenten", $"Het document is toegevoegd: {naam}."),
            () =>
            {
                const string Bestand = $"{nameof(Formulier)}.{nameof(Invoer.Bestand)}";
                if (ModelState.GetFieldValidationState(Bestand) is not ModelValidationState.Invalid)
                {
                    ModelState.AddModelError(Bestand, "Kies het bestand opnieuw: de browser onthoudt het niet.");
                }

                return Task.CompletedTask;
            });
    }

    public sealed class Invoer
    {
        public string? Soort { get; set; }

        public IFormFile? Bestand { get; set; }
    }
}
