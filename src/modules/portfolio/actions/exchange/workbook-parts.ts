import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { Problem } from '#kit/problem.ts'
import { bomb, corrupt } from './file-refusals.ts'
import type { Parts } from './unzip.ts'

const MB = 1024 * 1024
const mostWords = 1_000_000
const limits = { small: 16 * MB, words: 96 * MB }

/** Name without the prefix that some writers put before it. */
export const bare = (name: string): string => name.slice(name.indexOf(':') + 1)

/** A parser that refuses document types and damaged XML with the sentence for workbooks. */
export function sheetParser(): SaxesParser {
  const parser = new SaxesParser({ position: false })
  const refuse = () => {
    throw corrupt()
  }
  parser.on('error', refuse)
  parser.on('doctype', refuse)
  return parser
}

/** Feeds a part to a parser, piece by piece. */
async function parse(parts: Parts, name: string, most: number, parser: SaxesParser): Promise<void> {
  for await (const text of parts.text(name, most)) parser.write(text)
  parser.close()
}

const attribute = (tag: SaxesTagPlain, name: string): string | undefined => {
  for (const [key, value] of Object.entries(tag.attributes)) if (bare(key) === name) return value
  return undefined
}

/** The sheets of a workbook in their order with the part each is in; charts and macros are left out. */
export async function listSheets(
  parts: Parts,
): Promise<{ sheets: { name: string; part: string }[]; from1904: boolean }> {
  if (!parts.has('xl/workbook.xml') || !parts.has('[Content_Types].xml')) throw corrupt()
  const named: { name: string; id: string }[] = []
  let from1904 = false
  const workbook = sheetParser()
  workbook.on('opentag', tag => {
    if (bare(tag.name) === 'workbookPr') from1904 = ['1', 'true'].includes(tag.attributes['date1904'] ?? '')
    if (bare(tag.name) === 'sheet') {
      named.push({ name: tag.attributes['name'] ?? '', id: relationId(tag) })
    }
  })
  await parse(parts, 'xl/workbook.xml', limits.small, workbook)
  const targets = new Map<string, string>()
  const relations = sheetParser()
  relations.on('opentag', tag => {
    const id = attribute(tag, 'Id')
    const target = attribute(tag, 'Target')
    if (id !== undefined && target !== undefined) targets.set(id, target)
  })
  if (!parts.has('xl/_rels/workbook.xml.rels')) throw corrupt()
  await parse(parts, 'xl/_rels/workbook.xml.rels', limits.small, relations)
  const sheets = named.flatMap(({ name, id }) => {
    const target = targets.get(id) ?? ''
    const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    return /worksheets\//.test(part) && parts.has(part) ? [{ name, part }] : []
  })
  return { sheets, from1904 }
}

/** `r:id`, whatever its prefix; `sheetId` is another thing. */
const relationId = (tag: SaxesTagPlain): string =>
  Object.entries(tag.attributes).find(([key]) => key.includes(':') && bare(key) === 'id')?.[1] ?? ''

/** The shared texts of a workbook by their numbers; how a word is spoken (furigana) is no part of it. */
export async function readWords(parts: Parts): Promise<string[]> {
  const words: string[] = []
  if (!parts.has('xl/sharedStrings.xml')) return words
  let word: string | undefined
  let inText = false
  let inPhonetic = false
  const parser = sheetParser()
  parser.on('opentag', tag => {
    const name = bare(tag.name)
    if (name === 'si') word = ''
    else if (name === 't') inText = !inPhonetic
    else if (name === 'rPh') inPhonetic = true
  })
  const take = (text: string) => {
    if (inText && word !== undefined) word += text
  }
  parser.on('text', take)
  parser.on('cdata', take)
  parser.on('closetag', tag => {
    const name = bare(tag.name)
    if (name === 't') inText = false
    else if (name === 'rPh') inPhonetic = false
    else if (name === 'si') {
      words.push(word ?? '')
      word = undefined
      if (words.length > mostWords) throw bomb()
    }
  })
  await parse(parts, 'xl/sharedStrings.xml', limits.words, parser)
  return words
}

const builtInDates = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, ...range(27, 36), 45, 46, 47, ...range(50, 58)])

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, n) => from + n)
}

/** Which cell styles show a number as a date, by the number of the style. */
export async function readDateStyles(parts: Parts): Promise<boolean[]> {
  const styles: boolean[] = []
  if (!parts.has('xl/styles.xml')) return styles
  const own = new Map<number, boolean>()
  let inCells = false
  const parser = sheetParser()
  parser.on('opentag', tag => {
    const name = bare(tag.name)
    if (name === 'numFmt') own.set(Number(tag.attributes['numFmtId']), isDateFormat(tag.attributes['formatCode'] ?? ''))
    else if (name === 'cellXfs') inCells = true
    else if (name === 'xf' && inCells) {
      const format = Number(tag.attributes['numFmtId'] ?? 0)
      styles.push(own.get(format) ?? builtInDates.has(format))
    }
  })
  parser.on('closetag', tag => {
    if (bare(tag.name) === 'cellXfs') inCells = false
  })
  await parse(parts, 'xl/styles.xml', limits.small, parser)
  return styles
}

/** "dd/mm/yyyy" is one; "0.00", "[Red]0" and texts in quotes are none. */
function isDateFormat(code: string): boolean {
  const bareCode = code.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!h|m|s)[^\]]*\]/gi, '')
  return /[dmyhs]/i.test(bareCode) && !/^general$/i.test(bareCode.trim())
}

/** Ends a parser that failed in the middle with a Problem of ours, whatever it threw. */
export const asCorrupt = (cause: unknown): Problem => (cause instanceof Problem ? cause : corrupt())
