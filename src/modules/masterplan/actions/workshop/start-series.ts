import { randomUUID } from 'node:crypto'
import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { type FieldError, invalid, mayNot } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep } from '../../access.ts'
import { LONGEST_WORKSHOP, type Series } from '../../model-workshop.ts'
import { currentTemplate, findTemplate } from '../../store/templates.ts'
import { findSeries, insertSeries } from '../../store/workshop/series.ts'
import { insertStartRows } from '../../store/workshop/start-rows.ts'
import { getInsideStand } from '../stand.ts'
import { startSheets } from '../worksheet/start-sheets.ts'

export interface StartSeries {
  regionCode: string
  title: string
  year: number
  /** A version of the template; the newest when absent. */
  templateId?: string | undefined
}

/**
 * Begins a series with what the template says: four stages, their deliverables, groups per readiness element and per
 * dimension, criteria, the readiness questions as cards, and the draft of the commitment. The region changes all of it
 * afterwards. Throws `not-found`, `may-not`, and `invalid` with the fields `title`, `year`, `templateId`.
 */
export async function startSeries(
  platform: Platform,
  actor: Actor,
  start: StartSeries,
  writer: Writer,
): Promise<Series> {
  const { regionCode } = start
  const now = platform.clock.now()
  const title = start.title.replace(/\s+/g, ' ').trim()
  return await platform.db.transact(writer, async tx => {
    const { region } = await getInsideStand(tx, actor, regionCode)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const template =
      start.templateId === undefined ? await currentTemplate(tx, now) : await findTemplate(tx, start.templateId)
    const errors = checkSeries({ title, year: start.year }, Number(dayIn(now, region.timezone).slice(0, 4)))
    if (!template) errors.push(noSuchTemplate)
    if (errors.length > 0 || !template) throw invalid(...errors)
    const id = randomUUID()
    await insertSeries(tx, {
      regionCode,
      id,
      title,
      year: start.year,
      templateId: template.id,
      by: writer.accountId,
      now,
    })
    await insertStartRows(tx, { regionCode, seriesId: id }, template, region.name, writer.accountId, now)
    await startSheets(tx, { regionCode, seriesId: id, template }, { accountId: writer.accountId, now })
    await audit(tx, {
      event: 'masterplan.series.started',
      subject: { kind: 'masterplan.series', id },
      regionCode,
      data: { title, year: start.year, template: template.id },
    })
    const stored = await findSeries(tx, regionCode, id)
    if (!stored) throw new Error(`Series ${id} is not there after it was stored`)
    return stored
  })
}

/** What is wrong with the title and year of a series, by field. `thisYear` in the region. */
export function checkSeries({ title, year }: { title: string; year: number }, thisYear: number): FieldError[] {
  const errors: FieldError[] = []
  if (title === '' || title.length > LONGEST_WORKSHOP.title) {
    errors.push({
      field: 'title',
      sentence: {
        id: `Nama rangkaian bimtek kosong atau lebih dari ${LONGEST_WORKSHOP.title} huruf. Tulis nama yang pendek, misalnya “Bimtek Masterplan 2026”.`,
        en: `The name of the series is empty or longer than ${LONGEST_WORKSHOP.title} letters. Write a short one.`,
      },
    })
  }
  if (!Number.isInteger(year) || year < 2015 || year > thisYear + 2) {
    errors.push({
      field: 'year',
      sentence: {
        id: `Tahun bimtek harus antara 2015 dan ${thisYear + 2}. Tulis empat angka, misalnya ${thisYear}.`,
        en: `The year must be between 2015 and ${thisYear + 2}. Write four digits, such as ${thisYear}.`,
      },
    })
  }
  return errors
}

const noSuchTemplate: FieldError = {
  field: 'templateId',
  sentence: {
    id: 'Pola ini tidak ada. Kosongkan untuk memakai pola terbaru.',
    en: 'There is no such template. Leave it empty to use the newest.',
  },
}
