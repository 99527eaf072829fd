import { inflateSync } from 'node:zlib'

/**
 * The text of a PDF that Typst wrote, one line for each text object, as a reader's "select all" would give it: glyphs are
 * mapped by the document's own ToUnicode tables. Enough for tests; not for PDFs of other makers.
 */
export function pdfText(bytes: Uint8Array): string {
  const file = Buffer.from(bytes).toString('latin1')
  const tables = new Map<string, Map<number, string>>()
  for (const [, object, table] of file.matchAll(
    /(\d+) 0 obj\n<<\n {2}\/Type \/Font\n {2}\/Subtype \/Type0[^]*?\/ToUnicode (\d+) 0 R/g,
  )) {
    if (object && table) tables.set(object, readTable(streamOf(file, table)))
  }
  const fonts = new Map<string, Map<number, string>>()
  for (const [, names] of file.matchAll(/\/Font <<([^>]*)>>/g)) {
    for (const [, name, object] of (names ?? '').matchAll(/\/(\w+) (\d+) 0 R/g)) {
      const table = tables.get(object ?? '')
      if (name && table) fonts.set(name, table)
    }
  }
  return [...file.matchAll(/\/Contents (\d+) 0 R/g)]
    .map(([, object]) => pageText(streamOf(file, object ?? ''), fonts))
    .join('\n')
}

function streamOf(file: string, object: string): string {
  const found = new RegExp(`(?:^|\\n)${object} 0 obj\\n<<([^]*?)>>\\nstream\\n`).exec(file)
  if (!found) throw new Error(`The PDF has no stream ${object}`)
  const start = found.index + found[0].length
  const raw = file.slice(start, file.indexOf('endstream', start))
  return found[1]?.includes('FlateDecode') ? inflateSync(Buffer.from(raw, 'latin1')).toString('latin1') : raw
}

const utf16 = (hex: string): string =>
  (hex.match(/.{4}/g) ?? []).map(unit => String.fromCharCode(Number.parseInt(unit, 16))).join('')

function readTable(map: string): Map<number, string> {
  const table = new Map<number, string>()
  for (const [, block] of map.matchAll(/beginbfchar([^]*?)endbfchar/g)) {
    for (const [, glyph, text] of (block ?? '').matchAll(/<(\w+)> <(\w+)>/g)) {
      if (glyph && text) table.set(Number.parseInt(glyph, 16), utf16(text))
    }
  }
  return table
}

/** The inside of a literal, in which balanced brackets need no sign before them. */
const plain = String.raw`\\[^]|[^\\()]`
const literal = [1, 2, 3].reduce(inside => String.raw`(?:${plain}|\((?:${inside})*\))`, plain)
const tokens = new RegExp(String.raw`/(\w+) [\d.]+ Tf|\(((?:${literal})*)\)|<([0-9A-Fa-f]+)>|\bET\b`, 'g')

function pageText(content: string, fonts: ReadonlyMap<string, Map<number, string>>): string {
  let font = new Map<number, string>()
  let text = ''
  for (const [token, name, bytes, hex] of content.matchAll(tokens)) {
    if (token === 'ET') text += '\n'
    else if (name !== undefined) font = fonts.get(name) ?? font
    else text += glyphs(bytes === undefined ? Buffer.from(hex ?? '', 'hex') : unescape(bytes), font)
  }
  return text
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

const unescape = (text: string): Buffer =>
  Buffer.from(
    text.replace(/\\([0-7]{1,3}|[^])/g, (_, sign: string) =>
      /^[0-7]/.test(sign) ? String.fromCharCode(Number.parseInt(sign, 8)) : (escapes[sign] ?? sign),
    ),
    'latin1',
  )

function glyphs(bytes: Buffer, font: ReadonlyMap<number, string>): string {
  let text = ''
  for (let at = 0; at + 1 < bytes.length; at += 2) text += font.get(bytes.readUInt16BE(at)) ?? ''
  return text
}
