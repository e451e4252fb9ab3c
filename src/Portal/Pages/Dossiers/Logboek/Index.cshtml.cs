using Ambulant.Core.Logboek;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Logboek;

[Vereist(Recht.DossierVolledigZien)]
public sealed class IndexModel(Huidig huidig, LogboekLezen lezen) : PageModel
{
    internal static readonly Keuze[] Soorten =
    [
        new(Logboeksoort.Observatie, "Observatie"),
        new(Logboeksoort.Gesprek, "Gesprek"),
        new(Logboeksoort.Overleg, "Overleg"),
        new(Logboeksoort.Gebeurtenis, "Gebeurtenis", "Iets onverwachts, bijvoorbeeld een verhuizing."),
        new(Logboeksoort.Overig, "Overig"),
    ];

    public Huidig Huidig => huidig;

    public Logboekblad Blad { get; private set; } = null!;

    public string Soort(string soort) => Soorten.First(s => s.Waarde == soort).Label;

    public async Task OnGetAsync(string? pagina, CancellationToken ct) =>
        Blad = await lezen.LeesAsync(huidig.Dossier, int.TryParse(pagina, out var nummer) ? nummer : 1, ct);
}
