using System.Diagnostics;
using Ambulant.Portal.Look;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages;

/// <summary>One page for everything that goes wrong. "Not there" and "not yours" read alike.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class FoutModel(ILogger<FoutModel> log) : PageModel
{
    public Foutuitleg Uitleg { get; private set; } = null!;

    public void OnGet(int? code) => Zet(code);

    public void OnPost(int? code) => Zet(code);

    private void Zet(int? code)
    {
        var nummer = Activity.Current?.TraceId.ToString()[..12];
        Uitleg = code switch
        {
            StatusCodes.Status404NotFound => new("Deze pagina is er niet", "De pagina bestaat niet, of u mag haar niet zien.", "Ga naar Mijn werk en zoek daar verder. Klopt het adres volgens u wel? Vraag het aan de intern begeleider of de regiobeheerder."),
            StatusCodes.Status400BadRequest => new("Dit lukte niet", "Het formulier kwam niet goed aan. Misschien stond de pagina te lang open.", "Ga terug, laad de pagina opnieuw en probeer het nog een keer. Er is niets opgeslagen.", nummer),
            StatusCodes.Status413PayloadTooLarge => new("Het bestand is te groot", "Een bestand mag hooguit 10 MB zijn.", "Maak het bestand kleiner en probeer het opnieuw. Er is niets opgeslagen."),
            StatusCodes.Status429TooManyRequests => new("Te veel pogingen", "U deed dit te vaak achter elkaar.", "Wacht een paar minuten en probeer het opnieuw."),
            StatusCodes.Status403Forbidden => new("Deze pagina is er niet", "De pagina bestaat niet, of u mag haar niet zien.", "Ga naar Mijn werk en zoek daar verder."),
            _ => new("Er ging iets mis", "Dit ligt aan ons, niet aan u. Er is niets half opgeslagen.", "Probeer het over een paar minuten opnieuw. Blijft het misgaan? Geef dan het nummer hieronder door.", nummer),
        };
        if (Uitleg.Nummer is not null)
        {
            // The number that someone reads out leads here. Never the address: some hold a secret.
            var fout = HttpContext.Features.Get<IExceptionHandlerFeature>();
            var waar = fout?.Endpoint ?? HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint;
            log.LogWarning("Number {Nummer} was shown: {Code} {Soort} at {Waar}", nummer, code ?? StatusCodes.Status500InternalServerError, fout?.Error.GetType().Name, waar?.DisplayName);
        }
    }
}
