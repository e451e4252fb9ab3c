using System.Text.Json;
using Ambulant.Core.Regios;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Blokken;

/// <summary>A version of a block of a dossier.</summary>
/// <param name="Inhoud">Per field that is filled in, what it says.</param>
public sealed record Blokversie(int Nummer, IReadOnlyDictionary<string, string> Inhoud, string Door, Rol Rol, DateTimeOffset Op)
{
    internal static Dictionary<string, string> Lees(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
}

/// <summary>That a version was made, without what it says.</summary>
public sealed record Blokversiekop(int Nummer, string Door, Rol Rol, DateTimeOffset Op);

/// <summary>What the page of a dossier says about a block.</summary>
/// <param name="Nummer">Of the newest version; 0 when nothing was written.</param>
/// <param name="Ingestemd">Every parent with gezag agrees with the newest version.</param>
public sealed record Blokkaart(Blok Blok, int Nummer, string? Door, DateTimeOffset? Op, bool Ingestemd, bool Gevraagd)
{
    /// <summary>Expects @regio, @dossier and @volledig.</summary>
    internal const string Sql = """
        select distinct on (v.blok) v.blok, v.nummer, p.naam as door, v.op, instemming_geldig(v.regio_id, v.dossier_id, v.blok, v.nummer) as ingestemd,
               exists (select from instemming i where i.regio_id = v.regio_id and i.dossier_id = v.dossier_id and i.blok = v.blok) as gevraagd
        from blokversie v join persoon p on p.id = v.persoon_id
        where v.regio_id = @regio and v.dossier_id = @dossier and @volledig order by v.blok, v.nummer desc;
        """;

    internal sealed record Rij(string Blok, int Nummer, string Door, DateTimeOffset Op, bool Ingestemd, bool Gevraagd);

    internal static IReadOnlyList<Blokkaart> Van(IRegio regio, IEnumerable<Rij> rijen)
    {
        var per = rijen.ToDictionary(r => r.Blok);
        return [.. regio.Blokken.Select(b => per.TryGetValue(b.Sleutel, out var r) ? new Blokkaart(b, r.Nummer, r.Door, r.Op, r.Ingestemd, r.Gevraagd) : new(b, 0, null, null, false, false))];
    }
}
