import type { Sql, Tx } from '#platform/db/database.ts'
import { listOwedAnywhere } from '../../store/workshop/deliverables.ts'

/** Why an office cannot be archived: deliverables of a running series wait for it. */
export async function workshopDuties(db: Sql | Tx, organisationId: string) {
  const [first] = await listOwedAnywhere(db, organisationId)
  if (!first) return []
  return [
    {
      sentence: {
        id: 'Kantor ini masih ditunggu hasil bimteknya. Pindahkan hasil itu ke kantor lain dahulu.',
        en: 'This office still owes deliverables of workshops. Hand them to another office first.',
      },
      href: `/masterplan/${first.regionCode}/bimtek/${first.seriesId}/${first.stage}`,
    },
  ]
}
