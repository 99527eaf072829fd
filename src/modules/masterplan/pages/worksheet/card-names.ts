import type { Sql } from '#platform/db/database.ts'
import { currentCatalogue, findIndicator, listIndicators } from '#modules/portfolio/index.ts'
import type { Card } from '../../model-card.ts'
import type { Sheet, Template } from '../../model.ts'
import { templateOf } from '../../store/templates.ts'

/** An indicator of the portfolio as cards name it. */
export interface NamedIndicator {
  id: string
  code: string
  name: string
  archived: boolean
}

/** The template of a series with what its cards name of the portfolio: sources of money, and indicators by their id. */
export interface NamedTemplate extends Template {
  sources?: readonly { code: string; name: { id: string; en: string } }[]
  indicators?: ReadonlyMap<string, NamedIndicator>
}

/** What the cards of a sheet name, in at most two statements beside the template; `card` keeps an archived indicator named. */
export async function namedTemplate(
  db: Sql,
  of: { regionCode: string; templateId: string; sheet: Sheet; now: Date; card?: Card | undefined },
): Promise<NamedTemplate> {
  const template = await templateOf(db, of.templateId)
  if (of.sheet === 'canvas') return { ...template, sources: (await currentCatalogue(db, of.now)).sources }
  if (of.sheet !== 'target') return template
  const indicators = new Map<string, NamedIndicator>()
  for (const { id, code, name } of await listIndicators(db, of.regionCode)) {
    indicators.set(id, { id, code, name, archived: false })
  }
  const stored = of.card?.sheet === 'target' ? of.card.content.portfolioIndicatorId : undefined
  if (stored !== undefined && !indicators.has(stored)) {
    const gone = await findIndicator(db, of.regionCode, stored)
    if (gone) indicators.set(gone.id, { id: gone.id, code: gone.code, name: gone.name, archived: true })
  }
  return { ...template, indicators }
}
