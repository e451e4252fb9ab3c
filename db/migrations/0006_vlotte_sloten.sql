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
