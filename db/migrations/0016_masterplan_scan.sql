-- The history of the scans of signatures on paper. The scans themselves are uses of evidence.

create table masterplan.edition_scan_event (
  region_code text not null,
  signatory_id uuid not null,
  id uuid not null default gen_random_uuid(),
  event text not null check (event in ('attached', 'removed')),
  evidence_id uuid not null,
  reason text,
  office text,
  account_id uuid references people.account,
  happened_at timestamptz not null default now(),
  seq bigint generated always as identity,
  primary key (region_code, id),
  foreign key (region_code, signatory_id) references masterplan.edition_signatory (region_code, id),
  foreign key (region_code, evidence_id) references evidence.item (region_code, id)
);
create index edition_scan_event_signatory on masterplan.edition_scan_event (region_code, signatory_id, seq);
create index edition_scan_event_evidence on masterplan.edition_scan_event (region_code, evidence_id);
create index edition_scan_event_account on masterplan.edition_scan_event (account_id);
comment on table masterplan.edition_scan_event is 'Which scan of a signature on paper was attached or taken off, by whom and why; lines never change';

create trigger edition_scan_event_never_changes before update or delete on masterplan.edition_scan_event
  for each row execute function masterplan.refuse_change();
