using Ambulant.Core.Ouders;
using Ambulant.Core.Toestemmingen;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.VoorOuders;

[VoorOuder]
public sealed class IntrekkenModel(Huidig huidig, ToestemmingBeslissen beslissen) : PageModel
{
    public Ouderkop Ouder => huidig.Ouder;

    public async Task<IActionResult> OnPostAsync(Guid verzoek, CancellationToken ct) =>
        await this.AntwoordAsync(
            await beslissen.TrekInAsync(Ouder, verzoek, ct),
            "",
            _ => this.NaarMetMelding($"/{Ouder.Regio}/ouder", "Uw toestemming is ingetrokken. De school hoort dit van ons."),
            () => Task.CompletedTask);
}
