using Ambulant.Core.Mail;
using Ambulant.Core.Opslag;
using MailKit.Security;
using Npgsql;

namespace Ambulant.Core.Tests.Opslag;

/// <summary>What leaves this machine is not readable on the way, unless who runs it says so.</summary>
public sealed class VersleuteldTests
{
    [Theory]
    [InlineData("Host=db.voorbeeld;Username=x", SslMode.VerifyFull)]
    [InlineData("Host=10.0.0.4", SslMode.VerifyFull)]
    [InlineData("Host=localhost,db.voorbeeld", SslMode.VerifyFull)]
    [InlineData("Host=db.voorbeeld;SSL Mode=VerifyCA", SslMode.VerifyCA)]
    [InlineData("Host=db.voorbeeld;SslMode=Disable", SslMode.Disable)]
    [InlineData("Host=127.0.0.1;Port=5432", SslMode.Prefer)]
    [InlineData("Host=localhost", SslMode.Prefer)]
    [InlineData("Host=/var/run/postgresql", SslMode.Prefer)]
    public void The_database_on_another_machine_is_asked_for_its_certificate(string verbinding, SslMode mode) =>
        Assert.Equal(mode, new NpgsqlConnectionStringBuilder(Database.Versleuteld(verbinding)).SslMode);

    [Theory]
    [InlineData("smtps://mail.voorbeeld:465", SecureSocketOptions.SslOnConnect)]
    [InlineData("smtp://mail.voorbeeld:587", SecureSocketOptions.StartTls)]
    [InlineData("smtp://10.0.0.4:25", SecureSocketOptions.StartTls)]
    [InlineData("smtp://10.0.0.4:25/?tls=nee", SecureSocketOptions.StartTlsWhenAvailable)]
    [InlineData("smtp://127.0.0.1:2525", SecureSocketOptions.StartTlsWhenAvailable)]
    public void The_mail_server_on_another_machine_gets_nothing_readable(string adres, SecureSocketOptions hoe) =>
        Assert.Equal(hoe, new Mailserver(new Uri(adres), "ambulant@voorbeeld.nl").Beveiliging);
}
