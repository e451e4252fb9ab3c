using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Providers;

[Vereist(Recht.ProvidersBeheren), OpPlatform(Recht.PlatformBeheren)]
public sealed class VerwijderenModel(Huidig huidig, ProvidersVinden vinden, ProviderVerwijderen verwijderen) : PageModel
{
    public string Lijst => huidig.Providerlijst;

    public string Pagina => $"{Lijst}/{Provider.Id}";

    public Identiteitsprovider Provider { get; private set; } = null!;

    public int Mensen { get; private set; }

    [BindProperty]
    public bool OokMetMensen { get; set; }

    public async Task<IActionResult> OnGetAsync(string provider, CancellationToken ct) => await LaadAsync(provider, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string provider, CancellationToken ct)
    {
        if (!await LaadAsync(provider, ct))
        {
            return NotFound();
        }

        var resultaat = await verwijderen.VoerUitAsync(huidig.Wie, huidig.Providerbeheer, provider, OokMetMensen, ct);
        if (!resultaat.IsGelukt && !resultaat.NietGevonden && resultaat.Weigeringen[0] is { Veld: nameof(OokMetMensen), Bericht: var bericht })
        {
            ModelState.AddModelError(nameof(OokMetMensen), bericht);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        return await this.AntwoordAsync(resultaat, "", _ => this.NaarMetMelding(Lijst, "De inlogserver is verwijderd."), () => Task.CompletedTask);
    }

    private async Task<bool> LaadAsync(string id, CancellationToken ct)
    {
        if (await vinden.LeesAsync(huidig.Providerbeheer, id, ct) is not { } blad)
        {
            return false;
        }

        (Provider, Mensen) = (blad.Provider, blad.Mensen);
        return true;
    }
}
