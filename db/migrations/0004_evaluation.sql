-- Instruments, editions of the evaluation, published results, and imports of results tables.
create schema evaluation;

create table evaluation.instrument (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{2,79}$'),
  year int not null,
  title jsonb not null,
  content jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  state text not null default 'draft' check (state in ('draft', 'published')),
  published_at timestamptz,
  created_at timestamptz not null default now(),
  check ((state = 'published') = (published_at is not null))
);
comment on table evaluation.instrument is 'Versioned data. A published one never changes: its SHA-256 stands on every result scored with it.';

create function evaluation.refuse_published_change() returns trigger language plpgsql as $$
begin
  if old.state = 'published' then
    raise exception 'evaluation.instrument % is published and never changes; a correction is a new instrument', old.id;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger instrument_stays_as_published before update or delete on evaluation.instrument
  for each row execute function evaluation.refuse_published_change();

create table evaluation.edition (
  id text primary key check (id ~ '^20[0-9]{2}(-[1-9])?$'),
  year int not null,
  title jsonb not null,
  source text not null,
  previous_id text references evaluation.edition (id),
  created_at timestamptz not null default now()
);
create index edition_previous on evaluation.edition (previous_id);
comment on column evaluation.edition.previous_id is 'The edition that a change of the index is counted from.';

create table evaluation.edition_instrument (
  edition_id text not null references evaluation.edition (id),
  group_code text not null check (group_code ~ '^[a-z][a-z0-9-]{0,39}$'),
  instrument_id text not null references evaluation.instrument (id),
  primary key (edition_id, group_code)
);
create index edition_instrument_instrument on evaluation.edition_instrument (instrument_id);
comment on table evaluation.edition_instrument is 'Which instrument scores which group of regions in an edition.';

create table evaluation.import (
  id uuid primary key default gen_random_uuid(),
  file_id uuid not null references files.file (id),
  edition_id text not null,
  source text not null,
  state text not null check (state in ('checked', 'queued', 'applied')),
  report jsonb not null,
  reasons jsonb not null default '{}',
  created_by text,
  created_at timestamptz not null default now(),
  applied_by text,
  applied_at timestamptz,
  progress_id uuid references jobs.progress (id)
);
create index import_newest on evaluation.import (created_at desc, id desc);
create index import_file on evaluation.import (file_id);
create index import_progress on evaluation.import (progress_id);
comment on table evaluation.import is 'One results file that was checked, its report, and whether it was applied. edition_id may name an edition that applying creates.';

create table evaluation.result (
  region_code text not null references region.region,
  edition_id text not null references evaluation.edition (id),
  region_name text not null,
  sort_name text not null,
  province_code text not null generated always as (split_part(region_code, '.', 1)) stored,
  group_code text not null,
  instrument_id text not null references evaluation.instrument (id),
  instrument_sha256 text not null,
  took_part boolean not null,
  index numeric(4, 2),
  exact_sum numeric(12, 6),
  improvement numeric(4, 2),
  improvement_basis text not null
    check (improvement_basis in ('computed', 'not-recomputable', 'absent-now', 'absent-before', 'no-index-now')),
  printed_name text,
  printed_index numeric(4, 2),
  printed_improvement numeric(4, 2),
  change numeric(4, 2) generated always as (coalesce(improvement, printed_improvement)) stored,
  deviation_reason text check (deviation_reason ~ '\S'),
  rank int,
  group_rank int,
  content_sha256 text not null,
  import_id uuid not null references evaluation.import (id),
  changed_at timestamptz not null default now(),
  primary key (region_code, edition_id),
  check (took_part or index is null),
  check ((index is null) = (exact_sum is null)),
  check ((improvement is not null) = (improvement_basis = 'computed'))
);
comment on column evaluation.result.index is 'Computed by the rule of the instrument from the dimension scores; null for an absent region, never 0.';
comment on column evaluation.result.improvement is 'Computed by the rule; null where it cannot be computed. The printed figure stands beside it.';
comment on column evaluation.result.change is 'What lists show and sort by: computed, else as printed.';
comment on column evaluation.result.region_name is 'Name of the region at the time of the import, so that an old table keeps its words.';

-- Lists are paged by (key, region_code); the key is never null and puts absent regions last in either direction.
create index result_index_down on evaluation.result (edition_id, (coalesce(-index, 9)), region_code);
create index result_index_up on evaluation.result (edition_id, (coalesce(index, 9)), region_code);
create index result_change_down on evaluation.result (edition_id, (coalesce(-change, 9)), region_code);
create index result_change_up on evaluation.result (edition_id, (coalesce(change, 9)), region_code);
create index result_sort_name on evaluation.result (edition_id, sort_name, region_code);
create index result_province on evaluation.result (province_code, edition_id, (coalesce(-index, 9)), region_code);
create index result_group on evaluation.result (edition_id, group_code, (coalesce(-index, 9)), region_code);
create index result_instrument on evaluation.result (instrument_id);
create index result_import on evaluation.result (import_id);
create index result_name_search on evaluation.result using gin (lower(region_name) gin_trgm_ops);

create table evaluation.result_dimension (
  region_code text not null,
  edition_id text not null,
  dimension_code text not null,
  score numeric(4, 2) not null,
  primary key (region_code, edition_id, dimension_code),
  foreign key (region_code, edition_id) references evaluation.result (region_code, edition_id) on delete cascade
);
comment on table evaluation.result_dimension is 'Absent regions have no rows here: the zeros printed for them are no scores.';

create table evaluation.question_score (
  region_code text not null,
  edition_id text not null,
  question_id text not null,
  score numeric(4, 2) not null,
  primary key (region_code, edition_id, question_id),
  foreign key (region_code, edition_id) references evaluation.result (region_code, edition_id) on delete cascade
);

create table evaluation.remark (
  region_code text not null,
  edition_id text not null,
  kind text not null check (kind in ('strength', 'weakness', 'recommendation')),
  position int not null,
  text text not null check (text ~ '\S'),
  primary key (region_code, edition_id, kind, position),
  foreign key (region_code, edition_id) references evaluation.result (region_code, edition_id) on delete cascade
);

create table evaluation.result_superseded (
  region_code text not null references region.region,
  edition_id text not null references evaluation.edition (id),
  superseded_at timestamptz not null default now(),
  superseded_by uuid not null references evaluation.import (id),
  content jsonb not null,
  content_sha256 text not null,
  import_id uuid not null references evaluation.import (id),
  primary key (region_code, edition_id, superseded_by)
);
create index result_superseded_edition on evaluation.result_superseded (edition_id, region_code);
create index result_superseded_by on evaluation.result_superseded (superseded_by);
create index result_superseded_import on evaluation.result_superseded (import_id);
comment on table evaluation.result_superseded is 'What a result said before a later import corrected it.';

create table evaluation.verification_token (
  token text primary key check (token ~ '^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$'),
  region_code text not null,
  edition_id text not null,
  content_sha256 text not null,
  issued_at timestamptz not null default now(),
  superseded_at timestamptz,
  foreign key (region_code, edition_id) references evaluation.result (region_code, edition_id)
);
create index verification_token_result on evaluation.verification_token (region_code, edition_id, issued_at);
comment on table evaluation.verification_token is 'Printed on result sheets as a QR; says whether the sheet still shows the present result.';
