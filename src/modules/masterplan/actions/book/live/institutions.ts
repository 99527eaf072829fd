import { formatDate } from '#kit/format.ts'
import { listInstitutionFacts } from '#modules/meeting/index.ts'
import { type Draw, heads, list, lines, missing, sourceNote, words } from './parts.ts'

const KINDS: Record<string, string> = {
  council: 'Dewan Smart City',
  team: 'Tim Pelaksana',
  forum: 'Forum Smart City',
  group: 'Kelompok Kerja',
}

/** Council, team, forum and groups with decree, term, and members by position and office; no names of people. */
export const drawInstitutions: Draw = async (context, block) => {
  const { db, region } = context
  const institutions = await context.once('institutions', () => listInstitutionFacts(db, region.code, context.today))
  if (institutions.length === 0) {
    return [
      missing('Dewan, Tim Pelaksana dan Forum belum dicatat.', {
        text: 'Catat di halaman lembaga',
        href: `/rapat/${region.code}/lembaga`,
      }),
    ]
  }
  const decree = (one: (typeof institutions)[number]): string =>
    one.decreeNumber === undefined
      ? 'belum ada'
      : `${one.decreeNumber}${one.decreeDate === undefined ? '' : `, ${formatDate(one.decreeDate, 'id', region.timezone)}`}`
  if (block.show === 'list') {
    return [list(institutions.map(one => [{ text: one.name, bold: true as const }, { text: ` (${decree(one)})` }]))]
  }
  const caption = block.caption ?? 'Dewan, Tim Pelaksana dan Forum'
  const seats = institutions.flatMap(one => one.members.map((member, at) => ({ one, member, first: at === 0 })))
  return [
    {
      kind: 'table',
      caption,
      head: heads('Lembaga', 'Dasar', 'Masa tugas', 'Tugas'),
      widths: [24, 22, 14, 40],
      rows: institutions.map(one => [
        lines([...new Set([one.name, KINDS[one.kind] ?? one.kind])]),
        words(decree(one)),
        words(
          one.termFrom === undefined && one.termUntil === undefined
            ? '–'
            : `${one.termFrom?.slice(0, 4) ?? '…'}–${one.termUntil?.slice(0, 4) ?? '…'}`,
        ),
        words(one.duties ?? '–'),
      ]),
      note: sourceNote(context, 'daftar lembaga'),
    },
    ...(seats.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            caption: `${caption}: susunan`,
            head: heads('Lembaga', 'Kedudukan', 'Unsur'),
            widths: [34, 26, 40],
            // The name stands once, at its first seat.
            rows: seats.map(({ one, member, first }) => [
              words(first ? one.name : ''),
              words(member.position),
              words(member.office ?? member.title ?? '–'),
            ]),
            note: sourceNote(context, 'daftar lembaga'),
          },
        ]),
  ]
}
