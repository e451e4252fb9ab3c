using Ambulant.Core.Tests.Bewaren;
using Ambulant.Testhulp;
using Dapper;
using Npgsql;

namespace Ambulant.Core.Tests.Opslag;

/// <summary>Asks the database itself whether its locks are on, for every table there is: a table that a later migration adds is held to them too.</summary>
public sealed class CatalogusTests(TestPostgres postgres)
{
    private const string Liemers = "liemers";
    private const string Ander = "noord-kennemerland";
    private const string Kolommen = "select quote_ident(attname) from pg_attribute where attrelid = ('ambulant.' || @tabel)::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum";

    /// <summary>What happened is added to, never changed.</summary>
    private static readonly string[] Geschiedenis = ["stap_voltooid", "dossier_overgang", "regie", "stagnatie", "stagnatie_vervolg", "toestemming", "logboekregel", "handeling", "inzage", "inzage_schakel", "blokversie", "instemming"];

    /// <summary>Functions that run as the owner, and why. None can be called: they are triggers.</summary>
    private static readonly Dictionary<string, string> AlsEigenaar = new()
    {
        ["sporen_wissen"] = "removes lines that the application may not change, of a row that is just deleted",
        ["inzage_geschreven"] = "adds a link to the chain of the inzagelog, which the application may only read",
        ["inzage_gewist"] = "adds the link that says which lines went with their dossier",
    };

    /// <summary>Tables that belong to no region, and so have no second lock, and why.</summary>
    private static readonly Dictionary<string, string> ZonderRegio = new()
    {
        ["regio"] = "the regions themselves",
        ["migratie"] = "which scripts ran",
        ["persoon"] = "people at work; one can be in several regions",
        ["persoon_identiteit"] = "read before it is known who someone is",
        ["uitnodiging"] = "of a person, read by its code",
        ["identiteitsprovider"] = "read before it is known who someone is",
        ["sessie"] = "read by its key, before it is known who someone is",
        ["sleutelring"] = "keys of the portal",
        ["mail_uit"] = "holds nothing about a child",
        ["platformbeheerder"] = "people of the platform; gives nothing in any region",
        ["platformhandeling"] = "what was done for the platform; holds nothing about a child",
        ["getypt"] = "what someone typed when a session ended, encrypted, read by that person only",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_table_of_a_region_is_locked_and_keyed_by_the_region()
    {
        await using var database = await postgres.NieuweDatabaseAsync(Ct);
        await using var verbinding = new NpgsqlConnection(database.Beheer);
        var regionaal = await RegionaalAsync(verbinding);

        Assert.Empty(Geschiedenis.Concat(["dossier", "leerling", "ouder", "document"]).Except(regionaal));
        Assert.Empty(await Vraag("""
            select relname::text from pg_class
            where relnamespace = 'ambulant'::regnamespace and relkind in ('r', 'p') and relname = any (@regionaal) and not (relrowsecurity and relforcerowsecurity)
            """));
        // Both ways: what is read and what is written.
        Assert.Empty(await Vraag("""
            select t from unnest(@regionaal) t where not exists (
              select from pg_policies where schemaname = 'ambulant' and tablename = t and cmd = 'ALL' and permissive = 'PERMISSIVE'
                and qual like '%regio_id%eigen_regios()%' and with_check like '%regio_id%eigen_regios()%')
            """));
        // Another policy can only open more. There is one: a person sees the own memberships.
        Assert.Equal(["lidmaatschap.eigen_lidmaatschap.SELECT"], await Vraag(
            "select tablename || '.' || policyname || '.' || cmd from pg_policies where schemaname = 'ambulant' and policyname <> 'eigen_regio'"));
        Assert.Empty(await Vraag("""
            select t from unnest(@regionaal) t where not exists (
              select from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
              where k.conrelid = ('ambulant.' || t)::regclass and k.contype = 'p' and a.attname = 'regio_id')
            """));
        // A key to another row of the region carries the region on both sides, in front.
        Assert.Empty(await Vraag("""
            select k.conrelid::regclass || ' ' || k.conname from pg_constraint k
            join pg_attribute van on van.attrelid = k.conrelid and van.attnum = k.conkey[1]
            join pg_attribute naar on naar.attrelid = k.confrelid and naar.attnum = k.confkey[1]
            join pg_class doel on doel.oid = k.confrelid
            where k.contype = 'f' and doel.relnamespace = 'ambulant'::regnamespace and doel.relname = any (@regionaal) and (van.attname <> 'regio_id' or naar.attname <> 'regio_id')
            """));
        // Not only the primary key: an index that is unique without the region in front tells of rows of another region.
        Assert.Empty(await Vraag("""
            select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid
            left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
            where c.relnamespace = 'ambulant'::regnamespace and c.relname = any (@regionaal) and i.indisunique and a.attname is distinct from 'regio_id'
            """));
        // One rule, word for word, both ways: "or true" behind it would show.
        Assert.Single(await Vraag("select distinct qual from pg_policies where schemaname = 'ambulant' and policyname = 'eigen_regio' union select distinct with_check from pg_policies where schemaname = 'ambulant' and policyname = 'eigen_regio'"));
        Assert.Equal(ZonderRegio.Keys.Order(StringComparer.Ordinal), (await Vraag(
            "select relname::text from pg_class where relnamespace = 'ambulant'::regnamespace and relkind in ('r', 'p', 'f') and relname <> all (@regionaal)")).Order(StringComparer.Ordinal));
        // A view runs as its owner unless it says otherwise; a materialized view passes row-level security by whatever it says.
        Assert.Empty(await Vraag("""
            select relname::text from pg_class where relnamespace = 'ambulant'::regnamespace
              and (relkind = 'm' or relkind = 'v' and not coalesce(reloptions, '{}') && array['security_invoker=true', 'security_invoker=on'])
            """));

        async Task<IEnumerable<string>> Vraag(string sql) => await verbinding.QueryAsync<string>(sql, new { regionaal });
    }

    [Fact]
    public async Task The_application_owns_nothing_and_cannot_change_history()
    {
        await using var database = await postgres.NieuweDatabaseAsync(Ct);
        await using var verbinding = new NpgsqlConnection(database.Beheer);

        Assert.False(await verbinding.ExecuteScalarAsync<bool>("select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication from pg_roles where rolname = 'ambulant_app'"));
        Assert.Equal(0, await verbinding.ExecuteScalarAsync<long>("""
            select (select count(*) from pg_class where relowner = r.oid) + (select count(*) from pg_proc where proowner = r.oid)
                 + (select count(*) from pg_namespace where nspowner = r.oid) + (select count(*) from pg_database where datdba = r.oid)
                 + (select count(*) from pg_auth_members where member = r.oid)
            from pg_roles r where rolname = 'ambulant_app'
            """));
        Assert.Empty(await verbinding.QueryAsync<string>("""
            select t || ' ' || r from unnest(@Geschiedenis) t, unnest(array['update', 'delete', 'truncate', 'trigger']) r
            where has_table_privilege('ambulant_app', 'ambulant.' || t, r)
            union all
            select t || ' update of a column' from unnest(@Geschiedenis) t where has_any_column_privilege('ambulant_app', 'ambulant.' || t, 'update')
            """, new { Geschiedenis }));
        Assert.Empty(await verbinding.QueryAsync<string>("""
            select relname::text from pg_class where relnamespace = 'ambulant'::regnamespace and relkind in ('r', 'p') and has_table_privilege('ambulant_app', oid, 'truncate')
            """));
        Assert.False(await verbinding.ExecuteScalarAsync<bool>("select has_schema_privilege('ambulant_app', 'ambulant', 'create')"));

        // The words of the catalogue, and the deed.
        await using var app = new NpgsqlConnection(database.App);
        await app.ExecuteAsync("set ambulant.regios = 'liemers'");
        foreach (var tabel in Geschiedenis)
        {
            foreach (var sql in new[] { $"delete from ambulant.{tabel}", $"update ambulant.{tabel} set regio_id = 'liemers'" })
            {
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => app.ExecuteAsync(sql))).SqlState);
            }
        }
    }

    [Fact]
    public async Task Nobody_gets_anything_by_default_and_no_function_sees_through()
    {
        await using var database = await postgres.NieuweDatabaseAsync(Ct);
        await using var verbinding = new NpgsqlConnection(database.Beheer);

        Assert.Empty(await verbinding.QueryAsync<string>("""
            select 'function ' || p.proname from pg_proc p cross join aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
            where p.pronamespace = 'ambulant'::regnamespace and a.grantee = 0
            union all
            select 'table ' || c.relname from pg_class c cross join aclexplode(coalesce(c.relacl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner))) a
            where c.relnamespace = 'ambulant'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and a.grantee = 0
            union all
            select 'column ' || attrelid::regclass || '.' || attname from pg_attribute cross join aclexplode(attacl) a
            where attrelid in (select oid from pg_class where relnamespace = 'ambulant'::regnamespace) and a.grantee = 0
            union all
            select 'schema ' || nspname from pg_namespace cross join aclexplode(coalesce(nspacl, acldefault('n', nspowner))) a where nspname = 'ambulant' and a.grantee = 0
            """));
        // And what a next migration makes is nobody's either.
        Assert.True(await verbinding.ExecuteScalarAsync<bool>("""
            select exists (select from pg_default_acl where defaclrole = 'ambulant_migratie'::regrole and defaclobjtype = 'f' and defaclnamespace = 0
              and not exists (select from aclexplode(defaclacl) a where a.grantee = 0))
            """));

        var eigenaar = (await verbinding.QueryAsync<(string Naam, bool Trigger, bool App, string? Pad)>("""
            select proname::text, prorettype = 'trigger'::regtype, has_function_privilege('ambulant_app', oid, 'execute'), array_to_string(proconfig, ' ')
            from pg_proc where pronamespace = 'ambulant'::regnamespace and prosecdef
            """)).ToList();
        Assert.Equal(AlsEigenaar.Keys.Order(StringComparer.Ordinal), eigenaar.Select(f => f.Naam).Order(StringComparer.Ordinal));
        Assert.All(eigenaar, f => Assert.Equal((f.Naam, true, false, "search_path=ambulant, pg_temp"), f));
        // Of the extensions that could be there none: each brings functions of its own.
        Assert.Equal(["plpgsql"], await verbinding.QueryAsync<string>("select extname::text from pg_extension"));
    }

    [Fact]
    public async Task Without_a_region_there_is_no_row_and_with_one_only_its_own()
    {
        await using var vol = await VolDossier.MaakAsync(postgres, Ct);
        await using var beheer = new NpgsqlConnection(vol.Beheer);
        await beheer.OpenAsync(Ct);
        var tabellen = await RegionaalAsync(beheer);
        await VulAlles(beheer, tabellen);

        await using var app = new NpgsqlConnection(vol.App);
        await app.OpenAsync(Ct);
        foreach (var tabel in tabellen)
        {
            var allebei = (await beheer.QueryAsync<string>($"select distinct regio_id from ambulant.{tabel} order by 1")).ToArray();
            Assert.True(allebei is [Liemers, Ander], $"{tabel} has no row of both regions to try with.");

            Assert.Empty(await ZiePer(null, tabel));
            Assert.Empty(await ZiePer("", tabel));
            Assert.Empty(await ZiePer("nergens", tabel));
            Assert.Equal([Liemers], await ZiePer(Liemers, tabel));
            Assert.Equal([Ander], await ZiePer(Ander, tabel));
            Assert.Equal([Liemers, Ander], await ZiePer($"{Liemers},{Ander}", tabel));
        }

        // Writing for another region, moving a row there, and touching a row that is there: refused by every table, whatever it is.
        var geschreven = 0;
        foreach (var tabel in tabellen)
        {
            foreach (var regio in new[] { "", Liemers })
            {
                await app.ExecuteAsync("select set_config('ambulant.regios', @regio, false)", new { regio });
                var kolommen = string.Join(", ", await beheer.QueryAsync<string>(Kolommen, new { tabel }));
                var rij = await beheer.ExecuteScalarAsync<string>($"select (to_jsonb(x) || '{Regio(Ander)}')::text from ambulant.{tabel} x where regio_id = @Liemers limit 1", new { Liemers });
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await DoeAsync(
                    $"insert into ambulant.{tabel} ({kolommen}) overriding system value select {kolommen} from jsonb_populate_record(null::ambulant.{tabel}, @rij::jsonb)", new { rij }));
                // Without a region there is no row to move; with one its own may not leave.
                Assert.Contains(await DoeAsync($"update ambulant.{tabel} set regio_id = @Ander", new { Ander }), regio.Length == 0 ? ["0", PostgresErrorCodes.InsufficientPrivilege] : new[] { PostgresErrorCodes.InsufficientPrivilege });
                Assert.Contains(await DoeAsync($"update ambulant.{tabel} set regio_id = regio_id where regio_id = @Ander", new { Ander }), new[] { "0", PostgresErrorCodes.InsufficientPrivilege });
                Assert.Contains(await DoeAsync($"delete from ambulant.{tabel} where regio_id = @Ander", new { Ander }), new[] { "0", PostgresErrorCodes.InsufficientPrivilege });
                geschreven++;
            }
        }

        Assert.True(geschreven >= 60);

        // How many rows it touched, or why not.
        async Task<string> DoeAsync(string sql, object waarden)
        {
            await using var transactie = await app.BeginTransactionAsync(Ct);
            try
            {
                return (await app.ExecuteAsync(sql, waarden, transactie)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            }
            catch (PostgresException e)
            {
                return e.SqlState;
            }
        }

        async Task<IEnumerable<string>> ZiePer(string? regios, string tabel)
        {
            await app.ExecuteAsync(regios is null ? "reset ambulant.regios" : "select set_config('ambulant.regios', @regios, false)", new { regios });
            return await app.QueryAsync<string>($"select distinct regio_id from ambulant.{tabel} order by 1");
        }
    }

    private static async Task<string[]> RegionaalAsync(NpgsqlConnection verbinding) =>
    [
        .. await verbinding.QueryAsync<string>("""
            select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'regio_id' and not a.attisdropped
            where c.relnamespace = 'ambulant'::regnamespace and c.relkind in ('r', 'p') order by 1
            """),
    ];

    // Tables that a full dossier leaves empty get a row too, and then every row gets a twin in the other region.
    private static async Task VulAlles(NpgsqlConnection beheer, string[] tabellen)
    {
        await beheer.ExecuteAsync("""
            insert into ambulant.regio (sleutel, naam) values ('noord-kennemerland', 'Noord-Kennemerland') on conflict do nothing;
            insert into ambulant.organisatie (regio_id, id, naam) values ('liemers', gen_random_uuid(), 'Verzonnen organisatie');
            insert into ambulant.verwijderbewijs (regio_id, id, nummer, school_id, route, geopend_op, gewist_op, tellingen, overdracht_sha256)
            select regio_id, gen_random_uuid(), 'VERZ234', id, 'proef', current_date, now(), '{}', 'som' from ambulant.school limit 1;
            set session_replication_role = replica;
            insert into ambulant.routeconcept (regio_id, route, definitie, basis, basis_nummer, wat, persoon_id, op)
            values ('liemers', 'proef', '{}', '{}', 1, 'Verzonnen wijziging', gen_random_uuid(), now());
            insert into ambulant.route_gebruik (regio_id, route, in_gebruik, reden, persoon_id, op) values ('liemers', 'proef', false, 'Verzonnen reden', gen_random_uuid(), now());
            insert into ambulant.regio_instelling (regio_id, persoon_id, op) values ('liemers', gen_random_uuid(), now());
            insert into ambulant.blokversie (regio_id, dossier_id, blok, nummer, inhoud, persoon_id, rol, op)
            select regio_id, id, 'proef', 1, '{}', gen_random_uuid(), 'InternBegeleider', now() from ambulant.dossier limit 1;
            insert into ambulant.instemming (regio_id, id, dossier_id, ouder_id, blok, nummer, soort, wijze, op)
            select regio_id, gen_random_uuid(), dossier_id, gen_random_uuid(), blok, nummer, 'gegeven', 'online', op from ambulant.blokversie limit 1;
            """);
        foreach (var tabel in tabellen)
        {
            var kolommen = string.Join(", ", await beheer.QueryAsync<string>(Kolommen, new { tabel }));
            await beheer.ExecuteAsync($"""
                insert into ambulant.{tabel} ({kolommen}) overriding system value
                select {kolommen} from (select (jsonb_populate_record(null::ambulant.{tabel}, to_jsonb(x) || '{Regio(Ander)}')).* from ambulant.{tabel} x where regio_id = 'liemers') y
                """);
        }

        await beheer.ExecuteAsync("set session_replication_role = origin");
    }

    private static string Regio(string regio) => $$"""{"regio_id": "{{regio}}"}""";
}
