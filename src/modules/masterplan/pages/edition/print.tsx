import { invalid, notFound } from '#kit/problem.ts'
import type { Page } from '#platform/http/door.ts'
import { mayOpenPlans, mayReadInside } from '../../access.ts'
import { askPrint, readEditionFile, readPrint } from '../../actions/edition/print.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { BOOKS } from '../../model.ts'
import { PRINT_FORMATS, type PrintFormat } from '../../model-edition.ts'
import { planPlace } from '../nav.tsx'
import { editionPlace, placeOf } from './place.ts'

/** A book as a file of the reader's; PDF opens in the browser, Word is kept. */
export function bookFile(name: string, format: PrintFormat, bytes: Uint8Array): Response {
  const type =
    format === 'pdf' ? 'application/pdf' : 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': type,
      'content-disposition': `${format === 'pdf' ? 'inline' : 'attachment'}; filename="${name.replace(/[^\w.-]+/g, '-')}"`,
    },
  })
}

const choice = (field: string) => ({
  field,
  sentence: {
    id: 'Pilih rencana, buku 1 sampai 3, dan PDF atau Word.',
    en: 'Choose a plan, a book from 1 to 3, and PDF or Word.',
  },
})

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** `/masterplan/:code/cetak`: sends a book to be printed (`rencana`, `edisi`, `buku`, `format`); its progress says when. */
export const askPrintPage: Page = {
  path: `${planPlace}/cetak`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  submit: {
    permission: 'masterplan.inside.read',
    may: mayReadInside,
    limit: 'document',
    audit: ['masterplan.print.queued'],
    async handle(visit, form) {
      const { c, platform, actor, writer } = visit
      const { regionCode } = placeOf(visit)
      await getInsideStand(platform.db.sql, actor, regionCode)
      const planId = form.text('rencana') ?? ''
      const editionId = form.text('edisi')
      const book = BOOKS.find(one => String(one) === form.text('buku'))
      const format = PRINT_FORMATS.find(one => one === form.text('format'))
      if (!uuid.test(planId) || (editionId !== undefined && !uuid.test(editionId))) throw invalid(choice('rencana'))
      if (book === undefined || format === undefined) throw invalid(choice(book === undefined ? 'buku' : 'format'))
      const { printId, progressId } = await askPrint(
        platform,
        actor,
        { regionCode, planId, editionId, book, format },
        writer,
      )
      const to = progressId === undefined ? `/masterplan/${regionCode}/cetak/${printId}` : `/pekerjaan/${progressId}`
      return c.redirect(to, 303)
    },
  },
}

/** `/masterplan/:code/cetak/:print`: a finished print, for those who see everything. */
export const printPage: Page = {
  path: `${planPlace}/cetak/:print{[0-9a-f-]{36}}`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  async show(visit) {
    const { c, platform, actor } = visit
    const { regionCode } = placeOf(visit)
    const { print, file, bytes } = await readPrint(platform, actor, regionCode, c.req.param('print') ?? '')
    return bookFile(file.name, print.format, bytes)
  },
}

/** `…/edisi/:edition/buku-1.pdf`: the file of a book of an edition, for everybody who may see the edition. */
export const editionBookPage: Page = {
  path: `${editionPlace}/:file{buku-[1-3]\\.(?:pdf|docx)}`,
  permission: 'masterplan.read',
  may: mayOpenPlans,
  limit: 'document',
  async show(visit) {
    const { c, platform, actor } = visit
    const { regionCode, editionId } = placeOf(visit)
    const [, number, ending] = /^buku-(\d)\.(\w+)$/.exec(c.req.param('file') ?? '') ?? []
    const book = BOOKS.find(one => String(one) === number) ?? 1
    const format = PRINT_FORMATS.find(one => one === ending) ?? 'pdf'
    const found = await readEditionFile(platform, actor, { regionCode, editionId, book, format })
    if (!found) {
      throw notFound(
        'Berkas buku ini sedang dibuat, atau belum diminta. Baca bukunya di halaman edisi, atau muat ulang sebentar lagi.',
        'This file is being made, or was not asked for. Read the book on the page of the edition, or load again in a moment.',
      )
    }
    return bookFile(found.file.name, format, found.bytes)
  },
}
