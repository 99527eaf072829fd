-- Councils and teams, meetings with their letters, attendance, minutes, decisions and tasks, preparation boards.

create schema meeting;

create table meeting.setting (
  region_code text primary key references region.region,
  number_pattern text not null default '{klasifikasi}/{nomor}/{unit}' check (number_pattern ~ '\{nomor\}'),
  classification text not null default '000.1.5',
  unit_code text not null default 'KOMINFO',
  institution text,
  office text,
  address text,
  signatory_title text,
  signatory_name text,
  signatory_rank text,
  signatory_number text,
  version int not null default 1,
  changed_by uuid references people.account,
  changed_at timestamptz not null default now()
);
create index setting_changed_by on meeting.setting (changed_by);
comment on table meeting.setting is 'Letterhead, who signs, and how letters are numbered (pattern of Permendagri 83/2022).';

create table meeting.letter_number (
  region_code text not null references region.region,
  year smallint not null,
  number int not null check (number > 0),
  meeting_id uuid not null,
  text text not null,
  taken_at timestamptz not null default now(),
  primary key (region_code, year, number)
);
comment on table meeting.letter_number is 'Numbers taken in a year; a number is never given twice, also when the meeting is cancelled.';

create table meeting.institution (
  region_code text not null references region.region,
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('council', 'team', 'forum', 'group')),
  name text not null check (name ~ '\S'),
  duties text,
  decree_number text,
  decree_date date,
  term_from date,
  term_until date,
  meets text check (meets in ('month')),
  meets_week smallint check (meets_week between 1 and 4),
  meets_weekday smallint check (meets_weekday between 1 and 7),
  meets_at time,
  meets_minutes smallint check (meets_minutes between 15 and 600),
  meets_place text,
  meets_with uuid[] not null default '{}',
  version int not null default 1,
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (region_code, id),
  unique (id),
  check (term_from is null or term_until is null or term_until >= term_from),
  check (meets is null or (meets_week is not null and meets_weekday is not null and meets_at is not null and meets_minutes is not null))
);
create index institution_changed_by on meeting.institution (changed_by);
comment on table meeting.institution is 'Dewan, Tim Pelaksana, Forum or Pokja; the file of the decree is evidence used for the institution.';
comment on column meeting.institution.meets_week is 'The nth such weekday of the month, in the zone of the region';
comment on column meeting.institution.meets_with is 'Institutions that sit in the same meeting, as council and team each month';

create table meeting.institution_member (
  region_code text not null,
  institution_id uuid not null,
  id uuid not null default gen_random_uuid(),
  sort smallint not null,
  position text not null check (position ~ '\S'),
  organisation_id uuid references people.organisation,
  account_id uuid references people.account,
  name text,
  title text,
  email text,
  dimension text check (dimension in ('gov', 'bra', 'eco', 'liv', 'soc', 'env')),
  since date,
  until date,
  primary key (region_code, id),
  foreign key (region_code, institution_id) references meeting.institution (region_code, id),
  check (num_nonnulls(organisation_id, account_id, name, title) > 0)
);
create index institution_member_institution on meeting.institution_member (region_code, institution_id, sort);
create index institution_member_organisation on meeting.institution_member (organisation_id);
create index institution_member_account on meeting.institution_member (account_id);
comment on table meeting.institution_member is 'By office and title, so that the seat outlives the person; name only as the decree says.';

create table meeting.meeting (
  region_code text not null references region.region,
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('rakor', 'bimtek', 'fgd', 'council', 'interview', 'field-review', 'other')),
  title text not null check (title ~ '\S'),
  subject text,
  purpose text,
  institution_id uuid,
  series_key text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  zone text not null check (zone in ('WIB', 'WITA', 'WIT')),
  place text,
  address text,
  link text check (link ~ '^https://'),
  state text not null default 'draft' check (state in ('draft', 'invited', 'running', 'closed', 'cancelled')),
  cancel_reason text,
  sequence int not null default 0,
  follows_id uuid,
  chair text,
  note_taker text,
  letter_class text,
  letter_number text,
  letter_date date,
  letter_body text,
  letter_attachments text[] not null default '{}',
  letter_copies text[] not null default '{}',
  door_token text not null default encode(sha256(gen_random_uuid()::text::bytea), 'hex'),
  online_token text not null default encode(sha256(gen_random_uuid()::text::bytea), 'hex'),
  letter_token text not null default encode(sha256(gen_random_uuid()::text::bytea), 'hex'),
  attendance_open boolean not null default false,
  text_id uuid,
  minutes_state text not null default 'none' check (minutes_state in ('none', 'writing', 'final')),
  minutes_final_at timestamptz,
  minutes_final_by uuid references people.account,
  minutes_sha256 text check (minutes_sha256 ~ '^[0-9a-f]{64}$'),
  planned_for date,
  version int not null default 1,
  created_by uuid references people.account,
  created_at timestamptz not null default now(),
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  closed_at timestamptz,
  primary key (region_code, id),
  unique (id),
  unique (door_token),
  unique (letter_token),
  unique (online_token),
  foreign key (region_code, institution_id) references meeting.institution (region_code, id),
  foreign key (region_code, follows_id) references meeting.meeting (region_code, id),
  foreign key (region_code, text_id) references collab.text (region_code, id),
  check (ends_at > starts_at),
  check (place is not null or link is not null or state = 'draft'),
  check (state <> 'cancelled' or cancel_reason is not null)
);
create index meeting_institution on meeting.meeting (region_code, institution_id, starts_at);
create index meeting_follows on meeting.meeting (region_code, follows_id);
create index meeting_text on meeting.meeting (region_code, text_id);
create index meeting_list on meeting.meeting (region_code, starts_at desc, id desc);
create index meeting_final_by on meeting.meeting (minutes_final_by);
create index meeting_created_by on meeting.meeting (created_by);
create index meeting_changed_by on meeting.meeting (changed_by);
create unique index meeting_planned on meeting.meeting (region_code, institution_id, planned_for) where planned_for is not null;
comment on column meeting.meeting.series_key is 'Meetings with the same key carry their open tasks on: institution id, or what the organiser typed; null stands alone';
comment on column meeting.meeting.sequence is 'SEQUENCE of RFC 5545: grows with each change of time, place or state after the first letter';
comment on column meeting.meeting.door_token is 'In the QR code at the door and nowhere else';
comment on column meeting.meeting.letter_token is 'In the QR code of the letter, for its public verification';
comment on column meeting.meeting.planned_for is 'First day of the month for which the meeting was planned by itself';

create table meeting.invitee (
  region_code text not null,
  meeting_id uuid not null,
  id uuid not null default gen_random_uuid(),
  organisation_id uuid references people.organisation,
  account_id uuid references people.account,
  role text,
  name text,
  title text,
  email text,
  why text,
  answer text not null default 'none' check (answer in ('none', 'yes', 'no', 'represented')),
  answer_note text,
  represented_by text,
  represented_title text,
  answered_at timestamptz,
  answered_by uuid references people.account,
  token text not null default encode(sha256(gen_random_uuid()::text::bytea), 'hex'),
  invited_sequence int,
  message_id uuid references mail.message (id),
  reminded_at timestamptz,
  removed_at timestamptz,
  primary key (region_code, id),
  unique (id),
  unique (token),
  foreign key (region_code, meeting_id) references meeting.meeting (region_code, id),
  check (num_nonnulls(organisation_id, account_id, name, email) > 0)
);
create index invitee_meeting on meeting.invitee (region_code, meeting_id);
create index invitee_organisation on meeting.invitee (organisation_id);
create index invitee_account on meeting.invitee (account_id);
create index invitee_email on meeting.invitee (lower(email));
create index invitee_answered_by on meeting.invitee (answered_by);
create index invitee_message on meeting.invitee (message_id);
comment on column meeting.invitee.why is 'How they came onto the list: the role or institution that was named';
comment on column meeting.invitee.token is 'Lets the addressee of the letter answer without signing in';
comment on column meeting.invitee.message_id is 'The last letter; its state tells whether it arrived';

create table meeting.attendance (
  region_code text not null,
  meeting_id uuid not null,
  id uuid not null default gen_random_uuid(),
  invitee_id uuid,
  account_id uuid references people.account,
  organisation_id uuid references people.organisation,
  name text not null check (name ~ '\S'),
  title text,
  office text,
  number text,
  phone text,
  how text not null check (how in ('door', 'link', 'paper')),
  came_at timestamptz not null default now(),
  entered_by uuid references people.account,
  removed_at timestamptz,
  removed_reason text,
  primary key (region_code, id),
  foreign key (region_code, meeting_id) references meeting.meeting (region_code, id),
  foreign key (region_code, invitee_id) references meeting.invitee (region_code, id)
);
create index attendance_meeting on meeting.attendance (region_code, meeting_id, came_at);
create index attendance_invitee on meeting.attendance (region_code, invitee_id);
create unique index attendance_once on meeting.attendance (region_code, meeting_id, lower(name), lower(coalesce(office, ''))) where removed_at is null;
create index attendance_account on meeting.attendance (account_id);
create index attendance_organisation on meeting.attendance (organisation_id);
create index attendance_entered_by on meeting.attendance (entered_by);
comment on column meeting.attendance.number is 'NIP, only on the official list';
comment on column meeting.attendance.phone is 'Only on the official list';

create table meeting.agenda_item (
  region_code text not null,
  meeting_id uuid not null,
  id uuid not null default gen_random_uuid(),
  position smallint not null,
  title text not null check (title ~ '\S'),
  minutes smallint check (minutes between 1 and 600),
  owner_id uuid references people.organisation,
  speaker text,
  note text,
  version int not null default 1,
  primary key (region_code, id),
  foreign key (region_code, meeting_id) references meeting.meeting (region_code, id)
);
create index agenda_item_meeting on meeting.agenda_item (region_code, meeting_id, position);
create index agenda_item_owner on meeting.agenda_item (owner_id);
comment on table meeting.agenda_item is 'Papers are evidence used for the item. Open tasks stand on the agenda by themselves and have no row.';

create table meeting.decision (
  region_code text not null,
  meeting_id uuid not null,
  id uuid not null default gen_random_uuid(),
  position smallint not null,
  text text not null check (text ~ '\S'),
  agenda_item_id uuid,
  version int not null default 1,
  primary key (region_code, id),
  foreign key (region_code, meeting_id) references meeting.meeting (region_code, id),
  foreign key (region_code, agenda_item_id) references meeting.agenda_item (region_code, id)
);
create index decision_meeting on meeting.decision (region_code, meeting_id, position);
create index decision_agenda_item on meeting.decision (region_code, agenda_item_id);

create table meeting.minutes (
  region_code text not null,
  meeting_id uuid not null,
  number smallint not null check (number > 0),
  token text not null default encode(sha256(gen_random_uuid()::text::bytea), 'hex'),
  content jsonb not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  final_at timestamptz not null default now(),
  final_by uuid references people.account,
  reopened_at timestamptz,
  reopened_by uuid references people.account,
  reopen_reason text,
  primary key (region_code, meeting_id, number),
  unique (token),
  foreign key (region_code, meeting_id) references meeting.meeting (region_code, id),
  check ((reopened_at is null) = (reopen_reason is null))
);
create unique index minutes_one_valid on meeting.minutes (region_code, meeting_id) where reopened_at is null;
create index minutes_final_by on meeting.minutes (final_by);
create index minutes_reopened_by on meeting.minutes (reopened_by);
comment on table meeting.minutes is 'Minutes as they were made final; the hash is that of the canonical text of content. Attendance in it has no NIP and no phone.';

create table meeting.task (
  region_code text not null references region.region,
  id uuid not null default gen_random_uuid(),
  meeting_id uuid not null,
  decision_id uuid,
  text text not null check (text ~ '\S'),
  owner_id uuid not null references people.organisation,
  dimension text check (dimension in ('gov', 'bra', 'eco', 'liv', 'soc', 'env')),
  due_on date not null,
  first_due_on date not null,
  state text not null default 'open' check (state in ('open', 'done', 'dropped')),
  done_on date,
  note text,
  times_overdue smallint not null default 0,
  counted_for date,
  level text not null default 'owner' check (level in ('owner', 'coordinator', 'secretary')),
  version int not null default 1,
  created_at timestamptz not null default now(),
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  primary key (region_code, id),
  unique (id),
  foreign key (region_code, meeting_id) references meeting.meeting (region_code, id),
  foreign key (region_code, decision_id) references meeting.decision (region_code, id),
  check ((state = 'done') = (done_on is not null)),
  check (state <> 'dropped' or note is not null)
);
create index task_meeting on meeting.task (region_code, meeting_id);
create index task_decision on meeting.task (region_code, decision_id);
create index task_open on meeting.task (region_code, due_on, id) where state = 'open';
create index task_owner on meeting.task (owner_id, state, due_on);
create index task_changed_by on meeting.task (changed_by);
comment on column meeting.task.times_overdue is 'How many of its due dates passed while it was open; counted_for is the last one counted';
comment on column meeting.task.level is 'Who is asked now: the office, then the dimension coordinator, then the regional secretary';

create table meeting.task_event (
  region_code text not null,
  task_id uuid not null,
  id uuid not null default gen_random_uuid(),
  event text not null check (event in ('made', 'changed', 'moved', 'carried', 'overdue', 'escalated', 'done', 'dropped', 'reopened')),
  meeting_id uuid,
  note text,
  due_on date,
  account_id uuid references people.account,
  happened_at timestamptz not null default now(),
  primary key (region_code, id),
  foreign key (region_code, task_id) references meeting.task (region_code, id),
  foreign key (region_code, meeting_id) references meeting.meeting (region_code, id)
);
create index task_event_task on meeting.task_event (region_code, task_id, happened_at);
create index task_event_meeting on meeting.task_event (region_code, meeting_id);
create index task_event_account on meeting.task_event (account_id);
comment on table meeting.task_event is 'The journey of a task: where it was made, moved, carried on to, and to whom it rose.';

create table meeting.preparation (
  region_code text not null references region.region,
  id uuid not null default gen_random_uuid(),
  title text not null check (title ~ '\S'),
  letter_from text,
  letter_number text,
  letter_date date,
  what text,
  due_on date not null,
  meeting_id uuid,
  version int not null default 1,
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (region_code, id),
  unique (id),
  foreign key (region_code, meeting_id) references meeting.meeting (region_code, id)
);
create index preparation_meeting on meeting.preparation (region_code, meeting_id);
create index preparation_changed_by on meeting.preparation (changed_by);
comment on table meeting.preparation is 'What a letter of the ministry asks to prepare; the letter itself is evidence used for it.';

create table meeting.preparation_item (
  region_code text not null,
  preparation_id uuid not null,
  id uuid not null default gen_random_uuid(),
  organisation_id uuid not null references people.organisation,
  what text not null check (what ~ '\S'),
  due_on date not null,
  state text not null default 'not-started' check (state in ('not-started', 'preparing', 'ready', 'checked')),
  note text,
  version int not null default 1,
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  primary key (region_code, id),
  unique (id),
  foreign key (region_code, preparation_id) references meeting.preparation (region_code, id)
);
create index preparation_item_preparation on meeting.preparation_item (region_code, preparation_id, due_on);
create index preparation_item_organisation on meeting.preparation_item (organisation_id);
create index preparation_item_changed_by on meeting.preparation_item (changed_by);

create table meeting.notice (
  region_code text not null references region.region,
  id uuid not null default gen_random_uuid(),
  account_id uuid not null references people.account,
  kind text not null check (kind in ('task', 'preparation', 'term')),
  subject_id uuid not null,
  level text not null default 'owner' check (level in ('owner', 'coordinator', 'secretary')),
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dropped')),
  not_before timestamptz not null default now(),
  asked_by uuid references people.account,
  created_at timestamptz not null default now(),
  message_id uuid references mail.message (id),
  settled_at timestamptz,
  drop_reason text,
  primary key (region_code, id)
);
create unique index notice_once on meeting.notice (region_code, account_id, kind, subject_id, level) where state = 'waiting';
create index notice_due on meeting.notice (not_before, id) where state = 'waiting';
create index notice_subject on meeting.notice (region_code, kind, subject_id);
create index notice_account on meeting.notice (account_id, created_at);
create index notice_asked_by on meeting.notice (asked_by);
create index notice_message on meeting.notice (message_id);
comment on table meeting.notice is 'What somebody is asked for: a late task, an item to prepare, a term that ends. Several go out in one letter.';

alter table meeting.letter_number add foreign key (region_code, meeting_id) references meeting.meeting (region_code, id);
create index letter_number_meeting on meeting.letter_number (region_code, meeting_id);

create function meeting.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% never changes', tg_table_schema, tg_table_name;
end $$;
create trigger task_event_never_changes before update or delete on meeting.task_event
  for each row execute function meeting.refuse_change();
create trigger letter_number_never_changes before update or delete on meeting.letter_number
  for each row execute function meeting.refuse_change();

create function meeting.keep_minutes() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.content <> old.content or new.sha256 <> old.sha256 then
    raise exception 'Final minutes never change; they are reopened and made final anew';
  end if;
  return new;
end $$;
create trigger minutes_never_change before update or delete on meeting.minutes
  for each row execute function meeting.keep_minutes();
