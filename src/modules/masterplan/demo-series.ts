import { type DemoPerson, demoOfficeFinder, demoPerson, listRegionOffices } from '#modules/people/index.ts'
import type { Platform } from '#platform/platform.ts'
import { chooseCard } from './actions/worksheet/choose-card.ts'
import { giveScores } from './actions/worksheet/give-scores.ts'
import { giveWeights } from './actions/worksheet/give-weights.ts'
import { saveCard } from './actions/worksheet/save-card.ts'
import { voteCard } from './actions/worksheet/vote-card.ts'
import { demoCards, demoReadiness, demoScores, demoWeights } from './demo-cards.ts'
import type { Content } from './model-card.ts'
import type { Series } from './model-workshop.ts'
import { listCards } from './store/worksheet/cards.ts'
import { listCriteria } from './store/worksheet/choice.ts'

/** One region of the demo world while its masterplan is made. */
export interface DemoMaker {
  regionCode: string
  secretariat: DemoPerson
  head: DemoPerson
  mentor: DemoPerson
  voters: readonly DemoPerson[]
  /** Id of an office by its key without the region. */
  officeId(key: string): string
}

export async function demoMaker(platform: Platform, regionCode: '73.22' | '73.24'): Promise<DemoMaker> {
  const name = regionCode === '73.24' ? 'luwu-timur' : 'luwu-utara'
  const secretariat = await demoPerson(platform, `sekretariat-${name}`)
  const head = await demoPerson(platform, `kepala-daerah-${name}`)
  const voters =
    regionCode === '73.24'
      ? ['kepala-dinkes-luwu-timur', 'petugas-dinkes-luwu-timur', 'petugas-desa']
      : ['perencana-bappeda-luwu-utara', 'sekretaris-dlh-luwu-utara', 'kepala-dlh-luwu-utara']
  return {
    regionCode,
    secretariat,
    head,
    mentor: await demoPerson(platform, 'pembimbing'),
    voters: await Promise.all(voters.map(box => demoPerson(platform, box))),
    officeId: demoOfficeFinder(await listRegionOffices(platform.db.sql, regionCode)),
  }
}

/** Fills the worksheets of a series by what its groups would do: cards, points, weights, scores, and what was chosen. */
export async function fillSheets(platform: Platform, maker: DemoMaker, series: Series): Promise<void> {
  await answerReadiness(platform, maker, series)
  const ids = await writeCards(platform, maker, series)
  await vote(platform, maker, ids)
  await weigh(platform, maker, series, ids)
  const { regionCode, secretariat } = maker
  for (const card of await listCards(platform.db.sql, regionCode, series.id, 'canvas', {})) {
    const chosen = demoCards.some(one => one.chosen && one.title === card.title)
    const choice = {
      regionCode,
      cardId: card.id,
      version: card.version,
      choice: chosen ? 'chosen' : 'dropped',
    } as const
    const reason = chosen
      ? 'Disepakati pleno Bimtek IV (peragaan).'
      : 'Menunggu pendamping usaha tahun depan (peragaan).'
    await chooseCard(platform, secretariat.actor, { ...choice, reason }, secretariat.writer)
  }
}

async function answerReadiness(platform: Platform, maker: DemoMaker, series: Series): Promise<void> {
  const { regionCode, secretariat, officeId } = maker
  const owners = ['bappeda', 'kominfo', 'kesehatan', 'pupr', 'setda'] as const
  const questions = await listCards(platform.db.sql, regionCode, series.id, 'readiness', {})
  for (const [at, card] of questions.entries()) {
    const answer = demoReadiness[at]
    if (!answer) continue
    const [condition, current, target, gap] = answer
    const input = {
      title: card.title,
      organisationId: officeId(owners[at % owners.length] ?? 'bappeda'),
      content: { ...card.content, condition, current, target, gap },
    }
    const save = {
      regionCode,
      seriesId: series.id,
      sheet: 'readiness' as const,
      id: card.id,
      version: card.version,
      input,
    }
    await saveCard(platform, secretariat.actor, save, secretariat.writer)
  }
}

async function writeCards(platform: Platform, maker: DemoMaker, series: Series): Promise<Map<string, string>> {
  const { regionCode, secretariat, officeId } = maker
  const ids = new Map<string, string>()
  for (const { key, sheet, title, dimension, office, content, restsOn } of demoCards) {
    const restsOnIds = (restsOn ?? []).map(one => {
      const id = ids.get(one)
      if (id === undefined) throw new Error(`Demo card ${key} rests on ${one}, which is not there yet`)
      return id
    })
    const input = { title, dimension, organisationId: officeId(office), content: inYearsOf(series, content) }
    const save = { regionCode, seriesId: series.id, sheet, input, restsOn: restsOnIds }
    ids.set(key, (await saveCard(platform, secretariat.actor, save, secretariat.writer)).id)
  }
  return ids
}

const YEARS = ['year', 'fromYear', 'untilYear', 'baselineYear', 'targetYear', 'budgetYear']

/** The cards are written for a series of 2022: the years of another lie as far from its own. */
function inYearsOf(series: Series, content: Content): Content {
  const moved = Object.entries(content).map(([field, value]) => [
    field,
    YEARS.includes(field) && typeof value === 'number' ? value + series.year - 2022 : value,
  ])
  return Object.fromEntries(moved) as Content
}

async function vote(platform: Platform, { regionCode, voters }: DemoMaker, ids: Map<string, string>): Promise<void> {
  for (const { key, points } of demoCards) {
    for (const [at, given] of (points ?? []).entries()) {
      const voter = voters[at]
      if (voter)
        await voteCard(platform, voter.actor, { regionCode, cardId: ids.get(key) ?? '', points: given }, voter.writer)
    }
  }
}

async function weigh(
  platform: Platform,
  { regionCode, voters }: DemoMaker,
  series: Series,
  ids: Map<string, string>,
): Promise<void> {
  const criteria = (await listCriteria(platform.db.sql, regionCode, series.id)).map(one => one.code)
  const byCriterion = (points: readonly number[]) =>
    Object.fromEntries(criteria.map((code, at) => [code, points[at] ?? 0]))
  for (const [at, voter] of voters.entries()) {
    const weights = byCriterion(demoWeights[at] ?? [])
    await giveWeights(platform, voter.actor, { regionCode, seriesId: series.id, weights }, voter.writer)
    for (const [nth, key] of ['k1', 'k2', 'k3'].entries()) {
      const given = { regionCode, cardId: ids.get(key) ?? '', scores: byCriterion(demoScores[at]?.[nth] ?? []) }
      await giveScores(platform, voter.actor, given, voter.writer)
    }
  }
}
