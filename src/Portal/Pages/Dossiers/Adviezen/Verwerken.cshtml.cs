using Ambulant.Core.Adviezen;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Adviezen;

[Vereist(Recht.AdviesVerwerken)]
public sealed class VerwerkenModel(Huidig huidig, AdviezenLezen lezen, AdviesVerwerken verwerken) : PageModel
{
    public Huidig Huidig => huidig;

    public Advies Blad { get; private set; } = null!;

    public bool Niet { get; private set; }

    /// <summary>Stays that of the first form: whoever was refused looks again before trying again.</summary>
    public int Versie { get; private set; }

    [BindProperty]
    public Adviesinvoer Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid advies, string keuze, CancellationToken ct)
    {
        if (!await LeesAsync(advies, keuze, ct))
        {
            return NotFound();
        }

        Versie = Blad.Versie;
        Formulier = new() { OppTekst = Blad.OppTekst ?? Blad.Tekst, Reden = Blad.Reden };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid advies, string keuze, Guid verzoek, int versie, CancellationToken ct)
    {
        var verwerking = keuze == "niet-overnemen" ? Adviesverwerking.Niet : Adviesverwerking.Aangepast;
        Versie = versie;
        return await this.AntwoordAsync(
            await verwerken.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, new(verzoek, huidig.Dossier.Id, advies, verwerking, Formulier.OppTekst, Formulier.Reden, versie), ct),
            nameof(Formulier),
            _ => this.NaarMetMelding(huidig.Dossier.Adres + "/adviezen", verwerking == Adviesverwerking.Niet ? "Het advies komt niet in het OPP. De reden is bewaard." : "Het aangepaste advies staat in het OPP."),
            () => LeesAsync(advies, keuze, ct));
    }

    private async Task<bool> LeesAsync(Guid advies, string keuze, CancellationToken ct)
    {
        Niet = keuze == "niet-overnemen";
        Blad = (await lezen.EenAsync(huidig.Dossier, advies, ct))!;
        return Blad is not null;
    }

    public sealed class Adviesinvoer
    {
        public string? OppTekst { get; set; }

        public string? Reden { get; set; }
    }
}
