-- Who leads a dossier. Without a line it is the ib-er. Never changed, only added to.
create table regie (
  regio_id regio_sleutel not null,
  dossier_id uuid not null,
  nummer int not null check (nummer > 0),
  persoon_id uuid not null references persoon (id),
  rol text not null check (rol in ('InternBegeleider', 'Directeur', 'Consulent')),
  reden text not null check (length(reden) between 1 and 2000),
  door_id uuid not null references persoon (id),
  op timestamptz not null,
  primary key (regio_id, dossier_id, nummer),
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade);

-- What holds a dossier up, and what was done about it. The last line of the trail says who must act or that it is closed.
create table stagnatie (
  regio_id regio_sleutel not null,
  id uuid not null,
  dossier_id uuid not null,
  soort text not null check (soort in ('inhoud', 'kwaliteit', 'proces', 'nakomen van afspraken', 'realisatie plan', 'gezamenlijke verantwoordelijkheid', 'doorzettingskracht')),
  tekst text not null check (length(tekst) between 1 and 2000),
  aan_id uuid not null references persoon (id),
  persoon_id uuid not null references persoon (id),
  rol text not null,
  op timestamptz not null,
  primary key (regio_id, id),
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade);
create index stagnatie_dossier on stagnatie (regio_id, dossier_id, op);

create table stagnatie_vervolg (
  regio_id regio_sleutel not null,
  dossier_id uuid not null,
  stagnatie_id uuid not null,
  nummer int not null check (nummer > 0),
  soort text not null check (soort in ('afspraak', 'gesloten')),
  tekst text not null check (length(tekst) between 1 and 2000),
  eigenaar_id uuid references persoon (id),
  wanneer date,
  persoon_id uuid not null references persoon (id),
  rol text not null,
  op timestamptz not null,
  primary key (regio_id, stagnatie_id, nummer),
  check ((soort = 'afspraak') = (eigenaar_id is not null) and (soort = 'afspraak') = (wanneer is not null)),
  foreign key (regio_id, stagnatie_id) references stagnatie (regio_id, id) on delete cascade,
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade);
create index stagnatie_vervolg_dossier on stagnatie_vervolg (regio_id, dossier_id);

do $$
declare t text;
begin
  foreach t in array array['regie', 'stagnatie', 'stagnatie_vervolg']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy eigen_regio on %I using (regio_id = any (eigen_regios())) with check (regio_id = any (eigen_regios()))', t);
    execute format('grant select, insert on %I to ambulant_app', t);
  end loop;
end $$;
