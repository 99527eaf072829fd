import type { TraceKind, TraceLabel, TraceLinkWords } from '#platform/http/door.ts'
import { sightOf } from '../access.ts'
import { measurePhrases } from '../phrases/measure.ts'
import { phrases } from '../phrases/index.ts'
import { listTracedIndicators, listTracedProgrammes } from '../store/trace-labels.ts'

/** How things of the portfolio are named and shown in the trace; what their region does not show is missing. */
export const traceKinds: TraceKind[] = [
  {
    kind: 'programme',
    name: lang => measurePhrases(lang).programme,
    async label({ db }, actor, ids, lang) {
      const t = measurePhrases(lang)
      const labels = new Map<string, TraceLabel>()
      for (const one of await listTracedProgrammes(db.sql, ids)) {
        if (sightOf(actor, one.regionCode, one) === 'none') continue
        labels.set(one.id, {
          title: `${one.code} ${one.name}`,
          href: `/portofolio/${one.regionCode}/program/${one.id}`,
          note: [
            one.archived ? t.archived : phrases(lang).status[one.status],
            t.milestones(one.milestones, one.done, one.proofs),
          ].join('. '),
          origin: t.problem(one.problem),
        })
      }
      return labels
    },
  },
  {
    kind: 'indicator',
    name: lang => measurePhrases(lang).indicator,
    async label({ db }, actor, ids) {
      const labels = new Map<string, TraceLabel>()
      for (const one of await listTracedIndicators(db.sql, ids)) {
        if (sightOf(actor, one.regionCode, one) === 'none') continue
        labels.set(one.id, {
          title: `${one.code} ${one.name}`,
          href: `/portofolio/${one.regionCode}/indikator/${one.id}`,
        })
      }
      return labels
    },
  },
]

/** The arrows that the portfolio writes. */
export const traceLinks: TraceLinkWords[] = (['counted-in', 'measured-by', 'continued-by'] as const).map(kind => ({
  kind,
  onward: lang => measurePhrases(lang).arrow[kind].onward,
  back: lang => measurePhrases(lang).arrow[kind].back,
}))
