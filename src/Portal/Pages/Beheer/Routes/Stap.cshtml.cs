using System.Globalization;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Beheer.Routes;

/// <summary>One step in the workbench.</summary>
[Vereist(Recht.RouteBeheren)]
public sealed class StapModel(Huidig huidig, Werkbank werkbank) : PageModel
{
    public Werkbank Werkbank => werkbank;

    public Stap Nu { get; private set; } = null!;

    [BindProperty]
    public Stapformulier Formulier { get; set; } = new();

    public bool MagOverslaan => Nu.Uitkomsten.Any(u => u.Overslaan);

    public bool MagHerhalen => Nu.Uitkomsten.Any(u => u.Opent is [var enige] && enige == Nu.Sleutel);

    public IEnumerable<Keuze> Vereisten => Bewerken.Vereistekeuzes(werkbank.Route, huidig.Regio).Select(v => new Keuze(Bewerken.Vereistesleutel(v), Routetekst.Vereiste(v, huidig.Regio)));

    public IEnumerable<Keuze> Eenheden { get; } =
    [
        new(nameof(Eenheid.Dagen), "Dagen"), new(nameof(Eenheid.Weken), "Weken"), new(nameof(Eenheid.Schoolweken), "Schoolweken"),
    ];

    public async Task<IActionResult> OnGetAsync(string route, string stap, CancellationToken ct)
    {
        if (!await LaadAsync(route, stap, null, ct))
        {
            return NotFound();
        }

        Vul();
        return Page();
    }

    public Task<IActionResult> OnPostAsync(string route, string stap, Guid verzoek, long versie, CancellationToken ct) =>
        DoeAsync(route, stap, verzoek, versie, new StapWijzigen(stap, Formulier.Invoer), "De stap is bewaard in het concept.", vul: false, ct);

    public Task<IActionResult> OnPostVraagVerplaatsenAsync(string route, string stap, Guid verzoek, long versie, string? omhoog, string? omlaag, CancellationToken ct) =>
        DoeAsync(route, stap, verzoek, versie, new VeldVerplaatsen(stap, omlaag ?? omhoog ?? "", omlaag is not null), "De vraag is verplaatst.", vul: true, ct);

    public Task<IActionResult> OnPostOverslaanAsync(string route, string stap, Guid verzoek, long versie, bool mag, CancellationToken ct) =>
        DoeAsync(route, stap, verzoek, versie, new OverslaanToestaan(stap, mag), mag ? "De stap mag nu worden overgeslagen, met een reden." : "De stap mag niet meer worden overgeslagen.", vul: true, ct);

    public Task<IActionResult> OnPostHerhalenAsync(string route, string stap, Guid verzoek, long versie, bool mag, CancellationToken ct) =>
        DoeAsync(route, stap, verzoek, versie, new HerhalenToestaan(stap, mag), mag ? "De stap kan nu nog een keer worden gedaan." : "De stap kan niet meer worden herhaald.", vul: true, ct);

    private async Task<IActionResult> DoeAsync(string route, string stap, Guid verzoek, long versie, Bewerking bewerking, string melding, bool vul, CancellationToken ct)
    {
        if (!await LaadAsync(route, stap, versie, ct))
        {
            return NotFound();
        }

        return await werkbank.DoeAsync(this, route, verzoek, versie, bewerking, $"{werkbank.Pagina}/stappen/{stap}", melding, async () =>
        {
            var er = await LaadAsync(route, stap, versie, ct);
            if (er && vul)
            {
                Vul();
            }

            return er;
        }, ct);
    }

    private async Task<bool> LaadAsync(string route, string stap, long? versie, CancellationToken ct)
    {
        if (await werkbank.StapAsync(route, stap, versie, ct) is not { } gevonden)
        {
            return false;
        }

        Nu = gevonden;
        return true;
    }

    private void Vul() => Formulier = new()
    {
        Naam = Nu.Naam,
        Uitleg = Nu.Uitleg,
        VoorOuders = Nu.VoorOuders,
        Rollen = [.. Nu.Rollen.Select(r => r.ToString())],
        Aanwezig = [.. Nu.Aanwezig.Select(r => r.ToString())],
        Verwacht = [.. Nu.Verwacht.Select(r => r.ToString())],
        Vereisten = [.. Nu.Vereisten.Select(Bewerken.Vereistesleutel)],
        Termijn = Nu.Termijn?.Aantal.ToString(CultureInfo.InvariantCulture),
        Vanaf = Nu.Termijn?.Vanaf?.ToString(CultureInfo.InvariantCulture),
        Eenheid = (Nu.Termijn?.Eenheid ?? Eenheid.Schoolweken).ToString(),
        BevestigtBetrokkenen = Nu.BevestigtBetrokkenen,
    };

    public sealed class Stapformulier
    {
        public string? Naam { get; set; }

        public string? Uitleg { get; set; }

        public string? VoorOuders { get; set; }

        public string[] Rollen { get; set; } = [];

        public string[] Aanwezig { get; set; } = [];

        public string[] Verwacht { get; set; } = [];

        public string[] Vereisten { get; set; } = [];

        public string? Termijn { get; set; }

        public string? Eenheid { get; set; }

        public string? Vanaf { get; set; }

        public bool BevestigtBetrokkenen { get; set; }

        internal Stapinvoer Invoer => new(Naam, Uitleg, Rollen, Aanwezig, Verwacht, Vereisten, Termijn, Eenheid, Vanaf, VoorOuders, BevestigtBetrokkenen);
    }
}
