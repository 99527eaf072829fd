-- Answers that draw their figures from the portfolio: linked while the region fills in, frozen when it hands in.

create table evaluation.answer_source (
  region_code text not null,
  round_id text not null,
  question_id text not null,
  measure text not null,
  linked_by uuid references people.account,
  linked_at timestamptz not null default now(),
  snapshot_id uuid,
  primary key (region_code, round_id, question_id),
  foreign key (region_code, round_id) references evaluation.round_region (region_code, round_id),
  foreign key (region_code, snapshot_id) references portfolio.snapshot (region_code, id)
);
create index answer_source_linked_by on evaluation.answer_source (linked_by);
create index answer_source_snapshot on evaluation.answer_source (region_code, snapshot_id);
comment on table evaluation.answer_source is 'The figures of this answer are those of the measure; snapshot_id is set when the region hands in.';
