using Ambulant.Core.Blokken;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regie;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Stagnaties;
using Ambulant.Core.Toegang;

namespace Ambulant.Core.Dossiers;

/// <param name="Vanaf">Not to be done before this day; null when there is no such day.</param>
public sealed record OpenStapregel(Stap Stap, int Ronde, DateOnly? Vanaf, DateOnly? Uiterlijk, DateTimeOffset GeopendOp, IReadOnlyList<Vereistestand> Vereisten, bool VoorMij);

public sealed record Stapgeschiedenis(Stap? Stap, string Naam, int Ronde, string Uitkomst, string? Reden, string Wie, DateTimeOffset Op);

/// <param name="Toelichting">Of a begeleider, in a region where it matters: expertise, organisation and who pays. Else empty.</param>
public sealed record Betrokkeneregel(Guid Id, Guid PersoonId, string Naam, Rol Rol, DateTimeOffset Sinds, DateTimeOffset? BevestigdOp, string Toelichting)
{
    /// <summary>Expects @regio, @dossier and @financiering.</summary>
    internal const string Sql = """
        select b.id, b.persoon_id, p.naam, b.rol, b.sinds, b.bevestigd_op,
               coalesce((select concat_ws(', ', l.deskundigheid, g.naam, 'betaald uit ' || g.betaald_uit)
                         from lidmaatschap l left join organisatie g on g.regio_id = l.regio_id and g.id = l.organisatie_id
                         where @financiering and b.rol = 'Begeleider' and l.regio_id = b.regio_id and l.persoon_id = b.persoon_id and l.rol = b.rol and l.tot is null order by l.sinds desc limit 1), '') as toelichting
        from betrokkene b join persoon p on p.id = b.persoon_id
        where b.regio_id = @regio and b.dossier_id = @dossier and b.tot is null order by b.sinds limit 100;
        """;
}

public sealed record Overzichtlogregel(DateOnly Datum, string Soort, string Wie, string Tekst);

public sealed record Overzichtafspraak(Guid Id, string Wat, string Wie, DateOnly Wanneer);

/// <summary>Where a dossier stands: what the page of the dossier shows and nothing more.</summary>
public sealed record Overzicht(
    Route Route,
    string? Vraag,
    string? Gebied,
    IReadOnlyList<OpenStapregel> Open,
    IReadOnlyList<Stapgeschiedenis> Geschiedenis,
    IReadOnlyList<Betrokkeneregel> Betrokkenen,
    IReadOnlyList<Overzichtlogregel> Logboek,
    IReadOnlyList<Overzichtafspraak> Afspraken,
    int Documenten,
    int AdviezenOpen,
    IReadOnlyList<string> Meldingen,
    IReadOnlyList<Blokkaart> Blokken,
    Regiehouder? Regie,
    IReadOnlyList<Openstagnatie> Stagnaties);

/// <summary>What holds the dossier up and who must act. The text is read on its own page.</summary>
public sealed record Openstagnatie(Guid Id, string Soort, string Wie, DateOnly? Wanneer);

/// <summary>Reads the page of a dossier in one round trip.</summary>
public sealed class DossierOverzicht(Database database, Routeversies versies, Vereisten vereisten, Regioregister regios) : IUseCase
{
    public async Task<Overzicht> LeesAsync(Gebruiker wie, Dossierkop kop, CancellationToken ct)
    {
        var route = await versies.HaalAsync(kop.Regio, kop.RouteversieId, ct);
        const string Sql = Feiten.Sql + """
            ;
            select vraag, gebied from hulpvraag where regio_id = @regio and dossier_id = @dossier;
            select stap, ronde, vanaf, uiterlijk, geopend_op from stap_open where regio_id = @regio and dossier_id = @dossier;
            select v.stap, v.ronde, v.uitkomst, v.reden, coalesce(p.naam, 'ouders') as wie, v.op, v.routeversie_id
            from stap_voltooid v left join persoon p on p.id = v.persoon_id
            where v.regio_id = @regio and v.dossier_id = @dossier order by v.volgnummer desc limit 200;
            """ + "\n" + Betrokkeneregel.Sql + "\n" + """
            select l.datum, l.soort, p.naam as wie, left(l.tekst, 280) as tekst from logboekregel l join persoon p on p.id = l.persoon_id
            where l.regio_id = @regio and l.dossier_id = @dossier and @volledig
              and not exists (select from logboekregel c where c.regio_id = l.regio_id and c.corrigeert = l.id)
            order by l.op desc limit 3;
            select a.id, a.wat, coalesce(p.naam, o.naam) as wie, a.wanneer from afspraak a
            left join persoon p on p.id = a.eigenaar_id left join ouder o on o.regio_id = a.regio_id and o.id = a.ouder_id
            where a.regio_id = @regio and a.dossier_id = @dossier and a.gedaan_op is null and @volledig order by a.wanneer limit 5;
            select count(*)::int from document where regio_id = @regio and dossier_id = @dossier and @volledig;
            select soort from melding where regio_id = @regio and dossier_id = @dossier and persoon_id = @persoon and gelezen_op is null order by op limit 5;
            """ + Regiehouder.Sql + ";\n" + StagnatiesLezen.Open + " and @volledig order by s.op limit 20;\n" + Blokkaart.Sql;
        var waarden = new { regio = kop.Regio, dossier = kop.Id, volledig = kop.Volledig, persoon = wie.PersoonId, financiering = regios[kop.Regio].Deskundigheden.Count > 0 };
        var (overzicht, regels) = await database.LeesAsync(kop.Regio, Sql, waarden, async r =>
        {
            var feiten = (await r.ReadSingleAsync<Feiten.Rij>()).AlsFeiten();
            var vraag = await r.ReadSingleOrDefaultAsync<Vraagrij>();
            var open = (await r.ReadAsync<Openrij>()).ToDictionary(o => o.Stap);
            var geschiedenis = (await r.ReadAsync<Historierij>()).ToList();
            return (new Overzicht(
                route,
                vraag?.Vraag,
                vraag?.Gebied,
                [.. route.Stappen.Where(s => open.ContainsKey(s.Sleutel)).Select(s => new OpenStapregel(
                    s, open[s.Sleutel].Ronde, open[s.Sleutel].Vanaf, open[s.Sleutel].Uiterlijk, open[s.Sleutel].GeopendOp, vereisten.Toets(kop.Regio, s, feiten), kop.Rollen.Any(s.Rollen.Contains)))],
                [],
                (await r.ReadAsync<Betrokkeneregel>()).ToList(),
                (await r.ReadAsync<Overzichtlogregel>()).ToList(),
                (await r.ReadAsync<Overzichtafspraak>()).ToList(),
                await r.ReadSingleAsync<int>(),
                feiten.AdviezenOpen,
                (await r.ReadAsync<string>()).ToList(),
                Regie: (await r.ReadSingleOrDefaultAsync<Regiehouder.Rij>())?.AlsHouder(),
                Stagnaties: (await r.ReadAsync<Openstagnatie>()).ToList(),
                Blokken: Blokkaart.Van(regios[kop.Regio], await r.ReadAsync<Blokkaart.Rij>())), geschiedenis);
        }, ct);

        // Each line in the words of the version it was done in.
        var toen = await versies.HaalAsync(kop.Regio, regels.Select(h => h.RouteversieId), ct);
        return overzicht with
        {
            Geschiedenis = [.. regels.Select(h => (h, Stap: toen[h.RouteversieId].Vind(h.Stap))).Select(x => new Stapgeschiedenis(
                x.Stap, x.Stap?.Naam ?? "Voortijdig gestopt", x.h.Ronde, StapFormulier.Uitkomstnaam(x.Stap, x.h.Uitkomst), kop.Volledig ? x.h.Reden : null, x.h.Wie, x.h.Op))],
        };
    }

    private sealed record Vraagrij(string? Vraag, string? Gebied);

    private sealed record Openrij(string Stap, int Ronde, DateOnly? Vanaf, DateOnly? Uiterlijk, DateTimeOffset GeopendOp);

    private sealed record Historierij(string Stap, int Ronde, string Uitkomst, string? Reden, string Wie, DateTimeOffset Op, Guid RouteversieId);
}
