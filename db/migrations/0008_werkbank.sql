-- The workbench of the regiobeheerder.

-- Who published a version, and why. What the module brings is followed until the region publishes a version of its own; that one says
-- which base of the module stands in it.
alter table routeversie
  add column bron text not null default 'module' check (bron in ('module', 'regio')),
  add column reden text check (length(reden) between 1 and 2000),
  add column persoon_id uuid references persoon (id),
  add column basis jsonb,
  add check ((bron = 'regio') = (reden is not null and persoon_id is not null));

-- One row per edit; the newest is the concept. An edit is taken back by going to the row before it (vorige). Publishing or throwing away
-- deletes them all.
create table routeconcept (
  regio_id regio_sleutel not null references regio (sleutel),
  route text not null check (length(route) between 1 and 60),
  versie bigint generated always as identity,
  vorige bigint,
  definitie jsonb not null,
  basis jsonb not null,
  basis_nummer int not null,
  wat text not null check (length(wat) between 1 and 500),
  persoon_id uuid not null references persoon (id),
  op timestamptz not null,
  primary key (regio_id, route, versie));

-- What a region changed of the words and holidays of its module.
create table regio_instelling (
  regio_id regio_sleutel not null references regio (sleutel),
  rollen jsonb not null default '{}',
  voluit jsonb,
  vakanties jsonb,
  versie int not null default 1,
  persoon_id uuid not null references persoon (id),
  op timestamptz not null,
  primary key (regio_id));

create function regio_instelling_gewijzigd() returns trigger language plpgsql as $$
begin
  perform pg_notify('regio_instelling', new.regio_id);
  return null;
end $$;
create trigger regio_instelling_gewijzigd after insert or update on regio_instelling for each row execute function regio_instelling_gewijzigd();

do $$
declare t text;
begin
  foreach t in array array['routeconcept', 'regio_instelling'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy eigen_regio on %I using (regio_id = any (eigen_regios())) with check (regio_id = any (eigen_regios()))', t);
  end loop;
end $$;
grant select, insert, delete on routeconcept to ambulant_app;
grant select, insert, update on regio_instelling to ambulant_app;
grant execute on function regio_instelling_gewijzigd() to ambulant_app;
