import { SaxesParser } from 'saxes'

/** Tokens of the light theme as look.md gives them; what a drawing names on the screen, it has on paper. */
const tokens: Record<string, string> = {
  '--color-base-content': '#17242a',
  '--color-base-100': '#ffffff',
  '--color-base-200': '#f5f2eb',
  '--color-base-300': '#e1dcd2',
  '--color-primary': '#005a6f',
  '--color-accent': '#eab53b',
  '--color-success': '#14693d',
  '--color-warning': '#8d5416',
  '--color-error': '#a92321',
  '--color-info': '#365c8c',
  '--muted': '#4b575d',
  '--edge': '#768289',
  '--rail': '#e1dcd2',
  '--prev': '#69777e',
  '--band': '#003747',
  '--weave': '#a18a48',
  '--land': '#e2dcd2',
  '--land-edge': '#ffffff',
  '--absent': '#8d5416',
  '--sheet': '#fffefd',
  '--on-dim': '#fcfaf6',
  '--seq-edge': '#1b525c',
  '--seq-1': '#bae0e0',
  '--seq-2': '#7ebec4',
  '--seq-3': '#3d94a3',
  '--seq-4': '#00667b',
  '--seq-5': '#00364a',
  '--dim-gov': '#3766c9',
  '--dim-bra': '#b54464',
  '--dim-eco': '#79631d',
  '--dim-liv': '#781e00',
  '--dim-soc': '#511e70',
  '--dim-env': '#00563d',
}

export const paperFont = 'Plus Jakarta Sans'

/**
 * A drawing for paper: `var(--token)` is the light colour, `currentColor` ink, every text in our own typeface. What is not
 * a whole SVG becomes an empty one, so that one bad drawing never stops a book.
 */
export function paperSvg(svg: string): string {
  const found = /<svg\b[^]*<\/svg>/.exec(svg)?.[0]
  if (found === undefined || !isWhole(found)) return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>'
  const coloured = found
    .replace(/var\(\s*(--[\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))+))?\)/g, (_, name: string, otherwise?: string) =>
      colourOf(name, otherwise),
    )
    .replace(/\bcurrentColor\b/gi, tokens['--color-base-content'] ?? '#17242a')
    .replace(/\sfont-family=("[^"]*"|'[^']*')/g, '')
  const head = /^<svg\b[^>]*>/.exec(coloured)?.[0] ?? '<svg>'
  const named = /\sxmlns=/.test(head) ? head : head.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"')
  return named.replace('<svg', `<svg font-family="${paperFont}"`) + coloured.slice(head.length)
}

function isWhole(svg: string): boolean {
  const parser = new SaxesParser()
  let whole = true
  parser.on('error', () => {
    whole = false
  })
  parser.write(svg).close()
  return whole
}

function colourOf(name: string, otherwise: string | undefined): string {
  const known = tokens[name]
  if (known !== undefined) return known
  const inner = /^var\(\s*(--[\w-]+)/.exec(otherwise?.trim() ?? '')?.[1]
  return (inner === undefined ? otherwise?.trim() : tokens[inner]) ?? '#17242a'
}
