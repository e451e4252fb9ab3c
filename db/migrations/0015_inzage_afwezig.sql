-- Someone who asks for a dossier that is not there gets a line too; of an erased one it keeps not even the number.
alter table inzage drop constraint inzage_check;
alter table inzage add constraint inzage_geweigerd check (resultaat = 'gegeven' or (dossier_id is null and grond is null and not volledig));
