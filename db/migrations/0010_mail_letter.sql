-- Letters that tell people what waits for them count towards one cap, whichever module sends them.

create table mail.letter (
  account_id text not null,
  message_id uuid not null references mail.message (id) on delete cascade,
  sent_at timestamptz not null,
  primary key (message_id)
);
create index letter_account on mail.letter (account_id, sent_at);
comment on table mail.letter is 'A letter with notices to one account; asked before the next one goes. sent_at is when it was queued.';

insert into mail.letter (account_id, message_id, sent_at)
  select account_id::text, message_id, max(settled_at) from evaluation.notice
  where state = 'sent' and message_id is not null and settled_at is not null
  group by account_id, message_id
  on conflict (message_id) do nothing;
