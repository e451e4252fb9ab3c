using Ambulant.Core.Routes;

namespace Ambulant.Core.Termijnen;

/// <summary>A school holiday of a region, both days included.</summary>
public sealed record Vakantie(string Naam, DateOnly Van, DateOnly Tot);

public static class Termijnrekening
{
    /// <summary>The last day on which the term is kept, counted from the day the step opened.</summary>
    public static DateOnly Uiterlijk(DateOnly begin, Termijn termijn, IReadOnlyList<Vakantie> vakanties) => termijn.Eenheid switch
    {
        Eenheid.Dagen => begin.AddDays(termijn.Aantal),
        Eenheid.Weken => begin.AddDays(7 * termijn.Aantal),
        Eenheid.Schoolweken => Schoolweken(begin, termijn.Aantal, vakanties),
        _ => throw new ArgumentOutOfRangeException(nameof(termijn), termijn.Eenheid, null),
    };

    private static DateOnly Schoolweken(DateOnly begin, int aantal, IReadOnlyList<Vakantie> vakanties)
    {
        var dag = begin;
        while (aantal > 0)
        {
            var week = dag;
            dag = dag.AddDays(7);
            // A week counts unless all its days lie in one holiday.
            if (!vakanties.Any(v => v.Van <= week.AddDays(1) && v.Tot >= dag))
            {
                aantal--;
            }
        }

        return dag;
    }
}
