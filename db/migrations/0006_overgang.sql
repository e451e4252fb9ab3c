-- A dossier can go on in another routeversie: an uitkomst starts another route, or a beheerder moves it to a newer version.
-- What was open, and how often each step had been open, is where the new version begins. Never changed, only added to.
create table dossier_overgang (
  regio_id regio_sleutel not null,
  dossier_id uuid not null,
  nummer int not null check (nummer > 0),
  -- The first line of stap_voltooid that counts on the new version.
  volgnummer int not null check (volgnummer > 0),
  van_routeversie_id uuid not null,
  routeversie_id uuid not null,
  open jsonb not null,
  rondes jsonb not null,
  reden text not null check (length(reden) between 1 and 2000),
  persoon_id uuid references persoon (id),
  op timestamptz not null,
  primary key (regio_id, dossier_id, nummer),
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade,
  foreign key (regio_id, van_routeversie_id) references routeversie (regio_id, id),
  foreign key (regio_id, routeversie_id) references routeversie (regio_id, id));
alter table dossier_overgang enable row level security;
alter table dossier_overgang force row level security;
create policy eigen_regio on dossier_overgang using (regio_id = any (eigen_regios())) with check (regio_id = any (eigen_regios()));
grant select, insert on dossier_overgang to ambulant_app;

-- A line of the history keeps the names of the version it was done in. The owner is bound by row-level security as well, so it steps
-- aside for this one statement.
alter table stap_voltooid add column routeversie_id uuid;
alter table stap_voltooid no force row level security;
alter table dossier no force row level security;
update stap_voltooid v set routeversie_id = d.routeversie_id from dossier d where d.regio_id = v.regio_id and d.id = v.dossier_id;
alter table stap_voltooid force row level security;
alter table dossier force row level security;
alter table stap_voltooid alter column routeversie_id set not null;
alter table stap_voltooid add foreign key (regio_id, routeversie_id) references routeversie (regio_id, id);

create index dossier_routeversie on dossier (regio_id, routeversie_id);
