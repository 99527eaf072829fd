import { renderSVG } from 'uqr'
import { formatDate } from '#kit/format.ts'
import { renderPdf } from '#platform/documents/pdf.ts'
import type { WholeCommitment } from '../../actions/workshop/save-commitment.ts'

const template = 'src/modules/masterplan/documents/workshop/commitment.typ'

export interface CommitmentSheet extends WholeCommitment {
  regionName: string
  seriesTitle: string
  letterhead: { institution: string; office: string; address: string }
  /** The public page that verifies it. */
  verifyUrl: string
}

/** The commitment as an official sheet, always in Indonesian: letterhead, text, list of signatories, QR. PDF/UA. */
export const commitmentSheet = (sheet: CommitmentSheet): Uint8Array =>
  renderPdf(template, sheetData(sheet), { accessible: true })

/** Words as `commitment.typ` lays them out. */
export function sheetData(sheet: CommitmentSheet): object {
  const { commitment, signatures, regionName, seriesTitle, letterhead, verifyUrl } = sheet
  const draft = commitment.state === 'draft'
  return {
    title: `Lembar Komitmen Bersama, ${regionName}`,
    footer: `Lembar Komitmen Bersama, ${regionName}${draft ? ' (RANCANGAN)' : ''}`,
    ...letterhead,
    heading: `Lembar Komitmen Bersama${draft ? ' (Rancangan)' : ''}`,
    subject: `Masterplan smart city ${regionName}: ${seriesTitle}`,
    paragraphs: commitment.text.split(/\n{2,}/),
    dated: [commitment.place, commitment.dated === undefined ? undefined : formatDate(commitment.dated, 'id')]
      .filter(part => part !== undefined)
      .join(', '),
    heads: ['No.', 'Jabatan', 'Nama', 'Tanda tangan'],
    rows: signatures.map((one, at) => ({
      number: String(at + 1),
      title: one.title,
      name: one.name ?? '',
      signed:
        one.how === undefined || one.signedOn === undefined
          ? ''
          : `${one.how === 'account' ? 'Menyatakan melalui akun' : 'Ditandatangani di kertas'}, ${formatDate(one.signedOn, 'id')}`,
    })),
    qr: renderSVG(verifyUrl, { ecc: 'M', border: 0 }),
    qrAlt: `Kode QR ke ${verifyUrl}`,
    verify: draft
      ? 'Rancangan: belum dibuka untuk ditandatangani. Pernyataan melalui akun bukan tanda tangan elektronik tersertifikasi.'
      : 'Periksa keaslian lembar ini pada alamat berikut. Pernyataan melalui akun bukan tanda tangan elektronik tersertifikasi.',
    link: verifyUrl.replace(/^https?:\/\//, ''),
    hash: commitment.sha256 === undefined ? '' : `SHA-256 ${commitment.sha256}`,
  }
}
