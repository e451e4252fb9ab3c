using Ambulant.Core.Hulpvragen;
using Ambulant.Core.Leerlingen;
using Ambulant.Core.Toegang;
using Ambulant.Testhulp;

namespace Ambulant.Core.Tests.Toegang;

public sealed class PersonenTests(TestPostgres postgres)
{
    private const string Liemers = Schoolwereld.Liemers;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_regiobeheerder_gives_a_role_once_and_only_in_the_own_region()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var toevoegen = wereld.Haal<PersoonToevoegen>();
        var verzoek = new PersoonToevoegenVerzoek(Guid.NewGuid(), "Kim Bedacht", "Kim@voorbeeld.nl", "Leerkracht", wereld.Zand.ToString(), null, null);
        var kim = await toevoegen.VoerUitAsync(wereld.Remco, Liemers, verzoek, Ct);
        Assert.Equal(kim.Waarde, (await toevoegen.VoerUitAsync(wereld.Remco, Liemers, verzoek, Ct)).Waarde);
        Assert.Contains("al", Assert.Single((await toevoegen.VoerUitAsync(wereld.Remco, Liemers, verzoek with { Verzoek = Guid.NewGuid(), Email = "kim@VOORBEELD.nl" }, Ct)).Weigeringen).Bericht, StringComparison.Ordinal);
        Assert.Equal("Het Zandkasteel (verzonnen)", Assert.Single((await wereld.Haal<PersonenVinden>().LeesAsync(Liemers, Ct)).Single(p => p.Id == kim.Waarde!.PersoonId).Lid).Waar);

        Assert.Equal(1, await wereld.VraagAsync<long>("select count(*) from uitnodiging where ingetrokken_op is null"));
        Assert.Equal("Kim@voorbeeld.nl", await wereld.VraagAsync<string>("select aan from mail_uit"));

        Assert.True((await toevoegen.VoerUitAsync(wereld.Ilse, Liemers, verzoek with { Verzoek = Guid.NewGuid() }, Ct)).NietGevonden);
        Assert.True((await toevoegen.VoerUitAsync(wereld.Remco, Schoolwereld.Noord, verzoek with { Verzoek = Guid.NewGuid() }, Ct)).NietGevonden);
        var leeg = await toevoegen.VoerUitAsync(wereld.Remco, Liemers, new(Guid.NewGuid(), null, null, "Ouder", null, null, null), Ct);
        Assert.Equal(["Naam", "Email", "Rol"], leeg.Weigeringen.Select(w => w.Veld));
        var zonder = await toevoegen.VoerUitAsync(wereld.Remco, Liemers, verzoek with { Verzoek = Guid.NewGuid(), School = Guid.NewGuid().ToString() }, Ct);
        Assert.Equal(["School"], zonder.Weigeringen.Select(w => w.Veld));
    }

    [Fact]
    public async Task Who_loses_a_role_loses_the_dossiers_of_that_role_at_once()
    {
        await using var wereld = await Schoolwereld.MaakAsync(postgres);
        var leerling = (await wereld.Haal<LeerlingToevoegen>().VoerUitAsync(wereld.Ilse, Liemers, new(Guid.NewGuid(), null, "Sterre", "Voorbeeld", $"01-01-{DateTime.Today.Year - 8}", "5"), Ct)).Waarde;
        var dossier = (await wereld.Haal<HulpvraagIndienen>().VoerUitAsync(wereld.Ilse, Liemers, new(
            Guid.NewGuid(), leerling.ToString(), null, null, null, null, null, "Raakt snel de draad kwijt.", null, null, null,
            wereld.Loes.PersoonId.ToString(), wereld.Ilse.PersoonId.ToString(), "ambulante-begeleiding"), Ct)).Waarde;
        var loes = (await wereld.Haal<PersonenVinden>().LeesAsync(Liemers, Ct)).Single(p => p.Id == wereld.Loes.PersoonId);
        Assert.Equal(1, Assert.Single(loes.Lid).Dossiers);

        var einde = wereld.Haal<LidmaatschapBeeindigen>();
        Assert.True((await einde.VoerUitAsync(wereld.Ilse, Liemers, loes.Lid[0].Id, Ct)).NietGevonden);
        Assert.True((await einde.VoerUitAsync(wereld.Remco, Schoolwereld.Noord, loes.Lid[0].Id, Ct)).NietGevonden);
        Assert.Equal(1, (await einde.VoerUitAsync(wereld.Remco, Liemers, loes.Lid[0].Id, Ct)).Waarde);
        Assert.Equal(0, (await einde.VoerUitAsync(wereld.Remco, Liemers, loes.Lid[0].Id, Ct)).Waarde);
        Assert.Equal(0, await wereld.VraagAsync<long>($"select count(*) from dossier_toegang('liemers', '{dossier}', '{wereld.Loes.PersoonId}')"));
        Assert.Null(await wereld.Haal<LeerlingBekijken>().LeesAsync(wereld.Loes, Liemers, leerling, Ct));

        var remco = (await wereld.Haal<PersonenVinden>().LeesAsync(Liemers, Ct)).Single(p => p.Id == wereld.Remco.PersoonId);
        Assert.Contains("eigen rol", Assert.Single((await einde.VoerUitAsync(wereld.Remco, Liemers, remco.Lid[0].Id, Ct)).Weigeringen).Bericht, StringComparison.Ordinal);
    }
}
