using System.Globalization;
using Ambulant.Core.Blokken;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Blokken;

/// <summary>A whole block as one form; saving it makes the next version.</summary>
[Vereist(Recht.BlokSchrijven)]
public sealed class WijzigenModel(Huidig huidig, BlokLezen lezen, BlokBewaren bewaren) : PageModel
{
    public Huidig Huidig => huidig;

    public string Adres => $"{huidig.Dossier.Adres}/blokken/{Blad.Blok.Sleutel}";

    public Blokblad Blad { get; private set; } = null!;

    /// <summary>What someone else changed since the form was opened; null when nobody did.</summary>
    public IReadOnlyList<Veldverschil>? Ingehaald { get; private set; }

    [BindProperty]
    public Invoer Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string blok, CancellationToken ct)
    {
        if (!await LeesAsync(blok, [], ct))
        {
            return NotFound();
        }

        Vul(Blad.Versie(Blad.Nieuwste));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string blok, Guid verzoek, int versie, CancellationToken ct)
    {
        var resultaat = await bewaren.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, new(verzoek, huidig.Dossier.Id, blok, versie, Formulier.Velden), ct);
        return await this.AntwoordAsync(
            resultaat,
            nameof(Formulier),
            nummer => this.NaarMetMelding(
                $"{huidig.Dossier.Adres}/blokken/{blok}",
                nummer == versie ? "Er was niets veranderd. Er is geen nieuwe versie gemaakt." : string.Create(CultureInfo.InvariantCulture, $"Opgeslagen als versie {nummer}.")),
            async () =>
            {
                await LeesAsync(blok, [versie], ct);
                if (Blad.Nieuwste != versie)
                {
                    Ingehaald = Blokverschil.Bepaal(Blad.Blok, Blad.Versie(versie)?.Inhoud ?? new Dictionary<string, string>(), Blad.Versie(Blad.Nieuwste)!.Inhoud);
                }

                Vul(null);
            });
    }

    private async Task<bool> LeesAsync(string blok, int[] nummers, CancellationToken ct)
    {
        var kop = huidig.Dossier;
        var blad = await lezen.LeesAsync(kop, blok, nummers, ct);
        if (blad is null || !Rechten.Schrijft(blad.Blok, kop.Rollen, kop.Volledig))
        {
            return false;
        }

        Blad = blad;
        return true;
    }

    // Every field has its entry, so that the view can bind to it.
    private void Vul(Blokversie? versie)
    {
        foreach (var veld in Blad.Blok.Velden)
        {
            Formulier.Velden.TryAdd(veld.Sleutel, versie?.Inhoud.GetValueOrDefault(veld.Sleutel));
        }
    }

    public sealed class Invoer
    {
        public Dictionary<string, string?> Velden { get; set; } = [];
    }
}
