import type { Actor } from '#kit/actor.ts'
import { invalid, type Sentence } from '#kit/problem.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseAnswer } from '../../access.ts'
import type { Figure } from '../../model-round.ts'
import { assessmentColumns, type WorkbookColumn } from '../../rules/assessment/workbook-columns.ts'
import { readFigureLines } from '../../rules/assessment/figure-lines.ts'
import type { Answer } from '../../store/assessment/answers.ts'
import { readXlsx } from '../read-xlsx.ts'
import { type AssessedQuestion, readAssessment } from './read-assessment.ts'
import { longestNarrative, mostFigures } from './save-answer.ts'

/** What is wrong with one cell of the workbook. */
export interface WorkbookFault {
  /** As the spreadsheet counts, the header being 1. */
  row: number
  column: WorkbookColumn
  sentence: Sentence
}

/** One answer that the workbook would change. */
export interface WorkbookChange {
  row: number
  question: AssessedQuestion
  before: Answer | undefined
  version: number | undefined
  level: number | null
  narrative: string | undefined
  figures: Figure[]
}

export interface WorkbookReport {
  changes: WorkbookChange[]
  /** Rows that say what is stored. */
  same: number
  faults: WorkbookFault[]
}

export const largestWorkbook = 10 * 1024 * 1024

/**
 * Reads a workbook of answers and compares it with what is stored; writes nothing. Every fault is told by row and column.
 * A row that says what is stored counts as the same, however old its version. Throws `not-found` for who may not know of the
 * round, and `invalid` with the field `berkas` for a file that is no such workbook.
 */
export async function checkWorkbook(
  platform: Platform,
  actor: Actor,
  roundId: string,
  regionCode: string,
  bytes: Uint8Array,
): Promise<WorkbookReport> {
  const assessment = await readAssessment(platform, actor, roundId, regionCode)
  const [head = [], ...body] = await readXlsx(bytes)
  const columns = assessmentColumns(head)
  if (!columns) throw invalid({ field: 'berkas', sentence: notOurs })
  const rows = new Map(assessment.rows.map(row => [row.id, row]))
  const report: WorkbookReport = { changes: [], same: 0, faults: [] }
  const seen = new Set<string>()
  for (const [at, cells] of body.entries()) {
    const cell = (column: WorkbookColumn) => cells[columns.get(column) ?? -1]
    if (cells.every(value => value === undefined)) continue
    const row = at + 2
    const fault = (column: WorkbookColumn, id: string, en: string) =>
      void report.faults.push({ row, column, sentence: { id, en } })
    const id = cell('id')
    const question = rows.get(id ?? '')
    if (!question) {
      fault(
        'id',
        `Pertanyaan “${(id ?? '').slice(0, 80)}” tidak ada di putaran ini, atau bukan untuk OPD Anda. Hapus barisnya.`,
        `Question “${(id ?? '').slice(0, 80)}” is not in this round, or not for your office. Delete its row.`,
      )
      continue
    }
    if (seen.has(question.id)) {
      fault(
        'id',
        'Pertanyaan ini sudah ada di baris lain. Hapus salah satunya.',
        'This question stands in another row, too. Delete one.',
      )
      continue
    }
    seen.add(question.id)
    const faultsBefore = report.faults.length
    const level = readLevel(cell('level'))
    if (level === undefined) {
      fault(
        'level',
        `Level “${(cell('level') ?? '').slice(0, 20)}” tidak ada. Tulis bilangan bulat 0 sampai 4, atau kosongkan.`,
        `There is no level “${(cell('level') ?? '').slice(0, 20)}”. Write a whole number from 0 to 4, or leave it empty.`,
      )
    }
    const narrative = cell('narrative')?.replace(/\r\n?/g, '\n').trim() || undefined
    if ((narrative?.length ?? 0) > longestNarrative) {
      fault(
        'narrative',
        'Uraian lebih dari 20.000 huruf. Ringkas.',
        'The narrative has more than 20,000 letters. Shorten it.',
      )
    }
    const { figures, wrong } = readFigureLines(cell('figures'))
    for (const line of wrong) {
      fault(
        'figures',
        `“${line.slice(0, 80)}” tidak terbaca. Tulis “nama: nilai satuan”, misalnya “Baduta tertangani: 85,5 %”.`,
        `“${line.slice(0, 80)}” cannot be read. Write “name: value unit”, for example “Children treated: 85.5 %”.`,
      )
    }
    if (figures.length > mostFigures) {
      fault('figures', 'Paling banyak 10 angka untuk satu jawaban.', 'At most 10 figures for one answer.')
    }
    const version = /^\d{1,9}$/.exec(cell('version') ?? '')?.[0]
    if (version === undefined) {
      fault(
        'version',
        'Kolom versi diubah. Unduh lembarnya lagi.',
        'The version was changed. Download the workbook again.',
      )
    }
    if (report.faults.length > faultsBefore || level === undefined) continue
    const before = question.answer
    if (saysTheSame(before, { level, narrative, figures })) {
      report.same++
      continue
    }
    const refusal = refuseAnswer(assessment.facts, { ownOffice: question.mine, state: before?.state })
    if (refusal) fault('id', refusal.id, refusal.en)
    else if ((before?.version ?? 0) !== Number(version)) {
      fault(
        'version',
        'Jawaban ini berubah di Tudang sesudah lembar diunduh. Buka jawabannya, gabungkan, atau unduh lembar yang baru.',
        'This answer changed in Tudang after the workbook was downloaded. Open it and merge both, or download a new workbook.',
      )
    } else {
      report.changes.push({ row, question, before, version: before?.version, level, narrative, figures })
    }
  }
  return report
}

/** A whole number 0–4, null for an empty cell, undefined for anything else. */
function readLevel(cell: string | undefined): number | null | undefined {
  if (cell === undefined) return null
  return /^[0-4]$/.test(cell) ? Number(cell) : undefined
}

function saysTheSame(
  before: Answer | undefined,
  now: { level: number | null; narrative: string | undefined; figures: readonly Figure[] },
): boolean {
  const plain = (figures: readonly Figure[]) =>
    JSON.stringify(figures.map(one => [one.label, one.value, one.unit ?? '']))
  return (
    (before?.level ?? null) === now.level &&
    before?.narrative === now.narrative &&
    plain(before?.figures ?? []) === plain(now.figures)
  )
}

const notOurs = {
  id: 'Lembar ini bukan lembar isian Tudang: judul kolomnya lain. Unduh lembar isian, isi, lalu unggah itu.',
  en: 'This is no workbook of answers from Tudang: its column heads differ. Download one, fill it in, and upload that.',
}
