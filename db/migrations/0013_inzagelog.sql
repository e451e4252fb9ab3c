-- The inzagelog: what was asked, what came of it, and a chain that shows tampering. Why so: docs/besluiten/0008-inzagelog.md.

alter table inzage
  -- A refused line belongs to no dossier: it says which was asked for (object_id), and nothing checks whether that is there.
  alter column dossier_id drop not null,
  add column object_id uuid,
  add column actie text not null default 'bekijken' check (actie in ('bekijken', 'downloaden', 'versturen')),
  add column resultaat text not null default 'gegeven' check (resultaat in ('gegeven', 'geweigerd')),
  add column grond text check (grond in ('school', 'toestemming', 'zonder naam', 'betrokken', 'gezag')),
  add column herkomst text check (length(herkomst) between 1 and 45),
  add column aantal int check (aantal > 0),
  add check (resultaat = 'gegeven' or (dossier_id is null and object_id is not null and grond is null and not volledig)),
  -- The parts are added up with a line end between them.
  add check (strpos(wat, E'\n') = 0 and strpos(rol, E'\n') = 0 and strpos(coalesce(herkomst, ''), E'\n') = 0);
create index inzage_object on inzage (regio_id, object_id) where dossier_id is null;

-- One link per line, in the order of writing, in one of sixteen rows of links (strook). Holds nothing of what was seen or by whom: only
-- the sum of the line, and that cannot be made without the line itself, whose random id is part of it. So it outlives the line.
-- No key to regio: checking it would have every reader of a region lock the same row.
create table inzage_schakel (
  regio_id regio_sleutel not null,
  strook smallint not null check (strook between 0 and 15),
  nr bigint not null check (nr > 0),
  som bytea not null,
  -- Sums of lines that went with their dossier.
  gewist bytea[],
  hash bytea not null,
  primary key (regio_id, strook, nr));
alter table inzage_schakel enable row level security;
alter table inzage_schakel force row level security;
create policy eigen_regio on inzage_schakel using (regio_id = any ((select eigen_regios())::text[])) with check (regio_id = any ((select eigen_regios())::text[]));
grant select on inzage_schakel to ambulant_app;

create function inzage_som(
  id uuid, regio text, dossier uuid, object uuid, persoon uuid, ouder uuid, rol text, actie text, wat text, resultaat text, grond text,
  herkomst text, aantal int, volledig boolean, op timestamptz) returns bytea language sql stable parallel safe as $$
  select sha256(convert_to(array_to_string(array[
    id::text, regio, dossier::text, object::text, persoon::text, ouder::text, rol, actie, wat, resultaat, grond, herkomst, aantal::text,
    case when volledig then '1' else '0' end, (extract(epoch from op) * 1000000)::bigint::text], E'\n', ''), 'UTF8')) $$;

-- Adds a link. The row of links is the first that nobody else is adding to, so readers wait for each other only when all sixteen are
-- taken. Each statement in here looks anew, so it sees the link of who had the row before. The owner is bound by row-level security too,
-- so the region of the line is set, whoever wrote it, and then what was set before.
create function inzage_schakelen(regio text, welke bytea, weg bytea[]) returns void language plpgsql as $$
declare
  slot int := hashtext('inzage ' || regio);
  begin_bij int := pg_backend_pid() % 16;
  rij int;
  vorige record;
  eerder text := coalesce(current_setting('ambulant.regios', true), '');
begin
  for i in 0..15 loop
    if pg_try_advisory_xact_lock(slot, (begin_bij + i) % 16) then
      rij := (begin_bij + i) % 16;
      exit;
    end if;
  end loop;
  if rij is null then
    rij := begin_bij;
    perform pg_advisory_xact_lock(slot, rij);
  end if;
  perform set_config('ambulant.regios', regio, true);
  select s.nr, s.hash into vorige from inzage_schakel s where s.regio_id = regio and s.strook = rij order by s.nr desc limit 1;
  insert into inzage_schakel (regio_id, strook, nr, som, gewist, hash)
  values (regio, rij, coalesce(vorige.nr, 0) + 1, welke, weg,
    sha256(coalesce(vorige.hash, ''::bytea) || convert_to(regio || E'\n' || rij || E'\n' || coalesce(vorige.nr, 0) + 1 || E'\n', 'UTF8') || welke));
  perform set_config('ambulant.regios', eerder, true);
end $$;

-- Per statement and after the keys are checked: who waits for a dossier that is being written to, does not hold a row of links meanwhile.
create function inzage_geschreven() returns trigger language plpgsql security definer set search_path = ambulant, pg_temp as $$
declare r record;
begin
  for r in
    select n.regio_id, inzage_som(n.id, n.regio_id, n.dossier_id, n.object_id, n.persoon_id, n.ouder_id, n.rol, n.actie, n.wat, n.resultaat, n.grond,
      n.herkomst, n.aantal, n.volledig, n.op) as som
    from nieuw n order by n.regio_id, n.id
  loop
    perform inzage_schakelen(r.regio_id, r.som, null);
  end loop;
  return null;
end $$;

-- A line goes only with what it was about. That it went is a link of its own.
create function inzage_gewist() returns trigger language plpgsql security definer set search_path = ambulant, pg_temp as $$
declare
  r record;
  eerder text := coalesce(current_setting('ambulant.regios', true), '');
begin
  perform set_config('ambulant.regios', coalesce((select string_agg(distinct o.regio_id, ',') from oud o), ''), true);
  if exists (
    select from oud o where coalesce(o.dossier_id, o.object_id) is null
      or exists (select from dossier d where d.regio_id = o.regio_id and d.id = coalesce(o.dossier_id, o.object_id))
      or o.dossier_id is null and exists (select from leerling l where l.regio_id = o.regio_id and l.id = o.object_id))
  then
    raise exception 'A line of the inzagelog is erased only with its dossier.';
  end if;
  for r in
    select o.regio_id, array_agg(inzage_som(o.id, o.regio_id, o.dossier_id, o.object_id, o.persoon_id, o.ouder_id, o.rol, o.actie, o.wat, o.resultaat, o.grond,
      o.herkomst, o.aantal, o.volledig, o.op) order by o.id) as sommen
    from oud o group by o.regio_id order by o.regio_id
  loop
    perform inzage_schakelen(r.regio_id, sha256((select string_agg(s, ''::bytea order by n) from unnest(r.sommen) with ordinality u (s, n))), r.sommen);
  end loop;
  perform set_config('ambulant.regios', eerder, true);
  return null;
end $$;

create function inzage_vast() returns trigger language plpgsql as $$
begin
  raise exception '% is added to, never changed.', tg_table_name;
end $$;

-- What there was before the chain is its beginning.
do $$
declare r record;
begin
  perform set_config('ambulant.regios', coalesce((select string_agg(sleutel, ',') from regio), ''), true);
  for r in select i.* from inzage i order by i.regio_id, i.op, i.id loop
    perform inzage_schakelen(r.regio_id, inzage_som(r.id, r.regio_id, r.dossier_id, r.object_id, r.persoon_id, r.ouder_id, r.rol, r.actie, r.wat, r.resultaat, r.grond,
      r.herkomst, r.aantal, r.volledig, r.op), null);
  end loop;
  perform set_config('ambulant.regios', '', true);
end $$;

create trigger inzage_geschreven after insert on inzage referencing new table as nieuw for each statement execute function inzage_geschreven();
create trigger inzage_gewist after delete on inzage referencing old table as oud for each statement execute function inzage_gewist();
create trigger inzage_vast before update or truncate on inzage for each statement execute function inzage_vast();
create trigger inzage_schakel_vast before update or delete or truncate on inzage_schakel for each statement execute function inzage_vast();

-- Lines that belong to no dossier still name one, or a leerling: they go with it.
create or replace function sporen_wissen() returns trigger language plpgsql security definer set search_path = ambulant, pg_temp as $$
begin
  delete from handeling where regio_id = old.regio_id and dossier_id is null and onderwerp_id = old.id;
  delete from verzoek where regio_id = old.regio_id and resultaat = old.id;
  delete from inzage where regio_id = old.regio_id and dossier_id is null and object_id = old.id;
  return null;
end $$;

revoke execute on function inzage_schakelen(text, bytea, bytea[]), inzage_geschreven(), inzage_gewist(), inzage_vast(),
  inzage_som(uuid, text, uuid, uuid, uuid, uuid, text, text, text, text, text, text, int, boolean, timestamptz) from public;
