using Ambulant.Core.Blokken;
using Ambulant.Core.Dossiers;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Blokken;

public sealed class BlokkenTests(TestPostgres postgres)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_save_is_a_version_and_the_earlier_ones_stay()
    {
        await using var w = await Noordwereld.MaakAsync(postgres);
        Assert.Equal(0, (await w.LeesAsync()).Nieuwste);
        Assert.Equal(1, (await w.SchrijfAsync(w.IbEr, 0, ("analyse", "  Sterre raakt\r\nde draad kwijt. "), ("plan-van-aanpak", ""))).Waarde);
        Assert.Equal(2, (await w.SchrijfAsync(w.Consulent, 1, ("analyse", "Sterre raakt\nde draad kwijt."), ("perspectief", "Zelf beginnen."))).Waarde);

        var blad = await w.LeesAsync(1);
        Assert.Equal([2, 1], blad.Versies.Select(v => v.Nummer));
        Assert.Equal("Karim Voorbeeld", blad.Versies[0].Door);
        Assert.Equal("Sterre raakt\nde draad kwijt.", Assert.Single(blad.Versie(1)!.Inhoud).Value);
        Assert.Equal("Zelf beginnen.", blad.Versie(2)!.Inhoud["perspectief"]);

        // Saving the same again is no version: an instemming with it would lose its meaning for nothing.
        Assert.Equal(2, (await w.SchrijfAsync(w.IbEr, 2, ("analyse", "Sterre raakt\nde draad kwijt."), ("perspectief", "Zelf beginnen. "))).Waarde);
        Assert.Equal(2, (await w.LeesAsync()).Nieuwste);
        Assert.Equal(2, await w.VraagAsync<long>("select count(*) from handeling where dossier_id = @d and soort = 'top-dossier-bewaard'"));
    }

    [Fact]
    public async Task Of_two_people_at_once_the_second_is_told_and_nothing_is_overwritten()
    {
        await using var w = await Noordwereld.MaakAsync(postgres);
        await w.SchrijfAsync(w.IbEr, 0, ("analyse", "Eerste tekst."));
        var allebei = await Task.WhenAll(w.SchrijfAsync(w.IbEr, 1, ("analyse", "Van de ib-er.")), w.SchrijfAsync(w.Leerkracht, 1, ("analyse", "Van de leerkracht.")));
        var verloor = Assert.Single(allebei, r => !r.IsGelukt);
        Assert.Contains("intussen gewijzigd", Assert.Single(verloor.Weigeringen).Bericht, StringComparison.Ordinal);
        Assert.Equal(2, (await w.LeesAsync()).Nieuwste);
    }

    [Fact]
    public async Task A_form_sent_twice_is_saved_once()
    {
        await using var w = await Noordwereld.MaakAsync(postgres);
        var verzoek = new BlokBewarenVerzoek(Guid.NewGuid(), w.Dossier, Noordwereld.Top, 0, new Dictionary<string, string?> { ["analyse"] = "Tekst." });
        var keren = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => w.Haal<BlokBewaren>().VoerUitAsync(w.IbEr, Noordwereld.Regio, verzoek, Ct)));
        Assert.All(keren, k => Assert.Equal(1, k.Waarde));
        Assert.Equal(1, await w.VraagAsync<long>("select count(*) from blokversie where dossier_id = @d"));
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_its_field_and_nothing_is_saved()
    {
        await using var w = await Noordwereld.MaakAsync(postgres);
        Assert.Equal("Velden[analyse]", Assert.Single((await w.SchrijfAsync(w.IbEr, 0, ("analyse", "  "))).Weigeringen).Veld);
        var fout = await w.SchrijfAsync(w.IbEr, 0, ("analyse", new('x', 1501)), ("perspectief", "Nummer 123456782."), ("overnemen", "Misschien"), ("overnemen-tot", "ooit"));
        Assert.Equal(["Velden[analyse]", "Velden[perspectief]", "Velden[overnemen]", "Velden[overnemen-tot]"], fout.Weigeringen.Select(f => f.Veld));
        Assert.Equal(0, (await w.LeesAsync()).Nieuwste);
    }

    [Fact]
    public async Task Only_its_writers_write_and_only_while_they_see_names()
    {
        await using var w = await Noordwereld.MaakAsync(postgres, toestemming: false);
        Assert.True((await w.SchrijfAsync(w.Leerkracht, 0, ("analyse", "Tekst."))).IsGelukt);
        Assert.True((await w.SchrijfAsync(w.Consulent, 1, ("analyse", "Anders."))).NietGevonden);
        Assert.True((await w.SchrijfAsync(w.Begeleider, 1, ("analyse", "Anders."))).NietGevonden);
        Assert.Equal(0, (await w.Haal<DossierOverzicht>().LeesAsync(w.Consulent, await w.KopAsync(w.Consulent), Ct)).Blokken[0].Nummer);
        await w.VraagAsync<object>("update dossier set toestemming_geldig = true where id = @d");
        Assert.True((await w.SchrijfAsync(w.Consulent, 1, ("analyse", "Anders."))).IsGelukt);
        var onbekend = new BlokBewarenVerzoek(Guid.NewGuid(), w.Dossier, "bestaat-niet", 0, new Dictionary<string, string?>());
        Assert.True((await w.Haal<BlokBewaren>().VoerUitAsync(w.IbEr, Noordwereld.Regio, onbekend, Ct)).NietGevonden);
        Assert.Null(await w.Haal<BlokLezen>().LeesAsync(await w.KopAsync(w.IbEr), "bestaat-niet", [], Ct));
    }

    [Fact]
    public async Task A_step_that_needs_a_part_of_the_block_waits_for_it()
    {
        await using var w = await Noordwereld.MaakAsync(postgres, gang: [("hulpvraag", "gesteld"), ("contact", "mdo"), ("toestemming", "gegeven")]);
        var stap = (await w.Haal<StapFormulier>().LeesAsync(await w.KopAsync(w.IbEr), "mdo", Ct))!;
        Assert.Equal(["top-dossier/analyse", "top-dossier/perspectief", "top-dossier/plan-van-aanpak"], stap.Vereisten.Where(v => !v.Voldaan).Select(v => v.Vereiste.Sleutel));
        await w.SchrijfAsync(w.IbEr, 0, ("analyse", "A."), ("perspectief", "P."), ("plan-van-aanpak", "Plan."), ("overnemen", "Ja, tijdelijk"));
        stap = (await w.Haal<StapFormulier>().LeesAsync(await w.KopAsync(w.IbEr), "mdo", Ct))!;
        Assert.Equal("overnemen-is-tijdelijk", Assert.Single(stap.Vereisten, v => !v.Voldaan).Vereiste.Sleutel);
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("een twee drie", "een twee drie", "=een twee drie")]
    [InlineData("een twee drie", "een drie", "=een |-twee |=drie")]
    [InlineData("een drie", "een twee drie", "=een |+twee |=drie")]
    [InlineData("", "nieuw", "+nieuw")]
    [InlineData("oud", "", "-oud")]
    [InlineData("Elke dag\nrustig lezen.", "Elke week\nrustig lezen.", "=Elke |-dag\n|+week\n|=rustig lezen.")]
    public void The_difference_is_told_word_by_word(string van, string tot, string verwacht)
    {
        var delen = Blokverschil.Tekst(van, tot);
        Assert.Equal(verwacht, string.Join('|', delen.Select(d => $"{"=-+"[(int)d.Soort]}{d.Tekst}")));
        Assert.Equal(van, string.Concat(delen.Where(d => d.Soort is not Tekstsoort.Erbij).Select(d => d.Tekst)));
        Assert.Equal(tot, string.Concat(delen.Where(d => d.Soort is not Tekstsoort.Weg).Select(d => d.Tekst)));
    }

    [Fact]
    public void The_difference_gives_both_texts_back_whatever_they_are()
    {
        var kans = new Random(7);
        string[] woorden = ["een", "twee ", "  drie", "\n", "vier.", "é", " "];
        for (var i = 0; i < 500; i++)
        {
            var van = string.Concat(Enumerable.Range(0, kans.Next(40)).Select(_ => woorden[kans.Next(woorden.Length)]));
            var tot = string.Concat(Enumerable.Range(0, kans.Next(40)).Select(_ => woorden[kans.Next(woorden.Length)]));
            var delen = Blokverschil.Tekst(van, tot);
            Assert.Equal(van, string.Concat(delen.Where(d => d.Soort is not Tekstsoort.Erbij).Select(d => d.Tekst)));
            Assert.Equal(tot, string.Concat(delen.Where(d => d.Soort is not Tekstsoort.Weg).Select(d => d.Tekst)));
        }
    }
}
