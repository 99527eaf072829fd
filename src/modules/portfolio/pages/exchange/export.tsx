import { formatCount } from '#kit/format.ts'
import { invalid } from '#kit/problem.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { mayOpenPortfolio, mayReadInside } from '../../access.ts'
import { queueExport, readExport } from '../../actions/exchange/queue-export.ts'
import { getInsideStand, getStand } from '../../actions/stand.ts'
import { EXPORT_FORMATS, exportProgrammes, type ExportFormat } from '../../documents/exchange/export-programmes.ts'
import type { ProgrammeFilter } from '../../model.ts'
import { MOST_DIRECT_ROWS } from '../../model-exchange.ts'
import { exchangePhrases } from '../../phrases/exchange.ts'
import { currentCatalogue } from '../../store/catalogues.ts'
import { countProgrammes } from '../../store/view/count-statuses.ts'
import { portfolioCrumbs } from '../nav.tsx'
import { filterWords, readFilterNames } from '../view/filter-words.ts'
import { filterParameters, readProgrammeFilter } from '../view/read-filter.ts'
import { download } from './place.ts'

const place = '/portofolio/:code{[0-9]{2}\\.[0-9]{2}}'

/** The list of programmes as it is filtered, whole, as a file that says so; a large one is made by a job. */
const exportPage = (format: ExportFormat): Page => ({
  path: `${place}/program.${format}`,
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  limit: 'document',
  show: visit => exportView(visit, format),
})

async function exportView(visit: Visit, format: ExportFormat): Promise<View | Response> {
  const { c, platform, actor, lang } = visit
  const db = platform.db.read
  const { region, sight } = await getStand(db, actor, c.req.param('code') ?? '')
  const filter = readProgrammeFilter(c.req.query())
  if (sight === 'all' && mayReadInside(actor) === undefined) {
    const rows = await countProgrammes(db, region.code, filter)
    if (rows > MOST_DIRECT_ROWS) {
      const t = exchangePhrases(lang).about
      return {
        title: t.large,
        section: '/portofolio',
        crumbs: await portfolioCrumbs(db, region, lang, { label: t.large }),
        body: (
          <div class="pt-2">
            <h1>{t.large}</h1>
            <p class="lead mt-3 mb-8">{t.largeLead(formatCount(rows, lang), format.toUpperCase())}</p>
            <form method="post" action={`/portofolio/${region.code}/ekspor`}>
              <input type="hidden" name="format" value={format} />
              {filterParameters(filter).map(([name, value]) => (
                <input type="hidden" name={name} value={value} />
              ))}
              <Button look="primary">{t.make}</Button>
            </form>
          </div>
        ),
      }
    }
  }
  const file = await exportProgrammes(platform, {
    regionCode: region.code,
    filter,
    filterWords: await wordsOf(visit, filter),
    format,
    lang,
    publicOnly: sight === 'public',
  })
  return download(file.name, file.mediaType, file.bytes, {
    'tudang-rows': String(file.rows),
    'tudang-sha256': file.sha256,
  })
}

async function wordsOf({ platform, lang }: Visit, filter: ProgrammeFilter): Promise<string | undefined> {
  const db = platform.db.read
  const catalogue = await currentCatalogue(db, platform.clock.now())
  const words = filterWords(filter, catalogue, lang, await readFilterNames(db, filter))
  return words.length === 0 ? undefined : words.map(one => one.label).join('; ')
}

export const exportPages: Page[] = EXPORT_FORMATS.map(exportPage)

/** Sends a large export to a job, whose page tells when it is done. */
export const newExportPage: Page = {
  path: `${place}/ekspor`,
  permission: 'portfolio.inside.read',
  may: mayReadInside,
  submit: {
    permission: 'portfolio.inside.read',
    may: mayReadInside,
    limit: 'document',
    audit: ['portfolio.export.queued'],
    async handle(visit, form) {
      const { c, platform, actor, lang, writer } = visit
      const regionCode = c.req.param('code') ?? ''
      await getInsideStand(platform.db.sql, actor, regionCode)
      const format = EXPORT_FORMATS.find(one => one === form.text('format'))
      if (!format) {
        throw invalid({
          field: 'format',
          sentence: { id: 'Pilih XLSX, CSV atau JSON.', en: 'Choose XLSX, CSV or JSON.' },
        })
      }
      const filter = readProgrammeFilter(
        Object.fromEntries(Object.entries(form.values).map(([name, [first]]) => [name, first])),
      )
      const words = await wordsOf(visit, filter)
      const id = await queueExport(platform, actor, { regionCode, filter, filterWords: words, format, lang }, writer)
      return c.redirect(`/pekerjaan/${id}`, 303)
    },
  },
}

/** A finished export, for who asked for it. */
export const exportedPage: Page = {
  path: `${place}/ekspor/:file{[0-9a-f-]{36}}`,
  permission: 'portfolio.inside.read',
  may: mayReadInside,
  async show({ c, platform, actor }) {
    const { file, bytes } = await readExport(platform, actor, c.req.param('code') ?? '', c.req.param('file') ?? '')
    return download(file.name, file.mediaType, bytes)
  },
}
