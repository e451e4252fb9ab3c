using Ambulant.Core;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Pages.Dossiers;

[Vereist(Recht.StapZien)]
public sealed class StapModel(Huidig huidig, StapFormulier lezen, StapVoltooien voltooien) : PageModel
{
    public Huidig Huidig => huidig;

    public Stapblad Blad { get; private set; } = null!;

    /// <summary>The form was made for a round that is over; what was typed is still shown.</summary>
    public bool Verouderd { get; private set; }

    [BindProperty]
    public Stapinvoer Formulier { get; set; } = new();

    public string Aanwezighint
    {
        get
        {
            var woorden = huidig.Regio.Woorden;
            var moet = Blad.Stap.Aanwezig.Count > 0 ? $"Zeker aanwezig: {string.Join(", ", Blad.Stap.Aanwezig.Select(woorden.Noem))}. " : "";
            return moet + (Blad.Stap.Verwacht.Count > 0 ? $"In principe aanwezig: {string.Join(", ", Blad.Stap.Verwacht.Select(woorden.Noem))}." : "");
        }
    }

    public IEnumerable<Keuze> Kandidaten(Veld veld) =>
        Blad.Kandidaten.Where(k => k.Rol == veld.Rol).Select(k => new Keuze(k.PersoonId.ToString(), k.Omschrijving(huidig.Regio.Deskundigheden.Count > 0)));

    public async Task<IActionResult> OnGetAsync(string stap, CancellationToken ct)
    {
        if (await lezen.LeesAsync(huidig.Dossier, stap, ct) is not { } blad)
        {
            return NotFound();
        }

        Blad = blad;
        // Parents complete these; who sees to it works on the page where they are asked.
        if (blad is { Mag: true, Ronde: > 0, Stap.Soort: Stapsoort.Toestemming })
        {
            return LocalRedirect(huidig.Dossier.Adres + "/toestemming");
        }

        if (blad is { Mag: true, Ronde: > 0, Stap.Soort: Stapsoort.Instemming })
        {
            return LocalRedirect($"{huidig.Dossier.Adres}/blokken/{blad.Stap.Blok}/instemming");
        }

        if (blad is { Mag: true, Ronde: > 0, Stap.Soort: Stapsoort.Logboek or Stapsoort.Overdracht })
        {
            return LocalRedirect(huidig.Dossier.Adres + (blad.Stap.Soort is Stapsoort.Logboek ? "/logboek/nieuw" : "/overdragen"));
        }

        // Nothing to fill in and adviezen wait: the work is done there, and that page leads back here.
        if (blad is { Mag: true, Ronde: > 0, Stap.Velden.Count: 0 } && blad.Vereisten.Where(v => !v.Voldaan).ToList() is [{ Vereiste.Soort: Vereistesoort.Adviezen }])
        {
            return LocalRedirect(huidig.Dossier.Adres + "/adviezen");
        }

        Formulier.Ronde = blad.Ronde;
        Vul();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string stap, Guid verzoek, CancellationToken ct)
    {
        foreach (var (veld, gekozen) in Formulier.Meer)
        {
            Formulier.Antwoorden[veld] = string.Join('\n', gekozen);
        }

        var vraag = new StapVoltooienVerzoek(
            verzoek, huidig.Dossier.Id, stap, Formulier.Ronde, Formulier.Uitkomst, Formulier.Antwoorden, Formulier.Aanwezigen, Formulier.BetrokkenenBevestigd, Formulier.Reden);
        var resultaat = await voltooien.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, vraag, ct);
        return await this.AntwoordAsync(
            resultaat,
            nameof(Formulier),
            _ => this.NaarMetMelding(huidig.Dossier.Adres, "De stap is afgerond."),
            async () =>
            {
                Blad = (await lezen.LeesAsync(huidig.Dossier, stap, ct))!;
                Verouderd = Blad.Ronde != Formulier.Ronde;
                Vul();
            });
    }

    // Every field has its entry, so that the view can bind to it.
    private void Vul()
    {
        foreach (var veld in Blad.Stap.Velden)
        {
            Formulier.Antwoorden.TryAdd(veld.Sleutel, null);
            Formulier.Meer.TryAdd(veld.Sleutel, []);
        }
    }

    public sealed class Stapinvoer
    {
        public int Ronde { get; set; }

        public string? Uitkomst { get; set; }

        public Dictionary<string, string?> Antwoorden { get; set; } = [];

        /// <summary>Answers of which several can be chosen, each a line of the answer.</summary>
        public Dictionary<string, string[]> Meer { get; set; } = [];

        public string[] Aanwezigen { get; set; } = [];

        public bool BetrokkenenBevestigd { get; set; }

        public string? Reden { get; set; }
    }
}
