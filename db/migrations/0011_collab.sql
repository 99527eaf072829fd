-- Texts that several people write at once: the last state, what it says, and every version.

create schema collab;

create table collab.text (
  region_code text not null references region.region,
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  content jsonb not null default '{"type": "doc", "content": []}',
  plain text not null default '',
  words int not null default 0 check (words >= 0),
  state bytea,
  version int not null default 1,
  changed_by uuid references people.account,
  changed_at timestamptz not null default now(),
  primary key (region_code, id),
  unique (id)
);
create index text_changed_by on collab.text (changed_by);
comment on table collab.text is 'One rich text. kind says whose it is; the module of that kind decides who reads and writes it.';
comment on column collab.text.content is 'The text as a tree of nodes, as src/kit/rich-text.ts describes it';
comment on column collab.text.plain is 'What the tree says without its form; a picture stands as its caption in brackets';
comment on column collab.text.state is 'The shared document of the editor (Yjs update); null until somebody opens the editor';

create table collab.text_version (
  region_code text not null,
  text_id uuid not null,
  version int not null,
  content jsonb not null,
  plain text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  accounts uuid[] not null default '{}',
  how text not null check (how in ('editor', 'form', 'restored', 'suggestion', 'emptied', 'seed')),
  made_at timestamptz not null default now(),
  primary key (region_code, text_id, version),
  foreign key (region_code, text_id) references collab.text (region_code, id)
);
comment on table collab.text_version is 'Every version people can go back to. Typing within some minutes is one version, which then grows.';

create function collab.keep_text() returns trigger language plpgsql as $$
begin
  if old.plain ~ '\S' and new.plain !~ '\S' and coalesce(current_setting('tudang.empty_text', true), '') <> old.id::text then
    raise exception 'collab.text % is not replaced by an empty one', old.id using errcode = 'TU001';
  end if;
  return new;
end $$;
create trigger text_is_kept before update on collab.text for each row execute function collab.keep_text();
comment on function collab.keep_text is 'A stored text becomes empty only in a transaction that says so by tudang.empty_text = its id.';

create table collab.picture (
  region_code text not null references region.region,
  file_id uuid not null references files.file,
  text_id uuid not null,
  width int not null check (width > 0),
  height int not null check (height > 0),
  added_by uuid references people.account,
  added_at timestamptz not null default now(),
  primary key (region_code, file_id),
  foreign key (region_code, text_id) references collab.text (region_code, id)
);
create index picture_text on collab.picture (region_code, text_id);
create index picture_file on collab.picture (file_id);
create index picture_added_by on collab.picture (added_by);
comment on table collab.picture is 'Pictures that may stand in the texts of a region; a text that names another file shows nothing.';
