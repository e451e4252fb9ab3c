using Ambulant.Core.Instemmingen;
using Ambulant.Core.Ouders;
using Ambulant.Core.Toestemmingen;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.VoorOuders;

[VoorOuder]
public sealed class InstemmingModel(Huidig huidig, InstemmingLezen lezen, InstemmingBeslissen beslissen) : PageModel
{
    public Ouderkop Ouder => huidig.Ouder;

    public Oudervraag Vraag { get; private set; } = null!;

    public IEnumerable<Keuze> Keuzes => [new("gegeven", "Ja, ik stem in met dit plan."), new("geweigerd", "Nee, ik stem niet in met dit plan.")];

    [BindProperty]
    public Invoer Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string blok, CancellationToken ct) => await LeesAsync(blok, ct) ? Page() : LocalRedirect($"/{Ouder.Regio}/ouder");

    public async Task<IActionResult> OnPostAsync(string blok, Guid verzoek, int versie, CancellationToken ct) =>
        await this.AntwoordAsync(
            await beslissen.VoerUitAsync(Ouder, new(verzoek, blok, versie, Formulier.Keuze, Formulier.Mening), ct),
            nameof(Formulier),
            stand => this.NaarMetMelding($"/{Ouder.Regio}/ouder", stand is Ouderstand.Gegeven ? "Dank u wel. U stemt in met het plan." : "Dank u wel. U stemt niet in met het plan. De school hoort dit van ons en neemt contact met u op."),
            () => LeesAsync(blok, ct));

    private async Task<bool> LeesAsync(string blok, CancellationToken ct)
    {
        var vraag = (await lezen.VragenAsync(Ouder, ct)).FirstOrDefault(v => v.Blok.Sleutel == blok);
        Vraag = vraag!;
        return vraag is not null;
    }

    public sealed class Invoer
    {
        public string? Keuze { get; set; }

        public string? Mening { get; set; }
    }
}
