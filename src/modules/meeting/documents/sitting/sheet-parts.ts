import { renderSVG } from 'uqr'
import { formatDateWithDay, formatTime } from '#kit/format.ts'
import type { Region } from '#modules/region/index.ts'
import type { Meeting } from '../../model.ts'
import type { Setting } from '../../model-plan.ts'

/** Official sheets are in Indonesian. */
export const lang = 'id'

/** Institution, office and address above a sheet, as the region wrote them, else who it is. */
export const headOf = (setting: Setting, region: Pick<Region, 'name'>) => ({
  institution: setting.institution ?? `Pemerintah ${region.name}`,
  unit: setting.office ?? 'Sekretariat Daerah',
  unitAddress: setting.address ?? '',
})

interface When {
  startsAt: Date
  endsAt: Date
  zone: Meeting['zone']
}

/** "Kamis, 26 November 2026". */
export const dayOf = ({ startsAt, zone }: When): string => formatDateWithDay(startsAt, lang, zone)

/** "09.00–11.00 WITA". */
export const timesOf = ({ startsAt, endsAt, zone }: When): string =>
  `${formatTime(startsAt, lang, zone).replace(/\s.*$/u, '')}–${formatTime(endsAt, lang, zone)}`

/** Place, or that it is held online, or both. */
export const whereOf = ({ place, link }: { place: string | undefined; link: string | undefined }): string =>
  [place, link === undefined ? undefined : 'daring'].filter(Boolean).join(' dan ') || '–'

/** The QR code of a verification page with its words; undefined for a sheet that is not final. */
export function verificationOf(publicUrl: string, token: string | undefined, sha256: string | undefined) {
  if (token === undefined || sha256 === undefined) return null
  const url = `${publicUrl}/periksa-notulen/${token}`
  return {
    qr: renderSVG(url, { ecc: 'M', border: 0 }),
    alt: 'Kode QR ke halaman pemeriksaan notulen',
    address: publicUrl.replace(/^https?:\/\//, ''),
    note: 'Kode QR ini membuka halaman pemeriksaan, bukan tanda tangan elektronik.',
    sha256: sha256.replace(/(.{32})/, '$1 '),
  }
}
