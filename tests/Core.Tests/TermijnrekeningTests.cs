using System.Globalization;
using Ambulant.Core.Routes;
using Ambulant.Core.Termijnen;

namespace Ambulant.Core.Tests;

/// <summary>The christmas holiday runs from Saturday 19 December 2026 up to and including Sunday 3 January 2027.</summary>
public sealed class TermijnrekeningTests
{
    private static readonly Vakantie Kerst = new("Kerstvakantie", new(2026, 12, 19), new(2027, 1, 3));
    private static readonly Vakantie AlleenSchooldagen = new("Kerstvakantie", new(2026, 12, 21), new(2027, 1, 1));
    private static readonly Vakantie[] TweeDelen = [new("Kerst", new(2026, 12, 21), new(2026, 12, 23)), new("Studiedagen", new(2026, 12, 24), new(2026, 12, 25))];

    [Theory]
    [InlineData(Eenheid.Dagen, 10, "2026-12-21")]
    [InlineData(Eenheid.Weken, 2, "2026-12-25")]
    [InlineData(Eenheid.Schoolweken, 1, "2026-12-18")]
    // 19-25 December and 26 December-1 January have no school day outside the holiday; 2-8 January has.
    [InlineData(Eenheid.Schoolweken, 2, "2027-01-08")]
    [InlineData(Eenheid.Schoolweken, 3, "2027-01-15")]
    public void Telt_vanaf_de_dag_van_openen(Eenheid eenheid, int aantal, string uiterlijk) =>
        Assert.Equal(Dag(uiterlijk), Termijnrekening.Uiterlijk(new(2026, 12, 11), new(aantal, eenheid), [Kerst]));

    [Fact]
    public void Een_week_met_een_enkele_schooldag_telt() =>
        // Opened on Thursday 17 December: Friday the 18th is a school day, the rest of that week is not.
        Assert.Equal(Dag("2026-12-24"), Termijnrekening.Uiterlijk(new(2026, 12, 17), new(1, Eenheid.Schoolweken), [Kerst]));

    [Fact]
    public void Een_vakantie_van_maandag_tot_vrijdag_slaat_de_week_over() =>
        Assert.Equal(Dag("2027-01-08"), Termijnrekening.Uiterlijk(new(2026, 12, 18), new(1, Eenheid.Schoolweken), [AlleenSchooldagen]));

    [Fact]
    public void Aansluitende_vakanties_slaan_samen_een_week_over() =>
        Assert.Equal(Dag("2027-01-01"), Termijnrekening.Uiterlijk(new(2026, 12, 18), new(1, Eenheid.Schoolweken), TweeDelen));

    [Fact]
    public void Zonder_vakanties_is_een_schoolweek_een_week() =>
        Assert.Equal(Dag("2027-01-01"), Termijnrekening.Uiterlijk(new(2026, 12, 11), new(3, Eenheid.Schoolweken), []));

    private static DateOnly Dag(string dag) => DateOnly.Parse(dag, CultureInfo.InvariantCulture);
}
