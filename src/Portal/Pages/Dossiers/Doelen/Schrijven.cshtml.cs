using Ambulant.Core.Doelen;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Doelen;

/// <summary>One form for a new doel (address "nieuw") and for one that stands there (its number).</summary>
[Vereist(Recht.DoelSchrijven)]
public sealed class SchrijvenModel(Huidig huidig, DoelenLezen lezen, DoelSchrijven schrijven) : PageModel
{
    private const string Nieuw = "nieuw";

    public Dossierkop Kop => huidig.Dossier;

    public string Lijst => Kop.Adres + "/doelen";

    /// <summary>What stands there now; null for a new one.</summary>
    public Doel? Nu { get; private set; }

    public bool IsNieuw => Nu is null;

    /// <summary>The form was overtaken: what stands there now is shown beside what was typed.</summary>
    public bool Ingehaald { get; private set; }

    public IEnumerable<Keuze> Standen =>
    [
        new(Doelstand.Loopt, "Loopt", "We werken eraan."),
        new(Doelstand.Bereikt, "Bereikt", "We zien wat we hoopten te zien."),
        new(Doelstand.NietBereikt, "Niet bereikt", "We stoppen ermee. Het is niet gelukt."),
        new(Doelstand.Vervallen, "Vervallen", "Het doel past niet meer."),
    ];

    [BindProperty]
    public Invoer Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string doel, CancellationToken ct)
    {
        if (doel == Nieuw)
        {
            return Page();
        }

        await LeesAsync(doel, ct);
        if (Nu is null)
        {
            return NotFound();
        }

        Formulier = new() { Tekst = Nu.Tekst, ZichtbaarAan = Nu.ZichtbaarAan, Stand = Nu.Stand };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string doel, Guid verzoek, int versie, CancellationToken ct)
    {
        Guid? id = Guid.TryParse(doel, out var nummer) ? nummer : null;
        if (id is null && doel != Nieuw)
        {
            return NotFound();
        }

        return await this.AntwoordAsync(
            await schrijven.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, new(verzoek, Kop.Id, id, versie, Formulier.Tekst, Formulier.ZichtbaarAan, Formulier.Stand), ct),
            nameof(Formulier),
            _ => this.NaarMetMelding(Lijst, "Het doel is opgeslagen."),
            async () =>
            {
                await LeesAsync(doel, ct);
                Ingehaald = Nu is not null && Nu.Versie != versie;
            });
    }

    private async Task LeesAsync(string doel, CancellationToken ct) =>
        Nu = Guid.TryParse(doel, out var id) ? await lezen.EenAsync(Kop, id, ct) : null;

    public sealed class Invoer
    {
        public string? Tekst { get; set; }

        public string? ZichtbaarAan { get; set; }

        public string? Stand { get; set; }
    }
}
