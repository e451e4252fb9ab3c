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

    public Stap Stap { get; private set; } = null!;

    public bool Nieuw { get; private set; }

    [BindProperty]
    public Uitkomstformulier Formulier { get; set; } = new();

    public IEnumerable<Keuze> Stappen => werkbank.Stappen().Select(k => k.Waarde == Stap.Sleutel ? k with { Label = $"{k.Label} (deze stap opnieuw)" } : k);

    /// <summary>Every step of every other route of the region; also where it leads now, when that is gone.</summary>
    public IEnumerable<Keuze> Starts => !Stap.HeeftFormulier && Formulier.Start is null ? []
        : werkbank.Regio.Routes.Where(r => r.Sleutel != werkbank.Route.Sleutel).SelectMany(r => r.Stappen.Select(s => new Routestart(r.Sleutel, s.Sleutel)))
            .Concat(Stap.Uitkomsten.Select(u => u.Start).OfType<Routestart>()).Distinct()
            .Select(s => new Keuze($"{s.Route}/{s.Stap}", Kort(Routetekst.Start(s, werkbank.Regio))));

    public async Task<IActionResult> OnGetAsync(string route, string stap, string? uitkomst, CancellationToken ct)
    {
        if (!await LaadAsync(route, stap, uitkomst, null, ct) || (Nieuw && !Stap.HeeftFormulier))
        {
            return NotFound();
        }

        if (Nieuw)
        {
            return Page();
        }

        if (Stap.Uitkomsten.FirstOrDefault(u => u.Sleutel == uitkomst) is not { } u)
        {
            return NotFound();
        }

        Formulier = new() { Naam = u.Naam, Opent = [.. u.Opent], Sluit = [.. u.Sluit ?? []], SluitAlles = u.SluitAlles, Reden = u.Reden, Start = u.Start is null ? null : $"{u.Start.Route}/{u.Start.Stap}" };
        return Page();
    }

    public Task<IActionResult> OnPostAsync(string route, string stap, string? uitkomst, Guid verzoek, long versie, CancellationToken ct) =>
        DoeAsync(route, stap, uitkomst, verzoek, versie, uitkomst is null ? new UitkomstToevoegen(stap, Formulier.Invoer) : new UitkomstWijzigen(stap, uitkomst, Formulier.Invoer), "De uitkomst is bewaard in het concept.", ct);

    public Task<IActionResult> OnPostVerwijderenAsync(string route, string stap, string? uitkomst, Guid verzoek, long versie, CancellationToken ct) =>
        DoeAsync(route, stap, uitkomst, verzoek, versie, new UitkomstVerwijderen(stap, uitkomst ?? ""), "De uitkomst is verwijderd uit het concept.", ct);

    private async Task<IActionResult> DoeAsync(string route, string stap, string? uitkomst, Guid verzoek, long versie, Bewerking bewerking, string melding, CancellationToken ct) =>
        await LaadAsync(route, stap, uitkomst, versie, ct)
            ? await werkbank.DoeAsync(this, route, verzoek, versie, bewerking, $"{werkbank.Pagina}/stappen/{stap}#uitkomsten", melding, () => LaadAsync(route, stap, uitkomst, versie, ct), ct)
            : NotFound();

    private async Task<bool> LaadAsync(string route, string stap, string? uitkomst, long? versie, CancellationToken ct)
    {
        Nieuw = uitkomst is null;
        if (await werkbank.StapAsync(route, stap, versie, ct) is not { } gevonden)
        {
            return false;
        }

        Stap = gevonden;
        return true;
    }

    private static string Kort(string start) => char.ToUpperInvariant(start[0]) + start[1..];

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
