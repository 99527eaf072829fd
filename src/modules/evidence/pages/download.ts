import { sheetResponse, type SheetFormat } from '#platform/documents/sheet.ts'
import type { Page } from '#platform/http/door.ts'
import { notFound } from '#kit/problem.ts'
import { refuseReadLibrary } from '../access.ts'
import { warningsOf } from '../actions/warnings.ts'
import type { Evidence } from '../model.ts'
import { en } from '../phrases/en.ts'
import { id } from '../phrases/id.ts'
import { phrases } from '../phrases/index.ts'
import { listItems } from '../store/items.ts'
import { countUsesOf } from '../store/uses.ts'
import { typeName } from './evidence-list.tsx'
import { readLibrary } from './library-query.ts'

/**
 * The filtered library, whole, as a file: the same rows and the same sight as the page. What is only almost the same is
 * told on the pages, not here: it would compare each item with all others.
 */
const download = (format: SheetFormat): Page => ({
  path: `/bukti/unduh.${format}`,
  permission: 'evidence.library.read',
  may: refuseReadLibrary,
  async show(visit) {
    const { lang, platform } = visit
    const t = phrases(lang)
    const library = await readLibrary(visit)
    if (library === undefined) throw notFound(id.noLibraries, en.noLibraries)
    const { filter, sight, today } = library
    const { read } = platform.db
    const rows = await listItems(read, { ...filter, after: undefined, limit: 100_000 }, sight, today)
    const ids = rows.map(row => row.id)
    const warnings = await warningsOf(read, ids, today, { near: false })
    const uses = await countUsesOf(read, filter.regionCode, ids)
    return await sheetResponse<Evidence>(
      {
        name: `${t.sheetName}-${filter.regionCode}`,
        rows,
        columns: [
          { key: 'id', label: 'ID', width: 38, value: row => row.id },
          { key: 'title', label: t.titleField, width: 50, value: row => row.title },
          { key: 'kind', label: t.kind, width: 12, value: row => (format === 'csv' ? row.kind : t.kinds[row.kind]) },
          { key: 'type', label: t.type, width: 18, value: row => typeName(row, format === 'csv' ? 'en' : lang) },
          { key: 'owner', label: t.owner, width: 40, value: row => row.organisationName },
          { key: 'document_date', label: t.documentDate, kind: 'date', width: 14, value: row => row.documentDate },
          { key: 'valid_until', label: t.validUntil, kind: 'date', width: 14, value: row => row.validUntil },
          { key: 'personal_data', label: t.personalData, width: 12, value: row => (row.personalData ? t.yes : t.no) },
          { key: 'pages', label: t.pagesLabel, kind: 'integer', width: 10, value: row => row.pages },
          { key: 'bytes', label: t.size, kind: 'integer', width: 12, value: row => row.bytes },
          { key: 'sha256', label: t.hash, width: 66, value: row => row.sha256 },
          { key: 'url', label: t.url, width: 40, value: row => row.url },
          { key: 'uses', label: t.used, kind: 'integer', width: 10, value: row => uses.get(row.id) ?? 0 },
          {
            key: 'warnings',
            label: t.warnings,
            width: 50,
            value: row =>
              warnings
                .get(row.id)
                ?.map(({ sentence }) => sentence[lang])
                .join(' '),
          },
          {
            key: 'added_on',
            label: t.added,
            kind: 'date',
            width: 14,
            value: row => row.createdAt.toISOString().slice(0, 10),
          },
        ],
      },
      format,
    )
  },
})

export const libraryDownloads: Page[] = [download('csv'), download('xlsx')]
