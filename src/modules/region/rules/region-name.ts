import type { RegionKind } from '../model.ts'

const roman = /^(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/
const keptSmall = new Set(['dan', 'di'])
const keptBig = new Set(['DI', 'DKI', 'UPT', 'SP', 'PT', 'PTPN', 'PIR'])

/**
 * A name written all in capitals, as older editions do, in proper case: "KABUPATEN LUWU TIMUR" → "Kabupaten Luwu Timur",
 * "SUKARAJA II" keeps its Roman number, "DKI JAKARTA" its abbreviation. A name with any small letter is left as it is.
 */
export function properName(name: string): string {
  const tidy = name.trim().replace(/\s+/g, ' ')
  if (tidy !== tidy.toUpperCase()) return tidy
  return tidy
    .split(' ')
    .map((word, place) => {
      if (roman.test(word) || (place === 0 && keptBig.has(word)) || (place > 0 && keptBig.has(word) && word !== 'DI')) {
        return word
      }
      const small = word.toLowerCase()
      if (place > 0 && keptSmall.has(small)) return small
      // A letter begins a word after a hyphen, slash or bracket, never after an apostrophe: "Toli-Toli", "Ma'rang".
      return small.replace(/(^|[-/(.])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    })
    .join(' ')
}

const shortened: Record<string, string> = {
  'Daerah Khusus Ibukota Jakarta': 'DKI Jakarta',
  'Daerah Khusus Jakarta': 'DK Jakarta',
  'Daerah Istimewa Yogyakarta': 'DI Yogyakarta',
}

/** The name in lists: "Kab. Luwu Timur", "Kota Adm. Jakarta Pusat", "DKI Jakarta". */
export function shortName(name: string): string {
  return (
    shortened[name] ??
    name
      .replace(/^Kabupaten Administrasi /, 'Kab. Adm. ')
      .replace(/^Kota Administrasi /, 'Kota Adm. ')
      .replace(/^Kabupaten /, 'Kab. ')
  )
}

/** Text to be compared: small letters, no accents, apostrophes or signs, single spaces. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’‘ʼ`"]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The folded name without its kind, to sort and to compare by: "Kabupaten Luwu Timur" → "luwu timur". */
export function sortName(name: string, kind: RegionKind): string {
  const core =
    kind === 'kabupaten' || kind === 'kota' ? name.replace(/^(?:Kabupaten|Kota)(?: Administrasi)? /, '') : name
  return fold(shortened[core] === undefined ? core : core.replace(/^Daerah (?:Khusus(?: Ibukota)?|Istimewa) /, ''))
}

/**
 * Words that a search compares with: of the folded name, its short form and former names, and down to districts the name
 * written as one word, since people write "Tanjungpinang" and "Tanjung Pinang".
 */
export function searchWords(name: string, kind: RegionKind, former: readonly string[] = []): string[] {
  const village = kind === 'desa' || kind === 'kelurahan' || kind === 'desa adat'
  const texts = [kind === 'provinsi' ? 'provinsi' : '', ...[name, shortened[name] ?? '', ...former].map(fold)]
  const core = sortName(name, kind)
  if (!village) texts.push(core.replaceAll(' ', ''))
  return [...new Set(texts.flatMap(text => text.split(' ')).filter(word => word !== ''))]
}
