import type { Blob } from 'node:buffer'
import type { Stream } from 'node:stream'
import writeXlsxFile, { type Cell, type Feature } from 'write-excel-file/node'
import type { Language } from '#platform/i18n/language.ts'
import type { Assessment } from '../actions/assessment/read-assessment.ts'
import { columnHeads, workbookColumns } from '../rules/assessment/workbook-columns.ts'
import { figureLines } from '../rules/assessment/figure-lines.ts'
import { assessmentPhrases } from '../phrases/assessment.ts'
import { roundPhrases } from '../phrases/round.ts'

/** In characters, by the order of the columns; the first two are hidden, and read back. */
const widths = [4, 4, 16, 60, 30, 18, 10, 80, 40]
const hidden = 2
/** What the writer takes for a part of the workbook that is no text. */
type Parts = Stream | Buffer | Blob

/**
 * The answers that the viewer sees, to be filled in without a network and read back: one row a question, level with a list
 * of 0 to 4, and a second sheet that says how. Texts never become formulas.
 */
export async function answersWorkbook({ rows, stand, instrument }: Assessment, lang: Language): Promise<Buffer> {
  const t = assessmentPhrases(lang)
  const states = roundPhrases(lang).answerState
  const published = stand.sight.answers === 'published'
  const text = (value: string | undefined, wrap = true): Cell =>
    value === undefined || value === '' ? null : { value, type: String, wrap, alignVertical: 'top' }
  const head: Cell[] = workbookColumns.map(column => ({
    value: columnHeads[column][lang],
    type: String,
    fontWeight: 'bold',
  }))
  const body = rows.map((row): Cell[] => {
    const { answer } = row
    const level = answer?.level ?? null
    return [
      text(row.id, false),
      { value: answer?.version ?? 0, type: Number, alignVertical: 'top' },
      text(instrument.dimensions.find(one => one.code === row.dimension.code)?.name[lang]),
      text(`${row.number}. ${row.question.text[lang]}`),
      text(row.office ?? t.secretariat),
      text(published ? undefined : states[answer?.state ?? 'none']),
      level === null ? null : { value: level, type: Number, alignVertical: 'top' },
      text(answer?.narrative),
      text(figureLines(answer?.figures ?? [], lang)),
    ]
  })
  const help = t.help.map((line): Cell[] => [{ value: line, type: String, wrap: true }])
  const written = writeXlsxFile(
    [
      {
        data: [head, ...body],
        sheet: t.sheetName,
        stickyRowsCount: 1,
        columns: widths.map(width => ({ width })),
      },
      { data: help, sheet: t.sheetHelp, columns: [{ width: 100 }] },
    ],
    { features: [levelsAndHiddenColumns(body.length)] },
  )
  return await written.toBuffer()
}

/** A list of 0 to 4 for the levels, and the columns that only the reader back needs out of sight. */
const levelsAndHiddenColumns = (count: number): Feature<Parts> => {
  const levels = `<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="G2:G${count + 1}"><formula1>"0,1,2,3,4"</formula1></dataValidation></dataValidations>`
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (content, _options, { sheetIndex }) =>
            sheetIndex === 0 && count > 0 ? content.replace('</sheetData>', `</sheetData>${levels}`) : content,
          transformElementAttributes: (tag, attributes, index, _options, { sheetIndex }) =>
            sheetIndex === 0 && tag === 'col' && index !== undefined && index < hidden
              ? { ...attributes, hidden: 1 }
              : attributes,
        },
      },
    },
  }
}
