-- Taking a route out of use, and back: the last line counts. New dossiers cannot begin on a route that is out of use; running ones go on.
create table route_gebruik (
  regio_id regio_sleutel not null references regio (sleutel),
  route text not null check (length(route) between 1 and 60),
  volgnummer bigint generated always as identity,
  in_gebruik boolean not null,
  reden text not null check (length(reden) between 1 and 2000),
  persoon_id uuid not null references persoon (id),
  op timestamptz not null,
  primary key (regio_id, route, volgnummer));

alter table route_gebruik enable row level security;
alter table route_gebruik force row level security;
create policy eigen_regio on route_gebruik using (regio_id = any ((select eigen_regios())::text[])) with check (regio_id = any ((select eigen_regios())::text[]));
grant select, insert on route_gebruik to ambulant_app;
