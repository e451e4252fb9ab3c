using Ambulant.Core.Blokken;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;
using Ambulant.Core.Ouders;
using Ambulant.Core.Regios;
using Ambulant.Core.Toestemmingen;

namespace Ambulant.Core.Instemmingen;

/// <summary>A line of the history of one parent.</summary>
/// <param name="Door">Who wrote it; null when the parent did so online.</param>
public sealed record Instemmingsregel(
    Guid OuderId, int Nummer, string Soort, string Wijze, string? Mening, DateTimeOffset Op, DateOnly? GetekendOp, Guid? DocumentId, string? Door);

/// <param name="LinkTot">Until when the personal link works; null when there is none.</param>
/// <param name="Stand">For the newest version, and no other.</param>
/// <param name="Eerder">The newest earlier version this parent agreed with; null when there is none.</param>
/// <param name="Daden">Newest first.</param>
public sealed record Ouderinstemming(Guid Id, string Naam, string? Email, DateTimeOffset? LinkTot, Ouderstand Stand, int? Eerder, IReadOnlyList<Instemmingsregel> Daden);

/// <summary>Who agrees with the newest version of a block.</summary>
/// <param name="Nummer">Of the newest version; 0 when nothing was written.</param>
public sealed record Instemmingsblad(Blok Blok, int Nummer, IReadOnlyList<Ouderinstemming> Ouders, IReadOnlyList<string> ZonderGezag)
{
    public bool Geldig => Nummer > 0 && Ouders.Count > 0 && Ouders.All(o => o.Stand is Ouderstand.Gegeven);

    public Ouderinstemming? Van(Guid ouder) => Ouders.FirstOrDefault(o => o.Id == ouder);
}

/// <summary>What a parent reads about a block: the version the school last asked about, and the own answer to it.</summary>
/// <param name="Verouderd">The school has changed it since, and has not asked about that yet.</param>
public sealed record Oudervraag(Blok Blok, int Nummer, IReadOnlyDictionary<string, string> Inhoud, bool Verouderd, Ouderstand Stand, DateTimeOffset? Sinds, string? Mening, bool Compleet);

public sealed class InstemmingLezen(Database database, Regioregister regios) : IUseCase
{
    /// <returns>Null: the region has no such block.</returns>
    public async Task<Instemmingsblad?> LeesAsync(Dossierkop kop, string blok, CancellationToken ct)
    {
        if (regios[kop.Regio].Blokken.FirstOrDefault(b => b.Sleutel == blok) is not { } gevonden)
        {
            return null;
        }

        const string Sql = """
            select coalesce(max(nummer), 0)::int from blokversie where regio_id = @Regio and dossier_id = @dossier and blok = @blok;
            select o.id, o.naam, o.email, o.gezag,
                   (select max(t.vervalt_op) from ouder_toegang t where t.regio_id = o.regio_id and t.ouder_id = o.id and t.dossier_id = @dossier and t.vervalt_op > @Nu) as link_tot
            from ouder o join dossier d on d.regio_id = o.regio_id and d.leerling_id = o.leerling_id
            where d.regio_id = @Regio and d.id = @dossier order by o.naam, o.id;
            select i.ouder_id, i.nummer, i.soort, i.wijze, i.mening, i.op, i.getekend_op, i.document_id, p.naam as door
            from instemming i left join persoon p on p.id = i.persoon_id
            where i.regio_id = @Regio and i.dossier_id = @dossier and i.blok = @blok order by i.volgnummer desc limit 500
            """;
        return await database.LeesAsync(kop.Regio, Sql, new { kop.Regio, dossier = kop.Id, blok, database.Nu }, async r =>
        {
            var nummer = await r.ReadSingleAsync<int>();
            var ouders = (await r.ReadAsync<Ouderrij>()).ToList();
            var daden = (await r.ReadAsync<Instemmingsregel>()).ToList();
            return new Instemmingsblad(
                gevonden,
                nummer,
                [.. ouders.Where(o => o.Gezag).Select(o => (o, Daden: daden.Where(d => d.OuderId == o.Id).ToList())).Select(x => new Ouderinstemming(
                    x.o.Id, x.o.Naam, x.o.Email, x.o.LinkTot, Stand(x.Daden.Where(d => d.Nummer == nummer).Select(d => d.Soort)), Eerder(x.Daden, nummer), x.Daden))],
                [.. ouders.Where(o => !o.Gezag).Select(o => o.Naam)]);
        }, ct);
    }

    /// <summary>The blocks about which this parent was asked.</summary>
    public async Task<IReadOnlyList<Oudervraag>> VragenAsync(Ouderkop kop, CancellationToken ct)
    {
        const string Sql = """
            select i.blok, max(i.nummer)::int as nummer, v.inhoud::text as inhoud,
                   (select max(n.nummer) from blokversie n where n.regio_id = @Regio and n.dossier_id = @Dossier and n.blok = i.blok)::int as nieuwste,
                   instemming_geldig(@Regio, @Dossier, i.blok, i.nummer) as compleet
            from instemming i join blokversie v on v.regio_id = i.regio_id and v.dossier_id = i.dossier_id and v.blok = i.blok and v.nummer = i.nummer
            where i.regio_id = @Regio and i.dossier_id = @Dossier and i.ouder_id = @OuderId
              and i.nummer = (select max(j.nummer) from instemming j where j.regio_id = @Regio and j.dossier_id = @Dossier and j.blok = i.blok and j.ouder_id = @OuderId)
            group by i.blok, i.nummer, v.inhoud;
            select i.blok, i.nummer, i.soort, i.mening, i.op from instemming i
            where i.regio_id = @Regio and i.dossier_id = @Dossier and i.ouder_id = @OuderId order by i.volgnummer desc limit 500
            """;
        return await database.LeesAsync(kop.Regio, Sql, new { kop.Regio, kop.Dossier, kop.OuderId }, async r =>
        {
            var vragen = (await r.ReadAsync<Vraagrij>()).ToDictionary(v => v.Blok);
            var daden = (await r.ReadAsync<Daadrij>()).ToList();
            return (IReadOnlyList<Oudervraag>)[.. regios[kop.Regio].Blokken.Where(b => vragen.ContainsKey(b.Sleutel)).Select(b => (b, v: vragen[b.Sleutel])).Select(x =>
            {
                var eigen = daden.Where(d => d.Blok == x.v.Blok && d.Nummer == x.v.Nummer).ToList();
                var antwoord = eigen.FirstOrDefault(d => d.Soort != "gevraagd");
                return new Oudervraag(x.b, x.v.Nummer, Blokversie.Lees(x.v.Inhoud), x.v.Nieuwste > x.v.Nummer, Stand(eigen.Select(d => d.Soort)), antwoord?.Op, antwoord?.Mening, x.v.Compleet);
            })];
        }, ct);
    }

    // Newest first. Asking once more takes back nothing that was agreed.
    private static Ouderstand Stand(IEnumerable<string> soorten)
    {
        var lijst = soorten.ToList();
        var antwoord = lijst.FirstOrDefault(s => s != "gevraagd");
        return (lijst.FirstOrDefault(), antwoord) switch
        {
            (null, _) => Ouderstand.NietGevraagd,
            (_, "gegeven") => Ouderstand.Gegeven,
            ("gevraagd", _) => Ouderstand.Gevraagd,
            (_, "geweigerd") => Ouderstand.Geweigerd,
            _ => Ouderstand.Ingetrokken,
        };
    }

    private static int? Eerder(List<Instemmingsregel> daden, int nieuwste) => daden
        .Where(d => d.Nummer < nieuwste && d.Soort != "gevraagd").GroupBy(d => d.Nummer).Where(g => g.First().Soort == "gegeven")
        .Select(g => (int?)g.Key).Max();

    private sealed record Ouderrij(Guid Id, string Naam, string? Email, bool Gezag, DateTimeOffset? LinkTot);

    private sealed record Vraagrij(string Blok, int Nummer, string Inhoud, int Nieuwste, bool Compleet);

    private sealed record Daadrij(string Blok, int Nummer, string Soort, string? Mening, DateTimeOffset Op);
}
