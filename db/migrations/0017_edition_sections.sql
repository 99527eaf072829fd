-- Which sections an edition shows is asked on the page of a section; the books themselves, megabytes after some years, are not read for it.

alter table masterplan.edition add column sections jsonb not null
  generated always as (jsonb_path_query_array(content, 'strict $.books[*].sections.**.id', '{}', true)) stored;
comment on column masterplan.edition.sections is 'Ids of the sections in its books';
