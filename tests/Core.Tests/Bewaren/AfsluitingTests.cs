using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Ambulant.Core.Bewaren;
using Ambulant.Core.Toegang;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Bewaren;

public sealed class AfsluitingTests(TestPostgres postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_zip_holds_everything_and_its_sums_are_right()
    {
        await using var vol = await VolDossier.MaakAsync(postgres, Ct);
        var bestanden = await ZipAsync(vol);

        foreach (var regel in Tekst(bestanden["INHOUD.txt"]).Split('\n').Where(r => r.Contains("  ", StringComparison.Ordinal)))
        {
            var (som, naam) = (regel[..64], regel[66..]);
            Assert.Equal(som, Convert.ToHexStringLower(SHA256.HashData(bestanden[naam])));
        }

        Assert.Equal(["INHOUD.txt", "bijlagen/001-opp-opp-van-zbynekje-def.pdf", "bijlagen/002-overig-opp-van-zbynekje-def.bin", "dossier.html", "dossier.json"], bestanden.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(vol.Opp, bestanden["bijlagen/001-opp-opp-van-zbynekje-def.pdf"]);

        using var json = JsonDocument.Parse(bestanden["dossier.json"]);
        Assert.Equal(("ambulant-dossier", 1), (json.RootElement.GetProperty("formaat").GetString(), json.RootElement.GetProperty("versie").GetInt32()));
        var html = Tekst(bestanden["dossier.html"]);
        Assert.DoesNotContain("<b>&", html);
        Assert.Contains("tekst-antwoord &lt;b&gt;&amp;", html);

        // Every text that stands in a row of the dossier, whatever columns later versions add.
        var teksten = Teksten(json.RootElement).ToHashSet();
        var leesbaar = System.Net.WebUtility.HtmlDecode(html);
        foreach (var (tabel, kolom, waarde) in await GeschrevenAsync(vol))
        {
            Assert.True(teksten.Contains(waarde), $"{tabel}.{kolom} '{waarde}' ontbreekt in dossier.json");
            if (waarde.StartsWith("tekst-", StringComparison.Ordinal))
            {
                Assert.True(leesbaar.Contains(waarde, StringComparison.Ordinal), $"{tabel}.{kolom} '{waarde}' ontbreekt in dossier.html");
            }
        }

        Assert.All(new[] { VolDossier.Roepnaam, VolDossier.Achternaam, "9 maart 2017", VolDossier.Ouder, VolDossier.Oudermail, "tekst-antwoord <b>&", "tekst-vot", "Sanne Voorbeeld", "Welke swv-er denkt mee?", "Ilse Voorbeeld (ib-er)", VolDossier.Ouder + " (ouder)" },
            t => Assert.Contains(t, leesbaar));
    }

    [Fact]
    public async Task Every_table_of_a_dossier_is_handed_over_or_left_out_on_purpose()
    {
        await using var vol = await VolDossier.MaakAsync(postgres, Ct);
        // A new table fails here until it is read by Inhoudlezer, or its leaving out is explained in docs/overdracht.md.
        string[] mee = ["advies", "afspraak", "betrokkene", "blokversie", "document", "doel", "dossier_overgang", "handeling", "hulpvraag", "instemming", "interventie", "inzage", "logboekregel", "regie", "stagnatie", "stagnatie_vervolg", "stap_voltooid", "toestemming"];
        string[] bewustNiet = ["melding", "ouder_toegang", "stap_open", "verzoek"];
        var tabellen = await vol.LijstAsync<string>("select table_name::text from information_schema.columns where table_schema = 'ambulant' and column_name = 'dossier_id'");
        Assert.Equal(mee.Concat(bewustNiet).Order(), tabellen.Order());
    }

    [Fact]
    public async Task The_same_content_gives_the_same_bytes_and_looking_does_not_change_the_code()
    {
        await using var vol = await VolDossier.MaakAsync(postgres, Ct);
        var inhoud = await InhoudAsync(vol);
        using var een = new MemoryStream();
        using var twee = new MemoryStream();
        await vol.Neem<Overdracht>().SchrijfAsync(inhoud, een, Ct);
        await vol.Neem<Overdracht>().SchrijfAsync(await InhoudAsync(vol), twee, Ct);
        Assert.Equal(een.ToArray(), twee.ToArray());

        await vol.SqlAsync("insert into inzage (regio_id, dossier_id, persoon_id, rol, wat, volledig, op) values ('liemers', @Dossier, @PersoonId, 'InternBegeleider', 'overdragen', true, now())", new { vol.Dossier, vol.Ib.PersoonId });
        Assert.Equal(inhoud.Som(), (await InhoudAsync(vol)).Som());
        await vol.SqlAsync("update hulpvraag set vraag = 'anders'");
        Assert.NotEqual(inhoud.Som(), (await InhoudAsync(vol)).Som());
    }

    [Fact]
    public async Task The_zip_is_written_without_a_single_blocking_call()
    {
        await using var vol = await VolDossier.MaakAsync(postgres, Ct);
        await using var alleenAsync = new AlleenAsync();
        await vol.Neem<Overdracht>().SchrijfAsync(await InhoudAsync(vol), alleenAsync, Ct);
        Assert.True(alleenAsync.Geschreven > 1000);
    }

    [Fact]
    public async Task Erasing_leaves_nothing_but_the_bewijs()
    {
        await using var vol = await VolDossier.MaakAsync(postgres, Ct);
        string[] zoek = [VolDossier.Roepnaam, VolDossier.Achternaam, VolDossier.Geboren, vol.Leerling.ToString(), vol.Dossier.ToString(), vol.OuderId.ToString(), VolDossier.Ouder, VolDossier.Oudermail, "tekst-"];
        var eerst = await Sporen.ZoekAsync(vol.Eigenaar, zoek);
        Assert.All(zoek, z => Assert.Contains(eerst, s => s.Waarde == z));
        Assert.Contains(eerst, s => s is { Tabel: "document", Kolom: "inhoud" });

        var som = await SomAsync(vol);
        var wissen = vol.Neem<DossierWissen>();
        var bewijs = await wissen.VoerUitAsync(vol.Ib, "liemers", new(vol.Dossier, som, true), Ct);
        Assert.True(bewijs.IsGelukt);

        var mails = await vol.LijstAsync<Mail>("select aan, onderwerp, tekst from mail_uit where onderwerp = 'Er is een dossier afgesloten en gewist'");
        Assert.Equal(["bram.voorbeeld@voorbeeld.example", "ilse.voorbeeld@voorbeeld.example", "sanne.voorbeeld@voorbeeld.example", VolDossier.Oudermail], mails.Select(m => m.Aan).Order());
        Assert.All(mails, m =>
        {
            Assert.DoesNotContain("Verzonnenstein", m.Tekst);
            Assert.DoesNotContain(VolDossier.Roepnaam, m.Tekst);
            Assert.DoesNotContain("Basisschool", m.Tekst);
            Assert.Contains("VERZ234", m.Tekst);
            Assert.Contains("- 2 documenten", m.Tekst);
            Assert.Contains("- 1 leerling\n", m.Tekst);
        });

        // The address of the parent stays until the mail is sent; then the row is gone.
        Assert.Equal([new("mail_uit", "aan", VolDossier.Oudermail)], await Sporen.ZoekAsync(vol.Eigenaar, zoek));
        await vol.SqlAsync("delete from mail_uit");
        Assert.Empty(await Sporen.ZoekAsync(vol.Eigenaar, zoek));

        var lijst = await vol.Neem<Verwijderbewijzen>().LijstAsync(vol.Ib, "liemers", Ct);
        var b = Assert.Single(lijst);
        Assert.Equal((bewijs.Waarde, "VERZ234", som), (b.Id, b.Nummer, b.Som));
        Assert.Equal(2, b.Tellingen["document"]);
        Assert.Equal(1, b.Tellingen["ouder"]);
        Assert.Single(await vol.Neem<Verwijderbewijzen>().LijstAsync(vol.Swv, "liemers", Ct));
        Assert.Empty(await vol.Neem<Verwijderbewijzen>().LijstAsync(vol.AndereIb, "liemers", Ct));
        Assert.Null(await vol.Neem<Verwijderbewijzen>().LeesAsync(vol.AndereIb, "liemers", b.Id, Ct));
    }

    [Fact]
    public async Task Erasing_twice_and_at_once_is_erasing_once()
    {
        await using var vol = await VolDossier.MaakAsync(postgres, Ct);
        var verzoek = new DossierWissenVerzoek(vol.Dossier, await SomAsync(vol), true);
        var keren = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => vol.Neem<DossierWissen>().VoerUitAsync(vol.Ib, "liemers", verzoek, Ct), Ct)));
        Assert.All(keren, k => Assert.True(k.IsGelukt));
        Assert.Single(keren.Select(k => k.Waarde).Distinct());
        Assert.Single(await vol.LijstAsync<Guid>("select id from verwijderbewijs"));
        Assert.True((await vol.Neem<DossierWissen>().VoerUitAsync(vol.AndereIb, "liemers", verzoek, Ct)).NietGevonden);
        Assert.True((await vol.Neem<DossierWissen>().VoerUitAsync(vol.Ib, "liemers", verzoek with { Som = null }, Ct)).NietGevonden);
    }

    [Fact]
    public async Task Nothing_is_erased_without_the_current_content_the_open_step_and_both_confirmations()
    {
        await using var vol = await VolDossier.MaakAsync(postgres, Ct, open: false);
        var overdracht = vol.Neem<Overdracht>();
        Assert.Contains("nog niet", Assert.Single((await overdracht.NeemAsync(vol.Ib, "liemers", vol.Dossier, Ct)).Weigeringen).Bericht);
        Assert.False((await vol.Neem<DossierWissen>().VoerUitAsync(vol.Ib, "liemers", new(vol.Dossier, "", true), Ct)).IsGelukt);
        await StopAsync(vol, "verhuizing", null);

        Assert.True((await overdracht.NeemAsync(vol.Swv, "liemers", vol.Dossier, Ct)).NietGevonden);
        Assert.True((await overdracht.NeemAsync(vol.AndereIb, "liemers", vol.Dossier, Ct)).NietGevonden);
        var code = Controlecode.Van((await InhoudAsync(vol)).Som());
        Assert.Equal(["Ontvangen", "Code"], (await overdracht.ControleerAsync(vol.Ib, "liemers", vol.Dossier, false, "ABCDE-FGHJK", Ct)).Weigeringen.Select(w => w.Veld));
        Assert.Equal("Vul de controlecode in.", Assert.Single((await overdracht.ControleerAsync(vol.Ib, "liemers", vol.Dossier, true, " ", Ct)).Weigeringen).Bericht);
        var som = (await overdracht.ControleerAsync(vol.Ib, "liemers", vol.Dossier, true, $" {code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)}", Ct)).Waarde;
        Assert.Equal("Bevestigd", Assert.Single((await vol.Neem<DossierWissen>().VoerUitAsync(vol.Ib, "liemers", new(vol.Dossier, som, false), Ct)).Weigeringen).Veld);

        await vol.SqlAsync("update doel set doel = 'tekst-nieuw'");
        Assert.Contains("veranderd", Assert.Single((await vol.Neem<DossierWissen>().VoerUitAsync(vol.Ib, "liemers", new(vol.Dossier, som, true), Ct)).Weigeringen).Bericht);
        Assert.Equal(Overdracht.Verouderd, Assert.Single((await overdracht.ControleerAsync(vol.Ib, "liemers", vol.Dossier, true, code, Ct)).Weigeringen).Bericht);
        Assert.Single(await vol.LijstAsync<Guid>("select id from dossier"));
        Assert.Empty(await vol.LijstAsync<Guid>("select id from verwijderbewijs"));
    }

    [Fact]
    public async Task The_leerling_stays_while_another_dossier_remains()
    {
        await using var vol = await VolDossier.MaakAsync(postgres, Ct);
        await vol.SqlAsync("""
            insert into dossier (regio_id, id, nummer, leerling_id, school_id, routeversie_id, geopend_op)
            select regio_id, gen_random_uuid(), 'TWEEDE2', leerling_id, school_id, routeversie_id, now() from dossier
            """);
        Assert.True((await vol.Neem<DossierWissen>().VoerUitAsync(vol.Ib, "liemers", new(vol.Dossier, await SomAsync(vol), true), Ct)).IsGelukt);
        Assert.Single(await vol.LijstAsync<Guid>("select id from leerling"));
        Assert.Single(await vol.LijstAsync<Guid>("select id from ouder"));
        var bewijs = Assert.Single(await vol.Neem<Verwijderbewijzen>().LijstAsync(vol.Ib, "liemers", Ct));
        Assert.False(bewijs.Tellingen.ContainsKey("leerling"));
    }

    [Fact]
    public async Task Stopping_leaves_only_the_closing_step_and_tells_everyone_once()
    {
        await using var vol = await VolDossier.MaakAsync(postgres, Ct, open: false);
        await vol.SqlAsync("delete from mail_uit; update dossier set toestemming_geldig = false");
        var stoppen = vol.Neem<DossierStoppen>();
        Assert.Equal("Kies waarom het dossier stopt.", Assert.Single((await stoppen.VoerUitAsync(vol.Ib, "liemers", new(Guid.NewGuid(), vol.Dossier, "", null), Ct)).Weigeringen).Bericht);
        Assert.Equal("Toelichting", Assert.Single((await stoppen.VoerUitAsync(vol.Ib, "liemers", new(Guid.NewGuid(), vol.Dossier, "anders", " "), Ct)).Weigeringen).Veld);
        Assert.Contains("naam", Assert.Single((await stoppen.VoerUitAsync(vol.Ib, "liemers", new(Guid.NewGuid(), vol.Dossier, "anders", $"{VolDossier.Roepnaam} gaat weg"), Ct)).Weigeringen).Bericht);
        Assert.True((await stoppen.VoerUitAsync(vol.Swv, "liemers", new(Guid.NewGuid(), vol.Dossier, "verhuizing", null), Ct)).NietGevonden);
        Assert.Empty(await vol.LijstAsync<Guid>("select id from mail_uit"));

        var verzoek = new DossierStoppenVerzoek(Guid.NewGuid(), vol.Dossier, "anders", "tekst-gestopt");
        Assert.True((await stoppen.VoerUitAsync(vol.Ib, "liemers", verzoek, Ct)).IsGelukt);
        Assert.True((await stoppen.VoerUitAsync(vol.Ib, "liemers", verzoek, Ct)).IsGelukt);
        Assert.False((await stoppen.VoerUitAsync(vol.Ib, "liemers", verzoek with { Verzoek = Guid.NewGuid() }, Ct)).IsGelukt);
        Assert.Equal(["overdragen"], await vol.LijstAsync<string>("select stap from stap_open"));
        Assert.Equal(["Een andere reden: tekst-gestopt"], await vol.LijstAsync<string>("select reden from stap_voltooid where stap = 'stoppen' and ronde = 1 and uitkomst = 'gestopt'"));
        Assert.Equal(["bram.voorbeeld@voorbeeld.example", "sanne.voorbeeld@voorbeeld.example"], (await vol.LijstAsync<string>("select aan from mail_uit")).Order());
    }

    private static async Task StopAsync(VolDossier vol, string reden, string? toelichting) =>
        Assert.True((await vol.Neem<DossierStoppen>().VoerUitAsync(vol.Ib, "liemers", new(Guid.NewGuid(), vol.Dossier, reden, toelichting), Ct)).IsGelukt);

    private static async Task<Dossierinhoud> InhoudAsync(VolDossier vol)
    {
        var inhoud = await vol.Neem<Overdracht>().NeemAsync(vol.Ib, "liemers", vol.Dossier, Ct);
        Assert.True(inhoud.IsGelukt);
        return inhoud.Waarde!;
    }

    // The way of the ib-er: download, read the code in the document, type it over.
    private static async Task<string> SomAsync(VolDossier vol)
    {
        var html = Tekst((await ZipAsync(vol))["dossier.html"]);
        var code = html[(html.IndexOf("Controlecode: ", StringComparison.Ordinal) + 14)..][..11];
        var som = await vol.Neem<Overdracht>().ControleerAsync(vol.Ib, "liemers", vol.Dossier, true, code, Ct);
        Assert.True(som.IsGelukt);
        return som.Waarde!;
    }

    private static async Task<Dictionary<string, byte[]>> ZipAsync(VolDossier vol)
    {
        using var geheugen = new MemoryStream();
        await vol.Neem<Overdracht>().SchrijfAsync(await InhoudAsync(vol), geheugen, Ct);
        using var zip = new ZipArchive(new MemoryStream(geheugen.ToArray()));
        var uit = new Dictionary<string, byte[]>();
        foreach (var bestand in zip.Entries)
        {
            using var inhoud = new MemoryStream();
            await using var stroom = await bestand.OpenAsync(Ct);
            await stroom.CopyToAsync(inhoud, Ct);
            uit.Add(bestand.FullName, inhoud.ToArray());
        }

        return uit;
    }

    private static string Tekst(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);

    private static IEnumerable<string> Teksten(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Teksten(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Teksten),
        _ => [],
    };

    private static async Task<List<(string Tabel, string Kolom, string Waarde)>> GeschrevenAsync(VolDossier vol)
    {
        var kolommen = await vol.LijstAsync<Kolom>("""
            select c.table_name::text as tabel, c.column_name::text as naam from information_schema.columns c
            where c.table_schema = 'ambulant' and c.data_type = 'text' and c.column_name <> 'regio_id'
              -- What is handed over was never refused, and where a reader sat says nothing about the leerling.
              and (c.table_name, c.column_name) not in (('inzage', 'resultaat'), ('inzage', 'herkomst'))
              and c.table_name in ('dossier', 'leerling', 'ouder', 'hulpvraag', 'betrokkene', 'stap_voltooid', 'dossier_overgang', 'regie', 'stagnatie', 'stagnatie_vervolg', 'document', 'toestemming', 'logboekregel', 'advies', 'interventie', 'doel', 'afspraak', 'handeling', 'inzage')
            """);
        var uit = new List<(string, string, string)>();
        foreach (var kolom in kolommen)
        {
            var los = kolom.Tabel == "handeling" ? " and dossier_id is not null" : "";
            uit.AddRange((await vol.LijstAsync<string>($"select {kolom.Naam} from {kolom.Tabel} where {kolom.Naam} is not null{los}")).Select(w => (kolom.Tabel, kolom.Naam, w)));
        }

        Assert.True(uit.Count > 40);
        return uit;
    }

    private sealed record Kolom(string Tabel, string Naam);

    private sealed record Mail(string Aan, string Onderwerp, string Tekst);

    private sealed class AlleenAsync : Stream
    {
        public long Geschreven { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Geschreven += buffer.Length;
            return ValueTask.CompletedTask;
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Flush() => throw new InvalidOperationException("Kestrel refuses this.");

        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Kestrel refuses this.");

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
