namespace Ambulant.Core.Leerlingen;

/// <summary>
/// Who sees a leerling on the pages of the school: ib-er and directeur every leerling of the own school, a leerkracht those of the own
/// school in whose dossier the leerkracht takes part, and those the leerkracht added.
/// </summary>
internal static class Leerlingzicht
{
    /// <summary>A condition on leerling <c>l</c>; expects @persoon.</summary>
    public const string Sql = """
        exists (
          select from lidmaatschap m
          where m.regio_id = l.regio_id and m.school_id = l.school_id and m.persoon_id = @persoon and m.tot is null
            and (m.rol in ('InternBegeleider', 'Directeur')
              or m.rol = 'Leerkracht' and (l.toegevoegd_door = @persoon or exists (
                select from dossier x join betrokkene b on b.regio_id = x.regio_id and b.dossier_id = x.id
                where x.regio_id = l.regio_id and x.leerling_id = l.id and b.persoon_id = @persoon and b.tot is null))))
        """;
}
