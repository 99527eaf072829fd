/** An office as far as the proposal looks at it. */
interface Office {
  id: string
  name: string
}

/** Which words in the name of an office fit a section of the template; the first that a region has. */
const FITTING: readonly [section: RegExp, offices: readonly RegExp[]][] = [
  [/-(gov)(-|$)|aksi-aplikasi|dasar-hukum/, [/komunikasi/i]],
  [/-(bra)(-|$)/, [/pariwisata/i]],
  [/-eco-3$/, [/pendapatan|keuangan/i, /koperasi/i]],
  [/-(eco)(-|$)/, [/koperasi|perdagangan|perindustrian/i, /penanaman modal/i]],
  [/-liv-1$/, [/penataan ruang|pekerjaan umum/i]],
  [/-liv-3$/, [/perhubungan/i]],
  [/-(liv)(-|$)/, [/kesehatan/i]],
  [/-soc-3$/, [/penanggulangan bencana|polisi pamong/i]],
  [/-(soc)(-|$)/, [/pendidikan/i, /pemberdayaan masyarakat/i]],
  [/-(env)(-|$)/, [/lingkungan hidup/i]],
  [/infrastruktur/, [/pekerjaan umum/i, /komunikasi/i]],
  [/aksi-sdm/, [/kepegawaian|sumber daya manusia/i]],
  [/aksi-literasi/, [/pendidikan/i]],
  [/alam-budaya|potensi$/, [/lingkungan hidup/i, /pariwisata/i]],
  [/anggaran/, [/keuangan|pendapatan/i]],
  [/konteks|profil|arah-pembangunan|penyelarasan|sasaran|visi|indikator|pemantauan/, [/perencanaan/i]],
]
/** Who writes what nobody fits. */
const LAST: readonly RegExp[] = [/perencanaan/i, /komunikasi/i]

/**
 * Which office should write a section, by the code it has in the template. The coordinator of a dimension's working group
 * comes first for the sections of that dimension. Undefined where the region has no fitting office; the secretariat changes
 * all of it.
 */
export function proposeOwner(
  code: string | undefined,
  offices: readonly Office[],
  coordinators: Readonly<Record<string, string | undefined>> = {},
): string | undefined {
  const first = (patterns: readonly RegExp[]) => {
    for (const pattern of patterns) {
      const found = offices.find(one => pattern.test(one.name))
      if (found) return found.id
    }
    return undefined
  }
  const dimension = /-(gov|bra|eco|liv|soc|env)$/.exec(code ?? '')?.[1]
  const coordinator = dimension === undefined ? undefined : coordinators[dimension]
  if (coordinator !== undefined && offices.some(one => one.id === coordinator)) return coordinator
  for (const [section, patterns] of FITTING) {
    if (code !== undefined && section.test(code)) {
      const found = first(patterns)
      if (found !== undefined) return found
    }
  }
  return first(LAST)
}
