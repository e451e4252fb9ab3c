using Ambulant.Core.Regios;

namespace Ambulant.Portal.Opstart;

/// <summary>Shows words and holidays of a region as any copy of the portal changed them.</summary>
internal sealed class Instellingluisteraar(Regioinstellingen instellingen, TimeProvider klok, ILogger<Instellingluisteraar> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await instellingen.LuisterAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Lost the connection that listens for changed settings of regions ({Soort}); trying again", e.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(2), klok, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
