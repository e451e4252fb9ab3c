using Ambulant.Core.Opslag;

namespace Ambulant.Core.Toegang;

/// <summary>A beheerder removes a provider of the own region or of the platform. People keep their roles; who signed in only here needs a new invitation.</summary>
public sealed class ProviderVerwijderen(Database database) : IUseCase
{
    /// <param name="ookMetMensen">The beheerder read how many people can no longer sign in.</param>
    public async Task<Resultaat<bool>> VoerUitAsync(Gebruiker wie, string? regio, string id, bool ookMetMensen, CancellationToken ct)
    {
        if (!Providerbeheer.Mag(wie, regio))
        {
            return Resultaat.Onvindbaar;
        }

        await using var sessie = await database.BeginAsync(regio ?? "", ct);
        if (await sessie.EenAsync<Providerrij>($"{Providerrij.Kies} where id = @id and {Providerbeheer.Eigen} for update", new { id, regio }) is not { Provider: var provider })
        {
            return Resultaat.Onvindbaar;
        }

        if (provider.Actief)
        {
            return Resultaat.Geweigerd("", "Zet deze inlogserver eerst stil. Dan kan er niemand meer inloggen terwijl u hem verwijdert.");
        }

        if (!ookMetMensen && await sessie.EenAsync<int>(ProvidersVinden.Mensen, new { id }) > 0)
        {
            return Resultaat.Geweigerd("OokMetMensen", "Zet een vinkje als u zeker weet dat deze mensen hier niet meer hoeven in te loggen.");
        }

        await sessie.VoerUitAsync($"delete from identiteitsprovider where id = @id and {Providerbeheer.Eigen}", new { id, regio });
        await Providerbeheer.LegVastAsync(sessie, wie, regio, "provider verwijderd", id);
        await sessie.VoltooiAsync();
        return Resultaat.Gelukt(true);
    }
}
