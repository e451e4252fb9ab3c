-- How often a code was asked and guessed with the link of a parent, and the day on which a paper form was signed.
alter table ouder_toegang
  add column codes int not null default 0,
  add column codes_sinds timestamptz,
  add column fouten int not null default 0;
alter table toestemming add column getekend_op date;
