using Ambulant.Core.Bewaren;
using Ambulant.Core.Dossiers;
using Ambulant.Core.Inzagen;
using Ambulant.Core.Leerlingen;
using Ambulant.Core.Tests.Bewaren;
using Ambulant.Core.Toegang;
using Ambulant.Core.Werk;
using Ambulant.Testhulp;
using Dapper;
using Npgsql;

namespace Ambulant.Core.Tests.Inzagen;

/// <summary>Every look at a dossier leaves a line that nobody can change unseen, and that goes with the dossier without a trace.</summary>
public sealed class InzagelogTests(TestPostgres postgres)
{
    private const string Regio = "liemers";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_says_who_what_why_from_where_and_what_came_of_it()
    {
        await using var vol = await VolDossier.MaakAsync(postgres, Ct);
        await vol.SqlAsync("set session_replication_role = replica; delete from inzage; delete from inzage_schakel");
        var openen = vol.Neem<DossierOpenen>();
        var onderdeel = Guid.NewGuid();
        var niets = Guid.NewGuid();
        var ib = vol.Ib with { Herkomst = "192.0.2.7" };

        Assert.NotNull(await openen.OpenAsync(ib, Regio, vol.Dossier, new Inzagevraag("documenten/downloaden", Recht.DossierVolledigZien, Actie: Inzageactie.Downloaden, Object: onderdeel), Ct));
        Assert.NotNull(await openen.OpenAsync(vol.Begeleider, Regio, vol.Dossier, new Inzagevraag("logboek", Recht.DossierVolledigZien), Ct));
        await vol.SqlAsync("update dossier set toestemming_geldig = false");
        Assert.NotNull(await openen.OpenAsync(vol.Begeleider, Regio, vol.Dossier, new("overzicht"), Ct));
        // Without toestemming, without the right, of another school, without business in the region, and not there at all.
        Assert.Null(await openen.OpenAsync(vol.Begeleider, Regio, vol.Dossier, new Inzagevraag("logboek", Recht.DossierVolledigZien), Ct));
        Assert.Null(await openen.OpenAsync(vol.Swv, Regio, vol.Dossier, new Inzagevraag("adviezen", Recht.AdviesVerwerken), Ct));
        Assert.Null(await openen.OpenAsync(vol.AndereIb, Regio, vol.Dossier, new("overzicht"), Ct));
        Assert.Null(await openen.OpenAsync(ib, Regio, vol.Dossier, new Inzagevraag("overzicht", null), Ct));
        Assert.Null(await openen.OpenAsync(ib, Regio, niets, new("overzicht"), Ct));

        var d = vol.Dossier.ToString();
        Assert.Equal(
            [
                $"Ilse Voorbeeld|InternBegeleider|downloaden|documenten/downloaden|{d}|{onderdeel}|gegeven|school|192.0.2.7|True",
                $"Bram Voorbeeld|Begeleider|bekijken|logboek|{d}||gegeven|toestemming||True",
                $"Bram Voorbeeld|Begeleider|bekijken|overzicht|{d}||gegeven|zonder naam||False",
                $"Bram Voorbeeld|Begeleider|bekijken|logboek||{d}|geweigerd|||False",
                $"Sanne Voorbeeld|Consulent|bekijken|adviezen||{d}|geweigerd|||False",
                $"Anders Voorbeeld|InternBegeleider|bekijken|overzicht||{d}|geweigerd|||False",
                $"Ilse Voorbeeld|InternBegeleider|bekijken|overzicht||{d}|geweigerd||192.0.2.7|False",
                $"Ilse Voorbeeld|InternBegeleider|bekijken|overzicht|||geweigerd||192.0.2.7|False",
            ],
            await RegelsAsync(vol));
        Assert.Empty((await ControleerAsync(vol)).Breuken);
    }

    [Fact]
    public async Task A_list_of_names_is_a_line_and_so_is_a_leerling_without_dossier_or_of_another_school()
    {
        await using var vol = await VolDossier.MaakAsync(postgres, Ct);
        await vol.SqlAsync("""
            set session_replication_role = replica; delete from inzage; delete from inzage_schakel; set session_replication_role = origin;
            insert into leerling (regio_id, id, school_id, roepnaam, achternaam, geboortedatum, groep, gemaakt_op) values ('liemers', @id, @AndereSchool, 'Verzonnen', 'Elders', '2018-01-01', '4', now())
            """, new { id = Guid.CreateVersion7(), vol.AndereSchool });
        var elders = (await vol.LijstAsync<Guid>("select id from leerling where achternaam = 'Elders'"))[0];

        Assert.Single((await vol.Neem<LeerlingenVinden>().LeesAsync(vol.Ib, Regio, VolDossier.Roepnaam, Ct)).Leerlingen);
        Assert.Empty((await vol.Neem<LeerlingenVinden>().LeesAsync(vol.Ib, Regio, "niemand die zo heet", Ct)).Leerlingen);
        Assert.Single(await vol.Neem<Dossierlijst>().LeesAsync(vol.Begeleider, Regio, 1, Ct));
        Assert.NotEmpty(await vol.Neem<Werkvoorraad>().LeesAsync(vol.Ib, Ct));
        Assert.NotNull(await vol.Neem<LeerlingBekijken>().LeesAsync(vol.Ib, Regio, vol.Leerling, Ct));
        Assert.NotNull(await vol.Neem<LeerlingBekijken>().LeesAsync(vol.AndereIb, Regio, elders, Ct));
        Assert.Null(await vol.Neem<LeerlingBekijken>().LeesAsync(vol.Ib, Regio, elders, Ct));
        await vol.Neem<InzageWeigeren>().LegVastAsync(vol.Swv, Regio, elders, new Inzagevraag("bekijken"), Ct);

        Assert.Equal(
            [
                "Ilse Voorbeeld|InternBegeleider|bekijken|leerlingen|||gegeven|school||True",
                "Bram Voorbeeld|Begeleider|bekijken|dossiers|||gegeven|betrokken||True",
                "Ilse Voorbeeld|InternBegeleider|bekijken|werk|||gegeven|betrokken||True",
                $"Ilse Voorbeeld|InternBegeleider|bekijken|leerling|{vol.Dossier}||gegeven|school||True",
                $"Anders Voorbeeld|InternBegeleider|bekijken|leerling||{elders}|gegeven|school||True",
                $"Ilse Voorbeeld|InternBegeleider|bekijken|leerling||{elders}|geweigerd|||False",
                $"Sanne Voorbeeld|Consulent|bekijken|bekijken||{elders}|geweigerd|||False",
            ],
            await RegelsAsync(vol));

        // Who goes, takes the lines along.
        await vol.SqlAsync("set ambulant.regios = 'liemers'; delete from leerling where achternaam = 'Elders'");
        var verslag = await ControleerAsync(vol);
        Assert.Equal((4L, 3L), (verslag.Regels, verslag.Gewist));
        Assert.Empty(verslag.Breuken);
    }

    [Fact]
    public async Task Erasing_takes_the_lines_and_leaves_the_proof()
    {
        await using var vol = await VolDossier.MaakAsync(postgres, Ct);
        var openen = vol.Neem<DossierOpenen>();
        for (var i = 0; i < 5; i++)
        {
            await openen.OpenAsync(vol.Begeleider, Regio, vol.Dossier, new("overzicht"), Ct);
            await openen.OpenAsync(vol.AndereIb, Regio, vol.Dossier, new("overzicht"), Ct);
        }

        var voor = await ControleerAsync(vol);
        var inhoud = await vol.Neem<Overdracht>().NeemAsync(vol.Ib, Regio, vol.Dossier, Ct);
        Assert.True((await vol.Neem<DossierWissen>().VoerUitAsync(vol.Ib, Regio, new(vol.Dossier, inhoud.Waarde!.Som(), true), Ct)).IsGelukt);
        await vol.SqlAsync("delete from mail_uit");

        Assert.Empty(await Sporen.ZoekAsync(vol.Eigenaar, [vol.Dossier.ToString(), vol.Leerling.ToString(), VolDossier.Roepnaam]));
        var na = await ControleerAsync(vol, voor.Zegels);
        Assert.Empty(na.Breuken);
        Assert.Equal((0L, voor.Regels), (na.Regels, na.Gewist));

        // And the chain goes on.
        Assert.Null(await openen.OpenAsync(vol.Ib, Regio, vol.Dossier, new("overzicht"), Ct));
        Assert.Empty((await ControleerAsync(vol, [.. voor.Zegels, .. na.Zegels])).Breuken);
    }

    [Theory]
    [InlineData("update inzage set persoon_id = null where wat = 'p3'", "gewijzigd")]
    [InlineData("update inzage set op = op + interval '1 microsecond' where wat = 'p3'", "gewijzigd")]
    [InlineData("update inzage set herkomst = '192.0.2.9' where wat = 'p3'", "gewijzigd")]
    [InlineData("delete from inzage where wat = 'p3'", "weggehaald")]
    [InlineData("insert into inzage (regio_id, dossier_id, rol, wat, volledig, op) select regio_id, dossier_id, rol, 'verzonnen', volledig, op from inzage where wat = 'p3'", "buiten Ambulant om toegevoegd")]
    [InlineData("delete from inzage_schakel where (strook, nr) = (select strook, 1 from inzage_schakel where nr = 2 limit 1)", "weg")]
    [InlineData("update inzage_schakel set hash = sha256(hash) where (strook, nr) = (select strook, nr from inzage_schakel order by nr limit 1)", "sluit niet aan")]
    [InlineData("update inzage_schakel set som = sha256(som) where (strook, nr) = (select strook, nr from inzage_schakel order by nr limit 1)", "sluit niet aan")]
    [InlineData("delete from inzage where wat = 'p3'; update inzage_schakel set gewist = array[som] where nr = 1", "sluit niet aan")]
    public async Task Whoever_tampers_past_the_triggers_is_seen(string knoeien, string bericht)
    {
        await using var vol = await VolDossier.MaakAsync(postgres, Ct);
        await OpenVijfAsync(vol);
        Assert.Empty((await ControleerAsync(vol)).Breuken);

        await vol.SqlAsync($"set session_replication_role = replica; {knoeien}");
        Assert.Contains((await ControleerAsync(vol)).Breuken, b => b.Contains(bericht, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cutting_off_the_end_or_making_the_chain_anew_is_seen_with_an_earlier_seal()
    {
        await using var vol = await VolDossier.MaakAsync(postgres, Ct);
        await OpenVijfAsync(vol);
        var zegels = Zegel.Lees(["liemers: 6 regels", .. (await ControleerAsync(vol)).Zegels.Select(z => z.AlsRegel())]);
        Assert.NotEmpty(zegels);

        // All there was, forged anew without one line: in itself it is whole.
        await vol.SqlAsync("""
            set session_replication_role = replica;
            create temp table eerder as select * from inzage where wat <> 'p3';
            delete from inzage; delete from inzage_schakel;
            set session_replication_role = origin;
            insert into inzage select * from eerder
            """);
        Assert.Empty((await ControleerAsync(vol)).Breuken);
        Assert.NotEmpty((await ControleerAsync(vol, zegels)).Breuken);

        var nu = (await ControleerAsync(vol)).Zegels;
        await vol.SqlAsync("""
            set session_replication_role = replica;
            delete from inzage; delete from inzage_schakel
            """);
        Assert.Empty((await ControleerAsync(vol)).Breuken);
        Assert.Contains((await ControleerAsync(vol, nu)).Breuken, b => b.Contains("Het einde is weggehaald", StringComparison.Ordinal));
        await Assert.ThrowsAsync<InvalidOperationException>(() => vol.Neem<InzagelogControleren>().LeesAsync([new("nergens", 1, 1, "00")], Ct));
    }

    [Fact]
    public async Task Neither_the_application_nor_the_owner_changes_a_line_or_a_link()
    {
        await using var vol = await VolDossier.MaakAsync(postgres, Ct);
        foreach (var (verbinding, mag) in new[] { (vol.App, false), (vol.Eigenaar, true) })
        {
            await using var db = new NpgsqlConnection(verbinding);
            await db.OpenAsync(Ct);
            await db.ExecuteAsync("set search_path = ambulant; set ambulant.regios = 'liemers'");
            foreach (var sql in new[]
            {
                "update inzage set wat = 'anders'", "delete from inzage", "truncate inzage", "update inzage_schakel set nr = nr + 1", "delete from inzage_schakel", "truncate inzage_schakel",
            })
            {
                var fout = await Assert.ThrowsAsync<PostgresException>(() => db.ExecuteAsync(sql));
                Assert.Equal(mag ? PostgresErrorCodes.RaiseException : PostgresErrorCodes.InsufficientPrivilege, fout.SqlState);
            }

            if (!mag)
            {
                foreach (var sql in new[]
                {
                    "insert into inzage_schakel (regio_id, strook, nr, som, hash) values ('liemers', 0, 99, '\\x00', '\\x00')", "select inzage_schakelen('liemers', '\\x00', null)",
                })
                {
                    Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => db.ExecuteAsync(sql))).SqlState);
                }
            }
        }

        Assert.Empty((await ControleerAsync(vol)).Breuken);
    }

    [Fact]
    public async Task Readers_at_once_each_get_a_link_and_do_not_wait_in_one_row()
    {
        await using var vol = await VolDossier.MaakAsync(postgres, Ct);
        var openen = vol.Neem<DossierOpenen>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 24, CancellationToken = Ct }, async (i, ct) =>
            await openen.OpenAsync(i % 3 == 0 ? vol.AndereIb : vol.Begeleider, Regio, vol.Dossier, new($"p{i}"), ct));

        var verslag = await ControleerAsync(vol);
        Assert.Empty(verslag.Breuken);
        Assert.Equal(401, verslag.Regels);
        Assert.True(verslag.Zegels.Count > 4, "All readers added to the same row of links.");

        // Someone who holds a row of links keeps nobody waiting.
        await using var traag = new NpgsqlConnection(vol.App);
        await traag.OpenAsync(Ct);
        await using var transactie = await traag.BeginTransactionAsync(Ct);
        await traag.ExecuteAsync("""
            set local search_path = ambulant; set local ambulant.regios = 'liemers';
            insert into inzage (regio_id, object_id, rol, wat, volledig, op) values ('liemers', gen_random_uuid(), 'Begeleider', 'traag', false, now())
            """, transaction: transactie);
        for (var i = 0; i < 20; i++)
        {
            Assert.NotNull(await openen.OpenAsync(vol.Begeleider, Regio, vol.Dossier, new("vlot"), Ct));
        }

        await transactie.RollbackAsync(Ct);
        verslag = await ControleerAsync(vol);
        Assert.Empty(verslag.Breuken);
        Assert.Equal(421, verslag.Regels);
    }

    [Fact]
    public async Task Who_looked_reads_per_person_per_day_for_the_school_and_for_parents()
    {
        await using var vol = await VolDossier.MaakAsync(postgres, Ct);
        await vol.SqlAsync("""
            set session_replication_role = replica; delete from inzage; delete from inzage_schakel; set session_replication_role = origin; set ambulant.regios = 'liemers';
            insert into organisatie (regio_id, id, naam) values ('liemers', @organisatie, 'Verzonnen Begeleiding');
            update lidmaatschap set organisatie_id = @organisatie where rol = 'Begeleider';
            insert into inzage (regio_id, dossier_id, persoon_id, rol, wat, grond, volledig, op)
            select 'liemers', @Dossier, @bram, 'Begeleider', 'overzicht', 'toestemming', true, '2026-01-01 12:00+01'::timestamptz + n * interval '1 day' from generate_series(1, 20) n;
            insert into inzage (regio_id, dossier_id, object_id, persoon_id, rol, actie, wat, grond, volledig, op)
            select 'liemers', @Dossier, d.id, @ib, 'InternBegeleider', 'downloaden', 'documenten/downloaden', 'school', true, '2026-02-01 09:03+01' from document d where d.soort = 'opp';
            insert into inzage (regio_id, dossier_id, persoon_id, rol, wat, grond, volledig, op)
            select 'liemers', @Dossier, @ib, 'InternBegeleider', 'logboek/index', 'school', true, '2026-02-01 09:40+01' from generate_series(1, 3);
            insert into inzage (regio_id, dossier_id, ouder_id, rol, wat, grond, volledig, op) values ('liemers', @Dossier, @OuderId, 'Ouder', 'index', 'gezag', true, '2026-02-01 23:30+01');
            insert into inzage (regio_id, object_id, persoon_id, rol, wat, grond, volledig, op) values ('liemers', @Leerling, @ib, 'InternBegeleider', 'leerling', 'school', true, '2025-12-01 09:00+01');
            insert into inzage (regio_id, object_id, persoon_id, rol, wat, resultaat, volledig, op) values ('liemers', @Dossier, @ander, 'InternBegeleider', 'overzicht', 'geweigerd', false, '2026-02-02 09:00+01'),
              ('liemers', gen_random_uuid(), @ander, 'InternBegeleider', 'overzicht', 'geweigerd', false, '2026-02-02 09:00+01')
            """, new { vol.Dossier, vol.OuderId, vol.Leerling, bram = vol.Begeleider.PersoonId, ib = vol.Ib.PersoonId, ander = vol.AndereIb.PersoonId, organisatie = Guid.NewGuid() });
        var lezen = vol.Neem<InzagenLezen>();
        var kop = (await vol.Neem<DossierOpenen>().OpenAsync(vol.Ib, Regio, vol.Dossier, new Inzagevraag("wiekeekmee", Recht.InzageZien), Ct))!;

        var blad = await lezen.VoorSchoolAsync(kop, new DateOnly(2026, 2, 2), Ct);
        Assert.Equal(InzagenLezen.Dagen, blad.Bezoeken.Select(b => b.Dag).Distinct().Count());
        Assert.Equal(new DateOnly(2026, 1, 9), blad.Eerder);
        Assert.Equal((VolDossier.Ouder, new DateOnly(2026, 2, 1), false), (blad.Bezoeken[0].Naam, blad.Bezoeken[0].Dag, blad.Bezoeken[0].Uzelf));
        var ilse = blad.Bezoeken[1];
        Assert.Equal(("Ilse Voorbeeld", Rol.InternBegeleider, "Basisschool Voorbeeld", Inzagegrond.School, 4), (ilse.Naam, ilse.Rol, ilse.Waar, ilse.Grond, ilse.Keer));
        Assert.Equal([new("logboek", Inzageactie.Bekijken, null, 3), new("documenten", Inzageactie.Downloaden, "../OPP van Zbyněkje (def).PDF", 1)], ilse.Delen);
        Assert.Equal(("Bram Voorbeeld", "Verzonnen Begeleiding"), (blad.Bezoeken[2].Naam, blad.Bezoeken[2].Waar));
        var geweigerd = Assert.Single(blad.Weigeringen);
        Assert.Equal(("Anders Voorbeeld", "Basisschool Elders", 1), (geweigerd.Naam, geweigerd.Waar, geweigerd.Keer));

        var ouder = await lezen.VoorOuderAsync(new(Regio, vol.OuderId, "", vol.Dossier, "", "", Guid.Empty), new DateOnly(2026, 2, 2), Ct);
        Assert.Empty(ouder.Weigeringen);
        Assert.True(ouder.Bezoeken[0].Uzelf);
        Assert.All(ouder.Bezoeken.SelectMany(b => b.Delen), d => Assert.Null(d.Naam));
        var anders = await lezen.VoorOuderAsync(new(Regio, Guid.NewGuid(), "", vol.Dossier, "", "", Guid.Empty), new DateOnly(2026, 2, 2), Ct);
        Assert.Equal((null, false), (anders.Bezoeken[0].Naam, anders.Bezoeken[0].Uzelf));

        var laatste = await lezen.VoorSchoolAsync(kop, blad.Eerder, Ct);
        Assert.Null(laatste.Eerder);
        Assert.Equal(("leerling", new DateOnly(2025, 12, 1)), (laatste.Bezoeken[^1].Delen[0].Deel, laatste.Bezoeken[^1].Dag));
        Assert.Null(await vol.Neem<DossierOpenen>().OpenAsync(vol.Swv, Regio, vol.Dossier, new Inzagevraag("wiekeekmee", Recht.InzageZien), Ct));
    }

    private static async Task OpenVijfAsync(VolDossier vol)
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.NotNull(await vol.Neem<DossierOpenen>().OpenAsync(vol.Begeleider, Regio, vol.Dossier, new($"p{i}"), Ct));
        }
    }

    private static async Task<Ketenverslag> ControleerAsync(VolDossier vol, IReadOnlyCollection<Zegel>? eerder = null) =>
        Assert.Single(await vol.Neem<InzagelogControleren>().LeesAsync(eerder ?? [], Ct));

    private static async Task<List<string>> RegelsAsync(VolDossier vol) => await vol.LijstAsync<string>("""
        select concat(p.naam, '|', i.rol, '|', i.actie, '|', i.wat, '|', i.dossier_id, '|', i.object_id, '|', i.resultaat, '|', i.grond, '|', i.herkomst, '|', case when i.volledig then 'True' else 'False' end)
        from inzage i left join persoon p on p.id = i.persoon_id order by i.op
        """);
}
