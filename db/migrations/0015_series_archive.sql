-- A series of workshops is archived with a reason; one that was begun by mistake and is still empty goes without.

alter table masterplan.series
  add column archived_by uuid references people.account,
  add column archive_reason text check (archive_reason ~ '\S'),
  add check (archived_at is not null or (archived_by is null and archive_reason is null));
create index series_archived_by on masterplan.series (archived_by);
comment on column masterplan.series.archive_reason is 'Why it was archived; null for one that was empty, which readers no longer see at all';
