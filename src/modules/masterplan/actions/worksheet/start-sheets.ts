import { randomUUID } from 'node:crypto'
import type { Tx } from '#platform/db/database.ts'
import type { Template } from '../../model.ts'
import { placeInSheet } from '../../rules/worksheet/check-card.ts'
import { insertCards } from '../../store/worksheet/cards.ts'
import { recordCardChanges } from '../../store/worksheet/changes.ts'

export interface SheetStart {
  regionCode: string
  seriesId: string
  template: Template
}

/**
 * Puts the readiness questions of a template on the sheet of a new series, as cards of no office, in two statements. The
 * caller's transaction audits the series.
 */
export async function startSheets(
  tx: Tx,
  { regionCode, seriesId, template }: SheetStart,
  by: { accountId: string | undefined; now: Date },
): Promise<void> {
  const cards = template.elements
    .flatMap(element =>
      element.subElements.flatMap(sub =>
        sub.questions.map(title => ({ title, content: { element: element.code, subElement: sub.code } })),
      ),
    )
    .map((card, at) => ({
      ...card,
      id: randomUUID(),
      sheet: 'readiness' as const,
      position: at + 1,
      place: placeInSheet('readiness', card.content),
    }))
  await insertCards(tx, { regionCode, seriesId }, cards, by)
  await recordCardChanges(
    tx,
    cards.map(card => ({ regionCode, cardId: card.id, version: 1, event: 'added', fields: [] })),
    by.now,
  )
}
