using Ambulant.Core.Stagnaties;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Stagnaties;

/// <summary>One form for an agreement and for closing: which of the two is a choice in it.</summary>
[Vereist(Recht.StagnatieOpvolgen)]
public sealed class OpvolgenModel(Huidig huidig, StagnatiesLezen lezen, StagnatieOpvolgen opvolgen) : PageModel
{
    public Huidig Huidig => huidig;

    public string Lijst => huidig.Dossier.Adres + "/stagnaties";

    public Stagnatie Stagnatie { get; private set; } = null!;

    public IReadOnlyList<Keuze> Mensen { get; private set; } = [];

    public static IEnumerable<Keuze> Soorten =>
    [
        new(StagnatieOpvolgen.Afspraak, "Een afspraak maken", "Schrijf op wat er gebeurt, wie dat doet en voor wanneer."),
        new(StagnatieOpvolgen.Gesloten, "De stagnatie afsluiten", "Schrijf op wat het resultaat is. Wie en wanneer hoeft u dan niet in te vullen."),
    ];

    [BindProperty]
    public Invoer Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid stagnatie, CancellationToken ct) => await LeesAsync(stagnatie, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid stagnatie, Guid verzoek, CancellationToken ct) => await this.AntwoordAsync(
        await opvolgen.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, new(verzoek, huidig.Dossier.Id, stagnatie, Formulier.Soort, Formulier.Tekst, Formulier.Wie, Formulier.Wanneer), ct),
        nameof(Formulier),
        _ => this.NaarMetMelding(Lijst, Formulier.Soort == StagnatieOpvolgen.Gesloten ? "De stagnatie is afgesloten." : "De afspraak is opgeslagen."),
        () => LeesAsync(stagnatie, ct));

    private async Task<bool> LeesAsync(Guid stagnatie, CancellationToken ct)
    {
        var gevonden = (await lezen.LeesAsync(huidig.Dossier, ct)).FirstOrDefault(s => s.Id == stagnatie);
        Stagnatie = gevonden!;
        Mensen = [.. (await lezen.EigenarenAsync(huidig.Dossier, ct)).Select(e => new Keuze(e.PersoonId.ToString(), $"{e.Naam} ({string.Join(", ", e.Rollen.Select(huidig.Regio.Woorden.Noem))})"))];
        return gevonden is not null;
    }

    public sealed class Invoer
    {
        public string? Soort { get; set; }

        public string? Tekst { get; set; }

        public string? Wie { get; set; }

        public string? Wanneer { get; set; }
    }
}
