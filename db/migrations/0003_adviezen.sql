-- An advies is edited by several people, so its form carries the version it was based on; and a processed advies says everything it must.
alter table advies add column versie int not null default 1;
alter table advies add constraint advies_verwerking_volledig check (
  case verwerking
    when 'overgenomen' then opp_tekst is not null and reden is null
    when 'aangepast' then opp_tekst is not null and reden is null
    when 'niet' then opp_tekst is null and reden is not null
    else opp_tekst is null and reden is null
  end and (verwerking is null) = (verwerkt_op is null));
create index advies_logboekregel on advies (regio_id, logboekregel_id);

-- A line is corrected once; a correction of the correction is the next line.
create unique index logboekregel_corrigeert on logboekregel (regio_id, corrigeert) where corrigeert is not null;
