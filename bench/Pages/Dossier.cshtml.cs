using Dapper;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Npgsql;

namespace Ambulant.Bench.Pages;

public sealed class DossierModel(NpgsqlDataSource bron) : PageModel
{
    public const string Feitensql = """
        select
          exists (select from hulpvraag h where h.regio_id = d.regio_id and h.dossier_id = d.id and h.vraag is not null and h.gebied is not null and h.soort is not null) as hulpvraag_compleet,
          (select count(*) from interventie i where i.regio_id = d.regio_id and i.dossier_id = d.id)::int as interventies,
          (select count(*) from interventie i where i.regio_id = d.regio_id and i.dossier_id = d.id and i.opbrengst is null)::int as interventies_zonder_opbrengst,
          exists (select from document x where x.regio_id = d.regio_id and x.dossier_id = d.id and x.soort = 'opp') as opp_aanwezig,
          d.toestemming_geldig,
          array(select distinct b.rol from betrokkene b where b.regio_id = d.regio_id and b.dossier_id = d.id and b.tot is null) as betrokken,
          (select count(*) from doel x where x.regio_id = d.regio_id and x.dossier_id = d.id and x.stand <> 'vervallen')::int as doelen,
          (select count(*) from afspraak a where a.regio_id = d.regio_id and a.dossier_id = d.id)::int as afspraken,
          (select count(*) from advies a where a.regio_id = d.regio_id and a.dossier_id = d.id and a.verwerking is null)::int as adviezen_open,
          (select count(*) from ouder o where o.regio_id = d.regio_id and o.leerling_id = d.leerling_id and o.gezag)::int as ouders_met_gezag,
          (select coalesce(jsonb_object_agg(v.blok, jsonb_build_object('versie', v.nummer, 'inhoud', v.inhoud)), '{}')::text
           from (select distinct on (b.blok) b.blok, b.nummer, b.inhoud from blokversie b where b.regio_id = d.regio_id and b.dossier_id = d.id order by b.blok, b.nummer desc) v) as blokken
        from dossier d where d.regio_id = @Regio and d.id = @id
        """;

    private const string Regio = "liemers";

    public Koprij Kop { get; private set; } = null!;

    public Feitenrij Feiten { get; private set; } = null!;

    public Vraagrij? Vraag { get; private set; }

    public List<Openrij> Open { get; private set; } = [];

    public List<Historierij> Geschiedenis { get; private set; } = [];

    public List<Betrokkenerij> Betrokkenen { get; private set; } = [];

    public List<Logrij> Logboek { get; private set; } = [];

    public List<Afspraakrij> Afspraken { get; private set; } = [];

    public int Documenten { get; private set; }

    public Betrokkenerij? Regie { get; private set; }

    public List<string> Stagnaties { get; private set; } = [];

    public List<string> Blokken { get; private set; } = [];

    public async Task OnGetAsync(Guid id)
    {
        const string Sql = Feitensql + """
            ;
            select d.nummer, l.roepnaam, l.achternaam, l.geboortedatum, l.groep, s.naam as school from dossier d
            join leerling l on l.regio_id = d.regio_id and l.id = d.leerling_id join school s on s.regio_id = d.regio_id and s.id = d.school_id
            where d.regio_id = @Regio and d.id = @id;
            select vraag, gebied from hulpvraag where regio_id = @Regio and dossier_id = @id;
            select stap, ronde, uiterlijk from stap_open where regio_id = @Regio and dossier_id = @id;
            select v.stap, v.ronde, v.uitkomst, v.reden, coalesce(p.naam, 'ouders') as wie, v.op from stap_voltooid v left join persoon p on p.id = v.persoon_id
            where v.regio_id = @Regio and v.dossier_id = @id order by v.volgnummer desc limit 200;
            select p.naam, b.rol, b.sinds from betrokkene b join persoon p on p.id = b.persoon_id
            where b.regio_id = @Regio and b.dossier_id = @id and b.tot is null order by b.sinds limit 100;
            select l.datum, l.soort, p.naam as wie, left(l.tekst, 280) as tekst from logboekregel l join persoon p on p.id = l.persoon_id
            where l.regio_id = @Regio and l.dossier_id = @id and not exists (select from logboekregel c where c.regio_id = l.regio_id and c.corrigeert = l.id)
            order by l.op desc limit 3;
            select a.wat, coalesce(p.naam, o.naam) as wie, a.wanneer from afspraak a left join persoon p on p.id = a.eigenaar_id
            left join ouder o on o.regio_id = a.regio_id and o.id = a.ouder_id
            where a.regio_id = @Regio and a.dossier_id = @id and a.gedaan_op is null order by a.wanneer limit 5;
            select count(*)::int from document where regio_id = @Regio and dossier_id = @id;
            select p.naam, b.rol, b.sinds from betrokkene b join persoon p on p.id = b.persoon_id
            where b.regio_id = @Regio and b.dossier_id = @id and b.rol = 'InternBegeleider' and b.tot is null order by b.sinds limit 1;
            select s.soort || ' ' || p.naam from stagnatie s join persoon p on p.id = s.aan_id where s.regio_id = @Regio and s.dossier_id = @id order by s.op limit 20;
            select v.blok || ' ' || max(v.nummer) from blokversie v where v.regio_id = @Regio and v.dossier_id = @id group by v.blok
            """;
        await using var verbinding = await bron.OpenConnectionAsync();
        await using var r = await verbinding.QueryMultipleAsync(Sql, new { id, Regio });
        Feiten = await r.ReadSingleAsync<Feitenrij>();
        Kop = await r.ReadSingleAsync<Koprij>();
        Vraag = await r.ReadSingleOrDefaultAsync<Vraagrij>();
        Open = (await r.ReadAsync<Openrij>()).AsList();
        Geschiedenis = (await r.ReadAsync<Historierij>()).AsList();
        Betrokkenen = (await r.ReadAsync<Betrokkenerij>()).AsList();
        Logboek = (await r.ReadAsync<Logrij>()).AsList();
        Afspraken = (await r.ReadAsync<Afspraakrij>()).AsList();
        Documenten = await r.ReadSingleAsync<int>();
        Regie = await r.ReadSingleOrDefaultAsync<Betrokkenerij>();
        Stagnaties = (await r.ReadAsync<string>()).AsList();
        Blokken = (await r.ReadAsync<string>()).AsList();
    }

    public sealed class Koprij
    {
        public string? Nummer { get; set; }

        public string? Roepnaam { get; set; }

        public string? Achternaam { get; set; }

        public DateOnly Geboortedatum { get; set; }

        public string? Groep { get; set; }

        public string? School { get; set; }
    }

    public sealed class Feitenrij
    {
        public int Interventies { get; set; }

        public int Doelen { get; set; }
    }

    public sealed class Vraagrij
    {
        public string? Vraag { get; set; }

        public string? Gebied { get; set; }
    }

    public sealed class Openrij
    {
        public string? Stap { get; set; }

        public int Ronde { get; set; }

        public DateOnly? Uiterlijk { get; set; }
    }

    public sealed class Historierij
    {
        public string? Stap { get; set; }

        public int Ronde { get; set; }

        public string? Uitkomst { get; set; }

        public string? Reden { get; set; }

        public string? Wie { get; set; }

        public DateTime Op { get; set; }
    }

    public sealed class Betrokkenerij
    {
        public string? Naam { get; set; }

        public string? Rol { get; set; }

        public DateTime Sinds { get; set; }
    }

    public sealed class Logrij
    {
        public DateOnly Datum { get; set; }

        public string? Soort { get; set; }

        public string? Wie { get; set; }

        public string? Tekst { get; set; }
    }

    public sealed class Afspraakrij
    {
        public string? Wat { get; set; }

        public string? Wie { get; set; }

        public DateOnly Wanneer { get; set; }
    }
}
