using Ambulant.Core.Toegang;

namespace Ambulant.Portal.Pages.Beheer.Providers;

public sealed class Providerformulier
{
    public string? Profiel { get; set; }

    public string? Naam { get; set; }

    public string? Adres { get; set; }

    public string? ClientId { get; set; }

    public string? Geheim { get; set; }

    public string? Domeinen { get; set; }

    public string? Brins { get; set; }

    public string? Acr { get; set; }

    public string? Amr { get; set; }

    public string? AcrTweeStappen { get; set; }

    public string? Antwoordwijze { get; set; }

    public string? Par { get; set; }

    internal Getypteprovider Getypt => new(Naam, Adres, ClientId, Domeinen, Brins, Acr, Amr, Antwoordwijze, Par, AcrTweeStappen);

    internal static Providerformulier Van(Identiteitsprovider p) => new()
    {
        Profiel = p.Profiel,
        Naam = p.Naam,
        Adres = p.Authority,
        ClientId = p.ClientId,
        Domeinen = string.Join('\n', p.Domeinen),
        Brins = string.Join('\n', p.Brins),
        Acr = string.Join('\n', p.Acr),
        Amr = string.Join('\n', p.Amr),
        AcrTweeStappen = string.Join('\n', p.AcrTweeStappen),
        Antwoordwijze = p.Antwoordwijze,
        Par = p.Par,
    };
}
