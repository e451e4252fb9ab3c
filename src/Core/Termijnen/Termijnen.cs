using Ambulant.Core.Routes;

namespace Ambulant.Core.Termijnen;

/// <summary>A school holiday of a region, both days included.</summary>
public sealed record Vakantie(string Naam, DateOnly Van, DateOnly Tot);

/// <summary>When a term ends. The day a step opens is day zero, so a week is the seven days after it and ends on the same weekday.</summary>
public static class Termijnrekening
{
    /// <summary>
    /// The last day on which the term is kept, counted from the day the step opened. Days and weeks are those of the calendar. A school week is
    /// such a week of seven days with at least one school day in it: a day from Monday to Friday that lies in no holiday. A week without one is passed over.
    /// </summary>
    public static DateOnly Uiterlijk(DateOnly begin, Termijn termijn, IReadOnlyList<Vakantie> vakanties) => termijn.Eenheid switch
    {
        Eenheid.Dagen => begin.AddDays(termijn.Aantal),
        Eenheid.Weken => begin.AddDays(7 * termijn.Aantal),
        Eenheid.Schoolweken => Schoolweken(begin, termijn.Aantal, vakanties),
        _ => throw new ArgumentOutOfRangeException(nameof(termijn), termijn.Eenheid, null),
    };

    private static DateOnly Schoolweken(DateOnly begin, int aantal, IReadOnlyList<Vakantie> vakanties)
    {
        var einde = begin;
        while (aantal > 0)
        {
            if (Enumerable.Range(1, 7).Any(n => IsSchooldag(einde.AddDays(n), vakanties)))
            {
                aantal--;
            }

            einde = einde.AddDays(7);
        }

        return einde;
    }

    private static bool IsSchooldag(DateOnly dag, IReadOnlyList<Vakantie> vakanties) =>
        dag.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !vakanties.Any(v => v.Van <= dag && dag <= v.Tot);
}
