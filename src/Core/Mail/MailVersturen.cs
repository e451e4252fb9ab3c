using Ambulant.Core.Opslag;
using Dapper;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Npgsql;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Ambulant.Core.Mail;

/// <summary>
/// The mail server: <c>smtp://host:port</c> or <c>smtps://user:password@host:port</c>, and the sender of all mails. Also <c>smtp</c> sends
/// nothing readable to another machine, unless <c>?tls=nee</c> says that the network may be trusted.
/// </summary>
public sealed record Mailserver(Uri Adres, string Afzender)
{
    // The codes of parents and the links of invitations go this way: whoever takes STARTTLS out of the conversation must get nothing.
    public SecureSocketOptions Beveiliging => Adres.Scheme == "smtps" ? SecureSocketOptions.SslOnConnect
        : Adres.IsLoopback || Adres.Query == "?tls=nee" ? SecureSocketOptions.StartTlsWhenAvailable
        : SecureSocketOptions.StartTls;
}

/// <summary>
/// Sends what waits in the outbox. A mail is deleted in the transaction that saw the server accept it; a failed one waits longer each
/// time, at most six hours, and stays until it is sent.
/// </summary>
public sealed class MailVersturen(Database database, Mailserver server)
{
    // A server that does not answer is left alone for a while. No retry here: the outbox is the retry.
    private readonly ResiliencePipeline pijp = new ResiliencePipelineBuilder()
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions { FailureRatio = 0.5, MinimumThroughput = 4, SamplingDuration = TimeSpan.FromSeconds(60), BreakDuration = TimeSpan.FromSeconds(15) })
        .AddTimeout(new TimeoutStrategyOptions { Timeout = TimeSpan.FromSeconds(20) })
        .Build();

    /// <summary>Sends at most fifty mails. Several copies of the portal can do this at once: each takes other rows.</summary>
    /// <returns>How many were sent.</returns>
    public async Task<int> VerstuurAsync(CancellationToken ct)
    {
        const string Volgende = """
            select id, aan, onderwerp, tekst, pogingen from mail_uit
            where volgende_poging_op <= @nu order by gemaakt_op limit 1 for update skip locked
            """;
        var verstuurd = 0;
        for (var i = 0; i < 50; i++)
        {
            await using var verbinding = await database.OpenAsync(ct);
            await using var transactie = await verbinding.BeginTransactionAsync(ct);
            var nu = database.Nu;
            if (await verbinding.QuerySingleOrDefaultAsync<Mailrij>(new CommandDefinition(Volgende, new { nu }, transactie, cancellationToken: ct)) is not { } mail)
            {
                break;
            }

            try
            {
                await pijp.ExecuteAsync(async t => await StuurAsync(mail, t), ct);
                await verbinding.ExecuteAsync("delete from mail_uit where id = @Id", new { mail.Id }, transactie);
                verstuurd++;
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                var wacht = nu + TimeSpan.FromSeconds(Math.Min(21600, 10 * Math.Pow(2, Math.Min(mail.Pogingen, 12))));
                await verbinding.ExecuteAsync(
                    "update mail_uit set pogingen = pogingen + 1, volgende_poging_op = @wacht, laatste_fout = @fout where id = @Id",
                    new { mail.Id, wacht, fout = e.GetType().Name + ": " + e.Message },
                    transactie);
            }

            await transactie.CommitAsync(ct);
        }

        return verstuurd;
    }

    /// <summary>Waits until a mail is put in the outbox, or until the time is up.</summary>
    public async Task WachtAsync(TimeSpan hoogstens, CancellationToken ct)
    {
        await using var verbinding = await database.OpenAsync(ct);
        await verbinding.ExecuteAsync("listen mail_uit");
        var wacht = await verbinding.ExecuteScalarAsync<bool>("select exists (select from mail_uit where volgende_poging_op <= @nu)", new { nu = database.Nu });
        if (!wacht)
        {
            await verbinding.WaitAsync((int)hoogstens.TotalMilliseconds, ct);
        }

        await verbinding.ExecuteAsync("unlisten mail_uit");
    }

    private async Task StuurAsync(Mailrij mail, CancellationToken ct)
    {
        using var bericht = new MimeMessage();
        bericht.From.Add(MailboxAddress.Parse(server.Afzender));
        bericht.To.Add(MailboxAddress.Parse(mail.Aan));
        bericht.Subject = mail.Onderwerp;
        bericht.Headers.Add("Auto-Submitted", "auto-generated");
        bericht.Body = new TextPart("plain") { Text = mail.Tekst };
        using var client = new SmtpClient();
        await client.ConnectAsync(server.Adres.Host, server.Adres.Port, server.Beveiliging, ct);
        if (server.Adres.UserInfo is { Length: > 0 } inlog && inlog.Split(':', 2) is [var naam, var wachtwoord])
        {
            await client.AuthenticateAsync(Uri.UnescapeDataString(naam), Uri.UnescapeDataString(wachtwoord), ct);
        }

        await client.SendAsync(bericht, ct);
        await client.DisconnectAsync(true, ct);
    }

    private sealed record Mailrij(Guid Id, string Aan, string Onderwerp, string Tekst, int Pogingen);
}
