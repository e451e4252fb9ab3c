-- What is erased may not live on as a number in a line that belongs to no dossier (a leerling that was added, a form that made one).
-- The application may not change handeling; these triggers do, and only for a row that is just deleted.
create function sporen_wissen() returns trigger language plpgsql security definer set search_path from current as $$
begin
  delete from handeling where regio_id = old.regio_id and dossier_id is null and onderwerp_id = old.id;
  delete from verzoek where regio_id = old.regio_id and resultaat = old.id;
  return null;
end $$;
revoke execute on function sporen_wissen() from public;

create trigger sporen_wissen after delete on leerling for each row execute function sporen_wissen();
create trigger sporen_wissen after delete on ouder for each row execute function sporen_wissen();
create trigger sporen_wissen after delete on dossier for each row execute function sporen_wissen();

create index handeling_onderwerp on handeling (regio_id, onderwerp_id) where dossier_id is null;
create index verzoek_resultaat on verzoek (regio_id, resultaat);
create index verwijderbewijs_school on verwijderbewijs (regio_id, school_id, gewist_op);
create index verwijderbewijs_som on verwijderbewijs (regio_id, overdracht_sha256);
