using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Bewaren;

/// <summary>What the page of handing over shows.</summary>
/// <param name="Open">The closing step is open.</param>
/// <param name="Wacht">Steps that are open instead, by name and by who does them.</param>
/// <param name="LeerlingBlijft">Another dossier of the same leerling remains, and with it the leerling and the parents.</param>
public sealed record Overdrachtblad(bool Open, IReadOnlyList<Wachtstap> Wacht, IReadOnlyDictionary<string, long> Tellingen, bool LeerlingBlijft);

public sealed record Wachtstap(string Sleutel, string Naam, IReadOnlyList<Rol> Door);

/// <summary>Hands the whole dossier to the school: as a page, as a ZIP, and the proof that the ZIP was opened.</summary>
public sealed class Overdracht(Database database, Routeversies versies, Stapgang gang, Regioregister regios) : IUseCase
{
    public const string Verouderd = "Deze code hoort niet bij het dossier zoals het nu is. Kijk of u de code goed hebt overgetypt. Is er iets veranderd nadat u het dossier downloadde? Download het dan opnieuw en gebruik de nieuwe code.";

    // The same for every file, so that the same content gives the same bytes. The oldest moment that a ZIP can hold.
    private static readonly DateTimeOffset Bestandstijd = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task<Overdrachtblad> LeesAsync(Dossierkop kop, CancellationToken ct)
    {
        const string Sql = """
            select stap from stap_open where regio_id = @regio and dossier_id = @dossier;
            select dossier_tellingen(@regio, @dossier)::text;
            select exists (select from dossier d join dossier a on a.regio_id = d.regio_id and a.leerling_id = d.leerling_id and a.id <> d.id
                           where d.regio_id = @regio and d.id = @dossier)
            """;
        var route = await versies.HaalAsync(kop.Regio, kop.RouteversieId, ct);
        return await database.LeesAsync(kop.Regio, Sql, new { regio = kop.Regio, dossier = kop.Id }, async r =>
        {
            var open = (await r.ReadAsync<string>()).ToHashSet();
            var tellingen = Tellingen.Lees(await r.ReadSingleAsync<string>());
            var blijft = await r.ReadSingleAsync<bool>();
            return new Overdrachtblad(
                open.Contains(route.Slot),
                [.. route.Stappen.Where(s => open.Contains(s.Sleutel) && s.Sleutel != route.Slot).Select(s => new Wachtstap(s.Sleutel, s.Naam, s.Rollen))],
                tellingen,
                blijft);
        }, ct);
    }

    /// <summary>
    /// The content as it is now, to be written to the answer with <see cref="SchrijfAsync"/>. A refusal when the closing step is not open.
    /// </summary>
    public async Task<Resultaat<Dossierinhoud>> NeemAsync(Gebruiker wie, string regio, Guid dossier, CancellationToken ct)
    {
        await using var sessie = await database.BeginAsync(regio, ct);
        if (await sessie.NeemDossierAsync(wie, dossier, Recht.DossierOverdragen) is not { } hand)
        {
            return Resultaat.Onvindbaar;
        }

        // Held only while reading: a slow download keeps nobody waiting.
        var (route, stand) = await gang.LeesAsync(sessie, hand, ct);
        return stand.Open.Any(o => o.Stap == route.Slot)
            ? Resultaat.Gelukt(await Inhoudlezer.LeesAsync(sessie, hand, route, regios[regio], versies, ct))
            : Resultaat.Geweigerd("", "Dit dossier kan nog niet worden overgedragen.");
    }

    /// <summary>
    /// Writes the ZIP. One document at a time is held in memory, and nothing touches a disk. A document that was erased meanwhile
    /// breaks the download off, so that half a dossier is never taken for a whole one.
    /// </summary>
    public async Task SchrijfAsync(Dossierinhoud inhoud, Stream naar, CancellationToken ct)
    {
        var som = inhoud.Som();
        var lijst = new StringBuilder();
        await using var tussen = new Tussenstroom();
        var zip = await ZipArchive.CreateAsync(tussen, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);

        async Task ZetAsync(string naam, byte[] bytes)
        {
            var bestand = zip.CreateEntry(naam, CompressionLevel.Optimal);
            bestand.LastWriteTime = Bestandstijd;
            await using (var stroom = await bestand.OpenAsync(ct))
            {
                await stroom.WriteAsync(bytes, ct);
            }

            await tussen.StuurAsync(naar, ct);
            lijst.Append(Convert.ToHexStringLower(SHA256.HashData(bytes))).Append("  ").Append(naam).Append('\n');
        }

        await ZetAsync("dossier.html", Encoding.UTF8.GetBytes(Overdrachtdocument.Maak(inhoud, som, regios[inhoud.Regio.Sleutel].Woorden)));
        await ZetAsync("dossier.json", inhoud.AlsJson());
        const string Document = "select inhoud from document where regio_id = @regio and id = @id";
        foreach (var bijlage in inhoud.Bijlagen)
        {
            var bytes = (await database.LijstAsync<byte[]>(inhoud.Regio.Sleutel, Document, new { regio = inhoud.Regio.Sleutel, bijlage.Id }, ct)).SingleOrDefault()
                ?? throw new InvalidOperationException("Een document van het dossier is tijdens het downloaden verdwenen.");
            await ZetAsync(bijlage.Bestand, bytes);
        }

        await ZetAsync("INHOUD.txt", Encoding.UTF8.GetBytes($"""
            Dossier {inhoud.Dossier.Nummer}
            Controlecode: {Controlecode.Van(som)}
            SHA-256 van de inhoud: {som}

            SHA-256 van elk bestand, na te rekenen met: sha256sum

            {lijst}
            """.ReplaceLineEndings("\n")));

        // Only a whole ZIP gets its table of contents: after a fault it must not look whole.
        await zip.DisposeAsync();
        await tussen.StuurAsync(naar, ct);
    }

    /// <summary>Checks that the school holds the current content and could open it.</summary>
    /// <returns>SHA-256 of the content, with which <see cref="DossierWissen"/> makes sure that nothing changed since.</returns>
    public async Task<Resultaat<string>> ControleerAsync(Gebruiker wie, string regio, Guid dossier, bool ontvangen, string? code, CancellationToken ct)
    {
        var inhoud = await NeemAsync(wie, regio, dossier, ct);
        if (!inhoud.IsGelukt)
        {
            return inhoud.NietGevonden ? Resultaat.Onvindbaar : Resultaat.Geweigerd(inhoud.Weigeringen);
        }

        var invoer = new Invoer();
        if (!ontvangen)
        {
            invoer.Fout("Ontvangen", "Vink aan dat u het dossier hebt ontvangen en kunt openen.");
        }

        var som = inhoud.Waarde!.Som();
        if (invoer.Tekst("Code", code, "de controlecode", 40).Length > 0 && !Controlecode.Past(code, som))
        {
            invoer.Fout("Code", Verouderd);
        }

        return invoer.Goed ? Resultaat.Gelukt(som) : invoer.Weigering;
    }

    // The web server refuses blocking writes and ZipArchive still does a few; so one file at a time is gathered here and then sent.
    // It cannot seek, for then ZipArchive would go back to fill in what it has already sent.
    private sealed class Tussenstroom : Stream
    {
        private readonly MemoryStream geheugen = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public async Task StuurAsync(Stream naar, CancellationToken ct)
        {
            await naar.WriteAsync(geheugen.GetBuffer().AsMemory(0, (int)geheugen.Length), ct);
            geheugen.SetLength(0);
        }

        public override void Write(byte[] buffer, int offset, int count) => geheugen.Write(buffer, offset, count);

        public override void Write(ReadOnlySpan<byte> buffer) => geheugen.Write(buffer);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => geheugen.WriteAsync(buffer, offset, count, cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => geheugen.WriteAsync(buffer, cancellationToken);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
