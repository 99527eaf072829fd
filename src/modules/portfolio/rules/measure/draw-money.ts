import type { ProgrammeFact } from '../../model-measure.ts'
import {
  count,
  type Drawn,
  millions,
  money,
  percent,
  planned,
  programmeRow,
  type Rule,
  runs,
  shareOf,
  shown,
  yearOf,
} from './parts.ts'

export function drawBudget(rule: Rule<'budget'>, all: readonly ProgrammeFact[], day: string): Drawn {
  const year = yearOf(day)
  const chosen = all.filter(one => planned(one, year) && one.budget.length > 0)
  const total = chosen.flatMap(one => one.budget).reduce((sum, line) => sum + line.planned, 0n)
  const inSources = (one: ProgrammeFact) => one.budget.filter(line => rule.sources.includes(line.source))
  const lines = chosen.flatMap(inSources)
  const amount = lines.reduce((sum, line) => sum + line.planned, 0n)
  const reported = lines.filter(line => line.realised !== undefined)
  const realised = reported.reduce((sum, line) => sum + (line.realised ?? 0n), 0n)
  const rows = chosen.map(one => {
    const own = inSources(one).reduce((sum, line) => sum + line.planned, 0n)
    const text = millions(own)
    return programmeRow(one, own > 0n, { id: `Rp${shown(text, 'id')} juta`, en: `Rp${shown(text, 'en')} million` })
  })
  const share = shareOf(amount, total)
  return {
    headline: {
      id: `Rp${shown(millions(amount), 'id')} juta, ${share === undefined ? 'belum ada anggaran' : `${shown(share, 'id')} %`} dari anggaran portofolio ${year}`,
      en: `Rp${shown(millions(amount), 'en')} million, ${share === undefined ? 'no budget yet' : `${shown(share, 'en')} %`} of the portfolio's budget of ${year}`,
    },
    figures: [
      money(`Anggaran dari sumber ini tahun ${year}`, `Budget from these sources in ${year}`, amount),
      money(`Anggaran seluruh program tahun ${year}`, `Budget of all programmes in ${year}`, total),
      ...percent('Bagian dalam anggaran portofolio', "Share in the portfolio's budget", share),
      ...(reported.length === 0
        ? []
        : [
            money(
              `Realisasi yang dilaporkan (${reported.length} dari ${lines.length} baris)`,
              `Realisation reported (${reported.length} of ${lines.length} lines)`,
              realised,
            ),
          ]),
    ],
    rows,
  }
}

export function drawOffices(all: readonly ProgrammeFact[], day: string): Drawn {
  const year = yearOf(day)
  const chosen = all.filter(one => planned(one, year))
  const leading = new Set(chosen.map(one => one.leadId)).size
  const named = new Set(chosen.filter(one => one.renstra && runs(one, day)).map(one => one.leadId)).size
  const what = { id: 'OPD', en: 'offices' }
  return {
    headline: {
      id: `${leading} OPD memimpin program tahun ${year}, ${named} di antaranya berjalan dan tercantum di Renstra`,
      en: `${leading} offices lead programmes in ${year}; those of ${named} run and stand in the Renstra`,
    },
    figures: [
      count(`OPD yang memimpin program tahun ${year}`, `Offices that lead programmes in ${year}`, leading, what),
      count('OPD dengan program berjalan di Renstra', 'Offices with running programmes in the Renstra', named, what),
    ],
    rows: chosen.map(one =>
      programmeRow(one, one.renstra && runs(one, day), {
        id: `${one.leadName}${one.renstra ? ', di Renstra' : ', tanpa rujukan Renstra'}`,
        en: `${one.leadName}${one.renstra ? ', in the Renstra' : ', without a reference to the Renstra'}`,
      }),
    ),
  }
}
