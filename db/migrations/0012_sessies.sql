-- What a person may know of the own sessions. The key is in the cookie only and its hash stays here: a form names a session by its number.
alter table sessie
  add column nummer uuid not null default gen_random_uuid() unique,
  add column laatst_op timestamptz not null default now(),
  add column provider_id text,
  -- In plain words ("Firefox op Windows"), never what the browser sent.
  add column browser text not null default '' check (length(browser) <= 80),
  -- The provider showed that the sign-in took two steps.
  add column twee_stappen boolean not null default false;
update sessie set laatst_op = verloopt_op - interval '60 minutes';
