using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;

namespace Ambulant.Core.Blokken;

/// <summary>A block of a dossier: which versions there are, newest first, and what the ones that were asked for say.</summary>
/// <param name="Ouders">How many parents with gezag there are.</param>
/// <param name="Eens">Per version: how many parents with gezag agree with it.</param>
public sealed record Blokblad(Blok Blok, IReadOnlyList<Blokversiekop> Versies, IReadOnlyDictionary<int, Blokversie> Gelezen, int Ouders, IReadOnlyDictionary<int, int> Eens)
{
    /// <summary>Number of the newest version; 0 when nothing was written.</summary>
    public int Nieuwste => Versies is [var eerste, ..] ? eerste.Nummer : 0;

    public Blokversie? Versie(int nummer) => Gelezen.GetValueOrDefault(nummer);
}

public sealed class BlokLezen(Database database, Regioregister regios) : IUseCase
{
    /// <param name="nummers">Versions to read; the newest always comes along.</param>
    /// <returns>Null: the region has no such block.</returns>
    public async Task<Blokblad?> LeesAsync(Dossierkop kop, string blok, int[] nummers, CancellationToken ct)
    {
        if (regios[kop.Regio].Blokken.FirstOrDefault(b => b.Sleutel == blok) is not { } gevonden)
        {
            return null;
        }

        const string Sql = """
            select v.nummer, p.naam as door, v.rol, v.op from blokversie v join persoon p on p.id = v.persoon_id
            where v.regio_id = @regio and v.dossier_id = @dossier and v.blok = @blok order by v.nummer desc limit 500;
            select v.nummer, v.inhoud::text as inhoud from blokversie v
            where v.regio_id = @regio and v.dossier_id = @dossier and v.blok = @blok
              and (v.nummer = any (@nummers) or v.nummer = (select max(n.nummer) from blokversie n where n.regio_id = @regio and n.dossier_id = @dossier and n.blok = @blok));
            select count(*)::int from ouder o join dossier d on d.regio_id = o.regio_id and d.leerling_id = o.leerling_id where d.regio_id = @regio and d.id = @dossier and o.gezag;
            select nummer, count(*)::int as eens from (
              select distinct on (i.nummer, i.ouder_id) i.nummer, i.soort from instemming i join ouder o on o.regio_id = i.regio_id and o.id = i.ouder_id and o.gezag
              where i.regio_id = @regio and i.dossier_id = @dossier and i.blok = @blok and i.soort <> 'gevraagd' order by i.nummer, i.ouder_id, i.volgnummer desc) laatste
            where soort = 'gegeven' group by nummer
            """;
        return await database.LeesAsync(kop.Regio, Sql, new { regio = kop.Regio, dossier = kop.Id, blok, nummers }, async r =>
        {
            var versies = (await r.ReadAsync<Blokversiekop>()).ToList();
            var gelezen = (await r.ReadAsync<Inhoudrij>()).Select(i => (i, Kop: versies.FirstOrDefault(v => v.Nummer == i.Nummer))).Where(x => x.Kop is not null)
                .ToDictionary(x => x.i.Nummer, x => new Blokversie(x.i.Nummer, Blokversie.Lees(x.i.Inhoud), x.Kop!.Door, x.Kop.Rol, x.Kop.Op));
            return new Blokblad(gevonden, versies, gelezen, await r.ReadSingleAsync<int>(), (await r.ReadAsync<Eensrij>()).ToDictionary(e => e.Nummer, e => e.Eens));
        }, ct);
    }

    private sealed record Inhoudrij(int Nummer, string Inhoud);

    private sealed record Eensrij(int Nummer, int Eens);
}
