import { dayIn } from '#kit/format.ts'
import { demoOfficeFinder, demoPerson, listRegionOffices } from '#modules/people/index.ts'
import type { Platform } from '#platform/platform.ts'
import { applyProgrammeRows } from './actions/exchange/apply-rows.ts'
import { saveSetting } from './actions/view/save-setting.ts'
import { type DemoProgramme, demoRegions } from './demo-data.ts'
import { fillIndicators } from './demo-indicators.ts'
import { attachProof } from './demo-proof.ts'
import { chance, type DemoRegion } from './demo-region.ts'
import { fillQuickWins } from './demo-quick-wins.ts'
import type { ProgrammeRow } from './model-exchange.ts'
import type { BudgetLine, ProgrammeInput, Status } from './model.ts'
import { listIndicators } from './store/indicator/indicators.ts'
import { listProgrammes } from './store/programmes.ts'

/**
 * The portfolios of Luwu Timur and Luwu Utara in the demo world, made by what their people would do. Years and dates are
 * counted from the day of seeding (decision 0012). Safe to run again: what is there is left alone.
 */
export async function seedDemoPortfolio(platform: Platform, say: (line: string) => void): Promise<void> {
  const today = dayIn(platform.clock.now(), 'WITA')
  for (const { regionCode, programmes, public: isPublic, shared } of demoRegions) {
    const name = regionCode === '73.24' ? 'luwu-timur' : 'luwu-utara'
    const secretariat = await demoPerson(platform, `sekretariat-${name}`)
    const offices = await listRegionOffices(platform.db.sql, regionCode)
    const region = { regionCode, programmes, secretariat, officeId: demoOfficeFinder(offices), today }
    const { sql } = platform.db
    if ((await listProgrammes(sql, regionCode, {}, { limit: 1 })).length === 0) {
      const setting = { regionCode, version: 0, public: isPublic, shared }
      await saveSetting(platform, secretariat.actor, setting, secretariat.writer)
      await fillProgrammes(platform, region)
      await attachProof(platform, region)
      say(`Portofolio peragaan ${regionCode}: ${programmes.length} program.`)
    }
    await fillQuickWins(platform, region)
    if ((await listIndicators(sql, regionCode, {})).length === 0) await fillIndicators(platform, region)
  }
}

/** Three times the same programmes, as years went by: planned, then running, then what they are today. */
async function fillProgrammes(platform: Platform, region: DemoRegion): Promise<void> {
  const { regionCode, secretariat, programmes } = region
  const stages: ((one: DemoProgramme) => Stage | undefined)[] = [
    one => ({ status: 'planned', since: first(region, `${yearOf(region, one.from)}-01-02`) }),
    one =>
      one.status === 'planned'
        ? undefined
        : { status: 'running', since: first(region, `${yearOf(region, one.from)}-03-01`) },
    one =>
      one.status === 'planned' || one.status === 'running'
        ? undefined
        : { status: one.status, since: lastChange(region, one), reason: one.reason, note: notes[one.status] },
  ]
  for (const stage of stages) {
    const rows = programmes.flatMap(one => {
      const status = stage(one)
      return status ? [row(region, one, status)] : []
    })
    await applyProgrammeRows(platform, secretariat.actor, { regionCode, rows }, secretariat.writer)
  }
}

interface Stage {
  status: Status
  since: string
  reason?: string | undefined
  note?: string | undefined
}

const notes: Partial<Record<Status, string>> = {
  changed: 'Diselaraskan kembali (peragaan).',
  stopped: 'Dihentikan sesudah rapat evaluasi (peragaan).',
}

const yearOf = (region: DemoRegion, offset: number) => Number(region.today.slice(0, 4)) + offset
const first = (region: DemoRegion, day: string) => (day < region.today ? day : region.today)

/** The middle of its last year, or of last year when that has not come. */
function lastChange(region: DemoRegion, one: DemoProgramme): string {
  return first(region, `${yearOf(region, Math.min(one.to, one.from < 0 ? -1 : 0))}-09-15`)
}

function row(region: DemoRegion, one: DemoProgramme, status: Stage): ProgrammeRow {
  const input: ProgrammeInput = {
    code: one.code,
    name: one.name,
    problem: one.problem,
    subDimension: one.sub,
    sector: one.sector,
    stream: one.stream,
    leadId: region.officeId(one.lead),
    supportingIds: one.with.map(region.officeId),
    partners: one.partner === undefined ? [] : [{ name: one.partner, contribution: 'Dana dan pendampingan' }],
    places: one.places,
    term: one.term,
    startYear: yearOf(region, one.from),
    endYear: yearOf(region, one.to),
    rpjmd: `Misi ${1 + (chance(one.code, 'misi') % 5)}, sasaran ${1 + (chance(one.code, 'sasaran') % 4)} (peragaan)`,
    renstra: undefined,
    promise: one.quickWin ? 'Dipakai warga di semua lokasi sebelum akhir tahun (peragaan)' : undefined,
    promiseDue: one.quickWin ? `${yearOf(region, 0)}-12-31` : undefined,
    quickWin: one.quickWin,
  }
  return {
    input,
    status: { ...status, reason: status.reason, note: status.note },
    budget: money(region, one),
    milestones: milestones(region, one) ?? [],
  }
}

/** Money until this year; of past years nearly all was spent, of this year a part, and here and there nobody reported. */
function money(region: DemoRegion, one: DemoProgramme): BudgetLine[] {
  const lines: BudgetLine[] = []
  for (let offset = one.from; offset <= Math.min(one.to, 0); offset++) {
    for (const [source, million] of one.money) {
      const year = yearOf(region, offset)
      const roll = chance(region.regionCode, one.code, source, year)
      const planned = ((BigInt(million) * 1_000_000n * BigInt(900 + (roll % 200))) / 1000n / 1_000_000n) * 1_000_000n
      const share = BigInt(offset < 0 ? 760 + (roll % 235) : 250 + (roll % 500))
      const silent = one.status === 'planned' || roll % 9 === 0
      lines.push({ year, source, planned, realised: silent ? undefined : ((planned * share) / 1000n / 1000n) * 1000n })
    }
  }
  return lines
}

const titles: Record<string, [string, string, string]> = {
  policy: ['Rancangan aturan dibahas', 'Aturan ditetapkan', 'Pelaksanaan ditinjau'],
  people: ['Peserta dan pelatih dipilih', 'Pelatihan selesai', 'Hasil didampingi'],
  infrastructure: ['Lokasi dan gambar disepakati', 'Pekerjaan setengah jalan', 'Diserahterimakan dan dipakai'],
  application: ['Kebutuhan disepakati dengan pengguna', 'Dipakai di lokasi pertama', 'Dipakai di semua lokasi'],
  literacy: ['Bahan ajar siap', 'Kelas berjalan di separuh lokasi', 'Kelas berjalan di semua lokasi'],
}

function milestones(region: DemoRegion, one: DemoProgramme): ProgrammeRow['milestones'] {
  // What is still planned has its milestones before it.
  const from = yearOf(region, one.status === 'planned' ? Math.max(one.from, 1) : one.from)
  const to = Math.max(from, yearOf(region, one.to))
  const days = [`${from}-06-30`, `${Math.min(from + 1, to)}-09-30`, `${to}-12-15`]
  return (titles[one.stream] ?? titles['people'] ?? []).map((title, n) => {
    const dueOn = days[n] ?? `${to}-12-15`
    const recent = dueOn > `${yearOf(region, -1)}-06-01`
    const late = recent && one.status !== 'done' && chance(region.regionCode, one.code, title) % 4 === 0
    const done = dueOn < region.today && one.status !== 'planned' && !late
    return { title, dueOn, doneOn: done ? dueOn : undefined, ownerId: undefined }
  })
}
