-- A leerkracht keeps sight of a leerling that the leerkracht added, also before there is a dossier.
alter table leerling add column toegevoegd_door uuid references persoon (id);
