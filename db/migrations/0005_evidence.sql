-- Evidence: files, photographs, links and texts that prove something, and where each is used.
create schema evidence;

create table evidence.item (
  region_code text not null references region.region,
  id uuid not null default gen_random_uuid() unique,
  organisation_id uuid references people.organisation,
  kind text not null check (kind in ('file', 'photo', 'link', 'text')),
  title text not null check (title ~ '\S'),
  text text check (text ~ '\S'),
  url text check (url ~ '^https?://'),
  file_id uuid references files.file,
  preview_file_id uuid references files.file,
  received_sha256 text check (received_sha256 ~ '^[0-9a-f]{64}$'),
  pages int check (pages > 0),
  text_hash bit(64),
  image_hash bit(64),
  examined_at timestamptz,
  examine_failure jsonb,
  document_date date,
  valid_until date,
  personal_data boolean not null default false,
  replaces_id uuid,
  version int not null default 1,
  created_by uuid references people.account,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (region_code, id),
  foreign key (region_code, replaces_id) references evidence.item (region_code, id),
  check ((kind in ('file', 'photo')) = (file_id is not null)),
  check ((kind = 'link') = (url is not null)),
  check ((kind = 'text') = (text is not null)),
  check (kind = 'photo' or preview_file_id is null),
  check (document_date <= valid_until)
);
comment on table evidence.item is 'One piece of evidence of one region. Never deleted: archived, or replaced by an item that names it.';
comment on column evidence.item.received_sha256 is 'Of the bytes (or the text, or the address) as they were sent. A photo is stored without its metadata, so its file has another hash.';
comment on column evidence.item.text_hash is 'Similarity hash over the words of a text or PDF; null while not examined or when there are too few words.';
comment on column evidence.item.image_hash is 'Difference hash of a photo; null when it shows next to nothing.';
comment on column evidence.item.examine_failure is 'Why pages and words of the file could not be read, as a sentence in both languages.';
create index item_newest on evidence.item (region_code, created_at desc, id desc);
create index item_owner on evidence.item (organisation_id, created_at);
create index item_file on evidence.item (file_id);
create index item_preview on evidence.item (preview_file_id);
create index item_creator on evidence.item (created_by, created_at);
create index item_replaces on evidence.item (region_code, replaces_id);
create index item_same on evidence.item (received_sha256, region_code);

create table evidence.use (
  region_code text not null,
  evidence_id uuid not null,
  subject_kind text not null check (subject_kind ~ '^[a-z_]+(\.[a-z_]+)+$'),
  subject_id text collate "C" not null,
  anchor text check (anchor ~ '\S'),
  note text check (note ~ '\S'),
  position int not null,
  attached_by uuid references people.account,
  attached_at timestamptz not null default now(),
  primary key (region_code, subject_kind, subject_id, evidence_id),
  foreign key (region_code, evidence_id) references evidence.item (region_code, id)
);
comment on table evidence.use is 'What a piece of evidence proves, and where in it to look. Ended by deleting the row; the audit trail keeps that it was.';
comment on column evidence.use.anchor is 'As typed: "hlm. 3–5" or "02:15".';
comment on column evidence.use.subject_id is 'Named by the module that owns the subject; sorted by bytes, so that all subjects of one beginning are one range.';
create index use_evidence on evidence.use (region_code, evidence_id, attached_at);
create index use_attached_by on evidence.use (attached_by, attached_at);
