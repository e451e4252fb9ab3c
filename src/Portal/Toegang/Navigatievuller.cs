using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Ambulant.Portal.Toegang;

/// <summary>Gives every page of someone who is signed in the main navigation, the name in the header and the theme of the region.</summary>
public sealed class Navigatievuller(Huidig huidig, Regioregister regios) : IResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Controller is not PageModel pagina)
        {
            return;
        }

        if (huidig.RegioOfGeen is { } regio)
        {
            pagina.ViewData["Thema"] = regio.Sleutel;
        }

        if (huidig.WieOfNiemand is { } wie)
        {
            pagina.ViewData["Persoon"] = wie.Naam;
            pagina.ViewData["Navigatie"] = new Navigatie(
                wie.Platformbeheerder ? [new("Mijn werk", "/werk"), new("Platform", "/platform")] : [new("Mijn werk", "/werk")],
                [.. wie.Regios.Select(r => regios.Zoek(r, out var plan) ? new NavigatieRegio(plan.Naam, Links(wie, r)) : null).OfType<NavigatieRegio>().OrderBy(n => n.Naam, StringComparer.Ordinal)]);
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }

    private static IReadOnlyList<NavigatieLink> Links(Gebruiker wie, string regio)
    {
        var links = new (string Naam, string Pad, Recht Recht)[]
        {
            ("Leerlingen", "leerlingen", Recht.LeerlingZien),
            ("Hulpvraag indienen", "hulpvragen/nieuw", Recht.HulpvraagIndienen),
            ("Begeleiders", "begeleiders", Recht.RegioZien),
            ("Scholen", "scholen", Recht.RegioZien),
            ("Personen", "personen", Recht.PersonenBeheren),
            ("Route", "route", Recht.RegioZien),
            ("Routes beheren", "beheer/routes", Recht.RouteBeheren),
            ("Inlogservers", "beheer/providers", Recht.ProvidersBeheren),
            ("Verwijderbewijzen", "verwijderbewijzen", Recht.VerwijderbewijsZien),
        };
        return [new("Dossiers", $"/{regio}/dossiers"), .. links.Where(l => Rechten.Mag(l.Recht, wie, regio)).Select(l => new NavigatieLink(l.Naam, $"/{regio}/{l.Pad}"))];
    }
}
