using Ambulant.Core.Opslag;

namespace Ambulant.Core.Toegang;

/// <summary>A beheerder changes a provider of the own region or of the platform. It holds from the next sign-in, on every copy of the portal.</summary>
public sealed class ProviderWijzigen(Database database) : IUseCase
{
    /// <param name="geheim">The new client secret, encrypted for this provider; null keeps the one that is there.</param>
    public async Task<Resultaat<string>> VoerUitAsync(Gebruiker wie, string? regio, string id, int versie, Getypteprovider getypt, byte[]? geheim, CancellationToken ct)
    {
        if (!Providerbeheer.Mag(wie, regio))
        {
            return Resultaat.Onvindbaar;
        }

        await using var sessie = await database.BeginAsync(regio ?? "", ct);
        if (await sessie.EenAsync<Providerrij>($"{Providerrij.Kies} where id = @id and {Providerbeheer.Eigen} for update", new { id, regio }) is not { Provider: var oud })
        {
            return Resultaat.Onvindbaar;
        }

        var invoer = new Invoer();
        var provider = Providerinvoer.Lees(invoer, id, oud.Profiel, getypt);
        if (oud.Actief && provider.ClientId.Length == 0)
        {
            invoer.Fout("ClientId", "Vul de client-id in. Deze inlogserver is in gebruik.");
        }

        if (invoer.Goed && oud.Versie != versie)
        {
            invoer.Fout("", "Iemand anders heeft deze inlogserver intussen gewijzigd. Open de pagina opnieuw om te zien wat er nu staat. Wat u typte, staat hieronder nog.");
        }
        else if (invoer.Goed && provider.Authority.TrimEnd('/') != oud.Authority.TrimEnd('/') && await sessie.EenAsync<int>(ProvidersVinden.Mensen, new { id }) is > 0 and var mensen)
        {
            // People are known by the issuer of their tokens: with another address nobody would get in.
            invoer.Fout("Adres", $"Met dit adres {(mensen == 1 ? "logt al 1 persoon" : $"loggen al {mensen} mensen")} in. Met een ander adres kunnen zij er niet meer in. Voeg voor het nieuwe adres een nieuwe inlogserver toe en nodig de mensen opnieuw uit.");
        }

        await Providerinvoer.ControleerAnderenAsync(invoer, sessie, provider, regio);
        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        const string Sql = $"""
            update identiteitsprovider set naam = @Naam, authority = @Authority, client_id = @ClientId, domeinen = @Domeinen, brins = @Brins, acr = @Acr, amr = @Amr, acr_twee_stappen = @AcrTweeStappen,
              antwoordwijze = @Antwoordwijze, par = @Par, geheim = coalesce(@geheim, geheim), client_secret = case when @geheim::bytea is null then client_secret end, versie = versie + 1
            where id = @id and {Providerbeheer.Eigen}
            """;
        await sessie.VoerUitAsync(Sql, new
        {
            id,
            regio,
            provider.Naam,
            provider.Authority,
            provider.ClientId,
            provider.Domeinen,
            provider.Brins,
            provider.Acr,
            provider.Amr,
            provider.AcrTweeStappen,
            provider.Antwoordwijze,
            provider.Par,
            geheim,
        });
        await Providerbeheer.LegVastAsync(sessie, wie, regio, "provider gewijzigd", id);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(id);
    }
}
