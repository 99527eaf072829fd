-- Evaluation rounds: dates and regions, self-assessment, panel and scores, the frozen result, notices.

create table evaluation.round (
  id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{2,59}$'),
  edition_id text not null check (edition_id ~ '^20[0-9]{2}(-[1-9])?$'),
  group_code text not null check (group_code ~ '^[a-z][a-z0-9-]{0,39}$'),
  instrument_id text not null references evaluation.instrument (id),
  instrument_sha256 text not null,
  title jsonb not null,
  stage text check (stage in ('I', 'II')),
  review_kind text not null default 'interview' check (review_kind in ('interview', 'field-review')),
  review_mode text not null default 'online' check (review_mode in ('online', 'on-site')),
  state text not null default 'draft' check (state in ('draft', 'open', 'closed')),
  example boolean not null default false,
  letter jsonb not null default '{}',
  version int not null default 1,
  created_by uuid references people.account,
  created_at timestamptz not null default now(),
  opened_at timestamptz,
  closed_at timestamptz,
  closed_by uuid references people.account,
  closing_progress_id uuid references jobs.progress (id),
  unique (edition_id, group_code),
  check ((state = 'closed') = (closed_at is not null))
);
create index round_instrument on evaluation.round (instrument_id);
create index round_created_by on evaluation.round (created_by);
create index round_closed_by on evaluation.round (closed_by);
create index round_closing_progress on evaluation.round (closing_progress_id);
comment on table evaluation.round is 'One evaluation of one group of regions by one instrument, from the invitation to the result.';
comment on column evaluation.round.edition_id is 'The edition its results go to; closing makes it when it is not there.';
comment on column evaluation.round.stage is 'Null where the ministry named none (2022)';
comment on column evaluation.round.letter is 'Number, date, subject, body, attachments, office and signatory of the invitation; and of the letter of result.';
comment on column evaluation.round.example is 'Of the demo world; shown with the word peragaan';

create table evaluation.round_step (
  round_id text not null references evaluation.round (id) on delete cascade,
  step text not null check (step in
    ('invitation', 'self-assessment', 'verification', 'scoring', 'review', 'result', 'objection')),
  starts_on date not null,
  ends_on date not null,
  primary key (round_id, step),
  check (ends_on >= starts_on)
);
comment on column evaluation.round_step.ends_on is 'The last day; it ends at midnight in the zone of each region.';

create table evaluation.round_region (
  region_code text not null references region.region,
  round_id text not null references evaluation.round (id),
  state text not null default 'invited' check (state in ('invited', 'submitted', 'closed')),
  letter_number text,
  letter_message_at timestamptz,
  contact_name text,
  contact_office text,
  contact_phone text,
  submitted_at timestamptz,
  submitted_by uuid references people.account,
  submission_sha256 text,
  added_at timestamptz not null default now(),
  primary key (region_code, round_id),
  check ((submission_sha256 is null) = (submitted_at is null))
);
create index round_region_round on evaluation.round_region (round_id, region_code);
create index round_region_submitted_by on evaluation.round_region (submitted_by);

create table evaluation.extension (
  region_code text not null,
  round_id text not null,
  id uuid not null default gen_random_uuid(),
  step text not null check (step in ('self-assessment', 'verification', 'scoring', 'review', 'objection')),
  ends_on date not null,
  reason text not null check (reason ~ '\S'),
  given_by uuid references people.account,
  given_at timestamptz not null default now(),
  primary key (region_code, id),
  foreign key (region_code, round_id) references evaluation.round_region (region_code, round_id)
);
create index extension_region on evaluation.extension (region_code, round_id, step, given_at);
create index extension_given_by on evaluation.extension (given_by);
comment on table evaluation.extension is 'More time for one region; the newest row of a step counts, older ones stay.';

create table evaluation.assignment (
  region_code text not null,
  round_id text not null,
  question_id text not null,
  organisation_id uuid not null references people.organisation,
  assigned_by uuid references people.account,
  assigned_at timestamptz not null default now(),
  primary key (region_code, round_id, question_id),
  foreign key (region_code, round_id) references evaluation.round_region (region_code, round_id)
);
create index assignment_assigned_by on evaluation.assignment (assigned_by);
create index assignment_organisation on evaluation.assignment (organisation_id, round_id);
comment on table evaluation.assignment is 'Which office answers a question; one without a row is with the secretariat.';

create table evaluation.answer (
  region_code text not null,
  round_id text not null,
  question_id text not null,
  level smallint check (level between 0 and 4),
  narrative text,
  figures jsonb not null default '[]',
  state text not null default 'draft' check (state in ('draft', 'ready', 'signed', 'verified', 'returned')),
  return_reason text,
  version int not null default 1,
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  signed_by uuid references people.account,
  signed_at timestamptz,
  verified_by uuid references people.account,
  verified_at timestamptz,
  primary key (region_code, round_id, question_id),
  foreign key (region_code, round_id) references evaluation.round_region (region_code, round_id),
  check ((state = 'returned') = (return_reason is not null)),
  check (state not in ('signed', 'verified') or signed_at is not null),
  check ((state = 'verified') = (verified_at is not null))
);
create index answer_changed_by on evaluation.answer (changed_by);
create index answer_signed_by on evaluation.answer (signed_by);
create index answer_verified_by on evaluation.answer (verified_by);
create index answer_round on evaluation.answer (round_id, region_code, state);
comment on column evaluation.answer.level is 'The region''s own estimate 0 to 4; null is unanswered, never 0.';
comment on column evaluation.answer.figures is 'A list of {label, value, unit}; value is a decimal as text.';
comment on column evaluation.answer.state is 'draft → ready (officer) → signed (head of the office) → verified (secretariat), or returned with a reason';

create table evaluation.comment (
  region_code text not null,
  round_id text not null,
  id uuid not null default gen_random_uuid(),
  question_id text not null,
  text text not null check (text ~ '\S'),
  account_id uuid references people.account,
  office text,
  written_at timestamptz not null default now(),
  primary key (region_code, id),
  foreign key (region_code, round_id) references evaluation.round_region (region_code, round_id)
);
create index comment_question on evaluation.comment (region_code, round_id, question_id, written_at);
create index comment_account on evaluation.comment (account_id);

create table evaluation.submission (
  region_code text not null,
  round_id text not null,
  content jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  submitted_by uuid references people.account,
  submitted_at timestamptz not null default now(),
  primary key (region_code, round_id),
  foreign key (region_code, round_id) references evaluation.round_region (region_code, round_id)
);
create index submission_submitted_by on evaluation.submission (submitted_by);
comment on table evaluation.submission is 'What the regional head submitted, whole: answers, figures, evidence with hashes. Never changes.';

create table evaluation.panel_member (
  region_code text not null,
  round_id text not null,
  account_id uuid not null references people.account,
  place smallint not null check (place between 1 and 20),
  assigned_by uuid references people.account,
  assigned_at timestamptz not null default now(),
  ended_at timestamptz,
  end_reason text,
  submitted_at timestamptz,
  last_question text,
  primary key (region_code, round_id, account_id),
  foreign key (region_code, round_id) references evaluation.round_region (region_code, round_id),
  check ((ended_at is null) = (end_reason is null))
);
create unique index panel_member_place on evaluation.panel_member (region_code, round_id, place);
create index panel_member_account on evaluation.panel_member (account_id, round_id);
create index panel_member_assigned_by on evaluation.panel_member (assigned_by);
create index panel_member_round on evaluation.panel_member (round_id, region_code);
comment on column evaluation.panel_member.place is 'Asesor 1, 2, … : how a result names who scored; never used again in the region and round';

create table evaluation.conflict (
  region_code text not null references region.region,
  account_id uuid not null references people.account,
  reason text not null check (reason ~ '\S'),
  declared_by uuid references people.account,
  declared_at timestamptz not null default now(),
  primary key (region_code, account_id)
);
create index conflict_account on evaluation.conflict (account_id);
create index conflict_declared_by on evaluation.conflict (declared_by);
comment on table evaluation.conflict is 'An assessor does not score a region where they live, work or advised; roles held there count without a row.';

create table evaluation.score (
  region_code text not null,
  round_id text not null,
  account_id uuid not null,
  question_id text not null,
  score smallint check (score between 0 and 4),
  note text,
  flagged boolean not null default false,
  version int not null default 1,
  changed_at timestamptz not null default now(),
  primary key (region_code, round_id, account_id, question_id),
  foreign key (region_code, round_id, account_id)
    references evaluation.panel_member (region_code, round_id, account_id)
);
comment on column evaluation.score.score is 'Null while only a note or a mark is kept; null is no score, never 0.';

create table evaluation.panel_remark (
  region_code text not null,
  round_id text not null,
  id uuid not null default gen_random_uuid(),
  dimension_code text not null,
  kind text not null check (kind in ('strength', 'weakness', 'recommendation')),
  text text not null check (text ~ '\S'),
  version int not null default 1,
  written_by uuid not null,
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  primary key (region_code, id),
  foreign key (region_code, round_id, written_by)
    references evaluation.panel_member (region_code, round_id, account_id)
);
create index panel_remark_region on evaluation.panel_remark (region_code, round_id, dimension_code, kind, created_at);
create index panel_remark_writer on evaluation.panel_remark (region_code, round_id, written_by);
create index panel_remark_changed_by on evaluation.panel_remark (changed_by);

create table evaluation.frozen_round (
  round_id text primary key references evaluation.round (id),
  rule_version text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  frozen_at timestamptz not null default now(),
  frozen_by uuid references people.account
);
create index frozen_round_by on evaluation.frozen_round (frozen_by);

create table evaluation.frozen_region (
  region_code text not null references region.region,
  round_id text not null references evaluation.frozen_round (round_id),
  inputs jsonb not null,
  outcome jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (region_code, round_id)
);
create index frozen_region_round on evaluation.frozen_region (round_id, region_code);
comment on table evaluation.frozen_region is 'Everything the result of a region was computed from, and what came out. Never changes.';

create function evaluation.refuse_frozen_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% is frozen and never changes', tg_table_schema, tg_table_name;
end $$;
create trigger submission_is_frozen before update or delete on evaluation.submission
  for each row execute function evaluation.refuse_frozen_change();
create trigger frozen_round_is_frozen before update or delete on evaluation.frozen_round
  for each row execute function evaluation.refuse_frozen_change();
create trigger frozen_region_is_frozen before update or delete on evaluation.frozen_region
  for each row execute function evaluation.refuse_frozen_change();

-- A result comes from an import or from a round that was closed.
alter table evaluation.result alter column import_id drop not null;
alter table evaluation.result add column round_id text references evaluation.round (id);
alter table evaluation.result add constraint result_has_origin check (num_nonnulls(import_id, round_id) = 1);
create index result_round on evaluation.result (round_id);
alter table evaluation.result_superseded drop constraint result_superseded_pkey;
alter table evaluation.result_superseded alter column superseded_by drop not null;
alter table evaluation.result_superseded alter column import_id drop not null;
alter table evaluation.result_superseded add column id uuid not null default gen_random_uuid();
alter table evaluation.result_superseded add column superseded_by_round text references evaluation.round (id);
alter table evaluation.result_superseded add column round_id text references evaluation.round (id);
alter table evaluation.result_superseded add primary key (region_code, id);
create index result_superseded_by_round on evaluation.result_superseded (superseded_by_round);
create index result_superseded_round on evaluation.result_superseded (round_id);

create table evaluation.notice (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references people.account,
  region_code text,
  round_id text not null references evaluation.round (id),
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  subject_key text not null default '',
  data jsonb not null default '{}',
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dropped')),
  not_before timestamptz not null default now(),
  created_at timestamptz not null default now(),
  message_id uuid references mail.message (id),
  settled_at timestamptz,
  drop_reason text
);
create unique index notice_once on evaluation.notice (account_id, round_id, kind, subject_key)
  where state = 'waiting';
create index notice_due on evaluation.notice (not_before, id) where state = 'waiting';
create index notice_account on evaluation.notice (account_id, created_at);
create index notice_round on evaluation.notice (round_id, created_at, id);
create index notice_region on evaluation.notice (region_code, round_id, created_at);
create index notice_message on evaluation.notice (message_id);
comment on table evaluation.notice is 'What somebody owes, one row each; several go out in one letter, outside quiet hours, at most some a day.';

alter table mail.message add column attachments jsonb not null default '[]';
comment on column mail.message.attachments is 'A list of {fileId, name}: stored files that go with the letter';
