-- The trace: every arrow from a problem to an evaluated score and back is one row here.

create schema trace;

create table trace.link (
  region_code text not null,
  id uuid not null default gen_random_uuid(),
  from_kind text not null check (from_kind ~ '^[a-z]+(-[a-z]+)*$'),
  from_id text not null check (from_id <> ''),
  to_kind text not null check (to_kind ~ '^[a-z]+(-[a-z]+)*$'),
  to_id text not null check (to_id <> ''),
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  reason text,
  account_id text,
  made_at timestamptz not null default now(),
  primary key (region_code, id),
  check ((from_kind, from_id) <> (to_kind, to_id))
);
create unique index link_once on trace.link (from_kind, from_id, to_kind, to_id, kind);
create index link_backwards on trace.link (to_kind, to_id);
comment on table trace.link is 'Written in the transaction that makes the connection, never inferred, never changed.';
comment on column trace.link.kind is 'What the arrow says, such as counted-in or answered-by; the module that writes it has its words';

create function trace.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'A link of the trace never changes';
end $$;
create trigger link_never_changes before update or delete on trace.link
  for each row execute function trace.refuse_change();
