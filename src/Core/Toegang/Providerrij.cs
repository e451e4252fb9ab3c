namespace Ambulant.Core.Toegang;

/// <summary>A row of <c>identiteitsprovider</c>, as every read takes it.</summary>
internal sealed record Providerrij(
    string Id, string Naam, string Authority, string ClientId, string? ClientSecret, string[] Domeinen, bool Actief, string? BeheerdDoor, string Profiel, byte[]? Geheim,
    string[] Brins, string[] Acr, string[] Amr, string Antwoordwijze, string Par, int Versie, string[] AcrTweeStappen)
{
    public const string Kies = """
        select id, naam, authority, client_id, client_secret, domeinen, actief, beheerd_door::text, profiel, geheim, brins, acr, amr, antwoordwijze, par, versie, acr_twee_stappen
        from identiteitsprovider
        """;

    public Identiteitsprovider Provider => new(Id, Naam, Authority, ClientId, ClientSecret, Domeinen, Actief)
    {
        BeheerdDoor = BeheerdDoor,
        Profiel = Profiel,
        Geheim = Geheim,
        Brins = Brins,
        Acr = Acr,
        Amr = Amr,
        Antwoordwijze = Antwoordwijze,
        Par = Par,
        Versie = Versie,
        AcrTweeStappen = AcrTweeStappen,
    };
}
