using Ambulant.Core.Dossiers;
using Ambulant.Core.Handelingen;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Ambulant.Modules.Liemers;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Routes;

/// <summary>A running dossier goes on in another version of its route, or in another route.</summary>
public sealed class DossierOverzettenTests(TestPostgres postgres)
{
    private static readonly Route Basis = new LiemersRegio().Routes[0];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_steps_keep_their_round_and_the_history_keeps_its_words()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres, open: "interventies");
        await proef.DoeAsync("update stap_open set uiterlijk = '2026-12-01'");
        var naar = await PubliceerAsync(proef, s => s with { Naam = s.Naam + " (nieuw)", Rollen = s.Sleutel == "interventies" ? [Rol.Leerkracht] : s.Rollen });
        var beheerder = await BeheerderAsync(proef);

        var blad = (await proef.Use<DossierOverzetten>().LeesAsync(beheerder, "liemers", naar, Ct))!;
        var regel = Assert.Single(blad.Dossiers);
        Assert.True(regel.Past);
        Assert.Equal(["Interventies inzetten"], regel.Open);
        Assert.Equal((2, 1), (blad.Versie, regel.Versie));

        foreach (var keer in new[] { 1, 2 })
        {
            var uitslag = await proef.Use<DossierOverzetten>().VoerUitAsync(beheerder, "liemers", new(naar, [proef.Id], $"Keer {keer}"), Ct);
            Assert.Equal(["ABCDEFG"], uitslag.Waarde!.Overgezet);
            Assert.Empty(uitslag.Waarde.Gebleven);
        }

        Assert.Equal("interventies/1", await proef.OpenAsync());
        Assert.Equal("1 Keer 1 2026-12-01 Leerkracht", await proef.VraagAsync<string>(
            "select o.nummer || ' ' || o.reden || ' ' || s.uiterlijk || ' ' || s.rollen[1] from dossier_overgang o join stap_open s using (regio_id, dossier_id)"));
        Assert.Equal("route-aangepast", await proef.VraagAsync<string>("select soort from melding where persoon_id = '" + proef.IbEr.PersoonId + "'"));

        var kop = await proef.KopAsync(proef.Leerkracht);
        var overzicht = await proef.Use<DossierOverzicht>().LeesAsync(proef.Leerkracht, kop, Ct);
        Assert.Equal("Interventies inzetten (nieuw)", Assert.Single(overzicht.Open).Stap.Naam);
        Assert.Equal(["Signaleren en bespreken"], overzicht.Geschiedenis.Select(g => g.Naam));
        Assert.Equal(["Signaleren en bespreken"], (await proef.Use<Geschiedenis>().LeesAsync(kop, Ct)).Stappen.Select(s => s.Naam));

        // And on from there.
        await proef.DoeAsync("insert into interventie (regio_id, id, dossier_id, wat, van, opbrengst, op) values ('liemers', gen_random_uuid(), @d, 'Korte taken', '2026-10-01', 'Helpt', now())");
        var verder = await proef.Use<StapVoltooien>().VoerUitAsync(proef.Leerkracht, "liemers",
            new(Guid.NewGuid(), proef.Id, "interventies", 1, "onvoldoende", new Dictionary<string, string?> { ["opp-gestart"] = "Ja" }, [], false, null), Ct);
        Assert.True(verder.IsGelukt, string.Join(' ', verder.Weigeringen));
        Assert.Equal("vot/1", await proef.OpenAsync());
        overzicht = await proef.Use<DossierOverzicht>().LeesAsync(proef.Leerkracht, kop = await proef.KopAsync(proef.Leerkracht), Ct);
        Assert.Equal(["Interventies inzetten (nieuw)", "Signaleren en bespreken"], overzicht.Geschiedenis.Select(g => g.Naam));
    }

    [Fact]
    public async Task A_version_without_the_open_step_is_refused_by_the_name_of_that_step()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres, open: "definitief");
        var zonder = Basis with
        {
            Fasen = [.. Basis.Fasen.Select(f => f with
            {
                Stappen = [.. f.Stappen.Where(s => s.Sleutel != "definitief").Select(s => s with
                {
                    Uitkomsten = [.. s.Uitkomsten.Select(u => u.Opent.Contains("definitief")
                        ? u with { Opent = ["doorzetten"], Sluit = ["toestemming"] }
                        : u with { Sluit = u.Sluit is null ? null : [.. u.Sluit.Where(o => o != "definitief")] })],
                })],
            })],
        };
        var naar = await proef.Use<Routeversies>().PubliceerAsync("liemers", zonder, Ct);
        var beheerder = await BeheerderAsync(proef);

        const string Zin = "Stap 'Definitief maken' staat open en is er niet in de nieuwe versie.";
        Assert.Equal([Zin], Assert.Single((await proef.Use<DossierOverzetten>().LeesAsync(beheerder, "liemers", naar, Ct))!.Dossiers).Weigeringen);
        var uitslag = await proef.Use<DossierOverzetten>().VoerUitAsync(beheerder, "liemers", new(naar, [proef.Id], "Reden"), Ct);
        Assert.Empty(uitslag.Waarde!.Overgezet);
        Assert.Equal([Zin], Assert.Single(uitslag.Waarde.Gebleven).Weigeringen);
        Assert.Equal(0, await proef.VraagAsync<int>("select count(*) from dossier_overgang"));

        Assert.Null(await proef.Use<DossierOverzetten>().LeesAsync(proef.IbEr, "liemers", naar, Ct));
        Assert.True((await proef.Use<DossierOverzetten>().VoerUitAsync(proef.IbEr, "liemers", new(naar, [proef.Id], "Reden"), Ct)).NietGevonden);
        Assert.Equal(["Reden", "Dossiers"], (await proef.Use<DossierOverzetten>().VoerUitAsync(beheerder, "liemers", new(naar, [], " "), Ct)).Weigeringen.Select(w => w.Veld));
    }

    [Fact]
    public async Task An_uitkomst_that_starts_another_route_takes_the_dossier_along_once()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres, open: "vot");
        var ander = new Route("ander", "Andere route", "", "eerst", "dicht",
        [
            new("f", "Fase", [Stap("eerst", new Uitkomst("klaar", "Klaar", ["vot"])), Stap("vot", new Uitkomst("terug", "Terug", [], Start: new("ambulante-begeleiding", "vot")), new Uitkomst("dicht", "Dicht", ["dicht"])), Stap("dicht", new Uitkomst("gewist", "Gewist", []))]),
        ]);
        await proef.Use<Routeversies>().PubliceerAsync("liemers", ander, Ct);
        var naar = await PubliceerAsync(proef, s => s.Sleutel == "vot" ? s with { Vereisten = [], Velden = [], Aanwezig = [], Uitkomsten = [.. s.Uitkomsten, new("ander", "Naar de andere route", [], Start: new("ander", "vot"))] } : s);
        Assert.Equal(["ABCDEFG"], (await proef.Use<DossierOverzetten>().VoerUitAsync(await BeheerderAsync(proef), "liemers", new(naar, [proef.Id], "Start erbij"), Ct)).Waarde!.Overgezet);

        Task<Resultaat<Guid>> Doe(int ronde, string uitkomst) => proef.Use<StapVoltooien>().VoerUitAsync(proef.IbEr, "liemers", new(Guid.NewGuid(), proef.Id, "vot", ronde, uitkomst, new Dictionary<string, string?>(), [], false, null), Ct);
        var uitslagen = await Task.WhenAll(Doe(1, "ander"), Doe(1, "ander"));
        Assert.Single(uitslagen, u => u.IsGelukt);
        Assert.Contains("heeft deze stap al gedaan", Assert.Single(uitslagen, u => !u.IsGelukt).Weigeringen[0].Bericht, StringComparison.Ordinal);
        Assert.Equal("vot/2", await proef.OpenAsync());

        // There and back again: rounds go on counting, and each line keeps the words of its own route.
        Assert.True((await Doe(2, "terug")).IsGelukt);
        Assert.Equal("vot/3", await proef.OpenAsync());
        Assert.Equal(3, await proef.VraagAsync<int>("select count(*) from dossier_overgang"));
        var kop = await proef.KopAsync(proef.IbEr);
        var overzicht = await proef.Use<DossierOverzicht>().LeesAsync(proef.IbEr, kop, Ct);
        Assert.Equal("ambulante-begeleiding", overzicht.Route.Sleutel);
        Assert.Equal(["Terug", "Naar de andere route"], overzicht.Geschiedenis.Take(2).Select(g => g.Uitkomst));
        var blad = (await proef.Use<StapFormulier>().LeesAsync(kop, "vot", Ct))!;
        Assert.Equal((3, "Naar de andere route"), (blad.Ronde, Assert.Single(blad.Eerder).Uitkomst));

        // A step of the route it came from can still be looked at.
        Assert.Equal((0, "eerst"), ((await proef.Use<StapFormulier>().LeesAsync(kop, "eerst", Ct)) is { } oud ? (oud.Ronde, oud.Stap.Naam) : default));
        await proef.DoeAsync("insert into dossier (regio_id, id, nummer, leerling_id, school_id, routeversie_id, geopend_op) select d.regio_id, gen_random_uuid(), 'TWEEDE2', leerling_id, school_id, v.id, now() from dossier d join routeversie v on v.route = 'ander'");
        Assert.Contains("loopt al een ander dossier", Assert.Single((await Doe(3, "ander")).Weigeringen).Bericht, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Toestemming_for_the_route_that_is_left_does_not_open_the_one_that_begins()
    {
        await using var proef = await Proefdossier.MaakAsync(postgres, open: "eindevaluatie");
        var kop = await proef.KopAsync(proef.IbEr);
        var aanwezig = (await proef.Use<StapFormulier>().LeesAsync(kop, "eindevaluatie", Ct))!.Aanwezigen.Select(a => a.Sleutel).Distinct().ToList();
        var antwoorden = new Dictionary<string, string?> { ["datum"] = "01-11-2026", ["opgeleverd"] = "Rust.", ["doelen"] = "Bereikt.", ["vervolg"] = "Er is meer nodig." };
        Assert.True((await proef.KopAsync(proef.Begeleider)).Volledig);
        var klaar = await proef.Use<StapVoltooien>().VoerUitAsync(proef.IbEr, "liemers", new(Guid.NewGuid(), proef.Id, "eindevaluatie", 1, "verder", antwoorden, aanwezig, false, "Samen besloten."), Ct);
        Assert.True(klaar.IsGelukt, string.Join(' ', klaar.Weigeringen));
        Assert.Equal("inbrengen/1", await proef.OpenAsync());
        Assert.Equal("ondersteuningsteam", await proef.VraagAsync<string>("select doel from dossier where id = @d"));
        Assert.False((await proef.KopAsync(proef.Begeleider)).Volledig);
        Assert.Equal("1-zorgroute", (await proef.Use<DossierOverzicht>().LeesAsync(proef.IbEr, await proef.KopAsync(proef.IbEr), Ct)).Route.Sleutel);
        Assert.Equal("Toestemming voor het ondersteuningsteam", (await proef.Use<Core.Toestemmingen.ToestemmingLezen>().LeesAsync(await proef.KopAsync(proef.IbEr), Ct)).Brief.Titel);
    }

    private static Stap Stap(string sleutel, params Uitkomst[] uitkomsten) =>
        new() { Sleutel = sleutel, Naam = sleutel, Uitleg = "", Rollen = [Rol.InternBegeleider], Uitkomsten = uitkomsten };

    private static Task<Guid> PubliceerAsync(Proefdossier proef, Func<Stap, Stap> maak) => proef.Use<Routeversies>().PubliceerAsync(
        "liemers", Basis with { Fasen = [.. Basis.Fasen.Select(f => f with { Stappen = [.. f.Stappen.Select(maak)] })] }, Ct);

    private static async Task<Gebruiker> BeheerderAsync(Proefdossier proef)
    {
        var id = await proef.Use<PersoonVastleggen>().VoerUitAsync("Remco Verzonnen", "remco@voorbeeld.nl", [new("liemers", Rol.Regiobeheerder, null)], Ct);
        return new(id, "Remco Verzonnen", [new("liemers", Rol.Regiobeheerder, null, null)]);
    }
}
