using Ambulant.Core.Afspraken;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Afspraken;

/// <summary>Everyone who sees the dossier sees who does what; ticking off is for who may write them and for whose they are.</summary>
[Vereist(Recht.DossierVolledigZien)]
public sealed class IndexModel(Huidig huidig, AfsprakenLezen lezen, AfspraakAfvinken afvinken) : PageModel
{
    public Dossierkop Kop => huidig.Dossier;

    public bool MagSchrijven => Kop.Mag(Recht.AfspraakSchrijven);

    public string Adres => Kop.Adres + "/afspraken";

    public Afsprakenblad Blad { get; private set; } = null!;

    public bool MagAfvinken(Afspraak afspraak) => MagSchrijven || afspraak.Eigenaar == $"persoon:{huidig.Wie.PersoonId}";

    public async Task OnGetAsync(CancellationToken ct) => Blad = await lezen.LijstAsync(Kop, ct);

    public Task<IActionResult> OnPostGedaanAsync(Guid afspraak, Guid verzoek, int versie, CancellationToken ct) =>
        VinkAsync(new(verzoek, Kop.Id, afspraak, versie, true), "De afspraak is gedaan.", ct);

    public Task<IActionResult> OnPostOpenAsync(Guid afspraak, Guid verzoek, int versie, CancellationToken ct) =>
        VinkAsync(new(verzoek, Kop.Id, afspraak, versie, false), "De afspraak staat weer open.", ct);

    private async Task<IActionResult> VinkAsync(AfspraakAfvinkenVerzoek vraag, string melding, CancellationToken ct) =>
        await this.AntwoordAsync(
            await afvinken.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, vraag, ct),
            "",
            _ => this.NaarMetMelding(Adres, melding),
            () => OnGetAsync(ct));
}
