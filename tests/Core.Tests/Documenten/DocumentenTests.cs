using System.IO.Compression;
using System.Text;
using Ambulant.Core.Documenten;
using Ambulant.Core.Toegang;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Documenten;

public sealed class DocumentenTests(TestPostgres postgres)
{
    private static readonly byte[] Pdf = "%PDF-1.7\nverzonnen"u8.ToArray();
    private static readonly byte[] Png = [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', 0, 0];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, byte[], string?> Inhouden => new()
    {
        { "pdf", Pdf, "application/pdf" },
        { "png", Png, "image/png" },
        { "jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 0], "image/jpeg" },
        { "tekst", Encoding.UTF8.GetBytes("Ze heeft één vraag.\r\n\tKlaar."), "text/plain" },
        { "docx", Zip(("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>")), "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
        { "odt", Zip(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")), "application/vnd.oasis.opendocument.text" },
        { "docm", Zip(("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>"), ("word/vbaProject.bin", "x")), null },
        { "xlsx", Zip(("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<x/>")), null },
        { "ods", Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")), null },
        { "zip", Zip(("virus.exe", "x")), null },
        { "halve zip", Zip(("word/document.xml", "<x/>"))[..30], null },
        { "programma", [(byte)'M', (byte)'Z', 0, 3, 0], null },
        { "geen utf-8", [0xE9, 0x20, 0xE9], null },
        { "pdf te laat", [0, .. Pdf], null },
    };

    [Theory]
    [MemberData(nameof(Inhouden))]
    public void A_file_is_known_by_its_content(string wat, byte[] inhoud, string? type) => Assert.True(Bestandsoort.Herken(inhoud)?.Type == type, wat);

    [Fact]
    public void A_document_that_unpacks_to_more_than_anyone_writes_is_refused()
    {
        (string, string)[] document = [("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>")];
        var groot = new string(' ', 41 * 1024 * 1024);
        Assert.NotNull(Bestandsoort.Herken(Zip([.. document, ("word/media/1", groot)])));
        Assert.Null(Bestandsoort.Herken(Zip([.. document, .. Enumerable.Range(1, 5).Select(i => ($"word/media/{i}", groot))])));
        Assert.Null(Bestandsoort.Herken(Zip([.. document, .. Enumerable.Range(0, 5_000).Select(i => ($"word/media/{i}", ""))])));
    }

    [Fact]
    public async Task What_is_added_is_listed_and_comes_back_byte_for_byte_once()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        var verzoek = Guid.NewGuid();
        for (var keer = 0; keer < 2; keer++)
        {
            using var stroom = new MemoryStream(Pdf);
            var resultaat = await proef.Use<DocumentToevoegen>().VoerUitAsync(proef.Begeleider, Proefdossier.Regio, new(verzoek, proef.Id, "verslag", "verslag.pdf", stroom), Ct);
            Assert.Equal("verslag.pdf", resultaat.Waarde);
        }

        var kop = await proef.KopAsync(proef.IbEr);
        var document = Assert.Single(await proef.Use<DocumentenLezen>().LijstAsync(kop, Ct));
        Assert.Equal(("Verslag", "1 kB", proef.Begeleider.Naam), (document.Soortnaam, document.Omvang, document.Wie));
        Assert.Equal(Pdf, (await proef.Use<DocumentenLezen>().InhoudAsync(kop, document.Id, Ct))!.Inhoud);
        Assert.Null(await proef.Use<DocumentenLezen>().InhoudAsync(kop, Guid.NewGuid(), Ct));
        Assert.Equal("document-toegevoegd", await proef.VraagAsync<string>("select string_agg(soort, ',') from handeling where dossier_id = @d"));
    }

    [Fact]
    public async Task A_document_goes_when_who_added_it_or_the_ib_er_says_so()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        async Task<Guid> Voeg(Gebruiker wie, string naam)
        {
            using var stroom = new MemoryStream(Pdf);
            await proef.Use<DocumentToevoegen>().VoerUitAsync(wie, Proefdossier.Regio, new(Guid.NewGuid(), proef.Id, "verslag", naam, stroom), Ct);
            return (await proef.Use<DocumentenLezen>().LijstAsync(await proef.KopAsync(proef.IbEr), Ct)).First(d => d.Naam == naam).Id;
        }

        Task<Resultaat<string>> Weg(Gebruiker wie, Guid document) => proef.Use<DocumentVerwijderen>().VoerUitAsync(wie, Proefdossier.Regio, new(Guid.NewGuid(), proef.Id, document), Ct);
        var (van, ander) = (await Voeg(proef.Begeleider, "een.pdf"), await Voeg(proef.IbEr, "twee.pdf"));

        Assert.Contains("wie het document toevoegde", (await Weg(proef.Begeleider, ander)).Weigeringen[0].Bericht, StringComparison.Ordinal);
        Assert.Equal("een.pdf", (await Weg(proef.Begeleider, van)).Waarde);
        Assert.True((await Weg(proef.IbEr, van)).NietGevonden);
        Assert.Equal("twee.pdf", (await Weg(proef.IbEr, ander)).Waarde);
        Assert.Equal(0, await proef.VraagAsync<long>("select count(*) from document where dossier_id = @d"));
        Assert.Equal(2, await proef.VraagAsync<long>("select count(*) from handeling where dossier_id = @d and soort = 'document-verwijderd'"));

        // The proof of what a parent decided.
        var scan = await Voeg(proef.IbEr, "scan.pdf");
        await proef.VraagAsync<int>("insert into ouder (regio_id, id, leerling_id, naam, gezag) select regio_id, gen_random_uuid(), leerling_id, 'Olga Verzonnen', true from dossier where id = @d returning 1");
        await proef.VraagAsync<int>("""
            insert into toestemming (regio_id, id, dossier_id, ouder_id, doel, tekstversie, soort, wijze, document_id, op)
            select o.regio_id, gen_random_uuid(), @d, o.id, 'proef', '1', 'gegeven', 'papier', x.id, now() from ouder o join document x on x.dossier_id = @d where o.naam = 'Olga Verzonnen' limit 1 returning 1
            """);
        Assert.Contains("bewijs", (await Weg(proef.IbEr, scan)).Weigeringen[0].Bericht, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(@"C:\Users\pim\verslag.pdf", "verslag.pdf")]
    [InlineData("../../etc/passwd", "passwd.pdf")]
    [InlineData("foto\u202Efdp.exe", "fotofdp.exe.pdf")]
    [InlineData("a<b>\"c\r\n\0.PDF", "a-b--c.pdf")]
    [InlineData("  ..  ", "document.pdf")]
    [InlineData(".pdf", "document.pdf")]
    [InlineData(null, "document.pdf")]
    [InlineData("Zoë's plan (2).pdf", "Zoë's plan (2).pdf")]
    public async Task The_name_is_kept_without_what_can_do_harm(string? naam, string verwacht)
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        Assert.Equal(verwacht, (await VoegToeAsync(proef, proef.IbEr, Pdf, naam: naam)).Waarde);
    }

    [Fact]
    public async Task A_name_without_end_is_cut_and_keeps_its_extension()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        var naam = (await VoegToeAsync(proef, proef.IbEr, Pdf, naam: new string('a', 5000) + ".pdf")).Waarde!;
        Assert.Equal(200, naam.Length);
        Assert.EndsWith("a.pdf", naam, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_says_why_and_leaves_nothing()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres);
        Assert.Equal("Bestand: Kies een bestand.", Zin(await VoegToeAsync(proef, proef.IbEr, null)));
        Assert.Equal("Bestand: Dit bestand is leeg. Kies een ander bestand.", Zin(await VoegToeAsync(proef, proef.IbEr, [])));
        Assert.StartsWith("Bestand: Dit soort bestand kan niet.", Zin(await VoegToeAsync(proef, proef.IbEr, [1, 2, 3], naam: "verslag.pdf")), StringComparison.Ordinal);
        Assert.Equal("Bestand: Dit bestand is 12,5 MB. Kies een bestand van hooguit 10 MB.", Zin(await VoegToeAsync(proef, proef.IbEr, Groot(13_107_200))));
        Assert.StartsWith("Soort: Deze keuze bestaat niet.", Zin(await VoegToeAsync(proef, proef.IbEr, Pdf, "geheim")), StringComparison.Ordinal);
        Assert.StartsWith("Soort: Kies wat voor document", Zin(await VoegToeAsync(proef, proef.IbEr, Pdf, null)), StringComparison.Ordinal);
        Assert.Equal(0, await proef.VraagAsync<long>("select (select count(*) from document) + (select count(*) from handeling) + (select count(*) from verzoek)"));

        Assert.True((await VoegToeAsync(proef, proef.IbEr, Groot(10 * 1024 * 1024))).IsGelukt);
        Assert.False((await VoegToeAsync(proef, proef.IbEr, Groot(10 * 1024 * 1024 + 1))).IsGelukt);
    }

    [Fact]
    public async Task Without_toestemming_an_outsider_adds_nothing_and_without_the_right_nobody_does()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres, toestemming: false);
        Assert.True((await VoegToeAsync(proef, proef.Begeleider, Pdf)).NietGevonden);
        Assert.True((await VoegToeAsync(proef, proef.Consulent, Pdf)).NietGevonden);
        Assert.True((await VoegToeAsync(proef, new(Guid.NewGuid(), "Vreemd Voorbeeld", []), [1])).NietGevonden);
        Assert.True((await VoegToeAsync(proef, proef.Leerkracht, Pdf)).IsGelukt);
    }

    private static byte[] Groot(int lengte)
    {
        var inhoud = new byte[lengte];
        Pdf.CopyTo(inhoud, 0);
        return inhoud;
    }

    private static byte[] Zip(params (string Naam, string Tekst)[] delen)
    {
        using var stroom = new MemoryStream();
        using (var zip = new ZipArchive(stroom, ZipArchiveMode.Create))
        {
            foreach (var (naam, tekst) in delen)
            {
                using var schrijver = new StreamWriter(zip.CreateEntry(naam).Open());
                schrijver.Write(tekst);
            }
        }

        return stroom.ToArray();
    }

    private static string Zin(Resultaat resultaat) => string.Join(" | ", resultaat.Weigeringen.Select(w => $"{w.Veld}: {w.Bericht}"));

    private static async Task<Resultaat<string>> VoegToeAsync(Proefdossier proef, Gebruiker wie, byte[]? inhoud, string? soort = "opp", string? naam = "plan.pdf")
    {
        using var stroom = inhoud is null ? null : new MemoryStream(inhoud);
        return await proef.Use<DocumentToevoegen>().VoerUitAsync(wie, Proefdossier.Regio, new(Guid.NewGuid(), proef.Id, soort, naam, stroom), Ct);
    }
}
