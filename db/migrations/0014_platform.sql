-- The platformbeheerder: a role outside every region, which sees no row of any. Only who migrates the database makes one: the portal reads it.
create table platformbeheerder (
  persoon_id uuid primary key references persoon (id) on delete cascade,
  sinds date not null);
grant select on platformbeheerder to ambulant_app;

-- What was done for the platform. Never changed, only added to.
create table platformhandeling (
  id uuid primary key,
  persoon_id uuid references persoon (id),
  soort text not null check (length(soort) between 1 and 60),
  onderwerp text not null default '' check (length(onderwerp) <= 254),
  op timestamptz not null);
create index platformhandeling_op on platformhandeling (op);
grant select, insert on platformhandeling to ambulant_app;

alter table identiteitsprovider
  -- The form that added it: the second of two equal ones finds what the first made.
  add column verzoek uuid unique,
  -- Values of acr that mean that the sign-in took two steps; asked for when a beheerder signs in again.
  add column acr_twee_stappen text[] not null default '{}';

-- Empty: any provider will do.
alter table uitnodiging add column provider_id text;
