namespace Ambulant.Core;

/// <summary>What someone hears whose form was overtaken by another. The page shows what stands there now beside what was typed.</summary>
internal static class Tussentijds
{
    public const string Gewijzigd = "Iemand anders heeft dit intussen gewijzigd. Uw tekst staat er nog, maar is niet opgeslagen. Vergelijk haar met wat er nu staat en sla daarna opnieuw op.";

    public const string Verwijderd = "Iemand anders heeft dit intussen verwijderd. Uw tekst staat er nog, maar is niet opgeslagen. Neem haar over als u haar wilt houden.";
}
