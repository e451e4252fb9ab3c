using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Personen;

[Vereist(Recht.PersonenBeheren)]
public sealed class NieuwModel(Huidig huidig, PersonenVinden vinden, PersoonToevoegen toevoegen) : PageModel
{
    public string Pagina => $"/{huidig.Regio.Sleutel}/personen";

    /// <summary>The kinds of expertise the region knows; empty where anything may be written.</summary>
    public IReadOnlyList<Keuze> Deskundigheden => [.. huidig.Regio.Deskundigheden.Select(d => new Keuze(d.Naam, $"{d.Naam} ({d.Organisatie}, betaald uit {d.BetaaldUit})"))];

    [BindProperty]
    public Persoonformulier Formulier { get; set; } = new();

    public Persoonkeuzes Keuzes { get; private set; } = null!;

    public IEnumerable<Keuze> Rollen => PersoonToevoegen.Rollen.Select(r => new Keuze(r.ToString(), huidig.Regio.Woorden.Noem(r)));

    public IEnumerable<Keuze> Scholen => Keuzes.Scholen.Select(s => new Keuze(s.Id.ToString(), s.Naam));

    public IEnumerable<Keuze> Organisaties => Keuzes.Organisaties.Select(o => new Keuze(o.Id.ToString(), o.Naam));

    public async Task OnGetAsync(CancellationToken ct) => Keuzes = await vinden.KeuzesAsync(huidig.Regio.Sleutel, ct);

    public async Task<IActionResult> OnPostAsync(Guid verzoek, CancellationToken ct) =>
        await this.AntwoordAsync(
            await toevoegen.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, new(verzoek, Formulier.Naam, Formulier.Email, Formulier.Rol, Formulier.School, Formulier.Organisatie, Formulier.Deskundigheid), ct),
            nameof(Formulier),
            uitgenodigd => this.NaarMetMelding(Pagina, uitgenodigd.Uitgenodigd ? "De persoon is toegevoegd en krijgt een uitnodiging per mail." : "De persoon kon al inloggen en heeft de rol erbij gekregen."),
            () => OnGetAsync(ct));

    public sealed class Persoonformulier
    {
        public string? Naam { get; set; }

        public string? Email { get; set; }

        public string? Rol { get; set; }

        public string? School { get; set; }

        public string? Organisatie { get; set; }

        public string? Deskundigheid { get; set; }
    }
}
