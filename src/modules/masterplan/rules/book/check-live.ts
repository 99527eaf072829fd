import type { FieldError } from '#kit/problem.ts'
import { FILTER_VALUES, FILTERS_OF, type FilterName, LIVE_SOURCES, type LiveInput, SHOWS_OF } from '../../model-book.ts'

const field = (name: string, id: string, en: string): FieldError => ({ field: name, sentence: { id, en } })

/** What is wrong with a live block: an unknown source, a way of showing that it does not have, a filter it does not know. */
export function checkLive(input: LiveInput): FieldError[] {
  const errors: FieldError[] = []
  if (!LIVE_SOURCES.includes(input.source)) {
    return [field('source', 'Pilih sumber data dari daftar.', 'Choose a source of data from the list.')]
  }
  if (!SHOWS_OF[input.source].includes(input.show)) {
    errors.push(
      field(
        'show',
        'Sumber ini tidak dapat ditampilkan begitu. Pilih bentuk lain dari daftar.',
        'This source cannot be shown so. Choose another form from the list.',
      ),
    )
  }
  for (const [name, text] of Object.entries(input.filter)) {
    const known = (FILTERS_OF[input.source] as readonly string[]).includes(name)
    const values: readonly string[] = known ? FILTER_VALUES[name as FilterName] : []
    const asked = (text ?? '')
      .split(',')
      .map(one => one.trim())
      .filter(one => one !== '')
    if (!known || asked.length === 0 || asked.some(one => !values.includes(one))) {
      errors.push(
        field(
          `filter.${name}`,
          'Saringan ini tidak dikenal untuk sumber yang dipilih. Kosongkan, atau pilih dari daftar.',
          'This filter is not known for the chosen source. Leave it empty, or choose from the list.',
        ),
      )
    }
  }
  if ((input.caption?.length ?? 0) > 200) {
    errors.push(
      field('caption', 'Judul tabel paling panjang 200 huruf. Pendekkan.', 'A caption has at most 200 letters.'),
    )
  }
  return errors
}
