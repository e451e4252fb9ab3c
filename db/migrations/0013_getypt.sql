-- What someone had typed when the session turned out to be over, for at most an hour. The key is in the browser that typed it and nowhere
-- else: this row cannot be read from here, not with the key ring either. Belongs to a person, not to a region.
create table getypt (
  id uuid primary key,
  persoon_id uuid not null references persoon (id) on delete cascade,
  inhoud bytea not null check (length(inhoud) <= 2097152),
  gemaakt_op timestamptz not null,
  vervalt_op timestamptz not null);
create index getypt_persoon on getypt (persoon_id);
create index getypt_vervalt on getypt (vervalt_op);
grant select, insert, delete on getypt to ambulant_app;
