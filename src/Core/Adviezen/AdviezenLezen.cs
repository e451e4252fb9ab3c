using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Adviezen;

/// <param name="Verwerking">One of <see cref="Adviesverwerking"/>, or null while it waits.</param>
/// <param name="Versie">What a form about it carries.</param>
public sealed record Advies(
    Guid Id, string Tekst, string Van, DateOnly Datum, string? Verwerking, string? OppTekst, string? Reden, string? VerwerktDoor, DateTimeOffset? VerwerktOp, int Versie);

/// <param name="Verder">Open step of this person that waited for the adviezen; only when none waits any more.</param>
public sealed record Adviezenblad(IReadOnlyList<Advies> Wachten, IReadOnlyList<Advies> Verwerkt, Stap? Verder);

/// <summary>Reads the adviezen of a dossier: oldest waiting first, last processed first.</summary>
public sealed class AdviezenLezen(Database database, Routeversies versies) : IUseCase
{
    private const string Kolommen = """
        select a.id, a.tekst, p.naam as van, r.datum, a.verwerking, a.opp_tekst, a.reden, v.naam as verwerkt_door, a.verwerkt_op, a.versie
        from advies a join logboekregel r on r.regio_id = a.regio_id and r.id = a.logboekregel_id join persoon p on p.id = r.persoon_id
        left join persoon v on v.id = a.verwerkt_door
        where a.regio_id = @regio and a.dossier_id = @dossier

        """;

    public async Task<Adviezenblad> LeesAsync(Dossierkop kop, CancellationToken ct)
    {
        const string Sql = Kolommen + " and a.verwerking is null order by r.op, a.id limit 500;\n"
            + Kolommen + " and a.verwerking is not null order by a.verwerkt_op desc, a.id limit 500;\n"
            + "select stap from stap_open where regio_id = @regio and dossier_id = @dossier";
        var route = await versies.HaalAsync(kop.Regio, kop.RouteversieId, ct);
        return await database.LeesAsync(kop.Regio, Sql, new { regio = kop.Regio, dossier = kop.Id }, async r =>
        {
            var wachten = (await r.ReadAsync<Advies>()).ToList();
            var verwerkt = (await r.ReadAsync<Advies>()).ToList();
            var open = (await r.ReadAsync<string>()).ToHashSet();
            var verder = wachten.Count > 0 ? null : route.Stappen.FirstOrDefault(s =>
                open.Contains(s.Sleutel) && s.Soort is Stapsoort.Gewoon && s.Rollen.Any(kop.Rollen.Contains) && s.Vereisten.Any(v => v.Soort is Vereistesoort.Adviezen));
            return new Adviezenblad(wachten, verwerkt, verder);
        }, ct);
    }

    public async Task<Advies?> EenAsync(Dossierkop kop, Guid advies, CancellationToken ct) =>
        (await database.LijstAsync<Advies>(kop.Regio, Kolommen + " and a.id = @advies", new { regio = kop.Regio, dossier = kop.Id, advies }, ct)).SingleOrDefault();
}
