-- Letters are dated at a town ("Malili, 22 November 2026"), which is not the name of the regency.
alter table meeting.setting add column town text;
comment on column meeting.setting.town is 'Where letters, minutes and lists are dated; the name of the region where absent.';
