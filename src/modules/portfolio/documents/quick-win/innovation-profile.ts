import type { Lang } from '#kit/format.ts'
import type { Sheet } from '#platform/documents/sheet.ts'
import type { Presentation } from '../../actions/quick-win/read-presentation.ts'
import { quickWinPhrases } from '../../phrases/quick-win.ts'
import { allMoney } from '../../rules/quick-win/money.ts'

/** A quick win as the Regional Innovation Index (Indeks Inovasi Daerah) asks for an innovation; null is not filled in. */
export interface InnovationProfile {
  code: string
  name: string
  region: string
  stage: string
  initiator: string | null
  initiator_name: string
  form: string | null
  kind: string | null
  sector: string
  dimension: string
  trial_on: string | null
  applied_on: string | null
  problem: string
  design: string | null
  aim: string | null
  benefit: string | null
  result: string | null
  places: string[]
  partners: string[]
  /** Whole rupiah, all years and sources; null when no money stands in the portfolio. */
  budget: number | null
  address: string
}

/** The profile in the words of the reader. Public knowledge only: it is made from the presentation. */
export function innovationProfile(data: Presentation, address: string, lang: Lang): InnovationProfile {
  const t = quickWinPhrases(lang)
  const { programme, quickWin, region, catalogue } = data
  return {
    code: programme.code,
    name: programme.name,
    region: region.name,
    stage: t.stage[data.stage],
    initiator: quickWin?.initiator === undefined ? null : t.initiator[quickWin.initiator],
    initiator_name: programme.leadName,
    form: quickWin?.form === undefined ? null : t.form[quickWin.form],
    kind: quickWin?.digital === undefined ? null : t.digital[quickWin.digital ? 'yes' : 'no'],
    sector: catalogue.sectors.find(one => one.code === programme.sector)?.name[lang] ?? programme.sector,
    dimension: t.dimension[programme.dimension],
    trial_on: quickWin?.trialOn ?? null,
    applied_on: quickWin?.appliedOn ?? null,
    problem: programme.problem,
    design: quickWin?.design ?? null,
    aim: quickWin?.aim ?? null,
    benefit: quickWin?.benefit ?? null,
    result: quickWin?.result ?? null,
    places: data.places.map(one => one.shortName),
    partners: programme.partners.map(one => one.name),
    budget: data.budget.length === 0 ? null : Number(allMoney(data.budget).planned),
    address,
  }
}

/** The profile as a sheet of two columns, part and content, in the order of the official form. */
export function innovationSheet(profile: InnovationProfile, lang: Lang): Sheet<{ part: string; content: string }> {
  const t = quickWinPhrases(lang).profileFile
  const empty = quickWinPhrases(lang).notSaid
  const rows: [string, string | null][] = [
    [t.code, profile.code],
    [t.name, profile.name],
    [t.region, profile.region],
    [t.stage, profile.stage],
    [t.initiator, profile.initiator],
    [t.initiatorName, profile.initiator_name],
    [t.form, profile.form],
    [t.digital, profile.kind],
    [t.sector, profile.sector],
    [t.dimension, profile.dimension],
    [t.trialOn, profile.trial_on],
    [t.appliedOn, profile.applied_on],
    [t.problem, profile.problem],
    [t.design, profile.design],
    [t.aim, profile.aim],
    [t.benefit, profile.benefit],
    [t.result, profile.result],
    [t.places, profile.places.join('; ') || quickWinPhrases(lang).reachAll],
    [t.partners, profile.partners.join('; ') || null],
    [t.budget, profile.budget === null ? null : String(profile.budget)],
    [t.address, profile.address],
  ]
  return {
    name: `profil-inovasi-${profile.code}`,
    rows: rows.map(([part, content]) => ({ part, content: content ?? empty })),
    columns: [
      { key: 'unsur', label: t.field, width: 28, value: row => row.part },
      { key: 'isi', label: t.value, width: 100, value: row => row.content },
    ],
  }
}
