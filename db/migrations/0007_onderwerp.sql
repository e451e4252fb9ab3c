-- A dossier is about a leerling, a group or a school. Only with a leerling there are names to close and parents to ask.
alter table dossier alter column leerling_id drop not null;
alter table dossier add column onderwerp text not null default 'Leerling' check (onderwerp in ('Leerling', 'Groep', 'School'));
alter table dossier add column groep text check (length(groep) between 1 and 20);
alter table dossier add constraint dossier_onderwerp check ((onderwerp = 'Leerling') = (leerling_id is not null) and (onderwerp = 'Groep') = (groep is not null));

-- The purpose for which toestemming counts now. Another route can have another purpose: what was given for the one does not answer the other.
alter table dossier add column doel text;

create or replace function dossier_toegang(r text, d uuid, p uuid)
returns table (rollen text[], volledig boolean) language sql stable parallel safe as $$
  with mijn as (
    select b.rol from betrokkene b where b.regio_id = r and b.dossier_id = d and b.persoon_id = p and b.tot is null
    union
    select l.rol from lidmaatschap l join dossier x on x.regio_id = l.regio_id and x.school_id = l.school_id
    where l.regio_id = r and l.persoon_id = p and l.tot is null and x.id = d and l.rol in ('InternBegeleider', 'Directeur'))
  select array_agg(m.rol order by m.rol),
         bool_or(m.rol in ('Leerkracht', 'InternBegeleider', 'Directeur')) or bool_or(x.toestemming_geldig or x.onderwerp <> 'Leerling')
  from mijn m join dossier x on x.regio_id = r and x.id = d
  having count(*) > 0 $$;
