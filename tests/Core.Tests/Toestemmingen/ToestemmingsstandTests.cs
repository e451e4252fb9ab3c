using Ambulant.Core.Toestemmingen;

namespace Ambulant.Core.Tests.Toestemmingen;

public sealed class ToestemmingsstandTests
{
    private static readonly Guid A = Guid.NewGuid();
    private static readonly Guid B = Guid.NewGuid();

    [Fact]
    public void Zonder_ouder_met_gezag_is_er_geen_toestemming() => Assert.False(Toestemmingsstand.Bepaal([], [Van(A, Daadsoort.Gegeven)]).Geldig);

    [Fact]
    public void Pas_als_iedere_ouder_met_gezag_ja_zei_is_er_toestemming()
    {
        Assert.False(Toestemmingsstand.Bepaal([A, B], [Van(A, Daadsoort.Gegeven)]).Geldig);
        Assert.True(Toestemmingsstand.Bepaal([A, B], [Van(A, Daadsoort.Gegeven), Van(B, Daadsoort.Gegeven)]).Geldig);
        Assert.True(Toestemmingsstand.Bepaal([A], [Van(A, Daadsoort.Gegeven), Van(B, Daadsoort.Geweigerd)]).Geldig);
    }

    [Theory]
    [InlineData(Ouderstand.NietGevraagd)]
    [InlineData(Ouderstand.Gevraagd, Daadsoort.Gevraagd)]
    [InlineData(Ouderstand.Gegeven, Daadsoort.Gevraagd, Daadsoort.Gegeven)]
    [InlineData(Ouderstand.Gegeven, Daadsoort.Gegeven, Daadsoort.Gevraagd)]
    [InlineData(Ouderstand.Geweigerd, Daadsoort.Gevraagd, Daadsoort.Geweigerd)]
    [InlineData(Ouderstand.Gevraagd, Daadsoort.Geweigerd, Daadsoort.Gevraagd)]
    [InlineData(Ouderstand.Ingetrokken, Daadsoort.Gegeven, Daadsoort.Ingetrokken)]
    [InlineData(Ouderstand.Gegeven, Daadsoort.Ingetrokken, Daadsoort.Gevraagd, Daadsoort.Gegeven)]
    public void De_laatste_beslissing_telt(Ouderstand verwacht, params Daadsoort[] daden)
    {
        var stand = Toestemmingsstand.Bepaal([A], [.. daden.Select(d => Van(A, d))]);
        Assert.Equal(verwacht, Assert.Single(stand.Ouders).Stand);
        Assert.Equal(verwacht is Ouderstand.Gegeven, stand.Geldig);
    }

    [Fact]
    public void Een_nieuwe_tekst_maakt_gegeven_toestemming_niet_ongedaan_en_de_gelezen_versie_blijft()
    {
        var stand = Toestemmingsstand.Bepaal([A, B], [Van(A, Daadsoort.Gegeven, versie: "1"), Van(B, Daadsoort.Gegeven, versie: "2")]);
        Assert.True(stand.Geldig);
        Assert.Equal(["1", "2"], stand.Ouders.Select(o => o.Tekstversie));
    }

    [Fact]
    public void Toestemming_voor_een_ander_doel_telt_niet() =>
        Assert.False(Toestemmingsstand.Bepaal([A], [Van(A, Daadsoort.Gegeven), Van(A, Daadsoort.Gevraagd, doel: "onderzoek")]).Geldig);

    private static Daad Van(Guid ouder, Daadsoort soort, string doel = "ambulante begeleiding", string versie = "1") => new(ouder, soort, doel, versie);
}
