-- PostgreSQL lets everyone run a new function. Here nobody but who is named does, also for what a later migration makes.
revoke execute on all functions in schema ambulant from public;
alter default privileges revoke execute on functions from public;

-- Tables of later migrations said the same rule in other words, worked out for every row (see 0006_vlotte_sloten).
do $$
declare t text;
begin
  for t in select p.tablename from pg_policies p where p.schemaname = current_schema() and p.policyname = 'eigen_regio'
  loop
    execute format('alter policy eigen_regio on %I using (regio_id = any ((select eigen_regios())::text[])) with check (regio_id = any ((select eigen_regios())::text[]))', t);
  end loop;
end $$;
