using Ambulant.Core.Ouders;
using Ambulant.Core.Regios;
using Ambulant.Core.Toestemmingen;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.VoorOuders;

[VoorOuder]
public sealed class ToestemmingModel(Huidig huidig, OuderoverzichtLezen lezen, ToestemmingBeslissen beslissen) : PageModel
{
    public Toestemmingsbrief Brief => Overzicht.Brief;

    public Ouderkop Ouder => huidig.Ouder;

    public Ouderoverzicht Overzicht { get; private set; } = null!;

    public IEnumerable<Keuze> Keuzes => [new("gegeven", Brief.Vraag), new("geweigerd", "Ik geef geen toestemming.")];

    [BindProperty]
    public Invoer Formulier { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct) => Overzicht = await lezen.LeesAsync(Ouder, ct);

    public async Task<IActionResult> OnPostAsync(Guid verzoek, CancellationToken ct) =>
        await this.AntwoordAsync(
            await beslissen.BeslisAsync(Ouder, verzoek, Formulier.Keuze, Formulier.Tekstversie, ct),
            nameof(Formulier),
            stand => this.NaarMetMelding($"/{Ouder.Regio}/ouder", stand is Ouderstand.Gegeven ? "Dank u wel. U gaf toestemming." : "Dank u wel. U gaf geen toestemming. De school hoort dit van ons."),
            () => OnGetAsync(ct));

    public sealed class Invoer
    {
        public string? Keuze { get; set; }

        public string? Tekstversie { get; set; }
    }
}
