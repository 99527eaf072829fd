import { Problem } from '#kit/problem.ts'
import { isRegionCode, levelOf, parentOf } from './region-code.ts'

/** One line of an edition's files. */
export interface EditionRow {
  code: string
  name: string
  /** The parent that the file names; undefined for a province. */
  parentCode: string | undefined
}

/**
 * Refuses an edition that is not whole: a malformed or doubled code, an empty name, a parent that the code denies or the
 * edition does not have. The sentence names the first such code. Returns the rows by code.
 */
export function checkEdition(rows: readonly EditionRow[]): Map<string, EditionRow> {
  const byCode = new Map<string, EditionRow>()
  for (const row of rows) {
    if (!isRegionCode(row.code)) throw broken(row.code, 'bukan kode daerah', 'is not a region code')
    if (byCode.has(row.code)) throw broken(row.code, 'tertulis dua kali', 'is written twice')
    if (row.name.trim() === '') throw broken(row.code, 'tidak bernama', 'has no name')
    if (row.parentCode !== parentOf(row.code))
      throw broken(row.code, 'menyebut induk yang salah', 'names a wrong parent')
    byCode.set(row.code, row)
  }
  for (const row of rows) {
    if (row.parentCode !== undefined && !byCode.has(row.parentCode)) {
      throw broken(row.code, 'tidak punya induk dalam berkas', 'has no parent in the files')
    }
  }
  return byCode
}

const broken = (code: string, id: string, en: string) =>
  new Problem('invalid', {
    id: `Daftar wilayah ini tidak utuh: ${code.slice(0, 20)} ${id}. Tidak ada yang diubah. Pakai berkas yang lengkap.`,
    en: `This list of regions is not whole: ${code.slice(0, 20)} ${en}. Nothing was changed. Use complete files.`,
  })

/**
 * Refuses to archive more than a tenth of the living regions of a level at once: a cut-off file looks just like it.
 * `living` and `missing` count by level.
 */
export function refuseMassArchive(living: Record<number, number>, missing: Record<number, number>): void {
  for (const [level, count] of Object.entries(missing)) {
    const before = living[Number(level)] ?? 0
    if (count * 10 <= before || count <= 1) continue
    throw new Problem('invalid', {
      id: `Daftar baru kehilangan ${count} dari ${before} daerah tingkat ${level}. Itu terlalu banyak untuk satu pembaruan; berkasnya mungkin terpotong. Tidak ada yang diubah.`,
      en: `The new list lacks ${count} of ${before} regions of level ${level}. That is too many for one update; the file may be cut off. Nothing was changed.`,
    })
  }
}

/** How many rows of each level there are. */
export function countLevels(codes: Iterable<string>): Record<number, number> {
  const counts: Record<number, number> = { 1: 0, 2: 0, 3: 0, 4: 0 }
  for (const code of codes) counts[levelOf(code)] = (counts[levelOf(code)] ?? 0) + 1
  return counts
}
