using Ambulant.Core.Toegang;
using Ambulant.Portal.Opstart.Aanmelden;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Providers;

[Vereist(Recht.ProvidersBeheren), OpPlatform(Recht.PlatformBeheren)]
public sealed class WijzigenModel(Huidig huidig, ProvidersVinden vinden, ProviderWijzigen wijzigen, Providergeheimen geheimen) : PageModel
{
    public string Lijst => huidig.Providerlijst;

    public string Pagina => $"{Lijst}/{Provider.Id}";

    public Identiteitsprovider Provider { get; private set; } = null!;

    public int Versie { get; private set; }

    [BindProperty]
    public Providerformulier Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string provider, CancellationToken ct)
    {
        if (!await LaadAsync(provider, ct))
        {
            return NotFound();
        }

        Formulier = Providerformulier.Van(Provider);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string provider, Guid verzoek, int versie, CancellationToken ct)
    {
        // The version guards: the same form a second time says that it changed meanwhile.
        _ = verzoek;
        if (!await LaadAsync(provider, ct))
        {
            return NotFound();
        }

        var geheim = Formulier.Geheim?.Trim();
        Formulier.Profiel = Provider.Profiel;

        // Never sent back to the browser, also not with a refused form.
        Formulier.Geheim = null;
        ModelState.Remove("Formulier.Geheim");
        if (geheim?.Length > 500)
        {
            ModelState.AddModelError("Formulier.Geheim", "Neem het geheim over zoals u het kreeg. Het heeft hooguit 500 tekens.");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var resultaat = await wijzigen.VoerUitAsync(huidig.Wie, huidig.Providerbeheer, provider, versie, Formulier.Getypt, string.IsNullOrEmpty(geheim) ? null : geheimen.Versleutel(provider, geheim), ct);
        return await this.AntwoordAsync(resultaat, nameof(Formulier), _ => this.NaarMetMelding(Pagina, "De inlogserver is gewijzigd."), () => Task.CompletedTask);
    }

    private async Task<bool> LaadAsync(string id, CancellationToken ct)
    {
        if (await vinden.LeesAsync(huidig.Providerbeheer, id, ct) is not { } blad)
        {
            return false;
        }

        Provider = blad.Provider;
        Versie = Provider.Versie;
        return true;
    }
}
