using Ambulant.Core.Toegang;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace Ambulant.Portal.Opstart.Aanmelden;

/// <summary>Forgets the settings of a provider as soon as any copy of the portal changes its row.</summary>
internal sealed class Providerluisteraar(Identiteitsproviders providers, Providergeheimen geheimen, IOptionsMonitorCache<OpenIdConnectOptions> instellingen, TimeProvider klok, ILogger<Providerluisteraar> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        providers.Gewijzigd += Vergeet;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await providers.LuisterAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Lost the connection that listens for changed providers ({Soort}); trying again", e.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(2), klok, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    // A secret that someone puts in the table by hand stands there readable for a moment only. Each copy may do it: the row is changed once.
    private async Task VersleutelAsync()
    {
        try
        {
            if (await providers.VersleutelAsync(geheimen.Versleutel, CancellationToken.None) is > 0 and var aantal)
            {
                log.LogInformation("Encrypted the secrets of {Aantal} providers", aantal);
            }
        }
        catch (Exception e)
        {
            log.LogWarning("The secret of a provider could not be encrypted ({Soort})", e.GetType().Name);
        }
    }

    private void Vergeet(string? id)
    {
        _ = VersleutelAsync();
        if (id is null)
        {
            instellingen.Clear();
        }
        else
        {
            instellingen.TryRemove(Providerschemas.Voorvoegsel + id);
        }
    }
}

internal sealed class Sessieopruimer(Sessies sessies, TimeProvider klok, ILogger<Sessieopruimer> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ritme = new PeriodicTimer(TimeSpan.FromMinutes(15), klok);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ritme.WaitForNextTickAsync(stoppingToken);
                await sessies.RuimOpAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning("Ended sessions were not deleted ({Soort}); trying again later", e.GetType().Name);
            }
        }
    }
}
