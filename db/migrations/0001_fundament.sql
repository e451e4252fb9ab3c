-- The foundation. Every table of a region has regio_id first in its keys and forced row-level security.
-- Read docs/besluiten/0002-twee-sloten.md for why.

create domain regio_sleutel as text collate "C" check (value ~ '^[a-z][a-z0-9-]{1,38}$');

-- The regions this transaction works for; empty or absent means none at all.
create function eigen_regios() returns text[] language sql stable parallel safe as
  $$ select string_to_array(current_setting('ambulant.regios', true), ',') $$;

create function eigen_persoon() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('ambulant.persoon', true), '')::uuid $$;

create table regio (
  sleutel regio_sleutel primary key,
  naam text not null,
  aangemaakt_op timestamptz not null default now());

-- People and how they sign in -----------------------------------------------------------------

create table persoon (
  id uuid primary key,
  naam text not null check (length(naam) between 1 and 120),
  email text not null check (length(email) between 3 and 254),
  gemaakt_op timestamptz not null default now());
create unique index persoon_email on persoon (lower(email));

create table identiteitsprovider (
  id text primary key check (id ~ '^[a-z0-9-]{2,40}$'),
  naam text not null,
  authority text not null,
  client_id text not null,
  client_secret text,
  domeinen text[] not null default '{}',
  actief boolean not null default true);

create function identiteitsprovider_gewijzigd() returns trigger language plpgsql as $$
begin
  perform pg_notify('identiteitsprovider', coalesce(new.id, old.id));
  return null;
end $$;
create trigger identiteitsprovider_gewijzigd after insert or update or delete on identiteitsprovider
  for each row execute function identiteitsprovider_gewijzigd();

create table persoon_identiteit (
  issuer text not null,
  subject text not null,
  persoon_id uuid not null references persoon (id) on delete cascade,
  gekoppeld_op timestamptz not null default now(),
  primary key (issuer, subject));
create index persoon_identiteit_persoon on persoon_identiteit (persoon_id);

create table uitnodiging (
  id uuid primary key,
  persoon_id uuid not null references persoon (id) on delete cascade,
  code_hash bytea not null unique,
  gemaakt_door uuid references persoon (id),
  gemaakt_op timestamptz not null,
  vervalt_op timestamptz not null,
  gebruikt_op timestamptz,
  ingetrokken_op timestamptz);
create index uitnodiging_persoon on uitnodiging (persoon_id);

create table sessie (
  id text primary key,
  persoon_id uuid references persoon (id) on delete cascade,
  issuer text,
  subject text,
  sid text,
  ticket bytea not null,
  gemaakt_op timestamptz not null,
  verloopt_op timestamptz not null);
create index sessie_persoon on sessie (persoon_id);
create index sessie_subject on sessie (issuer, subject);
create index sessie_verloopt on sessie (verloopt_op);

create table sleutelring (
  id text primary key,
  xml text not null);

-- A row is a mail still to be sent; a sent mail leaves no row behind.
create table mail_uit (
  id uuid primary key,
  aan text not null,
  onderwerp text not null,
  tekst text not null,
  gemaakt_op timestamptz not null,
  pogingen int not null default 0,
  volgende_poging_op timestamptz not null,
  laatste_fout text);
create index mail_uit_volgende on mail_uit (volgende_poging_op);
create function mail_uit_nieuw() returns trigger language plpgsql as $$
begin
  perform pg_notify('mail_uit', '');
  return null;
end $$;
create trigger mail_uit_nieuw after insert on mail_uit for each statement execute function mail_uit_nieuw();

-- The region --------------------------------------------------------------------------------

create table organisatie (
  regio_id regio_sleutel not null references regio (sleutel),
  id uuid not null,
  naam text not null check (length(naam) between 1 and 200),
  betaald_uit text not null default 'samenwerkingsverband' check (betaald_uit in ('samenwerkingsverband', 'landelijke regeling')),
  primary key (regio_id, id));

create table school (
  regio_id regio_sleutel not null references regio (sleutel),
  id uuid not null,
  brin text not null check (brin ~ '^[0-9]{2}[A-Z]{2}([0-9]{2})?$'),
  naam text not null check (length(naam) between 1 and 200),
  plaats text not null check (length(plaats) between 1 and 100),
  bestuur text not null default '',
  primary key (regio_id, id),
  unique (regio_id, brin));

create table lidmaatschap (
  regio_id regio_sleutel not null references regio (sleutel),
  id uuid not null,
  persoon_id uuid not null references persoon (id) on delete cascade,
  rol text not null check (rol in ('Leerkracht', 'InternBegeleider', 'Directeur', 'Consulent', 'Besluitnemer', 'Begeleider', 'Jeugdprofessional', 'Regiobeheerder')),
  school_id uuid,
  organisatie_id uuid,
  deskundigheid text,
  sinds date not null,
  tot date,
  primary key (regio_id, id),
  foreign key (regio_id, school_id) references school (regio_id, id),
  foreign key (regio_id, organisatie_id) references organisatie (regio_id, id),
  check ((rol in ('Leerkracht', 'InternBegeleider', 'Directeur')) = (school_id is not null)));
create index lidmaatschap_persoon on lidmaatschap (persoon_id);
create unique index lidmaatschap_eenmaal on lidmaatschap (regio_id, persoon_id, rol, school_id, organisatie_id) nulls not distinct where tot is null;

create table routeversie (
  regio_id regio_sleutel not null references regio (sleutel),
  id uuid not null,
  route text not null,
  nummer int not null check (nummer > 0),
  definitie jsonb not null,
  gepubliceerd_op timestamptz not null,
  primary key (regio_id, id),
  unique (regio_id, route, nummer));

create table leerling (
  regio_id regio_sleutel not null references regio (sleutel),
  id uuid not null,
  school_id uuid not null,
  roepnaam text not null check (length(roepnaam) between 1 and 80),
  achternaam text not null check (length(achternaam) between 1 and 120),
  geboortedatum date not null,
  groep text not null check (length(groep) between 1 and 20),
  versie int not null default 1,
  gemaakt_op timestamptz not null,
  primary key (regio_id, id),
  foreign key (regio_id, school_id) references school (regio_id, id));
create index leerling_school on leerling (regio_id, school_id, achternaam, roepnaam);

create table ouder (
  regio_id regio_sleutel not null,
  id uuid not null,
  leerling_id uuid not null,
  naam text not null check (length(naam) between 1 and 120),
  email text check (length(email) between 3 and 254),
  gezag boolean not null,
  versie int not null default 1,
  primary key (regio_id, id),
  foreign key (regio_id, leerling_id) references leerling (regio_id, id) on delete cascade);
create index ouder_leerling on ouder (regio_id, leerling_id);

-- The dossier -------------------------------------------------------------------------------
-- Deleting a dossier deletes everything below it: erasure needs no list of tables.

create table dossier (
  regio_id regio_sleutel not null references regio (sleutel),
  id uuid not null,
  nummer text not null check (nummer ~ '^[A-Z2-9]{7}$'),
  leerling_id uuid not null,
  school_id uuid not null,
  routeversie_id uuid not null,
  geopend_op timestamptz not null,
  traject_begonnen_op date,
  toestemming_geldig boolean not null default false,
  versie int not null default 1,
  primary key (regio_id, id),
  unique (regio_id, nummer),
  foreign key (regio_id, leerling_id) references leerling (regio_id, id),
  foreign key (regio_id, school_id) references school (regio_id, id),
  foreign key (regio_id, routeversie_id) references routeversie (regio_id, id));
create index dossier_school on dossier (regio_id, school_id, geopend_op);
create index dossier_leerling on dossier (regio_id, leerling_id);

create table hulpvraag (
  regio_id regio_sleutel not null,
  dossier_id uuid not null,
  signaal text not null check (length(signaal) between 1 and 4000),
  vraag text check (length(vraag) between 1 and 2000),
  gebied text,
  soort text check (soort in ('preventief', 'curatief')),
  versie int not null default 1,
  primary key (regio_id, dossier_id),
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade);

create table betrokkene (
  regio_id regio_sleutel not null,
  id uuid not null,
  dossier_id uuid not null,
  persoon_id uuid not null references persoon (id),
  rol text not null,
  sinds timestamptz not null,
  tot timestamptz,
  bevestigd_op timestamptz,
  primary key (regio_id, id),
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade);
create unique index betrokkene_eenmaal on betrokkene (regio_id, dossier_id, persoon_id, rol) where tot is null;
create index betrokkene_persoon on betrokkene (persoon_id, regio_id) where tot is null;

-- History: who completed which step with which result. Never changed, only added to.
create table stap_voltooid (
  regio_id regio_sleutel not null,
  dossier_id uuid not null,
  volgnummer int not null,
  stap text not null,
  ronde int not null,
  uitkomst text not null,
  antwoorden jsonb not null default '{}',
  aanwezigen text[] not null default '{}',
  reden text,
  persoon_id uuid references persoon (id),
  rol text not null,
  op timestamptz not null,
  primary key (regio_id, dossier_id, volgnummer),
  unique (regio_id, dossier_id, stap, ronde),
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade);

-- What is open now. Computed from the history and written with it in one transaction.
create table stap_open (
  regio_id regio_sleutel not null,
  dossier_id uuid not null,
  stap text not null,
  ronde int not null,
  rollen text[] not null,
  geopend_op timestamptz not null,
  uiterlijk date,
  primary key (regio_id, dossier_id, stap),
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade);

create table document (
  regio_id regio_sleutel not null,
  id uuid not null,
  dossier_id uuid not null,
  naam text not null check (length(naam) between 1 and 200),
  soort text not null check (soort in ('opp', 'toestemming', 'verslag', 'overig')),
  type text not null,
  grootte int not null check (grootte between 1 and 10485760),
  inhoud bytea not null,
  persoon_id uuid references persoon (id),
  op timestamptz not null,
  primary key (regio_id, id),
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade);
create index document_dossier on document (regio_id, dossier_id, op);

-- One row per act of consent; the state is the last act per parent. Never changed, only added to.
create table toestemming (
  regio_id regio_sleutel not null,
  id uuid not null,
  dossier_id uuid not null,
  ouder_id uuid not null,
  doel text not null,
  tekstversie text not null,
  soort text not null check (soort in ('gevraagd', 'gegeven', 'geweigerd', 'ingetrokken')),
  wijze text not null check (wijze in ('online', 'papier')),
  document_id uuid,
  persoon_id uuid references persoon (id),
  op timestamptz not null,
  volgnummer bigint generated always as identity,
  primary key (regio_id, id),
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade,
  foreign key (regio_id, ouder_id) references ouder (regio_id, id) on delete cascade,
  foreign key (regio_id, document_id) references document (regio_id, id) on delete cascade);
create index toestemming_dossier on toestemming (regio_id, dossier_id, ouder_id, volgnummer);

-- The personal link of a parent. Only hashes are kept.
create table ouder_toegang (
  regio_id regio_sleutel not null,
  id uuid not null,
  ouder_id uuid not null,
  dossier_id uuid not null,
  sleutel_hash bytea not null,
  gemaakt_op timestamptz not null,
  vervalt_op timestamptz not null,
  code_hash bytea,
  code_vervalt_op timestamptz,
  code_pogingen int not null default 0,
  primary key (regio_id, id),
  unique (regio_id, sleutel_hash),
  foreign key (regio_id, ouder_id) references ouder (regio_id, id) on delete cascade,
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade);

create table logboekregel (
  regio_id regio_sleutel not null,
  id uuid not null,
  dossier_id uuid not null,
  datum date not null,
  soort text not null check (soort in ('observatie', 'gesprek', 'overleg', 'gebeurtenis', 'overig')),
  tekst text not null check (length(tekst) between 1 and 8000),
  corrigeert uuid,
  persoon_id uuid not null references persoon (id),
  rol text not null,
  op timestamptz not null,
  primary key (regio_id, id),
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade,
  foreign key (regio_id, corrigeert) references logboekregel (regio_id, id) on delete cascade);
create index logboekregel_dossier on logboekregel (regio_id, dossier_id, op);

create table advies (
  regio_id regio_sleutel not null,
  id uuid not null,
  dossier_id uuid not null,
  logboekregel_id uuid not null,
  tekst text not null check (length(tekst) between 1 and 2000),
  verwerking text check (verwerking in ('overgenomen', 'aangepast', 'niet')),
  opp_tekst text check (length(opp_tekst) between 1 and 2000),
  reden text check (length(reden) between 1 and 2000),
  verwerkt_door uuid references persoon (id),
  verwerkt_op timestamptz,
  primary key (regio_id, id),
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade,
  foreign key (regio_id, logboekregel_id) references logboekregel (regio_id, id) on delete cascade);
create index advies_dossier on advies (regio_id, dossier_id);

create table interventie (
  regio_id regio_sleutel not null,
  id uuid not null,
  dossier_id uuid not null,
  wat text not null check (length(wat) between 1 and 2000),
  van date not null,
  tot date,
  opbrengst text check (length(opbrengst) between 1 and 2000),
  versie int not null default 1,
  op timestamptz not null,
  primary key (regio_id, id),
  check (tot >= van),
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade);
create index interventie_dossier on interventie (regio_id, dossier_id, van);

create table doel (
  regio_id regio_sleutel not null,
  id uuid not null,
  dossier_id uuid not null,
  doel text not null check (length(doel) between 1 and 1000),
  zichtbaar_aan text not null check (length(zichtbaar_aan) between 1 and 1000),
  stand text not null default 'loopt' check (stand in ('loopt', 'bereikt', 'niet bereikt', 'vervallen')),
  versie int not null default 1,
  op timestamptz not null,
  primary key (regio_id, id),
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade);
create index doel_dossier on doel (regio_id, dossier_id, op);

create table afspraak (
  regio_id regio_sleutel not null,
  id uuid not null,
  dossier_id uuid not null,
  wat text not null check (length(wat) between 1 and 1000),
  eigenaar_id uuid references persoon (id),
  ouder_id uuid,
  wanneer date not null,
  gedaan_op timestamptz,
  versie int not null default 1,
  op timestamptz not null,
  primary key (regio_id, id),
  check (num_nonnulls(eigenaar_id, ouder_id) = 1),
  foreign key (regio_id, ouder_id) references ouder (regio_id, id) on delete cascade,
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade);
create index afspraak_dossier on afspraak (regio_id, dossier_id, wanneer);
create index afspraak_eigenaar on afspraak (eigenaar_id, regio_id) where gedaan_op is null;

-- What someone must know: consent withdrawn, unexpected event.
create table melding (
  regio_id regio_sleutel not null,
  id uuid not null,
  dossier_id uuid not null,
  persoon_id uuid not null references persoon (id),
  soort text not null,
  op timestamptz not null,
  gelezen_op timestamptz,
  primary key (regio_id, id),
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade);
create index melding_persoon on melding (persoon_id, regio_id) where gelezen_op is null;

-- What was done, and what was seen. Never changed, only added to.
create table handeling (
  regio_id regio_sleutel not null,
  id uuid not null,
  dossier_id uuid,
  persoon_id uuid references persoon (id),
  ouder_id uuid,
  rol text not null,
  soort text not null,
  onderwerp_id uuid,
  op timestamptz not null,
  primary key (regio_id, id),
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade);
create index handeling_dossier on handeling (regio_id, dossier_id, op);

create table inzage (
  regio_id regio_sleutel not null,
  id uuid not null default gen_random_uuid(),
  dossier_id uuid not null,
  persoon_id uuid references persoon (id),
  ouder_id uuid,
  rol text not null,
  wat text not null,
  volledig boolean not null,
  op timestamptz not null,
  primary key (regio_id, id),
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade);
create index inzage_dossier on inzage (regio_id, dossier_id, op);

-- A form is handled once: its number and what came of it.
create table verzoek (
  regio_id regio_sleutel not null,
  id uuid not null,
  persoon_id uuid,
  dossier_id uuid,
  resultaat uuid,
  op timestamptz not null,
  primary key (regio_id, id),
  foreign key (regio_id, dossier_id) references dossier (regio_id, id) on delete cascade);
create index verzoek_op on verzoek (op);

-- The receipt that nothing stayed behind. Holds no name, no date of birth, no text about the leerling.
create table verwijderbewijs (
  regio_id regio_sleutel not null references regio (sleutel),
  id uuid not null,
  nummer text not null,
  school_id uuid not null,
  route text not null,
  geopend_op date not null,
  gewist_op timestamptz not null,
  gewist_door uuid references persoon (id),
  tellingen jsonb not null,
  overdracht_sha256 text not null,
  primary key (regio_id, id),
  foreign key (regio_id, school_id) references school (regio_id, id));

-- Second lock: row-level security, forced, on every table with a regio_id ----------------------
do $$
declare t text;
begin
  for t in select c.relname from pg_class c
           join pg_attribute a on a.attrelid = c.oid and a.attname = 'regio_id' and not a.attisdropped
           where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy eigen_regio on %I using (regio_id = any (eigen_regios())) with check (regio_id = any (eigen_regios()))', t);
  end loop;
end $$;
-- A person sees the own memberships before it is known which regions those are.
create policy eigen_lidmaatschap on lidmaatschap for select using (persoon_id = eigen_persoon());

-- Who sees a dossier and how much. No row: it does not exist for this person.
-- The one rule: own school's ib-er and directeur, or betrokkene; an outsider sees names only with valid toestemming.
create function dossier_toegang(r text, d uuid, p uuid)
returns table (rollen text[], volledig boolean) language sql stable parallel safe as $$
  with mijn as (
    select b.rol from betrokkene b where b.regio_id = r and b.dossier_id = d and b.persoon_id = p and b.tot is null
    union
    select l.rol from lidmaatschap l join dossier x on x.regio_id = l.regio_id and x.school_id = l.school_id
    where l.regio_id = r and l.persoon_id = p and l.tot is null and x.id = d and l.rol in ('InternBegeleider', 'Directeur'))
  select array_agg(m.rol order by m.rol),
         bool_or(m.rol in ('Leerkracht', 'InternBegeleider', 'Directeur')) or bool_or(x.toestemming_geldig)
  from mijn m join dossier x on x.regio_id = r and x.id = d
  having count(*) > 0 $$;

-- How many rows each table holds of a dossier: for the receipt.
create function dossier_tellingen(r text, d uuid) returns jsonb language plpgsql stable as $$
declare t text; n bigint; uit jsonb := '{}';
begin
  for t in select c.relname from pg_class c
           join pg_attribute a on a.attrelid = c.oid and a.attname = 'dossier_id' and not a.attisdropped
           where c.relkind = 'r' and c.relnamespace = (select k.relnamespace from pg_class k where k.oid = 'dossier'::regclass)
           order by c.relname
  loop
    execute format('select count(*) from %I where regio_id = $1 and dossier_id = $2', t) into n using r, d;
    if n > 0 then uit := uit || jsonb_build_object(t, n); end if;
  end loop;
  return uit;
end $$;

-- What the application may do. It owns nothing; history can be added to, not changed.
grant usage on schema ambulant to ambulant_app;
grant execute on all functions in schema ambulant to ambulant_app;
grant select, insert on regio, routeversie, stap_voltooid, toestemming, logboekregel, handeling, inzage, verwijderbewijs, document, verzoek to ambulant_app;
grant update (resultaat) on verzoek to ambulant_app;
grant select, insert, update on persoon, persoon_identiteit, uitnodiging, organisatie, school, lidmaatschap, leerling, ouder, dossier,
  hulpvraag, betrokkene, ouder_toegang, advies, interventie, doel, afspraak, melding to ambulant_app;
grant select, insert, update, delete on identiteitsprovider, sessie, sleutelring, mail_uit, stap_open to ambulant_app;
grant delete on dossier, leerling, ouder, interventie, doel, afspraak, verzoek, uitnodiging, ouder_toegang to ambulant_app;
