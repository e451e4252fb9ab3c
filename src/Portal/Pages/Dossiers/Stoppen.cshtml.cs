using Ambulant.Core.Bewaren;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers;

[Vereist(Recht.DossierStoppen)]
public sealed class StoppenModel(Huidig huidig, DossierStoppen stoppen, Overdracht overdracht) : PageModel
{
    public Huidig Huidig => huidig;

    /// <summary>The closing step is open already: there is nothing left to stop.</summary>
    public bool Klaar { get; private set; }

    public IEnumerable<Keuze> Redenen => DossierStoppen.Redenen.Select(r => new Keuze(r.Sleutel, r.Naam));

    [BindProperty]
    public Stopinvoer Formulier { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct) => Klaar = (await overdracht.LeesAsync(huidig.Dossier, ct)).Open;

    public async Task<IActionResult> OnPostAsync(Guid verzoek, CancellationToken ct)
    {
        var resultaat = await stoppen.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, new(verzoek, huidig.Dossier.Id, Formulier.Reden, Formulier.Toelichting), ct);
        return await this.AntwoordAsync(
            resultaat,
            nameof(Formulier),
            _ => this.NaarMetMelding($"{huidig.Dossier.Adres}/overdragen", "Het dossier is gestopt. Draag het nu over aan de school."),
            () => OnGetAsync(ct));
    }

    public sealed class Stopinvoer
    {
        public string? Reden { get; set; }

        public string? Toelichting { get; set; }
    }
}
