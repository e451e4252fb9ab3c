using Ambulant.Core.Dossiers;
using Ambulant.Core.Hulpvragen;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers.Hulpvraag;

/// <summary>Everyone in the dossier reads the hulpvraag here; who may write it gets the form.</summary>
[Vereist(Recht.DossierZien)]
public sealed class IndexModel(Huidig huidig, HulpvraagLezen lezen, HulpvraagSchrijven schrijven) : PageModel
{
    public Dossierkop Kop => huidig.Dossier;

    public bool MagSchrijven => Kop.Mag(Recht.HulpvraagSchrijven);

    /// <summary>What stands there now.</summary>
    public Core.Hulpvragen.Hulpvraag Nu { get; private set; } = Core.Hulpvragen.Hulpvraag.Leeg;

    /// <summary>The form was overtaken: what stands there now is shown beside what was typed.</summary>
    public bool Ingehaald { get; private set; }

    public IEnumerable<Keuze> Gebieden => huidig.Regio.Gebieden.Select(g => new Keuze(g, g, Hulp(g)));

    // Where the question leads: the organisation that has the expertise, and who pays.
    private string? Hulp(string gebied) =>
        huidig.Regio.Deskundigheden.FirstOrDefault(d => d.Naam == gebied) is { } d ? $"{d.Organisatie}, betaald uit {d.BetaaldUit}" : null;

    public IEnumerable<Keuze> Soorten => Hulpvraagsoort.Alle.Select(s => new Keuze(s.Sleutel, s.Naam, s.Uitleg));

    [BindProperty]
    public Invoer Formulier { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Nu = await lezen.LeesAsync(Kop, ct);
        Formulier = new() { Signaal = Nu.Signaal, Vraag = Nu.Vraag, Gebied = Nu.Gebied, Soort = Nu.Soort };
    }

    public async Task<IActionResult> OnPostAsync(Guid verzoek, int versie, CancellationToken ct)
    {
        var vraag = new HulpvraagSchrijvenVerzoek(verzoek, Kop.Id, versie, Formulier.Signaal, Formulier.Vraag, Formulier.Gebied, Formulier.Soort);
        return await this.AntwoordAsync(
            await schrijven.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, vraag, ct),
            nameof(Formulier),
            _ => this.NaarMetMelding(Kop.Adres + "/hulpvraag", "De hulpvraag is opgeslagen."),
            async () =>
            {
                Nu = await lezen.LeesAsync(Kop, ct);
                Ingehaald = Nu.Versie != versie;
            });
    }

    public sealed class Invoer
    {
        public string? Signaal { get; set; }

        public string? Vraag { get; set; }

        public string? Gebied { get; set; }

        public string? Soort { get; set; }
    }
}
