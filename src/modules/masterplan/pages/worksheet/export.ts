import { dayIn } from '#kit/format.ts'
import writeXlsxFile, { type Cell, type SheetData } from 'write-excel-file/node'
import type { Sql } from '#platform/db/database.ts'
import { sheetResponse } from '#platform/documents/sheet.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import { currentCatalogue, latestReadings, listIndicators, listProgrammes } from '#modules/portfolio/index.ts'
import type { Region } from '#modules/region/index.ts'
import { mayReadInside } from '../../access.ts'
import { cardSheet, type SheetNames } from '../../documents/worksheet/card-sheet.ts'
import type { Card } from '../../model-card.ts'
import { type Sheet, SHEETS } from '../../model.ts'
import { indicatorLabel } from '../../rules/worksheet/pick-indicator.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { templateOf } from '../../store/templates.ts'
import { listCards } from '../../store/worksheet/cards.ts'
import { seriesOf, seriesPlace, sheetPlace, sheetStandOf } from './place.ts'
import { readCardFilter } from './sheet-filter.tsx'

/** `…/:sheet/ekspor.csv|xlsx`: one worksheet as it is filtered. */
export const sheetFile = (format: 'csv' | 'xlsx'): Page => ({
  path: `${sheetPlace}/ekspor.${format}`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  limit: 'document',
  async show(visit) {
    const { lang, platform, c } = visit
    const { sheet, region, series } = await sheetStandOf(visit)
    const db = platform.db.read
    const filter = readCardFilter(c.req.query(), sheet, await templateOf(db, series.templateId))
    const cards = (await listCards(db, region.code, series.id, sheet, filter)) as unknown as Card[]
    const programmes = await codesOf(db, region.code)
    const named = await namesOf(visit, region, [sheet])
    return await sheetResponse(cardSheet(sheet, cards, { lang, regionCode: region.code, programmes, named }), format)
  },
})

/** `…/:series/ekspor.xlsx`: all worksheets of a series in one workbook, one sheet each. */
export const workbookPage: Page = {
  path: `${seriesPlace}/ekspor.xlsx`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  limit: 'document',
  show: workbook,
}

async function workbook(visit: Visit): Promise<Response> {
  const { lang, platform } = visit
  const { region, series } = await seriesOf(visit)
  const db = platform.db.read
  const t = worksheetPhrases(lang)
  const programmes = await codesOf(db, region.code)
  const named = await namesOf(visit, region, SHEETS)
  const data: SheetData[] = []
  for (const sheet of SHEETS) {
    const cards = (await listCards(db, region.code, series.id, sheet)) as unknown as Card[]
    const { columns, rows } = cardSheet(sheet, cards, { lang, regionCode: region.code, programmes, named })
    const head: Cell[] = columns.map(({ label }) => ({ value: label, type: String, fontWeight: 'bold' }))
    const body: Cell[][] = []
    for (const row of rows as Iterable<Card & { number: number }>) {
      body.push(
        columns.map((column): Cell => {
          const value = column.value(row)
          if (value === undefined || value === null) return null
          return column.kind === 'integer' && String(value).length <= 15
            ? { value: Number(value), type: Number }
            : { value: String(value), type: String }
        }),
      )
    }
    data.push([head, ...body])
  }
  const written = writeXlsxFile(
    data.map((rows, at) => ({
      data: rows,
      sheet: t.sheet[SHEETS[at] ?? 'swot'].slice(0, 31),
      stickyRowsCount: 1,
    })),
  )
  return new Response(new Uint8Array(await written.toBuffer()), {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename="lembar-kerja-${region.code}-${series.year}.xlsx"`,
    },
  })
}

const codesOf = async (db: Sql, regionCode: string): Promise<Map<string, string>> =>
  new Map((await listProgrammes(db, regionCode, {}, { limit: 5000 })).map(one => [one.id, one.code]))

/** What the cards of these sheets name of the portfolio, in at most three statements. */
async function namesOf({ platform }: Visit, region: Region, sheets: readonly Sheet[]): Promise<SheetNames> {
  const db = platform.db.read
  const now = platform.clock.now()
  const sources = sheets.includes('canvas') ? (await currentCatalogue(db, now)).sources : []
  if (!sheets.includes('target'))
    return { sources: new Map(sources.map(one => [one.code, one.name])), indicators: new Map() }
  const until = dayIn(now, region.timezone)
  const readings = new Map(
    (await latestReadings(db, region.code, {}, { verifiedOnly: true, until })).map(one => [one.indicator.id, one]),
  )
  return {
    sources: new Map(sources.map(one => [one.code, one.name])),
    indicators: new Map(
      (await listIndicators(db, region.code)).map(one => {
        const reading = readings.get(one.id)
        const latest = reading?.value === undefined ? undefined : { value: reading.value, period: reading.period }
        return [one.id, { label: indicatorLabel(one), latest }]
      }),
    ),
  }
}
