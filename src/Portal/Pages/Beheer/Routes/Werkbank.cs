using Ambulant.Core;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Ambulant.Portal.Toegang;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Route = Ambulant.Core.Routes.Route;

namespace Ambulant.Portal.Pages.Beheer.Routes;

/// <summary>The concept of one route for the pages that show and edit it.</summary>
public sealed class Werkbank(Huidig huidig, RouteconceptLezen lezen, RouteBewerken bewerken)
{
    public Conceptblad Blad { get; private set; } = null!;

    /// <summary>What the forms show: the concept, or the concept as it was when a part that is gone now was still there.</summary>
    public Route Route { get; private set; } = null!;

    /// <summary>The step of a page about one step.</summary>
    public Stap Stap { get; private set; } = null!;

    public long Versie => Blad.Versie;

    /// <summary>Once the concept is loaded: with its routes as they are published now.</summary>
    public Core.Regios.IRegio Regio => Blad is null ? huidig.Regio : Blad.Regio;

    public Gebruiker Wie => huidig.Wie;

    public string Lijst => $"/{huidig.Regio.Sleutel}/beheer/routes";

    public string Pagina => $"{Lijst}/{Blad.Route.Sleutel}";

    public string Stappagina => $"{Pagina}/stappen/{Stap.Sleutel}";

    /// <summary>Where a fault can be mended.</summary>
    public string Herstel(Routefout fout)
    {
        var delen = fout.Plaats.Split('/');
        return Route.Vind(delen[0]) is not { } stap ? $"{Pagina}/naam"
            : delen.Length > 1 && stap.Uitkomsten.Any(u => u.Sleutel == delen[1]) ? $"{Pagina}/stappen/{stap.Sleutel}/uitkomsten/{delen[1]}"
            : delen.Length > 1 && stap.Velden.Any(v => v.Sleutel == delen[1]) ? $"{Pagina}/stappen/{stap.Sleutel}/vragen/{delen[1]}"
            : $"{Pagina}/stappen/{stap.Sleutel}" + fout.Deel switch
            {
                Stapdeel.Wie => "/wie",
                Stapdeel.Vereisten => "/vereisten",
                Stapdeel.Termijn => "/termijn",
                Stapdeel.Wanneer => "#wanneer",
                _ => "#uitkomsten",
            };
    }

    public static IEnumerable<Keuze> Onderwerpen { get; } = [new(nameof(Onderwerp.Leerling), "Een leerling"), new(nameof(Onderwerp.Groep), "Een groep"), new(nameof(Onderwerp.School), "Een school")];

    public static IEnumerable<Keuze> Doelen(Core.Regios.IRegio regio) => regio.Brieven.Select(b => new Keuze(b.Doel, b.Doel.MetHoofdletter()));

    public IReadOnlyList<Kruimel> Kruimels(params Kruimel[] verder) => [new("Routes beheren", Lijst), new(Blad.Route.Naam, Pagina), .. verder];

    public IReadOnlyList<Kruimel> Stapkruimels(params Kruimel[] verder) => Kruimels([new(Stap.Naam, Stappagina), .. verder]);

    public IReadOnlyList<Kruimel> Stapkruimels(string hier) => Stapkruimels(new Kruimel(hier));

    public async Task<bool> LaadAsync(string route, CancellationToken ct)
    {
        if (await lezen.LeesAsync(huidig.Regio.Sleutel, route, ct) is not { } blad)
        {
            return false;
        }

        Blad = blad;
        Route = blad.Route;
        return true;
    }

    /// <summary>Loads the step, also when it is gone since the form was made: what was typed must have a place to stand. False: it was never there.</summary>
    public async Task<bool> StapAsync(string route, string stap, long? versie, CancellationToken ct)
    {
        if (!await LaadAsync(route, ct))
        {
            return false;
        }

        if (Route.Vind(stap) is null && versie is > 0 && await lezen.EerderAsync(huidig.Regio.Sleutel, route, versie.Value, ct) is { } toen)
        {
            Route = toen;
        }

        if (Route.Vind(stap) is not { } gevonden)
        {
            return false;
        }

        Stap = gevonden;
        return true;
    }

    /// <summary>An edit of a step, for a page that shows that step.</summary>
    /// <param name="naar">Where to go, after the address of the step.</param>
    public async Task<IActionResult> DoeAsync(PageModel pagina, string route, Guid verzoek, long versie, Stapbewerking bewerking, string naar, string melding, CancellationToken ct) =>
        await StapAsync(route, bewerking.Stap, versie, ct)
            ? await DoeAsync(pagina, route, verzoek, versie, bewerking, Stappagina + naar, melding, () => StapAsync(route, bewerking.Stap, versie, ct), ct)
            : pagina.NotFound();

    /// <summary>Carries out an edit and goes to a page with a message, or shows the same page again with what was typed.</summary>
    /// <param name="opnieuw">Loads the page; false when what it is about was never there.</param>
    public async Task<IActionResult> DoeAsync(PageModel pagina, string route, Guid verzoek, long versie, Bewerking bewerking, string naar, string melding, Func<Task<bool>> opnieuw, CancellationToken ct)
    {
        var resultaat = await bewerken.VoerUitAsync(huidig.Wie, huidig.Regio.Sleutel, route, verzoek, versie, bewerking, ct);
        if (!resultaat.IsGelukt)
        {
            if (!await opnieuw())
            {
                return pagina.NotFound();
            }

            if (resultaat.NietGevonden)
            {
                pagina.ModelState.AddModelError("", "Dit deel van de route is intussen weg: een ander verwijderde het, of nam terug waarmee het erbij kwam. Er is niets opgeslagen; wat u typte staat hieronder nog.");
                pagina.Response.StatusCode = StatusCodes.Status400BadRequest;
                return pagina.Page();
            }
        }

        return await pagina.AntwoordAsync(resultaat, "Formulier", _ => pagina.NaarMetMelding(naar, melding), () => Task.CompletedTask);
    }

    public IEnumerable<Keuze> Rollen(IEnumerable<Rol> rollen) => rollen.Select(r => new Keuze(r.ToString(), huidig.Regio.Woorden.Noem(r)));

    public string Namen(IEnumerable<Rol> rollen) => string.Join(", ", rollen.Select(huidig.Regio.Woorden.Noem));

    /// <summary>Where a step can be put in.</summary>
    /// <param name="stap">That step, when it is there already.</param>
    public IEnumerable<Keuze> Plaatsen(string? stap = null) =>
    [
        new(Bewerken.Vooraan, $"Helemaal aan het begin, voor '{Route.Vind(Route.Begin)?.Naam}'"),
        .. Route.Stappen.Where(s => s.Sleutel != Route.Slot && s.Sleutel != stap).SelectMany(s => s.Uitkomsten.Where(u => u.Start is null)
            .Select(u => new Keuze($"{s.Sleutel}/{u.Sleutel}", s.Uitkomsten.Count == 1 ? $"Na '{s.Naam}'" : $"Na '{s.Naam}', uitkomst '{u.Naam}'"))),
    ];

    public IEnumerable<Keuze> Stappen(Func<Stap, bool>? welke = null) =>
        Route.Fasen.SelectMany(f => f.Stappen.Where(s => welke?.Invoke(s) ?? true).Select(s => new Keuze(s.Sleutel, s.Naam)));
}
