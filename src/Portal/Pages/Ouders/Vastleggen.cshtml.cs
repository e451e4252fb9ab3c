using Ambulant.Core.Leerlingen;
using Ambulant.Core.Ouders;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Ouders;

/// <summary>Adds a parent ("nieuw") or changes one.</summary>
[Vereist(Recht.LeerlingBeheren)]
public sealed class VastleggenModel(Huidig huidig, LeerlingBekijken bekijken, OuderVastleggen vastleggen) : PageModel
{
    public static IReadOnlyList<Keuze> Gezagkeuzes { get; } =
    [
        new("ja", "Ja, deze ouder heeft gezag", "Deze ouder beslist mee over toestemming."),
        new("nee", "Nee, deze ouder heeft geen gezag", "Deze ouder kan wel bij gesprekken zijn, maar beslist niet over toestemming."),
    ];

    [BindProperty]
    public Ouderformulier Formulier { get; set; } = new();

    [BindProperty]
    public int Versie { get; set; }

    public string Leerlingpagina { get; private set; } = "";

    public bool IsNieuw { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid leerling, string ouder, CancellationToken ct)
    {
        var blad = await bekijken.LeesAsync(huidig.Wie, huidig.Regio.Sleutel, leerling, ct);
        if (!Zet(leerling, ouder, out var id) || blad is not { MagWijzigen: true })
        {
            return NotFound();
        }

        var nu = blad.Ouders.FirstOrDefault(o => o.Id == id);
        if (!IsNieuw && nu is null)
        {
            return NotFound();
        }

        Versie = nu?.Versie ?? 0;
        Formulier = new() { Naam = nu?.Naam, Email = nu?.Email, Gezag = nu is null ? null : nu.Gezag ? "ja" : "nee" };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid leerling, string ouder, Guid verzoek, CancellationToken ct) =>
        Zet(leerling, ouder, out var id)
            ? await this.AntwoordAsync(
                await vastleggen.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, new(verzoek, leerling, id, Versie, Formulier.Naam, Formulier.Email, Formulier.Gezag), ct),
                nameof(Formulier),
                _ => this.NaarMetMelding(Leerlingpagina, IsNieuw ? "De ouder is toegevoegd." : "De gegevens van de ouder zijn gewijzigd."),
                () => Task.CompletedTask)
            : NotFound();

    private bool Zet(Guid leerling, string ouder, out Guid? id)
    {
        Leerlingpagina = $"/{huidig.Regio.Sleutel}/leerlingen/{leerling}";
        IsNieuw = ouder == "nieuw";
        id = Guid.TryParse(ouder, out var gelezen) ? gelezen : null;
        return IsNieuw || id is not null;
    }

    public sealed class Ouderformulier
    {
        public string? Naam { get; set; }

        public string? Email { get; set; }

        public string? Gezag { get; set; }
    }
}
