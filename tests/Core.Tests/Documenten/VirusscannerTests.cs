using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ambulant.Core.Documenten;
using Ambulant.Core.Opslag;
using Ambulant.Testhulp;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ambulant.Core.Tests.Documenten;

/// <summary>
/// The conversation with a ClamAV daemon, against one of our own that speaks its protocol: it reads the command and every chunk, and
/// finds a virus in what holds "besmet". No answer is never a yes.
/// </summary>
public sealed class VirusscannerTests(TestPostgres postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("schoon", "Goed")]
    [InlineData("besmet", "Besmet")]
    [InlineData("te-groot", "Onbekend")]
    [InlineData("hangt-op", "Onbekend")]
    [InlineData("onzin", "Onbekend")]
    [InlineData("weg", "Onbekend")]
    public async Task Only_a_clear_yes_lets_a_file_in(string wat, string uitslag)
    {
        await using var clamd = new Clamd(wat);
        Assert.Equal(uitslag, (await Scanner(clamd.Adres).KeurAsync(new byte[3_000_000].Append((byte)1).Concat(Encoding.ASCII.GetBytes(wat)).ToArray(), Ct)).ToString());
    }

    [Fact]
    public async Task It_listens_on_a_socket_of_the_machine_too()
    {
        await using var clamd = new Clamd("besmet", unix: true);
        Assert.Equal(Scanuitslag.Besmet, await Scanner(clamd.Adres).KeurAsync("besmet"u8.ToArray(), Ct));
    }

    [Theory]
    [InlineData("127.0.0.1:3310")]
    [InlineData("http://127.0.0.1:3310")]
    [InlineData("tcp://127.0.0.1")]
    [InlineData("unix://run/clamd.ctl")]
    public void A_wrong_address_is_one_sentence_that_says_what_is_right(string adres) =>
        Assert.StartsWith("Zet in Virusscanner__Adres waar ClamAV luistert", Assert.Throws<InvalidOperationException>(() => Scanner(adres)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task What_is_infected_or_cannot_be_looked_at_is_refused_in_words_and_nothing_is_kept()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        async Task<string> Voeg(string adres, string tekst)
        {
            using var stroom = new MemoryStream(Encoding.UTF8.GetBytes(tekst));
            var resultaat = await new DocumentToevoegen(proef.Use<Database>(), new(Scanner(adres))).VoerUitAsync(proef.IbEr, Proefdossier.Regio, new(Guid.NewGuid(), proef.Id, "verslag", "verslag.txt", stroom), Ct);
            return resultaat.IsGelukt ? "goed" : Assert.Single(resultaat.Weigeringen).Bericht;
        }

        await using var clamd = new Clamd("besmet");
        Assert.Contains("zit een virus", await Voeg(clamd.Adres, "Dit is besmet."), StringComparison.Ordinal);
        await using var weg = new Clamd("weg");
        Assert.Contains("Probeer het over een paar minuten", await Voeg(weg.Adres, "Gewone tekst."), StringComparison.Ordinal);
        Assert.Equal(0, await proef.VraagAsync<long>("select (select count(*) from document) + (select count(*) from verzoek)"));
        await using var schoon = new Clamd("schoon");
        Assert.Equal("goed", await Voeg(schoon.Adres, "Gewone tekst."));
        Assert.Equal("Gewone tekst.", Encoding.UTF8.GetString(schoon.Gelezen));
    }

    [Fact]
    public async Task A_photo_is_kept_without_what_the_camera_wrote_and_a_broken_one_is_refused()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        var foto = AfbeeldingTests.Vervuild(Convert.FromBase64String("/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAWEAEBAQAAAAAAAAAAAAAAAAAAFGH/xAAVAQEBAAAAAAAAAAAAAAAAAAAEBf/EABcRAAMBAAAAAAAAAAAAAAAAAAADFFH/2gAMAwEAAhEDEQA/AINGlGgvQIwRa7T/2Q=="));
        Assert.True(AfbeeldingTests.Verraadt(foto));
        async Task<Resultaat<string>> Voeg(byte[] inhoud)
        {
            using var stroom = new MemoryStream(inhoud);
            return await proef.Use<DocumentToevoegen>().VoerUitAsync(proef.IbEr, Proefdossier.Regio, new(Guid.NewGuid(), proef.Id, "verslag", "foto.jpg", stroom), Ct);
        }

        Assert.Equal("foto.jpg", (await Voeg(foto)).Waarde);
        var bewaard = await proef.VraagAsync<byte[]>("select inhoud from document where dossier_id = @d");
        Assert.False(AfbeeldingTests.Verraadt(bewaard!));
        Assert.Equal(bewaard!.Length, await proef.VraagAsync<int>("select grootte from document where dossier_id = @d"));
        Assert.Contains("beschadigd of te groot", Assert.Single((await Voeg(foto[..200])).Weigeringen).Bericht, StringComparison.Ordinal);
    }

    private static Virusscanner Scanner(string adres) => new(adres, NullLoggerFactory.Instance);

    private sealed class Clamd : IAsyncDisposable
    {
        private readonly string wat;
        private readonly Socket luister;
        private readonly string? pad;
        private readonly Task werk;

        public Clamd(string wat, bool unix = false)
        {
            this.wat = wat;
            pad = unix ? Path.Combine(Path.GetTempPath(), $"clamd-{Guid.NewGuid():N}.ctl") : null;
            luister = unix ? new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            luister.Bind(unix ? new UnixDomainSocketEndPoint(pad!) : new IPEndPoint(IPAddress.Loopback, 0));
            Adres = unix ? $"unix://{pad}" : $"tcp://127.0.0.1:{((IPEndPoint)luister.LocalEndPoint!).Port}";
            if (wat == "weg")
            {
                luister.Dispose();
                werk = Task.CompletedTask;
                return;
            }

            luister.Listen();
            werk = Task.Run(BedienAsync);
        }

        public string Adres { get; }

        public byte[] Gelezen { get; private set; } = [];

        public async ValueTask DisposeAsync()
        {
            luister.Dispose();
            await werk;
            if (pad is not null)
            {
                File.Delete(pad);
            }
        }

        private async Task BedienAsync()
        {
            try
            {
                while (true)
                {
                    using var lijn = await luister.AcceptAsync();
                    await using var stroom = new NetworkStream(lijn);
                    var opdracht = new byte[10];
                    await stroom.ReadExactlyAsync(opdracht);
                    Assert.Equal("zINSTREAM\0"u8.ToArray(), opdracht);
                    if (wat == "hangt-op")
                    {
                        continue;
                    }

                    if (wat == "te-groot")
                    {
                        await stroom.WriteAsync("INSTREAM size limit exceeded. ERROR\0"u8.ToArray());
                        lijn.Shutdown(SocketShutdown.Send);
                        await Task.Delay(50);
                        continue;
                    }

                    var alles = new MemoryStream();
                    for (var lengte = new byte[4]; ;)
                    {
                        await stroom.ReadExactlyAsync(lengte);
                        var deel = new byte[BinaryPrimitives.ReadInt32BigEndian(lengte)];
                        if (deel.Length == 0)
                        {
                            break;
                        }

                        await stroom.ReadExactlyAsync(deel);
                        alles.Write(deel);
                    }

                    Gelezen = alles.ToArray();
                    await stroom.WriteAsync(wat == "onzin" ? "stream: OK FOUND misschien\0"u8.ToArray() : Gelezen.AsSpan().IndexOf("besmet"u8) >= 0 ? "stream: Proef.Virus FOUND\0"u8.ToArray() : "stream: OK\0"u8.ToArray());
                }
            }
            catch (Exception fout) when (fout is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }
    }
}
