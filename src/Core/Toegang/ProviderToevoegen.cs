using Ambulant.Core.Opslag;

namespace Ambulant.Core.Toegang;

/// <summary>
/// A beheerder adds a provider of the own region or of the platform. It begins paused: the provider must know our addresses before it gives a client id and
/// a secret, and a test comes before the first visitor.
/// </summary>
public sealed class ProviderToevoegen(Database database) : IUseCase
{
    /// <returns>The id of the provider, as in its addresses.</returns>
    public async Task<Resultaat<string>> VoerUitAsync(Gebruiker wie, string? regio, Guid verzoek, string? profiel, Getypteprovider getypt, CancellationToken ct)
    {
        if (!Providerbeheer.Mag(wie, regio))
        {
            return Resultaat.Onvindbaar;
        }

        var invoer = new Invoer();
        profiel = invoer.Keuze("Profiel", profiel, "de soort inlogserver", Providerprofiel.Alle);
        var provider = Providerinvoer.Lees(invoer, "", profiel, getypt);
        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        await using var sessie = await database.BeginAsync(regio ?? "", ct);

        // The second of two equal requests finds what the first one made.
        const string Eerder = $"select id from identiteitsprovider where verzoek = @verzoek and {Providerbeheer.Eigen}";
        if (await sessie.EenAsync<string>(Eerder, new { verzoek, regio }) is { } gemaakt)
        {
            return Resultaat.Gelukt(gemaakt);
        }

        await Providerinvoer.ControleerAnderenAsync(invoer, sessie, provider, regio);
        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        const string Sql = """
            insert into identiteitsprovider (id, naam, authority, client_id, domeinen, actief, beheerd_door, profiel, brins, acr, amr, antwoordwijze, par, verzoek)
            values (@kenmerk, @Naam, @Authority, @ClientId, @Domeinen, false, @regio, @Profiel, @Brins, @Acr, @Amr, @Antwoordwijze, @Par, @verzoek)
            on conflict do nothing
            """;
        var basis = Providerinvoer.Kenmerk(provider.Naam);
        for (var nummer = 1; nummer < 1000; nummer++)
        {
            var kenmerk = nummer == 1 ? basis : $"{basis}-{nummer}";
            if (!Identiteitsproviders.Gereserveerd.Contains(kenmerk) && await sessie.VoerUitAsync(Sql, new
            {
                kenmerk,
                provider.Naam,
                provider.Authority,
                provider.ClientId,
                provider.Domeinen,
                regio,
                provider.Profiel,
                provider.Brins,
                provider.Acr,
                provider.Amr,
                provider.Antwoordwijze,
                provider.Par,
                verzoek,
            }) == 1)
            {
                await Providerbeheer.LegVastAsync(sessie, wie, regio, "provider toegevoegd", kenmerk);
                await sessie.VoltooiAsync();
                return Resultaat.Gelukt(kenmerk);
            }

            if (await sessie.EenAsync<string>(Eerder, new { verzoek, regio }) is { } tegelijk)
            {
                return Resultaat.Gelukt(tegelijk);
            }
        }

        return Resultaat.Geweigerd("Naam", "Er zijn al heel veel inlogservers met deze naam. Kies een andere naam.");
    }
}
