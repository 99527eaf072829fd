import type { Actor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import type { TraceKind, TraceLabel, TraceLinkWords } from '#platform/http/door.ts'
import type { Platform } from '#platform/platform.ts'
import { EDITION_KIND, WRITTEN_IN } from '../../actions/edition/freeze.ts'
import { getStand } from '../../actions/stand.ts'
import type { Sight } from '../../access.ts'
import { editionPhrases } from '../../phrases/edition.ts'
import { listEditionsById } from '../../store/edition/editions.ts'
import { editionHref } from './place.ts'

/** Editions in the trace: everybody sees those that are published, insiders all. */
export const editionTraceKinds: TraceKind[] = [
  {
    kind: EDITION_KIND,
    silent: true,
    name: lang => editionPhrases(lang).kind,
    async label(platform, actor, ids, lang) {
      const t = editionPhrases(lang)
      const labels = new Map<string, TraceLabel>()
      const sights = new Map<string, Sight | undefined>()
      for (const one of await listEditionsById(platform.db.sql, ids)) {
        if (!sights.has(one.regionCode)) sights.set(one.regionCode, await sightIn(platform, actor, one.regionCode))
        const sight = sights.get(one.regionCode)
        if (sight === undefined || (sight === 'public' && one.state !== 'published')) continue
        labels.set(one.id, {
          title: `${t.of(one.year)}: ${one.title}`,
          href: editionHref(one),
          note: t.states[one.state],
        })
      }
      return labels
    },
  },
]

/** The arrow from a programme to the editions it is written in. */
export const editionTraceLinks: TraceLinkWords[] = [
  {
    kind: WRITTEN_IN,
    onward: lang => editionPhrases(lang).arrow.onward,
    back: lang => editionPhrases(lang).arrow.back,
  },
]

async function sightIn({ db }: Platform, actor: Actor, regionCode: string): Promise<Sight | undefined> {
  try {
    return (await getStand(db.sql, actor, regionCode)).sight
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}
