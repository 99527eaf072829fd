import type { noticesId } from './notices-id.ts'

const until = (words: string) => (words === '' ? '' : `, by ${words}`)

export const noticesEn: typeof noticesId = {
  lastDayEnds: zone => `Ends at midnight ${zone}.`,
  extended: 'The last day was moved for this region.',
  calendarStep: (step, round) => `${step}: ${round}`,

  inviteSubject: (subject, region) => `${subject}: ${region}`,
  inviteText: facts =>
    [
      `To the ${facts.addressee} and the secretariat of the region,`,
      `${facts.region} is invited to take part in ${facts.round}. The letter and the dates are attached; a calendar application opens the dates.`,
      `The self-assessment, its dates and how far it is:\n${facts.url}`,
    ].join('\n\n'),

  letterSubject: count => `Smart city evaluation: ${count} things for you`,
  letterGreeting: name => `Dear ${name},`,
  letterMore: count => `and ${count} more`,
  letterFoot: (most, from, to) =>
    `This letter gathers all your notices. At most ${most} letters a day, never between ${from}:00 and ${to}:00.`,
  sentence: {
    invitation: () => 'Your region is invited to the evaluation.',
    'questions-assigned': words =>
      `${words.count} questions wait for an answer of ${words.office ?? 'the secretariat'}${until(words.until)}.`,
    'answers-due': words =>
      `${words.count} answers of ${words.office ?? 'the secretariat'} are not ready${until(words.until)}.`,
    'answer-returned': words => `The secretariat returned answer ${words.question}. The reason is on its page.`,
    'answer-commented': words => `There is a new comment on question ${words.question}.`,
    'answers-ready': words =>
      `${words.count} answers of ${words.office ?? 'the secretariat'} are ready for you to sign off${until(words.until)}.`,
    'office-signed': words =>
      `${words.count} answers of ${words.office ?? 'the secretariat'} wait for you to verify them${until(words.until)}.`,
    'ready-to-submit': words => `All answers are verified. You can hand in for the region${until(words.until)}.`,
    'region-submitted': () => 'The self-assessment of the region is handed in and frozen.',
    'panel-assigned': () => 'You are on the panel of this region.',
    'scores-due': words => `Your score sheet is not handed in yet${until(words.until)}.`,
    'sheet-reopened': () => 'The ministry opened your score sheet again. The reason is on its page.',
    'sheets-complete': () => 'All score sheets are handed in. The round can be closed.',
    'extension-given': words => `The last day of ${words.step} was moved${until(words.until)}.`,
    'round-closed': () => 'The round is closed. Its result is published.',
  },

  title: 'Notices',
  lead: 'Who is told what, and whether the letter went out. Several notices go in one letter.',
  invitations: 'Invitation letters',
  allInvited: 'Every region was sent its invitation letter.',
  notInvited: count => `${count} regions were not sent their invitation letter`,
  notInvitedWhy:
    'Not sent, there is no account: these regions have no regional head and no secretariat here yet. Invite them; the letter follows by itself, at the latest at 07:00 WIB the next day.',
  notInvitedYet: 'The letter is on its way.',
  letterOf: region => `Invitation letter of ${region} (PDF)`,
  recipient: 'Recipient',
  region: 'Region',
  kind: 'About',
  state: 'State',
  when: 'When',
  created: 'Noted',
  settled: 'Settled',
  why: 'Why',
  mail: 'E-mail',
  anyState: 'All states',
  anyKind: 'All kinds',
  anyRegion: 'All regions',
  wholeRound: 'whole round',
  states: { waiting: 'waiting', sent: 'sent', dropped: 'not sent' },
  reasons: {
    'no-role': 'the recipient holds no role any more',
    'not-theirs': 'no longer a matter of the recipient',
    done: 'done before the letter went out',
    over: 'its time is over',
  },
  mailStates: {
    queued: 'in the queue',
    sent: 'with the mail server',
    kept: 'kept, there is no mail server',
    failed: 'failed, tried again',
  },
  waitsUntil: moment => `not before ${moment}`,
  none: 'No notices yet.',
  noneWhy: 'Notices come when the round is opened, questions are shared out, or something falls due.',
  noneMatch: 'No notice fits.',
  noneMatchWhy: 'Loosen the filters.',
  showAll: 'Show all',
  nextOnes: count => `Next ${count}`,
  firstPage: 'First page',
  calendar: 'Calendar',
  noLetter:
    'There is no such letter, or it is not for you. Invitation letters are for the invited region and the ministry.',
  whichLetter: 'Name the region in the address, such as surat.pdf?daerah=73.24.',
}
