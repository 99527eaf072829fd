import { notFound } from '#kit/problem.ts'
import { type Sheet, sheetFormat, sheetResponse } from '#platform/documents/sheet.ts'
import type { Page } from '#platform/http/door.ts'
import { mayReadImports } from '../access.ts'
import { listInstruments } from '../store/instruments.ts'

/** A table to fill in, with the columns that the import reads; the dimensions of all instruments have one each. */
export const importTemplatePage: Page = {
  path: '/hasil/impor/:templat{templat\\.[a-z]+}',
  permission: 'evaluation.imports.read',
  may: mayReadImports,
  async show({ c, platform }) {
    const format = sheetFormat(c.req.param('templat')?.split('.')[1])
    if (!format) {
      throw notFound('Templat hanya ada sebagai CSV dan XLSX.', 'The template exists as CSV and XLSX only.')
    }
    const instruments = await listInstruments(platform.db.read)
    const dimensions = new Set(instruments.flatMap(({ content }) => content.dimensions.map(({ code }) => code)))
    const keys = [
      'kode_wilayah',
      'nama_daerah',
      'kelompok',
      'instrumen',
      'hadir',
      ...[...dimensions].map(code => code.replaceAll('-', '_')),
      'indeks_tercetak',
      'perubahan_tercetak',
      'catatan_penyimpangan',
    ]
    const sheet: Sheet<never> = {
      name: 'templat-hasil',
      columns: keys.map(key => ({ key, label: key, value: () => undefined })),
      rows: [],
    }
    return await sheetResponse(sheet, format)
  },
}
