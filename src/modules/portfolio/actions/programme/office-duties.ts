import type { Sentence } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import { countDuties } from '../../store/programme/transfer.ts'
import { regionOfOffice } from '../../store/programme/offices.ts'

/** What an office must hand over before it can be archived: programmes, milestones, indicators, risks. */
export async function officeDuties(
  db: Sql | Tx,
  organisationId: string,
): Promise<{ sentence: Sentence; href: string }[]> {
  const duties = await countDuties(db, organisationId)
  if (Object.values(duties).every(count => count === 0)) return []
  const regionCode = await regionOfOffice(db, organisationId)
  const said = (words: readonly [number, string][]) =>
    words
      .filter(([count]) => count > 0)
      .map(([count, word]) => `${count} ${word}`)
      .join(', ')
  const { leads, supports, milestones, indicators, risks } = duties
  return [
    {
      sentence: {
        id: `Masih memegang ${said([
          [leads, 'program'],
          [supports, 'dukungan pada program lain'],
          [milestones, 'tonggak yang belum selesai'],
          [indicators, 'indikator'],
          [risks, 'risiko'],
        ])}. Pindahkan dahulu ke OPD lain.`,
        en: `It still has programmes it leads (${leads}) or supports (${supports}), open milestones (${milestones}), indicators (${indicators}) or risks (${risks}). Move them to another office first.`,
      },
      href: regionCode === undefined ? '/portofolio' : `/portofolio/${regionCode}/pindah-opd?dari=${organisationId}`,
    },
  ]
}
