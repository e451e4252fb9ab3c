using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;
using Dapper;

namespace Ambulant.Core.Opp;

public sealed record Oppleerling(string Nummer, string Naam, DateOnly Geboortedatum, string Groep, string School);

public sealed record Opphulpvraag(string? Signaal, string? Vraag, string? Gebied, string? Soort);

public sealed record Oppdoel(string Doel, string ZichtbaarAan, string Stand);

public sealed record Oppinterventie(string Wat, DateOnly Van, DateOnly? Tot, string? Opbrengst);

/// <param name="Tekst">As it was taken into the OPP.</param>
public sealed record Oppadvies(string Tekst, bool Aangepast, string Van, DateOnly Datum);

/// <summary>The OPP as it stands in the dossier.</summary>
/// <param name="AdviezenWachten">How many adviezen are still to be worked in.</param>
/// <param name="Bijlage">When an OPP was last attached to the dossier; null when none is.</param>
public sealed record Oppblad(
    Oppleerling Leerling, Opphulpvraag Hulpvraag, IReadOnlyList<Oppdoel> Doelen, IReadOnlyList<Oppinterventie> Interventies, IReadOnlyList<Oppadvies> Adviezen,
    int AdviezenWachten, DateTimeOffset? Bijlage)
{
    // Expects @regio and @dossier.
    internal const string Sql = """
        select d.nummer, l.roepnaam || ' ' || l.achternaam as naam, l.geboortedatum, l.groep, s.naam as school
        from dossier d join leerling l on l.regio_id = d.regio_id and l.id = d.leerling_id join school s on s.regio_id = d.regio_id and s.id = d.school_id
        where d.regio_id = @regio and d.id = @dossier;
        select signaal, vraag, gebied, soort from hulpvraag where regio_id = @regio and dossier_id = @dossier;
        select doel, zichtbaar_aan, stand from doel where regio_id = @regio and dossier_id = @dossier order by op, id limit 200;
        select wat, van, tot, opbrengst from interventie where regio_id = @regio and dossier_id = @dossier order by van, id limit 200;
        select a.opp_tekst as tekst, a.verwerking = 'aangepast' as aangepast, p.naam as van, r.datum
        from advies a join logboekregel r on r.regio_id = a.regio_id and r.id = a.logboekregel_id join persoon p on p.id = r.persoon_id
        where a.regio_id = @regio and a.dossier_id = @dossier and a.opp_tekst is not null order by r.datum, a.id limit 500;
        select (select count(*) from advies where regio_id = @regio and dossier_id = @dossier and verwerking is null)::int as wachten,
               (select max(op) from document where regio_id = @regio and dossier_id = @dossier and soort = 'opp') as bijlage
        """;

    internal static async Task<Oppblad> LeesAsync(SqlMapper.GridReader r)
    {
        var leerling = await r.ReadSingleAsync<Oppleerling>();
        var hulpvraag = await r.ReadSingleOrDefaultAsync<Opphulpvraag>() ?? new(null, null, null, null);
        var doelen = (await r.ReadAsync<Oppdoel>()).ToList();
        var interventies = (await r.ReadAsync<Oppinterventie>()).ToList();
        var adviezen = (await r.ReadAsync<Oppadvies>()).ToList();
        var slot = await r.ReadSingleAsync<Slotrij>();
        return new(leerling, hulpvraag, doelen, interventies, adviezen, slot.Wachten, slot.Bijlage);
    }

    private sealed record Slotrij(int Wachten, DateTimeOffset? Bijlage);
}

/// <summary>Reads the OPP as it stands in the dossier.</summary>
public sealed class OppLezen(Database database) : IUseCase
{
    public Task<Oppblad> LeesAsync(Dossierkop kop, CancellationToken ct) =>
        database.LeesAsync(kop.Regio, Oppblad.Sql, new { regio = kop.Regio, dossier = kop.Id }, Oppblad.LeesAsync, ct);
}
