using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

/// <summary>Begins a route of the region itself.</summary>
[Vereist(Recht.RouteBeheren)]
public sealed class NieuwModel(Huidig huidig, RouteBeginnen beginnen) : PageModel
{
    public string Lijst => $"/{huidig.Regio.Sleutel}/beheer/routes";

    public IEnumerable<Keuze> Doelen => Werkbank.Doelen(huidig.Regio);

    [BindProperty]
    public Routeformulier Formulier { get; set; } = new();

    public void OnGet() => Formulier.Onderwerpen = [nameof(Onderwerp.Leerling)];

    public async Task<IActionResult> OnPostAsync(Guid verzoek, CancellationToken ct)
    {
        var resultaat = await beginnen.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, verzoek, new(Formulier.Naam, Formulier.Uitleg, Formulier.Onderwerpen, Formulier.Buiten, Formulier.Doel), ct);
        return await this.AntwoordAsync(resultaat, nameof(Formulier), route => this.NaarMetMelding($"{Lijst}/{route}", "De route is begonnen. Voeg toe wat nodig is, en publiceer."), () => Task.CompletedTask);
    }

    public sealed class Routeformulier
    {
        public string? Naam { get; set; }

        public string? Uitleg { get; set; }

        public string[] Onderwerpen { get; set; } = [];

        public bool Buiten { get; set; }

        public string? Doel { get; set; }
    }
}
