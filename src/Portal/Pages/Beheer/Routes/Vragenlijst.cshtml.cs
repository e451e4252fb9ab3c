using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

/// <summary>The questions of a step, in their order.</summary>
[Vereist(Recht.RouteBeheren)]
public sealed class VragenlijstModel(Werkbank werkbank) : PageModel
{
    public Werkbank Werkbank => werkbank;

    public async Task<IActionResult> OnGetAsync(string route, string stap, CancellationToken ct) => await werkbank.StapAsync(route, stap, null, ct) && werkbank.Stap.HeeftFormulier ? Page() : NotFound();

    public Task<IActionResult> OnPostVerplaatsenAsync(string route, string stap, Guid verzoek, long versie, string? omhoog, string? omlaag, CancellationToken ct) =>
        werkbank.DoeAsync(this, route, verzoek, versie, new VeldVerplaatsen(stap, omlaag ?? omhoog ?? "", omlaag is not null), $"/vragenlijst#vraag-{Uri.EscapeDataString(omlaag ?? omhoog ?? "")}", "De vraag is verplaatst.", ct);
}
