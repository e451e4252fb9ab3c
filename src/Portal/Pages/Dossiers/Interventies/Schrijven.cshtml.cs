using Ambulant.Core;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Interventies;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Interventies;

/// <summary>One form for a new interventie (address "nieuw") and for one that stands there (its number).</summary>
[Vereist(Recht.InterventieSchrijven)]
public sealed class SchrijvenModel(Huidig huidig, InterventiesLezen lezen, InterventieSchrijven schrijven) : PageModel
{
    private const string Nieuw = "nieuw";

    public Dossierkop Kop => huidig.Dossier;

    public string Lijst => Kop.Adres + "/interventies";

    /// <summary>What stands there now; null for a new one, or when it is gone.</summary>
    public Interventie? Nu { get; private set; }

    public bool IsNieuw { get; private set; }

    /// <summary>The form was overtaken: what stands there now is shown beside what was typed.</summary>
    public bool Ingehaald { get; private set; }

    public int Versie { get; private set; }

    [BindProperty]
    public Invoer Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string interventie, CancellationToken ct)
    {
        await LeesAsync(interventie, ct);
        if (Nu is null && !IsNieuw)
        {
            return NotFound();
        }

        if (Nu is not null)
        {
            Formulier = new() { Wat = Nu.Wat, Van = Dag.Kort(Nu.Van), Tot = Nu.Tot is { } tot ? Dag.Kort(tot) : null, Opbrengst = Nu.Opbrengst };
        }

        Versie = Nu?.Versie ?? 0;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string interventie, Guid verzoek, int versie, CancellationToken ct)
    {
        Guid? id = Guid.TryParse(interventie, out var nummer) ? nummer : null;
        if (id is null && interventie != Nieuw)
        {
            return NotFound();
        }

        var vraag = new InterventieSchrijvenVerzoek(verzoek, Kop.Id, id, versie, Formulier.Wat, Formulier.Van, Formulier.Tot, Formulier.Opbrengst);
        return await this.AntwoordAsync(
            await schrijven.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, vraag, ct),
            nameof(Formulier),
            _ => this.NaarMetMelding(Lijst, "De interventie is opgeslagen."),
            async () =>
            {
                await LeesAsync(interventie, ct);
                Ingehaald = Nu is not null && Nu.Versie != versie;
                Versie = Nu?.Versie ?? versie;
            });
    }

    private async Task LeesAsync(string interventie, CancellationToken ct)
    {
        IsNieuw = interventie == Nieuw;
        Nu = Guid.TryParse(interventie, out var id) ? await lezen.EenAsync(Kop, id, ct) : null;
    }

    public sealed class Invoer
    {
        public string? Wat { get; set; }

        public string? Van { get; set; }

        public string? Tot { get; set; }

        public string? Opbrengst { get; set; }
    }
}
