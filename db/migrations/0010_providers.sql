-- Identity providers that regiobeheerders manage themselves.

-- Not called regio_id: a provider is read before it is known who someone is, so its row is outside row-level security.
-- Empty: the platform manages it.
alter table identiteitsprovider
  add column beheerd_door regio_sleutel references regio (sleutel),
  add column profiel text not null default 'algemeen' check (profiel in ('algemeen', 'entra', 'google', 'entree', 'keycloak')),
  -- The client secret, readable for the portal only. What someone puts in client_secret by hand the portal moves here.
  add column geheim bytea,
  -- Schools that sign in here: found by, and for Entree Federatie the only ones let in.
  add column brins text[] not null default '{}',
  add column acr text[] not null default '{}',
  add column amr text[] not null default '{}',
  add column antwoordwijze text not null default 'query' check (antwoordwijze in ('query', 'form_post')),
  add column par text not null default 'aangeboden' check (par in ('nooit', 'aangeboden', 'verplicht')),
  add column versie int not null default 1;
create index identiteitsprovider_beheerd_door on identiteitsprovider (beheerd_door);

-- Through which provider someone was bound. Several providers can share one issuer (Google, Entree Federatie).
alter table persoon_identiteit add column provider_id text;
