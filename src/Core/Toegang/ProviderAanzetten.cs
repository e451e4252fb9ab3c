using Ambulant.Core.Opslag;

namespace Ambulant.Core.Toegang;

/// <summary>A beheerder opens a provider for signing in, or pauses it. Who is signed in already stays so.</summary>
public sealed class ProviderAanzetten(Database database) : IUseCase
{
    public async Task<Resultaat<string>> VoerUitAsync(Gebruiker wie, string? regio, string id, bool aan, CancellationToken ct)
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

        if (aan && (provider.ClientId.Length == 0 || !provider.HeeftGeheim))
        {
            return Resultaat.Geweigerd("", "Vul eerst de client-id en het geheim in. Die krijgt u van de beheerder van de inlogserver.");
        }

        // Again is the same: the second of two clicks.
        if (provider.Actief != aan)
        {
            await sessie.VoerUitAsync($"update identiteitsprovider set actief = @aan, versie = versie + 1 where id = @id and {Providerbeheer.Eigen}", new { id, regio, aan });
            await Providerbeheer.LegVastAsync(sessie, wie, regio, aan ? "provider aangezet" : "provider stilgezet", id);
            await sessie.VoltooiAsync();
        }

        return Resultaat.Gelukt(id);
    }
}
