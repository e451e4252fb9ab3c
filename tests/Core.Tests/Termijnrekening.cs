using Ambulant.Core.Routes;
using Ambulant.Core.Termijnen;

namespace Ambulant.Core.Tests;

public sealed class TermijnrekeningTests
{
    private static readonly Vakantie Kerst = new("Kerstvakantie", new(2026, 12, 19), new(2027, 1, 3));

    [Theory]
    [InlineData(Eenheid.Dagen, 10, "2026-12-21")]
    [InlineData(Eenheid.Weken, 2, "2026-12-25")]
    [InlineData(Eenheid.Schoolweken, 1, "2026-12-18")]
    [InlineData(Eenheid.Schoolweken, 2, "2026-12-25")]
    [InlineData(Eenheid.Schoolweken, 3, "2027-01-08")]
    public void Telt_vanaf_de_dag_van_openen(Eenheid eenheid, int aantal, string uiterlijk) =>
        Assert.Equal(DateOnly.Parse(uiterlijk, System.Globalization.CultureInfo.InvariantCulture), Termijnrekening.Uiterlijk(new(2026, 12, 11), new(aantal, eenheid), [Kerst]));
}
