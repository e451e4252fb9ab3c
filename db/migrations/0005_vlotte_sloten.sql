-- A policy that calls eigen_regios() bare is worked out for every row it looks at; as a subquery once per statement.
-- The rule itself stays as it was.
do $$
declare t text;
begin
  for t in select p.tablename from pg_policies p where p.schemaname = current_schema() and p.policyname = 'eigen_regio'
  loop
    execute format('alter policy eigen_regio on %I using (regio_id = any ((select eigen_regios())::text[])) with check (regio_id = any ((select eigen_regios())::text[]))', t);
  end loop;
end $$;
alter policy eigen_lidmaatschap on lidmaatschap using (persoon_id = (select eigen_persoon()));

-- Who sees which of these dossiers and how much; the one rule, for one dossier and for a list of work alike.
create function dossiers_toegang(r text[], d uuid[], p uuid)
returns table (regio_id text, dossier_id uuid, rollen text[], volledig boolean) language sql stable parallel safe as $$
  with mijn as (
    select b.regio_id, b.dossier_id, b.rol from betrokkene b
    where b.regio_id = any (r) and b.dossier_id = any (d) and b.persoon_id = p and b.tot is null
    union
    select x.regio_id, x.id, l.rol from dossier x join lidmaatschap l on l.regio_id = x.regio_id and l.school_id = x.school_id
    where x.regio_id = any (r) and x.id = any (d) and l.persoon_id = p and l.tot is null and l.rol in ('InternBegeleider', 'Directeur'))
  select m.regio_id, m.dossier_id, array_agg(m.rol order by m.rol),
         bool_or(m.rol in ('Leerkracht', 'InternBegeleider', 'Directeur')) or bool_or(x.toestemming_geldig)
  from mijn m join dossier x on x.regio_id = m.regio_id and x.id = m.dossier_id
  group by m.regio_id, m.dossier_id $$;

create or replace function dossier_toegang(r text, d uuid, p uuid)
returns table (rollen text[], volledig boolean) language sql stable parallel safe as
  $$ select t.rollen, t.volledig from dossiers_toegang(array[r], array[d], p) t $$;

grant execute on function dossiers_toegang(text[], uuid[], uuid) to ambulant_app;
