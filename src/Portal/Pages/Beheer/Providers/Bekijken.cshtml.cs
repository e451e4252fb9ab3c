using Ambulant.Core;
using Ambulant.Core.Mail;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Opstart.Aanmelden;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Providers;

[Vereist(Recht.ProvidersBeheren), OpPlatform(Recht.PlatformBeheren)]
public sealed class BekijkenModel(Huidig huidig, ProvidersVinden vinden, ProviderAanzetten aanzetten, Providerproef proefnemer, Portaaladres portaal) : PageModel
{
    public string Lijst => huidig.Providerlijst;

    public string Pagina => $"{Lijst}/{Provider.Id}";

    public string Adres => $"{portaal.Adres}/oidc/{Provider.Id}";

    public string Inloglink => $"{portaal.Adres}/inloggen/{Provider.Id}";

    public Identiteitsprovider Provider { get; private set; } = null!;

    public int Mensen { get; private set; }

    public IReadOnlyList<Proefregel>? Proef { get; private set; }

    public async Task<IActionResult> OnGetAsync(string provider, CancellationToken ct) => await LaadAsync(provider, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostTestenAsync(string provider, CancellationToken ct)
    {
        if (!await LaadAsync(provider, ct))
        {
            return NotFound();
        }

        Proef = await proefnemer.DoeAsync(Provider, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAanzettenAsync(string provider, CancellationToken ct)
    {
        if (!await LaadAsync(provider, ct))
        {
            return NotFound();
        }

        Proef = Provider.ClientId.Length > 0 && Provider.HeeftGeheim ? await proefnemer.DoeAsync(Provider, ct) : null;
        Resultaat<string> resultaat = Proef is null || Providerproef.IsGoed(Proef)
            ? await aanzetten.VoerUitAsync(huidig.Wie, huidig.Providerbeheer, provider, true, ct)
            : Resultaat.Geweigerd("", "De inlogserver is niet aangezet, omdat de test niet goed ging. Hieronder staat wat er mis is.");
        return await this.AntwoordAsync(resultaat, "", _ => this.NaarMetMelding(Pagina, "De inlogserver is in gebruik. Log nu zelf een keer in om te zien of alles werkt."), () => Task.CompletedTask);
    }

    public async Task<IActionResult> OnPostStilzettenAsync(string provider, CancellationToken ct)
    {
        var resultaat = await aanzetten.VoerUitAsync(huidig.Wie, huidig.Providerbeheer, provider, false, ct);
        return await this.AntwoordAsync(resultaat, "", _ => this.NaarMetMelding($"{Lijst}/{provider}", "De inlogserver staat stil. Niemand kan er nu inloggen."), () => LaadAsync(provider, ct));
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
