using Dapper;
using Npgsql;

namespace Ambulant.Bench;

/// <summary>Invented dossiers in bulk, as the administrator, in set-based SQL.</summary>
internal static class Vulling
{
    /// <param name="persoon">Betrokkene (ib-er) of one dossier in fifty: a full worklist.</param>
    /// <param name="vanaf">Number of dossiers that are there already.</param>
    /// <returns>Keys of dossiers of which the person is betrokkene.</returns>
    public static async Task<IReadOnlyList<Guid>> VulAsync(string beheer, int dossiers, Guid persoon, int vanaf = 0)
    {
        const string Sql = """
            set search_path = ambulant;
            create temp table nieuw as
              select gen_random_uuid() as dossier, gen_random_uuid() as leerling, n,
                     (select id from school where regio_id = 'liemers' order by brin limit 1) as school,
                     (select id from routeversie where regio_id = 'liemers' and route = 'ambulante-begeleiding' order by nummer desc limit 1) as route
              from generate_series(@vanaf + 1, @vanaf + @dossiers) n;
            insert into leerling (regio_id, id, school_id, roepnaam, achternaam, geboortedatum, groep, gemaakt_op)
              select 'liemers', leerling, school, 'Proef' || n, 'Verzonnen' || n, date '2017-01-01' + n % 900, (1 + n % 8)::text, now() from nieuw;
            insert into ouder (regio_id, id, leerling_id, naam, email, gezag) select 'liemers', gen_random_uuid(), leerling, 'Ouder Verzonnen' || n, 'ouder' || n || '@proef.voorbeeld', true from nieuw;
            insert into dossier (regio_id, id, nummer, leerling_id, school_id, routeversie_id, geopend_op, toestemming_geldig)
              select 'liemers', dossier, 'P' || translate(lpad(n::text, 6, '0'), '01', 'XY'), leerling, school, route, now() - n * interval '1 minute', true from nieuw;
            insert into hulpvraag (regio_id, dossier_id, signaal, vraag, gebied, soort) select 'liemers', dossier, repeat('Signaal. ', 20), repeat('Hoe helpen wij deze leerling? ', 6), 'gedrag/taakwerkhouding', 'curatief' from nieuw;
            insert into betrokkene (regio_id, id, dossier_id, persoon_id, rol, sinds)
              select 'liemers', gen_random_uuid(), dossier, @persoon, 'InternBegeleider', now() from nieuw where n % 50 = 0;
            insert into betrokkene (regio_id, id, dossier_id, persoon_id, rol, sinds)
              select 'liemers', gen_random_uuid(), n.dossier, p.id, l.rol, now() from nieuw n
              cross join lateral (select l.persoon_id, l.rol from lidmaatschap l where l.regio_id = 'liemers' and l.rol in ('Leerkracht', 'Consulent', 'Begeleider', 'Jeugdprofessional')) l
              join persoon p on p.id = l.persoon_id on conflict do nothing;
            insert into stap_voltooid (regio_id, dossier_id, volgnummer, routeversie_id, stap, ronde, uitkomst, antwoorden, persoon_id, rol, op)
              select 'liemers', n.dossier, s.nr, n.route, s.stap, 1, s.uitkomst, '{"besproken": "Kort verslag."}', @persoon, 'InternBegeleider', now() - (20 - s.nr) * interval '1 day'
              from nieuw n cross join (values (1,'signaleren','klaar'),(2,'interventies','onvoldoende'),(3,'vot','traject'),(4,'gesprek-ouders','traject'),(5,'eerste-contact','gesteld'),
                (6,'gesprek-begeleider','meer-nodig'),(7,'toestemming','gegeven'),(8,'dossier-aanvraag','klaar'),(9,'definitief','definitief'),(10,'doorzetten','doorgezet'),(11,'besluit','positief'),
                (12,'in-uitvoering','in-uitvoering'),(13,'intake','klaar')) s (nr, stap, uitkomst);
            insert into stap_open (regio_id, dossier_id, stap, ronde, rollen, geopend_op, uiterlijk)
              select 'liemers', dossier, s.stap, 1, s.rollen, now(), current_date + n % 60 from nieuw
              cross join (values ('observatie', array['Begeleider']), ('tussenevaluatie', array['InternBegeleider'])) s (stap, rollen);
            insert into logboekregel (regio_id, id, dossier_id, datum, soort, tekst, persoon_id, rol, op)
              select 'liemers', gen_random_uuid(), dossier, current_date - i, 'observatie', repeat('Gezien in de klas. ', 20), @persoon, 'InternBegeleider', now() - i * interval '1 day' from nieuw cross join generate_series(1, 10) i;
            insert into afspraak (regio_id, id, dossier_id, wat, eigenaar_id, wanneer, op)
              select 'liemers', gen_random_uuid(), dossier, 'Afspraak ' || i, (select persoon_id from lidmaatschap where regio_id = 'liemers' and rol = 'Leerkracht' limit 1), current_date + i * 7, now() from nieuw cross join generate_series(1, 4) i;
            insert into interventie (regio_id, id, dossier_id, wat, van, opbrengst, op) select 'liemers', gen_random_uuid(), dossier, 'Interventie', current_date - 90, 'Opbrengst', now() from nieuw cross join generate_series(1, 2);
            insert into doel (regio_id, id, dossier_id, doel, zichtbaar_aan, op) select 'liemers', gen_random_uuid(), dossier, 'Doel', 'Te zien in de klas', now() from nieuw cross join generate_series(1, 2);
            analyze;
            select dossier from nieuw where n % 50 = 0 order by n;
            """;
        await using var verbinding = new NpgsqlConnection(beheer);
        return (await verbinding.QueryAsync<Guid>(new CommandDefinition(Sql, new { dossiers, persoon, vanaf }, commandTimeout: 300))).AsList();
    }

    /// <summary>Spreads the dossiers over that many versions of the route and makes the person betrokkene of all.</summary>
    /// <returns>Every dossier with its open tussenevaluatie.</returns>
    public static async Task<IReadOnlyList<Staprij>> VerdeelAsync(string beheer, Guid persoon, int versies)
    {
        const string Sql = """
            insert into betrokkene (regio_id, id, dossier_id, persoon_id, rol, sinds)
              select 'liemers', gen_random_uuid(), d.id, @persoon, 'InternBegeleider', now() from dossier d where regio_id = 'liemers' on conflict do nothing;
            create temp table soort as select distinct v.route, v.definitie from routeversie v join dossier d on d.regio_id = v.regio_id and d.routeversie_id = v.id where v.regio_id = 'liemers';
            insert into routeversie (regio_id, id, route, nummer, definitie, gepubliceerd_op)
              select 'liemers', gen_random_uuid(), route, 1000 + n, definitie, now() - (2000 - n) * interval '1 minute' from soort cross join generate_series(1, @versies) n;
            with genummerd as (select id, (row_number() over (order by id)) % @versies + 1 as n from dossier where regio_id = 'liemers'),
                 nieuw as (select v.id, v.nummer - 1000 as n from routeversie v where v.regio_id = 'liemers' and v.nummer > 1000)
            update dossier d set routeversie_id = nieuw.id from genummerd g join nieuw on nieuw.n = g.n where d.regio_id = 'liemers' and d.id = g.id;
            update stap_voltooid s set routeversie_id = d.routeversie_id from dossier d where d.regio_id = s.regio_id and d.id = s.dossier_id;
            analyze;
            select d.id as dossier, (select o.id from ouder o where o.regio_id = d.regio_id and o.leerling_id = d.leerling_id limit 1) as ouder, d.school_id as school, d.routeversie_id as versie, s.ronde
            from dossier d join stap_open s on s.regio_id = d.regio_id and s.dossier_id = d.id and s.stap = 'tussenevaluatie' where d.regio_id = 'liemers' order by d.id;
            """;
        await using var verbinding = new NpgsqlConnection(beheer);
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        return (await verbinding.QueryAsync<Staprij>(new CommandDefinition(Sql, new { persoon, versies }, commandTimeout: 300))).AsList();
    }
}
