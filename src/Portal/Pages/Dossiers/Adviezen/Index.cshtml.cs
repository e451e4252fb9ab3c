using Ambulant.Core.Adviezen;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Adviezen;

[Vereist(Recht.AdviesVerwerken)]
public sealed class IndexModel(Huidig huidig, AdviezenLezen lezen, AdviesVerwerken verwerken) : PageModel
{
    public Huidig Huidig => huidig;

    public Adviezenblad Blad { get; private set; } = null!;

    public string Naam(Advies advies) => advies.Verwerking switch
    {
        Adviesverwerking.Overgenomen => "Overgenomen in het OPP",
        Adviesverwerking.Aangepast => "Aangepast overgenomen in het OPP",
        _ => "Niet overgenomen",
    };

    public async Task OnGetAsync(CancellationToken ct) => Blad = await lezen.LeesAsync(huidig.Dossier, ct);

    public async Task<IActionResult> OnPostZetAsync(Guid verzoek, Guid advies, string? verwerking, int versie, CancellationToken ct) => await this.AntwoordAsync(
        await verwerken.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, new(verzoek, huidig.Dossier.Id, advies, verwerking, null, null, versie), ct),
        "",
        _ => this.NaarMetMelding(huidig.Dossier.Adres + "/adviezen", verwerking == Adviesverwerking.Terug ? "Het advies is teruggezet en wacht weer op u." : "Het advies staat in het OPP."),
        () => OnGetAsync(ct));
}
