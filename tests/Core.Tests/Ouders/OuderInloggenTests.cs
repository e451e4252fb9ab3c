using Ambulant.Core.Ouders;
using Ambulant.Core.Tests.Toestemmingen;
using Ambulant.Core.Toestemmingen;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Ouders;

public sealed class OuderInloggenTests(TestPostgres postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Met_link_en_code_komt_een_ouder_binnen_en_dat_staat_in_het_inzagelog()
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        var sleutel = await w.LinkAsync(w.Anna);
        var mail = await w.MailAsync();
        Assert.DoesNotContain("Sterre", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("kind", mail, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("begeleid", mail, StringComparison.OrdinalIgnoreCase);

        Assert.True(await w.Haal<OuderInloggen>().WerktAsync(Ouderwereld.Regio, sleutel, Ct));
        Assert.Equal(0, await w.VraagAsync<int>("select count(*) from mail_uit where onderwerp = 'Uw code'"));
        var code = await w.CodeAsync(sleutel);
        var (stand, cookie) = await w.Haal<OuderInloggen>().LogInAsync(Ouderwereld.Regio, sleutel, $" {code[..3]} {code[3..]} ", Ct);
        Assert.Equal(Codestand.Goed, stand);

        var kop = await w.Haal<OuderOpenen>().OpenAsync(Ouderwereld.Regio, cookie!, null, new("toestemming"), Ct);
        Assert.Equal((w.Anna, w.Dossier, "Sterre"), (kop!.OuderId, kop.Dossier, kop.Roepnaam));
        Assert.Equal("Ouder toestemming", await w.VraagAsync<string>("select rol || ' ' || wat from inzage where ouder_id = @Anna and persoon_id is null"));

        // A code works once, and nothing of it can be read from the tables.
        Assert.Equal(Codestand.NieuweCodeNodig, (await w.Haal<OuderInloggen>().LogInAsync(Ouderwereld.Regio, sleutel, code, Ct)).Stand);
        Assert.Equal(0, await w.VraagAsync<int>($"select count(*) from sessie where id = '{cookie}'"));
        Assert.Null(await w.Haal<OuderOpenen>().OpenAsync("noord-kennemerland", cookie!, null, new("toestemming"), Ct));

        await w.Haal<OuderInloggen>().LogUitAsync(cookie!, Ct);
        Assert.Null(await w.Haal<OuderOpenen>().OpenAsync(Ouderwereld.Regio, cookie!, null, new("toestemming"), Ct));
    }

    [Fact]
    public async Task Vijf_keer_fout_dan_is_een_nieuwe_code_nodig()
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        var sleutel = await w.LinkAsync(w.Anna);
        var code = await w.CodeAsync(sleutel);
        var fout = code == "000000" ? "000001" : "000000";
        var inloggen = w.Haal<OuderInloggen>();
        Assert.Equal(Codestand.Fout, (await inloggen.LogInAsync(Ouderwereld.Regio, sleutel, "12", Ct)).Stand);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(Codestand.Fout, (await inloggen.LogInAsync(Ouderwereld.Regio, sleutel, fout, Ct)).Stand);
        }

        Assert.Equal(Codestand.NieuweCodeNodig, (await inloggen.LogInAsync(Ouderwereld.Regio, sleutel, fout, Ct)).Stand);
        Assert.Equal(Codestand.NieuweCodeNodig, (await inloggen.LogInAsync(Ouderwereld.Regio, sleutel, code, Ct)).Stand);

        w.Klok.Nu += TimeSpan.FromMinutes(1);
        var nieuwe = await w.CodeAsync(sleutel);
        Assert.Equal(Codestand.Goed, (await inloggen.LogInAsync(Ouderwereld.Regio, sleutel, nieuwe, Ct)).Stand);
    }

    [Fact]
    public async Task Wie_blijft_raden_verliest_de_link()
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        var sleutel = await w.LinkAsync(w.Anna);
        var inloggen = w.Haal<OuderInloggen>();
        for (var i = 0; i < 5; i++)
        {
            w.Klok.Nu += TimeSpan.FromMinutes(1);
            var fout = await w.CodeAsync(sleutel) == "000000" ? "000001" : "000000";
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => inloggen.LogInAsync(Ouderwereld.Regio, sleutel, fout, Ct)));
        }

        Assert.False(await inloggen.WerktAsync(Ouderwereld.Regio, sleutel, Ct));
    }

    [Fact]
    public async Task Codes_en_links_zijn_beperkt_in_tijd_en_aantal()
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        var sleutel = await w.LinkAsync(w.Anna);
        var inloggen = w.Haal<OuderInloggen>();
        var code = await w.CodeAsync(sleutel);
        Assert.Equal(Codestand.Gestuurd, await inloggen.StuurCodeAsync(Ouderwereld.Regio, sleutel, Ct));
        Assert.Equal(1, await w.VraagAsync<int>("select count(*) from mail_uit where onderwerp = 'Uw code'"));
        w.Klok.Nu += TimeSpan.FromMinutes(10);
        Assert.Equal(Codestand.NieuweCodeNodig, (await inloggen.LogInAsync(Ouderwereld.Regio, sleutel, code, Ct)).Stand);

        for (var i = 0; i < 4; i++)
        {
            w.Klok.Nu += TimeSpan.FromMinutes(1);
            code = await w.CodeAsync(sleutel);
        }

        w.Klok.Nu += TimeSpan.FromMinutes(1);
        Assert.Equal(Codestand.TeVaak, await inloggen.StuurCodeAsync(Ouderwereld.Regio, sleutel, Ct));
        var (stand, cookie) = await inloggen.LogInAsync(Ouderwereld.Regio, sleutel, code, Ct);
        Assert.Equal(Codestand.Goed, stand);
        w.Klok.Nu += TimeSpan.FromMinutes(60);
        Assert.Null(await w.Haal<OuderOpenen>().OpenAsync(Ouderwereld.Regio, cookie!, null, new("index"), Ct));
        await w.CodeAsync(sleutel);

        w.Klok.Nu += TimeSpan.FromDays(30);
        Assert.False(await inloggen.WerktAsync(Ouderwereld.Regio, sleutel, Ct));
        Assert.Equal(Codestand.GeenLink, await inloggen.StuurCodeAsync(Ouderwereld.Regio, sleutel, Ct));
        Assert.Equal(Codestand.GeenLink, (await inloggen.LogInAsync(Ouderwereld.Regio, sleutel, code, Ct)).Stand);
    }

    [Fact]
    public async Task Een_nieuwe_link_trekt_de_oude_in_met_wie_ermee_binnen_was()
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        var oud = await w.LinkAsync(w.Anna);
        var (_, cookie) = await w.Haal<OuderInloggen>().LogInAsync(Ouderwereld.Regio, oud, await w.CodeAsync(oud), Ct);
        w.Klok.Nu += TimeSpan.FromMinutes(1);
        var nieuw = await w.LinkAsync(w.Anna);
        Assert.False(await w.Haal<OuderInloggen>().WerktAsync(Ouderwereld.Regio, oud, Ct));
        Assert.True(await w.Haal<OuderInloggen>().WerktAsync(Ouderwereld.Regio, nieuw, Ct));
        Assert.Null(await w.Haal<OuderOpenen>().OpenAsync(Ouderwereld.Regio, cookie!, null, new("index"), Ct));
    }

    [Fact]
    public async Task Wie_gezag_verliest_is_meteen_buiten()
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        var sleutel = await w.LinkAsync(w.Anna);
        var (_, cookie) = await w.Haal<OuderInloggen>().LogInAsync(Ouderwereld.Regio, sleutel, await w.CodeAsync(sleutel), Ct);
        await w.VraagAsync<object>("update ouder set gezag = false where id = @Anna");
        Assert.Null(await w.Haal<OuderOpenen>().OpenAsync(Ouderwereld.Regio, cookie!, null, new("index"), Ct));
        Assert.False(await w.Haal<OuderInloggen>().WerktAsync(Ouderwereld.Regio, sleutel, Ct));
    }

    [Fact]
    public async Task De_pagina_van_een_ouder_zegt_waar_het_staat_en_wie_er_keek()
    {
        await using var w = await Ouderwereld.MaakAsync(postgres);
        var sleutel = await w.LinkAsync(w.Anna);
        var (_, cookie) = await w.Haal<OuderInloggen>().LogInAsync(Ouderwereld.Regio, sleutel, await w.CodeAsync(sleutel), Ct);
        await w.Haal<Dossiers.DossierOpenen>().OpenAsync(w.Begeleider, Ouderwereld.Regio, w.Dossier, new("overzicht"), Ct);
        await w.Haal<Dossiers.DossierOpenen>().OpenAsync(w.Begeleider, Ouderwereld.Regio, w.Dossier, new("stap"), Ct);
        var kop = (await w.Haal<OuderOpenen>().OpenAsync(Ouderwereld.Regio, cookie!, null, new("index"), Ct))!;

        var o = await w.Haal<OuderoverzichtLezen>().LeesAsync(kop, Ct);
        Assert.Contains("Wij vragen u om toestemming. U beslist zelf.", o.NuBezig);
        Assert.Equal([Fasestand.Klaar, Fasestand.Nu, Fasestand.Later, Fasestand.Later], o.Fasen.Select(f => f.Stand));
        Assert.Equal(Ouderstand.Gevraagd, o.Stand);
        Assert.Equal(["Ans Bedacht", "Lotte Verzonnen"], o.Meedoeners.Select(m => m.Naam).Order());
        var ans = Assert.Single(o.Kijkers, k => k.Naam == "Ans Bedacht");
        Assert.Equal((2, false), (ans.Keer, ans.MetNaam));
        Assert.Single(o.Kijkers, k => k.Uzelf);
    }
}
