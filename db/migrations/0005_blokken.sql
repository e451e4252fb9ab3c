-- A step that is not meant to be done before a day ("after 10-13 weeks").
alter table stap_open add column vanaf date;

-- A block of a region, as it was each time it was saved. Never changed, only added to.
create table blokversie (
  regio_id regio_sleutel not null,
  dossier_id uuid not null,
  blok text not null,
  nummer int not null check (nummer > 0),
  inhoud jsonb not null,
  persoon_id uuid not null references persoon (id),
  rol text not null,
  op timestamptz not null,
  primary key (regio_id, dossier_id, blok, nummer),
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade);

-- What a parent answers to one version of a block: the last act counts, for that version only. Apart from toestemming, because
-- agreeing with a plan and letting outsiders in are two acts.
create table instemming (
  regio_id regio_sleutel not null,
  id uuid not null,
  dossier_id uuid not null,
  ouder_id uuid not null,
  blok text not null,
  nummer int not null,
  soort text not null check (soort in ('gevraagd', 'gegeven', 'geweigerd', 'ingetrokken')),
  wijze text not null check (wijze in ('online', 'papier')),
  mening text check (length(mening) between 1 and 4000),
  document_id uuid,
  getekend_op date,
  persoon_id uuid references persoon (id),
  op timestamptz not null,
  volgnummer bigint generated always as identity,
  primary key (regio_id, id),
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade,
  foreign key (regio_id, dossier_id, blok, nummer) references blokversie (regio_id, dossier_id, blok, nummer) on delete cascade,
  foreign key (regio_id, ouder_id) references ouder (regio_id, id) on delete cascade,
  foreign key (regio_id, document_id) references document (regio_id, id) on delete cascade);
create index instemming_dossier on instemming (regio_id, dossier_id, blok, nummer, ouder_id, volgnummer);
create index instemming_ouder on instemming (regio_id, ouder_id);

do $$
declare t text;
begin
  foreach t in array array['blokversie', 'instemming'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy eigen_regio on %I using (regio_id = any (eigen_regios())) with check (regio_id = any (eigen_regios()))', t);
  end loop;
end $$;
grant select, insert on blokversie, instemming to ambulant_app;

-- Whether every parent with gezag, and at least one, agrees with this version.
create function instemming_geldig(r text, d uuid, b text, n int) returns boolean language sql stable parallel safe as $$
  select count(*) > 0 and coalesce(bool_and(coalesce(s.soort = 'gegeven', false)), false)
  from dossier x
  join ouder o on o.regio_id = x.regio_id and o.leerling_id = x.leerling_id and o.gezag
  left join lateral (
    select i.soort from instemming i
    where i.regio_id = r and i.dossier_id = d and i.blok = b and i.nummer = n and i.ouder_id = o.id and i.soort <> 'gevraagd'
    order by i.volgnummer desc limit 1) s on true
  where x.regio_id = r and x.id = d $$;
grant execute on function instemming_geldig(text, uuid, text, int) to ambulant_app;
