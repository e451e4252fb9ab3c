using Dapper;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Npgsql;

namespace Ambulant.Bench.Pages;

public sealed class WerkModel(NpgsqlDataSource bron) : PageModel
{
    private static readonly string[] Regios = ["liemers"];

    public List<Regel> Regels { get; private set; } = [];

    public async Task OnGetAsync(Guid persoon)
    {
        const string Sql = """
            with mijn as (
              select b.regio_id, b.dossier_id, array_agg(b.rol) as rollen from betrokkene b
              where b.persoon_id = @persoon and b.tot is null and b.regio_id = any (@Regios) group by 1, 2),
            werk as (
              select 1 as soort, o.regio_id, o.dossier_id, o.stap as sleutel, null::text as wat, null::uuid as id, o.uiterlijk, o.geopend_op as sinds
              from mijn m
              cross join lateral (
                select s.stap, s.rollen, s.uiterlijk, s.geopend_op, s.regio_id, s.dossier_id from stap_open s
                where s.regio_id = m.regio_id and s.dossier_id = m.dossier_id and s.rollen && m.rollen offset 0) o
              union all
              select 2, a.regio_id, a.dossier_id, null, a.wat, a.id, a.wanneer, a.op
              from afspraak a where a.eigenaar_id = @persoon and a.regio_id = any (@Regios) and a.gedaan_op is null
              union all
              select 0, x.regio_id, x.dossier_id, x.soort, null, x.id, null, x.op
              from melding x where x.persoon_id = @persoon and x.regio_id = any (@Regios) and x.gelezen_op is null
              union all
              select 3, s.regio_id, s.dossier_id, s.soort, null, s.id, v.wanneer, s.op
              from mijn m join stagnatie s on s.regio_id = m.regio_id and s.dossier_id = m.dossier_id
              left join lateral (select x.soort, x.eigenaar_id, x.wanneer from stagnatie_vervolg x where x.regio_id = s.regio_id and x.stagnatie_id = s.id order by x.nummer desc limit 1) v on true
              where coalesce(v.eigenaar_id, s.aan_id) = @persoon and v.soort is distinct from 'gesloten'),
            eerste as (select * from werk order by soort = 0 desc, uiterlijk nulls last, sinds limit 100)
            select w.soort, w.regio_id as regio, w.dossier_id as dossier, w.sleutel, w.wat, w.uiterlijk, w.sinds, l.roepnaam || ' ' || l.achternaam as leerling, l.groep, s.naam as school
            from eerste w join dossier d on d.regio_id = w.regio_id and d.id = w.dossier_id
            join leerling l on l.regio_id = d.regio_id and l.id = d.leerling_id join school s on s.regio_id = d.regio_id and s.id = d.school_id
            order by w.soort = 0 desc, w.uiterlijk nulls last, w.sinds
            """;
        await using var verbinding = await bron.OpenConnectionAsync();
        Regels = (await verbinding.QueryAsync<Regel>(Sql, new { persoon, Regios })).AsList();
    }

    public sealed class Regel
    {
        public int Soort { get; set; }

        public string? Regio { get; set; }

        public Guid Dossier { get; set; }

        public string? Sleutel { get; set; }

        public string? Wat { get; set; }

        public DateOnly? Uiterlijk { get; set; }

        public DateTime Sinds { get; set; }

        public string? Leerling { get; set; }

        public string? Groep { get; set; }

        public string? School { get; set; }
    }
}
