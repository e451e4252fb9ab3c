using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

/// <summary>A new base of the module beside what the region made of the old one.</summary>
[Vereist(Recht.RouteBeheren)]
public sealed class BasisModel(Werkbank werkbank, Routesamenvoeging samenvoeging) : PageModel
{
    public Werkbank Werkbank => werkbank;

    public Basisblad Blad { get; private set; } = null!;

    [BindProperty]
    public Basisformulier Formulier { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string route, CancellationToken ct)
    {
        if (!await LaadAsync(route, ct))
        {
            return NotFound();
        }

        Formulier.Overnemen = Blad.Delen.ToDictionary(d => Veld(d.Sleutel), d => !d.Botst);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string route, Guid verzoek, long versie, CancellationToken ct)
    {
        if (!await LaadAsync(route, ct))
        {
            return NotFound();
        }

        string[] overnemen = [.. Blad.Delen.Where(d => Formulier.Overnemen[Veld(d.Sleutel)]).Select(d => d.Sleutel)];
        var resultaat = await samenvoeging.VoerUitAsync(werkbank.Wie, werkbank.Regio.Sleutel, route, verzoek, versie, overnemen, ct);
        return await this.AntwoordAsync(resultaat, nameof(Formulier), _ => this.NaarMetMelding(werkbank.Pagina, "Wat u overnam, staat in het concept. Kijk het na en publiceer."), () => LaadAsync(route, ct));
    }

    private async Task<bool> LaadAsync(string route, CancellationToken ct)
    {
        if (!await werkbank.LaadAsync(route, ct) || await samenvoeging.LeesAsync(werkbank.Regio.Sleutel, route, ct) is not { } blad)
        {
            return false;
        }

        Blad = blad;
        foreach (var deel in Blad.Delen)
        {
            Formulier.Overnemen.TryAdd(Veld(deel.Sleutel), false);
        }

        return true;
    }

    /// <summary>The name of a part in the form: its key, which no name of the route itself can be.</summary>
    public static string Veld(string sleutel) => sleutel.Length == 0 ? "_" : sleutel;

    public sealed class Basisformulier
    {
        // By key, not by place: a box that is not ticked is not sent, and a list would end there.
        public Dictionary<string, bool> Overnemen { get; set; } = [];
    }
}
