-- Regions of Indonesia from province to village, who took part in the programme in which year, and codes that are gone.
create schema region;

create table region.region (
  region_code text primary key check (region_code ~ '^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$'),
  parent_code text references region.region,
  level smallint not null check (level between 1 and 4),
  kind text not null
    check (kind in ('provinsi', 'kabupaten', 'kota', 'kecamatan', 'distrik', 'desa', 'kelurahan', 'desa adat')),
  name text not null check (name <> ''),
  short_name text not null,
  sort_name text not null,
  search_words text[] not null,
  timezone text not null check (timezone in ('WIB', 'WITA', 'WIT')),
  people bigint check (people >= 0),
  area_km2 numeric check (area_km2 > 0),
  edition text not null,
  archived_at timestamptz,
  check ((level = 1) = (parent_code is null)),
  check (level = 1 or region_code like parent_code || '.%')
);
create index region_parent on region.region (parent_code, region_code);
create index region_level on region.region (level, region_code);
create index region_sort on region.region (sort_name text_pattern_ops, level);
create index region_words on region.region using gin (search_words);
comment on column region.region.name is 'Official name with its kind for provinces and regencies: Kabupaten Luwu Timur';
comment on column region.region.sort_name is 'Folded name without its kind: luwu timur';
comment on column region.region.search_words is 'Words of the folded official name, short name and former names; mended by region.word';
comment on column region.region.archived_at is 'Since when the code is no longer in the edition; rows are never deleted';

create table region.tally (
  region_code text not null references region.region,
  kind text not null,
  count int not null check (count > 0),
  primary key (region_code, kind)
);
comment on table region.tally is 'How many living regions of each kind lie below a region; rebuilt by each import';

create table region.former (
  former_code text primary key,
  former_name text not null,
  region_code text references region.region,
  source text not null
);
create index former_region on region.former (region_code);
comment on table region.former is 'Codes that an edition dropped; region_code is the successor when the name shows which';

create table region.cohort (
  region_code text not null references region.region,
  year smallint not null check (year between 2017 and 2100),
  source text not null,
  inferred boolean not null default false,
  primary key (region_code, year)
);
create index cohort_year on region.cohort (year, region_code);
comment on column region.cohort.inferred is 'True when no source names the region; the year follows from other facts';

create table region.word (
  word text primary key,
  level smallint not null,
  count int not null
);
create index word_beginning on region.word (word text_pattern_ops);
create index word_trigrams on region.word using gin (word gin_trgm_ops);
comment on table region.word is 'Every word of a living region''s names, to mend what somebody mistyped; rebuilt by each import';

create table region.edition (
  id bigint generated always as identity primary key,
  name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  regions int not null,
  imported_at timestamptz not null
);
comment on table region.edition is 'Editions loaded, the last one counts; sha256 is of all files they were made from';

create unlogged table region.staging (
  region_code text not null,
  import_id uuid not null,
  parent_code text,
  level smallint not null,
  kind text not null,
  name text not null,
  short_name text not null,
  sort_name text not null,
  search_words text[] not null,
  timezone text not null,
  people bigint,
  area_km2 numeric,
  primary key (region_code, import_id)
);
comment on table region.staging is 'Rows of an import before they are merged in one transaction; emptied by the same import';
