using Ambulant.Core;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

/// <summary>Adds an uitkomst to a step, or changes one and where it leads.</summary>
[Vereist(Recht.RouteBeheren)]
public sealed class UitkomstModel(Werkbank werkbank) : PageModel
{
    public Werkbank Werkbank => werkbank;

    public bool Nieuw => RouteData.Values["uitkomst"] is null;

    [BindProperty]
    public Uitkomstformulier Formulier { get; set; } = new();

    public IEnumerable<Keuze> Stappen => werkbank.Stappen().Select(k => k.Waarde == werkbank.Stap.Sleutel ? k with { Label = $"{k.Label} (deze stap opnieuw)" } : k);

    /// <summary>Every step of every other route of the region, by route; also where it leads now, when that is gone.</summary>
    public IEnumerable<Keuze> Starts
    {
        get
        {
            if (!werkbank.Stap.HeeftFormulier && Formulier.Start is null)
            {
                return [];
            }

            var andere = werkbank.Regio.Routes.Where(r => r.Sleutel != werkbank.Route.Sleutel).ToList();
            return
            [
                .. andere.SelectMany(r => r.Stappen.Select(s => new Keuze(Waarde(new(r.Sleutel, s.Sleutel)), s.Naam) { Groep = r.Naam })),
                .. werkbank.Stap.Uitkomsten.Select(u => u.Start).OfType<Routestart>().Distinct().Where(s => andere.All(r => r.Sleutel != s.Route || r.Vind(s.Stap) is null))
                    .Select(s => new Keuze(Waarde(s), Routetekst.Start(s, werkbank.Regio).MetHoofdletter())),
            ];
        }
    }

    public async Task<IActionResult> OnGetAsync(string route, string stap, string? uitkomst, CancellationToken ct)
    {
        if (!await werkbank.StapAsync(route, stap, null, ct))
        {
            return NotFound();
        }

        if (Nieuw)
        {
            return werkbank.Stap.HeeftFormulier ? Page() : NotFound();
        }

        if (werkbank.Stap.Uitkomsten.FirstOrDefault(u => u.Sleutel == uitkomst) is not { } u)
        {
            return NotFound();
        }

        Formulier = new() { Naam = u.Naam, Opent = [.. u.Opent], Sluit = [.. u.Sluit ?? []], SluitAlles = u.SluitAlles, Reden = u.Reden, Start = u.Start is null ? null : Waarde(u.Start) };
        return Page();
    }

    public Task<IActionResult> OnPostAsync(string route, string stap, string? uitkomst, Guid verzoek, long versie, CancellationToken ct) =>
        werkbank.DoeAsync(this, route, verzoek, versie, uitkomst is null ? new UitkomstToevoegen(stap, Formulier.Invoer) : new UitkomstWijzigen(stap, uitkomst, Formulier.Invoer), "#uitkomsten", "De uitkomst is bewaard in het concept.", ct);

    public Task<IActionResult> OnPostVerwijderenAsync(string route, string stap, string? uitkomst, Guid verzoek, long versie, CancellationToken ct) =>
        werkbank.DoeAsync(this, route, verzoek, versie, new UitkomstVerwijderen(stap, uitkomst ?? ""), "#uitkomsten", "De uitkomst is verwijderd uit het concept.", ct);

    private static string Waarde(Routestart start) => $"{start.Route}/{start.Stap}";

    public sealed class Uitkomstformulier
    {
        public string? Naam { get; set; }

        public string[] Opent { get; set; } = [];

        public string[] Sluit { get; set; } = [];

        public bool SluitAlles { get; set; }

        public bool Reden { get; set; }

        public string? Start { get; set; }

        internal Uitkomstinvoer Invoer => new(Naam, Opent, Sluit, SluitAlles, Reden, Start);
    }
}
