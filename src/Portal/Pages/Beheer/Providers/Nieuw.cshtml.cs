using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Providers;

[Vereist(Recht.ProvidersBeheren), OpPlatform(Recht.PlatformBeheren)]
public sealed class NieuwModel(Huidig huidig, ProviderToevoegen toevoegen) : PageModel
{
    public string Pagina => huidig.Providerlijst;

    public string? Gekozen { get; private set; }

    [BindProperty]
    public Providerformulier Formulier { get; set; } = new();

    public void OnGet(string? profiel) => Gekozen = Providerprofiel.Alle.FirstOrDefault(p => p == profiel);

    public async Task<IActionResult> OnPostAsync(Guid verzoek, CancellationToken ct)
    {
        OnGet(Formulier.Profiel);
        return await this.AntwoordAsync(
            await toevoegen.VoerUitAsync(huidig.Wie, huidig.Providerbeheer, verzoek, Formulier.Profiel, Formulier.Getypt, ct),
            nameof(Formulier),
            id => this.NaarMetMelding($"{Pagina}/{id}", "De inlogserver is toegevoegd. Hij staat nog stil."),
            () => Task.CompletedTask);
    }
}
