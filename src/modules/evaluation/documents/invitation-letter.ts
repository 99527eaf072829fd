import { formatDate, formatDateRange } from '#kit/format.ts'
import { renderPdf } from '#platform/documents/pdf.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { renderSVG } from 'uqr'
import { noSuchRound } from '../actions/round/stand.ts'
import { ROUND_STEPS, type Round, type RoundRegion } from '../model-round.ts'
import { groupWords } from '../pages/words.ts'
import { roundPhrases } from '../phrases/round.ts'
import { stepDates } from '../rules/round/step-window.ts'
import { findRound, findRoundRegion } from '../store/round/rounds.ts'

const template = 'src/modules/evaluation/documents/invitation-letter.typ'
const lang = 'id'

/** The invitation letter of a region as PDF, in Indonesian. Throws `not-found` when the region is not in the round. */
export async function invitationLetter(
  platform: Platform,
  roundId: string,
  code: string,
  sql: Sql | Tx = platform.db.sql,
): Promise<Uint8Array> {
  const round = await findRound(sql, roundId)
  const region = round && (await findRoundRegion(sql, roundId, code))
  if (!region) throw noSuchRound()
  return renderPdf(template, letterData(round, region, platform.config.publicUrl))
}

/** "surat-undangan-73.24-2026.pdf": the name of the file. */
export const letterName = (round: Pick<Round, 'edition'>, code: string): string =>
  `surat-undangan-${code}-${round.edition}`

/** Words of the letter, as `invitation-letter.typ` lays them out. Parts the ministry has not given yet are said to be missing. */
export function letterData(round: Round, region: RoundRegion, publicUrl: string): object {
  const { letter } = round
  const t = roundPhrases(lang)
  const office = letter.office ?? 'Direktur Jenderal Teknologi Pemerintah Digital'
  const attachments = letter.attachments ?? []
  const url = `${publicUrl}/putaran/${round.id}`
  const address = url.replace(/^https?:\/\//, '')
  const subject = letter.subject ?? `Undangan ${round.title.id}`
  const filling = stepDates(round, region, 'self-assessment')
  const steps = ROUND_STEPS.flatMap(step => {
    const dates = stepDates(round, region, step)
    const name =
      step === 'review' ? `${t.reviewKind[round.reviewKind]} (${t.reviewMode[round.reviewMode]})` : t.step[step]
    return dates ? [[name, formatDateRange(dates.startsOn, dates.endsOn, lang)]] : []
  })
  return {
    title: `${subject}, ${region.regionName}`,
    footer: `${subject}, ${region.regionName}`,
    institution: 'Kementerian Komunikasi dan Digital Republik Indonesia',
    unit: unitOf(office),
    unitAddress: 'Jalan Medan Merdeka Barat Nomor 9, Jakarta 10110',
    numbers: [
      { label: 'Nomor', text: region.letterNumber ?? letter.number ?? 'belum diberi nomor', strong: false },
      { label: 'Sifat', text: 'Biasa', strong: false },
      { label: 'Lampiran', text: attachmentWords(attachments.length), strong: false },
      { label: 'Hal', text: subject, strong: true },
    ],
    dated: `${letter.place ?? 'Jakarta'}, ${letter.date === undefined ? 'belum diberi tanggal' : formatDate(letter.date, lang)}`,
    to: [`Yth. ${addressee(region.regionName)}`, 'di tempat'],
    paragraphs: letter.body === undefined ? usualBody(round, region) : paragraphsOf(letter.body),
    tableTitle: 'Jadwal',
    tableHeads: ['No.', 'Tahap', 'Tanggal'],
    steps: steps.map((row, at) => [String(at + 1), ...row]),
    tableNote: `Hari terakhir setiap tahap berakhir pukul 24.00 ${region.zone}.`,
    attachments,
    closing: [
      filling === undefined
        ? `Isian, bukti, dan perkembangannya ada di ${address}.`
        : `Isian mandiri dan buktinya kami tunggu paling lambat ${formatDate(filling.endsOn, lang)} pukul 24.00 ${region.zone}, melalui ${address}.`,
      'Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.',
    ],
    qr: renderSVG(url, { ecc: 'M', border: 0 }),
    qrAlt: `Kode QR ke ${address}`,
    address,
    qrNote: 'Jadwal dan daerah peserta. Kode QR ini alamat halaman, bukan tanda tangan elektronik.',
    example: round.example ? 'Data peragaan, bukan surat kementerian.' : '',
    office,
    unsigned: 'tanda tangan dibubuhkan pada naskah asli',
    signatory: letter.signatory ?? '(nama pejabat)',
    copies: (letter.copies ?? []).map((copy, at) => `${at + 1}. ${copy}`).join('; '),
  }
}

/** "Kabupaten Luwu Timur" → "Bupati Luwu Timur", "Kota Palopo" → "Wali Kota Palopo". */
export function addressee(regionName: string): string {
  const [, kind, name] = /^(Kabupaten|Kota) (.*)$/.exec(regionName) ?? []
  return kind === undefined ? `Kepala Daerah ${regionName}` : `${kind === 'Kota' ? 'Wali Kota' : 'Bupati'} ${name}`
}

/** The unit on the letterhead is that of who signs. */
const unitOf = (office: string): string => office.replace(/^Direktur Jenderal /i, 'Direktorat Jenderal ')

const numerals = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan', 'sepuluh']

const attachmentWords = (count: number): string => {
  if (count === 0) return '–'
  const word = numerals[count]
  return word === undefined ? `${count} berkas` : `${count} (${word}) berkas`
}

const paragraphsOf = (body: string): string[] =>
  body
    .split(/\n\s*\n/)
    .map(paragraph => paragraph.replace(/\s+/g, ' ').trim())
    .filter(paragraph => paragraph !== '')

function usualBody(round: Round, region: RoundRegion): string[] {
  const group = groupWords(round.group, lang).replace(/^Kelompok /, '')
  const stage = round.stage === undefined ? '' : ` ${roundPhrases(lang).stage[round.stage]}`
  return [
    `Dalam rangka ${round.title.id}, kami mengundang ${region.regionName} sebagai peserta evaluasi pelaksanaan kota cerdas${stage} kelompok ${group}.`,
    'Kami mohon Saudara menugaskan perangkat daerah terkait untuk mengisi isian mandiri beserta buktinya, lalu mengirimkannya sesuai jadwal berikut.',
  ]
}
