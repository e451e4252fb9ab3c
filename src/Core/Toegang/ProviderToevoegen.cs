using Ambulant.Core.Opslag;

namespace Ambulant.Core.Toegang;

/// <summary>
/// A regiobeheerder adds a provider of the region. It begins paused: the provider must know our addresses before it gives a client id and
/// a secret, and a test comes before the first visitor.
/// </summary>
public sealed class ProviderToevoegen(Database database) : IUseCase
{
    /// <returns>The id of the provider, as in its addresses.</returns>
    public async Task<Resultaat<string>> VoerUitAsync(Gebruiker wie, string regio, Guid verzoek, string? profiel, Getypteprovider getypt, CancellationToken ct)
    {
        if (!Rechten.Mag(Recht.ProvidersBeheren, wie, regio))
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

        await using var sessie = await database.BeginAsync(regio, ct);

        // The second of two equal requests finds the provider by the name that the first one made of it.
        if (!(await sessie.VerzoekAsync(verzoek, wie.PersoonId, null)).EersteKeer)
        {
            const string Eerder = "select id from identiteitsprovider where beheerd_door = @regio and naam = @Naam order by id desc limit 1";
            return await sessie.EenAsync<string>(Eerder, new { regio, provider.Naam }) is { } id ? Resultaat.Gelukt(id) : Resultaat.Onvindbaar;
        }

        await Providerinvoer.ControleerAnderenAsync(invoer, sessie, provider);
        if (!invoer.Goed)
        {
            return invoer.Weigering;
        }

        const string Sql = """
            insert into identiteitsprovider (id, naam, authority, client_id, domeinen, actief, beheerd_door, profiel, brins, acr, amr, antwoordwijze, par)
            values (@kenmerk, @Naam, @Authority, @ClientId, @Domeinen, false, @regio, @Profiel, @Brins, @Acr, @Amr, @Antwoordwijze, @Par)
            on conflict (id) do nothing
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
            }) == 1)
            {
                await sessie.LegVastAsync("provider toegevoegd", wie, Rol.Regiobeheerder, null);
                await sessie.VoltooiAsync();
                return Resultaat.Gelukt(kenmerk);
            }
        }

        return Resultaat.Geweigerd("Naam", "Er zijn al heel veel inlogservers met deze naam. Kies een andere naam.");
    }
}
