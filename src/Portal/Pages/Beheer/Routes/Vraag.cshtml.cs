using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

/// <summary>Adds a question to the form of a step, or changes one.</summary>
[Vereist(Recht.RouteBeheren)]
public sealed class VraagModel(Werkbank werkbank) : PageModel
{
    public Werkbank Werkbank => werkbank;

    public bool Nieuw => RouteData.Values["veld"] is null;

    [BindProperty]
    public Vraagformulier Formulier { get; set; } = new();

    public IEnumerable<Keuze> Soorten { get; } = Enum.GetValues<Veldsoort>().Select(s => new Keuze(s.ToString(), Routetekst.Soort(s)));

    public async Task<IActionResult> OnGetAsync(string route, string stap, string? veld, CancellationToken ct)
    {
        if (!await werkbank.StapAsync(route, stap, null, ct))
        {
            return NotFound();
        }

        if (Nieuw)
        {
            Formulier = new() { Soort = nameof(Veldsoort.Tekst), Verplicht = true };
            return werkbank.Stap.HeeftFormulier ? Page() : NotFound();
        }

        if (werkbank.Stap.Velden.FirstOrDefault(v => v.Sleutel == veld) is not { } v)
        {
            return NotFound();
        }

        Formulier = new()
        {
            Label = v.Label,
            Hint = v.Hint,
            Soort = v.Soort.ToString(),
            Verplicht = v.Verplicht,
            Keuzes = v.Keuzes is null ? null : string.Join('\n', v.Keuzes),
            Rol = v.Rol?.ToString(),
            ZonderNaam = v.ZonderNaam,
        };
        return Page();
    }

    public Task<IActionResult> OnPostAsync(string route, string stap, string? veld, Guid verzoek, long versie, CancellationToken ct) =>
        werkbank.DoeAsync(this, route, verzoek, versie, veld is null ? new VeldToevoegen(stap, Formulier.Invoer) : new VeldWijzigen(stap, veld, Formulier.Invoer), "/vragenlijst", "De vraag is bewaard in het concept.", ct);

    public Task<IActionResult> OnPostVerwijderenAsync(string route, string stap, string? veld, Guid verzoek, long versie, CancellationToken ct) =>
        werkbank.DoeAsync(this, route, verzoek, versie, new VeldVerwijderen(stap, veld ?? ""), "/vragenlijst", "De vraag is verwijderd uit het concept.", ct);

    public sealed class Vraagformulier
    {
        public string? Label { get; set; }

        public string? Hint { get; set; }

        public string? Soort { get; set; }

        public string? Keuzes { get; set; }

        public string? Rol { get; set; }

        public bool Verplicht { get; set; }

        public bool ZonderNaam { get; set; }

        internal Veldinvoer Invoer => new(Label, Hint, Soort, Verplicht, Keuzes, Rol, ZonderNaam);
    }
}
