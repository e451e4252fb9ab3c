using Ambulant.Core.Regios;
using Ambulant.Modules.Liemers;
using Ambulant.Modules.NoordKennemerland;

namespace Ambulant.Core.Tests.Regios;

public sealed class ThemaTests
{
    private static readonly Thema Goed = new LiemersRegio().Thema;

    public static TheoryData<string, Thema> Regios => new() { { "liemers", new LiemersRegio().Thema }, { "noord-kennemerland", new NoordKennemerlandRegio().Thema } };

    [Theory]
    [MemberData(nameof(Regios))]
    public void Elke_regio_heeft_genoeg_contrast(string regio, Thema thema)
    {
        Assert.Empty(thema.Fouten());

        // Counted once more by hand: text on what it stands on, and what marks a place or the focus.
        Assert.All(
            new[] { (thema.Accent, "#ffffff"), (thema.Accent, thema.AccentLicht), (thema.AccentDonker, thema.AccentLicht), ("#ffffff", thema.AccentDonker), ("#555a5f", thema.AccentLicht) },
            p => Assert.True(Thema.Contrast(p.Item1, p.Item2) >= 4.5, $"{regio}: {p}"));
        Assert.All(
            new[] { (thema.Warm, "#ffffff"), (thema.Warm, "#fbf9f5"), (thema.Focus, "#ffffff"), (thema.Focus, thema.AccentLicht), (thema.Focus, thema.FocusOm) },
            p => Assert.True(Thema.Contrast(p.Item1, p.Item2) >= 3, $"{regio}: {p}"));
    }

    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#ffffff", "#ffffff", 1)]
    [InlineData("#767676", "#ffffff", 4.54)]
    public void Contrast_is_dat_van_WCAG(string een, string ander, double verwacht) => Assert.Equal(verwacht, Thema.Contrast(een, ander), 0.005);

    [Theory]
    [InlineData("")]
    [InlineData("red")]
    [InlineData("#fff")]
    [InlineData("#14594f\n")]
    [InlineData("#14594f;}body{display:none")]
    [InlineData("url(x)")]
    public void Alleen_een_kleur_is_een_kleur(string kleur) =>
        Assert.StartsWith("Accent is", Assert.Single((Goed with { Accent = kleur }).Fouten()), StringComparison.Ordinal);

    [Fact]
    public void Te_weinig_contrast_krijgt_een_zin()
    {
        var fouten = (Goed with { Accent = "#7fb8ae" }).Fouten();
        Assert.Equal(3, fouten.Count);
        Assert.Equal("Accent (#7fb8ae) op wit (#ffffff) heeft een contrast van 2,24:1. Dat moet minstens 4,5:1 zijn.", fouten[0]);
    }
}
