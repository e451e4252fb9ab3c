using Ambulant.Core.Mail;

namespace Ambulant.Portal.Opstart;

/// <summary>Empties the outbox as soon as something is put in it.</summary>
internal sealed partial class Mailbezorger(MailVersturen versturen, ILogger<Mailbezorger> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await versturen.VerstuurAsync(stoppingToken) == 0)
                {
                    await versturen.WachtAsync(TimeSpan.FromSeconds(10), stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Haperde(log, e);
                await Task.Delay(TimeSpan.FromSeconds(2), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox could not be read; trying again")]
    private static partial void Haperde(ILogger logger, Exception e);
}
