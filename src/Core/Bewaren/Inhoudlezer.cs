using System.Globalization;
using System.Text;
using System.Text.Json;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Opslag;
using Ambulant.Core.Regios;
using Ambulant.Core.Routes;
using Ambulant.Core.Toegang;
using Dapper;

namespace Ambulant.Core.Bewaren;

/// <summary>Reads everything of a dossier, except the bytes of its documents. The caller holds the dossier's row.</summary>
internal static class Inhoudlezer
{
    // Each in an order of its own, so that the same content always gives the same bytes.
    private const string Sql = """
        select d.nummer, d.geopend_op, d.traject_begonnen_op, s.brin, s.naam as school, s.plaats, s.bestuur, v.nummer as routeversie,
               d.onderwerp, d.groep as dossiergroep, l.roepnaam, l.achternaam, l.geboortedatum, l.groep
        from dossier d
        join school s on s.regio_id = d.regio_id and s.id = d.school_id
        join routeversie v on v.regio_id = d.regio_id and v.id = d.routeversie_id
        left join leerling l on l.regio_id = d.regio_id and l.id = d.leerling_id
        where d.regio_id = @regio and d.id = @dossier;
        select id, naam, email, gezag from ouder where regio_id = @regio and leerling_id = @leerling order by id;
        select signaal, vraag, gebied, soort from hulpvraag where regio_id = @regio and dossier_id = @dossier;
        select p.naam, b.rol, b.sinds, b.tot, b.bevestigd_op from betrokkene b join persoon p on p.id = b.persoon_id
        where b.regio_id = @regio and b.dossier_id = @dossier order by b.sinds, b.id;
        select v.volgnummer, v.stap, v.ronde, v.uitkomst, v.antwoorden::text as antwoorden, v.aanwezigen, v.reden, p.naam as door, v.rol, v.op, v.routeversie_id
        from stap_voltooid v left join persoon p on p.id = v.persoon_id
        where v.regio_id = @regio and v.dossier_id = @dossier order by v.volgnummer;
        select o.nummer, o.volgnummer, o.van_routeversie_id as van, a.nummer as van_nummer, o.routeversie_id as naar, b.nummer as naar_nummer,
               array(select x->>'stap' from jsonb_array_elements(o.open) x) as open, o.reden, coalesce(p.naam, 'Ambulant') as door, o.op
        from dossier_overgang o
        join routeversie a on a.regio_id = o.regio_id and a.id = o.van_routeversie_id join routeversie b on b.regio_id = o.regio_id and b.id = o.routeversie_id
        left join persoon p on p.id = o.persoon_id
        where o.regio_id = @regio and o.dossier_id = @dossier order by o.nummer;
        select p.naam, r.rol, r.reden, d.naam as door, r.op from regie r join persoon p on p.id = r.persoon_id join persoon d on d.id = r.door_id
        where r.regio_id = @regio and r.dossier_id = @dossier order by r.nummer;
        select s.id, s.soort, s.tekst, p.naam as door, s.rol, s.op from stagnatie s join persoon p on p.id = s.persoon_id
        where s.regio_id = @regio and s.dossier_id = @dossier order by s.op, s.id;
        select v.stagnatie_id, v.soort, v.tekst, e.naam as eigenaar, v.wanneer, p.naam as door, v.rol, v.op
        from stagnatie_vervolg v join persoon p on p.id = v.persoon_id left join persoon e on e.id = v.eigenaar_id
        where v.regio_id = @regio and v.dossier_id = @dossier order by v.stagnatie_id, v.nummer;
        select r.id, r.datum, r.soort, r.tekst, r.corrigeert, p.naam as door, r.rol, r.op from logboekregel r join persoon p on p.id = r.persoon_id
        where r.regio_id = @regio and r.dossier_id = @dossier order by r.op, r.id;
        select a.logboekregel_id as logboekregel, a.tekst, a.verwerking, a.opp_tekst, a.reden, p.naam as verwerkt_door, a.verwerkt_op
        from advies a left join persoon p on p.id = a.verwerkt_door where a.regio_id = @regio and a.dossier_id = @dossier order by a.id;
        select wat, van, tot, opbrengst from interventie where regio_id = @regio and dossier_id = @dossier order by van, id;
        select doel, zichtbaar_aan, stand from doel where regio_id = @regio and dossier_id = @dossier order by op, id;
        select a.wat, coalesce(p.naam, o.naam) as eigenaar, a.wanneer, a.gedaan_op
        from afspraak a left join persoon p on p.id = a.eigenaar_id left join ouder o on o.regio_id = a.regio_id and o.id = a.ouder_id
        where a.regio_id = @regio and a.dossier_id = @dossier order by a.wanneer, a.id;
        select b.blok, b.nummer, b.inhoud::text as inhoud, p.naam as door, b.rol, b.op from blokversie b join persoon p on p.id = b.persoon_id
        where b.regio_id = @regio and b.dossier_id = @dossier order by b.blok, b.nummer;
        select o.naam as ouder, t.doel, t.tekstversie, t.soort, t.wijze, t.getekend_op, t.document_id, p.naam as vastgelegd_door, t.op
        from toestemming t join ouder o on o.regio_id = t.regio_id and o.id = t.ouder_id left join persoon p on p.id = t.persoon_id
        where t.regio_id = @regio and t.dossier_id = @dossier order by t.volgnummer;
        select o.naam as ouder, i.blok, i.nummer as versie, i.soort, i.wijze, i.mening, i.getekend_op, i.document_id, p.naam as vastgelegd_door, i.op
        from instemming i join ouder o on o.regio_id = i.regio_id and o.id = i.ouder_id left join persoon p on p.id = i.persoon_id
        where i.regio_id = @regio and i.dossier_id = @dossier order by i.volgnummer;
        select x.id, x.naam, x.soort, x.type, x.grootte, encode(sha256(x.inhoud), 'hex') as sha256, p.naam as door, x.op
        from document x left join persoon p on p.id = x.persoon_id where x.regio_id = @regio and x.dossier_id = @dossier order by x.op, x.id;
        select h.soort, coalesce(p.naam, o.naam, 'Ambulant') as door, h.rol, h.op
        from handeling h left join persoon p on p.id = h.persoon_id left join ouder o on o.regio_id = h.regio_id and o.id = h.ouder_id
        where h.regio_id = @regio and h.dossier_id = @dossier order by h.op, h.id;
        select coalesce(p.naam, o.naam, 'onbekend') as wie, i.rol, i.actie, i.wat, i.grond, i.volledig, i.op
        from inzage i left join persoon p on p.id = i.persoon_id left join ouder o on o.regio_id = i.regio_id and o.id = i.ouder_id
        where i.regio_id = @regio and i.dossier_id = @dossier order by i.op, i.id;
        """;

    public static async Task<Dossierinhoud> LeesAsync(DbSessie sessie, DossierInHand dossier, Route route, IRegio regio, Routeversies versies, CancellationToken ct)
    {
        await using var r = await sessie.MeerdereAsync(Sql, new { regio = sessie.Regio, dossier = dossier.Id, leerling = dossier.LeerlingId });
        var kop = await r.ReadSingleAsync<Koprij>();
        var ouders = (await r.ReadAsync<Ouderrij>()).AsList();
        var hulpvraag = await r.ReadSingleOrDefaultAsync<InhoudHulpvraag>();
        var betrokkenen = (await r.ReadAsync<InhoudBetrokkene>()).AsList();
        var stappen = (await r.ReadAsync<Staprij>()).AsList();
        var overgangen = (await r.ReadAsync<Overgangrij>()).AsList();
        var regie = (await r.ReadAsync<InhoudRegie>()).AsList();
        var stagnaties = (await r.ReadAsync<Stagnatierij>()).AsList();
        var vervolg = (await r.ReadAsync<Vervolgrij>()).ToLookup(v => v.StagnatieId, v => new InhoudVervolg(v.Soort, v.Tekst, v.Eigenaar, v.Wanneer, v.Door, v.Rol, v.Op));
        var logboek = (await r.ReadAsync<InhoudLogboekregel>()).AsList();
        var adviezen = (await r.ReadAsync<InhoudAdvies>()).AsList();
        var interventies = (await r.ReadAsync<InhoudInterventie>()).AsList();
        var doelen = (await r.ReadAsync<InhoudDoel>()).AsList();
        var afspraken = (await r.ReadAsync<InhoudAfspraak>()).AsList();
        var blokken = (await r.ReadAsync<Blokrij>()).AsList();
        var toestemmingen = (await r.ReadAsync<Toestemmingrij>()).AsList();
        var instemmingen = (await r.ReadAsync<Instemmingrij>()).AsList();
        var bijlagen = (await r.ReadAsync<Documentrij>()).Select((d, i) => d.AlsBijlage(i + 1)).ToList();
        var handelingen = (await r.ReadAsync<InhoudHandeling>()).AsList();
        var inzage = (await r.ReadAsync<InhoudInzage>()).AsList();
        var routes = await versies.HaalAsync(sessie.Regio, stappen.Select(s => s.RouteversieId).Concat(overgangen.SelectMany(o => new[] { o.Van, o.Naar })), ct);
        var mensen = await MensenAsync(sessie, routes, stappen, ouders);
        return new(
            new(regio.Sleutel, regio.Naam),
            new(kop.Nummer, kop.GeopendOp, kop.TrajectBegonnenOp, new(kop.Brin, kop.School, kop.Plaats, kop.Bestuur), new(route.Sleutel, route.Naam, kop.Routeversie), kop.Onderwerp, kop.Dossiergroep),
            kop.Roepnaam is null ? null : new(kop.Roepnaam, kop.Achternaam!, kop.Geboortedatum!.Value, kop.Groep!),
            [.. ouders.Select(o => new InhoudOuder(o.Naam, o.Email, o.Gezag))],
            hulpvraag,
            betrokkenen,
            [.. stappen.Select(s => AlsStap(s, routes[s.RouteversieId], mensen, betrokkenen))],
            [.. overgangen.Select(o => o.AlsOvergang(routes[o.Van], routes[o.Naar]))],
            regie,
            [.. stagnaties.Select(s => new InhoudStagnatie(s.Soort, s.Tekst, s.Door, s.Rol, s.Op, [.. vervolg[s.Id]]))],
            logboek,
            adviezen,
            interventies,
            doelen,
            afspraken,
            [.. blokken.GroupBy(b => b.Blok).Select(g => AlsBlok(regio.Blokken.FirstOrDefault(b => b.Sleutel == g.Key), g.Key, g))],
            [.. toestemmingen.Select(t => new InhoudToestemming(t.Ouder, t.Doel, t.Tekstversie, t.Soort, t.Wijze, t.GetekendOp, bijlagen.FirstOrDefault(b => b.Id == t.DocumentId)?.Bestand, t.VastgelegdDoor, t.Op))],
            [.. instemmingen.Select(i => new InhoudInstemming(i.Ouder, i.Blok, i.Versie, i.Soort, i.Wijze, i.Mening, i.GetekendOp, bijlagen.FirstOrDefault(b => b.Id == i.DocumentId)?.Bestand, i.VastgelegdDoor, i.Op))],
            bijlagen,
            handelingen,
            inzage);
    }

    // Names behind the keys in answers ("persoon" fields) and in the lists of who was present.
    private static async Task<Dictionary<string, string>> MensenAsync(DbSessie sessie, IReadOnlyDictionary<Guid, Route> routes, List<Staprij> stappen, List<Ouderrij> ouders)
    {
        var velden = routes.SelectMany(r => r.Value.Stappen.SelectMany(s => s.Velden.Where(v => v.Soort is Veldsoort.Persoon).Select(v => (r.Key, s.Sleutel, v.Sleutel)))).ToHashSet();
        var ids = stappen.SelectMany(s => Antwoorden(s).Where(a => velden.Contains((s.RouteversieId, s.Stap, a.Key))).Select(a => a.Value)
                .Concat(s.Aanwezigen.Where(a => a.StartsWith("persoon:", StringComparison.Ordinal)).Select(a => a["persoon:".Length..])))
            .Select(t => Guid.TryParse(t, out var id) ? id : (Guid?)null).OfType<Guid>().Distinct().ToArray();
        var mensen = (await sessie.LijstAsync<Mens>("select id, naam from persoon where id = any (@ids)", new { ids })).ToDictionary(m => $"persoon:{m.Id}", m => m.Naam);
        foreach (var ouder in ouders)
        {
            mensen[$"ouder:{ouder.Id}"] = ouder.Naam;
        }

        return mensen;
    }

    private static InhoudStap AlsStap(Staprij rij, Route route, Dictionary<string, string> mensen, List<InhoudBetrokkene> betrokkenen)
    {
        var stap = route.Vind(rij.Stap);
        var antwoorden = Antwoorden(rij);
        // In the order of the form; what the route no longer knows comes last rather than getting lost.
        var volgorde = (stap?.Velden.Select(v => v.Sleutel) ?? []).ToList();
        return new(
            rij.Volgnummer,
            rij.Stap,
            stap?.Naam ?? (rij.Stap == Route.Stoppen ? "Eerder gestopt" : rij.Stap),
            route.Fasen.FirstOrDefault(f => stap is not null && f.Stappen.Contains(stap))?.Naam ?? "",
            stap?.Soort.ToString() ?? (rij.Stap == Route.Stoppen ? "Stoppen" : "Onbekend"),
            rij.Ronde,
            rij.Uitkomst,
            rij.Stap == Route.Stoppen ? "Gestopt" : StapFormulier.Uitkomstnaam(stap, rij.Uitkomst),
            [.. antwoorden.OrderBy(a => volgorde.IndexOf(a.Key) is var i && i < 0 ? int.MaxValue : i).ThenBy(a => a.Key, StringComparer.Ordinal).Select(a => AlsAntwoord(stap, a.Key, a.Value, mensen))],
            [.. rij.Aanwezigen.Select(a => AlsAanwezige(a, mensen, betrokkenen))],
            rij.Reden,
            rij.Door,
            rij.Rol,
            rij.Op,
            route.Sleutel);
    }

    // What the module no longer knows keeps its key for a name rather than getting lost.
    private static InhoudBlok AlsBlok(Blok? blok, string sleutel, IEnumerable<Blokrij> versies)
    {
        var velden = blok?.Velden.ToList() ?? [];
        return new(sleutel, blok?.Naam ?? sleutel, [.. versies.Select(v => new InhoudBlokversie(
            v.Nummer,
            [.. Blokken.Blokversie.Lees(v.Inhoud).OrderBy(i => velden.FindIndex(w => w.Sleutel == i.Key) is var n && n < 0 ? int.MaxValue : n).ThenBy(i => i.Key, StringComparer.Ordinal)
                .Select(i => new InhoudAntwoord(i.Key, velden.FirstOrDefault(w => w.Sleutel == i.Key)?.Label ?? i.Key, i.Value))],
            v.Door,
            v.Rol,
            v.Op))]);
    }

    private static InhoudAntwoord AlsAntwoord(Stap? stap, string sleutel, string waarde, Dictionary<string, string> mensen)
    {
        var veld = stap?.Velden.FirstOrDefault(v => v.Sleutel == sleutel);
        return new(sleutel, veld?.Label ?? sleutel, veld?.Soort is Veldsoort.Persoon ? mensen.GetValueOrDefault($"persoon:{waarde}") ?? waarde : waarde);
    }

    private static InhoudAanwezige AlsAanwezige(string sleutel, Dictionary<string, string> mensen, List<InhoudBetrokkene> betrokkenen)
    {
        var naam = mensen.GetValueOrDefault(sleutel) ?? "onbekend";
        var rol = sleutel.StartsWith("ouder:", StringComparison.Ordinal) ? nameof(Rol.Ouder) : betrokkenen.FirstOrDefault(b => b.Naam == naam)?.Rol ?? "";
        return new(naam, rol);
    }

    private static Dictionary<string, string> Antwoorden(Staprij rij) => JsonSerializer.Deserialize<Dictionary<string, string>>(rij.Antwoorden)!;

    private sealed record Koprij(
        string Nummer, DateTimeOffset GeopendOp, DateOnly? TrajectBegonnenOp, string Brin, string School, string Plaats, string Bestuur, int Routeversie,
        string Onderwerp, string? Dossiergroep, string? Roepnaam, string? Achternaam, DateOnly? Geboortedatum, string? Groep);

    private sealed record Ouderrij(Guid Id, string Naam, string? Email, bool Gezag);

    private sealed record Staprij(
        int Volgnummer, string Stap, int Ronde, string Uitkomst, string Antwoorden, string[] Aanwezigen, string? Reden, string? Door, string Rol, DateTimeOffset Op, Guid RouteversieId);

    private sealed record Stagnatierij(Guid Id, string Soort, string Tekst, string Door, string Rol, DateTimeOffset Op);

    private sealed record Vervolgrij(Guid StagnatieId, string Soort, string Tekst, string? Eigenaar, DateOnly? Wanneer, string Door, string Rol, DateTimeOffset Op);

    private sealed record Overgangrij(int Nummer, int Volgnummer, Guid Van, int VanNummer, Guid Naar, int NaarNummer, string[] Open, string Reden, string Door, DateTimeOffset Op)
    {
        public InhoudOvergang AlsOvergang(Route van, Route naar) => new(
            Nummer, Volgnummer, new(van.Sleutel, van.Naam, VanNummer), new(naar.Sleutel, naar.Naam, NaarNummer), [.. Open.Select(s => naar.Vind(s)?.Naam ?? s)], Reden, Door, Op);
    }

    private sealed record Toestemmingrij(
        string Ouder, string Doel, string Tekstversie, string Soort, string Wijze, DateOnly? GetekendOp, Guid? DocumentId, string? VastgelegdDoor, DateTimeOffset Op);

    private sealed record Blokrij(string Blok, int Nummer, string Inhoud, string Door, string Rol, DateTimeOffset Op);

    private sealed record Instemmingrij(
        string Ouder, string Blok, int Versie, string Soort, string Wijze, string? Mening, DateOnly? GetekendOp, Guid? DocumentId, string? VastgelegdDoor, DateTimeOffset Op);

    private sealed record Mens(Guid Id, string Naam);

    private sealed record Documentrij(Guid Id, string Naam, string Soort, string Type, int Grootte, string Sha256, string? Door, DateTimeOffset Op)
    {
        public InhoudBijlage AlsBijlage(int nummer) => new(Bestandsnaam(nummer), Naam, Soort, Type, Grootte, Sha256, Door, Op) { Id = Id };

        // Letters, digits and hyphens only, with a number in front: unique, on any disk, and never a path or a hidden file.
        private string Bestandsnaam(int nummer)
        {
            var punt = Naam.LastIndexOf('.');
            var (stam, uitgang) = punt > 0 ? (Naam[..punt], Naam[(punt + 1)..].ToLowerInvariant()) : (Naam, "");
            var vlak = new StringBuilder();
            foreach (var teken in stam.Normalize(NormalizationForm.FormD).ToLowerInvariant())
            {
                if (char.IsAsciiLetterOrDigit(teken))
                {
                    vlak.Append(teken);
                }
                else if (CharUnicodeInfo.GetUnicodeCategory(teken) is not UnicodeCategory.NonSpacingMark && vlak.Length > 0 && vlak[^1] != '-')
                {
                    vlak.Append('-');
                }
            }

            var kort = vlak.ToString(0, Math.Min(vlak.Length, 60)).Trim('-');
            var veilig = uitgang is "pdf" or "doc" or "docx" or "odt" or "xls" or "xlsx" or "ods" or "ppt" or "pptx" or "txt" or "rtf" or "jpg" or "jpeg" or "png" or "heic" or "webp" or "tif" or "tiff" ? uitgang : "bin";
            return string.Create(CultureInfo.InvariantCulture, $"bijlagen/{nummer:000}-{Soort}{(kort.Length > 0 ? "-" : "")}{kort}.{veilig}");
        }
    }
}
