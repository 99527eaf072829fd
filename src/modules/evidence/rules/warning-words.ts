import type { Warning } from '../model.ts'
import type { Staleness } from './staleness.ts'

const months = {
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
}

function dayIn(day: string, lang: 'id' | 'en'): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${Number(date)} ${months[lang][Number(month) - 1] ?? month} ${year}`
}

export function staleWarning(stale: Staleness): Warning {
  return {
    kind: 'stale',
    sentence:
      stale.kind === 'expired'
        ? {
            id: `Kedaluwarsa sejak ${dayIn(stale.since, 'id')}. Ganti dengan yang masih berlaku.`,
            en: `Expired on ${dayIn(stale.since, 'en')}. Replace it with one that is valid.`,
          }
        : {
            id: `Dokumen ini tertanggal ${dayIn(stale.from, 'id')}, lebih dari dua tahun lalu. Periksa apakah masih berlaku.`,
            en: `This document is dated ${dayIn(stale.from, 'en')}, more than two years ago. Check that it still holds.`,
          },
  }
}

/** The text names no region and no content: only how many use the same. */
export function otherRegionsWarning(regions: number): Warning {
  return {
    kind: 'other-region',
    sentence: {
      id: `Isi yang sama persis dipakai ${regions} daerah lain.`,
      en:
        regions === 1
          ? 'Exactly the same content is used by 1 other region.'
          : `Exactly the same content is used by ${regions} other regions.`,
    },
  }
}

/** The other item is told by its id only: whoever may see it finds its title there. */
export const likeWarning = (kind: 'same' | 'near', evidenceId: string): Warning => ({
  kind,
  sentence:
    kind === 'same'
      ? {
          id: 'Isi yang sama persis sudah ada di pustaka daerah ini.',
          en: 'Exactly the same content is in the library of this region already.',
        }
      : {
          id: 'Hampir sama dengan bukti lain di pustaka daerah ini. Periksa mana yang terbaru.',
          en: 'Almost the same as other evidence in the library of this region. Check which is newer.',
        },
  evidenceId,
})
