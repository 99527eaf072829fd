-- What happens in one moment keeps the order in which it happened: journeys and histories are numbered as they are written.

alter table meeting.task_event disable trigger task_event_never_changes;
alter table meeting.task_event add column seq bigint;
update meeting.task_event e set seq = o.seq
from (
  select region_code, id, row_number() over (order by happened_at, array_position(array['made', 'carried', 'overdue',
    'escalated', 'done', 'dropped', 'reopened', 'changed', 'moved'], event), id) as seq
  from meeting.task_event
) o where o.region_code = e.region_code and o.id = e.id;
alter table meeting.task_event alter column seq set not null;
alter table meeting.task_event alter column seq add generated always as identity;
select setval(pg_get_serial_sequence('meeting.task_event', 'seq'), (select coalesce(max(seq), 0) + 1 from meeting.task_event), false);
alter table meeting.task_event enable trigger task_event_never_changes;
drop index meeting.task_event_task;
create index task_event_task on meeting.task_event (region_code, task_id, seq);
comment on column meeting.task_event.seq is 'The order in which it happened, also within one moment';

alter table masterplan.section_event disable trigger section_event_never_changes;
alter table masterplan.section_event add column seq bigint;
update masterplan.section_event e set seq = o.seq
from (select region_code, id, row_number() over (order by happened_at, id desc) as seq from masterplan.section_event) o
where o.region_code = e.region_code and o.id = e.id;
alter table masterplan.section_event alter column seq set not null;
alter table masterplan.section_event alter column seq add generated always as identity;
select setval(pg_get_serial_sequence('masterplan.section_event', 'seq'), (select coalesce(max(seq), 0) + 1 from masterplan.section_event), false);
alter table masterplan.section_event enable trigger section_event_never_changes;
drop index masterplan.section_event_section;
create index section_event_section on masterplan.section_event (region_code, section_id, seq);
comment on column masterplan.section_event.seq is 'The order in which it happened, also within one moment';

alter table masterplan.comment add column seq bigint;
update masterplan.comment c set seq = o.seq
from (select region_code, id, row_number() over (order by written_at, id desc) as seq from masterplan.comment) o
where o.region_code = c.region_code and o.id = c.id;
alter table masterplan.comment alter column seq set not null;
alter table masterplan.comment alter column seq add generated always as identity;
select setval(pg_get_serial_sequence('masterplan.comment', 'seq'), (select coalesce(max(seq), 0) + 1 from masterplan.comment), false);
comment on column masterplan.comment.seq is 'The order in which it was written, also within one moment';
