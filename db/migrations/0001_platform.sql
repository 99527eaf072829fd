-- What every module stands on: audit trail, progress of jobs, stored files, outbox, idempotency keys.
create extension if not exists pg_trgm;
create extension if not exists unaccent;

create schema audit;
create table audit.event (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  account_id text,
  membership_id text,
  event text not null check (event ~ '^[a-z_]+(\.[a-z_]+)+$'),
  subject_kind text not null,
  subject_id text not null,
  region_code text,
  data jsonb not null default '{}',
  request_id text
);
create index event_subject on audit.event (subject_kind, subject_id, id);
create index event_region on audit.event (region_code, id);
create index event_account on audit.event (account_id, id);
comment on table audit.event is 'One row for each write, in the transaction of the write. Never changed, never deleted.';

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit.event is append-only';
end $$;
create trigger event_is_append_only before update or delete on audit.event
  for each row execute function audit.refuse_change();

create schema jobs;
create table jobs.progress (
  id uuid primary key default gen_random_uuid(),
  task text not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed')),
  account_id text,
  done bigint not null default 0,
  total bigint,
  step text,
  result_href text,
  failure jsonb,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz
);
create index progress_account on jobs.progress (account_id, created_at);

create schema files;
create table files.file (
  id uuid primary key default gen_random_uuid(),
  storage_key text not null,
  name text not null,
  media_type text not null,
  bytes bigint not null check (bytes >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  account_id text,
  region_code text,
  created_at timestamptz not null default now()
);
create index file_sha256 on files.file (sha256);
create index file_region on files.file (region_code, created_at);

create schema mail;
create table mail.message (
  id uuid primary key default gen_random_uuid(),
  to_address text not null,
  subject text not null,
  body text not null,
  state text not null default 'queued' check (state in ('queued', 'sent', 'kept', 'failed')),
  attempts int not null default 0,
  last_error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz
);
create index message_created on mail.message (created_at, id);
comment on column mail.message.state is 'kept: no mail server is configured, the message stays here to be read';

create schema http;
create table http.idempotency (
  key text not null,
  account_id text not null,
  route text not null,
  request_sha256 text not null,
  status int not null,
  body jsonb not null,
  created_at timestamptz not null default now(),
  primary key (account_id, key)
);
create index idempotency_age on http.idempotency (created_at);

create table http.rate_limit (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
