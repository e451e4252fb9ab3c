using Ambulant.Core.Toegang;
using Ambulant.Portal.Look;

namespace Ambulant.Portal.Pages.Beheer.Providers;

/// <summary>How the kinds of provider are called and explained on the pages.</summary>
public static class Profieltekst
{
    public static string Naam(string profiel) => profiel switch
    {
        Providerprofiel.Entra => "Microsoft Entra ID (Microsoft 365)",
        Providerprofiel.Google => "Google Workspace",
        Providerprofiel.Entree => "Entree Federatie (Kennisnet)",
        Providerprofiel.Keycloak => "Keycloak",
        _ => "Andere inlogserver (OpenID Connect)",
    };

    public static string Uitleg(string profiel) => profiel switch
    {
        Providerprofiel.Entra => "Voor scholen en organisaties met accounts van Microsoft. U hebt de tenant-id nodig van de beheerder.",
        Providerprofiel.Google => "Voor scholen en organisaties met accounts van Google. Alleen accounts van de domeinen die u invult, komen binnen.",
        Providerprofiel.Entree => "Voor scholen die via Kennisnet inloggen. Alleen accounts van de scholen die u invult, komen binnen.",
        Providerprofiel.Keycloak => "Voor organisaties met een eigen Keycloak. Het adres eindigt op /realms/ en de naam.",
        _ => "Voor elke inlogserver die OpenID Connect gebruikt.",
    };

    /// <summary>Label and hint of the address; null: the address is fixed.</summary>
    public static (string Label, string Hint)? Adres(string profiel) => profiel switch
    {
        Providerprofiel.Entra => ("Tenant-id", "Staat bij Microsoft Entra op de pagina Overzicht. Het is een code van 36 tekens."),
        Providerprofiel.Google => null,
        Providerprofiel.Entree => ("Adres van Entree Federatie", "Leeg is het gewone adres van Kennisnet. Vul alleen iets in voor een testomgeving."),
        Providerprofiel.Keycloak => ("Adres van de realm", "Bijvoorbeeld https://inloggen.voorbeeld.nl/realms/school"),
        _ => ("Adres van de inlogserver", "Het adres dat de inlogserver zelf als naam gebruikt (issuer). Het begint met https://."),
    };

    public static IEnumerable<Keuze> Profielen => Providerprofiel.Alle.Select(p => new Keuze(p, Naam(p), Uitleg(p)));

    public static IEnumerable<Keuze> Antwoordwijzen { get; } = [new("query", "In het adres (gewoon)"), new("form_post", "Als formulier")];

    public static IEnumerable<Keuze> Pars { get; } = [new("aangeboden", "Als de inlogserver het kan (gewoon)"), new("verplicht", "Altijd"), new("nooit", "Nooit")];
}
