-- Programmes of a region, their money, milestones and places, quick wins and risks, indicators and readings, frozen figures.

create schema portfolio;

create table portfolio.catalogue (
  id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{2,59}$'),
  content jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  loaded_at timestamptz not null default now()
);
comment on table portfolio.catalogue is 'Dimensions, sub-dimensions, sectors, streams, sources of money and reasons, as versioned data; the newest id counts for new programmes.';

create table portfolio.region_setting (
  region_code text primary key references region.region,
  public boolean not null default false,
  shared boolean not null default false,
  version int not null default 1,
  changed_by uuid references people.account,
  changed_at timestamptz not null default now()
);
create index region_setting_changed_by on portfolio.region_setting (changed_by);
comment on column portfolio.region_setting.public is 'Everybody reads programmes, milestones, money and verified readings';
comment on column portfolio.region_setting.shared is 'Other regions that share compare their totals with these';

create table portfolio.programme (
  region_code text not null references region.region,
  id uuid not null default gen_random_uuid(),
  code text not null check (code ~ '^[A-Z0-9][A-Z0-9./-]{0,29}$'),
  name text not null check (name ~ '\S'),
  problem text not null check (problem ~ '\S'),
  catalogue_id text not null references portfolio.catalogue (id),
  dimension text not null check (dimension in ('gov', 'bra', 'eco', 'liv', 'soc', 'env')),
  sub_dimension text not null,
  sector text not null,
  stream text not null,
  lead_id uuid not null references people.organisation,
  term smallint not null check (term in (1, 5, 10)),
  start_year smallint not null check (start_year between 2000 and 2100),
  end_year smallint not null check (end_year between 2000 and 2100),
  rpjmd text,
  renstra text,
  promise text,
  promise_due date,
  quick_win boolean not null default false,
  status text not null default 'planned' check (status in ('planned', 'running', 'done', 'changed', 'stopped')),
  status_reason text,
  status_note text,
  status_since date not null,
  search_words text not null,
  version int not null default 1,
  created_by uuid references people.account,
  created_at timestamptz not null default now(),
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (region_code, id),
  unique (id),
  unique (region_code, code),
  check (end_year >= start_year),
  check (status not in ('changed', 'stopped') or status_reason is not null)
);
create index programme_catalogue on portfolio.programme (catalogue_id);
create index programme_list on portfolio.programme (region_code, dimension, code) where archived_at is null;
create index programme_lead on portfolio.programme (lead_id, region_code);
create index programme_created_by on portfolio.programme (created_by);
create index programme_changed_by on portfolio.programme (changed_by);
create index programme_counts on portfolio.programme (region_code, dimension, status, stream, start_year, end_year)
  include (id, lead_id, term) where archived_at is null;
create index programme_words on portfolio.programme using gin (search_words gin_trgm_ops);
comment on column portfolio.programme.region_code is 'The regency or city; places lie below it';
comment on column portfolio.programme.code is 'Natural key in the region; a second import with the same code changes, never doubles';
comment on column portfolio.programme.dimension is 'The dimension of the sub-dimension, kept for lists';
comment on column portfolio.programme.promise is 'What was promised to citizens; shown when the programme is handed over';
comment on column portfolio.programme.search_words is 'Code and name, folded';
comment on column portfolio.programme.version is 'Counts every change of the programme, its offices, partners, places and status';

create table portfolio.status_change (
  region_code text not null,
  programme_id uuid not null,
  id uuid not null default gen_random_uuid(),
  status text not null check (status in ('planned', 'running', 'done', 'changed', 'stopped')),
  since date not null,
  reason text,
  note text,
  account_id uuid references people.account,
  recorded_at timestamptz not null default now(),
  primary key (region_code, id),
  foreign key (region_code, programme_id) references portfolio.programme (region_code, id)
);
create index status_change_programme on portfolio.status_change (region_code, programme_id, since, recorded_at)
  include (status);
create index status_change_recent on portfolio.status_change (region_code, recorded_at desc, id desc);
create index status_change_account on portfolio.status_change (account_id);
comment on table portfolio.status_change is 'Every status a programme has had; the status on a day is the last row up to it.';

create table portfolio.programme_office (
  region_code text not null,
  programme_id uuid not null,
  organisation_id uuid not null references people.organisation,
  primary key (region_code, programme_id, organisation_id),
  foreign key (region_code, programme_id) references portfolio.programme (region_code, id)
);
create index programme_office_organisation on portfolio.programme_office (organisation_id, region_code);
comment on table portfolio.programme_office is 'Supporting offices; the lead is in the programme.';

create table portfolio.programme_partner (
  region_code text not null,
  programme_id uuid not null,
  position smallint not null,
  name text not null check (name ~ '\S'),
  contribution text,
  primary key (region_code, programme_id, position),
  foreign key (region_code, programme_id) references portfolio.programme (region_code, id)
);

create table portfolio.programme_place (
  region_code text not null,
  programme_id uuid not null,
  place_code text not null references region.region,
  primary key (region_code, programme_id, place_code),
  foreign key (region_code, programme_id) references portfolio.programme (region_code, id),
  check (place_code like region_code || '.%')
);
create index programme_place_place on portfolio.programme_place (place_code, region_code);
comment on table portfolio.programme_place is 'Districts and villages; a programme without a row is for the whole region.';

create table portfolio.budget (
  region_code text not null,
  programme_id uuid not null,
  year smallint not null check (year between 2000 and 2100),
  source text not null,
  planned bigint not null check (planned between 0 and 999999999999999),
  realised bigint check (realised between 0 and 999999999999999),
  version int not null default 1,
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  primary key (region_code, programme_id, year, source),
  foreign key (region_code, programme_id) references portfolio.programme (region_code, id)
);
create index budget_year on portfolio.budget (region_code, year, source) include (programme_id, planned, realised);
create index budget_changed_by on portfolio.budget (changed_by);
comment on column portfolio.budget.planned is 'Whole rupiah';
comment on column portfolio.budget.realised is 'Whole rupiah; null is not reported yet, never 0';

create table portfolio.milestone (
  region_code text not null,
  id uuid not null default gen_random_uuid(),
  programme_id uuid not null,
  title text not null check (title ~ '\S'),
  due_on date not null,
  done_on date,
  note text,
  owner_id uuid not null references people.organisation,
  version int not null default 1,
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (region_code, id),
  unique (id),
  foreign key (region_code, programme_id) references portfolio.programme (region_code, id)
);
create unique index milestone_once on portfolio.milestone (region_code, programme_id, title) where archived_at is null;
create index milestone_programme on portfolio.milestone (region_code, programme_id, due_on);
create index milestone_owing on portfolio.milestone (region_code, due_on, id) include (programme_id, owner_id)
  where done_on is null and archived_at is null;
create index milestone_owner on portfolio.milestone (owner_id, due_on);
create index milestone_changed_by on portfolio.milestone (changed_by);
comment on table portfolio.milestone is 'What shall be there by when; proof is evidence used for the milestone.';

create table portfolio.quick_win (
  region_code text not null,
  programme_id uuid not null,
  since_year smallint not null check (since_year between 2000 and 2100),
  initiator text,
  form text,
  digital boolean,
  trial_on date,
  applied_on date,
  aim text,
  design text,
  benefit text,
  result text,
  continuity text,
  version int not null default 1,
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (region_code, programme_id),
  foreign key (region_code, programme_id) references portfolio.programme (region_code, id)
);
create index quick_win_changed_by on portfolio.quick_win (changed_by);
comment on table portfolio.quick_win is 'The presentation of a programme that is a quick win; the profile of an innovation has the same parts.';

create table portfolio.quick_win_check (
  region_code text not null,
  programme_id uuid not null,
  year smallint not null,
  indicator text not null check (indicator ~ '^E([1-9]|10)$'),
  answer text not null check (answer in ('yes', 'partly', 'no')),
  note text,
  version int not null default 1,
  checked_by uuid references people.account,
  checked_at timestamptz not null default now(),
  primary key (region_code, programme_id, year, indicator),
  foreign key (region_code, programme_id) references portfolio.quick_win (region_code, programme_id)
);
create index quick_win_check_by on portfolio.quick_win_check (checked_by);

create table portfolio.quick_win_year (
  region_code text not null,
  programme_id uuid not null,
  year smallint not null,
  verdict text not null check (verdict in ('kept', 'changed', 'ended')),
  reason text,
  note text,
  decided_by uuid references people.account,
  decided_at timestamptz not null default now(),
  primary key (region_code, programme_id, year),
  foreign key (region_code, programme_id) references portfolio.quick_win (region_code, programme_id),
  check (verdict = 'kept' or reason is not null)
);
create index quick_win_year_by on portfolio.quick_win_year (decided_by);
comment on table portfolio.quick_win_year is 'Once a year: still running, must change, or ended, and why.';

create table portfolio.risk (
  region_code text not null,
  id uuid not null default gen_random_uuid(),
  programme_id uuid not null,
  factor text not null check (factor ~ '\S'),
  cause text,
  likelihood smallint not null check (likelihood between 1 and 3),
  impact smallint not null check (impact between 1 and 3),
  mitigation text,
  structural boolean,
  owner_id uuid references people.organisation,
  residual_likelihood smallint check (residual_likelihood between 1 and 3),
  residual_impact smallint check (residual_impact between 1 and 3),
  version int not null default 1,
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (region_code, id),
  unique (id),
  foreign key (region_code, programme_id) references portfolio.programme (region_code, id),
  check ((residual_likelihood is null) = (residual_impact is null))
);
create index risk_programme on portfolio.risk (region_code, programme_id, created_at);
create index risk_owner on portfolio.risk (owner_id);
create index risk_changed_by on portfolio.risk (changed_by);

create table portfolio.indicator (
  region_code text not null references region.region,
  id uuid not null default gen_random_uuid(),
  code text not null check (code ~ '^[A-Z0-9][A-Z0-9./-]{0,29}$'),
  name text not null check (name ~ '\S'),
  definition text,
  unit text not null,
  direction text not null check (direction in ('up', 'down', 'none')),
  formula text,
  source text,
  dimension text check (dimension in ('gov', 'bra', 'eco', 'liv', 'soc', 'env')),
  external_code text,
  level smallint not null check (level between 2 and 4),
  rollup text not null check (rollup in ('sum', 'mean', 'weighted', 'last', 'ratio')),
  ratio_factor numeric not null default 1,
  weight_label text,
  frequency text not null check (frequency in ('year', 'semester', 'quarter', 'month')),
  decimals smallint not null default 2 check (decimals between 0 and 6),
  least numeric,
  most numeric,
  baseline_year smallint,
  baseline_value numeric,
  owner_id uuid references people.organisation,
  version int not null default 1,
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (region_code, id),
  unique (id),
  unique (region_code, code),
  check (least is null or most is null or least <= most),
  check ((baseline_year is null) = (baseline_value is null))
);
create index indicator_owner on portfolio.indicator (owner_id);
create index indicator_changed_by on portfolio.indicator (changed_by);
create index indicator_external on portfolio.indicator (external_code, region_code);
comment on column portfolio.indicator.level is 'Where readings are entered: 2 regency, 3 district, 4 village; higher places are computed';
comment on column portfolio.indicator.ratio_factor is 'A ratio of sums is multiplied by this: 100 for per cent';
comment on column portfolio.indicator.least is 'Below this a value is refused; a value that only jumps is asked about';

create table portfolio.target (
  region_code text not null,
  indicator_id uuid not null,
  year smallint not null check (year between 2000 and 2100),
  value numeric not null,
  primary key (region_code, indicator_id, year),
  foreign key (region_code, indicator_id) references portfolio.indicator (region_code, id)
);

create table portfolio.programme_indicator (
  region_code text not null,
  programme_id uuid not null,
  indicator_id uuid not null,
  primary key (region_code, programme_id, indicator_id),
  foreign key (region_code, programme_id) references portfolio.programme (region_code, id),
  foreign key (region_code, indicator_id) references portfolio.indicator (region_code, id)
);
create index programme_indicator_indicator on portfolio.programme_indicator (region_code, indicator_id);

create table portfolio.reading (
  region_code text not null,
  indicator_id uuid not null,
  place_code text not null references region.region,
  period text not null check (period ~ '^20[0-9]{2}(-(S[12]|Q[1-4]|0[1-9]|1[0-2]))?$'),
  value numeric,
  numerator numeric,
  denominator numeric check (denominator > 0),
  weight numeric check (weight > 0),
  unchanged boolean not null default false,
  explanation text,
  note text,
  state text not null default 'reported' check (state in ('reported', 'questioned', 'verified')),
  question text,
  version int not null default 1,
  reported_by uuid references people.account,
  reported_at timestamptz not null default now(),
  verified_by uuid references people.account,
  verified_at timestamptz,
  primary key (region_code, indicator_id, place_code, period),
  foreign key (region_code, indicator_id) references portfolio.indicator (region_code, id),
  check (place_code = region_code or place_code like region_code || '.%'),
  check ((numerator is null) = (denominator is null)),
  check (num_nonnulls(value, numerator) = 1),
  check ((state = 'verified') = (verified_at is not null)),
  check ((state = 'questioned') = (question is not null))
);
create index reading_place on portfolio.reading (place_code, indicator_id, period);
create index reading_period on portfolio.reading (region_code, period, state);
create index reading_reported_by on portfolio.reading (reported_by);
create index reading_verified_by on portfolio.reading (verified_by);
comment on table portfolio.reading is 'One value of one place in one period. What was not reported has no row; nothing stands for zero.';
comment on column portfolio.reading.unchanged is 'Confirmed with one tap as the same as the period before';
comment on column portfolio.reading.explanation is 'Why a value that jumps is right, as who reported it says';

create table portfolio.change (
  region_code text not null references region.region,
  id uuid not null default gen_random_uuid(),
  subject_kind text not null check (subject_kind in ('programme', 'quick-win', 'indicator', 'reading', 'setting')),
  subject_id text not null,
  event text not null check (event ~ '^[a-z]+(-[a-z]+)*$'),
  fields jsonb not null default '[]',
  reason text,
  office text,
  account_id uuid references people.account,
  changed_at timestamptz not null default now(),
  primary key (region_code, id)
);
create index change_subject on portfolio.change (region_code, subject_kind, subject_id, changed_at);
create index change_account on portfolio.change (account_id);
comment on table portfolio.change is 'The history people read: each change with its fields as {field, before, after}, who and why.';
comment on column portfolio.change.office is 'Name of the office for which the person acted then';

create table portfolio.snapshot (
  region_code text not null references region.region,
  id uuid not null default gen_random_uuid(),
  measure text not null,
  content jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  taken_by uuid references people.account,
  taken_at timestamptz not null default now(),
  primary key (region_code, id),
  unique (id)
);
create index snapshot_taken_by on portfolio.snapshot (taken_by);
create index snapshot_region on portfolio.snapshot (region_code, taken_at);
comment on table portfolio.snapshot is 'A figure drawn from the portfolio, with the rows it was made from, as they stood. Never changes.';

create function portfolio.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% never changes', tg_table_schema, tg_table_name;
end $$;
create trigger snapshot_never_changes before update or delete on portfolio.snapshot
  for each row execute function portfolio.refuse_change();
create trigger change_never_changes before update or delete on portfolio.change
  for each row execute function portfolio.refuse_change();
create trigger status_change_never_changes before update or delete on portfolio.status_change
  for each row execute function portfolio.refuse_change();

create table portfolio.import (
  region_code text not null references region.region,
  id uuid not null default gen_random_uuid(),
  file_id uuid references files.file (id),
  file_name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  state text not null default 'queued' check (state in ('queued', 'checked', 'applying', 'applied', 'failed')),
  rows int not null default 0,
  created int not null default 0,
  changed int not null default 0,
  unchanged int not null default 0,
  errors jsonb not null default '[]',
  applied_rows int not null default 0,
  report_file_id uuid references files.file (id),
  progress_id uuid references jobs.progress (id),
  failure text,
  made_by uuid references people.account,
  made_at timestamptz not null default now(),
  applied_at timestamptz,
  primary key (region_code, id),
  unique (id)
);
create index import_region on portfolio.import (region_code, made_at);
create index import_file on portfolio.import (file_id);
create index import_report_file on portfolio.import (report_file_id);
create index import_progress on portfolio.import (progress_id);
create index import_made_by on portfolio.import (made_by);
comment on column portfolio.import.applied_rows is 'Rows stored so far; an apply that was cut short goes on from here';

create table portfolio.reminder (
  id uuid primary key default gen_random_uuid(),
  region_code text not null references region.region,
  account_id uuid not null references people.account,
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  subject_key text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dropped')),
  not_before timestamptz not null default now(),
  asked_by uuid references people.account,
  created_at timestamptz not null default now(),
  message_id uuid references mail.message (id),
  settled_at timestamptz,
  drop_reason text
);
create unique index reminder_once on portfolio.reminder (account_id, kind, subject_key) where state = 'waiting';
create index reminder_due on portfolio.reminder (not_before, id) where state = 'waiting';
create index reminder_region on portfolio.reminder (region_code, created_at);
create index reminder_account on portfolio.reminder (account_id, created_at);
create index reminder_asked_by on portfolio.reminder (asked_by);
create index reminder_message on portfolio.reminder (message_id);
comment on table portfolio.reminder is 'What somebody owes to the portfolio; several go out in one letter, outside quiet hours, at most some a day.';
