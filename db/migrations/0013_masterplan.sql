-- The four workshops, worksheets as records, the books, and their frozen editions.

create schema masterplan;

create table masterplan.template (
  id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{2,59}$'),
  content jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  loaded_at timestamptz not null default now()
);
comment on table masterplan.template is 'Deliverables of the stages, readiness elements, criteria and chapters, as versioned data; a series and a plan copy what they start with and change it freely.';

create table masterplan.series (
  region_code text not null references region.region,
  id uuid not null default gen_random_uuid(),
  title text not null check (title ~ '\S'),
  year smallint not null check (year between 2000 and 2100),
  template_id text not null references masterplan.template (id),
  note text,
  state text not null default 'running' check (state in ('running', 'done')),
  voting text not null default 'open' check (voting in ('open', 'closed')),
  version int not null default 1,
  created_by uuid references people.account,
  created_at timestamptz not null default now(),
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (region_code, id),
  unique (id)
);
create index series_template on masterplan.series (template_id);
create index series_created_by on masterplan.series (created_by);
create index series_changed_by on masterplan.series (changed_by);
comment on table masterplan.series is 'One way through the workshops I to IV of one region.';

create table masterplan.mentor (
  region_code text not null,
  series_id uuid not null,
  account_id uuid not null references people.account,
  lead boolean not null default false,
  expertise text,
  since timestamptz not null default now(),
  until timestamptz,
  primary key (region_code, series_id, account_id),
  foreign key (region_code, series_id) references masterplan.series (region_code, id)
);
create index mentor_account on masterplan.mentor (account_id, region_code);
comment on table masterplan.mentor is 'Who guides the region in this series, and so sees its worksheets and drafts; until ends that sight.';

create table masterplan.workshop (
  region_code text not null,
  series_id uuid not null,
  stage smallint not null check (stage between 1 and 4),
  theme text,
  starts_on date,
  ends_on date,
  place text,
  meeting_id uuid,
  state text not null default 'planned' check (state in ('planned', 'running', 'held', 'accepted')),
  review text,
  opened_despite text,
  opened_by uuid references people.account,
  opened_at timestamptz,
  held_at timestamptz,
  accepted_by uuid references people.account,
  accepted_at timestamptz,
  version int not null default 1,
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  primary key (region_code, series_id, stage),
  foreign key (region_code, series_id) references masterplan.series (region_code, id),
  foreign key (region_code, meeting_id) references meeting.meeting (region_code, id),
  check (starts_on is null or ends_on is null or ends_on >= starts_on),
  check ((state = 'accepted') = (accepted_at is not null))
);
create index workshop_meeting on masterplan.workshop (region_code, meeting_id);
create index workshop_opened_by on masterplan.workshop (opened_by);
create index workshop_accepted_by on masterplan.workshop (accepted_by);
create index workshop_changed_by on masterplan.workshop (changed_by);
comment on column masterplan.workshop.review is 'The stage gate in words: what did the last workshop produce, and what must be done again';
comment on column masterplan.workshop.opened_despite is 'Why this stage began although deliverables of the last one were not accepted';

create table masterplan.deliverable (
  region_code text not null,
  series_id uuid not null,
  id uuid not null default gen_random_uuid(),
  stage smallint not null check (stage between 1 and 4),
  position smallint not null,
  code text not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  title text not null check (title ~ '\S'),
  sheet text,
  owner_id uuid references people.organisation,
  due_on date,
  required boolean not null default true,
  state text not null default 'owed' check (state in ('owed', 'submitted', 'returned', 'accepted')),
  note text,
  verdict text,
  submitted_by uuid references people.account,
  submitted_at timestamptz,
  judged_by uuid references people.account,
  judged_at timestamptz,
  version int not null default 1,
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (region_code, id),
  unique (id),
  foreign key (region_code, series_id) references masterplan.series (region_code, id)
);
create index deliverable_series on masterplan.deliverable (region_code, series_id, stage, position);
create unique index deliverable_code on masterplan.deliverable (region_code, series_id, code) where archived_at is null;
create index deliverable_owner on masterplan.deliverable (owner_id);
create index deliverable_submitted_by on masterplan.deliverable (submitted_by);
create index deliverable_judged_by on masterplan.deliverable (judged_by);
create index deliverable_changed_by on masterplan.deliverable (changed_by);
comment on column masterplan.deliverable.sheet is 'The worksheet (kind of card) or "book-1" that proves it; null for a document, which is evidence used for it';

create table masterplan.working_group (
  region_code text not null,
  series_id uuid not null,
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('element', 'dimension')),
  code text not null,
  name text not null check (name ~ '\S'),
  coordinator_id uuid references people.organisation,
  moderator text,
  version int not null default 1,
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  primary key (region_code, id),
  unique (region_code, series_id, kind, code),
  foreign key (region_code, series_id) references masterplan.series (region_code, id)
);
create index working_group_coordinator on masterplan.working_group (coordinator_id);
create index working_group_changed_by on masterplan.working_group (changed_by);
comment on table masterplan.working_group is 'One group per readiness element and per dimension.';

create table masterplan.working_group_office (
  region_code text not null,
  group_id uuid not null,
  organisation_id uuid not null references people.organisation,
  primary key (region_code, group_id, organisation_id),
  foreign key (region_code, group_id) references masterplan.working_group (region_code, id)
);
create index working_group_office_organisation on masterplan.working_group_office (organisation_id);

create table masterplan.commitment (
  region_code text not null,
  series_id uuid not null,
  text text not null check (text ~ '\S'),
  place text,
  dated date,
  state text not null default 'draft' check (state in ('draft', 'open', 'signed')),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  token text not null default encode(sha256(gen_random_uuid()::text::bytea), 'hex'),
  version int not null default 1,
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  primary key (region_code, series_id),
  unique (token),
  foreign key (region_code, series_id) references masterplan.series (region_code, id),
  check (state = 'draft' or sha256 is not null)
);
create index commitment_changed_by on masterplan.commitment (changed_by);
comment on table masterplan.commitment is 'The joint commitment; once open for signatures its text stays as it is under its hash. A signature here is a confirmation by the account, not a certified one.';

create table masterplan.commitment_signature (
  region_code text not null,
  series_id uuid not null,
  id uuid not null default gen_random_uuid(),
  position smallint not null,
  organisation_id uuid references people.organisation,
  role text check (role in ('opd-head', 'council', 'regional-head')),
  title text not null check (title ~ '\S'),
  name text,
  how text check (how in ('account', 'paper')),
  signed_on date,
  account_id uuid references people.account,
  recorded_at timestamptz,
  primary key (region_code, id),
  foreign key (region_code, series_id) references masterplan.commitment (region_code, series_id),
  check ((how is null) = (recorded_at is null))
);
comment on column masterplan.commitment_signature.role is 'Who may sign here by account: the head of organisation_id, the council, or the regional head; null only on paper';
create index commitment_signature_series on masterplan.commitment_signature (region_code, series_id, position);
create index commitment_signature_organisation on masterplan.commitment_signature (organisation_id);
create index commitment_signature_account on masterplan.commitment_signature (account_id);

create table masterplan.card (
  region_code text not null,
  series_id uuid not null,
  id uuid not null default gen_random_uuid(),
  sheet text not null check (sheet ~ '^[a-z]+(-[a-z]+)*$'),
  position int not null default 0,
  title text not null check (title ~ '\S'),
  dimension text check (dimension in ('gov', 'bra', 'eco', 'liv', 'soc', 'env')),
  place_in_sheet text,
  organisation_id uuid references people.organisation,
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  choice text not null default 'open' check (choice in ('open', 'chosen', 'dropped')),
  choice_reason text,
  programme_id uuid,
  version int not null default 1,
  created_by uuid references people.account,
  created_at timestamptz not null default now(),
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (region_code, id),
  unique (id),
  foreign key (region_code, series_id) references masterplan.series (region_code, id),
  foreign key (region_code, programme_id) references portfolio.programme (region_code, id)
);
create index card_sheet on masterplan.card (region_code, series_id, sheet, position, id);
create index card_programme on masterplan.card (region_code, programme_id);
create index card_organisation on masterplan.card (organisation_id);
create index card_created_by on masterplan.card (created_by);
create index card_changed_by on masterplan.card (changed_by);
comment on table masterplan.card is 'One row of one worksheet. content has the typed shape of its sheet (model-card.ts); proof is evidence used for the card.';
comment on column masterplan.card.place_in_sheet is 'Quadrant of SWOT, pair of a strategy, sub-element of readiness, stream of an action, term of the roadmap';
comment on column masterplan.card.programme_id is 'The programme it became, or the existing one it maps to';

create table masterplan.card_link (
  region_code text not null,
  from_id uuid not null,
  to_id uuid not null,
  primary key (region_code, from_id, to_id),
  foreign key (region_code, from_id) references masterplan.card (region_code, id),
  foreign key (region_code, to_id) references masterplan.card (region_code, id),
  check (from_id <> to_id)
);
create index card_link_to on masterplan.card_link (region_code, to_id);
comment on table masterplan.card_link is 'to_id rests on from_id: a strategy on SWOT cards, a target on a mission, a risk on a canvas, an action on a strategy.';

create table masterplan.card_change (
  region_code text not null,
  id uuid not null default gen_random_uuid(),
  card_id uuid not null,
  version int not null,
  event text not null check (event ~ '^[a-z]+(-[a-z]+)*$'),
  fields jsonb not null default '[]',
  office text,
  account_id uuid references people.account,
  changed_at timestamptz not null default now(),
  primary key (region_code, id),
  foreign key (region_code, card_id) references masterplan.card (region_code, id)
);
create index card_change_card on masterplan.card_change (region_code, card_id, changed_at);
create index card_change_account on masterplan.card_change (account_id);

create table masterplan.card_vote (
  region_code text not null,
  card_id uuid not null,
  account_id uuid not null references people.account,
  organisation_id uuid references people.organisation,
  points smallint not null check (points between 1 and 5),
  voted_at timestamptz not null default now(),
  primary key (region_code, card_id, account_id),
  foreign key (region_code, card_id) references masterplan.card (region_code, id)
);
create index card_vote_account on masterplan.card_vote (account_id);
create index card_vote_organisation on masterplan.card_vote (organisation_id);
comment on table masterplan.card_vote is 'Prioritising together: points of one person for one card.';

create table masterplan.criterion (
  region_code text not null,
  series_id uuid not null,
  code text not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  position smallint not null,
  name text not null check (name ~ '\S'),
  note text,
  archived_at timestamptz,
  primary key (region_code, series_id, code),
  foreign key (region_code, series_id) references masterplan.series (region_code, id)
);
comment on table masterplan.criterion is 'By what quick wins are chosen.';

create table masterplan.weight (
  region_code text not null,
  series_id uuid not null,
  account_id uuid not null references people.account,
  criterion text not null,
  organisation_id uuid references people.organisation,
  points smallint not null check (points between 0 and 100),
  given_at timestamptz not null default now(),
  primary key (region_code, series_id, account_id, criterion),
  foreign key (region_code, series_id, criterion) references masterplan.criterion (region_code, series_id, code)
);
create index weight_criterion on masterplan.weight (region_code, series_id, criterion);
create index weight_account on masterplan.weight (account_id);
create index weight_organisation on masterplan.weight (organisation_id);
comment on table masterplan.weight is 'How much one voter holds each criterion to be worth; shown to all voters.';

create table masterplan.score (
  region_code text not null,
  card_id uuid not null,
  account_id uuid not null references people.account,
  series_id uuid not null,
  criterion text not null,
  points smallint not null check (points between 1 and 5),
  given_at timestamptz not null default now(),
  primary key (region_code, card_id, account_id, criterion),
  foreign key (region_code, card_id) references masterplan.card (region_code, id),
  foreign key (region_code, series_id, criterion) references masterplan.criterion (region_code, series_id, code)
);
create index score_criterion on masterplan.score (region_code, series_id, criterion);
create index score_account on masterplan.score (account_id);

create table masterplan.plan (
  region_code text not null references region.region,
  id uuid not null default gen_random_uuid(),
  title text not null check (title ~ '\S'),
  from_year smallint not null check (from_year between 2000 and 2100),
  until_year smallint not null check (until_year between 2000 and 2100),
  series_id uuid,
  template_id text not null references masterplan.template (id),
  vision text,
  version int not null default 1,
  created_by uuid references people.account,
  created_at timestamptz not null default now(),
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (region_code, id),
  unique (id),
  foreign key (region_code, series_id) references masterplan.series (region_code, id),
  check (until_year >= from_year)
);
create index plan_series on masterplan.plan (region_code, series_id);
create index plan_template on masterplan.plan (template_id);
create index plan_created_by on masterplan.plan (created_by);
create index plan_changed_by on masterplan.plan (changed_by);
comment on table masterplan.plan is 'A living masterplan of a region with its three books.';

create table masterplan.section (
  region_code text not null,
  plan_id uuid not null,
  id uuid not null default gen_random_uuid(),
  book smallint not null check (book between 1 and 3),
  parent_id uuid,
  position int not null,
  code text,
  title text not null check (title ~ '\S'),
  guide text,
  owner_id uuid references people.organisation,
  state text not null default 'empty' check (state in ('empty', 'draft', 'review', 'accepted', 'locked')),
  state_note text,
  state_by uuid references people.account,
  state_at timestamptz,
  words_wanted int not null default 0 check (words_wanted >= 0),
  due_on date,
  version int not null default 1,
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (region_code, id),
  unique (id),
  foreign key (region_code, plan_id) references masterplan.plan (region_code, id),
  foreign key (region_code, parent_id) references masterplan.section (region_code, id)
);
create index section_plan on masterplan.section (region_code, plan_id, book, parent_id, position);
create index section_parent on masterplan.section (region_code, parent_id);
create index section_owner on masterplan.section (owner_id);
create index section_state_by on masterplan.section (state_by);
create index section_changed_by on masterplan.section (changed_by);
comment on column masterplan.section.code is 'Where it comes from in the template; what the quality check looks for';
comment on column masterplan.section.guide is 'What the writer should say here; never printed';

create table masterplan.block (
  region_code text not null,
  section_id uuid not null,
  id uuid not null default gen_random_uuid(),
  position int not null,
  kind text not null check (kind in ('narrative', 'live')),
  text_id uuid,
  source text,
  show text check (show in ('table', 'chart', 'map', 'list', 'figure')),
  filter jsonb not null default '{}' check (jsonb_typeof(filter) = 'object'),
  caption text,
  version int not null default 1,
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (region_code, id),
  unique (id),
  foreign key (region_code, section_id) references masterplan.section (region_code, id),
  foreign key (region_code, text_id) references collab.text (region_code, id),
  check ((kind = 'narrative') = (text_id is not null)),
  check ((kind = 'live') = (source is not null and show is not null))
);
create index block_section on masterplan.block (region_code, section_id, position);
create index block_text on masterplan.block (region_code, text_id);
create index block_changed_by on masterplan.block (changed_by);
comment on table masterplan.block is 'A narrative (a shared text) or a live part drawn from the data with a filter.';

create table masterplan.section_event (
  region_code text not null,
  section_id uuid not null,
  id uuid not null default gen_random_uuid(),
  event text not null check (event ~ '^[a-z]+(-[a-z]+)*$'),
  fields jsonb not null default '[]',
  note text,
  office text,
  account_id uuid references people.account,
  happened_at timestamptz not null default now(),
  primary key (region_code, id),
  foreign key (region_code, section_id) references masterplan.section (region_code, id)
);
create index section_event_section on masterplan.section_event (region_code, section_id, happened_at);
create index section_event_account on masterplan.section_event (account_id);

create table masterplan.comment (
  region_code text not null references region.region,
  id uuid not null default gen_random_uuid(),
  subject_kind text not null check (subject_kind in ('deliverable', 'card', 'section', 'workshop')),
  subject_id text not null,
  answers_id uuid,
  text text not null check (text ~ '\S'),
  block_id uuid,
  quote text,
  replacement text,
  state text not null default 'open' check (state in ('open', 'resolved', 'taken', 'refused')),
  office text,
  account_id uuid not null references people.account,
  written_at timestamptz not null default now(),
  settled_by uuid references people.account,
  settled_at timestamptz,
  settled_note text,
  removed_at timestamptz,
  primary key (region_code, id),
  unique (id),
  foreign key (region_code, answers_id) references masterplan.comment (region_code, id),
  foreign key (region_code, block_id) references masterplan.block (region_code, id),
  check (replacement is null or quote is not null),
  check ((state = 'open') = (settled_at is null))
);
create index comment_subject on masterplan.comment (region_code, subject_kind, subject_id, written_at);
create index comment_answers on masterplan.comment (region_code, answers_id);
create index comment_block on masterplan.comment (region_code, block_id);
create index comment_account on masterplan.comment (account_id);
create index comment_settled_by on masterplan.comment (settled_by);
comment on column masterplan.comment.replacement is 'A suggestion: the quoted words shall become these; taken or refused';

create table masterplan.edition (
  region_code text not null,
  plan_id uuid not null,
  id uuid not null default gen_random_uuid(),
  year smallint not null check (year between 2000 and 2100),
  title text not null check (title ~ '\S'),
  previous_id uuid,
  content jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  token text not null default encode(sha256(gen_random_uuid()::text::bytea), 'hex'),
  state text not null default 'frozen' check (state in ('frozen', 'signed', 'published', 'withdrawn')),
  regulation_kind text check (regulation_kind in ('perbup', 'perwal', 'perda')),
  regulation_number text,
  regulation_date date,
  regulation_about text,
  published_at timestamptz,
  published_by uuid references people.account,
  version int not null default 1,
  frozen_by uuid references people.account,
  frozen_at timestamptz not null default now(),
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  primary key (region_code, id),
  unique (id),
  unique (token),
  foreign key (region_code, plan_id) references masterplan.plan (region_code, id),
  foreign key (region_code, previous_id) references masterplan.edition (region_code, id),
  check ((regulation_number is null) = (regulation_date is null)),
  check ((state = 'published') = (published_at is not null))
);
create unique index edition_year on masterplan.edition (region_code, plan_id, year) where state <> 'withdrawn';
create index edition_plan on masterplan.edition (region_code, plan_id, year);
create index edition_previous on masterplan.edition (region_code, previous_id);
create index edition_published_by on masterplan.edition (published_by);
create index edition_frozen_by on masterplan.edition (frozen_by);
create index edition_changed_by on masterplan.edition (changed_by);
comment on column masterplan.edition.state is 'withdrawn: frozen by mistake and never published; its year is free again, its content and hash stay';
comment on column masterplan.edition.content is 'The three books as document trees with all texts and all live data, as they stood; sha256 is over its canonical text';

create table masterplan.edition_signatory (
  region_code text not null,
  edition_id uuid not null,
  id uuid not null default gen_random_uuid(),
  position smallint not null,
  body text not null check (body in ('council', 'team', 'head', 'other')),
  title text not null check (title ~ '\S'),
  name text,
  how text check (how in ('account', 'paper')),
  signed_on date,
  account_id uuid references people.account,
  recorded_at timestamptz,
  primary key (region_code, id),
  foreign key (region_code, edition_id) references masterplan.edition (region_code, id),
  check ((how is null) = (recorded_at is null))
);
create index edition_signatory_edition on masterplan.edition_signatory (region_code, edition_id, position);
create index edition_signatory_account on masterplan.edition_signatory (account_id);

create table masterplan.print (
  region_code text not null,
  plan_id uuid not null,
  id uuid not null default gen_random_uuid(),
  edition_id uuid,
  book smallint not null check (book between 1 and 3),
  format text not null check (format in ('pdf', 'docx')),
  state text not null default 'queued' check (state in ('queued', 'made', 'failed')),
  file_id uuid references files.file (id),
  pages int,
  progress_id uuid references jobs.progress (id),
  failure text,
  asked_by uuid references people.account,
  asked_at timestamptz not null default now(),
  made_at timestamptz,
  primary key (region_code, id),
  unique (id),
  foreign key (region_code, plan_id) references masterplan.plan (region_code, id),
  foreign key (region_code, edition_id) references masterplan.edition (region_code, id)
);
create index print_plan on masterplan.print (region_code, plan_id, asked_at);
create index print_edition on masterplan.print (region_code, edition_id);
create index print_file on masterplan.print (file_id);
create index print_progress on masterplan.print (progress_id);
create index print_asked_by on masterplan.print (asked_by);

create function masterplan.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% never changes', tg_table_schema, tg_table_name;
end $$;
create trigger section_event_never_changes before update or delete on masterplan.section_event
  for each row execute function masterplan.refuse_change();
create trigger card_change_never_changes before update or delete on masterplan.card_change
  for each row execute function masterplan.refuse_change();
create function masterplan.keep_edition() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.content is distinct from old.content or new.sha256 is distinct from old.sha256
    or new.year is distinct from old.year or new.frozen_at is distinct from old.frozen_at then
    raise exception 'masterplan.edition % is frozen', old.id;
  end if;
  return new;
end $$;
create trigger edition_is_frozen before update or delete on masterplan.edition
  for each row execute function masterplan.keep_edition();
