import { randomUUID } from 'node:crypto'
import type { Tx } from '#platform/db/database.ts'
import { DIMENSIONS, type Template } from '../../model.ts'
import { dimensionGroups } from '../../model-workshop.ts'

/**
 * What a new series begins with, copied from a template in five statements: stages, deliverables, groups per element and
 * per dimension, criteria, and the draft of the commitment. `regionName` stands in the commitment.
 */
export async function insertStartRows(
  tx: Tx,
  at: { regionCode: string; seriesId: string },
  template: Template,
  regionName: string,
  by: string | undefined,
  now: Date,
): Promise<void> {
  const key = { region_code: at.regionCode, series_id: at.seriesId }
  const changed = { changed_by: by ?? null, changed_at: now }
  await tx
    .insertInto('masterplan.workshop')
    .values(template.stages.map(({ stage, theme }) => ({ ...key, stage, theme: theme.id, ...changed })))
    .execute()
  const deliverables = template.stages.flatMap(({ stage, deliverables }) =>
    deliverables.map((one, index) => ({
      ...key,
      id: randomUUID(),
      stage,
      position: index + 1,
      code: one.code,
      title: one.title.id,
      sheet: one.sheet ?? null,
      required: one.required,
      ...changed,
    })),
  )
  if (deliverables.length > 0) await tx.insertInto('masterplan.deliverable').values(deliverables).execute()
  await tx
    .insertInto('masterplan.working_group')
    .values([
      ...template.elements.map(({ code, name }) => ({
        ...key,
        id: randomUUID(),
        kind: 'element',
        code,
        name: name.id,
        ...changed,
      })),
      ...DIMENSIONS.map(code => ({
        ...key,
        id: randomUUID(),
        kind: 'dimension',
        code,
        name: dimensionGroups[code],
        ...changed,
      })),
    ])
    .execute()
  if (template.criteria.length > 0) {
    await tx
      .insertInto('masterplan.criterion')
      .values(
        template.criteria.map(({ code, name, note }, index) => ({
          ...key,
          code,
          position: index + 1,
          name: name.id,
          note: note?.id ?? null,
        })),
      )
      .execute()
  }
  await tx
    .insertInto('masterplan.commitment')
    .values({ ...key, text: template.commitment.replaceAll('{daerah}', regionName), ...changed })
    .execute()
}
