import { formatDate } from '#kit/format.ts'
import { count, editionWord, groupWords, score, signed } from '../pages/words.ts'
import { addressee } from './invitation-letter.ts'
import type { Report } from './result-report.ts'

const lang = 'id'
const dash = '–'

/** Published by the ministry on paper, before there was Tudang. */
const isAdopted = ({ frozen }: Report): boolean => frozen.inputs.printed !== null

/** The covering letter: number, date, to whom, what it says, and who would sign. */
export function letterData(report: Report): object {
  const { round, region, frozen, edition } = report
  const { letter } = round
  const word = editionWord(edition, lang)
  const adopted = isAdopted(report)
  const office = letter.office ?? 'Direktur Jenderal Teknologi Pemerintah Digital'
  const subject = `Hasil evaluasi implementasi kota cerdas ${word}`
  return {
    // Until 2024 the programme was with the ministry that wrote these letters; the unit is the one in their numbers.
    institution: `Kementerian Komunikasi dan ${adopted ? 'Informatika' : 'Digital'} Republik Indonesia`,
    unit: adopted
      ? 'Direktorat Jenderal Aplikasi Informatika'
      : office.replace(/^Direktur Jenderal /i, 'Direktorat Jenderal '),
    unitAddress: 'Jalan Medan Merdeka Barat Nomor 9, Jakarta 10110',
    numbers: [
      { label: 'Nomor', text: letter.resultNumber ?? 'belum diberi nomor', strong: false },
      { label: 'Sifat', text: 'Biasa', strong: false },
      { label: 'Lampiran', text: '1 (satu) berkas', strong: false },
      { label: 'Perihal', text: subject, strong: true },
    ],
    dated: `${letter.place ?? 'Jakarta'}, ${letter.resultDate === undefined ? 'belum diberi tanggal' : formatDate(letter.resultDate, lang)}`,
    to: [`Yth. ${addressee(region.regionName)}`, 'di tempat'],
    rebuilt: adopted
      ? 'Naskah ini disusun ulang oleh Tudang dari hasil yang diterbitkan kementerian dengan nomor dan tanggal di atas. Naskah ini bukan surat aslinya.'
      : '',
    letter: letterWords(report),
    contents: [
      'Umum dan metodologi',
      'Hasil kelompok',
      `Hasil ${region.regionName} dengan perbandingannya`,
      ...(Object.keys(frozen.outcome.questions).length > 0 ? ['Nilai tiap pertanyaan'] : []),
      ...(frozen.inputs.remarks.length > 0 ? ['Kekuatan, kelemahan dan rekomendasi'] : []),
      'Keaslian dan hitung ulang',
    ],
    closing: adopted ? [] : ['Atas perhatian dan kerja sama Saudara, kami ucapkan terima kasih.'],
    qrNote: 'QR ini alamat halaman pemeriksaan, bukan tanda tangan elektronik.',
    example: round.example ? 'Data peragaan, bukan surat kementerian.' : '',
    office: adopted ? 'Direktorat Jenderal Aplikasi Informatika' : office,
    unsigned: adopted
      ? 'ditandatangani pada surat aslinya; susunan ulang ini tidak ditandatangani'
      : 'tempat tanda tangan elektronik (TTE); naskah ini belum ditandatangani',
    signatory: adopted ? '' : (letter.signatory ?? '(nama pejabat)'),
    copies: (letter.copies ?? []).map((copy, at) => `${at + 1}. ${copy}`).join('; '),
  }
}

function letterWords(report: Report): string[] {
  const { region, frozen, round, edition, rows } = report
  const { outcome } = frozen
  const word = editionWord(edition, lang)
  const group = groupWords(round.group, lang).replace(/^Kelompok /, '')
  const place = rows.find(({ regionCode }) => regionCode === region.regionCode)?.rank
  const scored = rows.filter(({ rank }) => rank !== null).length
  const result =
    outcome.index === null
      ? `${region.regionName} tercatat tidak hadir dalam evaluasi ini, sehingga tidak mempunyai nilai. Tidak hadir bukan nilai nol.`
      : `${region.regionName} memperoleh indeks ${score(outcome.index, lang)} dari 4, peringkat ${place ?? dash} dari ${count(scored, lang)} daerah yang dinilai di kelompok ${group}. ${changeSentence(report)}`
  const sent = `hasil evaluasi implementasi kota cerdas ${word} untuk ${region.regionName}`
  return [
    `${isAdopted(report) ? `Surat di atas menyampaikan ${sent}.` : `Bersama ini kami sampaikan ${sent}.`} ${result}`,
    'Laporan terlampir memuat cara penilaian, hasil kelompok, dan hasil daerah Saudara untuk menjadi bahan perbaikan tahun berikutnya.',
  ]
}

/** "Beda dari 2022: +0,44."; empty where nothing is known of it. */
export function changeSentence({ frozen, round }: Report): string {
  const { basis, value } = frozen.outcome.change
  const printed = frozen.inputs.printed?.change ?? null
  const before = frozen.inputs.before?.edition ?? String(Number(round.edition.slice(0, 4)) - 1)
  if (basis === 'computed' && value !== null) return `Beda dari ${before}: ${signed(value, lang)}.`
  if (printed !== null) return `Beda dari ${before} yang tercetak: ${signed(printed, lang)}.`
  return basis === 'absent-before' ? `Beda tidak ada karena daerah ini tidak hadir pada ${before}.` : ''
}
