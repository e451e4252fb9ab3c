using Ambulant.Core;
using Ambulant.Core.Afspraken;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Afspraken;

/// <summary>One form for a new afspraak (address "nieuw") and for one that stands there (its number).</summary>
[Vereist(Recht.AfspraakSchrijven)]
public sealed class SchrijvenModel(Huidig huidig, AfsprakenLezen lezen, AfspraakSchrijven schrijven) : PageModel
{
    private const string Nieuw = "nieuw";

    public Dossierkop Kop => huidig.Dossier;

    public string Lijst => Kop.Adres + "/afspraken";

    public Afspraakblad Blad { get; private set; } = null!;

    public bool IsNieuw => Blad.Afspraak is null;

    /// <summary>The form was overtaken: what stands there now is shown beside what was typed.</summary>
    public bool Ingehaald { get; private set; }

    public IEnumerable<Keuze> Eigenaren => Blad.Eigenaren.Select(e =>
        new Keuze(e.Sleutel, $"{e.Naam} ({(e.Rollen.Count == 0 ? "niet meer betrokken" : string.Join(", ", e.Rollen.Select(huidig.Regio.Woorden.Noem)))})"));

    [BindProperty]
    public Invoer Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string afspraak, CancellationToken ct)
    {
        await LeesAsync(afspraak, ct);
        if (Blad.Afspraak is { } nu)
        {
            Formulier = new() { Wat = nu.Wat, Wie = nu.Eigenaar, Wanneer = Dag.Kort(nu.Wanneer) };
        }

        return IsNieuw && afspraak != Nieuw ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(string afspraak, Guid verzoek, int versie, CancellationToken ct)
    {
        Guid? id = Guid.TryParse(afspraak, out var nummer) ? nummer : null;
        if (id is null && afspraak != Nieuw)
        {
            return NotFound();
        }

        return await this.AntwoordAsync(
            await schrijven.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, new(verzoek, Kop.Id, id, versie, Formulier.Wat, Formulier.Wie, Formulier.Wanneer), ct),
            nameof(Formulier),
            _ => this.NaarMetMelding(Lijst, "De afspraak is opgeslagen."),
            async () =>
            {
                await LeesAsync(afspraak, ct);
                Ingehaald = Blad.Afspraak is { } nu && nu.Versie != versie;
            });
    }

    private async Task LeesAsync(string afspraak, CancellationToken ct) =>
        Blad = await lezen.EenAsync(Kop, Guid.TryParse(afspraak, out var id) ? id : null, ct);

    public sealed class Invoer
    {
        public string? Wat { get; set; }

        public string? Wie { get; set; }

        public string? Wanneer { get; set; }
    }
}
