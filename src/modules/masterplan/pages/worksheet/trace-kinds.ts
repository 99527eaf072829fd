import type { Actor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import type { EvidenceUseLabels, TraceKind, TraceLabel, TraceLinkWords } from '#platform/http/door.ts'
import type { Platform } from '#platform/platform.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { CARD_SUBJECT } from '../../model.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { nameCards } from '../../store/worksheet/labels.ts'
import { cardHref } from './place.ts'

/** Cards in the trace, for those who see the worksheets of their region. */
export const worksheetTraceKinds: TraceKind[] = [
  {
    kind: 'card',
    name: lang => worksheetPhrases(lang).traceKind,
    async label(platform, actor, ids, lang) {
      const labels = new Map<string, TraceLabel>()
      const cards = await nameCards(platform.db.sql, ids)
      const open = new Map<string, boolean>()
      for (const { regionCode } of cards) {
        if (!open.has(regionCode)) open.set(regionCode, await seesInside(platform, actor, regionCode))
      }
      for (const card of cards) {
        if (!open.get(card.regionCode)) continue
        labels.set(card.id, { title: card.title, href: cardHref(card), note: worksheetPhrases(lang).sheet[card.sheet] })
      }
      return labels
    },
  },
]

/** The arrows that worksheets write. */
export const worksheetTraceLinks: TraceLinkWords[] = (['became', 'mapped-to', 'led-to'] as const).map(kind => ({
  kind,
  onward: lang => worksheetPhrases(lang).arrow[kind].onward,
  back: lang => worksheetPhrases(lang).arrow[kind].back,
}))

/** Evidence that proves a card, told to those who see the worksheets. */
export const worksheetEvidenceUses: EvidenceUseLabels[] = [
  {
    subjectKind: CARD_SUBJECT,
    async label(platform, actor, { regionCode, subjectIds, lang }) {
      if (!(await seesInside(platform, actor, regionCode))) return new Map()
      const t = worksheetPhrases(lang)
      const cards = await nameCards(platform.db.sql, subjectIds, regionCode)
      return new Map(
        cards.map(card => [card.id, { label: t.use(t.sheet[card.sheet], card.title), href: cardHref(card) }]),
      )
    },
  },
]

async function seesInside(platform: Platform, actor: Actor, regionCode: string): Promise<boolean> {
  try {
    await getInsideStand(platform.db.sql, actor, regionCode)
    return true
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return false
    throw error
  }
}
