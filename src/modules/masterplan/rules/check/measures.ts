import type { Sentence } from '#kit/problem.ts'
import type { CheckedCard, CheckFacts, CheckItem } from '../../model-check.ts'
import { allOf, atLeast, both, cardsOf, fromSeries, has, itemsOf, places, written } from './parts.ts'

/** What it costs, and whether that is written. */
export function budget(facts: CheckFacts): CheckItem[] {
  const to = places(facts)
  const { programmes } = facts
  const none = both('Belum ada program di portofolio.', 'The portfolio has no programmes.')
  const quick = programmes.filter(one => one.quickWin)
  const inPlan = programmes.filter(one => one.planned !== undefined)
  return itemsOf('budget', {
    planned: [
      both('Setiap program punya rencana anggaran', 'Every programme has a planned budget'),
      allOf(inPlan.length, programmes.length, both('program punya anggaran', 'programmes have a budget'), none),
      to.portfolio('/anggaran'),
    ],
    'quick-wins': [
      both('Setiap quick win punya anggaran', 'Every quick win has a budget'),
      allOf(
        quick.filter(one => one.planned !== undefined).length,
        quick.length,
        both('quick win punya anggaran', 'quick wins have a budget'),
        both('Belum ada quick win.', 'There are no quick wins.'),
      ),
      to.portfolio('/quick-win'),
    ],
    canvas: [
      both(
        'Kanvas quick win terpilih menyebut anggaran, sumber dan tahunnya',
        'Canvases of chosen quick wins name their budget, its source and year',
      ),
      fromSeries(facts, series => {
        const chosen = cardsOf(series, 'canvas').filter(one => one.choice === 'chosen')
        return allOf(
          chosen.filter(one => ['budget', 'budgetSource', 'budgetYear'].every(field => has(one, field))).length,
          chosen.length,
          both(
            'kanvas terpilih punya anggaran dengan sumber dan tahun',
            'chosen canvases have a budget with source and year',
          ),
          both('Belum ada kanvas yang dipilih.', 'No canvas is chosen.'),
        )
      }),
      to.sheet('canvas'),
    ],
    'written-budget': [
      both('Kebutuhan dan sumber anggaran ditulis', 'Needs and sources of money are written'),
      written(facts, 'anggaran'),
      to.section('anggaran'),
    ],
  })
}

/** The first cards of those that lack something, by name, behind the sentence that counts them. */
function withNames(reason: Sentence, cards: readonly CheckedCard[]): Sentence {
  const names = cards
    .slice(0, 5)
    .map(one => `“${one.title}”`)
    .join(', ')
  const more = cards.length > 5
  return both(
    `${reason.id} Belum: ${names}${more ? `, dan ${cards.length - 5} lagi` : ''}.`,
    `${reason.en} Missing: ${names}${more ? `, and ${cards.length - 5} more` : ''}.`,
  )
}

/** How it is measured. */
export function indicators(facts: CheckFacts): CheckItem[] {
  const to = places(facts)
  const all = facts.indicators
  const none = both('Belum ada indikator di portofolio.', 'The portfolio has no indicators.')
  return itemsOf('indicators', {
    some: [
      both('Ada indikator yang diukur', 'There are indicators'),
      atLeast(all.length, 6, both('indikator', 'indicators')),
      to.indicator,
    ],
    baseline: [
      both('Setiap indikator punya nilai awal', 'Every indicator has a baseline'),
      allOf(
        all.filter(one => one.hasBaseline).length,
        all.length,
        both('indikator punya nilai awal', 'indicators have a baseline'),
        none,
      ),
      to.indicator,
    ],
    targets: [
      both('Setiap indikator punya target dalam masa rencana', 'Every indicator has a target within the plan'),
      allOf(
        all.filter(one => one.hasTarget).length,
        all.length,
        both('indikator punya target', 'indicators have a target'),
        none,
      ),
      to.indicator,
    ],
    readings: [
      both('Setiap indikator punya capaian yang diperiksa', 'Every indicator has a verified reading'),
      allOf(
        all.filter(one => one.hasReading).length,
        all.length,
        both('indikator punya capaian', 'indicators have a reading'),
        none,
      ),
      to.indicator,
    ],
    linked: [
      both('Sasaran menunjuk indikator di portofolio', 'Targets point to indicators of the portfolio'),
      fromSeries(facts, series => {
        const targets = cardsOf(series, 'target')
        const living = new Set<unknown>(all.map(one => one.id))
        const without = targets.filter(one => !living.has(one.content['portfolioIndicatorId']))
        const finding = allOf(
          targets.length - without.length,
          targets.length,
          both('sasaran menunjuk indikator', 'targets point to an indicator'),
          both('Belum ada sasaran.', 'There are no targets.'),
        )
        return without.length === 0 ? finding : { ...finding, reason: withNames(finding.reason, without) }
      }),
      to.sheet('target'),
    ],
    monitoring: [
      both('Pemantauan dan evaluasi ditulis', 'Monitoring and evaluation are written'),
      written(facts, 'pemantauan'),
      to.section('pemantauan'),
    ],
  })
}

/** How it fits the plans of the region. */
export function alignment(facts: CheckFacts): CheckItem[] {
  const to = places(facts)
  const { programmes } = facts
  const none = both('Belum ada program di portofolio.', 'The portfolio has no programmes.')
  const named = (field: 'rpjmd' | 'renstra') => programmes.filter(one => (one[field]?.trim() ?? '') !== '').length
  return itemsOf('alignment', {
    rpjmd: [
      both('Setiap program menyebut RPJMD', 'Every programme names the RPJMD'),
      allOf(named('rpjmd'), programmes.length, both('program menyebut RPJMD', 'programmes name the RPJMD'), none),
      to.portfolio('/program'),
    ],
    renstra: [
      both('Setiap program menyebut Renstra', 'Every programme names the Renstra'),
      allOf(named('renstra'), programmes.length, both('program menyebut Renstra', 'programmes name the Renstra'), none),
      to.portfolio('/program'),
    ],
    mapping: [
      both('Lembar pemetaan terisi RPJMD dan Renstra', 'The mapping sheet names RPJMD and Renstra'),
      fromSeries(facts, series => {
        const cards = cardsOf(series, 'mapping')
        return allOf(
          cards.filter(one => has(one, 'rpjmd') && has(one, 'renstra')).length,
          cards.length,
          both('kartu pemetaan lengkap', 'mapping cards are complete'),
          both('Lembar pemetaan kosong.', 'The mapping sheet is empty.'),
        )
      }),
      to.sheet('mapping'),
    ],
    law: [
      both('Dasar hukum dan arah pembangunan ditulis', 'Legal basis and direction of development are written'),
      written(facts, 'dasar-hukum', 'arah-pembangunan', 'penyelarasan'),
      to.section('dasar-hukum', 'arah-pembangunan', 'penyelarasan'),
    ],
  })
}
