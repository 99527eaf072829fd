import type { Module } from '../../src/platform/http/door.ts'
import { accessTable, accountOf, personas, type Persona } from './access-table.ts'
import { placeOfPlan, planBodies, planSamples } from './plan-samples.ts'
import { writeTicket } from '../../src/platform/files/ticket.ts'
import type { World } from './world.ts'

/** One way in: a page read, a page's form, or an operation of the API. */
export interface DoorRow {
  kind: 'page' | 'api'
  module: string
  method: string
  path: string
  permission: string
}

/** Every door of every module. */
export function doors(modules: Module[]): DoorRow[] {
  return modules.flatMap(module => [
    ...module.pages.flatMap(page => [
      ...(page.show
        ? [{ kind: 'page' as const, module: module.name, method: 'GET', path: page.path, permission: page.permission }]
        : []),
      ...(page.submit
        ? [
            {
              kind: 'page' as const,
              module: module.name,
              method: 'POST',
              path: page.path,
              permission: page.submit.permission,
            },
          ]
        : []),
    ]),
    ...module.api.map(resource => ({
      kind: 'api' as const,
      module: module.name,
      method: resource.route.method.toUpperCase(),
      path: `/api/v1${resource.route.path}`,
      permission: resource.permission,
    })),
  ])
}

/** Who the written table lets through for a permission. */
export function rolesOfTheTable(permission: string): Persona[] {
  const row = accessTable[permission]
  if (!row) throw new Error(`The access table has no row for ${permission}`)
  return row === 'everybody' ? [...personas] : row
}

/** A cookie for each persona; none for the visitor. */
export async function signInAll(world: World): Promise<Record<Persona, string | undefined>> {
  const entries: [Persona, string | undefined][] = []
  for (const persona of personas) entries.push([persona, await signInAs(world, persona)])
  return Object.fromEntries(entries) as Record<Persona, string | undefined>
}

/** Signs a persona in through the form; undefined for the visitor. */
export async function signInAs(world: World, persona: Persona): Promise<string | undefined> {
  return persona === 'visitor' ? undefined : await world.signIn(`${accountOf[persona]}@contoh.tudang.invalid`)
}

/** Real values for the places in a path; those that only exist after an act are made once. */
export async function sample(world: World, path: string): Promise<string> {
  const all = await samples(world)
  const ofPlan = Object.entries(placeOfPlan(path)).map(([name, value]) => [name, all[value] ?? value] as const)
  const known: Record<string, string> = { ...all, ...placeOfRound(path), ...Object.fromEntries(ofPlan) }
  const subject = path.split('/').find(part => part !== '' && part !== 'api' && part !== 'v1') ?? ''
  const address = fillPlaces(path, name => {
    const value = known[`${subject}.${name}`] ?? known[name]
    if (value === undefined) throw new Error(`No sample for ${name} in ${path}`)
    return value
  })
  return `${address}${known[address] ?? known[path] ?? ''}`
}

/**
 * A body for an operation of the API. Most doors decide by the role alone, before they read it: they get one that passes
 * no schema. Doors that decide by the region or the question read it first: they get one that passes and can do nothing.
 */
export function sampleBody(path: string): { body: string | FormData; headers: Record<string, string> } {
  if (path.endsWith('/portfolios/{region}/imports')) {
    const body = new FormData()
    body.set('file', new File(['bukan tabel'], 'contoh.xlsx'))
    return { body, headers: {} }
  }
  const known = /^\/api\/v1\/(meetings|masterplans)\//.test(path) ? planBodies : harmless
  const fitting = Object.entries(known).find(([ending]) => path.endsWith(ending))
  return {
    body: JSON.stringify(fitting?.[1] ?? { tidak: 'dikenal' }),
    headers: { 'content-type': 'application/json' },
  }
}

const nobody = '00000000-0000-4000-8000-000000000000'
const definition = {
  code: 'CONTOH',
  name: 'Contoh',
  unit: '%',
  direction: 'up',
  level: 4,
  rollup: 'sum',
  frequency: 'year',
  decimals: 0,
  owner: nobody,
}
/** Tried in this order, by the end of the path. */
const harmless: Record<string, object> = {
  '/portfolios/{region}/setting': { version: 9999, public: true, shared: true },
  '/milestones/{milestone}/report': { version: 9999 },
  '/milestones/{milestone}': { version: 9999, title: 'Contoh', due_on: '2026-12-31', owner: nobody },
  '/milestones': { title: 'Contoh', due_on: '2026-12-31', owner: nobody },
  '/removal': { version: 9999 },
  '/budget': { lines: [{ year: 2026, source: 'tidak-ada', planned: 1_000_000 }] },
  '/transfers': { from: nobody, to: nobody, reason: 'Contoh' },
  '/statuses': { version: 9999, status: 'running', since: '2025-01-01' },
  '/quick-wins/{programme}': { version: 9999, since_year: 2025 },
  '/quick-wins/{programme}/checks': { version: 9999, year: 2025, indicator: 'E1', answer: 'yes' },
  '/quick-wins/{programme}/verdicts': { year: 2025, verdict: 'ended', reason: 'tidak-ada' },
  '/indicators/{indicator}/targets': { version: 9999, targets: [] },
  '/indicators/{indicator}/programmes': { programme: nobody, linked: true },
  '/indicators/{indicator}/archive': { version: 9999 },
  '/indicators/{indicator}': { ...definition, version: 9999 },
  '/indicators': definition,
  '/ready-indicators': { external_codes: ['tidak-ada'] },
  '/readings/{place}/{period}': { version: 9999, value: '1' },
  '/readings': { readings: [{ indicator: nobody, place: '73.24.04.2005', period: '2025', value: '1' }] },
  '/risks/{risk}/archive': { version: 9999 },
  '/risks/{risk}': { version: 9999, factor: 'Contoh', likelihood: 1, impact: 1 },
  '/risks': { factor: 'Contoh', likelihood: 1, impact: 1, owner: nobody },
  '/archive': { version: 9999, archived: true, reason: 'Contoh' },
  '/programmes/{programme}': { version: 9999, name: 'Contoh' },
  '/programmes': {
    code: 'CONTOH',
    name: 'Contoh',
    problem: 'Contoh',
    sub_dimension: 'GOV-1',
    sector: 'pemerintahan',
    stream: 'application',
    lead: nobody,
    term: 1,
    start_year: 2026,
    end_year: 2026,
  },
  '/owing/reminders': { holders: [nobody] },
  '/answers/{question}': { version: 9999, level: 1 },
  '/verification': { verdict: 'verified', version: 9999 },
  '/assignments': { assignments: { 'tidak.ada': null } },
  '/submission': { unanswered: 9999 },
  '/comments': { question: 'tidak.ada', text: 'Contoh' },
}

/** Replaces `:name`, `:name{pattern}` (patterns may hold braces themselves) and `{name}`. */
function fillPlaces(path: string, value: (name: string) => string): string {
  const one = /:(\w+)(?:\{(?:[^{}]|\{[^{}]*\})*\})?|\{(\w+)\}/g
  return path.replace(one, (_all, page: string | undefined, api: string | undefined) => value(page ?? api ?? ''))
}

/** A round has doors for regions that fill in (Luwu Timur), for those that are scored (Luwu Utara), and for closed ones. */
function placeOfRound(path: string): Record<string, string> {
  if (/^\/(rapat|masterplan|api\/v1\/(meetings|masterplans))\//.test(path)) return {}
  if (/\/(hasil|jawaban|laporan\.pdf|beku\.json|outcome)$/.test(path)) return { round: '2022-kppn-ikn', code: '35.07' }
  // Childhood stunting, which the health office answers, takes its figure from the portfolio.
  if (/\/(sumber|source)(\/|$)/.test(path)) return { question: 'outcome.3.12.1' }
  return /\/(nilai|nilai-kirim|catatan|buka-lembar|scores|remarks)(\/|$)/.test(path) ? { code: '73.22' } : {}
}

const made = new WeakMap<World, Promise<Record<string, string>>>()

async function samples(world: World): Promise<Record<string, string>> {
  const existing = made.get(world)
  if (existing) return await existing
  const making = makeSamples(world)
  made.set(world, making)
  return await making
}

/** A piece of evidence of the secretariat of Luwu Timur. */
const evidence = (column: string) =>
  `select ${column} from evidence.item where title = 'Peraturan bupati tentang masterplan smart city (peragaan)'`

const programme = (column: string) =>
  `select ${column} from portfolio.programme where region_code = '73.24' and code = 'LIV-02'`
const indicator = (column: string) =>
  `select ${column} from portfolio.indicator where region_code = '73.24' and external_code = 'immunisation'`

async function makeSamples(world: World): Promise<Record<string, string>> {
  const { pool } = world.platform.db
  const one = async (text: string) =>
    String(Object.values((await pool.query<Record<string, unknown>>(text)).rows[0] ?? {})[0])
  const job = await one(`insert into jobs.progress (task, account_id)
    select 'sample', id from people.account where email = 'pengelola@contoh.tudang.invalid' returning id`)
  await pool.query(`insert into people.invitation (email, role, organisation_id, region_code, token_sha256, expires_at)
    select 'contoh@contoh.tudang.invalid', 'opd-officer', id, region_code,
      encode(sha256('contoh-undangan'), 'hex'), now() + interval '1 day'
    from people.organisation where name like 'Dinas Kesehatan%Luwu Timur'`)
  const question = await one(`select a.question_id from evaluation.assignment a
      join people.organisation o on o.id = a.organisation_id where o.name like 'Dinas Kesehatan%' and not exists (select
        from evaluation.answer x where (x.region_code, x.round_id, x.question_id) = (a.region_code, a.round_id, a.question_id))
      order by 1 limit 1`)
  return {
    ...(await planSamples(world, one)),
    code: '73.24',
    edition: '2023',
    file: 'unduh.csv',
    templat: 'templat.csv',
    'dev.id': await one(`insert into mail.message (to_address, subject, body, attachments)
      values ('a@contoh.tudang.invalid', 'Contoh', 'Isi',
        jsonb_build_array(jsonb_build_object('fileId', (${evidence('file_id')}), 'name', 'contoh.pdf'))) returning id`),
    'dev.file': await one(evidence('file_id')),
    'pekerjaan.id': job,
    'instrumen.id': 'smart-city-2023-kppn-ikn',
    'instruments.id': 'smart-city-2023-kppn-ikn',
    'organisasi.id': await one("select id from people.organisation where name like 'Dinas Kesehatan%Luwu Timur'"),
    'hasil.id': await one('select id from evaluation.import order by created_at limit 1'),
    'imports.id': await one('select id from evaluation.import order by created_at limit 1'),
    'v.token': await one('select token from evaluation.verification_token limit 1'),
    'undangan.token': 'contoh-undangan',
    'bukti.id': await one(evidence('id')),
    'evidence.id': await one(evidence('id')),
    'berkas.ticket': await writeTicket(world.config, await one(evidence('file_id')), world.platform.clock.now()),
    round: await one('select id from evaluation.round where example'),
    question,
    // A programme and quick win of the health office, its first milestone and risk, an indicator of that office.
    region: '73.24',
    'portofolio.id': await one(programme('id')),
    programme: await one(programme('id')),
    milestone: await one(
      `select id from portfolio.milestone where programme_id = (${programme('id')}) order by due_on limit 1`,
    ),
    risk: await one(
      `select id from portfolio.risk where programme_id = (${programme('id')}) order by created_at limit 1`,
    ),
    indicator: await one(indicator('id')),
    place: '73.24.04.2005',
    period: await one(`select max(period) from portfolio.reading where indicator_id = (${indicator('id')})
      and place_code = '73.24.04.2005'`),
    year: String(world.platform.clock.now().getFullYear()),
    kind: 'programme',
    'trace.id': await one(programme('id')),
    import: await one(`insert into portfolio.import (region_code, file_name, sha256, state, report_file_id)
      values ('73.24', 'contoh.xlsx', repeat('0', 64), 'checked', (${evidence('file_id')})) returning id`),
    // An export that the first of those who may, the village officer, asked for.
    'portofolio.file':
      await one(`insert into files.file (storage_key, name, media_type, bytes, sha256, account_id, region_code)
      select f.storage_key, f.name, f.media_type, f.bytes, f.sha256, a.id::text, '73.24'
      from files.file f, people.account a
      where f.id = (${evidence('file_id')}) and a.email = 'petugas-desa@contoh.tudang.invalid' returning id`),
    'rounds.id': await one('select id from evaluation.panel_remark order by created_at limit 1'),
    '/putaran/:round/surat.pdf': '?daerah=73.24',
    '/api/v1/rounds/{round}/regions/{code}/comments': `?question=${question}`,
    '/bandingkan': '?daerah=35.07&daerah=73.22',
    '/instrumen/bandingkan': '?a=smart-city-2022-kppn-ikn&b=smart-city-2023-kppn-ikn',
  }
}
