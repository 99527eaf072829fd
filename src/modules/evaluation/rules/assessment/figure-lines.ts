import type { Figure } from '../../model-round.ts'
import { readDecimal } from './read-figure.ts'

/** Figures as lines for a cell: "Baduta tertangani: 85,5 %"; English writes a point. */
export const figureLines = (figures: readonly Figure[], lang: 'id' | 'en'): string =>
  figures
    .map(({ label, value, unit }) =>
      [`${label}: ${lang === 'id' ? value.replace('.', ',') : value}`, unit]
        .filter(part => part !== undefined)
        .join(' '),
    )
    .join('\n')

/** Reads such lines back. A line that is none is given as `wrong`, with its text. */
export function readFigureLines(cell: string | undefined): { figures: Figure[]; wrong: string[] } {
  const figures: Figure[] = []
  const wrong: string[] = []
  for (const line of (cell ?? '').split(/\r?\n/).map(one => one.trim())) {
    if (line === '') continue
    // The value begins after the last colon that a number follows: labels may hold colons themselves.
    const parsed = /^(.*):\s*(-?[\d.,]+)(?:\s+(.+))?$/.exec(line)
    const [, label = '', typed = '', unit] = parsed ?? []
    const value = readDecimal(typed)
    if (!parsed || label.trim() === '' || label.length > 200 || (unit ?? '').length > 40 || value === undefined) {
      wrong.push(line)
    } else figures.push({ label: label.trim(), value, ...(unit === undefined ? {} : { unit: unit.trim() }) })
  }
  return { figures, wrong }
}
