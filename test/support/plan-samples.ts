import type { World } from './world.ts'

/** Real values for the doors of meetings and masterplans; all lie in Luwu Timur, where the health office owns what it can. */

const health = `(select id from people.organisation where name like 'Dinas Kesehatan%Luwu Timur')`
const nobody = '00000000-0000-4000-8000-000000000000'
/** The meeting to come, to which the offices and the lead mentor are invited. */
const coming = `(select id from meeting.meeting where region_code = '73.24' and state = 'invited' order by starts_at limit 1)`
const held = `(select id from meeting.meeting where region_code = '73.24' and minutes_state = 'final' limit 1)`
const series = `(select id from masterplan.series where region_code = '73.24' limit 1)`
const plan = `(select id from masterplan.plan where region_code = '73.24' limit 1)`
const edition = `(select id from masterplan.edition where region_code = '73.24' limit 1)`
const card = (sheet: string) => `(select id from masterplan.card where region_code = '73.24' and sheet = '${sheet}'
  and organisation_id = ${health} order by created_at, id limit 1)`
const section = `(select id from masterplan.section where region_code = '73.24' and owner_id = ${health}
  and state in ('empty', 'draft') order by book, position limit 1)`
const block = `(select id from masterplan.block where region_code = '73.24' and section_id = ${section} and kind = 'narrative' limit 1)`

/** Some doors want a card of their own sheet, an edition's file, or a meeting that is over. */
export function placeOfPlan(path: string): Record<string, string> {
  const sheet = /\/pilihan\//.test(path)
    ? 'canvas'
    : path.endsWith('/program')
      ? 'action'
      : path.endsWith('/kondisi')
        ? 'readiness'
        : undefined
  return {
    ...(sheet === undefined ? {} : { sheet, card: `card ${sheet}` }),
    ...(/blok\/:block|blocks\/\{block\}$/.test(path) ? { block: 'live block' } : {}),
    ...(/mentors\/\{account\}/.test(path) ? { account: nobody } : {}),
    ...(/comments\/\{comment\}/.test(path) ? { comment: nobody } : {}),
    ...(/persiapan|preparations/.test(path) ? { item: 'preparation item' } : {}),
    ...(/notulen\.pdf$|daftar-hadir\.pdf$/.test(path) ? { meeting: 'held meeting' } : {}),
  }
}

/** The samples by name; run once in a world. */
export async function planSamples(
  world: World,
  one: (text: string) => Promise<string>,
): Promise<Record<string, string>> {
  const { pool } = world.platform.db
  // What the coming meeting does not have yet: an open list, a decision, minutes begun.
  await pool.query(`update meeting.meeting set attendance_open = true where id = ${coming}`)
  const decision = await one(`insert into meeting.decision (region_code, meeting_id, position, text)
    values ('73.24', ${coming}, 1, 'Contoh keputusan') returning id`)
  const liveBlock = await one(`insert into masterplan.block (region_code, section_id, position, kind, source, show)
    values ('73.24', ${section}, 99, 'live', 'programmes', 'table') returning id`)
  // No worker runs in tests: a file stands for the printed first book.
  await pool.query(`update masterplan.print set state = 'made', made_at = now(), pages = 1,
    file_id = (select id from files.file order by created_at, id limit 1)
    where region_code = '73.24' and book = 1 and format = 'pdf'`)
  const text = await one(`select text_id from masterplan.block where id = ${block}`)
  return {
    meeting: await one(`select ${coming}`),
    'held meeting': await one(`select ${held}`),
    item: await one(`select id from meeting.agenda_item where meeting_id = ${coming} order by position limit 1`),
    decision,
    task: await one(`select id from meeting.task where region_code = '73.24' and owner_id = ${health} limit 1`),
    preparation: await one(`select id from meeting.preparation where region_code = '73.24' limit 1`),
    'preparation item': await one(`select id from meeting.preparation_item where region_code = '73.24'
      and organisation_id = ${health} limit 1`),
    institution: await one(`select id from meeting.institution where region_code = '73.24' and kind = 'council'`),
    'undangan-rapat.token': await one(`select token from meeting.invitee where meeting_id = ${coming} limit 1`),
    'periksa-undangan.token': await one(`select letter_token from meeting.meeting where id = ${coming}`),
    'hadir.token': await one(`select door_token from meeting.meeting where id = ${coming}`),
    'periksa-notulen.token': await one(`select token from meeting.minutes where meeting_id = ${held} limit 1`),
    series: await one(`select ${series}`),
    sheet: 'swot',
    card: await one(`select ${card('swot')}`),
    'card canvas': await one(`select ${card('canvas')}`),
    'card action': await one(`select ${card('action')}`),
    'card readiness': await one(`select ${card('readiness')}`),
    group: await one(`select id from masterplan.working_group where series_id = ${series} order by kind, code limit 1`),
    stage: '3',
    plan: await one(`select ${plan}`),
    book: '1',
    section: await one(`select ${section}`),
    block: await one(`select ${block}`),
    'live block': liveBlock,
    'masterplan.edition': await one(`select ${edition}`),
    'masterplans.edition': await one(`select ${edition}`),
    signatory: await one(`select id from masterplan.edition_signatory where edition_id = ${edition} limit 1`),
    print: await one(`select id from masterplan.print where region_code = '73.24' and state = 'made' limit 1`),
    'periksa-edisi.token': await one(`select token from masterplan.edition where id = ${edition}`),
    'periksa-komitmen.token': await one(`select token from masterplan.commitment where state = 'signed' limit 1`),
    'masterplan.file': 'buku-1.pdf',
    'teks.region': '73.24',
    'teks.text': text,
    'teks.file': await one(`insert into collab.picture (region_code, file_id, text_id, width, height)
      select '73.24', f.id, '${text}', 10, 10 from files.file f order by f.created_at, f.id limit 1 returning file_id`),
    result: await one(
      `select id from masterplan.deliverable where series_id = ${series} and stage = 3 order by position limit 1`,
    ),
    invitee: await one(`select id from meeting.invitee where meeting_id = ${coming} limit 1`),
    entry: await one(`select id from meeting.attendance where meeting_id = ${held} limit 1`),
    comment: await one(`insert into masterplan.comment (region_code, subject_kind, subject_id, text, account_id)
      select '73.24', 'section', ${section}::text, 'Contoh', id from people.account
      where email = 'petugas-dinkes-luwu-timur@contoh.tudang.invalid' returning id`),
  }
}

const preparing = { version: 9999, state: 'preparing' }
const changedCard = { title: 'Contoh', content: { quadrant: 's' }, version: 9999 }

/** Bodies of the API that pass their schema and can do nothing, or nothing that others notice; by the end of the path. */
export const planBodies: Record<string, object> = {
  '/masterplans/{region}/series': { title: '', year: 2026 },
  '/stages/{stage}': { version: 9999 },
  '/stages/{stage}/opening': { version: 9999 },
  '/stages/{stage}/holding': { version: 9999 },
  '/stages/{stage}/acceptance': { version: 9999 },
  '/series/{series}/deliverables': { stage: 1, title: '', required: true },
  '/deliverables/{result}': { version: 9999, title: 'Contoh', required: true },
  '/deliverables/{result}/removal': { version: 9999 },
  '/deliverables/{result}/submission': { version: 9999 },
  '/deliverables/{result}/judgement': { version: 9999, accepted: true },
  '/series/{series}/commitment': { version: 9999, text: 'Contoh' },
  '/commitment/opening': { version: 9999 },
  '/commitment/withdrawal': { version: 9999 },
  '/commitment/signature': { signature: nobody, sha256: '0'.repeat(64) },
  '/commitment/paper': { signatures: [nobody], signed_on: '2026-01-01' },
  '/series/{series}': { version: 9999 },
  '/series/{series}/archived': { version: 9999, archived: true, reason: 'Contoh' },
  '/mentors/{account}': { lead: false },
  '/groups/{group}': { version: 9999, name: 'Contoh', offices: [] },
  '/masterplans/{region}/transfers': { from: nobody, to: nobody, reason: 'Contoh' },
  '/series/{series}/voting': { voting: 'open' },
  '/series/{series}/criteria': { criteria: [] },
  '/sheets/{sheet}/points': { points: { [nobody]: null } },
  '/cards/{card}/proof': { attach: [nobody] },
  '/cards/{card}/mapping': { version: 9999, programme: nobody },
  '/plans/{plan}': { version: 9999, title: 'Contoh', from_year: 2030, until_year: 2031 },
  '/plans/{plan}/removal': { version: 9999 },
  '/plans/{plan}/sections': { book: 1, parent: nobody, title: 'Contoh', words_wanted: 0 },
  '/sections/{section}/move': { by: 1 },
  '/blocks/{block}/move': { by: 1 },
  '/suggestions/{comment}/taking': {},
  '/sections/{section}/removal': { version: 9999 },
  '/sections/{section}/blocks': { live: { source: 'programmes', show: 'figure', filter: { 'tidak-ada': 'x' } } },
  '/blocks/{block}': { version: 9999, source: 'programmes', show: 'table' },
  '/blocks/{block}/removal': { version: 9999 },
  '/blocks/{block}/restoration': { version: 9999, wanted: 9999 },
  '/editions/{edition}/plan': { title: '', from_year: 2030, until_year: 2020 },
  '/masterplans/{region}/comments': { kind: 'section', id: nobody, text: 'Contoh' },
  '/comments/{comment}/settlement': { state: 'resolved' },
  '/institutions': { kind: 'team', name: '' },
  '/institutions/{institution}': { version: 9999, kind: 'team', name: 'Contoh' },
  '/institutions/{institution}/members': { version: 9999, members: [] },
  '/institutions/{institution}/renewal': { version: 9999, term_from: '2030-01-01' },
  '/institutions/{institution}/removal': { version: 9999 },
  '/meetings/{region}/preparations': { title: '', due_on: '2030-12-31' },
  '/preparations/{preparation}': { version: 9999, title: 'Contoh', due_on: '2030-12-31' },
  '/preparations/{preparation}/removal': { version: 9999 },
  '/preparations/{preparation}/items': { what: 'Contoh', due_on: '2030-12-31', offices: [nobody] },
  '/preparations/{preparation}/items/{item}': { version: 9999, what: 'Contoh', due_on: '2030-12-31', office: nobody },
  '/preparations/{preparation}/items/{item}/removal': { version: 9999 },
  '/preparations/{preparation}/reminders': { office: nobody },
  '/tasks/transfers': { from: nobody, to: nobody, reason: 'Contoh' },
  '/tasks/{task}': { version: 9999, text: 'Contoh', owner: nobody, reason: 'Contoh' },
  '/cards/{card}/archived': { version: 9999, archived: true },
  '/cards/{card}/choice': { version: 9999, choice: 'open' },
  '/cards/{card}/moves': { by: 1 },
  '/cards/{card}/points': { points: 1 },
  '/cards/{card}/programme': { version: 9999, sub_dimension: 'GOV-1', sector: 'tidak-ada' },
  '/cards/{card}/scores': { scores: { 'tidak-ada': 1 } },
  '/cards/{card}': changedCard,
  '/sheets/{sheet}/cards': { title: 'Contoh', content: { quadrant: 'tidak ada' } },
  '/series/{series}/weights': { weights: { 'tidak-ada': 100 } },
  '/{region}/editions': { plan: nobody, year: 2020 },
  '/publication': { version: 9999 },
  '/regulation': { version: 9999, kind: 'perbup', number: '1', date: '2020-01-01' },
  '/signatories': { version: 9999, signatories: [] },
  '/signatures': { signatory: nobody, sha256: '0'.repeat(64), how: 'paper' },
  '/signatories/{signatory}/scans': { attach: [nobody] },
  '/withdrawal': { version: 9999, reason: 'Contoh' },
  '/{region}/plans': { title: 'Contoh', from_year: 2030, until_year: 2020 },
  '/plans/{plan}/assignments': { sections: [] },
  '/{region}/prints': { plan: nobody, book: 1, format: 'pdf' },
  '/blocks/{block}/text': { version: 9999, markdown: 'Contoh' },
  '/judgement': { version: 9999, step: 'accept' },
  '/lock': { version: 9999, step: 'lock' },
  '/submission': { version: 9999, step: 'submit' },
  '/sections/{section}': { version: 9999, title: 'Contoh', words_wanted: 0 },
  '/meetings/{region}': {
    kind: 'rakor',
    title: 'Contoh',
    starts_at: '2030-01-01T02:00:00Z',
    ends_at: '2030-01-01T01:00:00Z',
    zone: 'WITA',
  },
  '/items/{item}/report': preparing,
  '/{region}/setting': {
    version: 9999,
    number_pattern: '{nomor}',
    classification: '000',
    unit_code: 'CONTOH',
    institution: null,
    office: null,
    address: null,
    signatory_title: null,
    signatory_name: null,
    signatory_rank: null,
    signatory_number: null,
  },
  '/{region}/tasks': { meeting: nobody, text: 'Contoh', owner: nobody, due_on: '2030-01-01' },
  '/tasks/{task}/direction': { version: 9999, due_on: '2099-01-01', reason: 'Contoh' },
  '/tasks/{task}/report': { version: 9999 },
  '/meetings/{region}/{meeting}': { version: 9999 },
  '/agenda/{item}': { title: 'Contoh', version: 9999 },
  '/agenda': { title: 'Contoh' },
  '/agenda/{item}/moves': { earlier: true },
  '/agenda/{item}/papers': { attach: [nobody] },
  '/attendance/scans': { evidence: nobody },
  '/minutes/presiding': { version: 9999, chair: 'Contoh', note_taker: null },
  '/answer': { answer: 'represented' },
  '/attendance': { list: ';;;' },
  '/attendance/{entry}/removal': { reason: 'Contoh' },
  '/cancellation': { version: 9999, reason: 'Contoh' },
  '/invitations': { version: 9999 },
  '/invitees/{invitee}/address': { email: 'bukan surel' },
  '/invitees': { organisations: [nobody] },
  '/decisions/{decision}': { text: 'Contoh', version: 9999 },
  '/decisions': { text: 'Contoh' },
  '/reopening': { reason: 'Contoh' },
  '/minutes/text': { text: 'Contoh', version: 9999 },
  '/run': { deed: 'close-attendance' },
}
